#include "codec/wire_writer.h"

#include <algorithm>
#include <cstring>

namespace sinter {

void WireWriter::PutBits(uint64_t value, unsigned count) {
  bits_ += count;
  if (counting()) return;
  while (count > 0) {
    if (control_left_ == 0) {
      control_at_ = out_->size();
      *out_->Extend(1) = 0;
      control_left_ = 8;
    }
    const unsigned put = std::min(count, control_left_);
    const auto piece = static_cast<unsigned>(value & LowMask(put));
    uint8_t& control = out_->data()[control_at_];
    control = static_cast<uint8_t>(control | (piece << (8 - control_left_)));
    value >>= put;  // put <= 8
    control_left_ -= put;
    count -= put;
  }
}

void WireWriter::PutGroups(uint64_t value) {
  for (; value > 7; value >>= 3) PutBits((value & 7) | 8, 4);
  PutBits(value, 4);
}

void WireWriter::PutVarint(uint64_t value) {
  bits_ += 8 * uint64_t{VarintBytes(value)};
  if (counting()) return;
  uint8_t bytes[kMaxVarintBytes];
  const unsigned size = sinter::PutVarint(value, bytes);
  std::memcpy(out_->Extend(size), bytes, size);
}

void WireWriter::PutTexts(std::span<const std::string_view> texts) {
  uint64_t size = 0;
  for (const std::string_view text : texts) size += text.size();
  bits_ += 8 * size;
  if (counting()) return;
  uint8_t* at = out_->Extend(size);
  for (const std::string_view text : texts) {
    std::memcpy(at, text.data(), text.size());
    at += text.size();
  }
}

void WireWriter::PutBytes(std::string_view bytes) {
  bits_ += 8 * uint64_t{bytes.size()};
  if (counting() || bytes.empty()) return;
  std::memcpy(out_->Extend(bytes.size()), bytes.data(), bytes.size());
}

void WireWriter::PutZeros(uint64_t count) {
  bits_ += 8 * count;
  if (!counting() && count > 0) std::memset(out_->Extend(count), 0, count);
}

void WireWriter::PutPadding(uint32_t align) {
  if (counting()) return;
  PutZeros((align - (out_->size() - start_) % align) % align);
}

}  // namespace sinter
