#include "schema/json/numbers.h"

#include <bit>
#include <cmath>
#include <limits>
#include <random>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sinter::json {
namespace {

// Sign, 17 or 9 digits, point, exponent.
constexpr size_t kDouble = 1 + 17 + 1 + 5;
constexpr size_t kFloat = 1 + 9 + 1 + 4;

template <typename Float>
std::string Text(Float value) {
  std::string text;
  AppendNumber(value, text);
  return text;
}

// Writes and reads; the text must be a JSON number of at most `most`
// characters.
template <typename Float>
void ExpectSurvives(Float value, size_t most) {
  const std::string text = Text(value);
  ASSERT_NE(ShapeOf(text), NumberShape::kInvalid) << text;
  Float back = 0;
  ASSERT_TRUE(ParseNumber(text, back)) << text;
  EXPECT_EQ(std::signbit(back), std::signbit(value)) << text;
  EXPECT_EQ(back, value) << text;
  EXPECT_LE(text.size(), most) << text;
}

TEST(JsonNumbers, HaveTheShapesOfTheGrammar) {
  for (const char* text : {"0", "-0", "7", "-10", "123456789012345678901"}) {
    EXPECT_EQ(ShapeOf(text), NumberShape::kInteger) << text;
  }
  for (const char* text :
       {"0.0", "-0.5", "1e5", "1E-5", "1.25e+10", "10.0e0"}) {
    EXPECT_EQ(ShapeOf(text), NumberShape::kReal) << text;
  }
  for (const char* text : {"", "-", "+1", "01", "-01", "1.", ".5", "1e", "1e+",
                           "1.e5", "0x1", "1 ", " 1", "1e5.5", "--1", "NaN"}) {
    EXPECT_EQ(ShapeOf(text), NumberShape::kInvalid) << text;
  }
}

TEST(JsonNumbers, IntegersReachTheirBoundsAndNoFarther) {
  const auto least = static_cast<uint64_t>(std::numeric_limits<int64_t>::min());
  const auto most = static_cast<uint64_t>(std::numeric_limits<int64_t>::max());
  const uint64_t all = ~uint64_t{0};
  uint64_t bits;
  auto parse = [&](const char* text, bool is_signed, uint64_t lo, uint64_t hi) {
    bits = 99;
    return ParseInteger(text, is_signed, lo, hi, bits);
  };
  EXPECT_TRUE(parse("18446744073709551615", false, 0, all) && bits == all);
  EXPECT_FALSE(parse("18446744073709551616", false, 0, all));
  EXPECT_FALSE(parse("99999999999999999999999999", false, 0, all));
  EXPECT_FALSE(parse("-1", false, 0, all));
  EXPECT_TRUE(parse("-0", false, 0, all) && bits == 0);
  EXPECT_TRUE(parse("9223372036854775807", true, least, most) && bits == most);
  EXPECT_FALSE(parse("9223372036854775808", true, least, most));
  EXPECT_FALSE(parse("18446744073709551615", true, least, most));
  EXPECT_TRUE(parse("-9223372036854775808", true, least, most) &&
              bits == least);
  EXPECT_FALSE(parse("-9223372036854775809", true, least, most));
  EXPECT_TRUE(parse("-5", true, static_cast<uint64_t>(-5), 3));
  EXPECT_FALSE(parse("-6", true, static_cast<uint64_t>(-5), 3));
  EXPECT_TRUE(parse("3", true, static_cast<uint64_t>(-5), 3));
  EXPECT_FALSE(parse("4", true, static_cast<uint64_t>(-5), 3));
  EXPECT_FALSE(parse("-4", true, static_cast<uint64_t>(-3), most));
}

TEST(JsonNumbers, EveryPowerOfTwoSurvivesAsAnInteger) {
  for (int shift = 0; shift < 64; ++shift) {
    for (const int delta : {-1, 0, 1}) {
      const uint64_t value =
          (uint64_t{1} << shift) + static_cast<uint64_t>(delta);
      for (const bool is_signed : {false, true}) {
        std::string text;
        AppendInteger(value, is_signed, text);
        const uint64_t sign = is_signed ? uint64_t{1} << 63 : 0;
        uint64_t back;
        ASSERT_TRUE(ParseInteger(text, is_signed, sign, ~sign, back)) << text;
        EXPECT_EQ(back, value);
      }
    }
  }
}

TEST(JsonNumbers, PrintTheShortestText) {
  EXPECT_EQ(Text(0.0), "0");
  EXPECT_EQ(Text(-0.0), "-0.0");
  EXPECT_EQ(Text(1.0), "1");
  EXPECT_EQ(Text(0.1), "0.1");
  EXPECT_EQ(Text(0.1f), "0.1");
  EXPECT_EQ(Text(1e22), "1e+22");
  EXPECT_EQ(Text(5e-324), "5e-324");
  EXPECT_EQ(Text(1.7976931348623157e308), "1.7976931348623157e+308");
  EXPECT_EQ(Text(0.30000000000000004), "0.30000000000000004");
  EXPECT_EQ(Text(1.4e-45f), "1e-45");
  EXPECT_EQ(Text(3.4028235e38f), "3.4028235e+38");
  EXPECT_EQ(Text(16777216.0f), "16777216");
  // Digits alone that parsers may take for an integer of 64 bits, and others.
  EXPECT_EQ(Text(18446744073709549568.0), "18446744073709549568");
  EXPECT_EQ(Text(18446744073709551616.0), "1.8446744073709552e+19");
  EXPECT_EQ(Text(-9223372036854775808.0), "-9223372036854775808");
  EXPECT_EQ(Text(-9223372036854777856.0), "-9.223372036854778e+18");
  EXPECT_EQ(Text(-122779218265176522752.0), "-1.2277921826517652e+20");
  EXPECT_EQ(Text(std::numeric_limits<double>::infinity()), "\"Infinity\"");
  EXPECT_EQ(Text(-std::numeric_limits<float>::infinity()), "\"-Infinity\"");
  EXPECT_EQ(Text(std::numeric_limits<double>::quiet_NaN()), "\"NaN\"");
  EXPECT_EQ(Text(-std::numeric_limits<float>::quiet_NaN()), "\"NaN\"");
}

TEST(JsonNumbers, BoundaryFloatsSurvive) {
  using D = std::numeric_limits<double>;
  using F = std::numeric_limits<float>;
  for (const double sign : {1.0, -1.0}) {
    for (const double value :
         {D::denorm_min(), D::min(), D::max(), D::epsilon(), D::lowest(),
          std::nextafter(D::min(), 0.0), std::nextafter(D::max(), 0.0), 1e23,
          9007199254740993.0, 0.1 + 0.2, 1.0 / 3, 0.0, 123456.78901234567}) {
      ExpectSurvives(sign * value, kDouble);
    }
    for (const float value :
         {F::denorm_min(), F::min(), F::max(), F::epsilon(),
          std::nextafter(F::min(), 0.0f), 1.0f / 3, 0.0f, 8388609.0f}) {
      ExpectSurvives(static_cast<float>(sign) * value, kFloat);
    }
  }
}

TEST(JsonNumbers, RandomFloatsSurvive) {
  std::mt19937_64 random(11);
  for (int i = 0; i < 100000; ++i) {
    const auto value = std::bit_cast<double>(random());
    if (std::isfinite(value)) ExpectSurvives(value, kDouble);
    const auto narrow = std::bit_cast<float>(static_cast<uint32_t>(random()));
    if (std::isfinite(narrow)) ExpectSurvives(narrow, kFloat);
  }
}

TEST(JsonNumbers, FloatsAreRoundedOnce) {
  // Just above the middle between 1 and the next float; as a double it is the
  // middle itself, which a second rounding would take down to 1.
  float value;
  ASSERT_TRUE(ParseNumber("1.00000005960464477540", value));
  EXPECT_EQ(value, std::nextafter(1.0f, 2.0f));
  // The middle itself goes to the even one.
  ASSERT_TRUE(ParseNumber("1.000000059604644775390625", value));
  EXPECT_EQ(value, 1.0f);
}

TEST(JsonNumbers, LongTextsAreRoundedExactly) {
  double value;
  ASSERT_TRUE(ParseNumber("0." + std::string(400, '0') + "1e401", value));
  EXPECT_EQ(value, 1.0);
  ASSERT_TRUE(ParseNumber("1" + std::string(400, '0') + "e-400", value));
  EXPECT_EQ(value, 1.0);
  // The middle between 2^53 and the next double, and a hair more.
  ASSERT_TRUE(ParseNumber("9007199254740993", value));
  EXPECT_EQ(value, 9007199254740992.0);
  ASSERT_TRUE(
      ParseNumber("9007199254740993." + std::string(800, '0') + "1", value));
  EXPECT_EQ(value, 9007199254740994.0);
}

TEST(JsonNumbers, TooLargeIsAnErrorAndTooSmallIsZero) {
  double value = 1;
  EXPECT_FALSE(ParseNumber("1e309", value));
  EXPECT_FALSE(ParseNumber("-1e309", value));
  EXPECT_FALSE(ParseNumber("1e99999999999999999999", value));
  // The largest double and the least number that rounds to infinity.
  EXPECT_TRUE(ParseNumber("1.7976931348623158e308", value));
  EXPECT_EQ(value, std::numeric_limits<double>::max());
  EXPECT_FALSE(ParseNumber("1.797693134862315808e308", value));
  EXPECT_TRUE(ParseNumber("1e-400", value));
  EXPECT_EQ(Text(value), "0");
  EXPECT_TRUE(ParseNumber("-1e-99999999999999999999", value));
  EXPECT_EQ(Text(value), "-0.0");
  EXPECT_TRUE(ParseNumber("4e-324", value));
  EXPECT_EQ(Text(value), "5e-324");
  EXPECT_TRUE(ParseNumber("2e-324", value));
  EXPECT_EQ(Text(value), "0");
  EXPECT_TRUE(ParseNumber("0e99999999999999999999", value));
  EXPECT_EQ(Text(value), "0");
  float narrow = 1;
  EXPECT_FALSE(ParseNumber("1e39", narrow));
  EXPECT_FALSE(ParseNumber("3.4028236e38", narrow));
  EXPECT_TRUE(ParseNumber("3.4028235e38", narrow));
  EXPECT_EQ(narrow, std::numeric_limits<float>::max());
  EXPECT_TRUE(ParseNumber("-1e-50", narrow));
  EXPECT_EQ(Text(narrow), "-0.0");
  EXPECT_TRUE(ParseNumber("1e-45", narrow));
  EXPECT_EQ(narrow, std::numeric_limits<float>::denorm_min());
}

TEST(JsonNumbers, NotFiniteHasThreeNames) {
  double value;
  ASSERT_TRUE(ParseNotFinite("NaN", value));
  EXPECT_EQ(std::bit_cast<uint64_t>(value), 0x7ff8000000000000u);
  ASSERT_TRUE(ParseNotFinite("Infinity", value));
  EXPECT_EQ(value, std::numeric_limits<double>::infinity());
  ASSERT_TRUE(ParseNotFinite("-Infinity", value));
  EXPECT_EQ(value, -std::numeric_limits<double>::infinity());
  for (const char* text : {"nan", "-NaN", "inf", "+Infinity", "", "infinity"}) {
    EXPECT_FALSE(ParseNotFinite(text, value)) << text;
  }
}

}  // namespace
}  // namespace sinter::json
