#include <string>

#include "codec/message_builder.h"
#include "codec/reader.h"
#include "codec/typed_bytes.h"
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

}  // namespace
}  // namespace shop::orders
