// Threads that read one message: each with a reader of its own, or all of them
// through the views of one.
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "codec/message_builder.h"
#include "codec/message_reader.h"
#include "codec/open.h"
#include "codec/reader.h"
#include "codec/typed_bytes.h"
#include "gtest/gtest.h"
#include "kinds.native.h"
#include "shop.native.h"
#include "tests/support/expect_encodes.h"
#include "tests/support/random_rows.h"
#include "tests/support/random_source.h"
#include "tests/support/rows.h"
#include "tests/support/sample_layouts.h"
#include "tests/threads/threads.h"

namespace sinter::testing {
namespace {

using shop::orders::Order;
using shop::orders::OrderView;

// Enough rows for every column to take the form of many.
constexpr uint32_t kNumOrders = 600;

std::string RandomMessage(const Layout& layout, uint32_t num_roots,
                          uint64_t seed) {
  RandomSource source(seed);
  MessageBuilder builder(layout);
  Fill(RandomRows(layout, num_roots, 8000, source), nullptr, builder);
  return Encoded(builder);
}

std::string RandomOrders() {
  return RandomMessage(RootTraits<Order>::layout(), kNumOrders, 7);
}

// What plain structs and columns hold of all orders.
struct Contents {
  std::vector<Order> orders;
  std::vector<uint64_t> ids;
  std::vector<double> ratios;
  std::vector<float> smalls;
  std::vector<uint8_t> gifts;
  uint64_t text_bytes = 0;

  friend bool operator==(const Contents&, const Contents&) = default;
};

template <typename Accessor>
auto Copied(const Accessor& column) {
  using T = std::remove_cvref_t<decltype(column[0])>;
  const std::unique_ptr<T[]> out(new T[column.size()]);
  column.CopyTo(std::span<T>(out.get(), column.size()));
  return std::vector<T>(out.get(), out.get() + column.size());
}

Contents ContentsOf(sinter::List<OrderView> orders) {
  Contents contents;
  for (const OrderView order : orders) {
    auto plain = ToStruct(order);
    // A random order may hold orders too deep for a plain struct.
    contents.orders.push_back(plain.ok() ? *std::move(plain) : Order());
    for (const std::string_view tag : order.tags()) {
      contents.text_bytes += tag.size();
    }
    for (const auto [key, count] : order.counts()) {
      contents.text_bytes += order.counts().find(key) == count;
    }
  }
  for (const auto id : Copied(orders.column<&OrderView::id>())) {
    contents.ids.push_back(id.value());
  }
  contents.ratios = Copied(orders.column<&OrderView::ratio>());
  contents.smalls = Copied(orders.column<&OrderView::small_>());
  for (const bool gift : Copied(orders.column<&OrderView::gift>())) {
    contents.gifts.push_back(gift);
  }
  return contents;
}

TEST(Readers, ShareNothingWhenEachOpensTheMessage) {
  const std::string bytes = RandomOrders();
  Reader<Order> reader;
  ASSERT_TRUE(reader.Open(AsBytes(bytes), {.num_roots = kNumOrders}));
  const Contents expected = ContentsOf(reader.roots());
  InThreads([&](unsigned i) {
    Reader<Order> own;
    const ReadOptions options = {.num_roots = kNumOrders};
    const bool opened = i % 2 == 0
                            ? own.Open(AsBytes(bytes), options)
                            : own.OpenUnverified(AsBytes(bytes), options);
    ASSERT_TRUE(opened);
    EXPECT_TRUE(ContentsOf(own.roots()) == expected);
  });
}

TEST(Readers, ServeAnyNumberOfThreads) {
  const std::string bytes = RandomOrders();
  const auto message = Open<Order>(bytes, {.num_roots = kNumOrders});
  ASSERT_TRUE(message.ok()) << message.status();
  std::vector<Contents> found(kNumThreads);
  InThreads([&](unsigned i) { found[i] = ContentsOf(message->roots()); });
  for (const Contents& contents : found) EXPECT_TRUE(contents == found[0]);
  EXPECT_EQ(found[0].ids.size(), kNumOrders);
}

TEST(Readers, OfEveryLayoutServeAnyNumberOfThreads) {
  for (uint32_t index = 0; index < kNumSampleLayouts; ++index) {
    SCOPED_TRACE(index);
    const Layout& layout = SampleLayout(index);
    const std::string bytes = RandomMessage(layout, 40, index);
    // Structs and raw lists want an address that suits them.
    const OpenOptions options = {.root_rows = 40,
                                 .alignment = Alignment::kCopy};
    MessageReader reader(layout);
    ASSERT_TRUE(reader.Open(AsBytes(bytes), options)) << reader.failure().what;
    const std::string expected = Dump(layout, ReadRows(reader));
    const uint64_t sum = TouchAll(reader);
    InThreads([&](unsigned i) {
      if (i % 2 == 0) {
        EXPECT_EQ(TouchAll(reader), sum);
        return;
      }
      MessageReader own(layout);
      ASSERT_TRUE(own.Open(AsBytes(bytes), options));
      EXPECT_EQ(Dump(layout, ReadRows(own)), expected);
    });
  }
}

// No test before this one has touched the defaults of this type.
TEST(Readers, ReadTheDefaultsOfATypeForTheFirstTimeTogether) {
  std::vector<kinds::Root> found(kNumThreads);
  InThreads([&](unsigned i) {
    Reader<kinds::Root> reader;
    // What failed to open reads as defaults, as does a record of nothing.
    EXPECT_FALSE(reader.Open({}));
    auto plain = ToStruct(reader.root());
    ASSERT_TRUE(plain.ok()) << plain.status();
    found[i] = *std::move(plain);
    EXPECT_EQ(reader.root().defaults().large(), UINT64_MAX);
    EXPECT_EQ(reader.root().defaults().text(), "a\n\"b\\");
  });
  for (const kinds::Root& root : found) EXPECT_TRUE(root == found[0]);
}

}  // namespace
}  // namespace sinter::testing
