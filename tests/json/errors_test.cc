// Mistakes that are JSON but do not fit the schema, with the whole of their
// messages.
#include <string>
#include <string_view>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/json/json_fixture.h"
#include "tests/support/status_matchers.h"

namespace sinter::json {
namespace {

using ::sinter::testing::IsOk;
using ::sinter::testing::StatusIs;
using ::testing::HasSubstr;

const Json& Orders() {
  static const Json& json = *new Json(R"(
package shop;
enum Status { active, inactive, on_hold json("on-hold") }
closed enum Size { s, m, l }
record Line { name: string; count: u8(0..130) = 1; }
record Order {
  id: u64 = 0;
  lines: [Line];
  status: Status = active;
  size: Size = s;
  total: f64 = 0.0;
  ratio: f32 = 0.0;
  small: i8 = 0;
  big: i64 = 0;
  paid: bool = false;
  note: string?;
  blob: bytes = "";
  e_mail: string = "" json("e-mail");
  slashed: [u8]? json("a/b~c");
  retired old: u8 = 0;
}
root Order;
)");
  return json;
}

// The error of an order with empty lines and these fields.
std::string FieldError(std::string_view fields) {
  return Orders().Error("{\"lines\": [],\n" + std::string(fields) + "}");
}

TEST(JsonErrors, NameThePlaceInsideOfLists) {
  EXPECT_EQ(Orders().Error(R"({"lines": [{"name": "a", "count": 256}]})"),
            "f.json:1:35: /lines/0/count: expected u8 (0..130), got 256");
  EXPECT_EQ(
      Orders().Error("[\n {\"lines\": []},\n {\"lines\": [{\"name\": 5}]}]"),
      "f.json:3:22: /1/lines/0/name: expected string, got 5");
}

TEST(JsonErrors, EscapeKeysInPaths) {
  EXPECT_EQ(FieldError(R"("a/b~c": [1, 999])"),
            "f.json:2:14: /a~1b~0c/1: expected u8 (0..255), got 999");
}

TEST(JsonErrors, UnknownKeysComeWithASuggestion) {
  EXPECT_EQ(FieldError(R"("statsu": "active")"),
            "f.json:2:1: expected a key of shop.Order, got \"statsu\"; did you "
            "mean \"status\"?");
  EXPECT_EQ(FieldError(R"("zzzzzz": 1)"),
            "f.json:2:1: expected a key of shop.Order, got \"zzzzzz\"");
  EXPECT_EQ(Orders().Error(R"({"lines": [{"nme": "a"}]})"),
            "f.json:1:13: /lines/0: expected a key of shop.Line, got \"nme\"; "
            "did you mean \"name\"?");
}

TEST(JsonErrors, TheNameInTheSchemaIsNotTheKey) {
  EXPECT_EQ(FieldError(R"("e_mail": "a@b")"),
            "f.json:2:1: expected a key of shop.Order, got \"e_mail\"; did you "
            "mean \"e-mail\"?");
}

TEST(JsonErrors, RetiredFieldsAreNotRead) {
  EXPECT_EQ(FieldError(R"("old": 1)"),
            "f.json:2:1: expected a key of shop.Order, got \"old\", which is "
            "retired");
}

TEST(JsonErrors, DuplicateKeys) {
  EXPECT_EQ(FieldError(R"("id": 1, "paid": true, "id": 1)"),
            "f.json:2:24: expected each key once, got \"id\" again");
  EXPECT_EQ(FieldError(R"("id": 1, "\u0069d": 1)"),
            "f.json:2:10: expected each key once, got \"id\" again");
  EXPECT_EQ(
      Orders().Error(R"({"lines":[{"name":"a","name":"b"}]})"),
      "f.json:1:23: /lines/0: expected each key once, got \"name\" again");
}

TEST(JsonErrors, MissingKeysAreReportedWhereTheirRecordStarts) {
  EXPECT_EQ(
      Orders().Error("\n  {\"id\": 5}"),
      "f.json:2:3: expected key \"lines\" of shop.Order, got no such key");
  EXPECT_EQ(Orders().Error(R"({"lines": [{"name": "a"}, {}]})"),
            "f.json:1:27: /lines/1: expected key \"name\" of shop.Line, got no "
            "such key");
}

TEST(JsonErrors, IntegersAreInRangeAndWithoutFraction) {
  EXPECT_EQ(FieldError(R"("small": 128)"),
            "f.json:2:10: /small: expected i8 (-128..127), got 128");
  EXPECT_EQ(FieldError(R"("small": -129)"),
            "f.json:2:10: /small: expected i8 (-128..127), got -129");
  EXPECT_EQ(FieldError(R"("small": 1.5)"),
            "f.json:2:10: /small: expected i8 (-128..127), got 1.5");
  EXPECT_EQ(FieldError(R"("small": 1.0)"),
            "f.json:2:10: /small: expected i8 (-128..127), got 1.0");
  EXPECT_EQ(FieldError(R"("small": 1e1)"),
            "f.json:2:10: /small: expected i8 (-128..127), got 1e1");
  EXPECT_EQ(FieldError(R"("small": "1")"),
            "f.json:2:10: /small: expected i8 (-128..127), got \"1\"");
  EXPECT_EQ(FieldError(R"("id": -1)"),
            "f.json:2:7: /id: expected u64 (0..18446744073709551615), got -1");
  EXPECT_EQ(FieldError(R"("id": 18446744073709551616)"),
            "f.json:2:7: /id: expected u64 (0..18446744073709551615), got "
            "18446744073709551616");
  EXPECT_EQ(FieldError(R"("big": "9223372036854775808")"),
            "f.json:2:8: /big: expected i64 "
            "(-9223372036854775808..9223372036854775807), got "
            "\"9223372036854775808\"");
  EXPECT_EQ(FieldError(R"("big": " 1")"),
            "f.json:2:8: /big: expected i64 "
            "(-9223372036854775808..9223372036854775807), got \" 1\"");
}

TEST(JsonErrors, ShowLongTokensShortened) {
  EXPECT_EQ(FieldError("\"small\": " + std::string(100, '7')),
            "f.json:2:10: /small: expected i8 (-128..127), got " +
                std::string(40, '7') + "...");
  EXPECT_EQ(FieldError("\"paid\": \"" + std::string(38, 'x') + "äöü\""),
            "f.json:2:9: /paid: expected bool, got \"" + std::string(38, 'x') +
                "...");
}

TEST(JsonErrors, ValuesOfAnotherShape) {
  EXPECT_EQ(FieldError(R"("paid": 1)"),
            "f.json:2:9: /paid: expected bool, got 1");
  EXPECT_EQ(FieldError(R"("paid": null)"),
            "f.json:2:9: /paid: expected bool, got null");
  EXPECT_EQ(FieldError(R"("paid": {})"),
            "f.json:2:9: /paid: expected bool, got an object");
  EXPECT_EQ(FieldError(R"("note": [])"),
            "f.json:2:9: /note: expected string, got an array");
  EXPECT_EQ(FieldError(R"("a/b~c": {})"),
            "f.json:2:10: /a~1b~0c: expected list, got an object");
  EXPECT_EQ(Orders().Error(R"({"lines": [[]]})"),
            "f.json:1:12: /lines/0: expected record shop.Line, got an array");
  EXPECT_EQ(Orders().Error(R"({"lines": null})"),
            "f.json:1:11: /lines: expected list, got null");
  EXPECT_EQ(Orders().Error("7"),
            "f.json:1:1: expected a record or an array of records, got 7");
  EXPECT_EQ(Orders().Error("[[]]"),
            "f.json:1:2: /0: expected record shop.Order, got an array");
}

TEST(JsonErrors, Floats) {
  EXPECT_EQ(FieldError(R"("total": 1e309)"),
            "f.json:2:10: /total: expected f64, got 1e309");
  EXPECT_EQ(FieldError(R"("ratio": 1e39)"),
            "f.json:2:10: /ratio: expected f32, got 1e39");
  EXPECT_EQ(FieldError(R"("total": "1.5")"),
            "f.json:2:10: /total: expected f64, got \"1.5\"");
  EXPECT_EQ(FieldError(R"("total": "nan")"),
            "f.json:2:10: /total: expected f64, got \"nan\"");
  EXPECT_EQ(FieldError(R"("total": NaN)"),
            "f.json:2:10: /total: expected f64, got NaN");
}

TEST(JsonErrors, EnumsComeWithASuggestion) {
  EXPECT_EQ(FieldError(R"("status": "onhold")"),
            "f.json:2:11: /status: expected a name of enum shop.Status, got "
            "\"onhold\"; did you mean \"on-hold\"?");
  EXPECT_EQ(FieldError(R"("status": "zzzzzzz")"),
            "f.json:2:11: /status: expected a name of enum shop.Status, got "
            "\"zzzzzzz\"; there are \"active\", \"inactive\", \"on-hold\"");
  EXPECT_EQ(FieldError(R"("size": 1)"),
            "f.json:2:9: /size: expected a name of enum shop.Size, got 1");
  EXPECT_EQ(FieldError(R"("status": 256)"),
            "f.json:2:11: /status: expected a name of enum shop.Status or a "
            "number (0..255), got 256");
  EXPECT_EQ(FieldError(R"("status": 1.5)"),
            "f.json:2:11: /status: expected a name of enum shop.Status or a "
            "number (0..255), got 1.5");
  EXPECT_EQ(FieldError(R"("status": true)"),
            "f.json:2:11: /status: expected a name of enum shop.Status, got "
            "true");
}

TEST(JsonErrors, Base64IsWhatAnEncoderWrites) {
  for (const char* bad :
       {"QQ", "QQ=", "Q", "QR==", "QQ== ", " QQ==", "QQ\\n==", "_-8=", "====",
        "QQ==QQ==", "QUJD*", "QUI.", "QQ.."}) {
    EXPECT_EQ(FieldError("\"blob\": \"" + std::string(bad) + "\""),
              "f.json:2:9: /blob: expected bytes as base64, got \"" +
                  std::string(bad) + "\"");
  }
  for (const char* good : {"", "QQ==", "QUI=", "QUJD", "+/8="}) {
    EXPECT_EQ(FieldError("\"blob\": \"" + std::string(good) + "\""),
              "no error");
  }
}

TEST(JsonErrors, AllowingUnknownKeysAllowsNothingElse) {
  const ReadOptions allow{.file = "-", .lines = false, .allow_unknown = true};
  auto error = [&](std::string_view text) {
    return Orders().Error(
        R"({"lines": [{"name": "", "x": )" + std::string(text) + "}]}", allow);
  };
  EXPECT_EQ(
      error(R"({"a": [1.5e3, true, false, null, "", {"b": {}}], "c": []})"),
      "no error");
  EXPECT_EQ(error("1, \"x\": 2"),
            "f.json:1:33: /lines/0: expected each key once, got \"x\" again");
  EXPECT_EQ(
      error(R"({"y": {"z": 1, "z": 1}})"),
      "f.json:1:45: /lines/0/x/y: expected each key once, got \"z\" again");
  EXPECT_EQ(error("[1, {\"y\": 01}]"),
            "f.json:1:40: /lines/0/x/1/y: expected a number, got 01");
  EXPECT_EQ(error("\"\xff\""),
            "f.json:1:31: /lines/0/x: expected UTF-8, got byte 0xff");
  EXPECT_EQ(error(R"("\ud800")"),
            "f.json:1:31: /lines/0/x: expected a pair of surrogates, got "
            "\\ud800");
  EXPECT_EQ(error("[1 2]"),
            "f.json:1:33: /lines/0/x: expected ',' or ']', got 2");
  EXPECT_EQ(error("[1}"),
            "f.json:1:32: /lines/0/x: expected ',' or ']', got '}'");
  EXPECT_EQ(error("nul"), "f.json:1:30: /lines/0/x: expected null, got nul");
  // The same key may come again in another record.
  EXPECT_EQ(
      Orders().Error(
          R"({"lines": [{"name":"","x":1},{"name":"","x":1}], "x":1})", allow),
      "no error");
}

TEST(JsonErrors, DeepTextMeetsALimitAndNotTheStack) {
  static const Json& tree = *new Json(ChainOfRecords(60, "kids: [$];"));
  auto nested = [](int pairs) {
    std::string text = R"({"kids": []})";
    for (int i = 1; i < pairs; ++i) text = R"({"kids": [)" + text + "]}";
    return text;
  };
  // A record and a list each time.
  EXPECT_THAT(tree.Echo(nested(50)), IsOk());
  for (const int pairs : {51, 10000}) {
    EXPECT_THAT(
        tree.Encode(nested(pairs)),
        StatusIs(absl::StatusCode::kResourceExhausted,
                 HasSubstr("/kids/0: expected at most 100 objects and arrays "
                           "inside each other, got more")));
  }
  // Arrays around the records do not count.
  EXPECT_THAT(tree.Encode("[" + nested(50) + "]"), IsOk());

  ReadOptions allow;
  allow.allow_unknown = true;
  auto unknown = [](size_t depth) {
    return R"({"kids": [], "x": )" + std::string(depth, '[') +
           std::string(depth, ']') + "}";
  };
  EXPECT_THAT(tree.Encode(unknown(99), allow), IsOk());
  for (const size_t depth : {100u, 10000u}) {
    EXPECT_THAT(
        tree.Encode(unknown(depth), allow),
        StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("/x/0/0")));
  }
  EXPECT_THAT(tree.Encode(std::string(1000000, '{')),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(tree.Encode(std::string(1000000, '[')),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(JsonErrors, AreRepeatedByLaterCalls) {
  JsonRecords records(Orders().mapping(), "[{}, {}]");
  MessageBuilder builder(Orders().layout());
  const auto first = records.Next(builder);
  EXPECT_THAT(first, StatusIs(absl::StatusCode::kInvalidArgument,
                              HasSubstr("-:1:2: /0: expected key")));
  EXPECT_EQ(records.Next(builder).status(), first.status());
  EXPECT_EQ(records.num_records(), 0u);
}

TEST(JsonErrors, OfASourceAreHandedOn) {
  class Broken final : public ByteSource {
   public:
    absl::StatusOr<size_t> Read(std::span<uint8_t> out) override {
      if (std::exchange(read_, true))
        return absl::DataLossError("disk on fire");
      out[0] = '{';
      return 1;
    }

   private:
    bool read_ = false;
  };
  for (const bool lines : {false, true}) {
    Broken source;
    ReadOptions options;
    options.lines = lines;
    JsonRecords records(Orders().mapping(), source, options);
    MessageBuilder builder(Orders().layout());
    EXPECT_THAT(records.Next(builder),
                StatusIs(absl::StatusCode::kDataLoss, "disk on fire"));
  }
}

}  // namespace
}  // namespace sinter::json
