// The sum of a few packed fields, several at a time: where a list or string
// starts is the sum of up to 15 lengths (SPEC.md, "Lengths").
#ifndef SINTER_CODEC_COLUMNS_FIELD_SUM_H_
#define SINTER_CODEC_COLUMNS_FIELD_SUM_H_

#include <array>
#include <cstdint>

#include "codec/bits.h"

namespace sinter {

// Widths whose eight fields fit a word.
inline constexpr unsigned kMaxSummedWidth = 8;

// Masks that keep every second field of 1, 2 or 4 times the width, of a word of
// eight fields.
struct FieldMasks {
  uint64_t singles;
  uint64_t pairs;
  uint64_t fours;
};

constexpr FieldMasks MasksOf(unsigned width) {
  const uint64_t single = LowMask(width);
  const uint64_t pair = LowMask(2 * width);
  return {.singles = single | single << 2 * width | single << 4 * width |
                     single << 6 * width,
          .pairs = pair | pair << 4 * width,
          .fours = LowMask(4 * width)};
}

inline constexpr auto kFieldMasks = [] {
  std::array<FieldMasks, kMaxSummedWidth + 1> masks{};
  for (unsigned width = 1; width <= kMaxSummedWidth; ++width) {
    masks[width] = MasksOf(width);
  }
  return masks;
}();

// The sum of the fields of `width` bits, 1 to 8, in the low 8 * width bits. A
// sum of two takes at most twice the width, and so on, so that no field runs
// into the next.
inline uint64_t SumEight(uint64_t fields, unsigned width) {
  const FieldMasks& masks = kFieldMasks[width];
  fields = (fields & masks.singles) + ((fields >> width) & masks.singles);
  fields = (fields & masks.pairs) + ((fields >> 2 * width) & masks.pairs);
  return (fields & masks.fours) + ((fields >> 4 * width) & masks.fours);
}

// The sum, modulo 2^64, of the first `count` (at most 16) of the fields that
// start with byte `offset` of an array of `size` bytes, which holds them.
inline uint64_t SumFields(const uint8_t* bytes, uint64_t size, uint64_t offset,
                          unsigned count, unsigned width) {
  if (width > kMaxSummedWidth) {
    uint64_t sum = 0;
    for (unsigned i = 0; i < count; ++i) {
      sum += LoadField(bytes + offset, size - offset, i, width);
    }
    return sum;
  }
  const unsigned first = count < 8 ? count : 8;
  const uint64_t low = LoadBounded64(bytes, size, offset);
  const uint64_t sum = SumEight(low & LowMask(first * width), width);
  if (count <= 8) return sum;
  const uint64_t high = LoadBounded64(bytes, size, offset + width);
  return sum + SumEight(high & LowMask((count - 8) * width), width);
}

}  // namespace sinter

#endif  // SINTER_CODEC_COLUMNS_FIELD_SUM_H_
