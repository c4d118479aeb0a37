#include "codec/typed_bytes.h"

#include <cstdint>
#include <span>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sinter {
namespace {

using ::testing::ElementsAre;

struct Entry {
  LittleEndian<uint32_t> a;
  LittleEndian<uint16_t> b;
};
static_assert(sizeof(Entry) == 6 && alignof(Entry) == 1);

alignas(8) constexpr uint8_t kBytes[] = {0x01, 0x02, 0x03, 0x84, 0x05, 0xf6,
                                         0x07, 0x08, 0x09, 0x0a, 0x0b, 0x0c};

TEST(TypedBytes, ReadsLittleEndianFieldsAtAnyAddress) {
  const auto* entry = ViewAs<Entry>(std::span(kBytes).subspan(1));
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->a, 0x05840302u);
  EXPECT_EQ(entry->b, 0x07f6u);
}

TEST(TypedBytes, WritesLittleEndianBytes) {
  const Entry entry{.a = 0x01020304, .b = 0xa0b0};
  EXPECT_THAT(BytesOf(entry), ElementsAre(4, 3, 2, 1, 0xb0, 0xa0));
}

TEST(TypedBytes, KeepsSignedValues) {
  EXPECT_EQ(LittleEndian<int16_t>(-2).Get(), -2);
  EXPECT_EQ(LittleEndian<int64_t>(INT64_MIN).Get(), INT64_MIN);
}

TEST(TypedBytes, RefusesTooFewBytes) {
  EXPECT_NE(ViewAs<Entry>(std::span(kBytes).first(6)), nullptr);
  EXPECT_EQ(ViewAs<Entry>(std::span(kBytes).first(5)), nullptr);
  EXPECT_EQ(ViewAs<uint64_t>(std::span<const uint8_t>()), nullptr);
}

TEST(TypedBytes, RefusesMisalignedAddresses) {
  EXPECT_NE(ViewAs<uint32_t>(std::span(kBytes).subspan(4)), nullptr);
  EXPECT_EQ(ViewAs<uint32_t>(std::span(kBytes).subspan(2)), nullptr);
}

TEST(TypedBytes, ViewsStdByteAlike) {
  const auto bytes = std::as_bytes(std::span(kBytes));
  EXPECT_NE(ViewAs<Entry>(bytes), nullptr);
}

TEST(TypedBytes, ArraysHoldAsManyAsFit) {
  const auto two = ViewArrayAs<Entry>(std::span(kBytes), 2);
  ASSERT_TRUE(two.has_value());
  EXPECT_EQ((*two)[1].a, 0x0a090807u);
  EXPECT_FALSE(ViewArrayAs<Entry>(std::span(kBytes), 3).has_value());
  // A count whose byte size wraps around.
  EXPECT_FALSE(
      ViewArrayAs<uint64_t>(std::span(kBytes), uint64_t{1} << 61).has_value());
}

TEST(TypedBytes, ArraysNeedAlignmentUnlessEmpty) {
  const auto odd = std::span(kBytes).subspan(1);
  EXPECT_FALSE(ViewArrayAs<uint32_t>(odd, 1).has_value());
  EXPECT_TRUE(ViewArrayAs<uint32_t>(odd, 0).has_value());
}

}  // namespace
}  // namespace sinter
