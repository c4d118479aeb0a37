// Records and what they are delivered in: documents, arrays, lines, pieces.
#include <algorithm>
#include <span>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "codec/message_builder.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "schema/compile.h"
#include "tests/json/json_fixture.h"
#include "tests/support/status_matchers.h"

namespace sinter::json {
namespace {

using ::sinter::testing::IsOk;
using ::sinter::testing::IsOkAndHolds;
using ::sinter::testing::StatusIs;
using ::testing::HasSubstr;

constexpr std::string_view kShop = R"(
package shop;
record Money { cents: i64; unit: string = "EUR"; }
record Item { name: string; price: Money; old_price: Money?; }
record Order { id: u32; items: [Item]; first: Item?; note: string = "-"; }
root Order;
)";

const Json& Shop() {
  static const Json& json = *new Json(kShop);
  return json;
}

TEST(JsonRecords, DefaultsMayBeMissingAndArePrinted) {
  EXPECT_THAT(Shop().Echo(R"({"id": 1, "items": []})"),
              IsOkAndHolds("{\"id\":1,\"items\":[],\"note\":\"-\"}\n"));
}

TEST(JsonRecords, TheOrderOfKeysDoesNotMatter) {
  const auto in_order = Shop().Encode(
      R"({"id":1,"items":[{"name":"a","price":{"cents":5,"unit":"USD"}}],"note":"n"})");
  const auto reversed = Shop().Encode(
      R"({"note":"n","items":[{"price":{"unit":"USD","cents":5},"name":"a"}],"id":1})");
  const auto escaped = Shop().Encode(
      R"({"\u0069d":1,"\u006eote":"\u006e","items":[{"price":{"unit":"US\u0044","cents":5},"name":"a"}]})");
  ASSERT_THAT(in_order, IsOk());
  EXPECT_EQ(*in_order, *reversed);
  EXPECT_EQ(*in_order, *escaped);
}

TEST(JsonRecords, NestedRecordsSurvive) {
  const std::string text =
      R"({"id":7,"items":[{"name":"a","price":{"cents":5,"unit":"EUR"},)"
      R"("old_price":{"cents":-9,"unit":"USD"}},)"
      R"({"name":"b","price":{"cents":0,"unit":""}}],)"
      R"("first":{"name":"c","price":{"cents":1,"unit":"EUR"}},"note":"-"})"
      "\n";
  EXPECT_THAT(Shop().Echo(text), IsOkAndHolds(text));
}

TEST(JsonRecords, DocumentsAreOneRecordOrAnArray) {
  EXPECT_THAT(Shop().Echo(" \r\n\t{\"id\" : 1 , \"items\" : [ ] } \n"), IsOk());
  const WriteOptions array{.framing = Framing::kArray};
  const std::string three =
      "[\n"
      R"({"id":1,"items":[],"note":"-"},)"
      "\n"
      R"({"id":2,"items":[],"note":"x"},)"
      "\n"
      R"({"id":3,"items":[],"note":"-"})"
      "\n]\n";
  EXPECT_THAT(Shop().Echo(three, array), IsOkAndHolds(three));
  EXPECT_THAT(Shop().Echo(" [ ] ", array), IsOkAndHolds("[]\n"));

  MessageBuilder builder(Shop().layout());
  JsonRecords one(Shop().mapping(), "{\"id\":1,\"items\":[]}");
  EXPECT_THAT(one.Next(builder), IsOkAndHolds(true));
  EXPECT_FALSE(one.is_array());
  EXPECT_THAT(one.Next(builder), IsOkAndHolds(false));
  EXPECT_THAT(one.Next(builder), IsOkAndHolds(false));
  JsonRecords many(Shop().mapping(), three);
  EXPECT_THAT(many.Next(builder), IsOkAndHolds(true));
  EXPECT_TRUE(many.is_array());
  EXPECT_EQ(many.num_records(), 1u);
}

TEST(JsonRecords, LinesHoldOneRecordEach) {
  const ReadOptions lines{.lines = true};
  const WriteOptions write{.framing = Framing::kLines, .indent = true};
  const std::string two =
      "{\"id\":1,\"items\":[],\"note\":\"-\"}\n"
      "{\"id\":2,\"items\":[],\"note\":\"-\"}\n";
  EXPECT_THAT(Shop().Echo(two, write, lines), IsOkAndHolds(two));
  EXPECT_THAT(Shop().Echo("\n \n{\"id\":1,\"items\":[]}\r\n\r\n\n"
                          "\t{\"id\":2,\"items\":[]}",
                          write, lines),
              IsOkAndHolds(two));
  for (const char* nothing : {"", "\n", " \n\t\r\n"}) {
    EXPECT_THAT(Shop().Echo(nothing, write, lines), IsOkAndHolds(""));
  }
}

TEST(JsonRecords, PiecesOfAnySizeGiveTheSameMessage) {
  std::string array = "[";
  std::string lines;
  for (int i = 0; i < 40; ++i) {
    const std::string record = absl::StrCat(
        R"({"id": )", i, R"(, "items": [{"name": "n\u00e4)", i % 7,
        R"(", "price": {"cents": )", i * 1000 - 5000, "}}], \"note\": \"",
        std::string(static_cast<size_t>(i), 'x'), "\"}");
    absl::StrAppend(&array, i == 0 ? "" : ",\n", record);
    absl::StrAppend(&lines, record, "\n");
  }
  array += "]";
  ReadOptions in_lines;
  in_lines.lines = true;
  const auto expected = Shop().Encode(array);
  ASSERT_THAT(expected, IsOk());
  EXPECT_THAT(Shop().Encode(lines, in_lines), IsOkAndHolds(*expected));
  for (const size_t step : {1u, 2u, 3u, 5u, 16u, 61u, 256u, 1000u, 100000u}) {
    EXPECT_THAT(Shop().EncodeInSteps(array, step, {}), IsOkAndHolds(*expected));
    EXPECT_THAT(Shop().EncodeInSteps(lines, step, in_lines),
                IsOkAndHolds(*expected));
  }
}

TEST(JsonRecords, BuildersMayBeEmptiedBetweenRecords) {
  std::string text = "[";
  for (int i = 0; i < 10; ++i) {
    absl::StrAppend(&text, i == 0 ? "" : ",", "{\"id\":", i, ",\"items\":[]}");
  }
  text += "]";
  JsonRecords records(Shop().mapping(), text);
  MessageBuilder builder(Shop().layout());
  std::string decoded;
  for (;;) {
    const auto more = records.Next(builder);
    ASSERT_THAT(more, IsOk());
    if (builder.num_roots() == 3 || !*more) {
      std::string message;
      ASSERT_TRUE(builder.Finish(message));
      const auto block = Shop().Decode(message, builder.num_roots(),
                                       {.framing = Framing::kLines});
      ASSERT_THAT(block, IsOk());
      decoded += *block;
      builder.Clear();
    }
    if (!*more) break;
  }
  std::string expected;
  for (int i = 0; i < 10; ++i) {
    absl::StrAppend(&expected, "{\"id\":", i,
                    ",\"items\":[],\"note\":\"-\"}\n");
  }
  EXPECT_EQ(decoded, expected);
}

// The same record again and again, in an array or in lines; takes note of how
// much room it is offered.
class EndlessSource final : public ByteSource {
 public:
  EndlessSource(bool lines, uint64_t size) : lines_(lines), left_(size) {}

  absl::StatusOr<size_t> Read(std::span<uint8_t> out) override {
    largest_room = std::max(largest_room, out.size());
    if (left_ == 0) return 0;
    constexpr std::string_view kRecord =
        "{\"id\":1,\"items\":[],\"note\":\"not so short\"}";
    std::string piece = !lines_ && is_first_ ? "[" : "";
    while (left_ > 0 && piece.size() + kRecord.size() + 2 <= out.size()) {
      if (!lines_ && !is_first_) piece += ',';
      is_first_ = false;
      piece += kRecord;
      if (lines_) piece += '\n';
      left_ -= std::min<uint64_t>(left_, kRecord.size());
    }
    if (!lines_ && left_ == 0) piece += ']';
    std::copy(piece.begin(), piece.end(), out.begin());
    return piece.size();
  }

  size_t largest_room = 0;

 private:
  const bool lines_;
  uint64_t left_;
  bool is_first_ = true;
};

TEST(JsonRecords, OfLongTextsTakeTheMemoryOfOne) {
  for (const bool lines : {false, true}) {
    EndlessSource source(lines, 4'000'000);
    ReadOptions options;
    options.lines = lines;
    JsonRecords records(Shop().mapping(), source, options, 1 << 12);
    MessageBuilder builder(Shop().layout());
    for (;;) {
      builder.Clear();
      const auto more = records.Next(builder);
      ASSERT_THAT(more, IsOk());
      if (!*more) break;
    }
    EXPECT_GT(records.num_records(), 50'000u);
    EXPECT_LE(source.largest_room, size_t{1} << 12);
  }
}

TEST(JsonRecords, ManyFieldsHaveManySeenBits) {
  std::string schema = "record R {";
  for (int i = 0; i < 130; ++i) absl::StrAppend(&schema, "f", i, ": u8;");
  const Json json(schema + "} root R;");
  auto text = [](int missing, int twice) {
    std::string out = "{";
    for (int i = 129; i >= 0; --i) {
      if (i == missing) continue;
      absl::StrAppend(&out, out == "{" ? "" : ",", "\"f", i, "\":", i);
      if (i == twice) absl::StrAppend(&out, ",\"f", i, "\":", i);
    }
    return out + "}";
  };
  EXPECT_THAT(json.Encode(text(-1, -1)), IsOk());
  for (const int i : {0, 63, 64, 127, 128, 129}) {
    EXPECT_THAT(json.Error(text(i, -1)),
                HasSubstr(absl::StrCat("expected key \"f", i, "\" of R")));
    EXPECT_THAT(json.Error(text(-1, i)),
                HasSubstr(absl::StrCat("got \"f", i, "\" again")));
  }
}

TEST(JsonRecords, TheSameNameTwiceIsAnErrorOfTheSchema) {
  schema::Compilation compiled = schema::CompileText(
      "enum E { a, b } record R { x: u8 = 0; e: E = a; } root R;");
  ASSERT_TRUE(compiled.schema);
  const auto lowered =
      schema::Lower(*compiled.schema, compiled.schema->roots[0]);
  ASSERT_THAT(lowered, IsOk());
  for (schema::Declaration& decl : compiled.schema->declarations) {
    schema::Schema changed = *compiled.schema;
    auto& same = changed.declarations[static_cast<size_t>(
        &decl - compiled.schema->declarations.data())];
    for (schema::Field& field : same.fields) field.name = "n";
    for (schema::Member& member : same.members) member.name = "n";
    EXPECT_THAT(Mapping::Make(**lowered, changed).status(),
                StatusIs(absl::StatusCode::kInvalidArgument,
                         HasSubstr(decl.name + ": expected JSON names that "
                                               "differ, got \"n\" twice")));
  }
}

}  // namespace
}  // namespace sinter::json
