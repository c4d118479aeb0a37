// Writes the rows of a builder as one message (SPEC.md, "Messages"). The mirror
// of opener.cc: the same walk over the same Layout.
#ifndef SINTER_CODEC_ENCODER_H_
#define SINTER_CODEC_ENCODER_H_

#include <memory_resource>
#include <span>
#include <string_view>
#include <vector>

#include "codec/builder_rows.h"
#include "codec/byte_buffer.h"
#include "codec/columns/scratch.h"
#include "codec/failure.h"
#include "codec/gather.h"
#include "codec/limits.h"
#include "codec/row_order.h"
#include "codec/string_table.h"
#include "codec/wire_writer.h"

namespace sinter {

// What flags and tables of one row ask of a node, close together.
struct LoneNode {
  LoneNode(const Layout& layout, const Node& node);

  static constexpr uint8_t SizeAndSign(unsigned size, bool is_signed) {
    return static_cast<uint8_t>(2 * size + (is_signed ? 1 : 0));
  }
  bool is_number() const { return size != 0; }

  uint64_t default_bits;
  uint64_t lo;
  uint64_t last;  // hi - lo
  uint32_t slot;
  uint32_t fixed_size;
  NodeKind kind;
  LoneForm form;
  uint8_t size;  // of a number in bytes, else 0
  uint8_t code_bits;
  bool is_signed;
  bool is_utf8;
  bool is_flagged;  // see IsFlagged
  // In a table of one row.
  bool has_flag;
  bool has_no_flag;
  bool is_put;            // where it has one; the flag of a bool says it all
  uint8_t size_and_sign;  // of a number
  bool is_nothing;        // a record, which rows of other tables stand for
};

class Encoder {
 public:
  // Keeps its working memory between messages.
  Encoder(const Layout& layout, std::pmr::memory_resource* memory);

  // Brings the rows into the order of the wire and checks what can be checked
  // before anything is written. On failure sets `failure`, which has to outlive
  // what follows.
  [[nodiscard]] bool Prepare(const BuilderRows& rows, const Limits& limits,
                             Failure& failure);
  // From now on tables of one row take the way of all others: what is faster
  // has to come to the same.
  void set_is_plain(bool is_plain) { is_plain_ = is_plain; }
  // Then: whether the message may well take more than a few pages.
  bool is_large() const { return is_large_; }
  // Writes the message at the end of `out`, or into bytes(), which are good
  // until the next call. On failure what was written means nothing.
  [[nodiscard]] bool Write(ByteBuffer& out);
  [[nodiscard]] bool Write() {
    out_.Truncate(0);
    return Write(out_);
  }
  std::span<const uint8_t> bytes() const { return out_.bytes(); }

 private:
  void PutTables(WireWriter& writer);
  void PutCycle(std::span<const TableId> tables, WireWriter& writer);
  // Fields of `rows` rows, at least one: their flags, their columns.
  void PutFields(const FieldRange& fields, uint32_t rows, WireWriter& writer);
  void PutFlags(const FieldRange& fields, bool is_lone, WireWriter& writer);
  // The values of a node: `is_field` when a default flag came before.
  void PutNode(NodeId id, bool is_field, WireWriter& writer);
  void PutBools(NodeId id, bool is_field, WireWriter& writer);
  void PutNumbers(NodeId id, WireWriter& writer);
  // A value of a table of one row that follows its flags.
  struct LoneValue {
    const LoneNode* node;
    uint64_t bits;     // of a number; bytes of a text
    const char* text;  // of a text

    std::string_view AsText() const {
      return {text, static_cast<size_t>(bits)};
    }
  };
  void PutLoneFields(const FieldRange& fields, WireWriter& writer);
  struct LoneFlags {
    uint64_t bits;
    unsigned count;
  };
  // Collects the values of fields that follow their flags.
  LoneFlags CollectLone(const FieldRange& fields);
  uint64_t LoneBits(const LoneNode& node, uint32_t row) const;
  std::string_view LoneTextOf(const LoneNode& node, uint32_t row) const;
  template <typename Writer>
  void PutLoneInteger(const LoneNode& node, uint64_t value, Writer& writer);
  const LoneValue* PutLoneRun(const LoneValue* at, const LoneValue* end,
                              WireWriter& writer);
  void PutLoneNumber(NodeId id, uint64_t bits, WireWriter& writer);
  void PutLoneString(NodeId id, std::string_view text, WireWriter& writer);
  void PutStrings(NodeId id, WireWriter& writer);
  template <typename Writer>
  void PutLoneText(const LoneNode& node, std::string_view text, Writer& writer);
  NodeId IdOf(const LoneNode& node) const {
    return NodeId(static_cast<uint32_t>(&node - lone_nodes_.data()));
  }
  void PutPresence(NodeId id, bool is_field, WireWriter& writer);

  void PutStructs(NodeId id, WireWriter& writer);
  void PutRawLists(NodeId id, WireWriter& writer);
  // The rows that have variants from `first` on: tags of `count` of them, and
  // the escape for those behind.
  void PutVariants(NodeId id, uint32_t first, uint32_t count,
                   WireWriter& writer);
  // `count` of the nodes inside a node, where they have rows.
  void PutChildren(const Node& node, uint32_t first, uint32_t count,
                   WireWriter& writer);

  // encoder_groups.cc
  // The rows of a table that only groups refer to.
  void PutLaterRows(TableId table, WireWriter& writer);
  void PlaceSites();
  void PutGroups(WireWriter& writer);
  void PutGroup(const Group& group, uint32_t rows, WireWriter& writer);
  void PutSite(NodeId id, WireWriter& writer);

  // Whether a flagged field is not its default.
  bool IsThere(NodeId field) const;
  bool IsDefault(NodeId field) const;
  // Whether all texts have the sizes they are to have, and they, structs and
  // raw lists do not take too many bytes together. That texts are UTF-8 is
  // checked where they are written.
  bool CheckTexts(uint64_t max_bytes, uint64_t& total, Failure& failure) const;
  void FailUtf8(NodeId id);
  uint32_t RowsOf(TableId table) const;
  uint32_t RowsOf(NodeId id) const;
  GatherSource SourceOf(NodeId id) const;
  // The value at a final position of the node's space.
  uint64_t BitsAt(NodeId id, uint32_t position) const;
  std::string_view TextAt(NodeId id, uint32_t position) const;
  bool PresentAt(NodeId id, uint32_t position) const;
  std::string_view StructAt(NodeId id, uint32_t position) const;

  const Layout& layout_;
  const BuilderRows* rows_ = nullptr;
  Failure* failure_ = nullptr;
  RowOrder order_;
  bool is_extended_ = false;  // the message has groups
  bool is_large_ = false;
  bool is_plain_ = false;
  std::pmr::vector<uint32_t> first_rows_;  // by node, of sites in groups
  Scratch scratch_;
  StringTable interned_;    // of one dictionary column
  StringTable lone_texts_;  // of the message
  std::pmr::vector<std::string_view> texts_;
  std::pmr::vector<uint64_t> numbers_;       // of the column at hand
  std::pmr::vector<uint64_t> words_;         // bits of the column at hand
  std::pmr::vector<uint8_t> tags_;           // of the union at hand
  std::pmr::vector<NodeId> byte_nodes_;      // texts, structs, raw lists
  std::pmr::vector<LoneNode> lone_nodes_;    // by node
  std::pmr::vector<LoneValue> lone_values_;  // of the table at hand
  size_t num_lone_values_ = 0;
  uint64_t most_lone_bytes_ = 0;     // that numbers and short texts of it take
  std::pmr::vector<NodeId> to_put_;  // of the table at hand
  ByteBuffer out_;
  ByteBuffer group_bytes_;  // of the group at hand
};

}  // namespace sinter

#endif  // SINTER_CODEC_ENCODER_H_
