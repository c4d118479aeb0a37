// The fields of bit columns: words of a bitmap, positions, samples. Internal to
// the engine.
#ifndef SINTER_CODEC_COLUMNS_BITS_FIELDS_H_
#define SINTER_CODEC_COLUMNS_BITS_FIELDS_H_

#include <algorithm>
#include <cstdint>
#include <type_traits>

#include "codec/columns/bits_column.h"
#include "codec/columns/packed.h"

namespace sinter {

// Bits of rows [64 * word, 64 * word + 64); any value behind the last row.
template <typename Loads>
uint64_t LoadBitmapWord(const Column& column, uint32_t word) {
  const uint64_t offset = uint64_t{word} * 8;
  if constexpr (std::is_same_v<Loads, WholeLoads>) {
    return LoadLittleEndian64(column.data + offset);
  } else {
    return LoadBounded64(column.data, PackedBytes(column.rows, 1), offset);
  }
}

// Where the samples stand: behind the bits and the samples' own header.
inline const uint8_t* BitsEnd(const Column& column) {
  const BitsShape& shape = column.ranked.bits;
  return column.data + (shape.form == BitsForm::kBitmap
                            ? PackedBytes(column.rows, 1)
                            : PackedBytes(shape.listed, column.width));
}

template <typename Loads>
uint32_t LoadSample(const Column& column, uint32_t index) {
  const BitsShape& shape = column.ranked.bits;
  const InnerPacked samples{BitsEnd(column) + shape.sample_gap,
                            shape.sample_base, shape.sample_stride};
  return static_cast<uint32_t>(GetInner<Loads>(
      samples, shape.sample_width, NumRankSamples(column.rows), index));
}

// Position `index` of those listed, within its block.
template <typename Loads>
uint32_t LoadPosition(const Column& column, uint32_t index) {
  return static_cast<uint32_t>(Loads::Field(
      column.data, column.ranked.bits.listed, index, column.width));
}

// The listed positions of a block of 512 rows: none of them out of range,
// whatever the samples say.
struct ListedRange {
  uint32_t begin;
  uint32_t end;
};
template <typename Loads>
ListedRange ListedInBlock(const Column& column, uint32_t block) {
  const uint32_t listed = column.ranked.bits.listed;
  const uint32_t last = NumRankSamples(column.rows);
  uint32_t end = block < last ? LoadSample<Loads>(column, block) : listed;
  end = std::min(end, listed);
  uint32_t begin = block > 0 ? LoadSample<Loads>(column, block - 1) : 0;
  begin = std::min(begin, end);
  if (end - begin > kRankBlock) end = begin + kRankBlock;
  return {begin, end};
}

}  // namespace sinter

#endif  // SINTER_CODEC_COLUMNS_BITS_FIELDS_H_
