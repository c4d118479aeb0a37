// Writes the parts of a message in their order, or only counts their bits: the
// size of every form is found by writing it into a counter, so that there is no
// second formula to disagree (SPEC.md, "The stream").
#ifndef SINTER_CODEC_WIRE_WRITER_H_
#define SINTER_CODEC_WIRE_WRITER_H_

#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "codec/bits.h"
#include "codec/byte_buffer.h"
#include "codec/pack_fields.h"
#include "codec/varint.h"

namespace sinter {

// Bits of a number in groups.
constexpr unsigned GroupsBits(uint64_t value) {
  return value == 0 ? 4 : (BitsFor(value) + 2) / 3 * 4;
}

// Copies a text without a call where it is short.
[[gnu::always_inline]] inline void CopyText(std::string_view text,
                                            uint8_t* out) {
  const char* bytes = text.data();
  const size_t size = text.size();
  if (size > 32) {
    std::memcpy(out, bytes, size);
  } else if (size >= 16) {
    std::memcpy(out, bytes, 16);
    std::memcpy(out + size - 16, bytes + size - 16, 16);
  } else if (size >= 8) {
    std::memcpy(out, bytes, 8);
    std::memcpy(out + size - 8, bytes + size - 8, 8);
  } else if (size >= 4) {
    std::memcpy(out, bytes, 4);
    std::memcpy(out + size - 4, bytes + size - 4, 4);
  } else {
    for (size_t i = 0; i < size; ++i) out[i] = static_cast<uint8_t>(bytes[i]);
  }
}

class WireWriter {
 public:
  // Counts bits and keeps nothing.
  WireWriter() = default;
  // Appends to `out`, where a message starts.
  explicit WireWriter(ByteBuffer& out) : out_(&out), start_(out.size()) {}
  explicit WireWriter(std::string& out)
      : out_(&text_.emplace(out)), start_(out.size()) {}
  WireWriter(const WireWriter&) = delete;
  WireWriter& operator=(const WireWriter&) = delete;

  bool counting() const { return out_ == nullptr; }
  // Bits put so far: control bits each count one, whatever byte they share.
  uint64_t bits() const { return bits_; }

  // The low `count` bits of `value`, at most 64, as control bits.
  void PutBits(uint64_t value, unsigned count) {
    bits_ += count;
    if (counting() || count == 0) return;
    if (count > control_left_) return PutBitsBeyond(value, count);
    uint8_t& control = out_->data()[control_at_];
    control = static_cast<uint8_t>(
        control | ((value & LowMask(count)) << (8 - control_left_)));
    control_left_ -= count;
  }
  // Three bits and a continuation bit at a time, among the control bits.
  void PutGroups(uint64_t value) {
    if (value < 8) return PutBits(value, 4);
    if (value < 64) return PutBits((value & 7) | 8 | value >> 3 << 4, 8);
    PutLongGroups(value);
  }
  void PutVarint(uint64_t value) {
    const unsigned size = VarintBytes(value);
    bits_ += 8 * uint64_t{size};
    if (!counting()) sinter::PutVarint(value, out_->Extend(size));
  }
  void PutNumber(bool is_signed, uint64_t value) {
    PutVarint(is_signed ? ZigzagEncode(value) : value);
  }
  void PutBytes(std::string_view bytes);
  // Texts one after the other. They stand where the result points to; null when
  // counting.
  const uint8_t* PutTexts(std::span<const std::string_view> texts);
  void PutZeros(uint64_t count);
  // Zeros up to a multiple of `align`, counted from where the writer began.
  // Nothing when counting: where bytes stand is not known then.
  void PutPadding(uint32_t align);

  // `count` values of `width` bits, value_at(0), value_at(1), ...: bytes, or
  // control bits if `in_control` and they are at most 64.
  template <typename ValueAt>
  void PutPacked(uint64_t count, unsigned width, bool in_control,
                 const ValueAt& value_at);
  // The same for `count` values of one bit that stand in `words`; bits behind
  // them are zero.
  void PutBitmap(std::span<const uint64_t> words, uint64_t count,
                 bool in_control);

  // `value`, of 32 or 64 bits, in bytes.
  void PutFixed(uint64_t value, unsigned bits) {
    PutPacked(1, bits, false, [value](uint64_t) { return value; });
  }

 private:
  friend class LoneWriter;

  void PutLongGroups(uint64_t value);
  // Those that go on in new control bytes.
  void PutBitsBeyond(uint64_t value, unsigned count);

  std::optional<ByteBuffer> text_;
  ByteBuffer* out_ = nullptr;
  size_t start_ = 0;  // of the stream in `out_`
  uint64_t bits_ = 0;
  size_t control_at_ = 0;  // position of the control byte in use
  unsigned control_left_ = 0;
  uint8_t no_control_ = 0;  // in place of a control byte, for LoneWriter
};

template <typename ValueAt>
void WireWriter::PutPacked(uint64_t count, unsigned width, bool in_control,
                           const ValueAt& value_at) {
  if (in_control && count * width <= 64) {
    if (width == 0) return;
    if (counting()) {
      bits_ += count * width;
      return;
    }
    uint64_t word = 0;
    unsigned total = 0;
    for (uint64_t i = 0; i < count; ++i, total += width) {
      word |= (value_at(i) & LowMask(width)) << total;
    }
    return PutBits(word, total);
  }
  const uint64_t size = PackedBytes(count, width);
  bits_ += 8 * size;
  if (counting() || size == 0) return;
  PackFields(count, width, value_at, out_->Extend(size));
}

}  // namespace sinter

#endif  // SINTER_CODEC_WIRE_WRITER_H_
