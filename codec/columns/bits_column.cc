#include "codec/columns/bits_column.h"

#include <algorithm>

#include "codec/columns/packed.h"

namespace sinter {
namespace {

uint64_t BitmapWord(const Column& column, uint32_t word) {
  return LoadBounded64(column.data, PackedBytes(column.rows, 1),
                       uint64_t{word} * 8);
}

// Where the samples stand: behind the bits and the samples' own header.
const uint8_t* BitsEnd(const Column& column) {
  const BitsShape& shape = column.ranked.bits;
  return column.data + (shape.form == BitsForm::kBitmap
                            ? PackedBytes(column.rows, 1)
                            : PackedBytes(shape.listed, column.width));
}

uint32_t Sample(const Column& column, uint32_t index) {
  const BitsShape& shape = column.ranked.bits;
  const InnerPacked samples{BitsEnd(column) + shape.sample_gap,
                            shape.sample_base, shape.sample_stride};
  return static_cast<uint32_t>(GetInner(samples, shape.sample_width,
                                        NumRankSamples(column.rows), index));
}

// The listed positions of the block that `row` falls into: none of them out of
// range, whatever the samples say.
struct ListedRange {
  uint32_t begin;
  uint32_t end;
};
ListedRange ListedInBlock(const Column& column, uint32_t block) {
  const uint32_t listed = column.ranked.bits.listed;
  const uint32_t last = NumRankSamples(column.rows);
  uint32_t end = block < last ? Sample(column, block) : listed;
  end = std::min(end, listed);
  uint32_t begin = block > 0 ? Sample(column, block - 1) : 0;
  begin = std::min(begin, end);
  if (end - begin > kRankBlock) end = begin + kRankBlock;
  return {begin, end};
}

uint32_t Position(const Column& column, uint32_t index) {
  return static_cast<uint32_t>(LoadField(
      column.data, PackedBytes(column.ranked.bits.listed, column.width), index,
      column.width));
}

// Whether the row is listed, and how many are listed before it.
BitAndRank FindListed(const Column& column, uint32_t row) {
  ListedRange range = ListedInBlock(column, row / kRankBlock);
  const uint32_t end = range.end;
  const uint32_t wanted = row % kRankBlock;
  while (range.begin < range.end) {
    const uint32_t middle = range.begin + (range.end - range.begin) / 2;
    if (Position(column, middle) < wanted) {
      range.begin = middle + 1;
    } else {
      range.end = middle;
    }
  }
  return {range.begin < end && Position(column, range.begin) == wanted,
          range.begin};
}

// Of the words of the row's block up to the row, with one of the counters of
// bits.h.
template <typename Counter>
[[gnu::always_inline]] inline BitAndRank CountToRow(const Column& column,
                                                    uint32_t row) {
  const uint32_t block = row / kRankBlock;
  const uint32_t word = row / 64;
  Counter before;
  // There are whole words before that of a row.
  for (uint32_t i = block * (kRankBlock / 64); i < word; ++i) {
    before.Add(LoadLittleEndian64(column.data + uint64_t{i} * 8));
  }
  const uint64_t bits = BitmapWord(column, word);
  before.Add(bits & LowMask(row % 64));
  const uint32_t rank =
      before.total() + (block > 0 ? Sample(column, block - 1) : 0);
  return {((bits >> (row % 64)) & 1) != 0,
          std::min(rank, column.ranked.bits.listed)};
}

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__POPCNT__)

// The processors of all but the first years of x86-64 count ones by an
// instruction, which code for all of them must ask for.
class InstructionCounter {
 public:
  [[gnu::always_inline]] void Add(uint64_t word) {
    count_ += static_cast<unsigned>(__builtin_popcountll(word));
  }
  unsigned total() const { return count_; }

 private:
  unsigned count_ = 0;
};

[[gnu::target("popcnt")]] BitAndRank CountToRowByInstruction(
    const Column& column, uint32_t row) {
  return CountToRow<InstructionCounter>(column, row);
}

BitAndRank GetFromBitmap(const Column& column, uint32_t row) {
  return __builtin_cpu_supports("popcnt")
             ? CountToRowByInstruction(column, row)
             : CountToRow<OneCounter>(column, row);
}

#else

BitAndRank GetFromBitmap(const Column& column, uint32_t row) {
  return CountToRow<OneCounter>(column, row);
}

#endif

}  // namespace

uint32_t GetPosition(const Column& column, uint32_t index) {
  return Position(column, index);
}

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
  uint32_t ones = last > 0 ? Sample(column, last - 1) : 0;
  const uint32_t words = (column.rows + 63) / 64;
  for (uint32_t i = last * (kRankBlock / 64); i < words; ++i) {
    ones += PopCount(BitmapWord(column, i));
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
      return OpenBitmap(use, reader, column);
    case BitsForm::kOnePositions:
    case BitsForm::kZeroPositions:
      return OpenPositions(use, reader, column);
  }
  return false;
}

BitAndRank GetBitAndRank(const Column& column, uint32_t row) {
  switch (column.ranked.bits.form) {
    case BitsForm::kZeros:
      return {false, 0};
    case BitsForm::kOnes:
      return {true, row};
    case BitsForm::kBitmap:
      return GetFromBitmap(column, row);
    case BitsForm::kOnePositions:
      return FindListed(column, row);
    case BitsForm::kZeroPositions: {
      const BitAndRank zero = FindListed(column, row);
      return {!zero.bit, row - std::min(zero.rank, row)};
    }
  }
  return {false, 0};
}

void GetBitWords(const Column& column, uint32_t block,
                 std::span<uint64_t, kRankBlock / 64> words) {
  const BitsForm form = column.ranked.bits.form;
  if (form == BitsForm::kBitmap) {
    const uint64_t size = PackedBytes(column.rows, 1);
    for (uint32_t i = 0; i < words.size(); ++i) {
      const uint64_t offset = (uint64_t{block} * words.size() + i) * 8;
      words[i] = LoadBounded64(column.data, size, std::min(offset, size));
    }
    return;
  }
  const bool of_zeros =
      form == BitsForm::kOnes || form == BitsForm::kZeroPositions;
  std::ranges::fill(words, of_zeros ? ~uint64_t{0} : 0);
  if (form == BitsForm::kZeros || form == BitsForm::kOnes) return;
  const ListedRange listed = ListedInBlock(column, block);
  for (uint32_t i = listed.begin; i < listed.end; ++i) {
    const uint32_t position = Position(column, i) % kRankBlock;
    words[position / 64] ^= uint64_t{1} << (position % 64);
  }
}

bool internal::GetBitSlow(const Column& column, uint32_t row) {
  switch (column.ranked.bits.form) {
    case BitsForm::kZeros:
    case BitsForm::kBitmap:  // inline
      return false;
    case BitsForm::kOnes:
      return true;
    case BitsForm::kOnePositions:
      return FindListed(column, row).bit;
    case BitsForm::kZeroPositions:
      return !FindListed(column, row).bit;
  }
  return false;
}

uint64_t CountOnes(const Column& column) {
  const BitsShape& shape = column.ranked.bits;
  return shape.form == BitsForm::kZeroPositions ? column.rows - shape.listed
                                                : shape.listed;
}

uint64_t Rank(const Column& column, uint32_t row) {
  const uint64_t ones = CountOnes(column);
  if (row >= column.rows) return ones;
  return std::min<uint64_t>(GetBitAndRank(column, row).rank, ones);
}

uint64_t ChildRow(const Column& presence, uint32_t row) {
  const BitAndRank found = GetBitAndRank(presence, row);
  // Bytes that nobody verified may count more before a row than there are.
  return found.bit && found.rank < CountOnes(presence) ? found.rank : kAbsent;
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
    const uint32_t position = Position(column, at);
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
    const uint32_t end = block < last ? Sample(column, block) : shape.listed;
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
      ones += PopCount(BitmapWord(column, sample * (kRankBlock / 64) + i));
    }
    if (Sample(column, sample) != ones)
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
