// Structs and raw lists: bytes by hand, alignment, what is refused.
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "codec/message_builder.h"
#include "codec/message_reader.h"
#include "codec/status.h"
#include "codec/typed_bytes.h"
#include "gtest/gtest.h"
#include "tests/support/exact_bytes.h"
#include "tests/support/expect_encodes.h"
#include "tests/support/hex.h"
#include "tests/support/random_layout.h"
#include "tests/support/random_rows.h"
#include "tests/support/rows.h"
#include "tests/support/test_layout.h"

namespace sinter::testing {
namespace {

using Octets = std::vector<uint8_t>;

std::string Encoded(MessageBuilder& builder) {
  std::string bytes;
  EXPECT_TRUE(builder.Finish(bytes)) << builder.failure().what;
  return bytes;
}

// What opening and verifying say of a message, or nothing.
std::string Fault(const Layout& layout, std::string_view hex,
                  uint32_t root_rows = 1) {
  const ExactBytes exact(FromHex(hex));
  MessageReader reader(layout);
  return reader.Open(exact.span(), {.root_rows = root_rows})
             ? ""
             : reader.failure().what;
}

TEST(Struct, StandsAlignedInTheMessage) {
  const TestLayout layout(
      {{"R", {{"a", Struct({Unsigned(8), Unsigned(16), Unsigned(32)})}}}});
  ExpectEncodesTo(
      layout,
      [&](MessageBuilder& b) {
        b.AddRoot();
        // The byte between the first two members is nobody's.
        b.SetStruct(layout.node("R.a"), 0, Octets{1, 0xee, 2, 0, 3, 0, 0, 0});
      },
      "02\n"
      "00 00 00\n"
      "01 00 02 00 03 00 00 00");
}

TEST(Struct, RowsHaveNothingBetweenThem) {
  const TestLayout layout({{"R", {{"a", List(Struct({Signed(16), Bool()}))}}}});
  ExpectEncodesTo(
      layout,
      [&](MessageBuilder& b) {
        b.AddRoot();
        const NodeId element = layout.node("R.a[]");
        b.Append(layout.node("R.a"), 0, 3);
        b.SetStruct(element, 0, Octets{0xff, 0xff, 1, 0});
        b.SetStruct(element, 2, Octets{2, 1, 0, 0});
      },
      "06 00\n"
      "ff ff 01 00\n"
      "00 00 00 00\n"
      "02 01 00 00");
}

TEST(Struct, DefaultIsZeroOrTheLeastValue) {
  const TestLayout layout(
      {{"R", {{"a", Struct({Range(3, 9, 3), Array(Range(-9, -3, -9), 2)})}}}});
  ExpectEncodesTo(
      layout, [](MessageBuilder& b) { b.AddRoot(); }, "00");
  const ExactBytes exact(FromHex("00"));
  MessageReader reader(layout);
  ASSERT_TRUE(reader.Open(exact.span()));
  const Node& node = layout.layout().node(layout.node("R.a"));
  const uint8_t* bytes = GetStruct(*reader.column(node), 0);
  const Octets expected = {3,    0,    0,    0,    0xf7, 0xff,
                           0xff, 0xff, 0xf7, 0xff, 0xff, 0xff};
  EXPECT_EQ(Octets(bytes, bytes + 12), expected);
}

TEST(Struct, IsRefusedForMembersOutOfRangeAndPadding) {
  const TestLayout layout(
      {{"R", {{"a", Struct({Bool(), Range(3, 9, 3), Signed(16)})}}}});
  EXPECT_EQ(Fault(layout, "02 00 00 00 01 00 00 00 09 00 00 00 ff ff 00 00"),
            "");
  EXPECT_EQ(Fault(layout, "02 00 00 00 02 00 00 00 09 00 00 00 ff ff 00 00"),
            "a bool in place is neither 0 nor 1");
  EXPECT_EQ(Fault(layout, "02 00 00 00 01 00 00 00 0a 00 00 00 ff ff 00 00"),
            "a value in place is out of range");
  EXPECT_EQ(Fault(layout, "02 00 00 00 01 00 00 00 02 00 00 00 ff ff 00 00"),
            "a value in place is out of range");
  EXPECT_EQ(Fault(layout, "02 00 00 00 01 00 01 00 09 00 00 00 ff ff 00 00"),
            "padding in a struct is not zero");
  EXPECT_EQ(Fault(layout, "02 00 00 00 01 00 00 00 09 00 00 00 ff ff 00 01"),
            "padding in a struct is not zero");
  EXPECT_EQ(Fault(layout, "02 00 01 00 01 00 00 00 09 00 00 00 ff ff 00 00"),
            "padding before aligned bytes is not zero");
}

TEST(Struct, BuilderRefusesWhatReadersRefuse) {
  const TestLayout layout({{"R", {{"a", Struct({Bool(), Range(3, 9, 3)})}}}});
  const NodeId node = layout.node("R.a");
  for (const Octets& bytes :
       {Octets{2, 0, 0, 0, 3, 0, 0, 0}, Octets{1, 0, 0, 0, 0, 0, 0, 0},
        Octets{1, 0, 0, 0, 3, 0, 0}}) {
    MessageBuilder builder(layout);
    builder.AddRoot();
    builder.SetStruct(node, 0, bytes);
    std::string out;
    EXPECT_FALSE(builder.Finish(out));
    EXPECT_EQ(out, "");
  }
}

TEST(RawList, OfOneRowSaysItsUnitsAndWhatIsUnused) {
  const TestLayout layout({{"R", {{"a", Raw(Unsigned(32), 16)}}}});
  // Units of four: 0 | 0100 two units | 11 three unused.
  ExpectEncodesTo(
      layout,
      [&](MessageBuilder& b) {
        b.AddRoot();
        Octets bytes(20, 0);
        for (uint8_t i = 0; i < 5; ++i) bytes[4 * i] = i + 1;
        b.SetRaw(layout.node("R.a"), 0, bytes);
      },
      "64\n"
      "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00\n"
      "01 00 00 00 02 00 00 00 03 00 00 00 04 00 00 00\n"
      "05 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00");
}

TEST(RawList, WithoutElementsIsItsLength) {
  const TestLayout layout({{"R", {{"a", Raw(Unsigned(32), 16)}}}});
  ExpectEncodesTo(
      layout, [](MessageBuilder& b) { b.AddRoot(); }, "00");
}

TEST(RawList, RowsStartAtMultiplesOfTheAlignment) {
  // Three bytes at multiples of four: units of four elements.
  const TestLayout layout({{"R", {{"a", List(Raw(FixedBytes(3), 4))}}}});
  MessageBuilder builder(layout);
  builder.AddRoot();
  builder.Append(layout.node("R.a"), 0, 5);
  const NodeId element = layout.node("R.a[]");
  const uint32_t counts[] = {1, 0, 4, 5, 2};
  for (uint32_t i = 0; i < 5; ++i) {
    builder.SetRaw(element, i,
                   Octets(3 * counts[i], static_cast<uint8_t>(i + 1)));
  }
  const std::string bytes = Encoded(builder);
  const ExactBytes exact(bytes);
  MessageReader reader(layout);
  ASSERT_TRUE(reader.Open(exact.span())) << reader.failure().what;
  const Node& node = layout.layout().node(element);
  for (uint32_t i = 0; i < 5; ++i) {
    const RawRange raw = GetRaw(reader.column(node), RawUnitOf(3, 4), i);
    EXPECT_EQ(raw.count, counts[i]);
    EXPECT_EQ(reinterpret_cast<uintptr_t>(raw.data) % 4, 0u);
    for (uint64_t j = 0; j < 3 * raw.count; ++j) {
      EXPECT_EQ(raw.data[j], i + 1);
    }
  }
}

TEST(RawList, IsRefusedForWhatStandsBehindItsElements) {
  const TestLayout layout({{"R", {{"a", Raw(Unsigned(16), 8)}}}});
  // 0 | 1000 one unit | 10 one unused
  EXPECT_EQ(Fault(layout, "22 00 00 00 00 00 00 00 01 00 02 00 03 00 00 00"),
            "");
  EXPECT_EQ(Fault(layout, "22 00 00 00 00 00 00 00 01 00 02 00 03 00 00 01"),
            "padding after a raw list is not zero");
  EXPECT_EQ(Fault(layout, "22 00 00 00 00 00 00 01 01 00 02 00 03 00 00 00"),
            "padding before aligned bytes is not zero");
  EXPECT_EQ(Fault(layout, "22 00 00 00 00 00 00 00 01 00 02 00 03 00 00"),
            "raw lists");
  // Two units are more than what is left.
  EXPECT_EQ(Fault(layout, "44 00 00 00 00 00 00 00 01 00 02 00 03 00 00 00"),
            "sum of lengths");
}

TEST(RawList, WithoutUnitsHasNothingUnused) {
  const TestLayout layout({{"R", {{"a", List(Raw(Unsigned(8), 2))}}}});
  // Of two rows the first has a unit; it or the other leaves one unused.
  EXPECT_EQ(Fault(layout, "04 82 42 00 07 00"), "");
  EXPECT_EQ(Fault(layout, "04 82 82 00 07 00"),
            "an empty raw list leaves elements unused");
}

TEST(Alignment, OfAMessageIsCheckedOrMadeGood) {
  const TestLayout layout({{"R", {{"a", Raw(Float(32), 32)}, {"s", Text()}}}});
  ASSERT_EQ(layout.layout().align, 32u);
  MessageBuilder builder(layout);
  builder.AddRoot();
  builder.SetRaw(layout.node("R.a"), 0, Octets(44, 1));
  builder.SetText(layout.node("R.s"), 0, "text");
  const std::string bytes = Encoded(builder);
  const Node& node = layout.layout().node(layout.node("R.a"));
  MessageReader reader(layout);
  for (size_t offset = 0; offset < 64; ++offset) {
    const ExactBytes exact(bytes, offset);
    const bool is_aligned = offset % 32 == 0;
    EXPECT_EQ(reader.Open(exact.span()), is_aligned) << offset;
    if (!is_aligned) {
      EXPECT_EQ(ToStatus(reader.failure(), layout).ToString(),
                "FAILED_PRECONDITION: offset 0: address of the message modulo "
                "32: expected 0, got " +
                    std::to_string(offset % 32));
    }
    ASSERT_TRUE(reader.Open(exact.span(), {.alignment = Alignment::kCopy}));
    const RawRange raw = GetRaw(reader.column(node), RawUnitOf(4, 32), 0);
    EXPECT_EQ(raw.count, 11u);
    EXPECT_EQ(reinterpret_cast<uintptr_t>(raw.data) % 32, 0u);
    EXPECT_EQ(Octets(raw.data, raw.data + 44), Octets(44, 1));
    EXPECT_EQ(ReadRows(reader)[0].items[1].text, "text");
  }
}

TEST(Alignment, OfCopiesFitsEveryLayout) {
  for (uint64_t seed = 0; seed < 200; ++seed) {
    RandomSource source(seed + 77);
    const TestLayout layout(RandomTables(source));
    MessageBuilder builder(layout);
    Fill(RandomRows(layout, 1, 100, source), nullptr, builder);
    const std::string bytes = Encoded(builder);
    const ExactBytes aligned(bytes);
    MessageReader reader(layout);
    ASSERT_TRUE(reader.Open(aligned.span()));
    const std::string expected = Dump(layout, ReadRows(reader));
    for (size_t offset = 1; offset < 9; ++offset) {
      const ExactBytes exact(bytes, offset);
      const bool fits = offset % layout.layout().align == 0;
      ASSERT_EQ(reader.Open(exact.span()), fits);
      ASSERT_TRUE(reader.Open(exact.span(), {.alignment = Alignment::kCopy}));
      EXPECT_EQ(Dump(layout, ReadRows(reader)), expected);
    }
  }
}

}  // namespace
}  // namespace sinter::testing
