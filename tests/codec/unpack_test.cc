// Many rows at once are what the same rows are one by one.
#include "codec/unpack.h"

#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "codec/columns/floats.h"
#include "codec/default_columns.h"
#include "gtest/gtest.h"
#include "tests/codec/column_support.h"

namespace sinter::testing {
namespace {

// Where ranges of rows begin and end.
std::vector<uint32_t> Cuts(uint32_t rows, std::mt19937_64& random) {
  std::vector<uint32_t> cuts = {0, rows / 2, rows - 1, rows};
  for (int i = 0; i < 3; ++i) {
    cuts.push_back(static_cast<uint32_t>(random() % rows));
  }
  return cuts;
}

template <typename U>
void ExpectSameIntegers(const Column& column, uint32_t first, uint32_t count) {
  std::vector<U> out(count + 1, U{0x5a});
  UnpackIntegers(column, first, count, sizeof(U), out.data());
  for (uint32_t i = 0; i < count; ++i) {
    ASSERT_EQ(out[i], static_cast<U>(GetInteger(column, first + i)))
        << "row " << first + i << " of " << first << " + " << count;
  }
  ASSERT_EQ(out[count], U{0x5a}) << "written behind the end";
}

void ExpectSameIntegers(const Column& column, std::mt19937_64& random) {
  const std::vector<uint32_t> cuts = Cuts(column.rows, random);
  for (const uint32_t first : cuts) {
    for (const uint32_t end : cuts) {
      if (end < first) continue;
      ExpectSameIntegers<uint64_t>(column, first, end - first);
    }
  }
  ExpectSameIntegers<uint32_t>(column, 0, column.rows);
  ExpectSameIntegers<uint16_t>(column, 1, column.rows - 1);
  ExpectSameIntegers<uint8_t>(column, column.rows / 3, column.rows / 3);
}

TEST(Unpack, GivesTheIntegersOfEveryForm) {
  std::mt19937_64 random(1);
  Scratch scratch(std::pmr::get_default_resource());
  uint64_t num_columns = 0;
  for (int shape = 0; shape < static_cast<int>(Shape::kCount); ++shape) {
    for (const uint32_t rows : kRowCounts) {
      const IntegerTraits traits{.is_signed = random() % 2 == 0,
                                 .sparse_value = 0};
      const std::vector<uint64_t> values =
          RandomColumn(static_cast<Shape>(shape), rows, traits, random);
      const IntegerInput input = InputOf(values, traits, scratch);
      for (const IntegerForm* form : AllForms()) {
        if (!CanHold(*form, input)) continue;
        SCOPED_TRACE(form->name);
        const std::string bytes = Written(
            [&](WireWriter& writer) { form->put(input, scratch, writer); });
        // With and without bytes behind the column, which loads may touch.
        for (const size_t slack : {0u, 8u}) {
          OpenColumn column(bytes, rows, OpensForm(*form, traits), slack);
          ASSERT_TRUE(column.ok());
          ExpectSameIntegers(*column, random);
          ++num_columns;
        }
      }
      OpenColumn column(PutIntegers(values, traits), rows,
                        OpensIntegers(traits));
      ASSERT_TRUE(column.ok());
      ExpectSameIntegers(*column, random);
    }
  }
  EXPECT_GT(num_columns, 1000u);
}

TEST(Unpack, GivesTheBitsOfEveryForm) {
  std::mt19937_64 random(2);
  Scratch scratch(std::pmr::get_default_resource());
  for (const uint32_t rows : kRowCounts) {
    for (const uint32_t one_in : {1u, 2u, 40u, 100000u}) {
      for (const bool inverted : {false, true}) {
        std::vector<bool> bits(rows);
        for (uint32_t i = 0; i < rows; ++i) {
          bits[i] = (random() % one_in == 0) != inverted;
        }
        const std::vector<uint64_t> words = WordsOf(bits);
        const std::string bytes = Written([&](WireWriter& writer) {
          PutBitColumn({words, rows}, BitsUse::kRanked, scratch, writer);
        });
        OpenColumn column(bytes, rows, OpensBits(BitsUse::kRanked));
        ASSERT_TRUE(column.ok());
        for (const uint32_t first : Cuts(rows, random)) {
          const std::unique_ptr<bool[]> out(new bool[rows + 1]());
          UnpackBits(*column, first, rows - first, out.get());
          for (uint32_t i = first; i < rows; ++i) {
            ASSERT_EQ(out[i - first], bits[i]) << i << " of " << rows;
          }
        }
      }
    }
  }
}

TEST(Unpack, GivesTheFloatsOfEveryForm) {
  std::mt19937_64 random(3);
  Scratch scratch(std::pmr::get_default_resource());
  for (const unsigned bits : {32u, 64u}) {
    for (const int kind : {0, 1, 2}) {  // decimals, halves, anything
      std::vector<uint64_t> numbers;
      for (int i = 0; i < 1000; ++i) {
        const auto n = static_cast<double>(random() % 4000);
        const double number = kind == 0 ? n / 100 : n / 2;
        numbers.push_back(
            bits == 64 ? std::bit_cast<uint64_t>(number)
                       : std::bit_cast<uint32_t>(static_cast<float>(number)));
        if (kind == 2) numbers.back() = random() & LowMask(bits);
      }
      std::vector<uint64_t> written = numbers;
      const std::string bytes = Written([&](WireWriter& writer) {
        written = numbers;
        PutFloats(written, bits, scratch, writer);
      });
      OpenColumn column(bytes, 1000, [&](WireReader& reader, Column* columns) {
        return OpenFloats(bits, reader, columns[0]);
      });
      ASSERT_TRUE(column.ok());
      for (const uint32_t first : {0u, 1u, 255u, 999u}) {
        const uint32_t count = 1000 - first;
        std::vector<double> doubles(count);
        std::vector<float> floats(count);
        if (bits == 64) UnpackDoubles(*column, first, count, doubles.data());
        if (bits == 32) UnpackFloats(*column, first, count, floats.data());
        for (uint32_t i = 0; i < count; ++i) {
          const uint64_t found = bits == 64
                                     ? std::bit_cast<uint64_t>(doubles[i])
                                     : std::bit_cast<uint32_t>(floats[i]);
          ASSERT_EQ(found, numbers[first + i]) << first << " + " << i;
        }
      }
    }
  }
}

TEST(Unpack, GivesDefaultsWhereNothingIsThere) {
  uint16_t numbers[300] = {};
  UnpackIntegers(DefaultNumber(7), 5, 300, 2, numbers);
  for (const uint16_t number : numbers) EXPECT_EQ(number, 7);
  bool bits[600] = {};
  UnpackBits(DefaultBits(true), 1000, 600, bits);
  for (const bool bit : bits) EXPECT_TRUE(bit);
  UnpackIntegers(DefaultNumber(7), 0, 0, 2, nullptr);
}

}  // namespace
}  // namespace sinter::testing
