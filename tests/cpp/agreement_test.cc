// Random messages through generated views, wherever the bytes stand and whether
// or not somebody vouches for them.
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "codec/message_builder.h"
#include "codec/reader.h"
#include "codec/typed_bytes.h"
#include "gtest/gtest.h"
#include "tests/cpp/shop_fields.h"
#include "tests/cpp/touch_view.h"
#include "tests/support/guarded_bytes.h"
#include "tests/support/random_rows.h"
#include "tests/support/random_source.h"
#include "tests/support/rows.h"

namespace sinter::testing {
namespace {

using shop::orders::Order;
using shop::orders::OrderView;

const Layout& OrderLayout() { return RootTraits<Order>::layout(); }

std::string Encode(const Rows& rows) {
  MessageBuilder builder(OrderLayout());
  Fill(rows, nullptr, builder);
  std::string bytes;
  EXPECT_TRUE(builder.Finish(bytes)) << builder.failure().what;
  return bytes;
}

void ExpectRows(const Rows& rows, std::span<const uint8_t> bytes) {
  Reader<Order> reader;
  const auto num_roots = static_cast<uint32_t>(rows.size());
  ASSERT_TRUE(reader.Open(bytes, {.num_roots = num_roots}))
      << reader.failure().what;
  ASSERT_EQ(reader.roots().size(), rows.size());
  size_t row = 0;
  for (const OrderView order : reader.roots()) {
    ExpectRoot(OrderLayout(), rows[row++], order);
  }
}

TEST(Agreement, ViewsReadWhatWasWritten) {
  for (uint64_t seed = 0; seed < 150; ++seed) {
    SCOPED_TRACE(seed);
    RandomSource source(seed);
    const auto num_roots = static_cast<uint32_t>(
        seed % 3 == 0 ? 1 : 1 + source.Below(seed % 3 == 1 ? 20 : 700));
    const Rows rows = RandomRows(OrderLayout(), num_roots, 20000, source);
    ExpectRows(rows, AsBytes(Encode(rows)));
    if (::testing::Test::HasFailure()) return;
  }
}

TEST(Agreement, MessagesMayStandAtAnyAddress) {
  RandomSource source(1);
  const Rows rows = RandomRows(OrderLayout(), 40, 5000, source);
  const std::string bytes = Encode(rows);
  for (size_t offset = 0; offset < 8; ++offset) {
    const std::unique_ptr<uint64_t[]> words(new uint64_t[bytes.size() / 8 + 3]);
    auto* start = reinterpret_cast<uint8_t*>(words.get()) + offset;
    std::memcpy(start, bytes.data(), bytes.size());
    ExpectRows(rows, {start, bytes.size()});
  }
}

TEST(Agreement, MessagesMayEndWhereMemoryDoes) {
  for (uint64_t seed = 0; seed < 30; ++seed) {
    RandomSource source(seed);
    const Rows rows = RandomRows(
        OrderLayout(), 1 + static_cast<uint32_t>(seed) % 7, 3000, source);
    const GuardedBytes guarded(Encode(rows));
    ExpectRows(rows, guarded.span());
  }
}

// Also read with the bytes changing meanwhile.
TEST(Agreement, UnverifiedBytesAreReadInsideTheMessage) {
  uint64_t num_open = 0;
  for (uint64_t seed = 0; seed < 400; ++seed) {
    RandomSource source(seed);
    const auto num_roots = static_cast<uint32_t>(1 + seed % 60);
    std::string bytes =
        Encode(RandomRows(OrderLayout(), num_roots, 2000, source));
    for (uint64_t flips = 1 + source.Below(4); flips > 0; --flips) {
      char& byte = bytes[source.Below(bytes.size())];
      byte = static_cast<char>(byte ^ (1 << source.Below(8)));
    }
    const GuardedBytes guarded(bytes);
    Reader<Order> reader;
    if (!reader.OpenUnverified(guarded.span(), {.num_roots = num_roots})) {
      continue;
    }
    ++num_open;
    Toucher(100000).Touch(reader.roots());
    auto* moving = const_cast<uint8_t*>(guarded.span().data());
    for (int i = 0; i < 20; ++i) {
      moving[source.Below(bytes.size())] = static_cast<uint8_t>(source.Bits(8));
    }
    Toucher(100000).Touch(reader.roots());
  }
  EXPECT_GT(num_open, 100u);
}

}  // namespace
}  // namespace sinter::testing
