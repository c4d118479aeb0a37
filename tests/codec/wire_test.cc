// Control bits, groups, varints and bytes, written and read.
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "codec/wire_reader.h"
#include "codec/wire_writer.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/exact_bytes.h"
#include "tests/support/hex.h"

namespace sinter {
namespace {

using testing::ExactBytes;
using testing::FromHex;
using ::testing::HasSubstr;
using ::testing::StrEq;

// A reader of bytes in a buffer of their exact size.
struct Reading {
  explicit Reading(const std::string& the_bytes)
      : bytes(the_bytes), reader(bytes.span(), failure, nullptr) {}
  explicit Reading(const char* hex) : Reading(FromHex(hex)) {}

  ExactBytes bytes;
  Failure failure;
  WireReader reader;
};

uint64_t Bits(WireReader& reader, unsigned count) {
  uint64_t value = 0;
  EXPECT_TRUE(reader.ReadBits(count, "bits", value));
  return value;
}

uint64_t Groups(WireReader& reader) {
  uint64_t value = 0;
  EXPECT_TRUE(reader.ReadGroups("groups", value));
  return value;
}

TEST(ControlBits, AreTakenLeastSignificantFirst) {
  Reading in("b5");  // 10110101
  EXPECT_EQ(Bits(in.reader, 1), 1u);
  EXPECT_EQ(Bits(in.reader, 2), 2u);
  EXPECT_EQ(Bits(in.reader, 0), 0u);
  EXPECT_EQ(Bits(in.reader, 5), 22u);
  EXPECT_TRUE(in.reader.ReadEnd());
}

TEST(ControlBits, RunOnIntoTheNextControlBytePastWhatCameBetween) {
  std::string bytes;
  WireWriter writer(bytes);
  writer.PutBits(5, 6);
  writer.PutVarint(0x80);
  writer.PutBits(0xfff, 12);
  writer.PutBytes("x");
  writer.PutBits(1, 1);
  // 5 and two ones; the varint; eight ones; two ones, then "x" follows the
  // byte whose third bit is the last one put.
  EXPECT_EQ(bytes, FromHex("c5 80 01 ff 07 78"));
  EXPECT_EQ(writer.bits(), 6u + 16 + 12 + 8 + 1);
  Reading in(bytes);
  EXPECT_EQ(Bits(in.reader, 6), 5u);
  uint64_t value;
  ASSERT_TRUE(in.reader.ReadVarint("varint", value));
  EXPECT_EQ(value, 0x80u);
  EXPECT_EQ(Bits(in.reader, 12), 0xfffu);
  const uint8_t* data;
  ASSERT_TRUE(in.reader.ReadBytes(1, 0, "bytes", data));
  EXPECT_EQ(*data, 'x');
  EXPECT_EQ(Bits(in.reader, 1), 1u);
  EXPECT_TRUE(in.reader.ReadEnd());
}

TEST(ControlBits, RandomSequencesRoundTrip) {
  std::mt19937_64 random(3);
  for (int round = 0; round < 200; ++round) {
    struct Item {
      unsigned count;
      uint64_t value;
    };
    std::vector<Item> items;
    std::string bytes;
    WireWriter writer(bytes);
    WireWriter counter;
    for (int i = 0; i < 60; ++i) {
      const auto count = static_cast<unsigned>(random() % 67);
      const uint64_t value = random() >> (random() % 64);
      items.push_back({count, value});
      for (WireWriter* out : {&writer, &counter}) {
        if (count <= 64) out->PutBits(value, count);
        if (count == 65) out->PutVarint(value);
        if (count == 66) out->PutGroups(value);
      }
    }
    EXPECT_EQ(writer.bits(), counter.bits());
    Reading in(bytes);
    for (const Item& item : items) {
      uint64_t value = 0;
      if (item.count <= 64) {
        ASSERT_EQ(Bits(in.reader, item.count),
                  item.value & LowMask(item.count));
      } else if (item.count == 65) {
        ASSERT_TRUE(in.reader.ReadVarint("varint", value));
        ASSERT_EQ(value, item.value);
      } else {
        ASSERT_EQ(Groups(in.reader), item.value);
      }
    }
    EXPECT_TRUE(in.reader.ReadEnd());
  }
}

TEST(Groups, HoldThreeBitsAndAContinuation) {
  struct Example {
    uint64_t value;
    const char* hex;
  };
  // Two groups a byte, the first in the low half.
  const Example examples[] = {
      {0, "00"},
      {1, "01"},
      {7, "07"},
      {8, "18"},
      {63, "7f"},
      {64, "88 01"},
      {0x1ff, "ff 07"},
      {0x200, "88 18"},
      {~uint64_t{0}, "ff ff ff ff ff ff ff ff ff ff 1f"},
      {uint64_t{1} << 63, "88 88 88 88 88 88 88 88 88 88 18"},
  };
  for (const Example& example : examples) {
    std::string bytes;
    WireWriter writer(bytes);
    writer.PutGroups(example.value);
    EXPECT_EQ(bytes, FromHex(example.hex)) << example.value;
    Reading in(bytes);
    EXPECT_EQ(Groups(in.reader), example.value);
    EXPECT_TRUE(in.reader.ReadEnd());
  }
}

TEST(Groups, RefuseWhatIsNotShortestOrTooLong) {
  struct Example {
    const char* hex;
    const char* expected;
  };
  const Example examples[] = {
      {"08", "shortest"},
      {"88 00", "shortest"},
      {"ff ff ff ff ff ff ff ff ff ff 2f", "64 bits"},
      {"ff ff ff ff ff ff ff ff ff ff 9f", "64 bits"},
      {"88 88 88 88 88 88 88 88 88 88 88 01", "64 bits"},
      {"8f", "control byte"},
      {"", "control byte"},
  };
  for (const Example& example : examples) {
    Reading in(example.hex);
    uint64_t value;
    EXPECT_FALSE(in.reader.ReadGroups("count", value)) << example.hex;
    EXPECT_THAT(in.failure.expected, HasSubstr(example.expected))
        << example.hex;
    EXPECT_THAT(in.failure.what, StrEq("count"));
  }
}

TEST(WireReader, LatchesTheFirstFailureAndItsOffset) {
  Reading in("05 80 00");
  uint64_t value;
  ASSERT_TRUE(in.reader.ReadVarint("first", value));
  EXPECT_FALSE(in.reader.ReadVarint("second", value));
  EXPECT_FALSE(in.reader.ReadBits(1, "third", value));
  const uint8_t* data;
  EXPECT_FALSE(in.reader.ReadBytes(1, 0, "fourth", data));
  EXPECT_EQ(in.failure.code, FailureCode::kMalformed);
  EXPECT_THAT(in.failure.what, StrEq("second"));
  EXPECT_EQ(in.failure.offset, 1u);
}

TEST(WireReader, RefusesMoreBytesThanRemain) {
  Reading in("01 02 03");
  const uint8_t* data;
  EXPECT_TRUE(in.reader.ReadBytes(3, 0, "bytes", data));
  EXPECT_TRUE(in.reader.ReadBytes(0, 0, "nothing", data));
  for (const uint64_t size : {uint64_t{1}, ~uint64_t{0}}) {
    Reading other("01 02 03");
    ASSERT_TRUE(other.reader.ReadBytes(3, 0, "bytes", data));
    EXPECT_FALSE(other.reader.ReadBytes(size, 0, "more", data));
  }
}

TEST(WireReader, TheEndHasNoFurtherBytesAndNoUnusedOnes) {
  uint64_t value;
  Reading unused("07");
  ASSERT_TRUE(unused.reader.ReadBits(2, "bits", value));
  EXPECT_FALSE(unused.reader.ReadEnd());
  EXPECT_THAT(unused.failure.what, StrEq("unused control bits"));
  Reading more("03 00");
  ASSERT_TRUE(more.reader.ReadBits(2, "bits", value));
  EXPECT_FALSE(more.reader.ReadEnd());
  EXPECT_THAT(more.failure.what, StrEq("end of the message"));
  EXPECT_TRUE(Reading("").reader.ReadEnd());
}

TEST(PackedValues, StandAmongTheControlBitsUpTo64) {
  const auto value_at = [](uint64_t i) { return i + 1; };
  std::string bytes;
  WireWriter writer(bytes);
  writer.PutBits(1, 1);
  writer.PutPacked(4, 3, true, value_at);  // 001 010 011 100 behind the 1
  EXPECT_EQ(bytes, FromHex("a3 11"));      // 1|100|010|1 then 1|100.. below
  Reading in(bytes);
  EXPECT_EQ(Bits(in.reader, 1), 1u);
  uint64_t word[2];
  const uint8_t* data;
  ASSERT_TRUE(in.reader.ReadPacked(4, 3, "values", word, data));
  EXPECT_EQ(data, reinterpret_cast<const uint8_t*>(word));
  for (uint64_t i = 0; i < 4; ++i) EXPECT_EQ(LoadField(data, 2, i, 3), i + 1);
}

TEST(PackedValues, StandInBytesBeyond64Bits) {
  const auto value_at = [](uint64_t i) { return i; };
  std::string bytes;
  WireWriter writer(bytes);
  writer.PutBits(1, 1);
  writer.PutPacked(13, 5, true, value_at);  // 65 bits
  EXPECT_EQ(bytes.size(), 1u + 9);
  Reading in(bytes);
  EXPECT_EQ(Bits(in.reader, 1), 1u);
  uint64_t word[2];
  const uint8_t* data;
  ASSERT_TRUE(in.reader.ReadPacked(13, 5, "values", word, data));
  EXPECT_EQ(data, in.bytes.span().data() + 1);
  EXPECT_TRUE(in.reader.ReadEnd());
}

}  // namespace
}  // namespace sinter
