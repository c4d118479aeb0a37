// Tables of one row are written and read in a way of their own, which is
// faster: the bytes are those of the way that all other tables take, and what
// is refused is the same.
#include <cstdint>
#include <memory_resource>
#include <string>

#include "codec/encoder.h"
#include "codec/message_builder.h"
#include "codec/message_reader.h"
#include "codec/typed_bytes.h"
#include "gtest/gtest.h"
#include "tests/support/random_layout.h"
#include "tests/support/random_rows.h"
#include "tests/support/random_source.h"
#include "tests/support/rows.h"
#include "tests/support/test_layout.h"

namespace sinter::testing {
namespace {

// The message that a builder holds, with lone rows written either way; what was
// wrong instead if it cannot be written.
std::string Written(MessageBuilder& builder, bool is_plain) {
  Encoder encoder(builder.layout(), std::pmr::get_default_resource());
  encoder.set_is_plain(is_plain);
  Failure failure;
  if (!builder.rows().CountElements() ||
      !encoder.Prepare(builder.rows(), Limits{}, failure) || !encoder.Write()) {
    return std::string("failure: ") + failure.what;
  }
  return std::string(AsText(encoder.bytes()));
}

void ExpectSame(MessageBuilder& builder) {
  const std::string plain = Written(builder, /*is_plain=*/true);
  EXPECT_EQ(Written(builder, /*is_plain=*/false), plain);
  // And those of a builder, which encodes again with the memory it has.
  for (int times = 0; times < 2; ++times) {
    const auto bytes = builder.Encode();
    if (!bytes.has_value()) continue;
    EXPECT_EQ(AsText(*bytes), plain);
  }
}

TEST(LoneRows, AreWrittenAsAllOthersAre) {
  for (uint64_t seed = 0; seed < 3000; ++seed) {
    SCOPED_TRACE(::testing::Message() << "seed " << seed);
    RandomSource source(seed + 3000000);
    const TestLayout layout(RandomTables(source));
    // Several roots have lone rows in the tables below them.
    const uint32_t num_roots = seed % 8 == 0 ? 2 : 1;
    const Rows rows = RandomRows(layout, num_roots, 60, source);
    MessageBuilder builder(layout);
    Fill(rows, nullptr, builder);
    ExpectSame(builder);
    if (HasFailure()) return;
  }
}

TEST(LoneRows, MayHaveNothingSet) {
  for (uint64_t seed = 0; seed < 500; ++seed) {
    SCOPED_TRACE(::testing::Message() << "seed " << seed);
    RandomSource source(seed + 4000000);
    const TestLayout layout(RandomTables(source));
    MessageBuilder builder(layout);
    builder.AddRoot();
    ExpectSame(builder);
    if (HasFailure()) return;
  }
}

TEST(LoneRows, MayHaveTextsOfAnySizeBetweenNumbers) {
  const TestLayout layout({{"R",
                            {{"a", Text()},
                             {"n", Signed(64)},
                             {"b", Text("b")},
                             {"code", Range(-5, 60000, 0)},
                             {"c", Text()},
                             {"open", Enum(32, 9)},
                             {"d", Bytes()},
                             {"x", Float(64)},
                             {"inside", Optional(Text())},
                             {"e", Text()},
                             {"flag", Bool()}}}});
  RandomSource source(1);
  const auto any_of_bits = [&source](unsigned most) {
    return source.Bits(static_cast<unsigned>(source.Below(most + 1)));
  };
  for (uint64_t size = 0; size < 400; ++size) {
    SCOPED_TRACE(::testing::Message() << "size " << size);
    MessageBuilder builder(layout);
    const uint32_t row = builder.AddRoot();
    const std::string text(size, 'x');
    for (const char* name : {"R.a", "R.b", "R.c", "R.d", "R.e"}) {
      // Some of them again, and some not set.
      const uint64_t left = source.Below(3) * size / 2;
      if (source.Chance(20)) continue;
      builder.SetText(layout.node(name), row, text.substr(0, left));
    }
    builder.SetBits(layout.node("R.n"), row, any_of_bits(64));
    builder.SetBits(layout.node("R.code"), row, source.Below(60000));
    builder.SetBits(layout.node("R.open"), row, any_of_bits(32));
    builder.SetBits(layout.node("R.x"), row, any_of_bits(64));
    builder.SetBits(layout.node("R.flag"), row, size % 2);
    if (size % 3 == 0) {
      builder.SetText(layout.node("R.inside?"),
                      builder.SetPresent(layout.node("R.inside"), row), text);
    }
    ExpectSame(builder);
    if (HasFailure()) return;
  }
}

TEST(LoneRows, AreRefusedWhereTheirTextIsNotUtf8) {
  const TestLayout layout({{"R", {{"n", Unsigned(8)}, {"t", Text()}}}});
  for (const unsigned size : {1u, 3u, 4u, 16u, 17u, 128u, 129u, 1000u}) {
    MessageBuilder builder(layout);
    const uint32_t row = builder.AddRoot();
    builder.SetText(layout.node("R.t"), row, std::string(size, '\xff'));
    EXPECT_EQ(Written(builder, /*is_plain=*/true),
              "failure: text is not UTF-8");
    EXPECT_EQ(Written(builder, /*is_plain=*/false),
              "failure: text is not UTF-8");
  }
}

// Opens a message of two texts, `second` of which may be known from `first`.
void ExpectNotUtf8(const std::string& first, const std::string& second,
                   const TestLayout& layout) {
  const TestLayout any({{"R", {{"a", Bytes()}, {"b", Bytes()}}}});
  MessageBuilder builder(any);
  const uint32_t row = builder.AddRoot();
  builder.SetText(any.node("R.a"), row, first);
  builder.SetText(any.node("R.b"), row, second);
  const auto bytes = builder.Encode();
  ASSERT_TRUE(bytes.has_value());
  EXPECT_TRUE(MessageReader(any).Open(*bytes));
  MessageReader reader(layout);
  EXPECT_FALSE(reader.Open(*bytes));
  EXPECT_STREQ(reader.failure().what, "text is not UTF-8");
  EXPECT_TRUE(reader.Open(*bytes, {.verify = false}));
  EXPECT_FALSE(reader.Verify());
  EXPECT_STREQ(reader.failure().what, "text is not UTF-8");
}

TEST(LoneRows, AreNotReadWhereTheirTextIsNotUtf8) {
  const TestLayout both({{"R", {{"a", Text()}, {"b", Text()}}}});
  const TestLayout second({{"R", {{"a", Bytes()}, {"b", Text()}}}});
  for (const unsigned size : {1u, 3u, 4u, 9u, 16u, 17u, 128u, 1000u}) {
    SCOPED_TRACE(::testing::Message() << "size " << size);
    const std::string bad = std::string(size - 1, 'x') + "\xc3";
    ExpectNotUtf8(bad, "", both);
    ExpectNotUtf8("good", bad, both);
    ExpectNotUtf8(bad, bad, both);
    // What is no text may become one by a back reference.
    ExpectNotUtf8(bad, bad, second);
  }
}

}  // namespace
}  // namespace sinter::testing
