// Unions whose variants JSON tells apart by their looks.
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/json/json_fixture.h"
#include "tests/support/status_matchers.h"

namespace sinter::json {
namespace {

using ::sinter::testing::IsOkAndHolds;
using ::sinter::testing::StatusIs;
using ::testing::HasSubstr;

Json OfUnion(std::string_view variants) {
  return Json(absl::StrCat(
      "enum E { a, b json(\"bee\") } closed enum C { on, off }\n"
      "flags F { read, write }\n"
      "record Item { n: u8; }\n"
      "union Kinds untagged { n: null; b: bool; i: i8; f: f64; s: string; "
      "l: [Kinds]; o: Item; }\n"
      "union Named { x: u8; }\n"
      "record R { x: union untagged { ",
      std::string(variants), " }; } root R;"));
}

std::string EchoValue(std::string_view variants, std::string_view value,
                      const WriteOptions& options = {}) {
  const auto echo = OfUnion(variants).Echo(
      absl::StrCat("{\"x\":", std::string(value), "}"), options);
  if (!echo.ok()) return std::string(echo.status().message());
  return echo->substr(5, echo->size() - 7);
}

void ExpectKept(std::string_view variants, std::string_view value) {
  EXPECT_EQ(EchoValue(variants, value), value) << variants;
}

std::string ErrorOf(std::string_view variants, std::string_view value) {
  return OfUnion(variants).Error(
      absl::StrCat("{\"x\":", std::string(value), "}"));
}

TEST(UntaggedUnions, StandAsTheirVariants) {
  for (const char* value :
       {"null", "true", "false", "-7", "1.5", "2.0", "-0.0", "\"text\"", "[]",
        "[null,true,1,2.5,\"x\",[[]],{\"n\":3}]", "{\"n\":3}"}) {
    ExpectKept("k: Kinds;", value);
    ExpectKept(
        "n: null; b: bool; i: i8; f: f64; s: string; l: [Kinds]; "
        "o: Item;",
        value);
  }
}

TEST(UntaggedUnions, TellKindsOfStringsArraysAndObjects) {
  ExpectKept("a: date; b: u8;", "\"2020-01-31\"");
  ExpectKept("a: timestamp(ms); b: bool;", "\"2020-01-31T00:00:00Z\"");
  ExpectKept("a: uuid; b: bool;", "\"0123abcd-4567-89ab-cdef-0123456789ab\"");
  ExpectKept("a: bytes; b: bool;", "\"AAE=\"");
  ExpectKept("a: E; b: f64;", "\"bee\"");
  ExpectKept("a: F; b: E;", "[\"read\",\"write\"]");
  ExpectKept("a: [u8; 2]; b: {string: u8};", "[1,2]");
  ExpectKept("a: [u8; 2]; b: {string: u8};", "{\"k\":1}");
  ExpectKept("a: Named; b: u8;", "{\"x\":1}");
  ExpectKept("a: string?; b: u8;", "null");
  ExpectKept("a: string?; b: u8;", "\"x\"");
  ExpectKept("a: decimal(2); b: string;", "1.50");
  ExpectKept("a: decimal(0); b: string;", "150");
}

// A union inside of one looks as its variants do.
TEST(UntaggedUnions, MayBeVariantsOfEachOther) {
  const char* variants =
      "a: union untagged { i: i8; s: string; }; "
      "b: union untagged { n: null; f: f32; };";
  for (const char* value : {"5", "\"x\"", "null", "2.0", "0.1"}) {
    ExpectKept(variants, value);
  }
}

TEST(UntaggedUnions, TakeNumbersForTheNextBestVariant) {
  EXPECT_EQ(EchoValue("f: f64; s: string;", "5"), "5.0");
  EXPECT_EQ(EchoValue("d: decimal(2); s: string;", "5"), "5.00");
  EXPECT_EQ(EchoValue("i: i8; f: f64;", "127"), "127");
  EXPECT_EQ(EchoValue("i: i8; f: f64;", "128"), "128.0");
  EXPECT_EQ(EchoValue("i: u8(3..9); f: f64;", "-0"), "-0.0");
  EXPECT_EQ(EchoValue("i: i64; f: f64;", "9223372036854775807"),
            "9223372036854775807");
  EXPECT_EQ(EchoValue("i: i64; f: f64;", "9223372036854775808"),
            "9223372036854775808.0");
  EXPECT_EQ(ErrorOf("i: i8; s: string;", "128"),
            "f.json:1:6: /x: expected i8 (-128..127), got 128");
  EXPECT_EQ(ErrorOf("i: i8; s: string;", "1.5"),
            "f.json:1:6: /x: expected union R.x, got 1.5");
}

TEST(UntaggedUnions, RefuseWhatNoVariantLooksLike) {
  EXPECT_EQ(ErrorOf("i: i8; s: string;", "null"),
            "f.json:1:6: /x: expected union R.x, got null");
  EXPECT_EQ(ErrorOf("i: i8; s: string;", "{}"),
            "f.json:1:6: /x: expected union R.x, got an object");
  EXPECT_EQ(ErrorOf("i: i8; s: string;", "}"),
            "f.json:1:6: /x: expected union R.x, got '}'");
  EXPECT_EQ(ErrorOf("n: null; s: string;", "nul"),
            "f.json:1:6: /x: expected null, got nul");
  EXPECT_EQ(ErrorOf("f: f64; s: string;", "1.e5"),
            "f.json:1:6: /x: expected a number, got 1.e5");
}

// Rare forms: numbers of later members, numbers that are not finite.
TEST(UntaggedUnions, KeepRareFormsWhereNoOtherVariantLooksSo) {
  ExpectKept("e: E; b: bool;", "9");
  EXPECT_EQ(EchoValue("e: E; b: bool;", "1"), "\"bee\"");
  ExpectKept("f: f64; b: bool;", "\"-Infinity\"");
  ExpectKept("d: date; b: bool;", "2932897");
  ExpectKept("t: timestamp(s); i: i64;", "\"253402300800\"");
  ExpectKept("t: timestamp(s); i: i64;", "253402300800");
  EXPECT_EQ(EchoValue("t: timestamp(s); b: bool;", "0"),
            "\"1970-01-01T00:00:00Z\"");
  EXPECT_EQ(ErrorOf("c: C; b: bool;", "1"),
            "f.json:1:6: /x: expected union R.x, got 1");
}

TEST(UntaggedUnions, RefuseToWriteWhatWouldBeReadAsAnother) {
  const Json json = OfUnion("e: E; i: u8; f: f64; o: Item;");
  const Layout& layout = json.layout();
  const Node& node = layout.node(layout.field_id(TableId(0), 0));
  const auto written = [&](uint32_t variant, uint64_t bits) {
    MessageBuilder builder(layout);
    const uint32_t row = builder.SetVariant(layout.field_id(TableId(0), 0),
                                            builder.AddRoot(), variant);
    builder.SetBits(NodeId(node.child.value() + variant), row, bits);
    std::string message;
    EXPECT_TRUE(builder.Finish(message));
    return json.Decode(message, 1);
  };
  EXPECT_THAT(written(0, 1), IsOkAndHolds("{\"x\":\"bee\"}\n"));
  EXPECT_THAT(written(0, 9),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "record 0: /x: expected a value that JSON tells from "
                       "other variants, of e, got 9"));
  EXPECT_THAT(written(2, 0x7ff0000000000000),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("of f, got \"Infinity\"")));
}

TEST(UntaggedUnions, WriteNumbersOf64BitsAsNumbersAlways) {
  EXPECT_EQ(EchoValue("i: i64; s: string;", "5", {.int64_as_strings = true}),
            "5");
  EXPECT_EQ(
      EchoValue("d: decimal(1); s: string;", "5.0", {.int64_as_strings = true}),
      "5.0");
}

}  // namespace
}  // namespace sinter::json
