#include "codec/columns/bits_column.h"

#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/codec/column_support.h"
#include "tests/support/hex.h"

namespace sinter::testing {
namespace {

using ::testing::StrEq;

constexpr BitsUse kAllUses[] = {BitsUse::kValues, BitsUse::kRanked,
                                BitsUse::kInner};

std::string Put(const std::vector<bool>& bits, BitsUse use) {
  const std::vector<uint64_t> words = WordsOf(bits);
  const BitSpan span{words, static_cast<uint32_t>(bits.size())};
  Scratch scratch(std::pmr::get_default_resource());
  return Written(
      [&](WireWriter& writer) { PutBitColumn(span, use, scratch, writer); });
}

std::vector<bool> Bits(uint32_t rows, const std::set<uint32_t>& ones) {
  std::vector<bool> bits(rows);
  for (const uint32_t one : ones) bits[one] = true;
  return bits;
}

void ExpectHolds(const Column& column, const std::vector<bool>& bits,
                 BitsUse use) {
  uint32_t rank = 0;
  std::vector<uint32_t> ones;
  for (uint32_t row = 0; row < bits.size(); ++row) {
    ASSERT_EQ(GetBit(column, row), bits[row]) << row;
    if (use != BitsUse::kValues) {
      const BitAndRank found = GetBitAndRank(column, row);
      ASSERT_EQ(found.bit, bits[row]) << row;
      ASSERT_EQ(found.rank, rank) << row;
      ASSERT_EQ(Rank(column, row), rank) << row;
      ASSERT_EQ(ChildRow(column, row), bits[row] ? rank : kAbsent) << row;
    }
    if (bits[row]) ones.push_back(row);
    rank += bits[row];
  }
  if (use != BitsUse::kValues) {
    EXPECT_EQ(CountOnes(column), rank);
    EXPECT_EQ(Rank(column, column.rows), rank);
  }
  std::vector<uint32_t> visited;
  EXPECT_TRUE(ForEachOne(column, [&](uint32_t row) {
    visited.push_back(row);
    return true;
  }));
  EXPECT_EQ(visited, ones);
  const char* fault = FindBitsFault(column, use);
  EXPECT_EQ(fault, nullptr) << fault;
}

void ExpectRoundTrip(const std::vector<bool>& bits) {
  for (const BitsUse use : kAllUses) {
    SCOPED_TRACE(static_cast<int>(use));
    const std::string bytes = Put(bits, use);
    for (const size_t slack : {0u, 8u}) {
      OpenColumn column(bytes, static_cast<uint32_t>(bits.size()),
                        OpensBits(use), slack);
      ASSERT_TRUE(column.ok()) << column.failure().what;
      ExpectHolds(*column, bits, use);
    }
  }
}

void ExpectPuts(const std::vector<bool>& bits, BitsUse use, const char* hex) {
  const std::string expected = FromHex(hex);
  const std::string bytes = Put(bits, use);
  EXPECT_EQ(
      ToHex({reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()}),
      ToHex({reinterpret_cast<const uint8_t*>(expected.data()),
             expected.size()}));
  const auto rows = static_cast<uint32_t>(bits.size());
  OpenColumn column(expected, rows, OpensBits(use));
  ASSERT_TRUE(column.ok()) << column.failure().what;
  ExpectHolds(*column, bits, use);
  for (size_t size = 0; size < expected.size(); ++size) {
    EXPECT_FALSE(
        OpenColumn(expected.substr(0, size), rows, OpensBits(use)).ok());
  }
}

TEST(BitColumn, OfEqualBitsTakesTwo) {
  ExpectPuts(Bits(10, {}), BitsUse::kValues, "00");
  ExpectPuts(std::vector<bool>(700, true), BitsUse::kRanked, "01");
}

TEST(BitColumn, IsABitmapAmongTheControlBits) {
  ExpectPuts(Bits(10, {0, 3}), BitsUse::kValues, "26 00");
}

TEST(BitColumn, ListsTheMinority) {
  // Positions, of ones or zeros, one of them, 3 in four bits.
  ExpectPuts(Bits(10, {3}), BitsUse::kRanked, "8f 01");
  ExpectPuts(Bits(10, {0, 1, 2, 4, 5, 6, 7, 8, 9}), BitsUse::kRanked, "8b 01");
}

TEST(BitColumn, CountsPositionsInBlocksOf512WithSamples) {
  ExpectPuts(Bits(513, {0, 512}), BitsUse::kRanked,
             "17        # two positions of ones\n"
             "00 00 00  # 0 and 0\n"
             "20 01     # samples: width 0, base 1");
}

TEST(BitColumn, InsideAnotherStandsInBytes) {
  ExpectPuts(Bits(10, {0, 3}), BitsUse::kInner, "17 30");
  ExpectPuts(Bits(10, {0, 3, 5}), BitsUse::kInner, "02 29 00");
}

TEST(BitColumn, RoundTripsAtTheBoundariesOfItsBlocks) {
  for (const uint32_t rows : kRowCounts) {
    ExpectRoundTrip(std::vector<bool>(rows, false));
    ExpectRoundTrip(std::vector<bool>(rows, true));
    for (const uint32_t at : {0u, rows / 2, rows - 1}) {
      ExpectRoundTrip(Bits(rows, {at}));
      std::vector<bool> all_but_one(rows, true);
      all_but_one[at] = false;
      ExpectRoundTrip(all_but_one);
    }
    if (HasFailure()) return;
  }
}

TEST(BitColumn, RandomColumnsRoundTrip) {
  std::mt19937_64 random(10);
  for (int round = 0; round < 300; ++round) {
    const uint32_t rows = random() % 4 == 0
                              ? static_cast<uint32_t>(2 + random() % 6000)
                              : kRowCounts[random() % std::size(kRowCounts)];
    const uint64_t density = uint64_t{1} << (random() % 11);
    const bool invert = random() % 2 == 0;
    const bool clustered = random() % 3 == 0;
    std::vector<bool> bits;
    for (uint32_t i = 0; i < rows; ++i) {
      const uint64_t scale = clustered && i * 3 < rows ? 1024 : density;
      bits.push_back((random() % scale == 0) != invert);
    }
    SCOPED_TRACE(::testing::Message() << "rows " << rows << " of " << density);
    ExpectRoundTrip(bits);
    if (HasFailure()) return;
  }
}

// The samples follow a line that starts below zero.
TEST(BitColumn, RoundTripsWhereOnesBecomeMoreFrequent) {
  std::mt19937_64 random(11);
  std::vector<bool> bits;
  for (uint32_t i = 0; i < 300000; ++i) bits.push_back(random() % 300000 < i);
  ExpectRoundTrip(bits);
}

TEST(BitColumn, RefusesCountsThatCannotBe) {
  // No position; six positions of ten rows.
  for (const char* hex : {"07", "37"}) {
    OpenColumn column(FromHex(hex), 10, OpensBits(BitsUse::kRanked));
    EXPECT_FALSE(column.ok());
    EXPECT_THAT(column.failure().what, StrEq("number of positions"));
  }
}

TEST(BitColumn, VerificationFindsWhatOpeningDoesNot) {
  struct Example {
    const char* hex;
    uint32_t rows;
    BitsUse use;
    const char* fault;
  };
  constexpr const char* kOrder =
      "positions are not ascending within their block";
  const Example examples[] = {
      {"02 09 04", 10, BitsUse::kInner, "padding after bitmap is not zero"},
      {"17 33", 10, BitsUse::kInner, kOrder},  // 3 and 3
      {"17 34", 10, BitsUse::kInner, kOrder},  // 4 and 3
      {"17 a3", 10, BitsUse::kInner, kOrder},  // 10, which is no row
      {"0f 13", 10, BitsUse::kInner, "padding after positions is not zero"},
      {"17 00 00 04 20 01", 513, BitsUse::kRanked,
       "padding after positions is not zero"},
      // Both positions in the first block, or in the second of one row.
      {"17 00 00 00 20 02", 513, BitsUse::kRanked, kOrder},
      {"17 00 00 00 00", 513, BitsUse::kRanked, kOrder},
      {"17 00 00 00 20 03", 513, BitsUse::kRanked,
       "rank sample contradicts the bits"},
  };
  for (const Example& example : examples) {
    OpenColumn column(FromHex(example.hex), example.rows,
                      OpensBits(example.use));
    ASSERT_TRUE(column.ok()) << example.hex << column.failure().what;
    EXPECT_STREQ(FindBitsFault(*column, example.use), example.fault)
        << example.hex;
  }
}

// Ranks beyond the truth lead nowhere.
TEST(BitColumn, WrongSamplesGiveNoRankBeyondTheOnes) {
  std::vector<bool> bits(5000);
  std::mt19937_64 random(12);
  for (size_t i = 0; i < bits.size(); ++i) bits[i] = random() % 3 == 0;
  const std::string bytes = Put(bits, BitsUse::kRanked);
  int faults = 0;
  for (size_t at = bytes.size() - 12; at < bytes.size(); ++at) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0xff);
    OpenColumn column(damaged, 5000, OpensBits(BitsUse::kRanked));
    if (!column.ok()) continue;
    for (uint32_t row = 0; row < 5000; ++row) {
      EXPECT_LE(Rank(*column, row), CountOnes(*column));
      const uint64_t child = ChildRow(*column, row);
      EXPECT_TRUE(child == kAbsent || child < CountOnes(*column));
    }
    faults += FindBitsFault(*column, BitsUse::kRanked) != nullptr;
  }
  EXPECT_GE(faults, 4);
}

}  // namespace
}  // namespace sinter::testing
