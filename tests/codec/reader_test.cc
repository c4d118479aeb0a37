// Readers: reuse, addresses, limits, bytes that change.
#include <cstdint>
#include <string>
#include <vector>

#include "codec/message_builder.h"
#include "codec/message_reader.h"
#include "codec/status.h"
#include "codec/tracer.h"
#include "codec/wire_writer.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/exact_bytes.h"
#include "tests/support/expect_encodes.h"
#include "tests/support/guarded_bytes.h"
#include "tests/support/hex.h"
#include "tests/support/random_layout.h"
#include "tests/support/random_rows.h"
#include "tests/support/random_source.h"
#include "tests/support/rows.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_layout.h"

namespace sinter::testing {
namespace {

using ::testing::HasSubstr;

std::string DumpOf(const MessageReader& reader) {
  return Dump(reader.layout(), ReadRows(reader));
}

struct Message {
  std::string bytes;
  uint32_t num_roots;
};
Message RandomMessage(const Layout& layout, RandomSource& source) {
  const auto num_roots = static_cast<uint32_t>(1 + source.Below(40));
  MessageBuilder builder(layout);
  Fill(RandomRows(layout, num_roots, 300, source), nullptr, builder);
  return {Encoded(builder), num_roots};
}

TEST(Reader, KeepsNothingOfWhatWasOpenBefore) {
  for (uint64_t seed = 0; seed < 100; ++seed) {
    RandomSource source(seed);
    const TestLayout layout(RandomTables(source));
    MessageReader reused(layout);
    for (int round = 0; round < 5; ++round) {
      const Message message = RandomMessage(layout, source);
      const ExactBytes exact(message.bytes);
      // Something that fails, halfway through or in verification.
      std::string garbage = message.bytes;
      garbage[garbage.size() / 2] ^= 0x55;
      const ExactBytes broken(garbage);
      if (!reused.Open(broken.span(), {.root_rows = message.num_roots})) {
        EXPECT_TRUE(reused.failure().failed());
        EXPECT_EQ(DumpOf(reused), "");
        for (uint32_t i = 0; i < layout.layout().num_slots; ++i) {
          const Column* fresh = layout.layout().defaults;
          const Column* column = reused.table(TableId(0));
          ASSERT_EQ(column[i].rows, fresh[i].rows);
          ASSERT_EQ(column[i].mode, fresh[i].mode);
          ASSERT_EQ(column[i].base, fresh[i].base);
          ASSERT_EQ(column[i].data, fresh[i].data);
        }
      }
      ASSERT_TRUE(reused.Open(exact.span(), {.root_rows = message.num_roots}));
      EXPECT_FALSE(reused.failure().failed());
      MessageReader fresh(layout);
      ASSERT_TRUE(fresh.Open(exact.span(), {.root_rows = message.num_roots}));
      EXPECT_EQ(DumpOf(reused), DumpOf(fresh));
    }
  }
}

TEST(Reader, ReadsAtAnyAddress) {
  for (uint64_t seed = 0; seed < 60; ++seed) {
    RandomSource source(seed + 500);
    const TestLayout layout(RandomTables(source));
    const Message message = RandomMessage(layout, source);
    std::string first;
    for (size_t offset = 0; offset < 8; ++offset) {
      const ExactBytes exact(message.bytes, offset);
      MessageReader reader(layout);
      // Copied only if there are structs or raw lists.
      ASSERT_TRUE(reader.Open(exact.span(), {.root_rows = message.num_roots,
                                             .alignment = Alignment::kCopy}));
      const std::string dump = DumpOf(reader);
      if (offset == 0) first = dump;
      ASSERT_EQ(dump, first);
    }
  }
}

TEST(Reader, NeverTouchesThePagesAroundAMessage) {
  for (uint64_t seed = 0; seed < 200; ++seed) {
    RandomSource source(seed + 900);
    const TestLayout layout(RandomTables(source));
    const Message message = RandomMessage(layout, source);
    const GuardedBytes guarded(message.bytes, layout.layout().align);
    MessageReader reader(layout);
    ASSERT_TRUE(reader.Open(guarded.span(), {.root_rows = message.num_roots}));
    TouchAll(reader);
    DumpOf(reader);
  }
}

TEST(Reader, SurvivesBytesThatChangeAfterOpening) {
  for (uint64_t seed = 0; seed < 150; ++seed) {
    RandomSource source(seed + 2000);
    const TestLayout layout(RandomTables(source));
    const Message message = RandomMessage(layout, source);
    ExactBytes exact(message.bytes);
    MessageReader reader(layout);
    ASSERT_TRUE(reader.Open(exact.span(),
                            {.root_rows = message.num_roots, .verify = false}));
    for (int round = 0; round < 10; ++round) {
      for (size_t i = 0; i < message.bytes.size(); ++i) {
        const bool all = round == 0;
        if (all || source.Chance(20)) {
          exact.data()[i] = all ? 0xff : static_cast<uint8_t>(source.Bits(8));
        }
      }
      TouchAll(reader);
      uint64_t values_left = 5000;
      bool complete;
      ReadRows(reader, values_left, complete);
      // Whatever it finds, it ends.
      static_cast<void>(reader.Verify());
    }
  }
}

TEST(Limits, OfRowsHoldForBothSides) {
  const TestLayout layout(
      {{"R", {{"list", List(Optional(Record(1)))}, {"one", Record(1)}}},
       {"P", {{"x", Unsigned(8)}}}});
  // One root, five elements, of which two are there with a record each, and the
  // record of the field.
  constexpr uint64_t kRows = 1 + 5 + 2 + 2 + 1;
  for (const uint64_t max_rows : {kRows, kRows - 1, uint64_t{0}}) {
    MessageBuilder builder(layout);
    builder.AddRoot();
    const NodeId list = layout.node("R.list");
    const uint32_t first = builder.Append(list, 0, 5);
    for (const uint32_t i : {1u, 3u}) {
      const uint32_t row =
          builder.SetPresent(layout.node("R.list[]"), first + i);
      builder.SetBits(layout.node("P.x"),
                      builder.GetRecord(layout.node("R.list[]?"), row), i);
    }
    const std::string bytes = Encoded(builder);
    const Limits limits{.max_rows = max_rows};
    MessageBuilder limited(layout);
    Fill(Decoded(layout, bytes), nullptr, limited);
    std::string out = "kept";
    const bool fits = max_rows == kRows;
    EXPECT_EQ(limited.Finish(out, limits), fits);
    const ExactBytes exact(bytes);
    MessageReader reader(layout);
    EXPECT_EQ(reader.Open(exact.span(), {.limits = limits}), fits);
    if (fits) continue;
    EXPECT_EQ(out, "kept");
    EXPECT_THAT(ToStatus(limited.failure(), layout),
                StatusIs(absl::StatusCode::kResourceExhausted));
    EXPECT_THAT(ToStatus(reader.failure(), layout),
                StatusIs(absl::StatusCode::kResourceExhausted));
  }
}

TEST(Limits, OfTextHoldForTheBuilder) {
  const TestLayout layout({{"R", {{"a", Text()}, {"b", List(Text())}}}});
  for (const uint64_t max_text_bytes : {9u, 8u}) {
    MessageBuilder builder(layout);
    builder.AddRoot();
    builder.SetText(layout.node("R.a"), 0, "abc");
    const uint32_t first = builder.Append(layout.node("R.b"), 0, 2);
    builder.SetText(layout.node("R.b[]"), first, "abc");
    builder.SetText(layout.node("R.b[]"), first + 1, "abc");
    std::string out;
    EXPECT_EQ(builder.Finish(out, {.max_text_bytes = max_text_bytes}),
              max_text_bytes == 9);
    EXPECT_EQ(builder.failure().code,
              max_text_bytes == 9 ? FailureCode::kNone : FailureCode::kLimit);
  }
}

TEST(LimitsDeathTest, OfTypesInsideEachOtherHoldForBothSides) {
  const auto nested = [](uint32_t lists) {
    TestType type = Bool();
    for (uint32_t i = 0; i < lists; ++i) type = List(type);
    return std::vector<TestTable>{{"R", {{"l", type}}}};
  };
  const TestLayout deep(nested(kMaxTypeDepth - 1));
  EXPECT_EQ(deep.layout().nodes.size(), kMaxTypeDepth);
  EXPECT_DEATH(TestLayout(nested(kMaxTypeDepth)), "types too deep");
}

TEST(Limits, StopMessagesThatClaimManyRows) {
  // Lists of lists of nothing: twelve bytes that stand for 2^40 rows.
  const TestLayout layout({{"R", {{"list", List(List(List(Bool())))}}}});
  std::string bytes;
  WireWriter writer(bytes);
  writer.PutBits(0, 1);
  writer.PutGroups(1 << 20);
  writer.PutGroups(1 << 20);
  writer.PutBits(0, 6);
  writer.PutGroups(0);
  writer.PutBits(0, 6);
  const ExactBytes exact(bytes);
  MessageReader reader(layout);
  EXPECT_FALSE(reader.Open(exact.span()));
  EXPECT_THAT(ToStatus(reader.failure(), layout),
              StatusIs(absl::StatusCode::kResourceExhausted,
                       HasSubstr("sum of lengths")));
}

TEST(Limits, OfTheRowsOfATableHoldWhateverCallersAllow) {
  const TestLayout layout(
      {{"R", {{"a", List(Record(1))}, {"b", List(Record(1))}}}, {"E", {}}});
  const auto open = [&](uint64_t a, uint64_t b) {
    std::string bytes;
    WireWriter writer(bytes);
    writer.PutBits(0, 1);
    writer.PutGroups(a);
    writer.PutGroups(b);
    const ExactBytes exact(bytes);
    MessageReader reader(layout);
    const bool opened =
        reader.Open(exact.span(), {.limits = {.max_rows = uint64_t{1} << 40}});
    if (!opened) {
      EXPECT_THAT(ToStatus(reader.failure(), layout),
                  StatusIs(absl::StatusCode::kResourceExhausted,
                           HasSubstr("rows of a table")));
    }
    return opened;
  };
  EXPECT_TRUE(open(0xfffffffe, 1));
  EXPECT_FALSE(open(0xfffffffe, 2));
  EXPECT_FALSE(open(0xffffffff, 0xffffffff));
}

TEST(BackReferences, MayOnlyNameUtf8FromStrings) {
  const TestLayout layout(
      {{"R", {{"a", Bytes()}, {"b", Bytes()}, {"c", Text()}, {"d", Text()}}}});
  const auto open = [&](const char* hex) {
    const ExactBytes exact(FromHex(hex));
    MessageReader reader(layout);
    // What fails once fails again: it is not taken for known.
    const bool verified =
        reader.Open(exact.span(), {.verify = false}) && reader.Verify();
    EXPECT_EQ(reader.Verify(), verified);
    return verified;
  };
  // One byte, then three times the same.
  EXPECT_TRUE(open("02 61"));
  EXPECT_FALSE(open("02 ff"));
}

TEST(FlagColumn, NamesOnlyFieldsThatExist) {
  std::vector<TestField> fields;
  for (int i = 0; i < 40; ++i) {
    fields.push_back({"f" + std::to_string(i), Optional(Unsigned(8))});
  }
  const TestLayout layout({{"R", fields}});
  // As in LoneRecord: positions 3 and 39, here 3 and 40, then 39 and 3, 3
  // twice.
  for (const char* hex :
       {"2e 03 0a 07 07", "2e e7 00 07 07", "2e c3 00 07 07"}) {
    MessageReader reader(layout);
    const ExactBytes exact(FromHex(hex));
    EXPECT_FALSE(reader.Open(exact.span(), {.verify = false})) << hex;
  }
}

// Puts other bytes into the message once the first column is opened.
class ChangingTracer final : public Tracer {
 public:
  ChangingTracer(uint8_t* bytes, std::string_view to)
      : bytes_(bytes), to_(to) {}

  void OnTable(TableId, uint32_t) override {}
  void OnNode(NodeId, uint32_t) override {
    std::copy(to_.begin(), to_.end(), bytes_);
  }
  void OnForm(const char*) override {}
  void OnControl(uint64_t, unsigned, unsigned, uint64_t, const char*,
                 bool) override {}
  void OnVarint(uint64_t, uint64_t, uint64_t, const char*) override {}
  void OnBytes(uint64_t, uint64_t, unsigned, const char*) override {}

 private:
  uint8_t* bytes_;
  std::string_view to_;
};

TEST(FlagColumn, MayChangeWhileItIsRead) {
  std::vector<TestField> fields;
  for (int i = 0; i < 300; ++i) {
    fields.push_back({"f" + std::to_string(i), Optional(Unsigned(8))});
  }
  const TestLayout layout({{"R", fields}});
  MessageBuilder builder(layout);
  builder.AddRoot();
  // More positions than fit the control bits: 3 to 12 in nine bits each.
  for (int i = 3; i < 13; ++i) {
    const std::string name = "R.f" + std::to_string(i);
    builder.SetPresent(layout.node(name), 0);
    builder.SetBits(layout.node(name + "?"), 0, 7);
  }
  const std::string bytes = Encoded(builder);
  for (const char to : {'\x00', '\x02', '\xff'}) {
    ExactBytes exact(bytes);
    const std::string positions(12, to);
    ChangingTracer tracer(exact.data() + 2, positions);
    MessageReader reader(layout);
    EXPECT_FALSE(reader.Open(exact.span(), {.tracer = &tracer}));
    EXPECT_STREQ(reader.failure().what, "not default");
  }
}

TEST(OpenEnum, CodesBeyondTheTypeAreRefused) {
  const auto open = [](uint64_t beyond, uint64_t hi = 2) {
    const TestLayout layout({{"R", {{"e", Enum(8, hi)}}}});
    std::string bytes;
    WireWriter writer(bytes);
    writer.PutBits(0, 1);
    writer.PutBits(hi + 1, BitsFor(hi + 1));
    writer.PutGroups(beyond);
    const ExactBytes exact(bytes);
    MessageReader reader(layout);
    return reader.Open(exact.span());
  };
  EXPECT_TRUE(open(0));
  EXPECT_TRUE(open(252));
  EXPECT_FALSE(open(253));
  // These would wrap around to known members.
  EXPECT_FALSE(open(~uint64_t{0}));
  EXPECT_FALSE(open(~uint64_t{0} - 2));
  // No number is left for later members.
  EXPECT_FALSE(open(0, 255));
  EXPECT_FALSE(open(~uint64_t{0} - 255, 255));
}

}  // namespace
}  // namespace sinter::testing
