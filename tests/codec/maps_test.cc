// Maps, arrays and bytes of one size, through messages.
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "codec/columns/integers.h"
#include "codec/columns/lengths.h"
#include "codec/map_keys.h"
#include "codec/message_builder.h"
#include "codec/message_reader.h"
#include "codec/wire_writer.h"
#include "gtest/gtest.h"
#include "tests/codec/column_support.h"
#include "tests/support/exact_bytes.h"
#include "tests/support/expect_encodes.h"
#include "tests/support/random_source.h"
#include "tests/support/test_layout.h"

namespace sinter::testing {
namespace {

TEST(Maps, FindTextKeysAmongEntriesInAnyOrder) {
  const TestLayout layout({{"R", {{"map", Map(Text(), Unsigned(32))}}}});
  const NodeId map = layout.node("R.map");
  for (uint64_t seed = 0; seed < 60; ++seed) {
    RandomSource source(seed);
    std::vector<std::map<std::string, uint32_t>> expected(1 + source.Below(5));
    MessageBuilder builder(layout);
    for (size_t i = 0; i < expected.size(); ++i) builder.AddRoot();
    for (uint32_t n = 0; n < 5 * seed; ++n) {
      const auto row = static_cast<uint32_t>(source.Below(expected.size()));
      std::string key(source.Below(3), 'k');
      key += static_cast<char>(source.Bits(8) & 0x7f);
      if (!expected[row].emplace(key, n).second) continue;
      const uint32_t entry = builder.AppendEntry(map, row);
      builder.SetText(layout.node("R.map{k}"), entry, key);
      builder.SetBits(layout.node("R.map{v}"), entry, n);
    }
    const std::string bytes = Encoded(builder);
    const ExactBytes exact(bytes);
    MessageReader reader(layout);
    ASSERT_TRUE(reader.Open(
        exact.span(), {.root_rows = static_cast<uint32_t>(expected.size())}));
    const auto column = [&](const char* name) {
      return reader.column(layout.layout().node(layout.node(name)));
    };
    for (uint32_t row = 0; row < expected.size(); ++row) {
      uint64_t at = GetRange(*column("R.map"), row).start;
      for (const auto& [key, value] : expected[row]) {
        const uint64_t entry =
            FindTextKey(*column("R.map"), column("R.map{k}"), row, key);
        ASSERT_EQ(entry, at++);
        EXPECT_EQ(GetInteger(*column("R.map{v}"), static_cast<uint32_t>(entry)),
                  value);
      }
      for (const char* absent : {"", "a long key", "\x7f\x7f\x7f", "kkkkk"}) {
        if (expected[row].contains(absent)) continue;
        EXPECT_EQ(
            FindTextKey(*column("R.map"), column("R.map{k}"), row, absent),
            kAbsent);
      }
    }
  }
}

TEST(Maps, FindIntegerKeysInTheOrderOfTheirSign) {
  for (const bool is_signed : {false, true}) {
    const TestLayout layout(
        {{"R", {{"map", Map(is_signed ? Signed(64) : Unsigned(64), Bool())}}}});
    const std::vector<uint64_t> keys = {
        0, 7, ~uint64_t{0}, uint64_t{1} << 63, ~uint64_t{0} >> 1, 1000};
    MessageBuilder builder(layout);
    builder.AddRoot();
    for (const uint64_t key : keys) {
      builder.SetBits(layout.node("R.map{k}"),
                      builder.AppendEntry(layout.node("R.map"), 0), key);
    }
    const std::string bytes = Encoded(builder);
    const ExactBytes exact(bytes);
    MessageReader reader(layout);
    ASSERT_TRUE(reader.Open(exact.span())) << reader.failure().what;
    const Layout& l = layout;
    const Column& map = *reader.column(l.node(layout.node("R.map")));
    const Column& column = *reader.column(l.node(layout.node("R.map{k}")));
    for (const uint64_t key : keys) {
      const uint64_t entry = FindIntegerKey(map, column, is_signed, 0, key);
      ASSERT_NE(entry, kAbsent) << key;
      EXPECT_EQ(GetInteger(column, static_cast<uint32_t>(entry)), key);
      EXPECT_EQ(FindIntegerKey(map, column, is_signed, 0, key + 3), kAbsent);
    }
    EXPECT_EQ(GetInteger(column, 0), is_signed ? uint64_t{1} << 63 : 0);
  }
}

TEST(Maps, OfOneKeyTwiceCannotBeWritten) {
  const TestLayout layout({{"R", {{"map", Map(Text(), Bool())}}}});
  MessageBuilder builder(layout);
  for (const char* key : {"a", "b"}) {
    builder.SetText(layout.node("R.map{k}"),
                    builder.AppendEntry(layout.node("R.map"), 0), key);
  }
  for (const char* key : {"a", "b", "a"}) {
    builder.SetText(layout.node("R.map{k}"),
                    builder.AppendEntry(layout.node("R.map"), 1), key);
  }
  builder.AddRoot();
  builder.AddRoot();
  std::string bytes = "before";
  EXPECT_FALSE(builder.Finish(bytes));
  EXPECT_EQ(bytes, "before");
  EXPECT_EQ(builder.failure().code, FailureCode::kMalformed);
  EXPECT_STREQ(builder.failure().what, "a map has two entries with one key");
  EXPECT_EQ(builder.failure().node, layout.node("R.map").value());
  builder.Clear();
  builder.AddRoot();
  EXPECT_TRUE(builder.Finish(bytes));
  // Keys that nobody set are equal too.
  builder.Clear();
  builder.Append(layout.node("R.map"), builder.AddRoot(), 2);
  EXPECT_FALSE(builder.Finish(bytes));
}

TEST(Maps, AreRefusedUnlessKeysAscend) {
  const TestLayout maps({{"R", {{"map", Map(Unsigned(16), Bool())}}}});
  const auto written = [&](const std::vector<uint64_t>& lengths,
                           const std::vector<uint64_t>& keys) {
    std::string bytes;
    WireWriter writer(bytes);
    writer.PutBits(0, 1);  // no extensions
    writer.PutBits(1, 1);  // the map is not default
    Scratch scratch(std::pmr::get_default_resource());
    PutLengths(lengths, LengthsUse::kAlone, scratch, writer);
    std::vector<uint64_t> copy = keys;
    PutIntegers(copy, {}, scratch, writer);
    const uint64_t words[] = {0, 0};
    PutBitColumn({words, static_cast<uint32_t>(keys.size())}, BitsUse::kValues,
                 scratch, writer);
    return bytes;
  };
  const auto fault = [&](const std::string& bytes) -> std::string {
    ReadHostile(maps, bytes, 2);
    const ExactBytes exact(bytes);
    MessageReader reader(maps);
    return reader.Open(exact.span(), {.root_rows = 2}) ? ""
                                                       : reader.failure().what;
  };
  const std::string kFault = "keys of a map are not ascending";
  EXPECT_EQ(fault(written({3, 2}, {1, 5, 9, 0, 5})), "");
  EXPECT_EQ(fault(written({3, 2}, {1, 5, 5, 0, 5})), kFault);
  EXPECT_EQ(fault(written({3, 2}, {1, 9, 5, 0, 5})), kFault);
  EXPECT_EQ(fault(written({3, 2}, {1, 2, 3, 4, 5})), "");
  EXPECT_EQ(fault(written({3, 2}, {5, 4, 3, 2, 1})), kFault);
  EXPECT_EQ(fault(written({0, 5}, {7, 7, 7, 7, 7})), kFault);
  EXPECT_EQ(fault(written({1, 1}, {7, 7})), "");
  EXPECT_EQ(fault(written({1, 1}, {7, 6})), "");
}

TEST(Maps, OfKeysOnALineAreVerifiedAtNoCost) {
  const TestLayout layout({{"R", {{"map", Map(Unsigned(32), Bool())}}}});
  constexpr uint32_t kCount = 1 << 22;
  for (const uint32_t num_maps : {1u, 1u << 20}) {
    MessageBuilder builder(layout);
    for (uint32_t i = 0; i < num_maps; ++i) {
      const uint32_t first = builder.Append(
          layout.node("R.map"), builder.AddRoot(), kCount / num_maps);
      for (uint32_t j = 0; j < kCount / num_maps; ++j) {
        builder.SetBits(layout.node("R.map{k}"), first + j, 3 * (first + j));
      }
    }
    const std::string bytes = Encoded(builder);
    EXPECT_LT(bytes.size(), 60u);
    const ExactBytes exact(bytes);
    MessageReader reader(layout);
    for (int i = 0; i < 1000; ++i) {
      ASSERT_TRUE(reader.Open(exact.span(), {.root_rows = num_maps}));
    }
  }
}

TEST(Arrays, HoldElementsSetAndUnset) {
  const TestLayout layout({{"R",
                            {{"a", Array(Unsigned(8), 3)},
                             {"b", Array(Array(Text(), 2), 2)},
                             {"c", Array(Record(1), 1)},
                             {"d", Array(List(Bool()), 2)}}},
                           {"P", {{"x", Signed(16, -1)}}}});
  for (const uint32_t num_roots : {1u, 2u, 30u}) {
    MessageBuilder builder(layout);
    for (uint32_t i = 0; i < num_roots; ++i) builder.AddRoot();
    const uint32_t last = num_roots - 1;
    builder.SetBits(layout.node("R.a[*]"),
                    builder.GetElement(layout.node("R.a"), last, 1), 9);
    const uint32_t inner = builder.GetElement(layout.node("R.b"), last, 1);
    builder.SetText(layout.node("R.b[*][*]"),
                    builder.GetElement(layout.node("R.b[*]"), inner, 0), "t");
    const Rows rows = Decoded(layout, Encoded(builder), num_roots);
    ASSERT_EQ(rows.size(), num_roots);
    const auto& fields = rows[last].items;
    EXPECT_EQ(fields[0].items[0].bits, 0u);
    EXPECT_EQ(fields[0].items[1].bits, 9u);
    EXPECT_EQ(fields[1].items[1].items[0].text, "t");
    EXPECT_EQ(fields[1].items[0].items[0].text, "");
    EXPECT_EQ(fields[2].items[0].items[0].bits, ~uint64_t{0});
    EXPECT_EQ(fields[3].items.size(), 2u);
  }
}

TEST(Arrays, OfMoreElementsThanTheLimitsFail) {
  const TestLayout layout(
      {{"R", {{"a", Array(Array(Array(Unsigned(8), 60000), 60000), 60000)}}}});
  MessageBuilder builder(layout);
  builder.AddRoot();
  std::string bytes;
  EXPECT_FALSE(builder.Finish(bytes));
  EXPECT_EQ(builder.failure().code, FailureCode::kLimit);
  MessageBuilder far(layout);
  far.GetElement(layout.node("R.a"), 0xfffffff0, 7);
  EXPECT_FALSE(far.Finish(bytes));
  EXPECT_EQ(far.failure().code, FailureCode::kLimit);
}

TEST(Arrays, AtTheEndOfAllRowsFail) {
  // The first element of the row would be number 2^32 - 4.
  const TestLayout layout({{"R", {{"a", Array(Unsigned(8), 65534)}}}});
  MessageBuilder builder(layout);
  builder.GetElement(layout.node("R.a"), 65538, 3);
  std::string bytes;
  EXPECT_FALSE(builder.Finish(bytes));
  EXPECT_EQ(builder.failure().code, FailureCode::kLimit);
}

TEST(FixedBytes, StandWithoutLengths) {
  const TestLayout layout({{"R", {{"id", FixedBytes(4)}}}});
  MessageBuilder builder(layout);
  for (uint32_t i = 0; i < 3; ++i) builder.AddRoot();
  builder.SetText(layout.node("R.id"), 0, "abcd");
  builder.SetText(layout.node("R.id"), 2, "efgh");
  const std::string bytes = Encoded(builder);
  EXPECT_EQ(bytes.size(), 13u);
  const Rows rows = Decoded(layout, bytes, 3);
  EXPECT_EQ(rows[0].items[0].text, "abcd");
  EXPECT_EQ(rows[1].items[0].text, std::string(4, '\0'));
  EXPECT_EQ(rows[2].items[0].text, "efgh");
}

TEST(FixedBytes, OfAnotherSizeCannotBeWritten) {
  const TestLayout layout({{"R", {{"id", FixedBytes(4)}}}});
  for (const char* text : {"", "abc", "abcde"}) {
    MessageBuilder builder(layout);
    builder.SetText(layout.node("R.id"), builder.AddRoot(), text);
    std::string bytes;
    EXPECT_FALSE(builder.Finish(bytes));
    EXPECT_EQ(bytes, "");
    EXPECT_EQ(builder.failure().code, FailureCode::kMalformed);
    EXPECT_EQ(builder.failure().node, layout.node("R.id").value());
  }
}

TEST(FixedBytes, AreNoEarlierStringOfAnotherSize) {
  const TestLayout layout(
      {{"R", {{"a", Text()}, {"b", FixedBytes(2)}, {"c", FixedBytes(2)}}}});
  for (const char* first : {"ab", "a", "abc", ""}) {
    MessageBuilder builder(layout);
    builder.AddRoot();
    builder.SetText(layout.node("R.a"), 0, first);
    builder.SetText(layout.node("R.b"), 0, "ab");
    builder.SetText(layout.node("R.c"), 0, "ab");
    const std::string bytes = Encoded(builder);
    EXPECT_EQ(Decoded(layout, bytes, 1)[0].items[2].text, "ab");
    for (size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
      std::string damaged = bytes;
      damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << bit % 8));
      if (!ReadHostile(layout, damaged, 1)) continue;
      const Rows rows = Decoded(layout, damaged, 1);
      EXPECT_EQ(rows[0].items[1].text.size(), 2u);
      EXPECT_EQ(rows[0].items[2].text.size(), 2u);
    }
  }
}

}  // namespace
}  // namespace sinter::testing
