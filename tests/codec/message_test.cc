// Whole messages: bytes by hand, row numbers, defaults, back references.
#include <cstdint>
#include <string>
#include <vector>

#include "codec/message_builder.h"
#include "codec/message_reader.h"
#include "codec/typed_bytes.h"
#include "gtest/gtest.h"
#include "tests/support/exact_bytes.h"
#include "tests/support/expect_encodes.h"
#include "tests/support/random_source.h"
#include "tests/support/rows.h"
#include "tests/support/test_layout.h"

namespace sinter::testing {
namespace {

TEST(LoneRecord, WithoutFieldsOrValuesIsOneByte) {
  const TestLayout empty(std::vector<TestTable>{{"R", {}}});
  ExpectEncodesTo(
      empty, [](MessageBuilder& b) { b.AddRoot(); }, "00");
  // Flags of three fields; a code of its own; an empty string and a list.
  const TestLayout layout({{"R",
                            {{"a", Bool()},
                             {"b", Unsigned(8)},
                             {"c", Float(64)},
                             {"d", Range(0, 1, 0)},
                             {"e", Text()},
                             {"f", List(Bool())}}}});
  ExpectEncodesTo(
      layout, [](MessageBuilder& b) { b.AddRoot(); }, "00 00");
}

TEST(LoneRecord, HoldsEachKindOfField) {
  const TestLayout layout({{"R",
                            {{"flag", Bool()},
                             {"count", Unsigned(32)},
                             {"delta", Signed(16)},
                             {"age", Range(10, 20, 10)},
                             {"state", Enum(8, 2)},
                             {"name", Text()},
                             {"email", Optional(Text())},
                             {"tags", List(Unsigned(8))}}}});
  // Control bits: extensions 0, flags 1 1 1 1 (bool, two varints, optional),
  // age 5 in four bits, state 1 in two, lengths in groups. The varints come
  // first.
  ExpectEncodesTo(
      layout,
      [&](MessageBuilder& b) {
        b.AddRoot();
        b.SetBits(layout.node("R.flag"), 0, 1);
        b.SetBits(layout.node("R.count"), 0, 300);
        b.SetBits(layout.node("R.delta"), 0, static_cast<uint64_t>(-2));
        b.SetBits(layout.node("R.age"), 0, 15);
        b.SetBits(layout.node("R.state"), 0, 1);
        b.SetText(layout.node("R.name"), 0, "ab");
        b.SetPresent(layout.node("R.email"), 0);
        b.SetText(layout.node("R.email?"), 0, "c@d");
        b.Append(layout.node("R.tags"), 0, 3);
        for (uint32_t i = 0; i < 3; ++i) {
          b.SetBits(layout.node("R.tags[]"), i, i + 1);
        }
      },
      // 0 | 1111 | 101 of age
      "be\n"
      "ac 02 03\n"
      // 0 of age | 10 state | 0100 length 2 | behind the text: 1, new
      "92\n"
      "61 62\n"
      // 1100 length 3 | behind the text: 1100, three elements
      "33\n"
      "63 40 64\n"
      // class 2: 0100 | no base | 1, 2 and 3 in two bits: 10 01 11
      "22 07\n");
}

TEST(LoneRecord, NamesEqualStringsOnce) {
  const TestLayout layout(
      {{"R", {{"a", Text()}, {"b", Text()}, {"c", Text()}, {"d", Text()}}}});
  ExpectEncodesTo(
      layout,
      [&](MessageBuilder& b) {
        b.AddRoot();
        b.SetText(layout.node("R.a"), 0, "hello");
        b.SetText(layout.node("R.b"), 0, "hello");
        b.SetText(layout.node("R.c"), 0, "x");
        b.SetText(layout.node("R.d"), 0, "hello");
      },
      // Extensions 0; length 5: 1010; behind the text old: 0, and no bits to
      // say which; new: 1, and of its length 1000 the first bit.
      "ca\n"
      "68 65 6c 6c 6f\n"
      // The rest of that; behind the text old: 0, number 0 in one bit.
      "00\n"
      "78");
}

TEST(LoneRecord, WithMoreThan32FieldsNamesThemInABitColumn) {
  std::vector<TestField> fields;
  for (int i = 0; i < 40; ++i) {
    fields.push_back({"f" + std::to_string(i), Optional(Unsigned(8))});
  }
  const TestLayout layout({{"R", fields}});
  ExpectEncodesTo(
      layout,
      [&](MessageBuilder& b) {
        b.AddRoot();
        for (const char* name : {"R.f3", "R.f39"}) {
          b.SetPresent(layout.node(name), 0);
          b.SetBits(layout.node(std::string(name) + "?"), 0, 7);
        }
      },
      // 0, positions 11, of ones 1, two 0100; 3 and 39 in six bits each.
      "2e\n"
      "c3 09\n"
      "07 07");
}

TEST(LoneRecord, WithFewOf500FieldsCostsThoseFew) {
  std::vector<TestField> fields;
  for (int i = 0; i < 500; ++i) {
    fields.push_back({"f" + std::to_string(i), Optional(Unsigned(8))});
  }
  const TestLayout layout({{"R", fields}});
  MessageBuilder builder(layout);
  builder.AddRoot();
  for (const char* name : {"R.f0", "R.f77", "R.f255", "R.f256", "R.f499"}) {
    builder.SetBits(layout.node(std::string(name) + "?"),
                    builder.SetPresent(layout.node(name), 0), 7);
  }
  const std::string bytes = Encoded(builder);
  // A byte of control bits, five positions of nine bits, five values.
  EXPECT_EQ(bytes.size(), 1u + 6 + 5);
  const Rows rows = Decoded(layout, bytes);
  for (const uint32_t i : {0u, 77u, 255u, 256u, 499u}) {
    ASSERT_EQ(rows[0].items[i].items.size(), 1u) << i;
    EXPECT_EQ(rows[0].items[i].items[0].bits, 7u);
  }
  EXPECT_TRUE(rows[0].items[1].items.empty());
}

TEST(ManyRows, StandColumnByColumn) {
  const TestLayout layout({{"R", {{"a", Unsigned(8)}, {"b", Text()}}}});
  ExpectEncodesTo(
      layout,
      [&](MessageBuilder& b) {
        for (uint32_t i = 0; i < 3; ++i) {
          b.AddRoot();
          b.SetBits(layout.node("R.a"), i, i + 1);
        }
      },
      // 0, flags 1 and 0, immediate class 2: 0100, no base, 1 2 3 in two bits.
      "12 39");
}

TEST(ManyRows, OfNoneAreAnExtensionBit) {
  const TestLayout layout({{"R", {{"a", Unsigned(8)}}}});
  ExpectEncodesTo(
      layout, [](MessageBuilder&) {}, "00");
}

// Rows of a table stand site by site, each site's in the order of its owners.
TEST(RowNumbers, FollowTheSites) {
  const TestLayout layout({{"R",
                            {{"first", Record(1)},
                             {"more", List(Record(1))},
                             {"last", Optional(Record(1))}}},
                           {"P", {{"x", Unsigned(8)}}}});
  MessageBuilder builder(layout);
  for (uint32_t root = 0; root < 2; ++root) {
    builder.AddRoot();
    // Made in an order other than theirs.
    const uint32_t last =
        builder.GetRecord(layout.node("R.last?"),
                          builder.SetPresent(layout.node("R.last"), root));
    builder.SetBits(layout.node("P.x"), last, 100 + root);
    for (uint32_t i = 0; i < 3; ++i) {
      const uint32_t more = builder.GetRecord(
          layout.node("R.more[]"), builder.Append(layout.node("R.more"), root));
      builder.SetBits(layout.node("P.x"), more, 10 * root + i);
    }
    const uint32_t first = builder.GetRecord(layout.node("R.first"), root);
    builder.SetBits(layout.node("P.x"), first, 50 + root);
  }
  const std::string bytes = Encoded(builder);
  const ExactBytes exact(bytes);
  MessageReader reader(layout);
  ASSERT_TRUE(reader.Open(exact.span(), {.root_rows = 2}));
  const TableId places(1);
  ASSERT_EQ(reader.rows(places), 10u);
  std::vector<uint64_t> values;
  const Column* x = reader.column(layout.layout().node(layout.node("P.x")));
  for (uint32_t row = 0; row < 10; ++row) values.push_back(GetInteger(*x, row));
  EXPECT_EQ(values,
            (std::vector<uint64_t>{50, 51, 0, 1, 2, 10, 11, 12, 100, 101}));
}

TEST(Defaults, AreWhatNobodySet) {
  const TestLayout layout({{"R",
                            {{"yes", Bool(true)},
                             {"number", Signed(32, -7)},
                             {"pi", Float(32, 0x40490fdb)},
                             {"name", Text("nobody")},
                             {"age", Range(0, 130, 18)},
                             {"inner", Record(1)},
                             {"list", List(Record(1))}}},
                           {"I", {{"n", Unsigned(64, 9)}, {"t", Text("t")}}}});
  for (const uint32_t num_roots : {1u, 2u, 40u}) {
    MessageBuilder builder(layout);
    Rows expected;
    for (uint32_t i = 0; i < num_roots; ++i) {
      builder.AddRoot();
      // An element nobody set anything of.
      builder.Append(layout.node("R.list"), i);
      Value record = {};
      for (const NodeId id :
           {layout.node("R.yes"), layout.node("R.number"), layout.node("R.pi"),
            layout.node("R.name"), layout.node("R.age"), layout.node("R.inner"),
            layout.node("R.list")}) {
        record.items.push_back(DefaultValue(layout, id));
      }
      record.items.back().items.push_back(
          DefaultValue(layout, layout.node("R.list[]")));
      expected.push_back(record);
    }
    const std::string bytes = Encoded(builder);
    EXPECT_EQ(Dump(layout, Decoded(layout, bytes, num_roots)),
              Dump(layout, expected));
  }
}

TEST(Defaults, CanBeReplacedByNothing) {
  const TestLayout layout(
      {{"R", {{"name", Text("nobody")}, {"yes", Bool(true)}}}});
  for (const uint32_t num_roots : {1u, 3u}) {
    MessageBuilder builder(layout);
    for (uint32_t i = 0; i < num_roots; ++i) builder.AddRoot();
    builder.SetText(layout.node("R.name"), num_roots - 1, "");
    builder.SetBits(layout.node("R.yes"), num_roots - 1, 0);
    const Rows rows = Decoded(layout, Encoded(builder), num_roots);
    ASSERT_EQ(rows.size(), num_roots);
    EXPECT_EQ(rows.back().items[0].text, "");
    EXPECT_EQ(rows.back().items[1].bits, 0u);
    if (num_roots == 1) continue;
    EXPECT_EQ(rows[0].items[0].text, "nobody");
    EXPECT_EQ(rows[0].items[1].bits, 1u);
  }
}

TEST(Builder, ForgetsWhatItHeldWhenCleared) {
  const TestLayout layout({{"R",
                            {{"name", Text()},
                             {"list", List(Unsigned(8, 0))},
                             {"maybe", Optional(Bool())}}}});
  MessageBuilder builder(layout);
  std::string first;
  for (int round = 0; round < 3; ++round) {
    builder.AddRoot();
    const std::string empty = Encoded(builder);
    builder.SetText(layout.node("R.name"), 0, "some text");
    builder.SetBits(layout.node("R.list[]"),
                    builder.Append(layout.node("R.list"), 0), 5);
    builder.SetPresent(layout.node("R.maybe"), 0);
    EXPECT_NE(Encoded(builder), empty);
    builder.Clear();
    EXPECT_EQ(builder.num_roots(), 0u);
    if (round == 0) first = empty;
    EXPECT_EQ(empty, first);
  }
}

TEST(Builder, LeavesOutWhatBelongsToRowsThatWereNeverMade) {
  const TestLayout layout({{"R", {{"list", List(List(Unsigned(8)))}}}});
  const NodeId list = layout.node("R.list");
  for (const bool in_order : {true, false}) {
    MessageBuilder builder(layout);
    MessageBuilder without(layout);
    for (MessageBuilder* b : {&builder, &without}) {
      b->AddRoot();
      b->AddRoot();
      const uint32_t first = b->Append(list, in_order ? 0 : 1, 2);
      b->Append(layout.node("R.list[]"), first + 1, 3);
      b->Append(list, in_order ? 1 : 0, 1);
      if (b == &without) continue;
      b->Append(list, 1000000, 2);
      b->Append(layout.node("R.list[]"), 1000000, 2);
    }
    EXPECT_EQ(Encoded(builder), Encoded(without));
  }
}

// What no reader would take back is not written.
TEST(Builder, RefusesValuesOutsideTheirTypes) {
  const TestLayout layout({{"R",
                            {{"range", Range(5, 9, 5)},
                             {"byte", Signed(8)},
                             {"bool", Bool()},
                             {"single", Float(32)},
                             {"open", Enum(8, 2)}}}});
  const struct {
    const char* node;
    uint64_t least_bad;
    uint64_t good;
  } cases[] = {{"R.range", 10, 9},
               {"R.range", 4, 5},
               {"R.byte", 128, 127},
               {"R.byte", uint64_t(-129), uint64_t(-128)},
               {"R.bool", 2, 1},
               {"R.single", uint64_t{1} << 32, (uint64_t{1} << 32) - 1},
               {"R.open", 256, 255}};
  for (const auto& c : cases) {
    MessageBuilder builder(layout);
    builder.AddRoot();
    builder.SetBits(layout.node(c.node), 0, c.good);
    std::string out = "before";
    EXPECT_TRUE(builder.Finish(out)) << c.node;
    out = "before";
    builder.SetBits(layout.node(c.node), 0, c.least_bad);
    EXPECT_FALSE(builder.Finish(out)) << c.node;
    EXPECT_EQ(out, "before");
    EXPECT_EQ(builder.failure().code, FailureCode::kMalformed);
    EXPECT_EQ(builder.failure().found, c.least_bad);
    EXPECT_EQ(builder.failure().node, layout.node(c.node).value());
  }
}

TEST(Builder, RefusesTextThatIsNotUtf8) {
  const TestLayout layout({{"R", {{"text", Text()}, {"bytes", Bytes()}}}});
  MessageBuilder builder(layout);
  builder.AddRoot();
  builder.SetText(layout.node("R.bytes"), 0, "\xff");
  std::string out;
  EXPECT_TRUE(builder.Finish(out));
  builder.SetText(layout.node("R.text"), 0, "\xff");
  EXPECT_FALSE(builder.Finish(out));
  EXPECT_EQ(builder.failure().node, layout.node("R.text").value());
}

TEST(Builder, KeepsTheLastValueSet) {
  const TestLayout layout({{"R", {{"n", Unsigned(16)}, {"t", Text()}}}});
  MessageBuilder once(layout);
  MessageBuilder twice(layout);
  for (MessageBuilder* builder : {&once, &twice}) {
    builder->AddRoot();
    if (builder == &twice) {
      builder->SetBits(layout.node("R.n"), 0, 1);
      builder->SetText(layout.node("R.t"), 0, "one");
    }
    builder->SetBits(layout.node("R.n"), 0, 2);
    builder->SetText(layout.node("R.t"), 0, "two");
  }
  EXPECT_EQ(Encoded(once), Encoded(twice));
}

// A table whose rows all lost their owner has none in the message, and so has
// what hangs on them.
TEST(Message, HoldsNothingOfAVariantThatWasGivenUp) {
  const TestLayout layout(
      {{"R", {{"u", Union({Record(1), Unsigned(8)})}}},
       {"Line", {{"parts", List(Record(2))}, {"tags", List(Text())}}},
       {"Part", {{"n", Unsigned(8)}}}});
  const NodeId either = layout.node("R.u");
  MessageBuilder builder(layout);
  const uint32_t root = builder.AddRoot();
  const uint32_t line = builder.GetRecord(layout.inside(either),
                                          builder.SetVariant(either, root, 0));
  const NodeId parts = layout.node("Line.parts");
  builder.SetBits(
      layout.node("Part.n"),
      builder.GetRecord(layout.inside(parts), builder.Append(parts, line)), 7);
  builder.SetText(layout.node("Line.tags[]"),
                  builder.Append(layout.node("Line.tags"), line), "gone");
  const uint32_t value = builder.SetVariant(either, root, 1);
  builder.SetBits(NodeId(layout.inside(either).value() + 1), value, 9);
  const std::string bytes = Encoded(builder);

  MessageBuilder plain(layout);
  plain.SetBits(NodeId(layout.inside(either).value() + 1),
                plain.SetVariant(either, plain.AddRoot(), 1), 9);
  EXPECT_EQ(bytes, Encoded(plain));
}

// No value of the group was set, and still it is all there is.
TEST(Message, HasAGroupForALaterVariantWithoutAValue) {
  for (const TestType& variant : {Null(), Unsigned(8), Record(1)}) {
    const TestLayout layout(
        {{"R", {{"u", LaterVariants(Union({Unsigned(8)}), 2, {variant})}}},
         {"P", {{"x", Unsigned(8)}}}});
    MessageBuilder builder(layout);
    builder.SetVariant(layout.node("R.u"), builder.AddRoot(), 1);
    const std::string bytes = Encoded(builder);
    MessageReader reader(layout);
    ASSERT_TRUE(reader.Open(AsBytes(bytes))) << reader.failure().what;
    const Node& node = layout.layout().node(layout.node("R.u"));
    EXPECT_EQ(GetTag(*reader.column(node), 0), 1u);
  }
}

}  // namespace
}  // namespace sinter::testing
