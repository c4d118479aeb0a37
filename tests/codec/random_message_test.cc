// Random messages of random layouts against a plain model in memory.
#include <cstdint>
#include <string>

#include "codec/message_builder.h"
#include "codec/message_reader.h"
#include "gtest/gtest.h"
#include "tests/support/exact_bytes.h"
#include "tests/support/expect_encodes.h"
#include "tests/support/random_layout.h"
#include "tests/support/random_rows.h"
#include "tests/support/random_source.h"
#include "tests/support/rows.h"
#include "tests/support/test_layout.h"

namespace sinter::testing {
namespace {

std::string EncodeRows(const Layout& layout, const Rows& rows,
                       RandomSource* source) {
  MessageBuilder builder(layout);
  Fill(rows, source, builder);
  return Encoded(builder);
}

void RoundTrip(uint64_t seed, uint32_t num_roots, uint64_t max_values) {
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  RandomSource source(seed);
  const TestLayout layout(RandomTables(source));
  const Rows rows = RandomRows(layout, num_roots, max_values, source);
  const std::string bytes = EncodeRows(layout, rows, nullptr);
  // The order in which rows are made and set leaves no trace.
  EXPECT_EQ(EncodeRows(layout, rows, &source), bytes);
  const Rows read = Decoded(layout, bytes, num_roots);
  EXPECT_EQ(Dump(layout, read), Dump(layout, rows));
  EXPECT_EQ(EncodeRows(layout, read, &source), bytes);
}

TEST(RandomMessage, OfALoneRecordRoundTrips) {
  for (uint64_t seed = 0; seed < 2000; ++seed) {
    RoundTrip(seed, 1, 60);
    if (HasFailure()) return;
  }
}

TEST(RandomMessage, OfFewRowsRoundTrips) {
  for (uint64_t seed = 0; seed < 1000; ++seed) {
    RoundTrip(seed, static_cast<uint32_t>(seed % 20), 300);
    if (HasFailure()) return;
  }
}

TEST(RandomMessage, OfManyRowsRoundTrips) {
  for (uint64_t seed = 0; seed < 25; ++seed) {
    RoundTrip(seed, static_cast<uint32_t>(100 + seed * 30), 5000);
    if (HasFailure()) return;
  }
}

TEST(RandomMessage, IsMemorySafeHoweverItIsDamaged) {
  for (uint64_t seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE(::testing::Message() << "seed " << seed);
    RandomSource source(seed + 1000000);
    const TestLayout layout(RandomTables(source));
    const auto num_roots = static_cast<uint32_t>(1 + source.Below(30));
    const Rows rows = RandomRows(layout, num_roots, 150, source);
    const std::string bytes = EncodeRows(layout, rows, nullptr);
    for (int round = 0; round < 60; ++round) {
      std::string damaged = bytes;
      for (uint64_t n = 1 + source.Below(3); n > 0; --n) {
        char& byte = damaged[source.Below(damaged.size())];
        byte = static_cast<char>(byte ^ (1 << source.Below(8)));
      }
      if (source.Chance(20)) damaged.resize(source.Below(damaged.size()));
      if (!ReadHostile(layout, damaged, num_roots)) continue;
      // What is verified can be written and read again.
      const Rows read = Decoded(layout, damaged, num_roots);
      const std::string again = EncodeRows(layout, read, nullptr);
      EXPECT_EQ(Dump(layout, Decoded(layout, again, num_roots)),
                Dump(layout, read));
      if (HasFailure()) return;
    }
  }
}

TEST(RandomMessage, IsMemorySafeWhenTheBytesChange) {
  for (uint64_t seed = 0; seed < 150; ++seed) {
    RandomSource source(seed + 2000000);
    const TestLayout layout(RandomTables(source));
    const auto num_roots = static_cast<uint32_t>(1 + source.Below(30));
    const Rows rows = RandomRows(layout, num_roots, 300, source);
    const std::string bytes = EncodeRows(layout, rows, nullptr);
    ExactBytes exact(bytes);
    MessageReader reader(layout);
    ASSERT_TRUE(reader.Open(exact.span(), {.root_rows = num_roots}));
    for (int round = 0; round < 10; ++round) {
      for (size_t i = 0; i < bytes.size(); ++i) {
        if (source.Chance(30)) {
          exact.data()[i] = static_cast<uint8_t>(source.Bits(8));
        }
      }
      TouchAll(reader);
      uint64_t left = 5000;
      bool complete;
      ReadRows(reader, left, complete);
    }
  }
}

}  // namespace
}  // namespace sinter::testing
