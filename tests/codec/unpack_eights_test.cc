// Vectors give what one value after the other gives, for every width, place and
// number of values, and touch nothing behind the array.
#include "codec/columns/unpack_eights.h"

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "codec/columns/packed_array.h"
#include "gtest/gtest.h"
#include "tests/support/guarded_bytes.h"

namespace sinter::testing {
namespace {

std::string RandomBytes(size_t size, std::mt19937_64& random) {
  std::string bytes(size, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random());
  return bytes;
}

template <typename U>
void ExpectSame(const PackedArray& array, uint64_t first, uint64_t count) {
  std::vector<U> expected(count + 1, U{0x5a});
  std::vector<U> together = expected;
  Output<U> one_by_one(expected.data());
  PutOneByOne(array, first, count, one_by_one);
  Output<U> out(together.data());
  PutArray(array, first, count, out);
  ASSERT_EQ(expected, together)
      << "width " << array.width << ", " << first << " + " << count;
  ASSERT_EQ(out.next(), together.data() + count);
}

// Of arrays of exactly this size, right in front of memory that cannot be read.
void ExpectSameInAllSizes(const PackedArray& array, uint64_t count) {
  for (uint64_t first = 0; first <= count && first < 20; ++first) {
    ExpectSame<uint8_t>(array, first, count - first);
    ExpectSame<uint16_t>(array, first, count - first);
    ExpectSame<uint32_t>(array, first, count - first);
    ExpectSame<uint64_t>(array, first, count - first);
  }
}

TEST(UnpackEights, IsWhatOneByOneIs) {
  std::mt19937_64 random(11);
  for (unsigned width = 0; width <= 64; ++width) {
    if (width > 56 && width < 64) continue;
    for (const uint64_t count : {0u, 1u, 15u, 16u, 17u, 24u, 31u, 64u, 65u,
                                 100u, 127u, 128u, 129u, 300u}) {
      const GuardedBytes bytes(RandomBytes(PackedBytes(count, width), random));
      for (const bool is_line : {false, true}) {
        ExpectSameInAllSizes(
            {bytes.span().data(), bytes.span().size(), is_line ? random() : 0,
             is_line ? random() : 0, width},
            count);
      }
    }
  }
}

TEST(UnpackEights, UnpacksInTheMiddleOfLongArrays) {
  std::mt19937_64 random(12);
  for (unsigned width = 1; width <= 56; ++width) {
    constexpr uint64_t kCount = 5000;
    const GuardedBytes bytes(RandomBytes(PackedBytes(kCount, width), random));
    const PackedArray array = {bytes.span().data(), bytes.span().size(), 7,
                               random() % 2 * 1000, width};
    for (int i = 0; i < 20; ++i) {
      const uint64_t first = random() % kCount;
      const uint64_t count = random() % (kCount - first + 1);
      ExpectSame<uint8_t>(array, first, count);
      ExpectSame<uint16_t>(array, first, count);
      ExpectSame<uint32_t>(array, first, count);
      ExpectSame<uint64_t>(array, first, count);
    }
  }
}

TEST(UnpackEights, DividesAsOneByOne) {
  std::mt19937_64 random(13);
  std::vector<uint64_t> mantissas = {0,
                                     1,
                                     ~uint64_t{0},
                                     uint64_t{1} << 53,
                                     (uint64_t{1} << 53) + 1,
                                     uint64_t{1} << 63,
                                     ~(uint64_t{1} << 63)};
  while (mantissas.size() < 2003) {
    mantissas.push_back(static_cast<uint64_t>(static_cast<int64_t>(random()) >>
                                              (random() % 64)));
  }
  for (const double power : {1.0, 10.0, 1e7, 1e22}) {
    std::vector<double> out(mantissas.size());
    const size_t done =
        DivideFours(mantissas.data(), mantissas.size(), power, out.data());
    EXPECT_TRUE(done == 0 || done == mantissas.size() / 4 * 4);
    for (size_t i = 0; i < done; ++i) {
      const auto mantissa =
          static_cast<double>(static_cast<int64_t>(mantissas[i]));
      ASSERT_EQ(out[i], mantissa / power) << mantissas[i];
      ASSERT_EQ(std::signbit(out[i]), std::signbit(mantissa / power));
    }
  }
}

}  // namespace
}  // namespace sinter::testing
