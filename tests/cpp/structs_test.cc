// Structs and raw lists through generated code.
#include <cstdint>
#include <cstring>
#include <memory>
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

static_assert(
    std::is_same_v<decltype(std::declval<PlaceView>().at()), const Point&>);
static_assert(std::is_base_of_v<std::span<const float>,
                                decltype(std::declval<PlaceView>().heat())>);

Mark MakeMark(uint8_t level) {
  Mark mark;
  mark.level = level;
  mark.seen = sinter::Date(20000);
  mark.sure = true;
  mark.code = {1, 2, 3};
  mark.corners[1] = {.x = 5, .y = -5};
  mark.kind = Kind::kHill;
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
  EXPECT_THAT(place.heat(), ElementsAre(1, 2, 3, 4, 5));
  EXPECT_EQ(reinterpret_cast<uintptr_t>(place.heat().data()) % 64, 0u);
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

TEST(Structs, AreReadInPlace) {
  const Shifted bytes(Build(), 0);
  sinter::Reader<Place> reader;
  ASSERT_TRUE(reader.Open(bytes.span())) << reader.failure().what;
  ExpectPlace(reader.root());
  const auto* at = reinterpret_cast<const uint8_t*>(&reader.root().at());
  EXPECT_GE(at, bytes.span().data());
  EXPECT_LT(at, bytes.span().data() + bytes.span().size());
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
