#include "codec/bits.h"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "codec/pack_fields.h"
#include "codec/wire_writer.h"
#include "gtest/gtest.h"
#include "tests/support/exact_bytes.h"

namespace sinter {
namespace {

using testing::ExactBytes;

std::vector<unsigned> StoredWidths() {
  std::vector<unsigned> widths;
  for (unsigned width = 0; width <= 56; ++width) widths.push_back(width);
  widths.push_back(64);
  return widths;
}

// Bits one by one, the first the least significant of the first byte.
std::string PackNaively(const std::vector<uint64_t>& values, unsigned width) {
  std::vector<bool> bits;
  for (const uint64_t value : values) {
    for (unsigned i = 0; i < width; ++i) bits.push_back((value >> i) & 1);
  }
  std::string bytes((bits.size() + 7) / 8, '\0');
  for (size_t i = 0; i < bits.size(); ++i) {
    if (bits[i]) bytes[i / 8] = static_cast<char>(bytes[i / 8] | 1 << (i % 8));
  }
  return bytes;
}

TEST(Bits, MasksWidthsAndSizes) {
  EXPECT_EQ(LowMask(0), 0u);
  EXPECT_EQ(LowMask(1), 1u);
  EXPECT_EQ(LowMask(63), ~uint64_t{0} >> 1);
  EXPECT_EQ(LowMask(64), ~uint64_t{0});
  EXPECT_EQ(BitsFor(0), 0u);
  EXPECT_EQ(BitsFor(1), 1u);
  EXPECT_EQ(BitsFor(255), 8u);
  EXPECT_EQ(BitsFor(256), 9u);
  EXPECT_EQ(BitsFor(~uint64_t{0}), 64u);
  EXPECT_EQ(PackedBytes(0, 64), 0u);
  EXPECT_EQ(PackedBytes(3, 3), 2u);
  EXPECT_EQ(PackedBytes(0xffffffff, 64), uint64_t{0xffffffff} * 8);
}

TEST(Bits, CountsOnes) {
  std::mt19937_64 random(1);
  for (unsigned k = 0; k <= 64; ++k) EXPECT_EQ(PopCount(LowMask(k)), k);
  for (int i = 0; i < 1000; ++i) {
    const uint64_t word = random() & random();
    unsigned ones = 0;
    for (unsigned bit = 0; bit < 64; ++bit) {
      ones += static_cast<unsigned>((word >> bit) & 1);
    }
    EXPECT_EQ(PopCount(word), ones);
  }
}

TEST(Bits, LoadsAndStoresLittleEndian) {
  const uint8_t bytes[] = {0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0xf8};
  EXPECT_EQ(LoadLittleEndian64(bytes), 0xf807060504030201u);
  uint8_t stored[8];
  StoreLittleEndian64(0xf807060504030201u, stored);
  EXPECT_TRUE(std::equal(bytes, bytes + 8, stored));
}

TEST(Bits, BoundedLoadsReadZerosBehindTheEnd) {
  for (uint64_t size = 0; size <= 20; ++size) {
    std::string bytes;
    for (uint64_t i = 0; i < size; ++i) {
      bytes.push_back(static_cast<char>(0x81 + i));
    }
    const ExactBytes exact(bytes);
    for (uint64_t offset = 0; offset <= size; ++offset) {
      uint64_t expected = 0;
      for (uint64_t i = 0; i < 8 && offset + i < size; ++i) {
        expected |= uint64_t{static_cast<uint8_t>(bytes[offset + i])} << 8 * i;
      }
      EXPECT_EQ(LoadBounded64(exact.span().data(), size, offset), expected);
    }
  }
}

TEST(Bits, PackedFieldsEqualTheNaiveModelAtEveryWidth) {
  std::mt19937_64 random(2);
  for (const unsigned width : StoredWidths()) {
    for (const size_t count : {1u, 2u, 3u, 7u, 8u, 9u, 63u, 64u, 65u, 200u}) {
      std::vector<uint64_t> values(count);
      for (uint64_t& value : values) value = random() & LowMask(width);
      std::string bytes;
      WireWriter writer(bytes);
      writer.PutPacked(count, width, false,
                       [&](uint64_t i) { return values[i]; });
      ASSERT_EQ(bytes, PackNaively(values, width)) << width << " x " << count;
      EXPECT_EQ(writer.bits(), 8 * bytes.size());
      const ExactBytes exact(bytes);
      for (size_t i = 0; i < count; ++i) {
        ASSERT_EQ(LoadField(exact.span().data(), bytes.size(), i, width),
                  values[i])
            << width << " x " << count << " at " << i;
      }
    }
  }
}

TEST(Bits, PackingStaysWithinItsBytes) {
  for (const unsigned width : StoredWidths()) {
    if (width == 0) continue;
    for (uint64_t count = 0; count <= 80; ++count) {
      const auto size = static_cast<size_t>(PackedBytes(count, width));
      const auto value_at = [&](uint64_t i) {
        return ~(i * 0x123456789abcdef);
      };
      std::vector<uint64_t> values;
      for (uint64_t i = 0; i < count; ++i) {
        values.push_back(value_at(i) & LowMask(width));
      }
      std::string bytes(size + 8, '\x5a');
      PackFields(count, width, value_at,
                 reinterpret_cast<uint8_t*>(bytes.data()));
      ASSERT_EQ(bytes, PackNaively(values, width) + std::string(8, '\x5a'))
          << width << " x " << count;
    }
  }
}

TEST(Bits, ABitmapEqualsPackedFieldsOfOneBit) {
  std::mt19937_64 random(3);
  for (uint64_t count = 1; count <= 200; ++count) {
    std::vector<uint64_t> words((count + 63) / 64);
    for (uint64_t& word : words) word = random();
    if (count % 64 != 0) words.back() &= LowMask(count % 64);
    for (const bool in_control : {false, true}) {
      std::string bytes;
      std::string expected;
      WireWriter writer(bytes);
      WireWriter model(expected);
      writer.PutBits(5, 3);
      model.PutBits(5, 3);
      writer.PutBitmap(words, count, in_control);
      model.PutPacked(count, 1, in_control,
                      [&](uint64_t i) { return words[i / 64] >> (i % 64); });
      ASSERT_EQ(bytes, expected) << count;
      EXPECT_EQ(writer.bits(), model.bits());
    }
  }
}

TEST(Bits, PackingDropsBitsAboveTheWidth) {
  std::string bytes;
  WireWriter writer(bytes);
  writer.PutPacked(3, 4, false, [](uint64_t i) { return 0xf0 + i; });
  EXPECT_EQ(bytes, std::string("\x10\x02", 2));
}

}  // namespace
}  // namespace sinter
