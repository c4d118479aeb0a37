// Writing of bit columns.

#include <algorithm>
#include <bit>

#include "codec/columns/bits_column.h"
#include "codec/columns/packed.h"

namespace sinter {
namespace {

// Counts of `bits` (or of its zeros) before rows 512, 1024, ... into
// scratch.samples.
void CountSamples(const BitSpan& bits, bool of_ones, Scratch& scratch) {
  auto& samples = scratch.samples;
  samples.clear();
  uint64_t ones = 0;
  for (uint32_t sample = 1; sample <= NumRankSamples(bits.rows); ++sample) {
    for (uint32_t i = 0; i < kRankBlock / 64; ++i) {
      ones += PopCount(bits.words[(sample - 1) * (kRankBlock / 64) + i]);
    }
    samples.push_back(of_ones ? ones : uint64_t{sample} * kRankBlock - ones);
  }
}

void PutForm(BitsForm form, WireWriter& writer) {
  const bool zeros = form == BitsForm::kZeroPositions;
  writer.PutBits(zeros ? 3 : static_cast<uint64_t>(form), 2);
}

void PutSamples(const BitSpan& bits, bool of_ones, Scratch& scratch,
                WireWriter& writer) {
  if (NumRankSamples(bits.rows) == 0) return;
  CountSamples(bits, of_ones, scratch);
  PutPackedColumn(scratch.samples, false, writer);
}

void PutBitmap(const BitSpan& bits, BitsUse use, Scratch& scratch,
               WireWriter& writer) {
  PutForm(BitsForm::kBitmap, writer);
  writer.PutBitmap(bits.words, bits.rows, BitsInControl(use, bits.rows));
  if (use != BitsUse::kValues) PutSamples(bits, true, scratch, writer);
}

void PutPositions(const BitSpan& bits, bool of_ones, uint32_t listed,
                  BitsUse use, Scratch& scratch, WireWriter& writer) {
  PutForm(of_ones ? BitsForm::kOnePositions : BitsForm::kZeroPositions, writer);
  writer.PutBits(of_ones, 1);
  writer.PutGroups(listed);
  uint32_t word = 0;  // of the next position; value_at is called in order
  uint64_t left = 0;  // its bits not yet listed
  bool started = false;
  const auto load = [&](uint32_t index) {
    const uint64_t ones = bits.words[index];
    if (of_ones) return ones;
    const uint32_t rows = std::min(64u, bits.rows - index * 64);
    return ~ones & LowMask(rows);
  };
  writer.PutPacked(listed, PositionWidth(bits.rows),
                   BitsInControl(use, bits.rows), [&](uint64_t) {
                     if (!started) left = load(0);
                     started = true;
                     while (left == 0) left = load(++word);
                     const auto bit =
                         static_cast<unsigned>(std::countr_zero(left));
                     left &= left - 1;
                     return uint64_t{(word * 64 + bit) % kRankBlock};
                   });
  PutSamples(bits, of_ones, scratch, writer);
}

}  // namespace

uint32_t BitSpan::CountOnes() const {
  uint32_t ones = 0;
  for (const uint64_t word : words) ones += PopCount(word);
  return ones;
}

void PutBitColumn(const BitSpan& bits, BitsUse use, Scratch& scratch,
                  WireWriter& writer) {
  const uint32_t ones = bits.CountOnes();
  if (ones == 0) return PutForm(BitsForm::kZeros, writer);
  if (ones == bits.rows) return PutForm(BitsForm::kOnes, writer);
  const bool of_ones = ones <= bits.rows - ones;
  const uint32_t listed = of_ones ? ones : bits.rows - ones;
  WireWriter bitmap;
  PutBitmap(bits, use, scratch, bitmap);
  // Positions alone take so many bits; samples come on top.
  if (uint64_t{listed} * PositionWidth(bits.rows) >= bitmap.bits()) {
    return PutBitmap(bits, use, scratch, writer);
  }
  WireWriter positions;
  PutPositions(bits, of_ones, listed, use, scratch, positions);
  if (positions.bits() < bitmap.bits()) {
    PutPositions(bits, of_ones, listed, use, scratch, writer);
  } else {
    PutBitmap(bits, use, scratch, writer);
  }
}

}  // namespace sinter
