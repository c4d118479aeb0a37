#include <algorithm>
#include <chrono>
#include <ranges>
#include <string>
#include <type_traits>
#include <vector>

#include "codec/message_builder.h"
#include "codec/reader.h"
#include "codec/typed_bytes.h"
#include "codec/view/chrono.h"
#include "gtest/gtest.h"
#include "shop.sinter.h"

namespace shop::orders {
namespace {

using sinter::MessageBuilder;
using sinter::NodeId;
using sinter::Reader;
using sinter::RootTraits;

// The node of a field of the root, by its accessor's name.
NodeId FieldOf(std::string_view name) {
  const sinter::Layout& layout = RootTraits<Order>::layout();
  for (uint32_t i = 0; i < layout.nodes.size(); ++i) {
    if (layout.names->nodes[i] == name) return NodeId(i);
  }
  ADD_FAILURE() << "no node " << name;
  return NodeId(0);
}

TEST(Views, ReadDefaultsOfAMessageThatHoldsNothing) {
  MessageBuilder builder(RootTraits<Order>::layout());
  builder.AddRoot();
  std::string bytes;
  ASSERT_TRUE(builder.Finish(bytes));
  Reader<Order> reader;
  ASSERT_TRUE(reader.Open(sinter::AsBytes(bytes)));
  const OrderView order = reader.root();
  EXPECT_EQ(order.id(), OrderId(0));
  EXPECT_EQ(order.status(), Status::kPaid);
  EXPECT_EQ(order.small_(), 1.5f);
  EXPECT_EQ(order.errno_(), -5);
  EXPECT_FALSE(order.note().has_value());
  EXPECT_TRUE(order.lines().empty());
  EXPECT_FALSE(order.next().has_value());
  EXPECT_EQ(order.position()[2], 0.0f);
  EXPECT_EQ(order.counts().find("a"), std::nullopt);
  EXPECT_EQ(order.payment().kind(), PaymentView::Kind::kCash);
  EXPECT_EQ(order.payment().cash(), 0u);
  EXPECT_FALSE(order.payment().card().has_value());
  EXPECT_EQ(order.extra().text(), "");
}

TEST(Views, ReadWhatWasWritten) {
  MessageBuilder builder(RootTraits<Order>::layout());
  const uint32_t root = builder.AddRoot();
  builder.SetBits(FieldOf("Order.id"), root, 7);
  builder.SetText(FieldOf("Order.note?"),
                  builder.SetPresent(FieldOf("Order.note"), root), "fragile");
  for (const char* tag : {"b", "a"}) {
    builder.SetText(FieldOf("Order.tags[]"),
                    builder.Append(FieldOf("Order.tags"), root), tag);
  }
  builder.SetBits(FieldOf("Order.perms"), root, 5);
  std::string bytes;
  ASSERT_TRUE(builder.Finish(bytes));
  Reader<Order> reader;
  ASSERT_TRUE(reader.Open(sinter::AsBytes(bytes)));
  const OrderView order = reader.root();
  EXPECT_EQ(order.id(), OrderId(7));
  EXPECT_EQ(order.note(), "fragile");
  std::string tags;
  for (const std::string_view tag : order.tags()) tags += tag;
  EXPECT_EQ(tags, "ba");
  EXPECT_EQ(order.perms(), Perm::kRead | Perm::kExecute);
  EXPECT_FALSE(order.perms().contains(Perm::kWrite));
}

// Three orders with lines, counts and extras.
class Orders : public ::testing::Test {
 protected:
  Orders() {
    MessageBuilder builder(RootTraits<Order>::layout());
    const NodeId lines = FieldOf("Order.lines");
    for (uint32_t i = 0; i < 3; ++i) {
      const uint32_t root = builder.AddRoot();
      builder.SetBits(FieldOf("Order.id"), root, 10 + i);
      builder.SetBits(FieldOf("Order.discount"), root, 30 - 10 * i);
      builder.SetBits(FieldOf("Order.gift"), root, i == 1);
      for (uint32_t j = 0; j <= i; ++j) {
        const uint32_t line = builder.GetRecord(FieldOf("Order.lines[]"),
                                                builder.Append(lines, root));
        builder.SetBits(FieldOf("Line.count"), line, 10 * i + j);
        builder.SetText(FieldOf("Line.sku"), line, "sku" + std::to_string(j));
      }
      for (const char* key : {"c", "a", "b"}) {
        const uint32_t entry =
            builder.AppendEntry(FieldOf("Order.counts"), root);
        builder.SetText(FieldOf("Order.counts{key}"), entry, key);
        builder.SetBits(FieldOf("Order.counts{}"), entry,
                        static_cast<uint8_t>(key[0]));
      }
      builder.SetBits(FieldOf("Order.extra.number"),
                      builder.SetVariant(FieldOf("Order.extra"), root, 1), i);
      builder.SetBits(FieldOf("Order.placed"), root, 86'400'000 * (i + 1));
    }
    EXPECT_TRUE(builder.Finish(bytes_)) << builder.failure().what;
    EXPECT_TRUE(reader_.Open(sinter::AsBytes(bytes_), {.num_roots = 3}));
  }

  sinter::List<OrderView> orders() const { return reader_.roots(); }

  std::string bytes_;
  Reader<Order> reader_;
};

static_assert(std::is_trivially_copyable_v<OrderView>);
static_assert(std::is_trivially_copyable_v<PaymentView>);
// Two words; a list is a site, a row and a count.
static_assert(sizeof(OrderView) == 2 * sizeof(void*));
static_assert(sizeof(PaymentView) == 2 * sizeof(void*));
static_assert(sizeof(sinter::List<OrderView>) == 8 + sizeof(void*));
static_assert(sizeof(Status) == 1 && sizeof(OrderId) == 8 && sizeof(Perm) == 8);
static_assert(!std::is_convertible_v<OrderId, CustomerId>);
static_assert(std::ranges::random_access_range<sinter::List<OrderView>>);
static_assert(std::ranges::random_access_range<sinter::Array<float, 3>>);
static_assert(
    std::ranges::random_access_range<sinter::Map<std::string_view, uint32_t>>);
static_assert(std::ranges::sized_range<sinter::List<std::string_view>>);
static_assert(std::ranges::borrowed_range<sinter::List<OrderView>>);

TEST_F(Orders, AreARangeForAlgorithms) {
  EXPECT_EQ(std::ranges::max(orders(), {}, &OrderView::discount).id(),
            OrderId(10));
  const auto found = std::ranges::find(orders(), OrderId(12), &OrderView::id);
  ASSERT_NE(found, orders().end());
  EXPECT_EQ((*found).lines().size(), 3u);
  EXPECT_EQ(found - orders().begin(), 2);
  const auto position =
      std::ranges::lower_bound(orders(), OrderId(11), {}, &OrderView::id);
  EXPECT_EQ(position - orders().begin(), 1);
  const std::vector<OrderView> copies(orders().begin(), orders().end());
  EXPECT_EQ(copies.back().id(), OrderId(12));
  EXPECT_EQ(orders().back().id(), OrderId(12));
}

TEST_F(Orders, GiveColumns) {
  uint8_t discounts[3] = {};
  EXPECT_EQ(orders().column<&OrderView::discount>().CopyTo(discounts), 3u);
  EXPECT_EQ(discounts[0], 30);
  EXPECT_EQ(discounts[2], 10);
  OrderId ids[2];
  EXPECT_EQ(orders().column<&OrderView::id>().CopyTo(ids), 2u);
  EXPECT_EQ(ids[1], OrderId(11));
  bool gifts[3];
  orders().column<&OrderView::gift>().CopyTo(gifts);
  EXPECT_TRUE(gifts[1] && !gifts[2]);
  // Of nested records, which stand one after the other.
  const auto lines = orders()[2].lines();
  const sinter::List<uint32_t> counts = lines.column<&LineView::count>();
  EXPECT_EQ(std::vector<uint32_t>(counts.begin(), counts.end()),
            (std::vector<uint32_t>{20, 21, 22}));
  EXPECT_EQ(lines.column<&LineView::sku>()[1].value(), "sku1");
}

TEST_F(Orders, FindInMaps) {
  const auto counts = orders()[1].counts();
  EXPECT_EQ(counts.size(), 3u);
  EXPECT_EQ(counts.find("b"), uint32_t{'b'});
  EXPECT_EQ(counts.find(""), std::nullopt);
  EXPECT_EQ(counts.find("bb"), std::nullopt);
  EXPECT_FALSE(counts.contains("d"));
  std::string keys;
  for (const auto& [key, value] : counts) keys += key;
  EXPECT_EQ(keys, "abc");
  EXPECT_EQ(counts.values()[2], uint32_t{'c'});
}

TEST_F(Orders, SwitchAndVisitUnions) {
  const auto extra = orders()[2].extra();
  switch (extra.kind()) {
    case Order_ExtraView::Kind::kNumber:
      break;
    case Order_ExtraView::Kind::kText:
    case Order_ExtraView::Kind::kLine:
      ADD_FAILURE();
  }
  EXPECT_EQ(extra.number(), 2);
  EXPECT_FALSE(extra.text().has_value());
  const auto is_number = extra.visit(
      [](auto value) { return std::is_same_v<decltype(value), int64_t>; });
  EXPECT_TRUE(is_number);
}

TEST_F(Orders, ConvertTimes) {
  using std::chrono::sys_days;
  using std::chrono::year;
  const auto placed = sinter::ToChrono(orders()[0].placed());
  EXPECT_EQ(placed, sys_days(year(1970) / 1 / 2));
  EXPECT_EQ(sinter::FromChrono<sinter::TimestampMs>(placed),
            orders()[0].placed());
  EXPECT_EQ(sinter::ToChrono(orders()[0].payment().card().has_value()
                                 ? sinter::Date(0)
                                 : sinter::Date(18262)),
            sys_days(year(2020) / 1 / 1));
  EXPECT_EQ(sinter::FromChrono(sys_days(year(2020) / 1 / 1)),
            sinter::Date(18262));
  EXPECT_EQ(sinter::FromChrono<sinter::DurationNs>(std::chrono::seconds(3)),
            sinter::DurationNs(3'000'000'000));
  EXPECT_EQ(sinter::Decimal<2>(-325).ToDouble(), -3.25);
}

TEST(Flags, AreSets) {
  constexpr Perm both = Perm::kRead | Perm::kWrite;
  static_assert(both.contains(Perm::kRead) && !both.contains(Perm::kExecute));
  static_assert((both & Perm::kWrite) == Perm::kWrite);
  static_assert((both - Perm::kWrite) == Perm::kRead);
  static_assert((both ^ Perm::kRead) == Perm::kWrite);
  static_assert(both.size() == 2 && Perm().empty());
  static_assert(both.intersects(Perm::kWrite | Perm::kExecute));
  Perm perm;
  perm.insert(Perm::kExecute);
  perm.erase(Perm::kRead);
  EXPECT_EQ(perm, Perm::kExecute);
  EXPECT_EQ(perm.bits(), 4);
}

}  // namespace
}  // namespace shop::orders
