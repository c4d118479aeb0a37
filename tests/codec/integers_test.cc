#include "codec/columns/integers.h"

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "codec/column.h"
#include "codec/columns/packed.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/codec/column_support.h"
#include "tests/support/hex.h"

namespace sinter::testing {
namespace {

using ::testing::StrEq;

constexpr IntegerTraits kUnsigned = {};
constexpr IntegerTraits kSigned = {.is_signed = true};

uint64_t U(int64_t value) { return static_cast<uint64_t>(value); }

// Checks an open column: every row, and what verification says of it.
void ExpectHolds(const Column& column, const std::vector<uint64_t>& values,
                 const IntegerTraits& traits) {
  for (uint32_t row = 0; row < values.size(); ++row) {
    ASSERT_EQ(GetInteger(column, row), values[row]) << "row " << row;
  }
  const char* fault = FindIntegersFault(column, AllNumbers(traits.is_signed));
  EXPECT_EQ(fault, nullptr) << fault;
  Scratch scratch(std::pmr::get_default_resource());
  const IntegerInput input = InputOf(values, traits, scratch);
  const uint64_t hi = input.lo + input.range;
  fault = FindIntegersFault(column, {traits.is_signed, input.lo, hi});
  EXPECT_EQ(fault, nullptr) << fault;
  if (input.range == 0) return;
  // A bound that is too tight by one is noticed, wherever the value stands. The
  // default that a sparse column leaves out is in bounds by its type.
  const auto is_left_out = [&](uint64_t value) {
    return column.mode == ColumnMode::kSparse && value == column.base;
  };
  constexpr const char* kFault = "value outside the range of its type";
  if (!is_left_out(input.lo)) {
    EXPECT_STREQ(
        FindIntegersFault(column, {traits.is_signed, input.lo + 1, hi}),
        kFault);
  }
  if (!is_left_out(hi)) {
    EXPECT_STREQ(
        FindIntegersFault(column, {traits.is_signed, input.lo, hi - 1}),
        kFault);
  }
}

void ExpectRoundTrip(const std::vector<uint64_t>& values,
                     const IntegerTraits& traits) {
  const std::string bytes = PutIntegers(values, traits);
  ASSERT_EQ(bytes, PutIntegers(values, traits));
  const auto rows = static_cast<uint32_t>(values.size());
  for (const size_t slack : {0u, 8u}) {
    OpenColumn column(bytes, rows, OpensIntegers(traits), slack);
    ASSERT_TRUE(column.ok())
        << column.failure().what << ": " << column.failure().expected;
    ExpectHolds(*column, values, traits);
  }
  Scratch scratch(std::pmr::get_default_resource());
  const IntegerInput input = InputOf(values, traits, scratch);
  for (const IntegerForm* form : AllForms()) {
    if (!CanHold(*form, input)) continue;
    SCOPED_TRACE(form->name);
    const std::string forced = Written([&](WireWriter& writer) {
      form->put(input, scratch, writer);
      // What lets forms be passed over must hold of those that are not.
      EXPECT_LE(form->least_bits(input, scratch, ~uint64_t{0}), writer.bits());
    });
    OpenColumn column(forced, rows, OpensForm(*form, traits));
    ASSERT_TRUE(column.ok())
        << column.failure().what << ": " << column.failure().expected;
    ExpectHolds(*column, values, traits);
  }
}

// Both ways, and that no shorter bytes open.
void ExpectBytes(const std::string& bytes, const char* hex,
                 const std::vector<uint64_t>& values,
                 const IntegerTraits& traits, const OpenColumn::Open& open) {
  const std::string expected = FromHex(hex);
  EXPECT_EQ(
      ToHex({reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()}),
      ToHex({reinterpret_cast<const uint8_t*>(expected.data()),
             expected.size()}));
  const auto rows = static_cast<uint32_t>(values.size());
  OpenColumn column(expected, rows, open);
  ASSERT_TRUE(column.ok()) << column.failure().what;
  ExpectHolds(*column, values, traits);
  for (size_t size = 0; size < expected.size(); ++size) {
    EXPECT_FALSE(OpenColumn(expected.substr(0, size), rows, open).ok());
  }
}

void ExpectPuts(const std::vector<uint64_t>& values,
                const IntegerTraits& traits, const char* hex) {
  ExpectBytes(PutIntegers(values, traits), hex, values, traits,
              OpensIntegers(traits));
}

void ExpectForm(const IntegerForm& form, const std::vector<uint64_t>& values,
                const char* hex) {
  Scratch scratch(std::pmr::get_default_resource());
  const IntegerInput input = InputOf(values, kUnsigned, scratch);
  const std::string bytes =
      Written([&](WireWriter& writer) { form.put(input, scratch, writer); });
  ExpectBytes(bytes, hex, values, kUnsigned, OpensForm(form, kUnsigned));
}

std::vector<uint64_t> Values(uint32_t rows, uint64_t (*value_at)(uint64_t)) {
  std::vector<uint64_t> values;
  for (uint64_t i = 0; i < rows; ++i) values.push_back(value_at(i));
  return values;
}

TEST(Immediate, HoldsAFewSmallValuesAmongTheControlBits) {
  // Class 2 (two bits), no base, 1, 2, 3.
  ExpectPuts({1, 2, 3}, kUnsigned, "22 07");
  ExpectPuts({0, 0}, kUnsigned, "00");
}

TEST(Immediate, HasABaseWhereThatIsShorter) {
  // Class 1, a base of -5 (zigzag 9, two groups), 0, 1, 0.
  ExpectPuts({U(-5), U(-4), U(-5)}, kSigned, "31 43");
}

TEST(Packed, IsBaseAndBits) {
  ExpectPuts(Values(17, [](uint64_t i) { return 5 + i % 2; }), kUnsigned,
             "08 02  # packed, width 1, base\n"
             "05     # base\n"
             "aa aa 00");
}

TEST(Packed, FollowsALineWithoutBits) {
  ExpectPuts(Values(17, [](uint64_t i) { return 10 + 3 * i; }), kUnsigned,
             "00 06  # packed, width 0, base and stride\n"
             "14 06  # zigzag 10, zigzag 3");
}

TEST(Packed, LinesStayWithinTheirTypeAtBothEnds) {
  constexpr uint64_t kMost = ~uint64_t{0};
  EXPECT_TRUE(LineStays(0, 5, 3, 0, 15));
  EXPECT_FALSE(LineStays(0, 5, 3, 0, 14));
  EXPECT_TRUE(LineStays(15, 0 - uint64_t{5}, 3, 0, 15));
  EXPECT_FALSE(LineStays(15, 0 - uint64_t{5}, 3, 1, 15));
  EXPECT_TRUE(LineStays(7, 1, 0, 7, 7));
  EXPECT_FALSE(LineStays(8, 1, 0, 7, 7));
  EXPECT_FALSE(LineStays(6, 1, 0, 7, 7));
  EXPECT_TRUE(LineStays(0, kMost >> 1, 2, 0, kMost));
  EXPECT_FALSE(LineStays(2, kMost >> 1, 2, 0, kMost));
  EXPECT_TRUE(LineStays(kMost, uint64_t{1} << 63, 1, 0, kMost));
  EXPECT_FALSE(LineStays(0, uint64_t{1} << 63, 1, 0, kMost));
}

TEST(Packed, StatesThatFewRowsAreNotImmediate) {
  // Class 15, packed, width 64: 1111 000 100111 0 0.
  ExpectPuts({1, ~uint64_t{0}}, kUnsigned,
             "8f 1c\n"
             "01 00 00 00 00 00 00 00 ff ff ff ff ff ff ff ff");
}

TEST(Frame, HasABasePer16Rows) {
  ExpectForm(kFrameForm,
             Values(17, [](uint64_t i) { return i < 16 ? 100 + i % 4 : 1001; }),
             "02 25        # width 2, no stride; bases: width 10, base\n"
             "64 00 14 0e  # 100, 0 and 901\n"
             "e4 e4 e4 e4 00");
}

TEST(Blocks, HaveABaseAndAWidthPer64Rows) {
  ExpectForm(kBlocksForm,
             Values(65, [](uint64_t i) { return i < 64 ? i % 2 : 1000; }),
             "80 d0 0f  # bases: width 0, stride of zigzag 1000\n"
             "10 00 01  # widths: least 0, one bit each, 1 and 0\n"
             "aa aa aa aa aa aa aa aa");
}

TEST(Dictionary, ListsValuesAndIndexes) {
  constexpr auto kPick = [](uint64_t i) -> uint64_t {
    constexpr uint64_t kDistinct[] = {3, 200, 1000};
    return kDistinct[i % 3];
  };
  ExpectForm(kDictionaryForm, Values(17, kPick),
             "02              # three distinct values\n"
             "4a 03           # width 10, base 3\n"
             "00 14 53 3e     # 0, 197, 997\n"
             "24 49 92 24 01");
}

TEST(Sparse, MarksExceptions) {
  constexpr auto kPick = [](uint64_t i) -> uint64_t {
    return i == 3 ? 100 : i == 10 ? 50 : 0;
  };
  ExpectForm(kSparseForm, Values(17, kPick),
             "17        # two positions of ones\n"
             "43 01     # 3 and 10 in five bits each\n"
             "23 32     # width 6, base 50\n"
             "32 00     # 50 and 0");
}

TEST(Runs, MarkTheirStarts) {
  ExpectForm(kRunsForm,
             Values(17, [](uint64_t i) -> uint64_t { return i < 10 ? 7 : 9; }),
             "0f 0a     # one position, 10\n"
             "21 07 08  # width 2, base 7, 0 and 2");
}

TEST(Integers, SurviveAtTheBoundariesOfTheirTypes) {
  const std::vector<uint64_t> extremes = {
      U(INT64_MIN), U(INT64_MAX), 0, U(-1), 1, U(INT64_MIN) + 1};
  for (const uint32_t rows : kRowCounts) {
    for (const uint64_t a : extremes) {
      for (const uint64_t b : extremes) {
        std::vector<uint64_t> values(rows, a);
        values.back() = b;
        ExpectRoundTrip(values, kSigned);
        ExpectRoundTrip(values, kUnsigned);
        if (HasFatalFailure()) return;
      }
    }
  }
}

TEST(Integers, SurviveAtEveryWidth) {
  for (unsigned width = 0; width <= 64; ++width) {
    for (const uint32_t rows : {2u, 3u, 4u, 5u, 8u, 9u, 16u, 17u, 65u}) {
      std::vector<uint64_t> values(rows, 0);
      for (uint32_t i = 0; i < rows; ++i) {
        values[i] = LowMask(width) & (0x9e3779b97f4a7c15 * (i * i + 1));
      }
      values[1] = LowMask(width);
      for (const uint64_t base : {uint64_t{0}, uint64_t{77}, U(INT64_MIN)}) {
        std::vector<uint64_t> moved = values;
        for (uint64_t& value : moved) value += base;
        ExpectRoundTrip(moved, kUnsigned);
        ExpectRoundTrip(moved, kSigned);
        if (HasFatalFailure()) return;
      }
    }
  }
}

TEST(Integers, RandomColumnsOfAllShapesRoundTrip) {
  std::mt19937_64 random(6);
  for (int round = 0; round < 12; ++round) {
    for (const uint32_t rows : kRowCounts) {
      for (uint8_t i = 0; i < static_cast<uint8_t>(Shape::kCount); ++i) {
        const IntegerTraits traits{.is_signed = random() % 2 == 0,
                                   .sparse_value = random() % 3};
        SCOPED_TRACE(::testing::Message()
                     << "shape " << int{i} << " rows " << rows << " signed "
                     << traits.is_signed << " round " << round);
        ExpectRoundTrip(
            RandomColumn(static_cast<Shape>(i), rows, traits, random), traits);
        if (HasFailure()) return;
      }
    }
  }
}

TEST(Blocks, SurviveWithoutAnyBits) {
  ExpectRoundTrip(
      Values(128, [](uint64_t i) -> uint64_t { return i < 64 ? 0 : 5; }),
      kUnsigned);
}

// The totals of the widths follow a line that starts below zero.
TEST(Blocks, SurviveWidthsThatGrow) {
  std::mt19937_64 random(9);
  std::vector<uint64_t> values;
  for (unsigned block = 0; block < 64 * 16; ++block) {
    const unsigned width = block * block / (16 * 64 * 16);
    for (int i = 0; i < 64; ++i) values.push_back(random() & LowMask(width));
  }
  ExpectRoundTrip(values, kUnsigned);
}

TEST(Integers, ChooseEveryFormForSomeColumn) {
  std::mt19937_64 random(7);
  std::map<ColumnMode, int> chosen;
  for (const Shape shape :
       {Shape::kConstant, Shape::kRamp, Shape::kRandomWalk, Shape::kFewDistinct,
        Shape::kSparse, Shape::kRuns, Shape::kMixedMagnitudes}) {
    for (int round = 0; round < 50; ++round) {
      const std::vector<uint64_t> values =
          RandomColumn(shape, 2000, kUnsigned, random);
      OpenColumn column(PutIntegers(values, kUnsigned), 2000,
                        OpensIntegers(kUnsigned), 8);
      ASSERT_TRUE(column.ok());
      ++chosen[(*column).mode];
    }
  }
  for (const ColumnMode mode :
       {ColumnMode::kPacked, ColumnMode::kLinear, ColumnMode::kFrame,
        ColumnMode::kBlocks, ColumnMode::kDictionary, ColumnMode::kSparse,
        ColumnMode::kRuns}) {
    EXPECT_GT(chosen[mode], 0) << static_cast<int>(mode);
  }
}

TEST(Integers, ReservedFormsAreUnsupported) {
  for (const char* hex : {"06", "07"}) {
    OpenColumn column(FromHex(hex), 17, OpensIntegers(kUnsigned));
    EXPECT_FALSE(column.ok());
    EXPECT_EQ(column.failure().code, FailureCode::kUnsupported);
  }
}

TEST(Integers, RefuseWhatNoEncoderWrites) {
  struct Example {
    const char* hex;
    uint32_t rows;
    const char* what;
  };
  const Example examples[] = {
      {"d0 01", 17, "width"},                     // 58
      {"c8 03", 17, "packed column of 64 bits"},  // with base and stride
      {"00 02 00", 17, "base"},                   // a base of zero
      {"00 04 00", 17, "stride"},                 // a stride of zero
      {"01 00", 17, "width of a frame"},          // 0
      {"03 00", 17, "distinct values"},           // one
      {"04", 17, "exceptions"},                   // none
      {"05", 17, "run starts"},                   // none
      {"0d", 17, "run starts"},                   // every row
      {"0e 00 00 00 00", 5, "width class"},       // five times 32 bits
      {"11 00", 2, "base"},                       // a base of zero
  };
  for (const Example& example : examples) {
    OpenColumn column(FromHex(example.hex), example.rows,
                      OpensIntegers(kUnsigned));
    EXPECT_FALSE(column.ok()) << example.hex;
    EXPECT_EQ(column.failure().code, FailureCode::kMalformed) << example.hex;
    EXPECT_THAT(column.failure().what, StrEq(example.what)) << example.hex;
  }
}

TEST(Integers, VerificationFindsPaddingThatIsNotZero) {
  std::mt19937_64 random(8);
  for (uint8_t i = 0; i < static_cast<uint8_t>(Shape::kCount); ++i) {
    const IntegerTraits traits;
    const std::vector<uint64_t> values =
        RandomColumn(static_cast<Shape>(i), 77, traits, random);
    Scratch scratch(std::pmr::get_default_resource());
    const IntegerInput input = InputOf(values, traits, scratch);
    for (const IntegerForm* form : AllForms()) {
      if (!CanHold(*form, input)) continue;
      std::string bytes = Written(
          [&](WireWriter& writer) { form->put(input, scratch, writer); });
      bytes.back() = static_cast<char>(bytes.back() ^ 0x80);
      OpenColumn column(bytes, 77, OpensForm(*form, traits));
      if (!column.ok()) continue;
      // Either the last bit is padding or it belongs to some value.
      const char* fault =
          FindIntegersFault(*column, AllNumbers(traits.is_signed));
      bool same = true;
      for (uint32_t row = 0; row < 77; ++row) {
        same = same && GetInteger(*column, row) == values[row];
      }
      EXPECT_TRUE(fault != nullptr || !same) << form->name << " shape " << i;
    }
  }
}

}  // namespace
}  // namespace sinter::testing
