// How the bit of a row is found, and the number of ones before it.

#include <algorithm>

#include "codec/columns/bits_fields.h"

namespace sinter {
namespace {

// Whether the row is listed, and how many are listed before it.
template <typename Loads>
BitAndRank SearchListed(const Column& column, uint32_t row) {
  const ListedRange range = ListedInBlock<Loads>(column, row / kRankBlock);
  uint32_t left = range.end - range.begin;
  if (left == 0) return {false, range.begin};
  const uint32_t wanted = row % kRankBlock;
  // The last of the positions up to the row, or the first; a search without
  // branches on positions.
  uint32_t at = range.begin;
  while (left > 1) {
    const uint32_t half = left / 2;
    at += LoadPosition<Loads>(column, at + half) <= wanted ? half : 0;
    left -= half;
  }
  const uint32_t position = LoadPosition<Loads>(column, at);
  return {position == wanted, at + (position < wanted)};
}

BitAndRank FindListed(const Column& column, uint32_t row) {
  return column.has_whole_loads ? SearchListed<WholeLoads>(column, row)
                                : SearchListed<BoundedLoads>(column, row);
}

// Of the words of the row's block up to the row, with one of the counters of
// bits.h.
template <typename Counter, typename Loads>
[[gnu::always_inline]] inline BitAndRank CountToRow(const Column& column,
                                                    uint32_t row) {
  const uint32_t block = row / kRankBlock;
  const uint32_t word = row / 64;
  Counter before;
  // There are whole words before that of a row.
  for (uint32_t i = block * (kRankBlock / 64); i < word; ++i) {
    before.Add(LoadLittleEndian64(column.data + uint64_t{i} * 8));
  }
  const uint64_t bits = LoadBitmapWord<Loads>(column, word);
  before.Add(bits & LowMask(row % 64));
  const uint32_t rank =
      before.total() + (block > 0 ? LoadSample<Loads>(column, block - 1) : 0);
  return {((bits >> (row % 64)) & 1) != 0,
          std::min(rank, column.ranked.bits.listed)};
}

template <typename Counter>
[[gnu::always_inline]] inline BitAndRank CountToRow(const Column& column,
                                                    uint32_t row) {
  return column.has_whole_loads
             ? CountToRow<Counter, WholeLoads>(column, row)
             : CountToRow<Counter, BoundedLoads>(column, row);
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
  return __builtin_cpu_supports("popcnt") ? CountToRowByInstruction(column, row)
                                          : CountToRow<OneCounter>(column, row);
}

#else

BitAndRank GetFromBitmap(const Column& column, uint32_t row) {
  return CountToRow<OneCounter>(column, row);
}

#endif

}  // namespace

uint32_t GetPosition(const Column& column, uint32_t index) {
  return LoadPosition<BoundedLoads>(column, index);
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
  const ListedRange listed = ListedInBlock<BoundedLoads>(column, block);
  for (uint32_t i = listed.begin; i < listed.end; ++i) {
    const uint32_t position =
        LoadPosition<BoundedLoads>(column, i) % kRankBlock;
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

uint64_t internal::ChildRowSlow(const Column& presence, uint32_t row) {
  const BitAndRank found = GetBitAndRank(presence, row);
  // Bytes that nobody verified may count more before a row than there are.
  return found.bit && found.rank < CountOnes(presence) ? found.rank : kAbsent;
}

}  // namespace sinter
