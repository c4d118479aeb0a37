// Reads a message into the descriptors of a MessageReader: one pass over its
// headers, none over its values (SPEC.md, "Messages"). The mirror of
// encoder.cc: the same walk over the same Layout. Internal to the engine.
#ifndef SINTER_CODEC_OPENER_H_
#define SINTER_CODEC_OPENER_H_

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>

#include "codec/message_reader.h"
#include "codec/wire_reader.h"

namespace sinter {

class MessageOpener {
 public:
  explicit MessageOpener(MessageReader& reader);

  [[nodiscard]] bool Open();

 private:
  bool OpenTables();
  bool OpenTable(TableId table, uint32_t rows);
  // The tables of a cycle: their row counts, then each.
  bool OpenCycle(std::span<const TableId> tables);
  // Fields of `rows` rows, at least one.
  bool OpenFields(const FieldRange& fields, uint32_t rows);
  bool OpenFlagged(const FieldRange& fields, uint32_t rows);
  bool OpenFlagColumn(const FieldRange& fields, uint32_t rows);
  // The values of a node with `rows` rows, at least one; `is_field` when a
  // default flag came before.
  bool OpenNode(NodeId id, uint32_t rows, bool is_field);
  bool OpenColumns(NodeId id, const Node& node, uint32_t rows);
  bool OpenList(const Node& node, uint32_t rows);
  bool OpenArray(const Node& node, uint32_t rows);
  bool OpenUnion(const Node& node, uint32_t rows);
  // Tags at `columns`, and `count` of the variants of a union.
  bool OpenVariants(const Node& node, uint32_t first, uint32_t count,
                    Column* columns);
  // The nodes inside a node, which share a space of so many rows.
  bool OpenChildren(const Node& node, uint64_t rows);
  bool OpenSite(NodeId id, const Node& node, uint32_t rows);

  // opener_lone.cc
  bool OpenLoneFields(const FieldRange& fields);
  bool OpenLoneNode(NodeId id, const Node& node, bool is_field);
  // A node of one row.
  struct Lone {
    const Node& node;
    NodeId id;
    uint32_t slot;
  };
  // Slots that are touched together.
  using SlotRange = MessageReader::SlotRange;
  void EnterLone(const Lone& lone, uint32_t num_slots, SlotRange& touched);
  bool OpenLone(const Lone& lone, bool is_field, SlotRange& touched);
  bool OpenLoneBool(const Lone& lone, bool is_field);
  bool OpenLoneInteger(const Lone& lone);
  bool OpenLoneFloat(const Lone& lone);
  bool OpenLoneText(const Lone& lone);
  bool OpenNewText(const Lone& lone);
  bool OpenKnownText(const Lone& lone, uint32_t known);
  bool OpenLoneOptional(const Lone& lone, bool is_field);
  void SetLoneBit(const Lone& lone, bool bit);
  void CheckLoneText(const Lone& lone);

  // opener_groups.cc
  // The rows of a table that only groups refer to are added to `rows`.
  bool ReadLaterRows(uint64_t& rows);
  bool OpenGroups();
  bool ReadKey(GroupKey& key);
  // The group of `key`, or null if the layout has none. `next` is the first
  // that comes into question; keys ascend.
  const Group* FindGroup(const GroupKey& key, uint32_t& next) const;
  bool OpenGroup(const GroupKey& key, const Group* group);
  void EnterGroup(const Group& group, uint32_t rows);
  bool OpenLaterVariants(const Group& group, uint32_t rows);
  bool ReadGroupRows(const Group& group, uint32_t& rows);
  bool SkipGroup(const GroupKey& key, uint64_t size);
  bool CheckVariants();
  bool RefuseEscape(NodeId id, const Column& tags);
  bool CheckSites();
  bool CheckSites(TableId table);

  // Rows of a table from the root and the sites of the base. The sites get
  // their bases.
  uint64_t CountRows(TableId table);
  bool ChargeRows(uint64_t rows);
  uint64_t rows_left() const;
  Column& ColumnOf(const Node& node) {
    return reader_.slots_[layout_.slot(node)];
  }
  // Descriptors so few further on than others are reset together with them.
  static constexpr uint32_t kGap = 4;
  // Sees to it that descriptors are reset before the next message.
  void Touch(uint32_t begin, uint32_t end) {
    if (reader_.num_touched_ > 0) [[likely]] {
      auto& last = reader_.touched_[reader_.num_touched_ - 1];
      if (begin >= last.begin && begin <= last.end + kGap) {
        last.end = std::max(last.end, end);
        return;
      }
    }
    reader_.touched_[reader_.num_touched_++] = {begin, end};
  }
  void Touch(const Node& node) {
    const uint32_t slot = layout_.slot(node);
    Touch(slot, slot + SlotsOf(node));
  }
  void VerifyLater(NodeId id) {
    reader_.unverified_[reader_.num_unverified_++] = id.value();
  }

  MessageReader& reader_;
  const Layout& layout_;
  WireReader wire_;
  const bool verifies_;
  uint64_t rows_used_ = 0;
  bool is_extended_ = false;  // the message has groups
  // Lone strings so far. Those of a group count from those before it.
  uint32_t num_lone_texts_ = 0;
  uint32_t first_lone_text_ = 0;
};

}  // namespace sinter

#endif  // SINTER_CODEC_OPENER_H_
