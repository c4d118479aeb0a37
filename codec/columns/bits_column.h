// Bit columns: bools, presence, exceptions, run starts. All zeros, all ones, a
// bitmap, or the positions of the minority, with samples of the count before
// every 512th row where ranks are asked for (SPEC.md, "Bit columns").
#ifndef SINTER_CODEC_COLUMNS_BITS_COLUMN_H_
#define SINTER_CODEC_COLUMNS_BITS_COLUMN_H_

#include <cstdint>
#include <span>

#include "codec/column.h"
#include "codec/columns/scratch.h"
#include "codec/wire_reader.h"
#include "codec/wire_writer.h"

namespace sinter {

inline constexpr uint32_t kRankBlock = 512;  // rows between samples

// Bits in words, the first the least significant of the first word; those after
// the last row are zero.
struct BitSpan {
  std::span<const uint64_t> words;
  uint32_t rows = 0;

  bool operator[](uint32_t row) const {
    return ((words[row / 64] >> (row % 64)) & 1) != 0;
  }
  uint32_t CountOnes() const;
};

// Bits of a position. They are counted within blocks of 512 rows, or within
// fewer if there are not so many.
constexpr unsigned PositionWidth(uint32_t rows) {
  return BitsFor((rows < kRankBlock ? rows : kRankBlock) - 1);
}

// What a bit column is for.
enum class BitsUse : uint8_t {
  kValues,  // bools: no ranks; short ones stand among the control bits
  kRanked,  // presence: ranks; short ones stand among the control bits
  kInner,   // inside another column: ranks, always in bytes
};

// Samples of the ones before every 512th row but the first.
constexpr uint32_t NumRankSamples(uint32_t rows) {
  return (rows - 1) / kRankBlock;
}

// Short bits stand among the control bits, unless samples have to follow them.
constexpr bool BitsInControl(BitsUse use, uint32_t rows) {
  return use != BitsUse::kInner && rows <= kRankBlock;
}

// Writes a bit column of two rows or more in its smallest form.
void PutBitColumn(const BitSpan& bits, BitsUse use, Scratch& scratch,
                  WireWriter& writer);

// Reads a bit column of `column.rows` rows into a column of mode kBits, or, for
// kInner, into the fields that sparse and runs columns share with it.
[[nodiscard]] bool OpenBitColumn(BitsUse use, WireReader& reader,
                                 Column& column);

// A bit column without bits of its own: every row is `value`.
Column ConstantBits(bool value, uint32_t rows);

// The bit of a row and the ones before it, of a column of mode kBits, kSparse
// or kRuns. `rank` is at most the number of ones.
struct BitAndRank {
  bool bit;
  uint32_t rank;
};
BitAndRank GetBitAndRank(const Column& column, uint32_t row);

// The bits of the kRankBlock rows from block * kRankBlock on; those behind the
// last row have any value.
void GetBitWords(const Column& column, uint32_t block,
                 std::span<uint64_t, kRankBlock / 64> words);

// Calls `visit(row)` for every one of a verified bit column, in order, until it
// returns false. Returns whether it never did.
template <typename Visit>
bool ForEachOne(const Column& column, const Visit& visit);

// Position `index` of those listed; for columns of at most 512 rows a row.
uint32_t GetPosition(const Column& column, uint32_t index);

// Why the bits of a column that is open break the rules which opening does not
// check, or null: order and range of positions, samples, zero padding.
const char* FindBitsFault(const Column& column, BitsUse use);

template <typename Visit>
bool ForEachOne(const Column& column, const Visit& visit) {
  const BitsShape& shape = column.ranked.bits;
  if (shape.form == BitsForm::kOnePositions && column.rows <= kRankBlock) {
    for (uint32_t i = 0; i < shape.listed; ++i) {
      if (!visit(GetPosition(column, i))) return false;
    }
    return true;
  }
  for (uint32_t row = 0; row < column.rows; ++row) {
    if (GetBit(column, row) && !visit(row)) return false;
  }
  return true;
}

}  // namespace sinter

#endif  // SINTER_CODEC_COLUMNS_BITS_COLUMN_H_
