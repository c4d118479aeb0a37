// Lengths of lists and strings: the least one, what each exceeds it by, and a
// running total per 16 rows, so that a range costs one sample and at most 16
// short reads (SPEC.md, "Lengths").
#ifndef SINTER_CODEC_COLUMNS_LENGTHS_H_
#define SINTER_CODEC_COLUMNS_LENGTHS_H_

#include <cstdint>
#include <span>

#include "codec/column.h"
#include "codec/columns/field_sum.h"
#include "codec/columns/packed.h"
#include "codec/columns/scratch.h"
#include "codec/wire_reader.h"
#include "codec/wire_writer.h"

namespace sinter {

inline constexpr uint32_t kLengthBlock = 16;  // rows between totals

// Whether a few short lengths stand among the control bits, or, inside another
// column, always in bytes.
enum class LengthsUse : uint8_t { kAlone, kInner };

// Writes the lengths of one row or more; their sum must fit 64 bits.
void PutLengths(std::span<const uint64_t> lengths, LengthsUse use,
                Scratch& scratch, WireWriter& writer);

// Reads the lengths of `column.rows` rows, at least one, whose sum is at most
// `max_total`; `limit` tells what a larger one is. Fills a column of mode
// kLengths, without `ranges.bytes`.
[[nodiscard]] bool OpenLengths(LengthsUse use, uint64_t max_total,
                               FailureCode limit, WireReader& reader,
                               Column& column);

// A column in which every row has the same length.
Column ConstantLengths(uint64_t length, uint32_t rows);

// Calls `visit(range)` for each row of an open column in turn, until it returns
// false. The sums are running ones: of verified lengths they are what GetRange
// finds. Returns whether `visit` never returned false.
template <typename Visit>
bool ForEachRange(const Column& lengths, const Visit& visit);

// Why the lengths of an open column break the rules that opening does not
// check, or null: totals and zero padding.
const char* FindLengthsFault(const Column& column);

constexpr uint32_t NumTotals(uint32_t rows) {
  return (rows - 1) / kLengthBlock;
}

// The excess of all rows before `row`, a multiple of 16 that is not 0.
inline uint64_t TotalBefore(const Column& lengths, uint32_t row) {
  const Column::Ranges& ranges = lengths.ranges;
  const InnerPacked totals{ranges.samples, ranges.sample_base,
                           ranges.sample_stride};
  return GetInner(totals, lengths.inner_width, NumTotals(lengths.rows),
                  row / kLengthBlock - 1);
}

// What a row of lengths that differ exceeds the least one by, and all rows
// before it together, modulo 2^64.
inline FieldAndSum ExcessOf(const Column& lengths, uint32_t row) {
  const uint32_t block = row - row % kLengthBlock;
  if (lengths.has_whole_loads) [[likely]] {
    const Column::Ranges& ranges = lengths.ranges;
    FieldAndSum excess =
        GetWholeFieldAndSum(lengths.data + uint64_t{block} / 8 * lengths.width,
                            row - block, lengths.width);
    if (block > 0) {
      const uint64_t total = block / kLengthBlock - 1;
      excess.before +=
          ranges.sample_base + total * ranges.sample_stride +
          LoadWholeField(ranges.samples, total, lengths.inner_width,
                         LowMask(lengths.inner_width));
    }
    return excess;
  }
  // Blocks of 16 fields are whole bytes.
  FieldAndSum excess = GetFieldAndSum(
      lengths.data, PackedBytes(lengths.rows, lengths.width),
      uint64_t{block} / 8 * lengths.width, row - block, lengths.width);
  if (block > 0) excess.before += TotalBefore(lengths, block);
  return excess;
}

// As GetRange, inline.
inline RowRange FindRange(const Column& lengths, uint32_t row) {
  if (lengths.width == 0) return {lengths.base * row, lengths.base};
  const FieldAndSum excess = ExcessOf(lengths, row);
  const uint64_t start = lengths.base * row + excess.before;
  const uint64_t count = lengths.base + excess.field;
  const uint64_t total = lengths.ranges.total;
  // Totals that nobody verified may point anywhere.
  if (start > total || count > total - start) return {0, 0};
  return {start, count};
}

template <typename Visit>
bool ForEachRange(const Column& lengths, const Visit& visit) {
  const uint64_t size = PackedBytes(lengths.rows, lengths.width);
  uint64_t start = 0;
  for (uint32_t row = 0; row < lengths.rows; ++row) {
    const uint64_t count =
        lengths.base + LoadField(lengths.data, size, row, lengths.width);
    if (!visit(RowRange{start, count})) return false;
    start += count;
  }
  return true;
}

}  // namespace sinter

#endif  // SINTER_CODEC_COLUMNS_LENGTHS_H_
