// Lengths of lists and strings: the least one, what each exceeds it by, and a
// running total per 16 rows, so that a range costs one sample and at most 16
// short reads (SPEC.md, "Lengths").
#ifndef SINTER_CODEC_COLUMNS_LENGTHS_H_
#define SINTER_CODEC_COLUMNS_LENGTHS_H_

#include <cstdint>
#include <span>
#include <type_traits>

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

// What the lengths of a column exceed the least one by, and their totals.
struct Excesses {
  const uint8_t* data;
  uint32_t rows;
  unsigned width;
  InnerPacked totals;
  unsigned total_width;
};

inline Excesses ExcessesOf(const Column& lengths) {
  const Column::Ranges& ranges = lengths.ranges;
  return {lengths.data,
          lengths.rows,
          lengths.width,
          {ranges.samples, ranges.sample_base, ranges.sample_stride},
          lengths.inner_width};
}

// The excess of a row, and of all rows before it together, modulo 2^64.
// width > 0.
template <typename Loads>
[[gnu::always_inline]] inline FieldAndSum GetExcess(const Excesses& excesses,
                                                    uint32_t row) {
  const unsigned index = row % kLengthBlock;
  // Blocks of 16 fields are whole bytes.
  const uint64_t offset = uint64_t{row - index} / 8 * excesses.width;
  FieldAndSum excess;
  if constexpr (std::is_same_v<Loads, WholeLoads>) {
    excess = GetWholeFieldAndSum(excesses.data + offset, index, excesses.width);
  } else {
    excess = GetFieldAndSum(excesses.data,
                            PackedBytes(excesses.rows, excesses.width), offset,
                            index, excesses.width);
  }
  const uint32_t block = row / kLengthBlock;
  if (block > 0) {
    excess.before += GetInner<Loads>(excesses.totals, excesses.total_width,
                                     NumTotals(excesses.rows), block - 1);
  }
  return excess;
}

inline FieldAndSum ExcessOf(const Column& lengths, uint32_t row) {
  const Excesses excesses = ExcessesOf(lengths);
  return lengths.has_whole_loads ? GetExcess<WholeLoads>(excesses, row)
                                 : GetExcess<BoundedLoads>(excesses, row);
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
