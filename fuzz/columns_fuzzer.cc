// Columns of integers, bits, floats and lengths that the input chooses, in
// every form that can hold them, whatever the encoder would choose: rows and
// bulk reads give the values. Damaged, a column is refused, or safe to read;
// one without fault has values in bounds, by row and in bulk the same.
#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <memory_resource>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "codec/columns/floats.h"
#include "codec/unpack.h"
#include "fuzz/support/check.h"
#include "gtest/gtest.h"
#include "tests/codec/column_support.h"
#include "tests/support/random_source.h"

namespace sinter::testing {
namespace {

struct Rows {
  uint32_t first;
  uint32_t count;
};

uint32_t SomeRows(RandomSource& source) {
  if (source.Chance(50)) {
    return kRowCounts[source.Below(std::size(kRowCounts))];
  }
  return static_cast<uint32_t>(2 + source.Below(1500));
}

Rows SomeOf(uint32_t rows, RandomSource& source) {
  const auto first = static_cast<uint32_t>(source.Below(rows));
  return {first, static_cast<uint32_t>(source.Below(rows - first + 1))};
}

std::string Damaged(std::string bytes, RandomSource& source) {
  if (bytes.empty()) return bytes;
  for (uint64_t n = 1 + source.Below(4); n > 0; --n) {
    bytes[source.Below(bytes.size())] ^= static_cast<char>(source.Bits(8));
  }
  if (source.Chance(10)) bytes.resize(source.Below(bytes.size()));
  return bytes;
}

// The integers of some rows by row; checks that bulk reads agree if they have
// to, and otherwise just makes them.
template <typename U>
void UnpackAs(const Column& column, Rows rows, bool must_equal) {
  const auto out = std::make_unique_for_overwrite<U[]>(rows.count);
  UnpackIntegers(column, rows.first, rows.count, sizeof(U), out.get());
  for (uint32_t i = 0; i < rows.count; ++i) {
    const uint64_t value = GetInteger(column, rows.first + i);
    Check(!must_equal || out[i] == static_cast<U>(value),
          "bulk reads give what rows give");
  }
}

void UnpackAll(const Column& column, RandomSource& source, bool must_equal) {
  UnpackAs<uint64_t>(column, {0, column.rows}, must_equal);
  UnpackAs<uint64_t>(column, SomeOf(column.rows, source), must_equal);
  UnpackAs<uint32_t>(column, SomeOf(column.rows, source), must_equal);
  UnpackAs<uint16_t>(column, SomeOf(column.rows, source), must_equal);
  UnpackAs<uint8_t>(column, SomeOf(column.rows, source), must_equal);
}

// Of the type's order, around some values and the one that sparse columns leave
// out, which no layout has outside of its type.
IntegerBounds BoundsAround(std::vector<uint64_t> values,
                           const IntegerTraits& traits) {
  values.push_back(traits.sparse_value);
  const auto less = [&](uint64_t a, uint64_t b) {
    return InOrder(a, traits.is_signed) < InOrder(b, traits.is_signed);
  };
  const auto [lo, hi] = std::ranges::minmax(values, less);
  return {traits.is_signed, lo, hi};
}

void TryIntegerBytes(const std::string& bytes, uint32_t rows,
                     const OpenColumn::Open& open, const IntegerBounds& bounds,
                     RandomSource& source) {
  const OpenColumn column(bytes, rows, open, source.Below(2) * 8);
  if (!column.ok()) return;
  const bool clean = FindIntegersFault(*column, bounds) == nullptr;
  UnpackAll(*column, source, clean);
  for (uint32_t row = 0; clean && row < rows; ++row) {
    Check(bounds.Contains(GetInteger(*column, row)),
          "what has no fault is in bounds");
  }
}

void CheckIntegers(const Column& column, const std::vector<uint64_t>& values,
                   const IntegerBounds& bounds, RandomSource& source) {
  Check(FindIntegersFault(column, bounds) == nullptr, "no fault is made");
  for (uint32_t i = 0; i < values.size(); ++i) {
    Check(GetInteger(column, i) == values[i], "rows have the values");
  }
  UnpackAll(column, source, true);
}

void TryIntegers(RandomSource& source) {
  const IntegerTraits traits{
      .is_signed = source.Below(2) == 1,
      .sparse_value = source.Chance(50) ? 0 : source.AnyMagnitude()};
  const uint32_t rows = SomeRows(source);
  const auto shape = static_cast<Shape>(source.Below(11));
  std::mt19937_64 random(source.Bits(16));
  std::vector<uint64_t> values = RandomColumn(shape, rows, traits, random);
  for (uint64_t n = source.Below(6); n > 0; --n) {
    values[source.Below(rows)] = source.AnyMagnitude();
  }
  const IntegerBounds bounds = BoundsAround(values, traits);
  Scratch scratch(std::pmr::get_default_resource());
  const std::string best = PutIntegers(values, traits);
  {
    const OpenColumn column(best, rows, OpensIntegers(traits));
    Check(column.ok(), "what was written opens");
    CheckIntegers(*column, values, bounds, source);
  }
  TryIntegerBytes(Damaged(best, source), rows, OpensIntegers(traits), bounds,
                  source);
  const IntegerInput input = InputOf(values, traits, scratch);
  for (const IntegerForm* form : AllForms()) {
    if (!CanHold(*form, input)) continue;
    const std::string bytes =
        Written([&](WireWriter& writer) { form->put(input, scratch, writer); });
    Check(8 * bytes.size() + 8 > form->least_bits(input, scratch, ~uint64_t{0}),
          "no form takes fewer bits than its least");
    const OpenColumn column(bytes, rows, OpensForm(*form, traits));
    Check(column.ok(), "every form opens");
    CheckIntegers(*column, values, bounds, source);
    TryIntegerBytes(Damaged(bytes, source), rows, OpensForm(*form, traits),
                    bounds, source);
  }
}

void CheckBits(const Column& column, RandomSource& source, bool must_equal) {
  const Rows part = SomeOf(column.rows, source);
  const auto out = std::make_unique_for_overwrite<bool[]>(part.count);
  UnpackBits(column, part.first, part.count, out.get());
  uint64_t rank = 0;
  for (uint32_t row = 0; row < column.rows; ++row) {
    const bool bit = GetBit(column, row);
    const uint64_t at = Rank(column, row);
    const uint64_t child = ChildRow(column, row);
    if (!must_equal) continue;
    if (row - part.first < part.count) {
      Check(out[row - part.first] == bit, "bulk reads give what rows give");
    }
    Check(at == rank, "ranks count the ones");
    Check(child == (bit ? rank : kAbsent), "ones have a place");
    rank += bit;
  }
  Check(!must_equal || CountOnes(column) == rank, "ones are counted");
}

void TryBits(RandomSource& source) {
  const uint32_t rows = SomeRows(source);
  std::mt19937_64 random(source.Bits(16));
  const uint64_t one_in = uint64_t{1} << source.Below(11);
  const bool inverted = source.Below(2) == 1;
  std::vector<bool> bits(rows);
  for (uint32_t i = 0; i < rows; ++i) {
    bits[i] = (random() % one_in == 0) != inverted;
  }
  for (uint64_t n = source.Below(6); n > 0; --n) {
    bits[source.Below(rows)].flip();
  }
  const std::vector<uint64_t> words = WordsOf(bits);
  Scratch scratch(std::pmr::get_default_resource());
  const std::string bytes = Written([&](WireWriter& writer) {
    PutBitColumn({words, rows}, BitsUse::kRanked, scratch, writer);
  });
  const OpenColumn column(bytes, rows, OpensBits(BitsUse::kRanked));
  Check(column.ok(), "what was written opens");
  Check(FindBitsFault(*column, BitsUse::kRanked) == nullptr,
        "no fault is made");
  for (uint32_t i = 0; i < rows; ++i) {
    Check(GetBit(*column, i) == bits[i], "rows have the values");
  }
  CheckBits(*column, source, true);
  const OpenColumn damaged(Damaged(bytes, source), rows,
                           OpensBits(BitsUse::kRanked));
  if (!damaged.ok()) return;
  CheckBits(*damaged, source,
            FindBitsFault(*damaged, BitsUse::kRanked) == nullptr);
}

void CheckFloats(const Column& column, unsigned bits, RandomSource& source,
                 bool must_equal) {
  const Rows part = SomeOf(column.rows, source);
  const auto doubles = std::make_unique_for_overwrite<double[]>(part.count);
  const auto floats = std::make_unique_for_overwrite<float[]>(part.count);
  if (bits == 64) UnpackDoubles(column, part.first, part.count, doubles.get());
  if (bits == 32) UnpackFloats(column, part.first, part.count, floats.get());
  for (uint32_t i = 0; i < part.count; ++i) {
    const uint64_t found = bits == 64 ? std::bit_cast<uint64_t>(doubles[i])
                                      : std::bit_cast<uint32_t>(floats[i]);
    Check(!must_equal || found == GetFloatBits(column, part.first + i, bits),
          "bulk reads give what rows give");
  }
}

void TryFloats(RandomSource& source) {
  const unsigned bits = source.Below(2) == 0 ? 32 : 64;
  const uint32_t rows = SomeRows(source);
  std::mt19937_64 random(source.Bits(16));
  const uint64_t kind = source.Below(4);
  const double unit = std::bit_cast<double>(source.Bits(64));
  std::vector<uint64_t> numbers(rows);
  for (uint64_t& number : numbers) {
    const auto n = static_cast<double>(random() % 40000);
    const double value = kind == 0 ? n / 100 : kind == 1 ? n / 2 : n * unit;
    number = bits == 64 ? std::bit_cast<uint64_t>(value)
                        : std::bit_cast<uint32_t>(static_cast<float>(value));
    if (kind == 3) number = random() & LowMask(bits);
  }
  for (uint64_t n = source.Below(6); n > 0; --n) {
    numbers[source.Below(rows)] = source.Bits(bits);
  }
  Scratch scratch(std::pmr::get_default_resource());
  const std::string bytes = Written([&](WireWriter& writer) {
    std::vector<uint64_t> overwritten = numbers;
    PutFloats(overwritten, bits, scratch, writer);
  });
  const OpenColumn::Open open = [&](WireReader& reader, Column* columns) {
    return OpenFloats(bits, reader, columns[0]);
  };
  const OpenColumn column(bytes, rows, open);
  Check(column.ok(), "what was written opens");
  Check(FindFloatsFault(*column, bits) == nullptr, "no fault is made");
  for (uint32_t i = 0; i < rows; ++i) {
    Check(GetFloatBits(*column, i, bits) == numbers[i], "rows have the values");
  }
  CheckFloats(*column, bits, source, true);
  const OpenColumn damaged(Damaged(bytes, source), rows, open);
  if (!damaged.ok()) return;
  CheckFloats(*damaged, bits, source,
              FindFloatsFault(*damaged, bits) == nullptr);
}

void CheckLengths(const Column& column, bool must_equal) {
  uint64_t start = 0;
  for (uint32_t row = 0; row < column.rows; ++row) {
    const RowRange range = GetRange(column, row);
    Check(range.start <= column.ranges.total &&
              range.count <= column.ranges.total - range.start,
          "ranges are inside the whole, whatever the bytes");
    Check(!must_equal || range.start == start, "ranges follow each other");
    start = range.start + range.count;
  }
  Check(!must_equal || start == column.ranges.total, "ranges add up");
}

void TryLengths(RandomSource& source) {
  const auto use = static_cast<LengthsUse>(source.Below(2));
  const uint32_t rows = SomeRows(source) - 1;
  std::mt19937_64 random(source.Bits(16));
  const uint64_t mask = LowMask(static_cast<unsigned>(source.Below(40)));
  const uint64_t least = source.Below(3);
  std::vector<uint64_t> lengths(rows);
  for (uint64_t& length : lengths) length = least + (random() & mask);
  for (uint64_t n = source.Below(6); n > 0; --n) {
    lengths[source.Below(rows)] = source.Bits(32);
  }
  Scratch scratch(std::pmr::get_default_resource());
  const std::string bytes = Written(
      [&](WireWriter& writer) { PutLengths(lengths, use, scratch, writer); });
  const OpenColumn::Open open = OpensLengths(use, uint64_t{1} << 60);
  const OpenColumn column(bytes, rows, open);
  Check(column.ok(), "what was written opens");
  Check(FindLengthsFault(*column) == nullptr, "no fault is made");
  for (uint32_t i = 0; i < rows; ++i) {
    Check(GetRange(*column, i).count == lengths[i], "rows have the lengths");
  }
  CheckLengths(*column, true);
  const OpenColumn damaged(Damaged(bytes, source), rows, open);
  if (!damaged.ok()) return;
  CheckLengths(*damaged, FindLengthsFault(*damaged) == nullptr);
}

}  // namespace
}  // namespace sinter::testing

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sinter::testing;
  RandomSource source(std::span(data, size));
  switch (source.Below(6)) {
    case 0:
      TryBits(source);
      break;
    case 1:
      TryFloats(source);
      break;
    case 2:
      TryLengths(source);
      break;
    default:
      TryIntegers(source);
  }
  Check(!::testing::Test::HasFailure(), "what the tests of columns expect");
  return 0;
}
