// Builders are for one thread each; what they share does not change.
#include <string>
#include <vector>

#include "codec/message_builder.h"
#include "gtest/gtest.h"
#include "shop.native.h"
#include "tests/support/expect_encodes.h"
#include "tests/support/random_rows.h"
#include "tests/support/random_source.h"
#include "tests/support/rows.h"
#include "tests/support/sample_layouts.h"
#include "tests/threads/threads.h"

namespace sinter::testing {
namespace {

TEST(Builders, OfOneLayoutWorkAtOnce) {
  for (uint32_t index = 0; index < kNumSampleLayouts; ++index) {
    SCOPED_TRACE(index);
    const Layout& layout = SampleLayout(index);
    RandomSource source(index);
    const Rows rows = RandomRows(layout, 30, 3000, source);
    std::vector<std::string> bytes(kNumThreads);
    InThreads([&](unsigned i) {
      MessageBuilder builder(layout);
      // In another order in each thread, and twice.
      for (uint64_t seed = 0; seed < 2; ++seed) {
        RandomSource order(100 * i + seed);
        builder.Clear();
        Fill(rows, &order, builder);
        bytes[i] = Encoded(builder);
      }
    });
    for (const std::string& message : bytes) EXPECT_EQ(message, bytes[0]);
  }
}

TEST(Builders, OfPlainStructsWorkAtOnce) {
  std::vector<std::string> bytes(kNumThreads);
  InThreads([&](unsigned i) {
    shop::orders::Order order;
    order.note = "the same everywhere";
    order.tags.assign(500, "tag");
    const auto message = Encode(order);
    ASSERT_TRUE(message.ok()) << message.status();
    bytes[i] = *message;
  });
  for (const std::string& message : bytes) EXPECT_EQ(message, bytes[0]);
}

}  // namespace
}  // namespace sinter::testing
