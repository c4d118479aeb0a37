#include "codec/columns/tags.h"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tests/codec/column_support.h"
#include "tests/support/exact_bytes.h"
#include "tests/support/hex.h"

namespace sinter::testing {
namespace {

using Tags = std::vector<uint8_t>;

class OpenedTags {
 public:
  OpenedTags(std::string_view bytes, uint32_t rows, uint32_t num_variants)
      : bytes_(bytes), columns_(1 + num_variants) {
    columns_[0].rows = rows;
    WireReader reader(bytes_.span(), failure_, nullptr);
    ok_ = OpenTags({.num_variants = num_variants}, reader, columns_.data()) &&
          reader.ReadEnd();
  }

  bool ok() const { return ok_; }
  const Failure& failure() const { return failure_; }
  const Column* columns() const { return columns_.data(); }
  ExactBytes& bytes() { return bytes_; }

 private:
  ExactBytes bytes_;
  Failure failure_;
  std::vector<Column> columns_;
  bool ok_ = false;
};

std::string Put(const Tags& tags, uint32_t num_variants) {
  Scratch scratch(std::pmr::get_default_resource());
  return Written([&](WireWriter& writer) {
    PutTags(tags, num_variants, scratch, writer);
  });
}

Tags Random(uint32_t rows, uint32_t num_variants, std::mt19937_64& random) {
  Tags tags;
  for (uint32_t i = 0; i < rows; ++i) {
    tags.push_back(static_cast<uint8_t>(random() % num_variants));
  }
  return tags;
}

void ExpectHolds(const OpenedTags& opened, const Tags& tags,
                 uint32_t num_variants) {
  const Column* columns = opened.columns();
  const char* fault = FindTagsFault(columns);
  ASSERT_EQ(fault, nullptr) << fault;
  std::vector<uint32_t> counts(num_variants);
  for (uint32_t row = 0; row < tags.size(); ++row) {
    ASSERT_EQ(GetTag(columns[0], row), tags[row]) << row;
    ASSERT_EQ(GetVariantRow(columns, tags[row], row), counts[tags[row]]++)
        << row;
  }
  for (uint32_t i = 0; i < num_variants; ++i) {
    EXPECT_EQ(columns[1 + i].rows, counts[i]) << i;
  }
}

void ExpectRoundTrip(const Tags& tags, uint32_t num_variants) {
  SCOPED_TRACE(::testing::Message()
               << tags.size() << " rows of " << num_variants);
  const std::string bytes = Put(tags, num_variants);
  const OpenedTags opened(bytes, static_cast<uint32_t>(tags.size()),
                          num_variants);
  ASSERT_TRUE(opened.ok()) << opened.failure().what;
  ExpectHolds(opened, tags, num_variants);
}

void ExpectPuts(const Tags& tags, uint32_t num_variants, const char* hex) {
  const std::string bytes = Put(tags, num_variants);
  EXPECT_EQ(
      ToHex({reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()}),
      [&] {
        const std::string expected = FromHex(hex);
        return ToHex({reinterpret_cast<const uint8_t*>(expected.data()),
                      expected.size()});
      }());
  ExpectRoundTrip(tags, num_variants);
  for (size_t size = 0; size < bytes.size(); ++size) {
    const OpenedTags cut(bytes.substr(0, size),
                         static_cast<uint32_t>(tags.size()), num_variants);
    EXPECT_FALSE(cut.ok());
  }
}

TEST(Tags, OfALoneRowAreTheTagAlone) {
  ExpectPuts({0}, 1, "00        # one bit, since another variant may come\n");
  ExpectPuts({2}, 3, "02        # two bits\n");
  ExpectPuts({19}, 20, "13      # five bits\n");
}

TEST(Tags, AreOneTagWhereAllRowsHaveIt) {
  ExpectPuts(Tags(1000, 2), 3, "04  # not mixed; 2\n");
}

TEST(Tags, OfFewRowsStandAmongTheControlBits) {
  // mixed; of 0, 1, 2, 1 the low bits 0, 1, 0, 1 and the high bits 0, 0, 1, 0
  ExpectPuts({0, 1, 2, 1}, 3, "95 00  # 1, 0101, 0010\n");
}

TEST(Tags, OfMoreRowsStandInPlanesOfBytes) {
  Tags tags(33, 0);
  tags[0] = 1;
  tags[1] = 2;
  tags[32] = 2;
  ExpectPuts(tags, 3,
             "01              # mixed\n"
             "01 00 00 00 00  # low bits\n"
             "02 00 00 00 01  # high bits\n");
}

TEST(Tags, OfManyRowsHaveSamples) {
  Tags tags(257, 0);
  tags[256] = 1;
  // Of two variants; how many of the first 256 rows have each.
  const OpenedTags opened(Put(tags, 2), 257, 2);
  ASSERT_TRUE(opened.ok());
  EXPECT_EQ(opened.columns()[1].base, 256u);
  EXPECT_EQ(opened.columns()[2].base, 0u);
  ExpectRoundTrip(tags, 2);
}

TEST(Tags, OfAnyNumberOfRowsAndVariantsRoundTrip) {
  std::mt19937_64 random(30);
  for (const uint32_t rows :
       {1u,   2u,   3u,   8u,   31u,  32u,  33u,  63u,  64u,  65u,
        127u, 128u, 129u, 255u, 256u, 257u, 511u, 512u, 513u, 1000u}) {
    for (uint32_t num_variants = 1; num_variants <= 20; ++num_variants) {
      ExpectRoundTrip(Random(rows, num_variants, random), num_variants);
      Tags rare(rows, static_cast<uint8_t>(num_variants - 1));
      rare[random() % rows] = 0;
      ExpectRoundTrip(rare, num_variants);
    }
    ExpectRoundTrip(Random(rows, 254, random), 254);
    if (HasFailure()) return;
  }
}

TEST(Tags, HaveNoEscapeWithoutExtensions) {
  EXPECT_EQ(OpenedTags("\x03", 1, 3).failure().code, FailureCode::kMalformed);
  EXPECT_EQ(OpenedTags("\x07", 1, 4).failure().code, FailureCode::kMalformed);
  // Among others: 0 and 3 of three variants.
  const OpenedTags mixed(Put({0, 3}, 3), 2, 3);
  EXPECT_FALSE(mixed.ok());
  EXPECT_EQ(mixed.failure().code, FailureCode::kMalformed);
}

// Reads everything; true if verification finds no fault.
bool Read(const OpenedTags& opened, uint32_t rows, uint32_t num_variants) {
  uint64_t sum = 0;
  for (uint32_t row = 0; row < rows; ++row) {
    for (uint32_t tag = 0; tag < num_variants; ++tag) {
      const uint64_t child = GetVariantRow(opened.columns(), tag, row);
      const Column& variant = opened.columns()[1 + tag];
      const bool is_constant = opened.columns()[0].inner_width == 0;
      EXPECT_TRUE(is_constant || child == kAbsent || child < variant.rows);
      sum += child;
    }
    sum += GetTag(opened.columns()[0], row);
  }
  return FindTagsFault(opened.columns()) == nullptr && sum != 1;
}

TEST(Tags, AreMemorySafeWithEveryBitFlipped) {
  std::mt19937_64 random(31);
  for (const uint32_t rows : {1u, 2u, 20u, 64u, 65u, 257u, 600u}) {
    for (const uint32_t num_variants : {1u, 2u, 3u, 7u, 20u}) {
      const std::string bytes =
          Put(Random(rows, num_variants, random), num_variants);
      for (size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
        if (bit > 64 && bytes.size() > 40) bit += random() % 7;
        if (bit >= 8 * bytes.size()) break;
        std::string damaged = bytes;
        damaged[bit / 8] =
            static_cast<char>(damaged[bit / 8] ^ (1 << (bit % 8)));
        const OpenedTags opened(damaged, rows, num_variants);
        if (!opened.ok() || !Read(opened, rows, num_variants)) continue;
        Tags tags;
        for (uint32_t row = 0; row < rows; ++row) {
          tags.push_back(
              static_cast<uint8_t>(GetTag(opened.columns()[0], row)));
          ASSERT_LT(tags.back(), num_variants);
        }
        ExpectHolds(opened, tags, num_variants);
        if (HasFailure()) return;
      }
    }
  }
}

TEST(Tags, AreMemorySafeWhenTheBytesChange) {
  std::mt19937_64 random(32);
  for (int round = 0; round < 300; ++round) {
    const auto rows = static_cast<uint32_t>(2 + random() % 600);
    const auto num_variants = static_cast<uint32_t>(1 + random() % 20);
    OpenedTags opened(Put(Random(rows, num_variants, random), num_variants),
                      rows, num_variants);
    ASSERT_TRUE(opened.ok());
    for (size_t i = 0; i < opened.bytes().span().size(); ++i) {
      opened.bytes().data()[i] = static_cast<uint8_t>(random());
    }
    Read(opened, rows, num_variants);
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace sinter::testing
