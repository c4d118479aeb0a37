// Packs numbers of one width behind each other, least significant bit first
// (SPEC.md, "Packed bits"): the opposite of LoadField. As many as fit 56 bits
// are put together first and stored by one store of eight bytes, so that no
// branch depends on where a field ends.
#ifndef SINTER_CODEC_PACK_FIELDS_H_
#define SINTER_CODEC_PACK_FIELDS_H_

#include <cstdint>
#include <utility>

#include "codec/bits.h"

namespace sinter {
namespace internal {

// Where the next bits go: behind `num_pending` bits, less than eight.
struct BitCursor {
  uint8_t* out;
  uint64_t pending = 0;
  unsigned num_pending = 0;

  // At most 56 bits, what is above them zero. Writes eight bytes.
  void PutWhole(uint64_t bits, unsigned count) {
    pending |= bits << num_pending;
    StoreLittleEndian64(pending, out);
    num_pending += count;
    out += num_pending / 8;
    pending >>= num_pending / 8 * 8;
    num_pending %= 8;
  }
  // The same, without a byte too many.
  void Put(uint64_t bits, unsigned count) {
    pending |= bits << num_pending;
    num_pending += count;
    for (; num_pending >= 8; num_pending -= 8) {
      *out++ = static_cast<uint8_t>(pending);
      pending >>= 8;
    }
  }
  void Finish() {
    if (num_pending > 0) *out = static_cast<uint8_t>(pending);
  }
};

// The values first, first + 1, ... in the low bits of one number.
template <typename ValueAt, unsigned... kIndex>
[[gnu::always_inline]] inline uint64_t PutTogether(
    uint64_t first, unsigned width, const ValueAt& value_at,
    std::integer_sequence<unsigned, kIndex...>) {
  const uint64_t mask = LowMask(width);
  const uint64_t values[] = {(value_at(first + kIndex) & mask)...};
  return ((values[kIndex] << (kIndex * width)) | ...);
}

// As many whole groups of kGroup values as there is room for in front of `end`.
// Returns how many values these are.
template <unsigned kGroup, typename ValueAt>
uint64_t PackGroups(uint64_t count, unsigned width, const ValueAt& value_at,
                    const uint8_t* end, BitCursor& cursor) {
  uint64_t i = 0;
  for (; count - i >= kGroup && end - cursor.out >= 8; i += kGroup) {
    cursor.PutWhole(PutTogether(i, width, value_at,
                                std::make_integer_sequence<unsigned, kGroup>()),
                    kGroup * width);
  }
  return i;
}

template <typename ValueAt>
uint64_t PackMost(uint64_t count, unsigned width, const ValueAt& value_at,
                  const uint8_t* end, BitCursor& cursor) {
  if (width <= 7) return PackGroups<8>(count, width, value_at, end, cursor);
  if (width <= 14) return PackGroups<4>(count, width, value_at, end, cursor);
  if (width <= 28) return PackGroups<2>(count, width, value_at, end, cursor);
  if (width <= 56) return PackGroups<1>(count, width, value_at, end, cursor);
  return 0;
}

}  // namespace internal

// The low `width` bits, 1 to 64, of value_at(0), value_at(1), ..., called once
// each and in this order, into PackedBytes(count, width) bytes at `out`.
template <typename ValueAt>
void PackFields(uint64_t count, unsigned width, const ValueAt& value_at,
                uint8_t* out) {
  internal::BitCursor cursor{out};
  const uint8_t* end = out + PackedBytes(count, width);
  uint64_t i = internal::PackMost(count, width, value_at, end, cursor);
  const unsigned high_bits = width > 32 ? width - 32 : 0;
  for (; i < count; ++i) {
    const uint64_t value = value_at(i) & LowMask(width);
    cursor.Put(value & LowMask(width - high_bits), width - high_bits);
    cursor.Put(high_bits > 0 ? value >> 32 : 0, high_bits);
  }
  cursor.Finish();
}

}  // namespace sinter

#endif  // SINTER_CODEC_PACK_FIELDS_H_
