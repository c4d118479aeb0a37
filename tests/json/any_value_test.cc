// `value`: JSON of any kind, in a field or as the root.
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "codec/limits.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "schema/compile.h"
#include "tests/json/json_fixture.h"
#include "tests/support/status_matchers.h"

namespace sinter::json {
namespace {

using ::sinter::testing::IsOkAndHolds;
using ::sinter::testing::StatusIs;
using ::testing::HasSubstr;

const Json& Any() {
  static const Json* json = new Json(schema::kValueSchema);
  return *json;
}

std::string Echo(std::string_view text) {
  const auto echo = Any().Echo(text, {}, {.one_record = true});
  if (!echo.ok()) return std::string(echo.status().message());
  return echo->substr(0, echo->size() - 1);
}

std::string ErrorOf(std::string_view text) {
  return Any().Error(text, {.one_record = true});
}

TEST(AnyValue, KeepsDocuments) {
  for (const char* text :
       {"null", "true", "false", "0", "-5", "1.5", "\"\"", "\"a\\nb\"", "[]",
        "{}", "[null,null]", "[[],[[]],{}]", "{\"\":{\"\":null}}",
        "{\"a\":[1,2.5,\"x\",true,null,{\"b\":[]}],\"c\":{\"d\":-1}}"}) {
    EXPECT_EQ(Echo(text), text);
  }
}

TEST(AnyValue, SortsTheKeysOfObjects) {
  EXPECT_EQ(Echo(R"({"b":1,"a":{"z":1,"y":2}})"),
            R"({"a":{"y":2,"z":1},"b":1})");
  EXPECT_EQ(ErrorOf(R"([{"a":1,"a":2}])"),
            "f.json:1:9: /0: expected each key once, got \"a\" again");
}

TEST(AnyValue, TellsIntegersFromOtherNumbers) {
  for (const char* text :
       {"9223372036854775807", "-9223372036854775808", "1.0", "-0.0",
        "9223372036854775808.0", "1e+300", "5e-324", "0.1",
        "0.30000000000000004", "1.7976931348623157e+308"}) {
    EXPECT_EQ(Echo(text), text);
  }
  EXPECT_EQ(Echo("-0"), "-0.0");
  EXPECT_EQ(Echo("1E2"), "100.0");
  EXPECT_EQ(Echo("9223372036854775808"), "9223372036854775808.0");
  EXPECT_EQ(Echo("100000000000000000000000"), "1e+23");
  EXPECT_EQ(Echo("0.00"), "0.0");
  // What programs print that give 17 digits always.
  EXPECT_EQ(Echo("0.10000000000000001"), "0.1");
  EXPECT_EQ(Echo("2.2250738585072014e-308"), "2.2250738585072014e-308");
}

TEST(AnyValue, RefusesNumbersThatLoseDigits) {
  for (const char* text :
       {"12345678901234567890", "18446744073709551615",
        "3.141592653589793238462643", "9007199254740993.0", "1e400", "-1e400",
        "1e-400", "1e99999999999999999999", "1e-99999999999999999999"}) {
    EXPECT_THAT(ErrorOf(text), HasSubstr("f.json:1:1: expected f64")) << text;
  }
  EXPECT_EQ(ErrorOf("[0.1234567890123456789]"),
            "f.json:1:2: /0: expected f64, which holds not all digits, got "
            "0.1234567890123456789");
  const std::string digits(5000, '7');
  EXPECT_THAT(ErrorOf("0." + digits), HasSubstr("not all digits"));
  // All digits of the double nearest to 0.1.
  EXPECT_EQ(Echo("0.1000000000000000055511151231257827021181583404541015625"),
            "0.1");
  EXPECT_EQ(Echo("1" + std::string(300, '0')), "1e+300");
}

TEST(AnyValue, RefusesWhatIsNoJson) {
  EXPECT_EQ(ErrorOf(""), "f.json:1:1: expected value, got the end of the text");
  EXPECT_EQ(ErrorOf("nope"), "f.json:1:1: expected null, got nope");
  EXPECT_EQ(ErrorOf("[1,]"), "f.json:1:4: /1: expected value, got ']'");
  EXPECT_EQ(ErrorOf("{\"a\":+1}"), "f.json:1:6: /a: expected value, got +1");
  EXPECT_EQ(ErrorOf("1 2"), "f.json:1:3: expected the end of the text, got 2");
}

// An array of values is rows, as an array of records is.
TEST(AnyValue, TakesArraysForRows) {
  EXPECT_THAT(
      Any().Echo("[1,null,[2],{\"a\":\"x\"}]", {.framing = Framing::kArray}),
      IsOkAndHolds("[\n1,\nnull,\n[2],\n{\"a\":\"x\"}\n]\n"));
  EXPECT_THAT(Any().Echo("1\n\n{\"a\":[]}\nnull\n",
                         {.framing = Framing::kLines}, {.lines = true}),
              IsOkAndHolds("1\n{\"a\":[]}\nnull\n"));
}

TEST(AnyValue, IsAFieldTypeLikeOthers) {
  const Json json(
      "record R { a: value; b: value?; c: [value]; d: {string: value}; "
      "e: [value; 2]; } root R;");
  const char* text =
      R"({"a":{"k":[1,2.0]},"b":"x","c":[null,[]],"d":{"m":null},"e":[1,{}]})";
  EXPECT_THAT(json.Echo(text), IsOkAndHolds(absl::StrCat(text, "\n")));
  // An optional is absent with null; a value is null.
  EXPECT_THAT(
      json.Echo(R"({"a":null,"b":null,"c":[],"d":{},"e":[null,null]})"),
      IsOkAndHolds("{\"a\":null,\"c\":[],\"d\":{},\"e\":[null,null]}\n"));
}

TEST(AnyValue, IsNullWhereItIsNotSet) {
  const Json json("record R { a: value; } root R;");
  MessageBuilder builder(json.layout());
  builder.AddRoot();
  std::string message;
  ASSERT_TRUE(builder.Finish(message));
  EXPECT_THAT(json.Decode(message, 1), IsOkAndHolds("{\"a\":null}\n"));
}

std::string Nested(size_t depth, std::string_view open, std::string_view inner,
                   std::string_view close) {
  std::string text;
  for (size_t i = 0; i < depth; ++i) text += open;
  text += inner;
  for (size_t i = 0; i < depth; ++i) text += close;
  return text;
}

TEST(AnyValue, IsAsDeepAsTheLimitAllows) {
  constexpr size_t kDeep = 10000;
  for (const auto& [open, close] :
       {std::pair("[", "]"), std::pair("{\"k\":", "}")}) {
    const std::string most = Nested(kMaxValueDepth, open, "1", close);
    EXPECT_EQ(Echo(most), most);
    for (const size_t depth : {size_t{kMaxValueDepth} + 1, kDeep}) {
      EXPECT_THAT(ErrorOf(Nested(depth, open, "1", close)),
                  HasSubstr("RESOURCE_EXHAUSTED"));
      EXPECT_THAT(
          ErrorOf(Nested(depth, open, "1", close)),
          HasSubstr("at most 100 objects and arrays inside each other"));
    }
  }
}

// Messages of any depth can be made, and are refused where they are printed.
TEST(AnyValue, OfAnyDepthIsNoDangerToPrint) {
  const Layout& layout = Any().layout();
  const NodeId root = layout.field_id(TableId(0), 0);
  const auto variant = [&](uint32_t tag) {
    return NodeId(layout.node(root).child.value() + tag);
  };
  constexpr uint32_t kList = 5;
  for (const size_t depth : {size_t{kMaxValueDepth}, size_t{10000}}) {
    MessageBuilder builder(layout);
    uint32_t row = builder.AddRoot();
    for (size_t i = 0; i < depth; ++i) {
      const uint32_t list = builder.SetVariant(root, row, kList);
      const NodeId element = layout.node(variant(kList)).child;
      row = builder.GetRecord(element, builder.Append(variant(kList), list));
    }
    std::string message;
    ASSERT_TRUE(builder.Finish(message));
    const auto text = Any().Decode(message, 1);
    if (depth == kMaxValueDepth) {
      EXPECT_THAT(text, IsOkAndHolds(Nested(depth, "[", "null", "]") + "\n"));
    } else {
      EXPECT_THAT(text, StatusIs(absl::StatusCode::kResourceExhausted,
                                 HasSubstr("at most 100")));
    }
  }
}

TEST(AnyValue, PrintsNoNumberThatJsonDoesNotHave) {
  const Layout& layout = Any().layout();
  const NodeId root = layout.field_id(TableId(0), 0);
  constexpr uint32_t kNumber = 3;
  MessageBuilder builder(layout);
  const uint32_t row = builder.SetVariant(root, builder.AddRoot(), kNumber);
  builder.SetBits(NodeId(layout.node(root).child.value() + kNumber), row,
                  0x7ff8000000000000);
  std::string message;
  ASSERT_TRUE(builder.Finish(message));
  EXPECT_THAT(Any().Decode(message, 1),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("of number, got \"NaN\"")));
}

}  // namespace
}  // namespace sinter::json
