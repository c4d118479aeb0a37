#include "codec/varint.h"

#include <cstdint>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tests/support/exact_bytes.h"
#include "tests/support/hex.h"

namespace sinter {
namespace {

using testing::ExactBytes;
using testing::FromHex;
using testing::ToHex;

struct Example {
  uint64_t value;
  const char* hex;
};

constexpr Example kExamples[] = {
    {0, "00"},
    {1, "01"},
    {0x7f, "7f"},
    {0x80, "80 01"},
    {300, "ac 02"},
    {0x3fff, "ff 7f"},
    {0x4000, "80 80 01"},
    {0xffffffff, "ff ff ff ff 0f"},
    {uint64_t{1} << 56, "80 80 80 80 80 80 80 80 01"},
    {(uint64_t{1} << 63) - 1, "ff ff ff ff ff ff ff ff 7f"},
    {uint64_t{1} << 63, "80 80 80 80 80 80 80 80 80 01"},
    {~uint64_t{0}, "ff ff ff ff ff ff ff ff ff 01"},
};

VarintResult Get(const std::string& bytes, uint64_t& value, unsigned& length) {
  const ExactBytes exact(bytes);
  return GetVarint(exact.span().data(), bytes.size(), value, length);
}

std::string Put(uint64_t value) {
  uint8_t bytes[kMaxVarintBytes];
  return {reinterpret_cast<const char*>(bytes), PutVarint(value, bytes)};
}

TEST(Varint, HasTheBytesOfTheExamples) {
  for (const Example& example : kExamples) {
    const std::string bytes = FromHex(example.hex);
    EXPECT_EQ(Put(example.value), bytes) << example.value;
    EXPECT_EQ(VarintBytes(example.value), bytes.size()) << example.value;
    uint64_t value = 7;
    unsigned length = 0;
    EXPECT_EQ(Get(bytes, value, length), VarintResult::kOk) << example.value;
    EXPECT_EQ(value, example.value);
    EXPECT_EQ(length, bytes.size());
  }
}

TEST(Varint, RoundTripsAroundEveryPowerOfTwo) {
  for (unsigned k = 0; k < 64; ++k) {
    for (const uint64_t delta : {~uint64_t{0}, uint64_t{0}, uint64_t{1}}) {
      const uint64_t expected = (uint64_t{1} << k) + delta;
      const std::string bytes = Put(expected);
      uint64_t value = 0;
      unsigned length = 0;
      // What follows is none of its business.
      ASSERT_EQ(Get(bytes + "\xff", value, length), VarintResult::kOk);
      EXPECT_EQ(value, expected);
      EXPECT_EQ(length, bytes.size());
      EXPECT_EQ(VarintBytes(expected), bytes.size());
    }
  }
}

TEST(Varint, RefusesEveryTruncation) {
  for (const Example& example : kExamples) {
    const std::string bytes = FromHex(example.hex);
    for (size_t size = 0; size < bytes.size(); ++size) {
      uint64_t value;
      unsigned length;
      EXPECT_EQ(Get(bytes.substr(0, size), value, length),
                VarintResult::kTruncated);
    }
  }
}

TEST(Varint, RefusesOverlongForms) {
  for (const char* hex : {"80 00", "ff 00", "80 80 00", "ac 82 00",
                          "80 80 80 80 80 80 80 80 80 00"}) {
    uint64_t value;
    unsigned length;
    EXPECT_EQ(Get(FromHex(hex), value, length), VarintResult::kOverlong) << hex;
  }
}

TEST(Varint, RefusesMoreThan64Bits) {
  for (const char* hex :
       {"ff ff ff ff ff ff ff ff ff 02", "80 80 80 80 80 80 80 80 80 02",
        "80 80 80 80 80 80 80 80 80 80 00",
        "80 80 80 80 80 80 80 80 80 81 00"}) {
    uint64_t value;
    unsigned length;
    EXPECT_EQ(Get(FromHex(hex), value, length), VarintResult::kTooLarge) << hex;
  }
}

TEST(Zigzag, PutsSmallMagnitudesFirst) {
  const int64_t in_order[] = {0, -1, 1, -2, 2, -3, 3};
  for (uint64_t i = 0; i < std::size(in_order); ++i) {
    EXPECT_EQ(ZigzagEncode(static_cast<uint64_t>(in_order[i])), i);
    EXPECT_EQ(static_cast<int64_t>(ZigzagDecode(i)), in_order[i]);
  }
  EXPECT_EQ(ZigzagEncode(static_cast<uint64_t>(INT64_MAX)), ~uint64_t{1});
  EXPECT_EQ(ZigzagEncode(static_cast<uint64_t>(INT64_MIN)), ~uint64_t{0});
}

TEST(Zigzag, IsUndoneByDecoding) {
  for (unsigned k = 0; k < 64; ++k) {
    for (const uint64_t delta : {~uint64_t{0}, uint64_t{0}, uint64_t{1}}) {
      const uint64_t value = (uint64_t{1} << k) + delta;
      EXPECT_EQ(ZigzagDecode(ZigzagEncode(value)), value);
      EXPECT_EQ(ZigzagEncode(ZigzagDecode(value)), value);
      EXPECT_EQ(ZigzagDecode(ZigzagEncode(0 - value)), 0 - value);
    }
  }
}

TEST(ShortVarint, IsReadAndWrittenAsAllOthersAre) {
  std::mt19937_64 random(1);
  for (int times = 0; times < 200000; ++times) {
    // Values of any size, some of them in too many bytes, before others.
    uint8_t bytes[16];
    for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(random());
    const uint64_t put = random() >> (random() % 64);
    unsigned size = PutVarint(put, bytes);
    if (size < 8 && random() % 4 == 0) {
      bytes[size - 1] |= 0x80;
      bytes[size++] = static_cast<uint8_t>(random() % 3);
    }
    uint64_t expected = 0;
    unsigned length = 0;
    const bool ok =
        GetVarint(bytes, sizeof(bytes), expected, length) == VarintResult::kOk;
    uint64_t value = 0;
    const unsigned got = GetShortVarint(bytes, value);
    ASSERT_EQ(got, ok && length <= 8 ? length : 0) << put;
    if (got == 0) continue;
    ASSERT_EQ(value, expected);
    uint8_t again[16] = {};
    ASSERT_EQ(PutShortVarint(value, again), got);
    ASSERT_EQ(std::memcmp(again, bytes, got), 0) << value;
  }
}

}  // namespace
}  // namespace sinter
