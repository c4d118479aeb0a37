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
// Widths whose sixteen fields fit a word.
inline constexpr unsigned kMaxWordWidth = 4;

// Masks of a field of a width, and of every second one of 1, 2, 4 or 8 times
// the width in a word.
struct alignas(64) FieldMasks {
  uint64_t field;
  uint64_t singles;
  uint64_t pairs;
  uint64_t fours;
  uint64_t eights;
};

constexpr uint64_t EverySecond(unsigned width) {
  uint64_t mask = 0;
  for (unsigned bit = 0; bit < 64; ++bit) {
    if (bit / width % 2 == 0) mask |= uint64_t{1} << bit;
  }
  return mask;
}

inline constexpr auto kFieldMasks = [] {
  std::array<FieldMasks, kMaxSummedWidth + 1> masks{};
  for (unsigned width = 1; width <= kMaxSummedWidth; ++width) {
    masks[width] = {.field = LowMask(width),
                    .singles = EverySecond(width),
                    .pairs = EverySecond(2 * width),
                    .fours = EverySecond(4 * width),
                    .eights = EverySecond(8 * width)};
  }
  return masks;
}();

// The sums of neighbours, of `width` bits each, in twice the width: of 2^k
// fields no sum takes more than 2^k times their width.
inline uint64_t AddNeighbours(uint64_t fields, unsigned width, uint64_t mask) {
  return (fields & mask) + ((fields >> width) & mask);
}

// A field and the sum of those before it, modulo 2^64.
struct FieldAndSum {
  uint64_t field;
  uint64_t before;
};

// Those of field `index` (below 16), of 1 to 4 bits, of a word of them.
inline FieldAndSum FieldAndSumOf(uint64_t word, unsigned index,
                                 unsigned width) {
  const FieldMasks& masks = kFieldMasks[width];
  const unsigned bits = index * width;
  uint64_t sum = word & ((uint64_t{1} << bits) - 1);
  sum = AddNeighbours(sum, width, masks.singles);
  sum = AddNeighbours(sum, 2 * width, masks.pairs);
  sum = AddNeighbours(sum, 4 * width, masks.fours);
  sum = (sum & masks.eights) + (sum >> 8 * width);
  return {(word >> bits) & masks.field, sum};
}

// Those of field `index` (below 16), of 5 to 8 bits, of which `low` holds the
// first eight and `high` the others; it may be zero where `index` is below 8.
inline FieldAndSum FieldAndSumOf(uint64_t low, uint64_t high, unsigned index,
                                 unsigned width) {
  const FieldMasks& masks = kFieldMasks[width];
  const unsigned bits = index % 8 * width;
  const uint64_t until = (uint64_t{1} << bits) - 1;
  const bool is_low = index < 8;
  const uint64_t word = is_low ? low : high;
  low &= is_low ? until : ~uint64_t{0} >> (64 - 8 * width);
  high &= is_low ? 0 : until;
  // Four fields of 5 bits or more take less than twice as many together.
  uint64_t sum = AddNeighbours(low, width, masks.singles) +
                 AddNeighbours(high, width, masks.singles);
  sum = AddNeighbours(sum, 2 * width, masks.pairs);
  sum = (sum & masks.fours) + (sum >> 4 * width);
  return {(word >> bits) & masks.field, sum};
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
  if (width <= kMaxWordWidth) return FieldAndSumOf(low, index, width);
  const uint64_t high =
      index < 8 ? 0 : LoadBounded64(bytes, size, offset + width);
  return FieldAndSumOf(low, high, index, width);
}

// The same where eight bytes may be loaded at each field of the block and at
// its second half.
inline FieldAndSum GetWholeFieldAndSum(const uint8_t* block, unsigned index,
                                       unsigned width) {
  if (width <= kMaxWordWidth) {
    return FieldAndSumOf(LoadLittleEndian64(block), index, width);
  }
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
