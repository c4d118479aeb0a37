// What is JSON at all: messages for what is not, and agreement with simdjson.
#include <random>
#include <string>
#include <string_view>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "simdjson.h"
#include "tests/json/json_fixture.h"
#include "tests/support/status_matchers.h"

namespace sinter::json {
namespace {

const Json& Simple() {
  static const Json& json =
      *new Json("record R { a: u8 = 0; s: string = \"\"; l: [u8]?; } root R;");
  return json;
}

std::string Error(std::string_view text) { return Simple().Error(text); }

TEST(JsonGrammar, EmptyTextIsAnError) {
  for (const char* text : {"", " ", "\n"}) {
    EXPECT_THAT(Error(text),
                ::testing::EndsWith("expected a record or an array of records, "
                                    "got the end of the text"));
  }
  EXPECT_EQ(Error("\xef\xbb\xbf{}"),
            "f.json:1:1: expected a record or an array of records, got "
            "'\\u{feff}'");
}

TEST(JsonGrammar, NothingFollowsTheDocument) {
  EXPECT_EQ(Error("{} \n{}"),
            "f.json:2:1: expected the end of the text, got an object");
  EXPECT_EQ(Error("{},"), "f.json:1:3: expected the end of the text, got ','");
  EXPECT_EQ(Error("[{}]]"),
            "f.json:1:5: expected the end of the text, got ']'");
  EXPECT_EQ(Error(std::string_view("{}\0", 3)),
            "f.json:1:3: expected the end of the text, got '\\x00'");
}

TEST(JsonGrammar, SeparatorsAndBrackets) {
  EXPECT_EQ(Error("{"), "f.json:1:2: expected a key, got the end of the text");
  EXPECT_EQ(Error("{\"a\"}"), "f.json:1:5: expected ':', got '}'");
  EXPECT_EQ(Error("{\"a\":}"), "f.json:1:6: /a: expected u8 (0..255), got '}'");
  EXPECT_EQ(Error("{\"a\":1"),
            "f.json:1:7: expected ',' or '}', got the end of the text");
  EXPECT_EQ(Error("{\"a\":1,}"), "f.json:1:8: expected a key, got '}'");
  EXPECT_EQ(Error("{\"a\":1 \"s\":\"\"}"),
            "f.json:1:8: expected ',' or '}', got \"s\"");
  EXPECT_EQ(Error("{\"a\":1]"), "f.json:1:7: expected ',' or '}', got ']'");
  EXPECT_EQ(Error("{a:1}"), "f.json:1:2: expected a key, got a");
  EXPECT_EQ(Error("{'a':1}"), "f.json:1:2: expected a key, got '''");
  EXPECT_EQ(Error("{\"l\":[1,]}"),
            "f.json:1:9: /l/1: expected u8 (0..255), got ']'");
  EXPECT_EQ(Error("{\"l\":[,1]}"),
            "f.json:1:7: /l/0: expected u8 (0..255), got ','");
  EXPECT_EQ(Error("[{},]"), "f.json:1:5: /1: expected record R, got ']'");
  EXPECT_EQ(Error("[{} {}]"), "f.json:1:5: expected ',' or ']', got an object");
  EXPECT_EQ(Error("[{}"),
            "f.json:1:4: expected ',' or ']', got the end of the text");
  EXPECT_EQ(Error("{} // done"),
            "f.json:1:4: expected the end of the text, got '/'");
}

TEST(JsonGrammar, Numbers) {
  for (const char* bad : {"01", "-", "-01", "1.", "1.e3", "1e", "1e+", "1.5.5",
                          "1-2", "--1", "00"}) {
    EXPECT_EQ(Error("{\"a\":" + std::string(bad) + "}"),
              "f.json:1:6: /a: expected a number, got " + std::string(bad));
  }
  EXPECT_EQ(Error("{\"a\":.5}"),
            "f.json:1:6: /a: expected u8 (0..255), got .5");
  EXPECT_EQ(Error("{\"a\":+1}"),
            "f.json:1:6: /a: expected u8 (0..255), got +1");
  EXPECT_EQ(Error("{\"a\":0x1}"), "f.json:1:7: expected ',' or '}', got x1");
}

TEST(JsonGrammar, Strings) {
  EXPECT_EQ(Error("{\"s\":\"a\nb\"}"),
            "f.json:1:8: /s: expected an escape in a string, got '\\x0a'");
  EXPECT_EQ(Error(std::string_view("{\"s\":\"a\0b\"}", 11)),
            "f.json:1:8: /s: expected an escape in a string, got '\\x00'");
  EXPECT_EQ(Error("{\"s\":\"abc"),
            "f.json:1:10: /s: expected '\"' at the end of a string, got the "
            "end of the text");
  EXPECT_EQ(Error("{\"s\":\"abc\\"),
            "f.json:1:11: /s: expected the rest of an escape, got the end of "
            "the text");
  EXPECT_EQ(Error("{\"s\":\"ab\xc3(\"}"),
            "f.json:1:9: /s: expected UTF-8, got byte 0xc3");
  EXPECT_EQ(Error("{\"s\":\"\xed\xa0\x80\"}"),
            "f.json:1:7: /s: expected UTF-8, got byte 0xed");
  EXPECT_EQ(Error("{\"s\":\"\\\x87 \"}"),
            "f.json:1:8: /s: expected UTF-8, got byte 0x87");
  EXPECT_EQ(Error("{\"s\xff\":1}"),
            "f.json:1:4: expected UTF-8, got byte 0xff");
  EXPECT_EQ(Error(R"({"s":"ab\x41"})"),
            "f.json:1:9: /s: expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t "
            "\\uXXXX, got \\x");
  EXPECT_EQ(Error(R"({"s":"\u12g4"})"),
            "f.json:1:7: /s: expected four hexadecimal digits after \\u, got "
            "\\u12g4");
  for (const char* half : {"\\ud800", "\\udbff", "\\udc00", "\\udfff"}) {
    EXPECT_EQ(Error("{\"s\":\"a" + std::string(half) + "\"}"),
              "f.json:1:8: /s: expected a pair of surrogates, got " +
                  std::string(half));
  }
  EXPECT_EQ(Error(R"({"s":"\ud800\u0041"})"),
            "f.json:1:7: /s: expected a pair of surrogates, got \\ud800");
}

TEST(JsonGrammar, ColumnsCountBytes) {
  EXPECT_EQ(Error("{\"s\":\"äö\", \"a\": x}"),
            "f.json:1:19: /a: expected u8 (0..255), got x");
}

TEST(JsonGrammar, LinesCountFromTheStart) {
  const ReadOptions lines{.file = "-", .lines = true};
  EXPECT_EQ(Simple().Error("{}\n\n  \r\n{\"a\": 1}\r\n{\"a\": 300}\n", lines),
            "f.json:5:7: /a: expected u8 (0..255), got 300");
  EXPECT_EQ(Simple().Error("{\"a\":\n1}", lines),
            "f.json:1:6: /a: expected u8 (0..255), got the end of the line");
  EXPECT_EQ(Simple().Error("{}\n{} {}", lines),
            "f.json:2:4: expected the end of the line after a record, got an "
            "object");
  EXPECT_EQ(Simple().Error("{}\n[{}]", lines),
            "f.json:2:1: expected record R, got an array");
  EXPECT_EQ(Simple().Error("{}\n{\"s\":\"a\n", lines),
            "f.json:2:8: /s: expected '\"' at the end of a string, got the end "
            "of the line");
  EXPECT_EQ(
      Simple().Error("{}\n{\"s\":\"a\\\n", lines),
      "f.json:2:9: /s: expected the rest of an escape, got the end of the "
      "line");
}

// simdjson takes what it takes for all keys, without a schema; the skipper sees
// the same text as the value of an unknown key.
simdjson::error_code SimdjsonError(const std::string& text) {
  static auto& parser = *new simdjson::dom::parser;
  simdjson::dom::element element;
  return parser.parse(text).get(element);
}

TEST(JsonGrammar, AgreesWithSimdjsonOnDamagedTexts) {
  ReadOptions allow;
  allow.allow_unknown = true;
  const std::string seeds[] = {
      R"({"x": [1, -2.5e+10, true, false, null, "a\n\u00e4\ud83d\ude00", {}]})",
      R"({"x": {"k": [[], [0], {"l": "\\\"/"}], "m": 0.1e-7, "n": "äß€𝄞"}})",
      "{\"x\": [ 0 ,\t1 ,\r\n2 ] , \"y\" : { } }"};
  std::mt19937 random(7);
  int accepted = 0;
  for (int round = 0; round < 60000; ++round) {
    std::string text = seeds[random() % std::size(seeds)];
    for (auto changes = random() % 3; changes-- > 0;) {
      const size_t at = random() % text.size();
      constexpr std::string_view kBytes =
          "{}[]\",:\\u0123789eE+-.tfn \n\x01\x80\xc3";
      switch (random() % 3) {
        case 0:
          text[at] = kBytes[random() % kBytes.size()];
          break;
        case 1:
          text.erase(at, 1);
          break;
        default:
          text.insert(at, 1, kBytes[random() % kBytes.size()]);
      }
    }
    const absl::Status ours = Simple().Encode(text, allow).status();
    const simdjson::error_code theirs = SimdjsonError(text);
    accepted += theirs == simdjson::SUCCESS;
    if (ours.ok()) {
      // A number that nobody takes may be too large for simdjson's doubles.
      ASSERT_TRUE(theirs == simdjson::SUCCESS ||
                  (theirs == simdjson::NUMBER_ERROR &&
                   text.find_first_of("eE") != std::string::npos))
          << theirs << ": " << text;
    } else if (theirs == simdjson::SUCCESS) {
      // Stricter than the grammar alone only where this is wanted.
      ASSERT_THAT(
          std::string(ours.message()),
          ::testing::AnyOf(
              ::testing::HasSubstr("expected each key once"),
              ::testing::HasSubstr("expected a pair of surrogates"),
              ::testing::HasSubstr("expected a record or an array"),
              ::testing::HasSubstr("expected record R"),
              ::testing::HasSubstr(": /s: "), ::testing::HasSubstr(": /a: "),
              ::testing::HasSubstr(": /l: ")))
          << text;
    }
  }
  EXPECT_GT(accepted, 5000);
}

}  // namespace
}  // namespace sinter::json
