#include "codec/message_builder.h"

#include <algorithm>
#include <memory_resource>
#include <string>

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
  Cells& cells = rows_.cells(id);
  switch (NativeSize(node)) {
    case 1:
      return BuilderRows::Set(cells, row, static_cast<uint8_t>(bits));
    case 2:
      return BuilderRows::Set(cells, row, static_cast<uint16_t>(bits));
    case 4:
      return BuilderRows::Set(cells, row, static_cast<uint32_t>(bits));
    default:
      return BuilderRows::Set(cells, row, bits);
  }
}

uint32_t MessageBuilder::GetElement(NodeId array, uint32_t row,
                                    uint32_t index) {
  return rows_.ElementRow(rows_.cells(array), layout().node(array).array_size,
                          row, index);
}

bool MessageBuilder::Prepare(const Limits& limits) {
  failure_ = {};
  if (failure().failed() || !rows_.CountElements()) return false;
  return encoder_->Prepare(rows_, limits, failure_);
}

std::optional<std::span<const uint8_t>> MessageBuilder::Encode(
    const Limits& limits) {
  if (!Prepare(limits) || !encoder_->Write()) return std::nullopt;
  return encoder_->bytes();
}

std::optional<std::span<uint8_t>> MessageBuilder::Finish(std::span<uint8_t> out,
                                                         const Limits& limits) {
  const auto bytes = Encode(limits);
  if (!bytes.has_value()) return std::nullopt;
  if (bytes->size() > out.size()) {
    failure_ = {.code = FailureCode::kLimit,
                .what = "size of the message",
                .expected = "no more bytes than the buffer has",
                .found = bytes->size()};
    return std::nullopt;
  }
  std::ranges::copy(*bytes, out.begin());
  return out.first(bytes->size());
}

bool MessageBuilder::Finish(std::string& out, const Limits& limits) {
  if (!Prepare(limits)) return false;
  if (encoder_->is_large()) {
    const size_t start = out.size();
    ByteBuffer direct(out);
    if (encoder_->Write(direct)) return true;
    direct.Truncate(start);
    return false;
  }
  if (!encoder_->Write()) return false;
  const std::span<const uint8_t> bytes = encoder_->bytes();
  out.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  return true;
}

}  // namespace sinter
