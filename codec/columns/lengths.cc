#include "codec/columns/lengths.h"

#include <algorithm>

#include "codec/columns/packed.h"
#include "codec/columns/packed_array.h"

namespace sinter {
namespace {

// Lengths of few rows stand among the control bits if 64 of those are enough.
bool InControl(LengthsUse use, uint64_t rows) {
  return use == LengthsUse::kAlone && rows <= kLengthBlock;
}

}  // namespace

void PutLengths(std::span<const uint64_t> lengths, LengthsUse use,
                Scratch& scratch, WireWriter& writer) {
  if (lengths.size() == 1) return writer.PutGroups(lengths[0]);
  const Extent extent = ExtentOf(lengths, false);
  const uint64_t least = extent.lo;
  const unsigned width = StoredWidth(BitsFor(extent.range()));
  writer.PutGroups(least);
  PutWidth(width, writer);
  if (width == 0) return;
  writer.PutPacked(lengths.size(), width, InControl(use, lengths.size()),
                   [&](uint64_t i) { return lengths[i] - least; });
  if (lengths.size() <= kLengthBlock) return;
  auto& totals = scratch.samples;
  totals.clear();
  uint64_t total = 0;
  for (size_t end = kLengthBlock; end < lengths.size(); end += kLengthBlock) {
    for (size_t i = end - kLengthBlock; i < end; ++i) total += lengths[i];
    totals.push_back(total - end * least);
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
  uint64_t before = 0;
  uint64_t after = 0;
  if (column.width > 0) {
    const FieldAndSum excess = ExcessOf(column, last);
    before = excess.before;
    after = excess.field;
  }
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
  // Those among the control bits are at most eight bytes, in front of eight
  // others.
  column.has_whole_loads =
      reader.has_whole_loads() ||
      column.data == reinterpret_cast<const uint8_t*>(column.ranges.word);
  return CheckTotal(max_total, limit, reader, column);
}

RowRange GetRange(const Column& lengths, uint32_t row) {
  return FindRange(lengths, row);
}

namespace {

// Widths of which 16 lengths do not exceed 32 bits together.
constexpr unsigned kMaxShortWidth = 28;
constexpr uint32_t kChunk = 1024;  // lengths looked at together
constexpr uint32_t kTotals = kChunk / kLengthBlock;

// Adds the excess of 16 rows, as many of which as there are not are zero.
bool AddBlock(const uint8_t* excess, uint64_t& sum) {
  constexpr uint64_t kEverySecond = 0x00ff00ff00ff00ff;
  uint64_t pairs = 0;  // four sums of four
  for (uint32_t i = 0; i < kLengthBlock; i += 8) {
    const uint64_t word = LoadLittleEndian64(excess + i);
    pairs += (word & kEverySecond) + ((word >> 8) & kEverySecond);
  }
  const uint64_t block = (pairs * 0x0001000100010001) >> 48;
  return !__builtin_add_overflow(sum, block, &sum);
}
bool AddBlock(const uint32_t* excess, uint64_t& sum) {
  uint32_t block = 0;
  for (uint32_t i = 0; i < kLengthBlock; ++i) block += excess[i];
  return !__builtin_add_overflow(sum, uint64_t{block}, &sum);
}
bool AddBlock(const uint64_t* excess, uint64_t& sum) {
  for (uint32_t i = 0; i < kLengthBlock; ++i) {
    if (__builtin_add_overflow(sum, excess[i], &sum)) return false;
  }
  return true;
}

// Whether the totals are the sums of the lengths, which do not overflow.
template <typename U>
bool TotalsHold(const Column& column) {
  const PackedArray lengths = {
      column.data, PackedBytes(column.rows, column.width), 0, 0, column.width};
  const uint32_t num_totals = NumTotals(column.rows);
  const PackedArray totals = {column.ranges.samples,
                              PackedBytes(num_totals, column.inner_width),
                              column.ranges.sample_base,
                              column.ranges.sample_stride, column.inner_width};
  uint64_t sum = 0;
  for (uint64_t row = 0; row < column.rows; row += kChunk) {
    const uint64_t n = std::min<uint64_t>(kChunk, column.rows - row);
    const auto num_blocks =
        static_cast<uint32_t>((n + kLengthBlock - 1) / kLengthBlock);
    U excess[kChunk];
    Output<U> excess_out(excess);
    PutArray(lengths, row, n, excess_out);
    std::fill(excess + n, excess + num_blocks * kLengthBlock, U{0});
    // Each total stands behind its block.
    const uint64_t first = row / kLengthBlock;
    const uint64_t count = std::min<uint64_t>(kTotals, num_totals - first);
    uint64_t expected[kTotals];
    Output<uint64_t> expected_out(expected);
    PutArray(totals, first, count, expected_out);
    for (uint32_t i = 0; i < num_blocks; ++i) {
      if (!AddBlock(excess + i * kLengthBlock, sum)) return false;
      if (i < count && sum != expected[i]) return false;
    }
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
  const bool hold = column.width <= 8 ? TotalsHold<uint8_t>(column)
                    : column.width <= kMaxShortWidth
                        ? TotalsHold<uint32_t>(column)
                        : TotalsHold<uint64_t>(column);
  return hold ? nullptr : "total of lengths contradicts the lengths";
}

}  // namespace sinter
