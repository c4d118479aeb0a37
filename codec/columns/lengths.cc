#include "codec/columns/lengths.h"

#include <algorithm>

#include "codec/columns/field_sum.h"
#include "codec/columns/packed.h"

namespace sinter {
namespace {

uint32_t NumTotals(uint32_t rows) { return (rows - 1) / kLengthBlock; }

// Lengths of few rows stand among the control bits if 64 of those are enough.
bool InControl(LengthsUse use, uint64_t rows) {
  return use == LengthsUse::kAlone && rows <= kLengthBlock;
}

uint64_t Excess(const Column& column, uint32_t row) {
  return LoadField(column.data, PackedBytes(column.rows, column.width), row,
                   column.width);
}

// The excess of all rows before `row`, a multiple of 16 that is not 0.
uint64_t Total(const Column& column, uint32_t row) {
  const Column::Ranges& ranges = column.ranges;
  const InnerPacked totals{ranges.samples, ranges.sample_base,
                           ranges.sample_stride};
  return GetInner(totals, column.inner_width, NumTotals(column.rows),
                  row / kLengthBlock - 1);
}

// The excess of the rows before `row`, modulo 2^64.
uint64_t ExcessBefore(const Column& column, uint32_t row) {
  const uint32_t block = row - row % kLengthBlock;
  const uint64_t total = block > 0 ? Total(column, block) : 0;
  if (row == block) return total;
  // Blocks of 16 fields are whole bytes.
  return total + SumFields(column.data, PackedBytes(column.rows, column.width),
                           uint64_t{block} / 8 * column.width, row - block,
                           column.width);
}

}  // namespace

void PutLengths(std::span<const uint64_t> lengths, LengthsUse use,
                Scratch& scratch, WireWriter& writer) {
  if (lengths.size() == 1) return writer.PutGroups(lengths[0]);
  const auto [least, most] = std::ranges::minmax(lengths);
  const unsigned width = StoredWidth(BitsFor(most - least));
  writer.PutGroups(least);
  PutWidth(width, writer);
  if (width == 0) return;
  writer.PutPacked(lengths.size(), width, InControl(use, lengths.size()),
                   [&, min = least](uint64_t i) { return lengths[i] - min; });
  if (lengths.size() <= kLengthBlock) return;
  auto& totals = scratch.samples;
  totals.clear();
  uint64_t total = 0;
  for (size_t i = 0; i < lengths.size(); ++i) {
    if (i > 0 && i % kLengthBlock == 0) totals.push_back(total);
    total += lengths[i] - least;
  }
  PutPackedColumn(totals, false, writer);
}

Column ConstantLengths(uint64_t length, uint32_t rows) {
  Column column = ConstantColumn(length, rows);
  column.mode = ColumnMode::kLengths;
  column.ranges = {};
  column.ranges.bytes = kZeroBytes;
  column.ranges.total = length * rows;
  return column;
}

namespace {

bool OpenTotals(WireReader& reader, Column& column) {
  InnerPacked totals;
  if (!OpenInner(NumTotals(column.rows), false, "totals", reader, totals,
                 column.inner_width)) {
    return false;
  }
  column.ranges.samples = totals.data;
  column.ranges.sample_base = totals.base;
  column.ranges.sample_stride = totals.stride;
  return true;
}

// Sums up to 2^32 lengths of up to 2^64 without overflow.
bool CheckTotal(uint64_t max_total, FailureCode limit, WireReader& reader,
                Column& column) {
  const uint32_t last = column.rows - 1;
  const uint64_t before = column.width == 0 ? 0 : ExcessBefore(column, last);
  const uint64_t after = column.width == 0 ? 0 : Excess(column, last);
  uint64_t total;
  const bool overflows =
      __builtin_mul_overflow(column.base, uint64_t{column.rows}, &total) ||
      __builtin_add_overflow(total, before, &total) ||
      __builtin_add_overflow(total, after, &total);
  if (overflows || total > max_total) {
    return reader.Fail(limit, "sum of lengths",
                       limit == FailureCode::kLimit
                           ? "no more rows than the limits allow"
                           : "no more bytes than remain",
                       overflows ? ~uint64_t{0} : total);
  }
  column.ranges.total = total;
  return true;
}

}  // namespace

bool OpenLengths(LengthsUse use, uint64_t max_total, FailureCode limit,
                 WireReader& reader, Column& column) {
  uint64_t least;
  if (!reader.ReadGroups(column.rows == 1 ? "length" : "least length", least)) {
    return false;
  }
  column = ConstantLengths(least, column.rows);
  if (column.rows > 1) {
    unsigned width;
    if (!ReadWidth(reader, width)) return false;
    column.width = static_cast<uint8_t>(width);
    if (width > 0) {
      reader.TraceForm("lengths");
      uint64_t* word =
          InControl(use, column.rows) ? column.ranges.word : nullptr;
      if (!reader.ReadPacked(column.rows, width, "lengths", word,
                             column.data)) {
        return false;
      }
      if (column.rows > kLengthBlock && !OpenTotals(reader, column)) {
        return false;
      }
    } else {
      reader.TraceForm("equal lengths");
    }
  }
  return CheckTotal(max_total, limit, reader, column);
}

RowRange GetRange(const Column& lengths, uint32_t row) {
  if (lengths.width == 0) return {lengths.base * row, lengths.base};
  const uint64_t start = lengths.base * row + ExcessBefore(lengths, row);
  const uint64_t count = lengths.base + Excess(lengths, row);
  const uint64_t total = lengths.ranges.total;
  // Totals that nobody verified may point anywhere.
  if (start > total || count > total - start) return {0, 0};
  return {start, count};
}

namespace {

// Adds the excess of up to 16 rows from the first of a block; false if the sum
// would exceed 64 bits.
bool AddBlock(const Column& column, uint32_t row, uint32_t rows,
              uint64_t& sum) {
  if (column.width <= kMaxSummedWidth) {
    const uint64_t added =
        SumFields(column.data, PackedBytes(column.rows, column.width),
                  uint64_t{row} / 8 * column.width, rows, column.width);
    if (added > ~sum) return false;
    sum += added;
    return true;
  }
  for (uint32_t i = 0; i < rows; ++i) {
    const uint64_t excess = Excess(column, row + i);
    if (excess > ~sum) return false;
    sum += excess;
  }
  return true;
}

}  // namespace

const char* FindLengthsFault(const Column& column) {
  if (column.width == 0) return nullptr;
  const uint64_t bits = uint64_t{column.rows} * column.width;
  if (bits % 8 != 0 && (column.data[bits / 8] >> (bits % 8)) != 0) {
    return "padding after lengths is not zero";
  }
  if (column.rows <= kLengthBlock) return nullptr;
  const uint64_t total_bits =
      uint64_t{NumTotals(column.rows)} * column.inner_width;
  if (total_bits % 8 != 0 &&
      (column.ranges.samples[total_bits / 8] >> (total_bits % 8)) != 0) {
    return "padding after totals is not zero";
  }
  uint64_t sum = 0;
  for (uint32_t row = 0; row < column.rows; row += kLengthBlock) {
    if (row > 0 && Total(column, row) != sum) {
      return "total of lengths contradicts the lengths";
    }
    const uint32_t rows = std::min(kLengthBlock, column.rows - row);
    if (!AddBlock(column, row, rows, sum)) {
      return "total of lengths contradicts the lengths";
    }
  }
  return nullptr;
}

}  // namespace sinter
