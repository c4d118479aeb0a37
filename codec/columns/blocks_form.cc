// The blocks form: blocks of 64 rows, each with a base and a width of its own,
// for columns whose parts differ in magnitude. The widths are a lengths column,
// so that one range gives a block's width and where it starts (SPEC.md,
// "Blocks").

#include <algorithm>

#include "codec/columns/integer_form.h"
#include "codec/columns/lengths.h"

namespace sinter {
namespace {

constexpr uint32_t kBlockFrames = kBlockRows / kFrameRows;

uint32_t NumBlocks(uint32_t rows) {
  return rows / kBlockRows + (rows % kBlockRows != 0);
}

// The extent of a block, from that of its frames.
Extent BlockExtent(const IntegerInput& input, size_t block) {
  Extent extent;
  const size_t end =
      std::min<size_t>(input.frames.size(), (block + 1) * kBlockFrames);
  for (size_t i = block * kBlockFrames; i < end; ++i) {
    extent.Add(input.frames[i]);
  }
  return extent;
}

// Bases into scratch.inner, widths into scratch.lengths. Where every block has
// but one value the first takes a bit all the same: a column without bits would
// hold any number of rows for nothing.
void Survey(const IntegerInput& input, Scratch& scratch) {
  scratch.inner.clear();
  scratch.lengths.clear();
  for (uint32_t block = 0; block < NumBlocks(input.rows()); ++block) {
    const Extent extent = BlockExtent(input, block);
    const unsigned width = StoredWidth(BitsFor(extent.range()));
    scratch.lengths.push_back(width);
    scratch.inner.push_back(
        width == 64 ? 0 : InOrder(extent.lo, input.traits.is_signed));
  }
  const bool has_bits =
      std::ranges::any_of(scratch.lengths, [](uint64_t w) { return w > 0; });
  if (!has_bits) scratch.lengths.front() = 1;
}

bool Applies(const IntegerInput& input) {
  return input.values.size() > kBlockRows && input.flat_width > 1;
}

uint64_t LeastBits(const IntegerInput& input, Scratch&, uint64_t) {
  uint64_t bits = 0;
  const uint32_t blocks = NumBlocks(input.rows());
  for (uint32_t block = 0; block + 1 < blocks; ++block) {
    bits += kBlockRows * BitsFor(BlockExtent(input, block).range());
  }
  const uint32_t last = input.rows() - (blocks - 1) * kBlockRows;
  return bits +
         PackedBits(last, BitsFor(BlockExtent(input, blocks - 1).range()));
}

void Put(const IntegerInput& input, Scratch& scratch, WireWriter& writer) {
  Survey(input, scratch);
  PutPackedColumn(scratch.inner, input.traits.is_signed, writer);
  PutLengths(scratch.lengths, LengthsUse::kInner, scratch, writer);
  const auto values = input.values;
  for (size_t block = 0; block < scratch.inner.size(); ++block) {
    const size_t begin = block * kBlockRows;
    const size_t count = std::min<size_t>(kBlockRows, values.size() - begin);
    writer.PutPacked(
        count, static_cast<unsigned>(scratch.lengths[block]), false,
        [&](uint64_t i) { return values[begin + i] - scratch.inner[block]; });
  }
}

// The widths as the lengths column that they are on the wire.
Column Widths(const Column& column) {
  const Column::Blocks& blocks = column.blocks;
  const uint32_t count = NumBlocks(column.rows);
  Column widths = ConstantLengths(blocks.min, count);
  widths.width = blocks.width;
  widths.inner_width = blocks.sample_width;
  widths.data = column.data - blocks.lengths_before;
  widths.has_whole_loads = column.has_whole_loads;
  widths.ranges.total = ~uint64_t{0};
  widths.ranges.samples =
      widths.data + PackedBytes(count, blocks.width) + blocks.sample_gap;
  widths.ranges.sample_base =
      blocks.sample_base - (uint64_t{blocks.sample_base_is_negative} << 32);
  widths.ranges.sample_stride = blocks.sample_stride;
  return widths;
}

// The widths as arrays: what `Widths` has of them.
Excesses WidthExcesses(const Column& column) {
  const Column::Blocks& blocks = column.blocks;
  const uint32_t count = NumBlocks(column.rows);
  const uint8_t* data = column.data - blocks.lengths_before;
  return {
      data,
      count,
      blocks.width & 7u,  // so that the compiler knows
      {data + PackedBytes(count, blocks.width) + blocks.sample_gap,
       blocks.sample_base - (uint64_t{blocks.sample_base_is_negative} << 32),
       blocks.sample_stride},
      blocks.sample_width};
}

// The width of a block, and where it starts in words of eight bytes: any
// numbers where unverified bytes contradict themselves.
template <typename Loads>
RowRange WidthRange(const Column& column, uint32_t block) {
  const uint64_t min = column.blocks.min;
  if (column.blocks.width == 0) return {min * block, min};
  const FieldAndSum excess = GetExcess<Loads>(WidthExcesses(column), block);
  return {min * block + excess.before, min + excess.field};
}

// Where the values of a block stand, in bytes from column.data, and how wide
// they are: inside the column whatever the widths say.
struct Block {
  uint64_t begin;
  uint64_t size;
  unsigned width;
};
Block Locate(const Column& column, uint32_t block) {
  const RowRange range = WidthRange<BoundedLoads>(column, block);
  const uint64_t size = column.base;
  const uint32_t rows = std::min(kBlockRows, column.rows - block * kBlockRows);
  if (range.count > 64 || range.start > size / 8) return {0, 0, 0};
  const auto width = static_cast<unsigned>(range.count);
  const uint64_t needed = PackedBytes(rows, width);
  if (needed > size - range.start * 8) return {0, 0, 0};
  return {range.start * 8, needed, width};
}

uint64_t Base(const Column& column, uint32_t block) {
  return GetInner(column.blocks.bases, column.inner_width,
                  NumBlocks(column.rows), block);
}

bool OpenWidths(WireReader& reader, Column& column, Column& widths) {
  widths.rows = NumBlocks(column.rows);
  if (!OpenLengths(LengthsUse::kInner, reader.remaining() / 8 + 64,
                   FailureCode::kMalformed, reader, widths)) {
    return false;
  }
  const Column::Ranges& ranges = widths.ranges;
  if (ranges.total == 0) {
    return reader.Malformed("widths of blocks", "a block with bits", 0);
  }
  const InnerPacked totals{ranges.samples, ranges.sample_base,
                           ranges.sample_stride};
  const bool has_totals = widths.width > 0 && widths.rows > kLengthBlock;
  if (widths.base > 64 || widths.width > 7 ||
      (has_totals && !FitsCounts(totals, widths.inner_width,
                                 (widths.rows - 1) / kLengthBlock))) {
    return reader.Malformed("widths of blocks", "at most 64", widths.base);
  }
  return true;
}

bool Open(const IntegerTraits& traits, WireReader& reader, Column& column) {
  const uint32_t blocks = NumBlocks(column.rows);
  Column widths = ConstantLengths(0, blocks);
  column.mode = ColumnMode::kBlocks;
  column.width = 0;
  column.blocks = {};
  if (!OpenInner(blocks, traits.is_signed, "bases of blocks", reader,
                 column.blocks.bases, column.inner_width) ||
      !OpenWidths(reader, column, widths)) {
    return false;
  }
  const uint64_t last_width = GetRange(widths, blocks - 1).count;
  if (last_width > 64) {
    return reader.Malformed("width of a block", "at most 64", last_width);
  }
  const uint32_t last_rows = column.rows - (blocks - 1) * kBlockRows;
  column.base = 8 * (widths.ranges.total - last_width) +
                PackedBytes(last_rows, static_cast<unsigned>(last_width));
  if (!reader.ReadBytes(column.base, 1, "values of blocks", column.data)) {
    return false;
  }
  column.has_whole_loads = reader.has_whole_loads();
  Column::Blocks& shape = column.blocks;
  if (widths.width > 0) {
    shape.lengths_before = static_cast<uint32_t>(column.data - widths.data);
  }
  shape.min = static_cast<uint8_t>(widths.base);
  shape.width = widths.width & 0x7f;
  if (widths.width > 0 && blocks > kLengthBlock) {
    shape.sample_base = static_cast<uint32_t>(widths.ranges.sample_base);
    shape.sample_base_is_negative = (widths.ranges.sample_base >> 63) != 0;
    shape.sample_stride = static_cast<uint32_t>(widths.ranges.sample_stride);
    shape.sample_width = widths.inner_width;
    shape.sample_gap = static_cast<uint8_t>(
        widths.ranges.samples - widths.data -
        static_cast<ptrdiff_t>(PackedBytes(blocks, widths.width)));
  }
  return true;
}

const char* FindFault(const Column& column, const IntegerBounds& bounds) {
  const uint32_t blocks = NumBlocks(column.rows);
  if (const char* fault = FindLengthsFault(Widths(column))) return fault;
  if (!TailIsZero(column.blocks.bases.data,
                  uint64_t{blocks} * column.inner_width)) {
    return "padding after bases is not zero";
  }
  for (uint32_t block = 0; block < blocks; ++block) {
    const uint32_t begin = block * kBlockRows;
    const uint32_t rows = std::min(kBlockRows, column.rows - begin);
    const uint64_t width = WidthRange<BoundedLoads>(column, block).count;
    if (width > 56 && width != 64)
      return "width of a block is not 0 to 56 or 64";
    const Block at = Locate(column, block);
    if (at.width != width) return "width of a block is not 0 to 56 or 64";
    if (!TailIsZero(column.data + at.begin, uint64_t{rows} * at.width)) {
      return "padding after values is not zero";
    }
    const uint64_t base = Base(column, block);
    // All rows of a block without bits are its base.
    const bool fits =
        width == 0
            ? bounds.Contains(base)
            : AreWithin({column.data + at.begin, at.size, base, 0, at.width},
                        rows, bounds);
    if (!fits) return "value outside the range of its type";
  }
  return nullptr;
}

}  // namespace

PackedBlock GetBlock(const Column& column, uint32_t block) {
  const Block at = Locate(column, block);
  return {column.data + at.begin, at.size, Base(column, block), at.width};
}

uint64_t GetFromWholeBlocks(const Column& column, uint32_t row) {
  const uint32_t block = row / kBlockRows;
  const RowRange range = WidthRange<WholeLoads>(column, block);
  const uint64_t base = GetInner<WholeLoads>(
      column.blocks.bases, column.inner_width, NumBlocks(column.rows), block);
  const uint64_t bit = row % kBlockRows * range.count;
  // Widths that nobody verified may lead anywhere.
  const uint64_t offset = range.start * 8 + bit / 8;
  if (offset > column.base) return base;
  return base + ((LoadLittleEndian64(column.data + offset) >> (bit % 8)) &
                 LowMask(static_cast<unsigned>(range.count)));
}

const IntegerForm kBlocksForm = {"blocks", Applies, LeastBits,
                                 Put,      Open,    FindFault};

}  // namespace sinter
