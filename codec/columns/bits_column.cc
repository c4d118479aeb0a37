#include "codec/columns/bits_column.h"

#include <algorithm>

#include "codec/columns/bits_fields.h"

namespace sinter {
Column ConstantBits(bool value, uint32_t rows) {
  Column column = ConstantColumn(0, rows);
  column.mode = ColumnMode::kBits;
  column.ranked = {};
  column.ranked.bits.form = value ? BitsForm::kOnes : BitsForm::kZeros;
  column.ranked.bits.listed = value ? rows : 0;
  return column;
}

namespace {

bool OpenSamples(WireReader& reader, Column& column) {
  if (NumRankSamples(column.rows) == 0) return true;
  BitsShape& shape = column.ranked.bits;
  InnerPacked samples;
  if (!OpenInner(NumRankSamples(column.rows), false, "rank samples", reader,
                 samples, shape.sample_width)) {
    return false;
  }
  if (!FitsCounts(samples, shape.sample_width, NumRankSamples(column.rows))) {
    return reader.Malformed("rank samples", "counts of rows", samples.base);
  }
  shape.sample_base = static_cast<uint32_t>(samples.base);
  shape.sample_stride = static_cast<uint32_t>(samples.stride);
  // A control byte and two varints: a few bytes.
  shape.sample_gap = static_cast<uint16_t>(samples.data - BitsEnd(column));
  return true;
}

bool OpenBitmap(BitsUse use, WireReader& reader, Column& column) {
  reader.TraceForm("bitmap");
  uint64_t* word =
      BitsInControl(use, column.rows) ? column.ranked.word : nullptr;
  if (!reader.ReadPacked(column.rows, 1, "bitmap", word, column.data)) {
    return false;
  }
  BitsShape& shape = column.ranked.bits;
  if (use == BitsUse::kValues) return true;
  if (!OpenSamples(reader, column)) return false;
  const uint32_t last = NumRankSamples(column.rows);
  uint32_t ones = last > 0 ? LoadSample<BoundedLoads>(column, last - 1) : 0;
  const uint32_t words = (column.rows + 63) / 64;
  for (uint32_t i = last * (kRankBlock / 64); i < words; ++i) {
    ones += PopCount(LoadBitmapWord<BoundedLoads>(column, i));
  }
  shape.listed = ones;
  if (ones > column.rows) {
    return reader.Malformed("number of ones", "at most the number of rows",
                            ones);
  }
  return true;
}

bool OpenPositions(BitsUse use, WireReader& reader, Column& column) {
  reader.TraceForm("positions");
  uint64_t of_ones;
  uint64_t listed;
  if (!reader.ReadBits(1, "positions of ones", of_ones) ||
      !reader.ReadGroups("number of positions", listed)) {
    return false;
  }
  if (listed == 0 || listed > column.rows / 2) {
    return reader.Malformed("number of positions",
                            "at least 1 and at most half the rows", listed);
  }
  BitsShape& shape = column.ranked.bits;
  shape.form =
      of_ones != 0 ? BitsForm::kOnePositions : BitsForm::kZeroPositions;
  shape.listed = static_cast<uint32_t>(listed);
  column.width = static_cast<uint8_t>(PositionWidth(column.rows));
  uint64_t* word =
      BitsInControl(use, column.rows) ? column.ranked.word : nullptr;
  return reader.ReadPacked(shape.listed, column.width, "positions", word,
                           column.data) &&
         OpenSamples(reader, column);
}

}  // namespace

bool OpenBitColumn(BitsUse use, WireReader& reader, Column& column) {
  uint64_t form;
  if (!reader.ReadBits(2, "form of bits", form)) return false;
  column.data = kZeroBytes;
  column.width = 0;
  BitsShape& shape = column.ranked.bits;
  shape = {};
  shape.form = static_cast<BitsForm>(form);
  if (use != BitsUse::kInner) {
    column.mode = ColumnMode::kBits;
    column.base = 0;
  }
  switch (shape.form) {
    case BitsForm::kZeros:
      reader.TraceForm("all zero");
      return true;
    case BitsForm::kOnes:
      reader.TraceForm("all one");
      shape.listed = column.rows;
      return true;
    case BitsForm::kBitmap:
      if (!OpenBitmap(use, reader, column)) return false;
      break;
    case BitsForm::kOnePositions:
    case BitsForm::kZeroPositions:
      if (!OpenPositions(use, reader, column)) return false;
      break;
  }
  // Of a column alone. Those among the control bits are at most eight bytes, in
  // front of others.
  column.has_whole_loads =
      reader.has_whole_loads() ||
      column.data == reinterpret_cast<const uint8_t*>(column.ranked.word);
  return true;
}

namespace {

bool PaddingIsZero(const uint8_t* data, uint64_t bits) {
  return bits % 8 == 0 || (data[bits / 8] >> (bits % 8)) == 0;
}

// Whether the positions [begin, end) lie in a block in ascending order.
bool BlockIsSorted(const Column& column, uint32_t block, uint32_t begin,
                   uint32_t end) {
  const uint32_t rows = std::min(kRankBlock, column.rows - block * kRankBlock);
  uint32_t least = 0;
  for (uint32_t at = begin; at < end; ++at) {
    const uint32_t position = LoadPosition<BoundedLoads>(column, at);
    if (position < least || position >= rows) return false;
    least = position + 1;
  }
  return true;
}

const char* FindPositionsFault(const Column& column) {
  const BitsShape& shape = column.ranked.bits;
  if (!PaddingIsZero(column.data, uint64_t{shape.listed} * column.width)) {
    return "padding after positions is not zero";
  }
  const uint32_t last = NumRankSamples(column.rows);
  uint32_t at = 0;
  for (uint32_t block = 0; block <= last; ++block) {
    const uint32_t end =
        block < last ? LoadSample<BoundedLoads>(column, block) : shape.listed;
    if (end < at || end > shape.listed)
      return "rank sample contradicts the bits";
    if (!BlockIsSorted(column, block, at, end))
      return "positions are not ascending within their block";
    at = end;
    // Samples without bits or stride are all the same: nothing is listed until
    // the last block, and no time may be spent on getting there.
    if (block == 0 && last > 0 && shape.sample_width == 0 &&
        shape.sample_stride == 0) {
      block = last - 1;
    }
  }
  return nullptr;
}

const char* FindBitmapFault(const Column& column, BitsUse use) {
  if (!PaddingIsZero(column.data, column.rows))
    return "padding after bitmap is not zero";
  if (use == BitsUse::kValues) return nullptr;
  uint32_t ones = 0;
  for (uint32_t sample = 0; sample < NumRankSamples(column.rows); ++sample) {
    for (uint32_t i = 0; i < kRankBlock / 64; ++i) {
      ones += PopCount(
          LoadBitmapWord<BoundedLoads>(column, sample * (kRankBlock / 64) + i));
    }
    if (LoadSample<BoundedLoads>(column, sample) != ones)
      return "rank sample contradicts the bits";
  }
  return nullptr;
}

const char* FindSamplePaddingFault(const Column& column) {
  const BitsShape& shape = column.ranked.bits;
  const uint64_t bits =
      uint64_t{NumRankSamples(column.rows)} * shape.sample_width;
  return PaddingIsZero(BitsEnd(column) + shape.sample_gap, bits)
             ? nullptr
             : "padding after samples is not zero";
}

}  // namespace

const char* FindBitsFault(const Column& column, BitsUse use) {
  const bool bitmap = column.ranked.bits.form == BitsForm::kBitmap;
  if (!bitmap && column.ranked.bits.form <= BitsForm::kOnes) return nullptr;
  const char* fault =
      bitmap ? FindBitmapFault(column, use) : FindPositionsFault(column);
  if (fault != nullptr || (bitmap && use == BitsUse::kValues)) return fault;
  return FindSamplePaddingFault(column);
}

}  // namespace sinter
