#include "codec/columns/lengths.h"

#include <cstdint>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/codec/column_support.h"
#include "tests/support/hex.h"

namespace sinter::testing {
namespace {

using ::testing::StrEq;

constexpr LengthsUse kAllUses[] = {LengthsUse::kAlone, LengthsUse::kInner};

std::string Put(const std::vector<uint64_t>& lengths, LengthsUse use) {
  Scratch scratch(std::pmr::get_default_resource());
  return Written(
      [&](WireWriter& writer) { PutLengths(lengths, use, scratch, writer); });
}

uint64_t Sum(const std::vector<uint64_t>& lengths) {
  return std::accumulate(lengths.begin(), lengths.end(), uint64_t{0});
}

void ExpectHolds(const Column& column, const std::vector<uint64_t>& lengths) {
  uint64_t start = 0;
  for (uint32_t row = 0; row < lengths.size(); ++row) {
    const RowRange range = GetRange(column, row);
    ASSERT_EQ(range.start, start) << row;
    ASSERT_EQ(range.count, lengths[row]) << row;
    start += lengths[row];
  }
  EXPECT_EQ(column.ranges.total, start);
  const char* fault = FindLengthsFault(column);
  EXPECT_EQ(fault, nullptr) << fault;
}

void ExpectRoundTrip(const std::vector<uint64_t>& lengths) {
  const uint64_t sum = Sum(lengths);
  const auto rows = static_cast<uint32_t>(lengths.size());
  for (const LengthsUse use : kAllUses) {
    const std::string bytes = Put(lengths, use);
    OpenColumn column(bytes, rows, OpensLengths(use, sum));
    ASSERT_TRUE(column.ok()) << column.failure().what;
    ExpectHolds(*column, lengths);
    if (sum == 0) continue;
    OpenColumn refused(bytes, rows, OpensLengths(use, sum - 1));
    EXPECT_FALSE(refused.ok());
    EXPECT_THAT(refused.failure().what, StrEq("sum of lengths"));
  }
}

void ExpectPuts(const std::vector<uint64_t>& lengths, LengthsUse use,
                const char* hex) {
  const std::string expected = FromHex(hex);
  const std::string bytes = Put(lengths, use);
  EXPECT_EQ(
      ToHex({reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()}),
      ToHex({reinterpret_cast<const uint8_t*>(expected.data()),
             expected.size()}));
  const auto rows = static_cast<uint32_t>(lengths.size());
  const auto opens = OpensLengths(use, Sum(lengths));
  OpenColumn column(expected, rows, opens);
  ASSERT_TRUE(column.ok()) << column.failure().what;
  ExpectHolds(*column, lengths);
  for (size_t size = 0; size < expected.size(); ++size) {
    EXPECT_FALSE(OpenColumn(expected.substr(0, size), rows, opens).ok());
  }
}

TEST(Lengths, OfOneRowAreGroups) {
  ExpectPuts({3}, LengthsUse::kAlone, "03");
  ExpectPuts({64}, LengthsUse::kAlone, "88 01");
}

TEST(Lengths, ThatAreEqualHaveNoBits) {
  ExpectPuts({2, 2, 2}, LengthsUse::kAlone, "02 00");
  ExpectPuts(std::vector<uint64_t>(100000, 0), LengthsUse::kAlone, "00 00");
}

TEST(Lengths, OfFewRowsStandAmongTheControlBits) {
  ExpectPuts({1, 4}, LengthsUse::kAlone, "21 30");
  ExpectPuts({1, 4}, LengthsUse::kInner,
             "21 00  # least 1, width 2\n"
             "0c     # 0 and 3");
}

TEST(Lengths, HaveATotalPer16Rows) {
  std::vector<uint64_t> lengths(17, 0);
  lengths.back() = 5;
  ExpectPuts(lengths, LengthsUse::kAlone,
             "30 00                 # least 0, width 3\n"
             "00 00 00 00 00 00 05  # in three bits each\n"
             "00                    # one total, 0");
}

TEST(Lengths, RoundTripAtTheBoundariesOfTheirBlocks) {
  for (const uint32_t rows : kRowCounts) {
    for (const uint64_t base : {0u, 1u, 100u}) {
      std::vector<uint64_t> lengths(rows, base);
      ExpectRoundTrip(lengths);
      for (const uint32_t at : {0u, rows / 2, rows - 1}) {
        for (const uint64_t more : {uint64_t{1}, uint64_t{255},
                                    uint64_t{1} << 40, uint64_t{1} << 60}) {
          lengths[at] += more;
          ExpectRoundTrip(lengths);
          lengths[at] -= more;
        }
      }
    }
    if (HasFailure()) return;
  }
  ExpectRoundTrip({~uint64_t{0} - 1, 1});
}

TEST(Lengths, RandomOnesRoundTrip) {
  std::mt19937_64 random(13);
  for (int round = 0; round < 300; ++round) {
    const uint32_t rows = random() % 4 == 0
                              ? static_cast<uint32_t>(1 + random() % 3000)
                              : kRowCounts[random() % std::size(kRowCounts)];
    const unsigned width = static_cast<unsigned>(random() % 40);
    std::vector<uint64_t> lengths;
    for (uint32_t i = 0; i < rows; ++i) {
      // Growing ones have totals on a line that starts below zero.
      const uint64_t scale = round % 5 == 0 ? i / 20 + 1 : LowMask(width) + 1;
      lengths.push_back(random() % scale);
    }
    ExpectRoundTrip(lengths);
    if (HasFailure()) return;
  }
}

TEST(Lengths, RefuseSumsThatWrapAround) {
  // Two lengths of 2^63: groups of 2^63, width 0.
  const std::string bytes = Written([](WireWriter& writer) {
    writer.PutGroups(uint64_t{1} << 63);
    writer.PutBits(0, 6);
  });
  for (const uint64_t max_total : {uint64_t{0}, ~uint64_t{0}}) {
    EXPECT_FALSE(
        OpenColumn(bytes, 2, OpensLengths(LengthsUse::kAlone, max_total)).ok());
  }
}

TEST(Lengths, WrongTotalsGiveNoRangeBeyondTheWhole) {
  std::mt19937_64 random(14);
  std::vector<uint64_t> lengths;
  for (int i = 0; i < 500; ++i) lengths.push_back(random() % 50);
  const std::string bytes = Put(lengths, LengthsUse::kAlone);
  int faults = 0;
  for (size_t at = 0; at < bytes.size(); ++at) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ (1 << (at % 8)));
    OpenColumn column(damaged, 500, OpensLengths(LengthsUse::kAlone, 1000000));
    if (!column.ok()) continue;
    const uint64_t total = (*column).ranges.total;
    for (uint32_t row = 0; row < 500; ++row) {
      const RowRange range = GetRange(*column, row);
      ASSERT_LE(range.start, total);
      ASSERT_LE(range.count, total - range.start);
    }
    faults += FindLengthsFault(*column) != nullptr;
  }
  EXPECT_GT(faults, 300);
}

// Whichever bit of the lengths or totals is another one, in columns of more
// rows than are summed together, of widths that are summed in ways of their
// own. No total stands behind the last 16 rows.
TEST(Lengths, ContradictOneAnotherWhereABitIsAnotherOne) {
  for (const unsigned width : {1u, 7u, 8u, 9u, 28u, 29u}) {
    constexpr uint32_t kRows = 2112;
    std::vector<uint64_t> lengths(kRows, LowMask(width));
    for (uint32_t i = 0; i < kRows; i += 97) lengths[i] = 0;
    ExpectRoundTrip(lengths);
    const std::string bytes = Put(lengths, LengthsUse::kAlone);
    const auto expect_fault = [&](size_t at) {
      std::string damaged = bytes;
      damaged[at] = static_cast<char>(damaged[at] ^ (1 << (at % 8)));
      OpenColumn column(damaged, kRows,
                        OpensLengths(LengthsUse::kAlone, uint64_t{1} << 60));
      ASSERT_TRUE(column.ok());
      ASSERT_NE(FindLengthsFault(*column), nullptr)
          << "width " << width << ", byte " << at;
    };
    constexpr size_t kHeader = 4;  // control bits, least length
    const size_t covered = PackedBytes(kRows - 16, width);
    for (size_t at = kHeader; at < covered; at += width) expect_fault(at);
    for (size_t at = 1; at < 16; ++at) expect_fault(bytes.size() - at);
    if (HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace sinter::testing
