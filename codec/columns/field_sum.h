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

// The sums of four neighbours of eight fields of `width` bits, 1 to 8, in the
// low 8 * width bits. A sum of two takes at most twice the width, and so on, so
// that no field runs into the next; nor does the sum of two such words.
inline uint64_t SumFours(uint64_t fields, unsigned width) {
  const FieldMasks& masks = kFieldMasks[width];
  fields = (fields & masks.singles) + ((fields >> width) & masks.singles);
  return (fields & masks.pairs) + ((fields >> 2 * width) & masks.pairs);
}
inline uint64_t AddFours(uint64_t fours, unsigned width) {
  return (fours & kFieldMasks[width].fours) + (fours >> 4 * width);
}

// A field and the sum of those before it, modulo 2^64.
struct FieldAndSum {
  uint64_t field;
  uint64_t before;
};

// Those of field `index` (below 16), of 1 to 8 bits, of which `low` holds the
// first eight and `high` the others.
inline FieldAndSum FieldAndSumOf(uint64_t low, uint64_t high, unsigned index,
                                 unsigned width) {
  const uint64_t mask = LowMask(width);
  const unsigned bits = index % 8 * width;
  const uint64_t word = index < 8 ? low : high;
  const uint64_t before = SumFours(word & ((uint64_t{1} << bits) - 1), width);
  const uint64_t whole = SumFours(low & LowMask(8 * width), width);
  return {(word >> bits) & mask,
          AddFours(before + (index < 8 ? 0 : whole), width)};
}

// Field `index` (below 16) of a block of them that starts with byte `offset` of
// an array of `size` bytes, and the sum of those before it, modulo 2^64. The
// array holds the field.
inline FieldAndSum GetFieldAndSum(const uint8_t* bytes, uint64_t size,
                                  uint64_t offset, unsigned index,
                                  unsigned width) {
  const uint64_t left = size - offset;
  if (width > kMaxSummedWidth) {
    uint64_t before = 0;
    for (unsigned i = 0; i < index; ++i) {
      before += LoadField(bytes + offset, left, i, width);
    }
    return {LoadField(bytes + offset, left, index, width), before};
  }
  const uint64_t low = LoadBounded64(bytes, size, offset);
  const uint64_t high =
      index < 8 ? 0 : LoadBounded64(bytes, size, offset + width);
  return FieldAndSumOf(low, high, index, width);
}

// The same where eight bytes may be loaded at each field of the block and at
// its second half.
inline FieldAndSum GetWholeFieldAndSum(const uint8_t* block, unsigned index,
                                       unsigned width) {
  if (width <= kMaxSummedWidth) [[likely]] {
    return FieldAndSumOf(LoadLittleEndian64(block),
                         LoadLittleEndian64(block + width), index, width);
  }
  const uint64_t mask = LowMask(width);
  uint64_t before = 0;
  for (unsigned i = 0; i < index; ++i) {
    before += LoadWholeField(block, i, width, mask);
  }
  return {LoadWholeField(block, index, width, mask), before};
}

// The sum, modulo 2^64, of the first `count` (1 to 16) of the fields that start
// with byte `offset` of an array of `size` bytes, which holds them.
inline uint64_t SumFields(const uint8_t* bytes, uint64_t size, uint64_t offset,
                          unsigned count, unsigned width) {
  const FieldAndSum last =
      GetFieldAndSum(bytes, size, offset, count - 1, width);
  return last.before + last.field;
}

}  // namespace sinter

#endif  // SINTER_CODEC_COLUMNS_FIELD_SUM_H_
