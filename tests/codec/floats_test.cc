#include "codec/columns/floats.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_format.h"
#include "gtest/gtest.h"
#include "tests/codec/column_support.h"
#include "tests/support/hex.h"
#include "tests/support/returned_float.h"

namespace sinter::testing {
namespace {

uint64_t BitsOf(double number) { return std::bit_cast<uint64_t>(number); }
uint64_t BitsOf(float number) { return std::bit_cast<uint32_t>(number); }

uint64_t Get(const Column& column, uint32_t row, unsigned bits) {
  return bits == 64 ? BitsOf(GetDouble(column, row))
                    : BitsOf(GetFloat(column, row));
}

std::string Put(const std::vector<uint64_t>& numbers, unsigned bits) {
  Scratch scratch(std::pmr::get_default_resource());
  return Written([&](WireWriter& writer) {
    std::vector<uint64_t> copy = numbers;
    PutFloats(copy, bits, scratch, writer);
  });
}

OpenColumn::Open OpensFloats(unsigned bits) {
  return [bits](WireReader& reader, Column* columns) {
    return OpenFloats(bits, reader, columns[0]);
  };
}

// Returns the form that was chosen.
uint8_t ExpectRoundTrip(const std::vector<uint64_t>& numbers, unsigned bits) {
  const std::string bytes = Put(numbers, bits);
  EXPECT_LE(bytes.size(), numbers.size() * bits / 8 + 1);
  uint8_t form = 0;
  for (const size_t slack : {0u, 8u}) {
    OpenColumn column(bytes, static_cast<uint32_t>(numbers.size()),
                      OpensFloats(bits), slack);
    EXPECT_TRUE(column.ok()) << column.failure().what;
    if (!column.ok()) return 0;
    for (uint32_t row = 0; row < numbers.size(); ++row) {
      EXPECT_EQ(GetFloatBits(*column, row, bits), numbers[row]) << row;
      const auto returned = bits == 64 ? ReturnedDouble : ReturnedFloat;
      EXPECT_EQ(returned(Get(*column, row, bits)), returned(numbers[row]))
          << row;
    }
    const char* fault = FindFloatsFault(*column, bits);
    EXPECT_EQ(fault, nullptr) << fault;
    form = (*column).float_form;
  }
  return form;
}

void ExpectLone(uint64_t number, unsigned bits) {
  const std::string bytes =
      Written([&](WireWriter& writer) { PutLoneFloat(number, bits, writer); });
  EXPECT_LE(bytes.size(), 1 + bits / 8);
  const auto opens = [bits](WireReader& reader, Column* columns) {
    return OpenLoneFloat(bits, reader, columns[0]);
  };
  OpenColumn column(bytes, 1, opens);
  ASSERT_TRUE(column.ok()) << column.failure().what;
  EXPECT_EQ(Get(*column, 0, bits), number);
  EXPECT_EQ(FindFloatsFault(*column, bits), nullptr);
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(OpenColumn(bytes.substr(0, size), 1, opens).ok());
  }
}

std::string HexOf(const std::string& bytes) {
  return ToHex({reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()});
}

std::string LoneHex(double number) {
  return HexOf(Written(
      [&](WireWriter& writer) { PutLoneFloat(BitsOf(number), 64, writer); }));
}

TEST(LoneFloat, IsAMantissaAndAnExponentOrRaw) {
  EXPECT_EQ(LoneHex(1.5), "02 1e");       // decimal, exponent 1, zigzag 15
  EXPECT_EQ(LoneHex(-2.25), "04 c1 03");  // exponent 2, zigzag -225 = 449
  EXPECT_EQ(LoneHex(0.0), "00 00");
  EXPECT_EQ(LoneHex(1 / 0.0), "01 00 00 00 00 00 00 f0 7f");
}

TEST(Floats, AreDecimalsWhereAllAre) {
  const std::vector<uint64_t> numbers = {BitsOf(1.5), BitsOf(2.25)};
  // Decimal, exponent 2, immediate of eight bits, 150 and 225.
  EXPECT_EQ(HexOf(Put(numbers, 64)), "08 b2 0c 07");
  EXPECT_EQ(ExpectRoundTrip(numbers, 64), kFloatDecimal + 2);
}

TEST(Floats, AreRawWhereNothingIsSmaller) {
  const std::vector<uint64_t> numbers = {BitsOf(3.14159265358979),
                                         0x7ff0123456789abc};
  EXPECT_EQ(
      HexOf(Put({numbers[1], numbers[1] ^ BitsOf(-2.0)}, 64)).substr(0, 2),
      "02");
  EXPECT_EQ(ExpectRoundTrip(numbers, 64), kFloatRaw);
}

TEST(Floats, KeepEveryBitOfSpecialNumbers) {
  const uint64_t specials[] = {
      BitsOf(0.0),
      BitsOf(-0.0),
      BitsOf(std::numeric_limits<double>::infinity()),
      BitsOf(-std::numeric_limits<double>::infinity()),
      BitsOf(std::numeric_limits<double>::quiet_NaN()),
      0x7ff0000000000001,  // a signalling NaN
      0xfff8dead0000beef,
      BitsOf(std::numeric_limits<double>::denorm_min()),
      BitsOf(std::numeric_limits<double>::max()),
      BitsOf(9007199254740991.0),
      BitsOf(9007199254740992.0),
      BitsOf(0.1),
      BitsOf(1e22),
      BitsOf(1e-22),
      BitsOf(1e23),
  };
  for (const uint64_t a : specials) {
    ExpectLone(a, 64);
    for (const uint64_t b : specials) {
      ExpectRoundTrip({a, b}, 64);
      ExpectRoundTrip({a, a, b, b, a, b, b}, 64);
    }
  }
  const uint64_t float_specials[] = {
      BitsOf(0.0f), BitsOf(-0.0f),       0x7f800000,   0xff800000,
      0x7fc00000,   0x7f800001,          0xffc0beef,   1,
      0x7f7fffff,   BitsOf(16777215.0f), BitsOf(0.1f), BitsOf(1e-10f),
      BitsOf(1e10f)};
  for (const uint64_t a : float_specials) {
    ExpectLone(a, 32);
    for (const uint64_t b : float_specials) {
      ExpectRoundTrip({a, b}, 32);
      ExpectRoundTrip({a, a, b, b, a, b, b}, 32);
    }
  }
}

TEST(Floats, OfEveryFormRoundTrip) {
  std::mt19937_64 random(15);
  std::set<uint8_t> forms;
  for (int round = 0; round < 400; ++round) {
    const unsigned bits = random() % 2 == 0 ? 64 : 32;
    const size_t rows = 2 + random() % 200;
    const unsigned digits = static_cast<unsigned>(random() % 8);
    std::vector<uint64_t> numbers;
    for (size_t i = 0; i < rows; ++i) {
      double number = 0;
      switch (round % 4) {
        case 0:
          number = std::strtod(
              absl::StrFormat("%.*f", digits,
                              static_cast<double>(random() % 100000) / 977)
                  .c_str(),
              nullptr);
          break;
        case 1:
          number = static_cast<double>(random() % 5) / 7;
          break;
        case 2:
          number = std::sqrt(static_cast<double>(random() % 1000));
          break;
        default:
          break;
      }
      uint64_t stored =
          bits == 64 ? BitsOf(number) : BitsOf(static_cast<float>(number));
      if (round % 4 == 3) stored = random() & LowMask(bits);
      numbers.push_back(stored);
      if (i == 0) ExpectLone(stored, bits);
    }
    forms.insert(std::min(ExpectRoundTrip(numbers, bits), kFloatDecimal));
    if (HasFailure()) return;
  }
  EXPECT_EQ(forms.size(), 3u);
}

TEST(Floats, DecimalsAreWhatStrtodMakesOfThem) {
  std::mt19937_64 random(16);
  for (int round = 0; round < 20000; ++round) {
    const unsigned exponent = static_cast<unsigned>(random() % 23);
    const auto mantissa =
        static_cast<int64_t>(random() >> 11) * (random() % 2 == 0 ? 1 : -1);
    const std::string text = absl::StrFormat("%de-%d", mantissa, exponent);
    const uint64_t number = BitsOf(std::strtod(text.c_str(), nullptr));
    int64_t found = 0;
    ASSERT_TRUE(FindMantissa(number, 64, exponent, found)) << text;
    const auto form = static_cast<uint8_t>(kFloatDecimal + exponent);
    ASSERT_EQ(internal::DecodeFloatBits(form, static_cast<uint64_t>(found), 64),
              number);
  }
}

TEST(Floats, RefuseReservedFormsAndLargeExponents) {
  OpenColumn reserved(FromHex("03"), 2, OpensFloats(64));
  EXPECT_FALSE(reserved.ok());
  EXPECT_EQ(reserved.failure().code, FailureCode::kUnsupported);
  for (const unsigned bits : {32u, 64u}) {
    const std::string bytes = Written([&](WireWriter& writer) {
      writer.PutBits(0, 2);
      writer.PutGroups(bits == 32 ? 11 : 23);
      writer.PutBits(0, 5);
    });
    OpenColumn column(bytes, 2, OpensFloats(bits));
    EXPECT_FALSE(column.ok());
    EXPECT_STREQ(column.failure().what, "exponent");
  }
}

TEST(Floats, VerificationFindsMantissasAndBitsOutOfRange) {
  Scratch scratch(std::pmr::get_default_resource());
  const auto fault_of = [&](uint64_t form, uint64_t number, unsigned bits) {
    const std::vector<uint64_t> numbers(2, number);
    const std::string bytes = Written([&](WireWriter& writer) {
      writer.PutBits(form, 2);
      if (form == 0) writer.PutGroups(0);
      PutIntegers(numbers, {.is_signed = form == 0}, scratch, writer);
    });
    OpenColumn column(bytes, 2, OpensFloats(bits));
    EXPECT_TRUE(column.ok());
    // Reading is harmless all the same.
    Get(*column, 1, bits);
    return FindFloatsFault(*column, bits) != nullptr;
  };
  EXPECT_FALSE(fault_of(0, (uint64_t{1} << 53) - 1, 64));
  EXPECT_TRUE(fault_of(0, uint64_t{1} << 53, 64));
  EXPECT_FALSE(fault_of(0, 1 - (uint64_t{1} << 24), 32));
  EXPECT_TRUE(fault_of(0, 0 - (uint64_t{1} << 24), 32));
  EXPECT_FALSE(fault_of(1, 0xffffffff, 32));
  EXPECT_TRUE(fault_of(1, uint64_t{1} << 32, 32));
}

}  // namespace
}  // namespace sinter::testing
