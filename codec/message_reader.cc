#include "codec/message_reader.h"

#include <algorithm>
#include <cstring>
#include <memory>

#include "codec/columns/bits_column.h"
#include "codec/columns/floats.h"
#include "codec/columns/in_place.h"
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
    : layout_(layout),
      memory_(memory),
      block_(storage.data()),
      skipped_(memory) {
  const size_t num_tables = layout.tables.size();
  // Unions are touched once more by each group that adds variants to them.
  const size_t num_touches = layout.nodes.size() + layout.groups.size();
  const size_t block_bytes =
      BlockBytes(layout.num_slots, num_tables, num_touches, layout.num_texts);
  if (storage.size() < block_bytes) {
    block_ = memory_->allocate(block_bytes, alignof(Column));
    allocated_bytes_ = block_bytes;
  }
  slots_ = static_cast<Column*>(block_);
  touched_ = reinterpret_cast<SlotRange*>(slots_ + layout.num_slots);
  rows_ = reinterpret_cast<uint32_t*>(touched_ + num_touches);
  unverified_ = rows_ + num_tables;
  texts_ = unverified_ + num_touches;
  std::uninitialized_copy_n(layout.defaults, layout.num_slots, slots_);
  std::uninitialized_fill_n(rows_, num_tables, 0u);
}

MessageReader::~MessageReader() {
  FreeCopy();
  if (allocated_bytes_ == 0) return;
  memory_->deallocate(block_, allocated_bytes_, alignof(Column));
}

void MessageReader::FreeCopy() {
  if (copy_ != nullptr) memory_->deallocate(copy_, copy_bytes_, kMaxAlign);
  copy_ = nullptr;
}

namespace {

const char* AddressModulo(uint32_t align) {
  switch (align) {
    case 2:
      return "address of the message modulo 2";
    case 4:
      return "address of the message modulo 4";
    case 8:
      return "address of the message modulo 8";
    case 16:
      return "address of the message modulo 16";
    case 32:
      return "address of the message modulo 32";
    default:
      return "address of the message modulo 64";
  }
}

}  // namespace

bool MessageReader::Align() {
  const uint64_t remainder =
      reinterpret_cast<uintptr_t>(bytes_.data()) % layout_.align;
  if (remainder == 0 || bytes_.empty()) return true;
  if (options_.alignment == Alignment::kRequire) {
    failure_ = {.code = FailureCode::kMisaligned,
                .what = AddressModulo(layout_.align),
                .expected = "0",
                .found = remainder};
    return false;
  }
  if (copy_ == nullptr || copy_bytes_ < bytes_.size()) {
    FreeCopy();
    copy_bytes_ = bytes_.size();
    copy_ = memory_->allocate(copy_bytes_, kMaxAlign);
  }
  std::memcpy(copy_, bytes_.data(), bytes_.size());
  bytes_ = {static_cast<const uint8_t*>(copy_), bytes_.size()};
  return true;
}

void MessageReader::Reset() {
  for (uint32_t i = 0; i < num_touched_; ++i) {
    const auto [begin, end] = touched_[i];
    std::copy(layout_.defaults + begin, layout_.defaults + end, slots_ + begin);
  }
  num_touched_ = 0;
  num_unverified_ = 0;
  skipped_.clear();
  num_skipped_ = 0;
  std::fill_n(rows_, layout_.tables.size(), 0u);
}

bool MessageReader::Open(std::span<const uint8_t> bytes,
                         const OpenOptions& options) {
  Reset();
  bytes_ = bytes;
  options_ = options;
  failure_ = {};
  const bool ok =
      Align() && MessageOpener(*this).Open() && (!options.verify || Verify());
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
      return FindTagsFault(columns);
    case NodeKind::kStruct:
      return FindStructsFault(reader.layout().shapes, node.shape, *columns);
    case NodeKind::kRaw:
      return FindRawFault(reader.layout().shapes, node.shape,
                          RawUnitOf(reader.layout(), node), columns);
    case NodeKind::kArray:
    case NodeKind::kNull:
    case NodeKind::kRecord:
      return nullptr;
  }
  return nullptr;
}

}  // namespace

bool MessageReader::MustCheckUtf8(const Node& node, const Column* columns) {
  if (node.kind != NodeKind::kText || !node.is_utf8) return false;
  const bool is_lone = columns[1].rows == 1;
  const uint32_t number = is_lone ? LoneNumber(columns) : 0;
  if (number == 0) return true;
  // Back references cost bits: each must not cost a pass over its string.
  uint32_t& text = texts_[number - 1];
  const bool is_known = IsKnownUtf8(text);
  text = KnownUtf8(text);
  return !is_known;
}

bool MessageReader::Verify() {
  if (failure_.failed()) return false;
  // From the innermost out: the keys of a map are verified before the map.
  for (uint32_t i = num_unverified_; i-- > 0;) {
    const NodeId id(unverified_[i]);
    const Node& node = layout_.node(id);
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
                .node = id.value()};
    return false;
  }
  return true;
}

}  // namespace sinter
