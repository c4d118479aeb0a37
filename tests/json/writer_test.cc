#include "schema/json/writer.h"

#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "codec/message_builder.h"
#include "codec/message_reader.h"
#include "codec/typed_bytes.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/json/json_fixture.h"
#include "tests/support/status_matchers.h"

namespace sinter::json {
namespace {

using ::sinter::testing::IsOk;
using ::sinter::testing::IsOkAndHolds;
using ::sinter::testing::StatusIs;
using ::testing::HasSubstr;

const Json& Lists() {
  static const Json& json =
      *new Json(ChainOfRecords(3, "a: [u8]; s: string = \"\"; r: $?;"));
  return json;
}

TEST(JsonWriter, IndentsByTwoSpaces) {
  const std::string text = R"({"a":[1,2],"r":{"a":[],"s":"x"},"s":""})";
  EXPECT_THAT(Lists().Echo(text, {.indent = true}), IsOkAndHolds(R"({
  "a": [
    1,
    2
  ],
  "s": "",
  "r": {
    "a": [],
    "s": "x"
  }
}
)"));
  EXPECT_THAT(
      Lists().Echo(R"([{"a":[]},{"a":[]}])",
                   {.framing = Framing::kArray, .indent = true}),
      IsOkAndHolds("[\n  {\n    \"a\": [],\n    \"s\": \"\"\n  },\n  {\n    "
                   "\"a\": [],\n    \"s\": \"\"\n  }\n]\n"));
  EXPECT_THAT(Lists().Echo("[]", {.framing = Framing::kArray, .indent = true}),
              IsOkAndHolds("[]\n"));
}

TEST(JsonWriter, WritesEmptyRecords) {
  const Json json("record E {} record R { e: E; f: u8?; } root R;");
  EXPECT_THAT(json.Echo(R"({"e":{}})"), IsOkAndHolds("{\"e\":{}}\n"));
  EXPECT_THAT(json.Echo(R"({"e":{}})", {.indent = true}),
              IsOkAndHolds("{\n  \"e\": {}\n}\n"));
}

// Takes note of the sizes of what it gets.
class CountingSink final : public ByteSink {
 public:
  absl::Status Append(std::span<const uint8_t> bytes) override {
    largest = std::max(largest, bytes.size());
    total += bytes.size();
    return result;
  }
  size_t largest = 0;
  size_t total = 0;
  absl::Status result;
};

TEST(JsonWriter, HoldsBackLittleWhateverTheSizeOfAValue) {
  std::string list = R"({"a":[0)";
  for (int i = 0; i < 100000; ++i) list += ",1";
  for (const std::string& text :
       {R"({"a":[],"s":")" + std::string(3000000, 'x') + "\"}",
        R"({"a":[],"s":")" + std::string(500000, '\\') + "\"}", list + "]}"}) {
    const auto message = Lists().Encode(text);
    ASSERT_THAT(message, IsOk());
    MessageReader reader(Lists().layout());
    ASSERT_TRUE(reader.Open(AsBytes(*message)));
    CountingSink sink;
    JsonWriter writer(Lists().mapping(), sink);
    ASSERT_THAT(writer.StartMessage(reader), IsOk());
    ASSERT_THAT(writer.WriteRow(0), IsOk());
    ASSERT_THAT(writer.Finish(), IsOk());
    EXPECT_GT(sink.total, 200000u);
    EXPECT_LE(sink.largest, 8 * JsonWriter::kBufferBytes);
  }
}

TEST(JsonWriter, ErrorsOfTheSinkAreHandedOnAndKept) {
  const auto message = Lists().Encode(R"({"a":[]})");
  ASSERT_THAT(message, IsOk());
  MessageReader reader(Lists().layout());
  ASSERT_TRUE(reader.Open(AsBytes(*message)));
  CountingSink sink;
  sink.result = absl::UnavailableError("disk full");
  JsonWriter writer(Lists().mapping(), sink);
  ASSERT_THAT(writer.StartMessage(reader), IsOk());
  ASSERT_THAT(writer.WriteRow(0), IsOk());
  EXPECT_THAT(writer.Finish(),
              StatusIs(absl::StatusCode::kUnavailable, "disk full"));
  EXPECT_THAT(writer.WriteRow(0),
              StatusIs(absl::StatusCode::kUnavailable, "disk full"));
}

TEST(JsonWriter, RowsOutsideOfTheMessageAreErrors) {
  const auto message = Lists().Encode(R"({"a":[]})");
  ASSERT_THAT(message, IsOk());
  MessageReader reader(Lists().layout());
  ASSERT_TRUE(reader.Open(AsBytes(*message)));
  CountingSink sink;
  JsonWriter no_message(Lists().mapping(), sink);
  EXPECT_THAT(no_message.WriteRow(0),
              StatusIs(absl::StatusCode::kInvalidArgument));
  JsonWriter writer(Lists().mapping(), sink);
  ASSERT_THAT(writer.StartMessage(reader), IsOk());
  EXPECT_THAT(writer.WriteRow(1),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "record 0: expected a row of the message, got 1"));
}

TEST(JsonWriter, TextThatIsNotUtf8IsAnError) {
  auto message = Lists().Encode(R"({"a":[],"r":{"a":[],"s":"abcdef"}})");
  ASSERT_THAT(message, IsOk());
  const size_t at = message->find("abcdef");
  ASSERT_NE(at, std::string::npos);
  (*message)[at + 3] = '\xff';
  EXPECT_THAT(Lists().Decode(*message, 1),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(Lists().Decode(*message, 1, {}, /*verify=*/false),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "record 0: /r/s: expected UTF-8, got byte 0xff"));
}

TEST(JsonWriter, ExpandsWithinTheLimits) {
  WriteOptions options;
  // The root, the record inside and five elements.
  const std::string text =
      R"({"a":[1,2,3],"s":"abc","r":{"a":[4,5],"s":"de"}})";
  options.limits = {.max_rows = 8, .max_text_bytes = 5};
  EXPECT_THAT(Lists().Echo(text, options), IsOk());
  options.limits = {.max_rows = 7, .max_text_bytes = 5};
  EXPECT_THAT(
      Lists().Echo(text, options),
      StatusIs(absl::StatusCode::kResourceExhausted,
               "record 0: /r/a: expected a message of at most 7 rows, got "
               "more"));
  options.limits = {.max_rows = 8, .max_text_bytes = 4};
  EXPECT_THAT(Lists().Echo(text, options),
              StatusIs(absl::StatusCode::kResourceExhausted,
                       "record 0: /r/s: expected a message of at most 4 bytes "
                       "of text, got more"));
}

TEST(JsonWriter, MessagesTooDeepForJsonAreErrors) {
  const Json chain(ChainOfRecords(110, "a: [u8]; r: $?;"));
  const Layout& layout = chain.layout();
  MessageBuilder builder(layout);
  uint32_t row = builder.AddRoot();
  TableId table(0);
  auto add = [&] {
    const NodeId optional = layout.field_id(table, 1);
    const NodeId record = layout.node(optional).child;
    row = builder.GetRecord(record, builder.SetPresent(optional, row));
    table = layout.node(record).table;
  };
  auto decode = [&]() -> absl::StatusOr<std::string> {
    std::string message;
    EXPECT_TRUE(builder.Finish(message));
    return chain.Decode(message, 1);
  };
  // The innermost list is one level more.
  for (int i = 1; i < 99; ++i) add();
  EXPECT_THAT(decode(), IsOk());
  add();
  EXPECT_THAT(decode(),
              StatusIs(absl::StatusCode::kResourceExhausted,
                       HasSubstr("/r/a: expected at most 100 objects and "
                                 "arrays inside each other, got more")));
}

}  // namespace
}  // namespace sinter::json
