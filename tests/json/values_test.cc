// Values that go from JSON to a message and back.
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

// The text that a value of a type comes back as.
std::string EchoValue(std::string_view type, std::string_view value,
                      const WriteOptions& options = {}) {
  const Json json(
      absl::StrCat("enum E { a, b, gone_later json(\"c d\"), retired z }\n"
                   "id UserId = u64;\nid Name = string;\n"
                   "record R { x: ",
                   std::string(type), "; } root R;"));
  const auto echo =
      json.Echo(absl::StrCat("{\"x\":", std::string(value), "}"), options);
  if (!echo.ok()) return std::string(echo.status().message());
  const std::string_view text = *echo;
  if (text == "{}\n") return "absent";
  return std::string(text.substr(5, text.size() - 7));
}

void ExpectKept(std::string_view type, std::string_view value) {
  EXPECT_EQ(EchoValue(type, value), value) << type;
}

TEST(JsonValues, IntegersKeepTheirBounds) {
  ExpectKept("u8", "255");
  ExpectKept("i8", "-128");
  ExpectKept("u16", "65535");
  ExpectKept("i16", "-32768");
  ExpectKept("u32", "4294967295");
  ExpectKept("i32", "-2147483648");
  ExpectKept("u64", "18446744073709551615");
  ExpectKept("i64", "-9223372036854775808");
  ExpectKept("i64", "9223372036854775807");
  ExpectKept("u64", "9007199254740993");
  ExpectKept("UserId", "9007199254740993");
  ExpectKept("u64(10..18446744073709551615)", "18446744073709551615");
  ExpectKept("i32(-5..5)", "-5");
  EXPECT_EQ(EchoValue("i32", "-0"), "0");
}

TEST(JsonValues, StringsAreTakenForIntegersOf64Bits) {
  EXPECT_EQ(EchoValue("u64", "\"18446744073709551615\""),
            "18446744073709551615");
  EXPECT_EQ(EchoValue("i64", "\"-9223372036854775808\""),
            "-9223372036854775808");
  EXPECT_EQ(EchoValue("UserId", "\"7\""), "7");
  const WriteOptions strings{.int64_as_strings = true};
  EXPECT_EQ(EchoValue("u64", "7", strings), "\"7\"");
  EXPECT_EQ(EchoValue("[i64?]", "[-7,null]", strings), "[\"-7\",null]");
  EXPECT_EQ(EchoValue("u32", "7", strings), "7");
  EXPECT_EQ(EchoValue("E", "7", strings), "7");
}

TEST(JsonValues, Floats) {
  for (const char* value :
       {"0", "-0.0", "5e-324", "-5e-324", "2.2250738585072014e-308",
        "2.225073858507201e-308", "1.7976931348623157e+308",
        "0.30000000000000004", "123456.78901234567", "1e+22", "\"NaN\"",
        "\"Infinity\"", "\"-Infinity\""}) {
    ExpectKept("f64", value);
    ExpectKept("f64?", value);
    ExpectKept("[f64]", absl::StrCat("[", value, ",", value, ",1]"));
  }
  for (const char* value :
       {"0", "-0.0", "1e-45", "1.1754944e-38", "3.4028235e+38", "0.1",
        "16777216", "\"NaN\"", "\"Infinity\"", "\"-Infinity\""}) {
    ExpectKept("f32", value);
    ExpectKept("[f32]", absl::StrCat("[", value, ",", value, ",1]"));
  }
  EXPECT_EQ(EchoValue("f64", "-0"), "-0.0");
  EXPECT_EQ(EchoValue("f64", "1.0"), "1");
  EXPECT_EQ(EchoValue("f64", "12E2"), "1200");
  EXPECT_EQ(EchoValue("f32", "1.00000005960464477540"), "1.0000001");
}

TEST(JsonValues, Strings) {
  ExpectKept("string", R"("")");
  ExpectKept("string", R"("\"\\\b\f\n\r\t\u0000\u001f/")");
  ExpectKept("string", "\"äß€𝄞\"");
  ExpectKept("Name", "\"Ada\"");
  EXPECT_EQ(EchoValue("string", R"("\u00e4\ud834\udd1e\/")"), "\"ä𝄞/\"");
}

TEST(JsonValues, Bytes) {
  for (const char* value : {"\"\"", "\"AA==\"", "\"AAA=\"", "\"AAAA\"",
                            "\"+/+/\"", "\"/w==\"", "\"aGVsbG8=\""}) {
    ExpectKept("bytes", value);
    ExpectKept("[bytes]", absl::StrCat("[", value, ",", value, "]"));
  }
}

TEST(JsonValues, Enums) {
  ExpectKept("E", "\"a\"");
  ExpectKept("E", "\"c d\"");
  ExpectKept("E", "\"z\"");  // retired, but a value all the same
  ExpectKept("E", "4");
  ExpectKept("E", "255");
  ExpectKept("[E]", R"(["a","b",4,200,"a"])");
  EXPECT_EQ(EchoValue("E", "1"), "\"b\"");
}

TEST(JsonValues, OptionalsAreLeftOutOfRecordsAndNullInLists) {
  EXPECT_EQ(EchoValue("u8?", "null"), "absent");
  ExpectKept("u8?", "0");
  ExpectKept("string?", "\"\"");
  ExpectKept("[u8]?", "[]");
  EXPECT_EQ(EchoValue("[u8]?", "null"), "absent");
  ExpectKept("[u8?]", "[null,0,null,5]");
  ExpectKept("[[u8]?]", "[null,[],[1]]");
}

TEST(JsonValues, Lists) {
  ExpectKept("[u8]", "[]");
  ExpectKept("[bool]", "[true,false,true]");
  ExpectKept("[[u16]]", "[[],[1,2],[],[3]]");
  ExpectKept("[[[string]]]", R"([[],[[],["a"]],[["b","c"]]])");
}

}  // namespace
}  // namespace sinter::json
