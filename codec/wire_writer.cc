#include "codec/wire_writer.h"

#include <algorithm>
#include <cstring>

namespace sinter {

void WireWriter::PutBitsBeyond(uint64_t value, unsigned count) {
  value &= LowMask(count);
  if (control_left_ > 0) {
    uint8_t& control = out_->data()[control_at_];
    control = static_cast<uint8_t>(control | (value << (8 - control_left_)));
    value >>= control_left_;
    count -= control_left_;
  }
  if (count <= 8) {
    *out_->Extend(1) = static_cast<uint8_t>(value);
    control_at_ = out_->size() - 1;
    control_left_ = 8 - count;
    return;
  }
  // Nothing comes between the control bytes of one number.
  const unsigned bytes = (count + 7) / 8;
  uint8_t* added = out_->Extend(bytes);
  for (unsigned i = 0; i < bytes; ++i) {
    added[i] = static_cast<uint8_t>(value);
    value >>= 8;
  }
  control_at_ = out_->size() - 1;
  control_left_ = bytes * 8 - count;
}

void WireWriter::PutLongGroups(uint64_t value) {
  uint64_t code = 0;
  unsigned count = 0;
  for (; value > 7; value >>= 3) {
    if (count == 64) {
      PutBits(code, count);
      code = 0;
      count = 0;
    }
    code |= ((value & 7) | 8) << count;
    count += 4;
  }
  if (count == 64) {
    PutBits(code, count);
    code = 0;
    count = 0;
  }
  PutBits(code | (value << count), count + 4);
}

namespace {

// Copies `size` bytes, from one to four times as many as a T has, by copies of
// four that overlap: whatever the size, without a branch.
template <typename T>
[[gnu::always_inline]] inline void CopyOverlapping(const char* bytes,
                                                   size_t size, uint8_t* out) {
  const size_t last = size - sizeof(T);
  const size_t second = std::min(sizeof(T), last);
  const size_t third = std::min(2 * sizeof(T), last);
  std::memcpy(out, bytes, sizeof(T));
  std::memcpy(out + second, bytes + second, sizeof(T));
  std::memcpy(out + third, bytes + third, sizeof(T));
  std::memcpy(out + last, bytes + last, sizeof(T));
}

// One of many texts: their sizes follow no pattern, so that few branches depend
// on them.
[[gnu::always_inline]] inline void CopyOneOfMany(std::string_view text,
                                                 uint8_t* out) {
  const size_t size = text.size();
  if (size > 32) {
    std::memcpy(out, text.data(), size);
  } else if (size >= 8) {
    CopyOverlapping<uint64_t>(text.data(), size, out);
  } else if (size >= 2) {
    CopyOverlapping<uint16_t>(text.data(), size, out);
  } else if (size == 1) {
    *out = static_cast<uint8_t>(text.front());
  }
}

}  // namespace

const uint8_t* WireWriter::PutTexts(std::span<const std::string_view> texts) {
  uint64_t size = 0;
  for (const std::string_view text : texts) size += text.size();
  bits_ += 8 * size;
  if (counting()) return nullptr;
  uint8_t* const start = out_->Extend(size);
  uint8_t* at = start;
  for (const std::string_view text : texts) {
    CopyOneOfMany(text, at);
    at += text.size();
  }
  return start;
}

void WireWriter::PutBytes(std::string_view bytes) {
  bits_ += 8 * uint64_t{bytes.size()};
  if (!counting()) CopyText(bytes, out_->Extend(bytes.size()));
}

void WireWriter::PutBitmap(std::span<const uint64_t> words, uint64_t count,
                           bool in_control) {
  if (in_control && count <= 64) {
    if (count > 0) PutBits(words[0], static_cast<unsigned>(count));
    return;
  }
  const uint64_t size = PackedBytes(count, 1);
  bits_ += 8 * size;
  if (counting()) return;
  uint8_t* bytes = out_->Extend(size);
  const auto num_whole = static_cast<size_t>(count / 64);
  for (const uint64_t word : words.first(num_whole)) {
    StoreLittleEndian64(word, bytes);
    bytes += 8;
  }
  for (unsigned i = 0; i < count % 64; i += 8) {
    *bytes++ = static_cast<uint8_t>(words[num_whole] >> i);
  }
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
