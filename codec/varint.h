// Unsigned LEB128 of at most 64 bits and zigzag (SPEC.md, "Varints").
#ifndef SINTER_CODEC_VARINT_H_
#define SINTER_CODEC_VARINT_H_

#include <bit>
#include <cstddef>
#include <cstdint>

#include "codec/bits.h"

namespace sinter {

inline constexpr unsigned kMaxVarintBytes = 10;

// 0, -1, 1, -2, ... to 0, 1, 2, 3, ...: two's complement in and out.
constexpr uint64_t ZigzagEncode(uint64_t value) {
  return (value << 1) ^ (0 - (value >> 63));
}
constexpr uint64_t ZigzagDecode(uint64_t value) {
  return (value >> 1) ^ (0 - (value & 1));
}

// Bytes of the varint of a value, 1 to 10.
constexpr unsigned VarintBytes(uint64_t value) {
  return (BitsFor(value | 1) * 9 + 64) / 64;
}

// Writes the varint of `value` to `out`, which has room for kMaxVarintBytes,
// and returns its size.
inline unsigned PutVarint(uint64_t value, uint8_t* out) {
  unsigned size = 0;
  for (; value >= 0x80; value >>= 7) {
    out[size++] = static_cast<uint8_t>(value | 0x80);
  }
  out[size++] = static_cast<uint8_t>(value);
  return size;
}

// The same for a value below 2^56, with room for eight bytes.
inline unsigned PutShortVarint(uint64_t value, uint8_t* out) {
  const unsigned size = VarintBytes(value);
  // 56 bits to 28s, to fourteens, to sevens.
  value = (value & 0x0fffffff) | (value & 0x00fffffff0000000) << 4;
  value = (value & 0x00003fff00003fff) | (value & 0x0fffc0000fffc000) << 2;
  value = (value & 0x007f007f007f007f) | (value & 0x3f803f803f803f80) << 1;
  const uint64_t continued = LowMask(8 * size - 8) & 0x8080808080808080;
  StoreLittleEndian64(value | continued, out);
  return size;
}

// The shortest varint of up to eight bytes at the start of eight: its length,
// or 0 if there is none such.
inline unsigned GetShortVarint(const uint8_t* bytes, uint64_t& value) {
  constexpr uint64_t kContinued = 0x8080808080808080;
  const uint64_t word = LoadLittleEndian64(bytes);
  const uint64_t ends = ~word & kContinued;
  if (ends == 0) return 0;
  const auto last = static_cast<unsigned>(std::countr_zero(ends));  // bit
  if ((word >> (last - 7)) << 57 == 0 && last > 7) return 0;        // overlong
  uint64_t digits = word & ~kContinued & LowMask(last);
  // Sevens to fourteens, to 28s, to 56 bits.
  digits = (digits & 0x007f007f007f007f) | (digits & 0x7f007f007f007f00) >> 1;
  digits = (digits & 0x00003fff00003fff) | (digits & 0x3fff00003fff0000) >> 2;
  value = (digits & 0x0fffffff) | (digits & 0x0fffffff00000000) >> 4;
  return last / 8 + 1;
}

enum class VarintResult : uint8_t {
  kOk,
  kTruncated,  // the bytes end inside it
  kOverlong,   // a shorter form exists: a last byte of zero
  kTooLarge,   // more than 64 bits
};

// Reads the varint at the start of `size` bytes. Accepts the shortest form
// only. On success `value` and the varint's `length` are set.
constexpr VarintResult GetVarint(const uint8_t* bytes, size_t size,
                                 uint64_t& value, unsigned& length) {
  uint64_t result = 0;
  for (unsigned i = 0; i < kMaxVarintBytes; ++i) {
    if (i >= size) return VarintResult::kTruncated;
    const uint8_t byte = bytes[i];
    // The tenth byte holds bit 63 alone.
    if (i == kMaxVarintBytes - 1 && byte > 1) return VarintResult::kTooLarge;
    result |= uint64_t{byte & 0x7fu} << (7 * i);
    if (byte < 0x80) {
      if (byte == 0 && i > 0) return VarintResult::kOverlong;
      value = result;
      length = i + 1;
      return VarintResult::kOk;
    }
  }
  return VarintResult::kTooLarge;
}

}  // namespace sinter

#endif  // SINTER_CODEC_VARINT_H_
