#include "codec/message_builder.h"

#include <memory_resource>

#include "codec/columns/integers.h"
#include "codec/encoder.h"

namespace sinter {

MessageBuilder::MessageBuilder(const Layout& layout,
                               std::pmr::memory_resource* memory)
    : rows_(layout, memory),
      encoder_(std::pmr::polymorphic_allocator<>(rows_.pool())
                   .new_object<Encoder>(layout, rows_.pool())) {}

MessageBuilder::~MessageBuilder() {
  std::pmr::polymorphic_allocator<>(rows_.pool()).delete_object(encoder_);
}

void MessageBuilder::SetBits(NodeId id, uint32_t row, uint64_t bits) {
  const Node& node = layout().node(id);
  if (!BoundsOf(node).Contains(bits)) return rows_.Refuse(id, bits);
  switch (NativeSize(node)) {
    case 1:
      return rows_.Set(id, row, static_cast<uint8_t>(bits));
    case 2:
      return rows_.Set(id, row, static_cast<uint16_t>(bits));
    case 4:
      return rows_.Set(id, row, static_cast<uint32_t>(bits));
    default:
      return rows_.Set(id, row, bits);
  }
}

uint32_t MessageBuilder::SetPresent(NodeId optional, uint32_t row) {
  return rows_.SetChild(optional, layout().node(optional).child_space, row);
}

uint32_t MessageBuilder::GetRecord(NodeId record, uint32_t row) {
  const TableId table = layout().node(record).table;
  return rows_.SetChild(record, SpaceId(table.value()), row);
}

uint32_t MessageBuilder::Append(NodeId list, uint32_t row, uint32_t count) {
  return rows_.Append(list, layout().node(list).child_space, row, count);
}

uint32_t MessageBuilder::GetElement(NodeId array, uint32_t row,
                                    uint32_t index) {
  const Node& node = layout().node(array);
  return rows_.SetElement(array, node.child_space, node.array_size, row, index);
}

uint32_t MessageBuilder::SetVariant(NodeId id, uint32_t row, uint32_t tag) {
  return rows_.SetVariant(id, layout().node(id).child_space, row, tag);
}

std::optional<std::span<const uint8_t>> MessageBuilder::Encode(
    const Limits& limits) {
  if (failure().failed()) return std::nullopt;
  Failure failure;
  if (!encoder_->Encode(rows_, limits, failure)) {
    rows_.Latch(failure);
    return std::nullopt;
  }
  return encoder_->bytes();
}

bool MessageBuilder::Finish(std::string& out, const Limits& limits) {
  const auto bytes = Encode(limits);
  if (!bytes.has_value()) return false;
  out.append(reinterpret_cast<const char*>(bytes->data()), bytes->size());
  return true;
}

}  // namespace sinter
