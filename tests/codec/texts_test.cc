#include "codec/columns/texts.h"

#include <cstdint>
#include <memory_resource>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "tests/codec/column_support.h"
#include "tests/support/hex.h"

namespace sinter::testing {
namespace {

using Texts = std::vector<std::string_view>;

std::string Put(const Texts& texts) {
  Scratch scratch(std::pmr::get_default_resource());
  StringTable table(std::pmr::get_default_resource());
  return Written([&](WireWriter& writer) {
    EXPECT_TRUE(PutTexts(texts, {}, table, scratch, writer));
  });
}

bool Opens(WireReader& reader, Column* columns) {
  return OpenTexts(0, reader, columns);
}

// Returns whether the column is a dictionary.
bool ExpectRoundTrip(const Texts& texts) {
  OpenColumn column(Put(texts), static_cast<uint32_t>(texts.size()), Opens);
  EXPECT_TRUE(column.ok()) << column.failure().what;
  if (!column.ok()) return false;
  for (uint32_t row = 0; row < texts.size(); ++row) {
    EXPECT_EQ(GetText(column.columns(), row), texts[row]) << row;
  }
  const char* fault = FindTextsFault(column.columns(), true);
  EXPECT_EQ(fault, nullptr) << fault;
  return (*column).rows < texts.size();
}

void ExpectPuts(const Texts& texts, const char* hex) {
  const std::string expected = FromHex(hex);
  const std::string bytes = Put(texts);
  EXPECT_EQ(
      ToHex({reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()}),
      ToHex({reinterpret_cast<const uint8_t*>(expected.data()),
             expected.size()}));
  ExpectRoundTrip(texts);
  for (size_t size = 0; size < expected.size(); ++size) {
    EXPECT_FALSE(OpenColumn(expected.substr(0, size),
                            static_cast<uint32_t>(texts.size()), Opens)
                     .ok());
  }
}

TEST(Texts, StandOneAfterTheOther) {
  ExpectPuts({"ab", "c"},
             "22 08     # plain; least 1, width 1, 1 and 0\n"
             "61 62 63");
}

TEST(Texts, ThatAreEqualStandOnce) {
  ExpectPuts({"hello", "hello", "hello", "hello"},
             "a3 00  # dictionary of one, length 5\n"
             "68 65 6c 6c 6f");
}

TEST(Texts, ThatRepeatHaveIndexes) {
  ExpectPuts(
      {"hello", "w", "hello", "hello"},
      "25 06 22           # dictionary of two; least 1, width 3, 4 and 0;\n"
      "68 65 6c 6c 6f 77  # immediate of one bit (across both)\n"
      "08                 # 0 1 0 0");
}

TEST(Texts, OfAllSortsRoundTrip) {
  std::mt19937_64 random(17);
  std::vector<std::string> pool;
  for (int i = 0; i < 3000; ++i) {
    std::string text;
    for (size_t length = random() % 20; length > 0; --length) {
      text += random() % 9 == 0 ? "\xc3\xa9" : "x";
    }
    pool.push_back(text + std::to_string(random() % 100000));
  }
  pool[0] = "";
  int dictionaries = 0;
  int plain = 0;
  for (const uint32_t rows : {2u, 3u, 16u, 17u, 64u, 255u, 256u, 257u, 258u,
                              300u, 512u, 1024u, 3000u}) {
    for (const size_t distinct : {1u, 2u, 5u, 40u, 3000u}) {
      Texts texts;
      for (uint32_t i = 0; i < rows; ++i) {
        texts.push_back(pool[distinct == 3000 ? i : random() % distinct]);
      }
      ++(ExpectRoundTrip(texts) ? dictionaries : plain);
      if (HasFailure()) return;
    }
  }
  EXPECT_GT(dictionaries, 5);
  EXPECT_GT(plain, 5);
}

TEST(Texts, EmptyOnesRoundTrip) {
  ExpectRoundTrip(Texts(2, ""));
  ExpectRoundTrip(Texts(1000, ""));
  ExpectRoundTrip({"", "a", ""});
  ExpectRoundTrip({std::string_view(), std::string_view("\0", 1)});
}

TEST(Texts, RefuseMoreThanRemains) {
  // Plain, both of 2^62 bytes.
  const std::string bytes = Written([](WireWriter& writer) {
    writer.PutBits(0, 1);
    writer.PutGroups(uint64_t{1} << 62);
    writer.PutBits(0, 6);
  });
  EXPECT_FALSE(OpenColumn(bytes, 2, Opens).ok());
  // A dictionary of none and of more than the rows.
  for (const uint64_t distinct : {0u, 3u}) {
    const std::string other = Written([&](WireWriter& writer) {
      writer.PutBits(1, 1);
      writer.PutGroups(distinct);
      writer.PutBits(0, 16);
    });
    OpenColumn column(other, 2, Opens);
    EXPECT_FALSE(column.ok());
    EXPECT_STREQ(column.failure().what, "distinct strings");
  }
}

TEST(Texts, VerificationFindsBrokenCharacters) {
  const auto fault_of = [](const Texts& texts, bool is_utf8) {
    OpenColumn column(Put(texts), static_cast<uint32_t>(texts.size()), Opens);
    EXPECT_TRUE(column.ok());
    const char* fault = FindTextsFault(column.columns(), is_utf8);
    return std::string(fault == nullptr ? "" : fault);
  };
  EXPECT_EQ(fault_of({"a", "\xff"}, true), "text is not UTF-8");
  EXPECT_EQ(fault_of({"a", "\xff"}, false), "");
  // Together they are a character; alone neither is.
  EXPECT_EQ(fault_of({"\xc3", "\xa9"}, true), "text is not UTF-8");
  EXPECT_EQ(fault_of({"\xc3", "", "\xa9", "b"}, true), "text is not UTF-8");
  EXPECT_EQ(fault_of({"\xc3\xa9", "", "b"}, true), "");
}

TEST(Texts, IndexesThatDoNotExistReadAsNothing) {
  // A dictionary of two strings and three rows, of which one has index 3.
  const std::vector<uint64_t> indexes = {0, 3, 1};
  Scratch scratch(std::pmr::get_default_resource());
  const std::string bytes = Written([&](WireWriter& writer) {
    writer.PutBits(1, 1);
    writer.PutGroups(2);
    writer.PutGroups(1);
    writer.PutBits(0, 6);
    writer.PutBytes("ab");
    PutIntegers(indexes, {}, scratch, writer);
  });
  OpenColumn column(bytes, 3, Opens);
  ASSERT_TRUE(column.ok());
  EXPECT_EQ(GetText(column.columns(), 0), "a");
  EXPECT_EQ(GetText(column.columns(), 1), "");
  EXPECT_EQ(GetText(column.columns(), 2), "b");
  EXPECT_STREQ(FindTextsFault(column.columns(), true),
               "index of a string that does not exist");
}

}  // namespace
}  // namespace sinter::testing
