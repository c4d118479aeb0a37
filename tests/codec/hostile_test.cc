// Bytes that no encoder wrote: reading them is harmless in memory of the exact
// size, and what verification lets pass can be written and read again. Made to
// be run under AddressSanitizer and UBSan.
#include <cstdint>
#include <memory_resource>
#include <random>
#include <string>
#include <vector>

#include "codec/column.h"
#include "codec/columns/bits_column.h"
#include "codec/columns/floats.h"
#include "codec/columns/integer_form.h"
#include "codec/columns/lengths.h"
#include "codec/columns/packed.h"
#include "codec/columns/texts.h"
#include "gtest/gtest.h"
#include "tests/codec/column_support.h"
#include "tests/support/expect_encodes.h"
#include "tests/support/guarded_bytes.h"
#include "tests/support/random_rows.h"
#include "tests/support/random_source.h"
#include "tests/support/rows.h"
#include "tests/support/sample_layouts.h"

namespace sinter::testing {
namespace {

constexpr uint32_t kMaxTouched = 600;  // rows at either end of a column

// Calls `touch(row)` for the rows that are worth a look.
template <typename Touch>
void ForRows(uint32_t rows, const Touch& touch) {
  for (uint32_t row = 0; row < rows; ++row) {
    if (row == kMaxTouched && rows > 2 * kMaxTouched) row = rows - kMaxTouched;
    touch(row);
  }
}

// Tries the bytes with each bit flipped, each end cut off, and at random.
template <typename Try>
void TryDamaged(const std::string& bytes, std::mt19937_64& random,
                const Try& attempt) {
  attempt(bytes);
  for (size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    // Long runs of values are not looked at bit by bit.
    if (bit > 200) bit += random() % (1 + bytes.size() / 4);
    if (bit >= 8 * bytes.size()) break;
    std::string damaged = bytes;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << (bit % 8)));
    attempt(damaged);
  }
  for (size_t size = 0; size < bytes.size();
       size += 1 + random() % (1 + bytes.size() / 15)) {
    attempt(bytes.substr(0, size));
  }
  for (int round = 0; round < 15; ++round) {
    std::string damaged = bytes;
    for (char& byte : damaged) {
      if (random() % 8 == 0) byte = static_cast<char>(random());
    }
    attempt(damaged);
    damaged.resize(random() % 40);
    for (char& byte : damaged) byte = static_cast<char>(random());
    attempt(damaged);
  }
}

TEST(Hostile, IntegerColumnsOfEveryForm) {
  std::mt19937_64 random(20);
  for (const uint32_t rows : {17u, 130u, 1100u}) {
    for (uint8_t i = 0; i < static_cast<uint8_t>(Shape::kCount); ++i) {
      const IntegerTraits traits{.is_signed = i % 2 == 0};
      const std::vector<uint64_t> values =
          RandomColumn(static_cast<Shape>(i), rows, traits, random);
      Scratch scratch(std::pmr::get_default_resource());
      const IntegerInput input = InputOf(values, traits, scratch);
      for (const IntegerForm* form : AllForms()) {
        if (!CanHold(*form, input)) continue;
        const std::string bytes = Written(
            [&](WireWriter& writer) { form->put(input, scratch, writer); });
        TryDamaged(bytes, random, [&](const std::string& damaged) {
          OpenColumn column(damaged, rows, OpensForm(*form, traits));
          if (!column.ok()) return;
          ForRows(rows, [&](uint32_t row) { GetInteger(*column, row); });
          const IntegerBounds bounds{traits.is_signed, input.lo,
                                     input.lo + input.range};
          if (FindIntegersFault(*column, bounds) != nullptr) return;
          std::vector<uint64_t> read;
          for (uint32_t row = 0; row < rows; ++row) {
            read.push_back(GetInteger(*column, row));
            // What a sparse column leaves out is in bounds by its type.
            const bool left_out = read.back() == traits.sparse_value;
            ASSERT_TRUE(left_out || bounds.Contains(read.back())) << form->name;
          }
          OpenColumn again(PutIntegers(read, traits), rows,
                           OpensIntegers(traits));
          ASSERT_TRUE(again.ok());
          for (uint32_t row = 0; row < rows; ++row) {
            ASSERT_EQ(GetInteger(*again, row), read[row]);
          }
        });
        if (HasFailure()) return;
      }
    }
  }
}

TEST(Hostile, BlocksThatWouldEndBehindTheColumnHaveNoBits) {
  constexpr uint32_t kNumBlocks = 34;
  constexpr uint32_t kWidth = 5;
  const std::string bytes = Written([&](WireWriter& writer) {
    writer.PutBits(0, 8);  // bases: all 0
    writer.PutGroups(0);   // widths: the least
    writer.PutBits(3, 6);  // and what they exceed it by
    writer.PutPacked(kNumBlocks, 3, false, [](uint64_t) { return kWidth; });
    // Before block 16, nearly as much as there is; before block 32, the truth.
    const uint64_t totals[] = {kNumBlocks * kWidth - 1, 32 * kWidth};
    PutPackedColumn(totals, false, writer);
    writer.PutBytes(std::string(size_t{kNumBlocks} * kWidth * 8, '\xff'));
  });
  const GuardedBytes guarded(bytes);
  Failure failure;
  WireReader reader(guarded.span(), failure, nullptr);
  Column column{};
  column.rows = kNumBlocks * 64;
  ASSERT_TRUE(OpensForm(kBlocksForm, {})(reader, &column));
  for (uint32_t row = 0; row < column.rows; ++row) {
    const bool is_moved = row / 64 >= 16 && row / 64 < 32;
    EXPECT_EQ(GetInteger(column, row), is_moved ? 0u : 31u) << row;
  }
}

TEST(Hostile, IntegerColumnsOfRandomBytes) {
  std::mt19937_64 random(21);
  for (int round = 0; round < 20000; ++round) {
    const uint32_t rows = random() % 8 == 0
                              ? static_cast<uint32_t>(random() >> 33) + 2
                              : kRowCounts[random() % std::size(kRowCounts)];
    std::string bytes(random() % 60, '\0');
    for (char& byte : bytes) {
      byte = random() % 2 == 0 ? '\0' : static_cast<char>(random());
    }
    const IntegerTraits traits{.is_signed = random() % 2 == 0};
    OpenColumn column(bytes, rows, OpensIntegers(traits), 8);
    if (!column.ok()) continue;
    ForRows(rows, [&](uint32_t row) { GetInteger(*column, row); });
    // Ends in time, whatever the number of rows.
    FindIntegersFault(*column, {traits.is_signed, 0, 1000});
  }
}

TEST(Hostile, BitColumns) {
  std::mt19937_64 random(22);
  for (const uint32_t rows : {10u, 65u, 513u, 2000u}) {
    for (const uint32_t density : {2u, 20u, 300u}) {
      std::vector<bool> bits;
      for (uint32_t i = 0; i < rows; ++i)
        bits.push_back(random() % density == 0);
      const std::vector<uint64_t> words = WordsOf(bits);
      for (const BitsUse use :
           {BitsUse::kValues, BitsUse::kRanked, BitsUse::kInner}) {
        const std::string bytes = Written([&](WireWriter& writer) {
          Scratch scratch(std::pmr::get_default_resource());
          PutBitColumn({words, rows}, use, scratch, writer);
        });
        TryDamaged(bytes, random, [&](const std::string& damaged) {
          OpenColumn column(damaged, rows, OpensBits(use));
          if (!column.ok()) return;
          const uint64_t ones = CountOnes(*column);
          ForRows(rows, [&](uint32_t row) {
            GetBit(*column, row);
            ASSERT_LE(Rank(*column, row), ones);
            const uint64_t child = ChildRow(*column, row);
            ASSERT_TRUE(child == kAbsent || child < ones);
          });
          if (FindBitsFault(*column, use) != nullptr) return;
          if (use == BitsUse::kValues) return;
          uint64_t rank = 0;
          for (uint32_t row = 0; row < rows; ++row) {
            ASSERT_EQ(Rank(*column, row), rank);
            rank += GetBit(*column, row);
          }
          ASSERT_EQ(rank, ones);
        });
        if (HasFailure()) return;
      }
    }
  }
}

TEST(Hostile, LengthsAndTexts) {
  std::mt19937_64 random(23);
  for (const uint32_t rows : {2u, 16u, 40u, 700u}) {
    for (const uint32_t distinct : {1u, 3u, 10000u}) {
      std::vector<std::string> pool;
      for (uint32_t i = 0; i < rows; ++i) {
        pool.push_back(std::string(random() % 9, 'x') +
                       std::to_string(random() % distinct));
      }
      const std::vector<std::string_view> texts(pool.begin(), pool.end());
      Scratch scratch(std::pmr::get_default_resource());
      StringTable table(std::pmr::get_default_resource());
      const std::string bytes = Written([&](WireWriter& writer) {
        EXPECT_TRUE(PutTexts(texts, {}, table, scratch, writer));
      });
      const auto opens = [](WireReader& reader, Column* columns) {
        return OpenTexts(0, reader, columns);
      };
      TryDamaged(bytes, random, [&](const std::string& damaged) {
        OpenColumn column(damaged, rows, opens);
        if (!column.ok()) return;
        uint64_t sum = 0;
        ForRows(rows, [&](uint32_t row) {
          for (const char c : GetText(column.columns(), row)) {
            sum += static_cast<uint8_t>(c);
          }
        });
        if (FindTextsFault(column.columns(), true) != nullptr) return;
        const Column& strings = column.columns()[0];
        uint64_t start = 0;
        for (uint32_t i = 0; i < strings.rows; ++i) {
          const RowRange range = GetRange(strings, i);
          ASSERT_EQ(range.start, start);
          start += range.count;
        }
        ASSERT_EQ(start, strings.ranges.total);
      });
      if (HasFailure()) return;
    }
  }
}

TEST(Hostile, FloatColumns) {
  std::mt19937_64 random(24);
  for (const unsigned bits : {32u, 64u}) {
    for (int kind = 0; kind < 3; ++kind) {
      std::vector<uint64_t> numbers;
      for (int i = 0; i < 60; ++i) {
        const double number = static_cast<double>(random() % 1000) / 100;
        uint64_t stored =
            kind == 2    ? random() & LowMask(bits)
            : bits == 64 ? std::bit_cast<uint64_t>(number)
                         : std::bit_cast<uint32_t>(static_cast<float>(number));
        if (kind == 1) stored ^= 1;
        numbers.push_back(stored);
      }
      Scratch scratch(std::pmr::get_default_resource());
      const std::string bytes = Written([&](WireWriter& writer) {
        std::vector<uint64_t> copy = numbers;
        PutFloats(copy, bits, scratch, writer);
      });
      const auto opens = [&](WireReader& reader, Column* columns) {
        return OpenFloats(bits, reader, columns[0]);
      };
      TryDamaged(bytes, random, [&](const std::string& damaged) {
        OpenColumn column(damaged, 60, opens);
        if (!column.ok()) return;
        for (uint32_t row = 0; row < 60; ++row) {
          if (bits == 64) GetDouble(*column, row);
          if (bits == 32) GetFloat(*column, row);
        }
        FindFloatsFault(*column, bits);
      });
    }
  }
}

// Reads damaged messages; those that verification lets pass must survive being
// written again.
void TryMessage(const Layout& layout, const std::string& bytes,
                uint32_t num_roots) {
  if (!ReadHostile(layout, bytes, num_roots)) return;
  const ExactBytes exact(bytes);
  MessageReader reader(layout);
  ASSERT_TRUE(reader.Open(exact.span(), {.root_rows = num_roots}));
  uint64_t left = 20000;
  bool complete;
  const Rows rows = ReadRows(reader, left, complete);
  // What was skipped cannot be written again.
  if (left == 0 || reader.num_skipped() > 0) return;
  ASSERT_TRUE(complete);
  MessageBuilder builder(layout);
  Fill(rows, nullptr, builder);
  EXPECT_EQ(Dump(layout, Decoded(layout, Encoded(builder), num_roots)),
            Dump(layout, rows));
}

TEST(Hostile, MessagesOfEveryKindOfColumn) {
  std::mt19937_64 random(25);
  for (uint32_t i = 0; i < kNumSampleLayouts; ++i) {
    const Layout& layout = SampleLayout(i);
    for (const uint32_t num_roots : {1u, 2u, 17u, 300u}) {
      if (num_roots > 17 && layout.nodes.size() > 30) continue;
      RandomSource source(i * 7 + num_roots);
      MessageBuilder builder(layout);
      Fill(RandomRows(layout, num_roots, 400, source), nullptr, builder);
      const std::string bytes = Encoded(builder);
      SCOPED_TRACE(::testing::Message() << i << " with " << num_roots);
      TryDamaged(bytes, random, [&](const std::string& damaged) {
        TryMessage(layout, damaged, num_roots);
      });
      if (HasFailure()) return;
    }
  }
}

TEST(Hostile, MessagesOfRandomBytes) {
  std::mt19937_64 random(26);
  for (int round = 0; round < 20000; ++round) {
    const Layout& layout =
        SampleLayout(static_cast<uint32_t>(random() % kNumSampleLayouts));
    std::string bytes(random() % 30, '\0');
    for (char& byte : bytes) {
      byte = random() % 3 == 0 ? '\0' : static_cast<char>(random());
    }
    // Most without extensions, which hardly any bytes are.
    if (!bytes.empty() && round % 4 != 0) {
      bytes[0] = static_cast<char>(bytes[0] & ~1);
    }
    TryMessage(layout, bytes, static_cast<uint32_t>(random() % 20));
  }
}

}  // namespace
}  // namespace sinter::testing
