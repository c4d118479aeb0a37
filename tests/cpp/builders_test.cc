// Generated builders against the dynamic one, and what they refuse.
#include <array>
#include <cstdint>
#include <cstring>
#include <memory_resource>
#include <string>
#include <vector>

#include "codec/build/finish.h"
#include "codec/reader.h"
#include "codec/typed_bytes.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "shop.builder.h"
#include "shop.native.h"
#include "tests/support/allocation_count.h"
#include "tests/support/status_matchers.h"

namespace shop::orders {
namespace {

using ::sinter::testing::IsOk;
using ::sinter::testing::NumAllocations;
using ::sinter::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr uint8_t kNumber[8] = {1, 2, 3, 4, 5, 6, 7, 8};

// Sets every field in one way or another.
void SetAll(const OrderRow& order) {
  order.set_id(OrderId(7));
  order.set_customer(CustomerId(300));
  order.set_status(Status::kPartSent);
  order.set_discount(100);
  order.set_note("fragile");
  for (const char* sku : {"tea", "pot"}) {
    const LineRow line = order.add_lines();
    line.set_sku(SkuView(sku));
    line.set_price(sinter::Decimal<2>(1250));
    line.set_size(Size::kLarge);
  }
  order.add_tags("b");
  order.add_tags("a");
  order.set_perms(Perm::kRead | Perm::kExecute);
  order.set_token(sinter::Uuid{{1, 2, 3}});
  order.set_blob(kNumber);
  order.set_placed(sinter::TimestampMs(-5));
  order.set_took(sinter::DurationNs(1000));
  order.set_ratio(0.25);
  order.set_small(-0.5f);
  order.set_gift(true);
  const CardRow card = order.mutable_payment().mutable_refund().mutable_card();
  card.set_number(kNumber);
  card.set_expires(sinter::Date(20000));
  order.add_counts("z", 1);
  order.add_counts("a", 2);
  const sinter::ListBuilder<int16_t> large = order.add_by_size(Size::kLarge);
  order.add_by_size(Size::kSmall).add(-1);
  large.add(3);  // handles stay good
  large.add(4);
  order.set_position(2, 1.5f);
  order.mutable_extra().mutable_line().set_count(9);
  order.mutable_next().set_id(OrderId(8));
  order.mutable_next().add_parts().set_id(OrderId(9));
  order.add_parts().set_id(OrderId(10));
  const auto row = order.add_matrix();
  order.add_matrix();
  row.add(5);
  order.add_maybe().set(6);
  order.add_maybe();
  order.set_errno(-128);
  order.set_ERROR(~uint64_t{0});
}

TEST(Builders, MakeMessagesThatReadBack) {
  OrderBuilder builder;
  SetAll(builder);
  const absl::StatusOr<std::string> bytes = builder.Finish();
  ASSERT_THAT(bytes, IsOk());
  sinter::Reader<Order> reader;
  ASSERT_TRUE(reader.Open(sinter::AsBytes(*bytes)));
  const OrderView order = reader.root();
  EXPECT_EQ(order.id(), OrderId(7));
  EXPECT_EQ(order.customer(), CustomerId(300));
  EXPECT_EQ(order.status(), Status::kPartSent);
  EXPECT_EQ(order.discount(), 100);
  EXPECT_EQ(order.note(), "fragile");
  ASSERT_EQ(order.lines().size(), 2u);
  EXPECT_EQ(order.lines()[1].sku().value(), "pot");
  EXPECT_EQ(order.lines()[1].count(), 1u);
  EXPECT_EQ(order.lines()[0].price().units(), 1250);
  EXPECT_EQ(order.lines()[0].size(), Size::kLarge);
  ASSERT_EQ(order.tags().size(), 2u);
  EXPECT_EQ(order.tags()[0], "b");
  EXPECT_EQ(order.perms(), Perm::kRead | Perm::kExecute);
  EXPECT_EQ(order.token(), (sinter::Uuid{{1, 2, 3}}));
  EXPECT_EQ(order.blob().size(), 8u);
  EXPECT_EQ(order.placed().units_since_1970(), -5);
  EXPECT_EQ(order.took().units(), 1000);
  EXPECT_EQ(order.ratio(), 0.25);
  EXPECT_EQ(order.small_(), -0.5f);
  EXPECT_TRUE(order.gift());
  ASSERT_EQ(order.payment().kind(), PaymentView::Kind::kRefund);
  const auto card = order.payment().refund()->card();
  ASSERT_TRUE(card.has_value());
  EXPECT_EQ(card->expires().days_since_1970(), 20000);
  EXPECT_EQ(card->number()[7], 8);
  EXPECT_EQ(order.counts().find("a"), 2u);
  EXPECT_EQ(order.counts()[1].key, "z");
  ASSERT_TRUE(order.by_size().find(Size::kLarge).has_value());
  EXPECT_EQ((*order.by_size().find(Size::kLarge))[1], 4);
  EXPECT_EQ(order.position()[2], 1.5f);
  EXPECT_EQ(order.position()[1], 0.0f);
  ASSERT_TRUE(order.extra().line().has_value());
  EXPECT_EQ(order.extra().line()->count(), 9u);
  ASSERT_TRUE(order.next().has_value());
  EXPECT_EQ(order.next()->id(), OrderId(8));
  EXPECT_EQ(order.next()->parts()[0].id(), OrderId(9));
  EXPECT_EQ(order.parts()[0].id(), OrderId(10));
  EXPECT_EQ(order.matrix()[0][0], 5);
  EXPECT_TRUE(order.matrix()[1].empty());
  EXPECT_EQ(order.maybe()[0], uint16_t{6});
  EXPECT_FALSE(order.maybe()[1].has_value());
  EXPECT_EQ(order.errno_(), -128);
  EXPECT_EQ(order.ERROR_(), ~uint64_t{0});
}

TEST(Builders, TakeAnythingBackThatWasSet) {
  OrderBuilder builder;
  builder.set_note("gone");
  builder.clear_note();
  builder.mutable_next().set_id(OrderId(1));
  builder.clear_next();
  builder.mutable_payment().set_voucher("gone too");
  builder.mutable_payment().set_cash(0);
  builder.set_ERROR(5);
  builder.set_ERROR(0);
  OrderBuilder empty;
  EXPECT_TRUE(*builder.Finish() == *empty.Finish());
}

TEST(Builders, HaveTwoWordHandles) {
  EXPECT_EQ(sizeof(OrderRow), 2 * sizeof(void*));
  EXPECT_EQ(sizeof(sinter::ListBuilder<int>), 2 * sizeof(void*));
  EXPECT_TRUE(std::is_trivially_copyable_v<OrderRow>);
}

TEST(Builders, OfManyRootsKeepThemInOrder) {
  OrderListBuilder builder;
  const OrderRow first = builder.AddRow();
  for (uint32_t i = 1; i < 100; ++i) {
    builder.AddRow().set_id(OrderId(i));
  }
  first.set_id(OrderId(1000));
  EXPECT_EQ(builder.size(), 100u);
  const std::string bytes = *builder.Finish();
  sinter::Reader<Order> reader;
  ASSERT_TRUE(reader.Open(sinter::AsBytes(bytes), {.num_roots = 100}));
  EXPECT_EQ(reader.roots()[0].id(), OrderId(1000));
  EXPECT_EQ(reader.roots()[99].id(), OrderId(99));
}

TEST(Builders, ReportTheFirstThingThatIsWrong) {
  OrderBuilder builder;
  builder.set_discount(101);
  builder.mutable_extra().mutable_line().set_size(static_cast<Size>(3));
  EXPECT_THAT(builder.Finish(), StatusIs(absl::StatusCode::kInvalidArgument,
                                         HasSubstr("got 101")));
  builder.Clear();
  EXPECT_THAT(builder.Finish(), IsOk());
  builder.set_note("\xff");
  EXPECT_THAT(builder.Finish(),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("UTF-8")));
  builder.Clear();
  builder.add_counts("twice", 1);
  builder.add_counts("twice", 1);
  EXPECT_THAT(builder.Finish(), StatusIs(absl::StatusCode::kInvalidArgument));
  std::string out = "before";
  EXPECT_FALSE(builder.FinishTo(out));
  EXPECT_EQ(out, "before");
  builder.Clear();
  builder.mutable_payment().mutable_card().set_expires(
      sinter::Date(int64_t{1} << 40));
  EXPECT_THAT(builder.Finish(), StatusIs(absl::StatusCode::kInvalidArgument));
  builder.Clear();
  for (int i = 0; i < 10; ++i) builder.add_tags("x");
  EXPECT_THAT(builder.Finish({.max_rows = 10}),
              StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_THAT(builder.Finish(), IsOk());
}

TEST(Builders, FinishWhereTheCallerLikes) {
  OrderBuilder builder;
  SetAll(builder);
  const std::string expected = *builder.Finish();
  std::string out = "before";
  ASSERT_TRUE(builder.FinishTo(out));
  EXPECT_TRUE(out == "before" + expected);

  std::array<uint8_t, 2000> buffer;
  const auto written = builder.FinishTo(std::span<uint8_t>(buffer));
  ASSERT_TRUE(written.has_value());
  EXPECT_TRUE(sinter::AsText(*written) == expected);
  EXPECT_EQ(written->data(), buffer.data());
  EXPECT_FALSE(builder.FinishTo(std::span(buffer).first(expected.size() - 1)));
  EXPECT_THAT(builder.status(), StatusIs(absl::StatusCode::kResourceExhausted,
                                         HasSubstr("buffer")));
  EXPECT_TRUE(builder.FinishTo(std::span(buffer).first(expected.size())));

  std::string seen;
  EXPECT_TRUE(builder.FinishWith(
      [&](std::span<const uint8_t> bytes) { seen = sinter::AsText(bytes); }));
  EXPECT_TRUE(seen == expected);
}

TEST(Builders, ReferToTextsThatTheyBorrow) {
  OrderBuilder builder;
  std::string note = "first";
  builder.set_borrows_texts(true);
  builder.set_note(note);
  note[0] = 'F';
  const std::string bytes = *builder.Finish();
  EXPECT_THAT(bytes, HasSubstr("First"));
  builder.set_borrows_texts(false);
  builder.set_note(note);
  note[0] = 'f';
  EXPECT_THAT(*builder.Finish(), HasSubstr("First"));
}

// What examples/ shows: all memory of a builder from the caller's.
TEST(Builders, AllocateNothingForTheThousandthMessage) {
  std::array<std::byte, 65536> memory;
  std::pmr::monotonic_buffer_resource arena(memory.data(), memory.size(),
                                            std::pmr::null_memory_resource());
  OrderBuilder builder;
  OrderBuilder in_arena(&arena);
  std::string out;
  std::string expected;
  uint64_t before = 0;
  for (int message = 1; message <= 1000; ++message) {
    if (message == 2) expected = out;
    if (message == 1000) before = NumAllocations();
    builder.Clear();
    SetAll(builder);
    out.clear();
    ASSERT_TRUE(builder.FinishTo(out));
  }
  EXPECT_EQ(NumAllocations(), before);
  EXPECT_TRUE(out == expected);
  before = NumAllocations();
  SetAll(in_arena);
  std::array<uint8_t, 2000> buffer;
  EXPECT_TRUE(in_arena.FinishTo(std::span<uint8_t>(buffer)).has_value());
  EXPECT_EQ(NumAllocations(), before);
}

}  // namespace
}  // namespace shop::orders
