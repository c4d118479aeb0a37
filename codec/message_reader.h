// Opens messages: fills one descriptor per column that is present, in O(columns
// present) whatever the number of rows, copies nothing and keeps pointing into
// the message's bytes.
#ifndef SINTER_CODEC_MESSAGE_READER_H_
#define SINTER_CODEC_MESSAGE_READER_H_

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

#include "codec/column.h"
#include "codec/failure.h"
#include "codec/layout.h"
#include "codec/limits.h"

namespace sinter {

class Tracer;

// What happens with messages whose address is not a multiple of what their
// layout needs, as structs and raw lists are handed out in place.
enum class Alignment : uint8_t {
  kRequire,  // they are not opened
  kCopy,     // the reader copies them to memory of its own
};

struct OpenOptions {
  // Rows of the root table: one in a bare message; blocks of files state
  // theirs.
  uint32_t root_rows = 1;
  // Check everything: after that every value is what an encoder could have
  // written. Without it reads are memory-safe all the same.
  bool verify = true;
  Alignment alignment = Alignment::kRequire;
  Limits limits = {};
  Tracer* tracer = nullptr;  // told of every bit while opening
};

// A part of a message that its layout does not have: fields or variants that a
// later version of the schema added.
struct SkippedGroup {
  GroupKey key;
  uint64_t size_bytes = 0;
};

// A reusable reader. It cannot move, since small columns are held inside it.
// Const members may be called from any number of threads.
class MessageReader {
  // Descriptors that may differ from those of the defaults.
  struct SlotRange {
    uint32_t begin;
    uint32_t end;
  };

 public:
  // `layout` must outlive the reader. Takes all it will ever need from
  // `storage`, aligned as a Column, if that is large enough, else from
  // `memory`.
  explicit MessageReader(
      const Layout& layout,
      std::pmr::memory_resource* memory = std::pmr::get_default_resource(),
      std::span<std::byte> storage = {});
  ~MessageReader();
  MessageReader(const MessageReader&) = delete;
  MessageReader& operator=(const MessageReader&) = delete;

  // Bytes of storage for a layout with so many slots, tables, nodes and groups,
  // and text nodes.
  static constexpr size_t BlockBytes(size_t num_slots, size_t num_tables,
                                     size_t num_nodes, size_t num_texts) {
    return num_slots * sizeof(Column) + num_nodes * sizeof(SlotRange) +
           (num_tables + num_nodes + num_texts) * sizeof(uint32_t);
  }

  // Opens `bytes`, which must outlive all reads, and whose address must be a
  // multiple of `layout().align` unless the options ask for a copy, which then
  // must not outlive the reader; ends what was open before.
  // On failure everything reads as its default and `failure()` says why.
  [[nodiscard]] bool Open(std::span<const uint8_t> bytes,
                          const OpenOptions& options = {});

  // Checks everything `OpenOptions::verify` stands for, for messages opened
  // without. O(bytes + columns).
  [[nodiscard]] bool Verify();

  const Failure& failure() const { return failure_; }
  const Layout& layout() const { return layout_; }

  // The descriptors of a table's columns; a node's are at its `slot`.
  const Column* table(TableId id) const {
    return slots_ + layout_.table(id).first_slot;
  }
  // The rows of the root table that stand for themselves, which come first; if
  // the schema is recursive it may have more.
  uint32_t num_roots() const { return rows_[0] == 0 ? 0 : options_.root_rows; }
  // The rows of a table.
  uint32_t rows(TableId id) const { return rows_[id.value()]; }
  // The groups that were skipped, up to kMaxSkippedListed of them.
  static constexpr size_t kMaxSkippedListed = 1000;
  std::span<const SkippedGroup> skipped() const { return skipped_; }
  uint64_t num_skipped() const { return num_skipped_; }
  // The descriptor or descriptors of a node.
  const Column* column(const Node& node) const {
    return slots_ + layout_.slot(node);
  }

 private:
  friend class MessageOpener;

  // In texts_: the string was found to be UTF-8.
  static constexpr uint32_t KnownUtf8(uint32_t text) {
    return text | uint32_t{1} << 31;
  }
  static constexpr bool IsKnownUtf8(uint32_t text) { return text >> 31 != 0; }
  static constexpr uint32_t SlotOfText(uint32_t text) {
    return text & ~(uint32_t{1} << 31);
  }

  void Reset();
  // Sees to it that bytes_ are aligned as the layout needs it.
  bool Align();
  void FreeCopy();
  // Whether the strings of a column have yet to be found to be UTF-8.
  bool MustCheckUtf8(const Node& node, const Column* columns);

  const Layout& layout_;
  std::pmr::memory_resource* memory_;
  size_t allocated_bytes_ = 0;    // 0: the block is not ours
  void* block_ = nullptr;         // holds the arrays below
  Column* slots_ = nullptr;       // layout_.num_slots
  uint32_t* rows_ = nullptr;      // by table
  SlotRange* touched_ = nullptr;  // what the last opening set
  uint32_t num_touched_ = 0;
  uint32_t* unverified_ = nullptr;  // nodes that it left to Verify
  uint32_t num_unverified_ = 0;
  // Slots of the lone strings, for back references, see KnownUtf8.
  uint32_t* texts_ = nullptr;
  std::pmr::vector<SkippedGroup> skipped_;
  uint64_t num_skipped_ = 0;
  std::span<const uint8_t> bytes_;
  void* copy_ = nullptr;  // of a message that was not aligned
  size_t copy_bytes_ = 0;
  OpenOptions options_;
  Failure failure_;
};

}  // namespace sinter

#endif  // SINTER_CODEC_MESSAGE_READER_H_
