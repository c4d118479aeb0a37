// Structs and raw lists through generated code.
#include <bit>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "codec/build/finish.h"
#include "codec/native/convert.h"
#include "codec/open.h"
#include "codec/reader.h"
#include "codec/typed_bytes.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "places.builder.h"
#include "places.native.h"
#include "tests/support/status_matchers.h"

namespace places {
namespace {

using ::sinter::testing::IsOk;
using ::sinter::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr bool kIsLittleEndian = std::endian::native == std::endian::little;

// Where numbers have another order of bytes structs are copies and there are no
// spans of numbers; bytes have no order.
static_assert(
    std::is_same_v<decltype(std::declval<PlaceView>().at()),
                   std::conditional_t<kIsLittleEndian, const Point&, Point>>);
static_assert(std::is_convertible_v<decltype(std::declval<PlaceView>().heat()),
                                    std::span<const float>> == kIsLittleEndian);
static_assert(std::is_convertible_v<decltype(std::declval<PlaceView>().bytes()),
                                    std::span<const uint8_t>>);

Mark MakeMark(uint8_t level) {
  Mark mark;
  mark.level = level;
  mark.seen = sinter::Date(20000);
  mark.sure = true;
  mark.code = {1, 2, 3};
  mark.corners[1] = {.x = 5, .y = -5};
  mark.kind = Kind::kHill;
  mark.when = sinter::TimestampUs(0x0102030405060708);
  return mark;
}

std::string Build() {
  PlaceBuilder place;
  place.set_at({.x = 1.5f, .y = -2});
  place.set_mark(MakeMark(7));
  place.set_maybe(MakeMark(9));
  for (const float y : {1.0f, 2.0f, 3.0f}) place.add_path({.x = 0, .y = y});
  place.set_heat(std::vector<float>{1, 2, 3, 4, 5});
  place.set_outline(std::vector<Point>{{.x = 1, .y = 2}, {.x = 3, .y = 4}});
  place.set_bytes(std::vector<uint8_t>{1, 2, 3});
  place.mutable_either().set_point({.x = 8, .y = 9});
  absl::StatusOr<std::string> bytes = place.Finish();
  EXPECT_THAT(bytes, IsOk());
  return *std::move(bytes);
}

void ExpectPlace(PlaceView place) {
  EXPECT_EQ(place.at(), (Point{.x = 1.5f, .y = -2}));
  EXPECT_EQ(place.mark(), MakeMark(7));
  EXPECT_EQ(place.maybe(), MakeMark(9));
  ASSERT_EQ(place.path().size(), 3u);
  EXPECT_EQ(place.path()[2].y, 3);
  std::vector<Point> path(3);
  EXPECT_EQ(place.path().CopyTo(path), 3u);
  EXPECT_THAT(path, ElementsAre(Point{.y = 1}, Point{.y = 2}, Point{.y = 3}));
  EXPECT_THAT(place.heat(), ElementsAre(1, 2, 3, 4, 5));
  EXPECT_EQ(place.heat()[4], 5);
  EXPECT_EQ(place.heat().back(), 5);
  EXPECT_THAT(place.outline(),
              ElementsAre(Point{.x = 1, .y = 2}, Point{.x = 3, .y = 4}));
  EXPECT_THAT(place.bytes(), ElementsAre(1, 2, 3));
  EXPECT_EQ(place.either().point(), (Point{.x = 8, .y = 9}));
}

// A copy of bytes whose address is `offset` beyond a multiple of 64.
class Shifted {
 public:
  Shifted(const std::string& bytes, size_t offset)
      : memory_(bytes.size() + 128), size_(bytes.size()) {
    const auto address = reinterpret_cast<uintptr_t>(memory_.data());
    start_ = memory_.data() + (64 - address % 64) % 64 + offset;
    std::memcpy(start_, bytes.data(), size_);
  }
  std::span<const uint8_t> span() const { return {start_, size_}; }

 private:
  std::vector<uint8_t> memory_;
  uint8_t* start_;
  size_t size_;
};

// Values that stand in the message have addresses in it. A template, since the
// code is none where they are copies.
template <typename View>
void ExpectInside(View place, std::span<const uint8_t> bytes) {
  EXPECT_GE(place.bytes().data(), bytes.data());
  EXPECT_LT(place.bytes().data(), bytes.data() + bytes.size());
  if constexpr (kIsLittleEndian) {
    const auto* at = reinterpret_cast<const uint8_t*>(&place.at());
    EXPECT_GE(at, bytes.data());
    EXPECT_LT(at, bytes.data() + bytes.size());
    EXPECT_EQ(reinterpret_cast<uintptr_t>(place.heat().data()) % 64, 0u);
  }
}

TEST(Structs, AreReadInPlace) {
  const Shifted bytes(Build(), 0);
  sinter::Reader<Place> reader;
  ASSERT_TRUE(reader.Open(bytes.span())) << reader.failure().what;
  ExpectPlace(reader.root());
  ExpectInside(reader.root(), bytes.span());
}

// As where a message is older than the field: all rows have one struct.
TEST(Structs, AreCopiedWhereRowsShareOne) {
  // 1 and 2, as messages hold them.
  alignas(Point) const uint8_t point[] = {0, 0, 0x80, 0x3f, 0, 0, 0, 0x40};
  sinter::Column column = sinter::ConstantColumn(0, 3);
  column.mode = sinter::ColumnMode::kStruct;
  column.data = point;
  std::vector<Point> copies(2);
  EXPECT_EQ(sinter::List<Point>(&column, 1, 2).CopyTo(copies), 2u);
  EXPECT_THAT(copies,
              ElementsAre(Point{.x = 1, .y = 2}, Point{.x = 1, .y = 2}));
}

TEST(Structs, HaveTheSameBytesOnAllMachines) {
  // clang-format off
  const std::vector<uint8_t> mark = {
      7, 0, 0, 0,   0xca, 6, 0, 0,   1, 1, 2, 3,
      0, 0, 0, 0,   0, 0, 0, 0,   0, 0, 0xa0, 0x40,   0, 0, 0xa0, 0xc0,
      1, 0, 0, 0,   8, 7, 6, 5, 4, 3, 2, 1};
  const std::vector<uint8_t> heat = {
      0, 0, 0x80, 0x3f,   0, 0, 0, 0x40,   0, 0, 0x40, 0x40};
  const std::vector<uint8_t> outline = {
      0, 0, 0x80, 0x3f,   0, 0, 0, 0x40,
      0, 0, 0x40, 0x40,   0, 0, 0x80, 0x40};
  // clang-format on
  const std::string bytes = Build();
  for (const auto& part : {mark, heat, outline}) {
    EXPECT_NE(bytes.find(sinter::AsText(part)), std::string::npos);
  }
}

TEST(Structs, AreReversedNumberByNumber) {
  Mark mark = MakeMark(7);
  sinter::internal::ReverseNumbers(mark);
  EXPECT_EQ(mark.level, 7);
  EXPECT_EQ(sinter::Date(mark.seen),
            sinter::Date(static_cast<int32_t>(0xca060000u) + 18262));
  EXPECT_EQ(mark.code, MakeMark(7).code);
  EXPECT_EQ(std::bit_cast<uint32_t>(mark.corners[1].x), 0x0000a040u);
  EXPECT_EQ(std::bit_cast<uint32_t>(mark.corners[1].y), 0x0000a0c0u);
  EXPECT_EQ(mark.when, sinter::TimestampUs(0x0807060504030201));
  sinter::internal::ReverseNumbers(mark);
  EXPECT_EQ(mark, MakeMark(7));

  std::vector<uint8_t> elements = {0xee, 1, 2, 3, 4, 5, 6, 7, 8};
  sinter::internal::ReverseElements<float>(elements.data() + 1, 2);
  EXPECT_THAT(elements, ElementsAre(0xee, 4, 3, 2, 1, 8, 7, 6, 5));
}

TEST(Structs, NeedAnAlignedMessageOrACopy) {
  for (size_t offset = 1; offset < 64; offset += offset < 8 ? 1 : 8) {
    const Shifted bytes(Build(), offset);
    sinter::Reader<Place> reader;
    EXPECT_FALSE(reader.Open(bytes.span()));
    EXPECT_EQ(reader.failure().code, sinter::FailureCode::kMisaligned);
    EXPECT_THAT(sinter::Open<Place>(bytes.span()),
                StatusIs(absl::StatusCode::kFailedPrecondition));
    ASSERT_TRUE(
        reader.Open(bytes.span(), {.alignment = sinter::Alignment::kCopy}));
    ExpectPlace(reader.root());
  }
}

TEST(Structs, HaveDefaults) {
  PlaceBuilder builder;
  absl::StatusOr<std::string> bytes = builder.Finish();
  ASSERT_THAT(bytes, IsOk());
  const Shifted shifted(*bytes, 0);
  sinter::Reader<Place> reader;
  ASSERT_TRUE(reader.Open(shifted.span()));
  EXPECT_EQ(reader.root().at(), Point());
  EXPECT_EQ(reader.root().mark().level, 3);  // 0 is out of its range
  EXPECT_EQ(Mark().level, 3);
  EXPECT_FALSE(reader.root().maybe().has_value());
  EXPECT_THAT(reader.root().heat(), IsEmpty());
}

TEST(Structs, GoToPlainStructsAndBack) {
  const std::string bytes = Build();
  const Shifted shifted(bytes, 0);
  sinter::Reader<Place> reader;
  ASSERT_TRUE(reader.Open(shifted.span()));
  const absl::StatusOr<Place> plain = sinter::ToStruct(reader.root());
  ASSERT_THAT(plain, IsOk());
  EXPECT_EQ(plain->mark, MakeMark(7));
  EXPECT_THAT(plain->heat, ElementsAre(1, 2, 3, 4, 5));
  const absl::StatusOr<std::string> again = sinter::Encode(*plain);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(*again, bytes);
}

}  // namespace
}  // namespace places
