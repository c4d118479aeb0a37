#include "codec/message_reader.h"

#include <algorithm>
#include <memory>

#include "codec/columns/bits_column.h"
#include "codec/columns/floats.h"
#include "codec/columns/integers.h"
#include "codec/columns/lengths.h"
#include "codec/columns/tags.h"
#include "codec/columns/texts.h"
#include "codec/map_keys.h"
#include "codec/opener.h"

namespace sinter {

MessageReader::MessageReader(const Layout& layout,
                             std::pmr::memory_resource* memory,
                             std::span<std::byte> storage)
    : layout_(layout), memory_(memory), block_(storage.data()) {
  const size_t num_tables = layout.tables.size();
  const size_t num_nodes = layout.nodes.size();
  const size_t slot_bytes = layout.num_slots * sizeof(Column);
  const size_t block_bytes =
      BlockBytes(layout.num_slots, num_tables, num_nodes, layout.num_texts);
  if (storage.size() < block_bytes) {
    block_ = memory_->allocate(block_bytes, alignof(Column));
    allocated_bytes_ = block_bytes;
  }
  slots_ = static_cast<Column*>(block_);
  rows_ =
      reinterpret_cast<uint32_t*>(static_cast<uint8_t*>(block_) + slot_bytes);
  touched_ = rows_ + num_tables;
  texts_ = touched_ + num_nodes;
  std::uninitialized_copy_n(layout.defaults, layout.num_slots, slots_);
  std::uninitialized_fill_n(rows_, num_tables, 0u);
}

MessageReader::~MessageReader() {
  if (allocated_bytes_ == 0) return;
  memory_->deallocate(block_, allocated_bytes_, alignof(Column));
}

void MessageReader::Reset() {
  for (uint32_t i = 0; i < num_touched_; ++i) {
    const Node& node = layout_.nodes[touched_[i]];
    const uint32_t slot = layout_.slot(node);
    std::copy_n(layout_.defaults + slot, SlotsOf(node), slots_ + slot);
  }
  num_touched_ = 0;
  std::fill_n(rows_, layout_.tables.size(), 0u);
}

bool MessageReader::Open(std::span<const uint8_t> bytes,
                         const OpenOptions& options) {
  Reset();
  bytes_ = bytes;
  options_ = options;
  failure_ = {};
  const bool ok = MessageOpener(*this).Open() && (!options.verify || Verify());
  if (!ok) Reset();
  return ok;
}

namespace {

const char* FindFault(const MessageReader& reader, const Node& node,
                      bool must_check_utf8) {
  const Column* columns = reader.column(node);
  switch (node.kind) {
    case NodeKind::kBool:
      return FindBitsFault(*columns, BitsUse::kValues);
    case NodeKind::kInteger:
      return FindIntegersFault(*columns, BoundsOf(node));
    case NodeKind::kFloat:
      return FindFloatsFault(*columns, node.bits);
    case NodeKind::kText:
      return FindTextsFault(columns, must_check_utf8);
    case NodeKind::kOptional:
      return FindBitsFault(*columns, BitsUse::kRanked);
    case NodeKind::kList:
      return FindLengthsFault(*columns);
    case NodeKind::kMap: {
      if (const char* fault = FindLengthsFault(*columns)) return fault;
      const Node& key = reader.layout().node(node.child);
      return FindKeysFault(*columns, key, reader.column(key));
    }
    case NodeKind::kUnion:
      return FindTagsFault(columns, node.num_children);
    case NodeKind::kArray:
    case NodeKind::kRecord:
      return nullptr;
  }
  return nullptr;
}

// In texts_: the string was found to be UTF-8. Slots are below.
constexpr uint32_t kIsUtf8 = uint32_t{1} << 31;

}  // namespace

bool MessageReader::MustCheckUtf8(const Node& node, const Column* columns) {
  if (node.kind != NodeKind::kText || !node.is_utf8) return false;
  const bool is_lone = columns[1].rows == 1;
  const uint32_t number = is_lone ? LoneNumber(columns) : 0;
  if (number == 0) return true;
  // Back references cost bits: each must not cost a pass over its string.
  const bool is_known = (texts_[number - 1] & kIsUtf8) != 0;
  texts_[number - 1] |= kIsUtf8;
  return !is_known;
}

bool MessageReader::Verify() {
  if (failure_.failed()) return false;
  // From the innermost out: the keys of a map are verified before the map.
  for (uint32_t i = num_touched_; i-- > 0;) {
    const Node& node = layout_.nodes[touched_[i]];
    const Column* columns = column(node);
    const char* fault = FindFault(*this, node, MustCheckUtf8(node, columns));
    if (fault == nullptr) continue;
    // Few values are kept in the descriptor; they have no place of their own.
    const bool in_message = columns->data >= bytes_.data() &&
                            columns->data < bytes_.data() + bytes_.size();
    failure_ = {.code = FailureCode::kMalformed,
                .what = fault,
                .offset = in_message ? static_cast<uint64_t>(columns->data -
                                                             bytes_.data())
                                     : 0,
                .node = touched_[i]};
    return false;
  }
  return true;
}

}  // namespace sinter
