// Maps, unions, arrays, recursion, flags, dates, times, decimals and uuids.
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
using ::testing::HasSubstr;

Json OfType(std::string_view type) {
  return Json(
      absl::StrCat("enum E { a, b json(\"bee\") }\n"
                   "closed enum C { on, off }\n"
                   "flags F { read, write json(\"w r\"), run }\n"
                   "id UserId = u64;\n"
                   "record Item { n: u8; }\n"
                   "union Shape { dot: u8; item: Item json(\"It\"); "
                   "group: [Shape]; }\n"
                   "record R { x: ",
                   std::string(type), "; } root R;"));
}

// The text that a value of a type comes back as.
std::string EchoValue(std::string_view type, std::string_view value,
                      const WriteOptions& options = {}) {
  const auto echo = OfType(type).Echo(
      absl::StrCat("{\"x\":", std::string(value), "}"), options);
  if (!echo.ok()) return std::string(echo.status().message());
  return echo->substr(5, echo->size() - 7);
}

void ExpectKept(std::string_view type, std::string_view value) {
  EXPECT_EQ(EchoValue(type, value), value) << type;
}

std::string ErrorOf(std::string_view type, std::string_view value) {
  return OfType(type).Error(absl::StrCat("{\"x\":", std::string(value), "}"));
}

TEST(JsonKinds, ArraysHaveTheirSize) {
  ExpectKept("[u8; 3]", "[1,2,3]");
  ExpectKept("[u8; 3]", "[0,0,0]");
  ExpectKept("[[u8?; 2]; 2]", "[[1,null],[null,4]]");
  ExpectKept("[[string]; 2]", R"([["a","b"],[]])");
  ExpectKept("[Item; 2]", R"([{"n":1},{"n":2}])");
  ExpectKept("[[i32; 2]]", "[[1,2],[3,4],[5,6]]");
  EXPECT_EQ(ErrorOf("[u8; 3]", "[1,2]"),
            "f.json:1:6: /x: expected list of 3, got a list of 2");
  EXPECT_EQ(ErrorOf("[u8; 3]", "[1,2,3, 4]"),
            "f.json:1:14: /x: expected list of 3, got more");
  EXPECT_EQ(ErrorOf("[u8; 3]", "[1,256,3]"),
            "f.json:1:9: /x/1: expected u8 (0..255), got 256");
  EXPECT_EQ(ErrorOf("[u8; 3]", "7"),
            "f.json:1:6: /x: expected list of 3, got 7");
}

TEST(JsonKinds, MapsComeBackSorted) {
  ExpectKept("{string: u8}", "{}");
  EXPECT_EQ(EchoValue("{string: u8}", R"({"b":1,"a":2,"":3,"\n":4})"),
            R"({"":3,"\n":4,"a":2,"b":1})");
  EXPECT_EQ(EchoValue("{i32: string}", R"({"5":"e","-7":"m","0":"z"})"),
            R"({"-7":"m","0":"z","5":"e"})");
  ExpectKept("{u64: u8}", R"({"0":1,"18446744073709551615":2})");
  ExpectKept("{UserId: u8}", R"({"7":1})");
  EXPECT_EQ(EchoValue("{E: u8}", R"({"9":1,"bee":2,"a":3})"),
            R"({"a":3,"bee":2,"9":1})");
  ExpectKept("{string: {string: [u8]}}", R"({"a":{"b":[1],"c":[]},"d":{}})");
  ExpectKept("{string: Item}", R"({"a":{"n":1},"b":{"n":2}})");
  EXPECT_THAT(
      OfType("{string: u8}").Echo(R"({"x":{"a":1,"b":2}})", {.indent = true}),
      IsOkAndHolds("{\n  \"x\": {\n    \"a\": 1,\n    \"b\": "
                   "2\n  }\n}\n"));
}

TEST(JsonKinds, KeysOfMapsAreCheckedAtTheirPlaces) {
  EXPECT_EQ(ErrorOf("{string: u8}", R"({"a":1, "a":2})"),
            "f.json:1:14: /x: expected each key once, got \"a\" again");
  EXPECT_EQ(ErrorOf("{i8: u8}", R"({"0":1,"-0":2})"),
            "f.json:1:13: /x: expected each key once, got \"-0\" again");
  EXPECT_EQ(ErrorOf("{E: u8}", R"({"bee":1,"1":2})"),
            "f.json:1:15: /x: expected each key once, got \"1\" again");
  EXPECT_EQ(ErrorOf("{u8: u8}", R"({"256":1})"),
            "f.json:1:7: /x: expected a key: u8 (0..255), got \"256\"");
  EXPECT_EQ(ErrorOf("{u8: u8}", R"({"01":1})"),
            "f.json:1:7: /x: expected a key: u8 (0..255), got \"01\"");
  EXPECT_EQ(ErrorOf("{C: u8}", R"({"of":1})"),
            "f.json:1:7: /x: expected a name of enum C, got \"of\"; did you "
            "mean \"on\"?");
  EXPECT_EQ(ErrorOf("{string: u8}", R"({"a/b":300})"),
            "f.json:1:13: /x/a~1b: expected u8 (0..255), got 300");
  EXPECT_EQ(ErrorOf("{string: u8}", "[]"),
            "f.json:1:6: /x: expected map, got an array");
}

TEST(JsonKinds, UnionsAreObjectsOfOneKey) {
  ExpectKept("Shape", R"({"dot":5})");
  ExpectKept("Shape", R"({"It":{"n":2}})");
  ExpectKept("Shape", R"({"group":[{"dot":1},{"group":[]},{"It":{"n":2}}]})");
  ExpectKept("[Shape]", R"([{"dot":1},{"It":{"n":2}},{"dot":3}])");
  ExpectKept("union { a: string; b: [u8; 2]; c: u8?; }", R"({"b":[1,2]})");
  ExpectKept("union { a: string; b: [u8; 2]; c: u8?; }", R"({"c":null})");
  ExpectKept("[union { a: string; b: u8; }]",
             R"([{"a":"x"},{"b":1},{"a":"y"},{"b":2}])");
}

TEST(JsonKinds, WrongUnionsAreErrors) {
  EXPECT_EQ(ErrorOf("Shape", R"({"dott":5})"),
            "f.json:1:7: /x: expected a variant of union Shape, got \"dott\"; "
            "did you mean \"dot\"?");
  EXPECT_EQ(ErrorOf("Shape", "{}"),
            "f.json:1:6: /x: expected a variant of union Shape, got an empty "
            "object");
  EXPECT_EQ(ErrorOf("Shape", R"({"dot":5,"It":{"n":1}})"),
            "f.json:1:14: /x: expected '}' after the one variant of union "
            "Shape, got ','");
  EXPECT_EQ(ErrorOf("Shape", R"({"dot":256})"),
            "f.json:1:13: /x/dot: expected u8 (0..255), got 256");
  EXPECT_EQ(ErrorOf("Shape", "null"),
            "f.json:1:6: /x: expected union Shape, got null");
}

TEST(JsonKinds, RecordsContainThemselvesUpToALimit) {
  const Json json("record N { v: u8; next: N?; kids: [N]; } root N;");
  auto chain = [](int count) {
    std::string text;
    for (int i = 0; i < count; ++i) {
      absl::StrAppend(&text, "{\"v\":", i % 7);
      if (i + 1 < count) text += ",\"next\":";
    }
    for (int i = 0; i < count; ++i) text += ",\"kids\":[]}";
    return text;
  };
  EXPECT_THAT(json.Echo(chain(99)), IsOkAndHolds(chain(99) + "\n"));
  EXPECT_THAT(json.Error(chain(100)),
              HasSubstr("at most 100 objects and arrays inside each other"));
  EXPECT_THAT(json.Error(chain(10000)), HasSubstr("RESOURCE_EXHAUSTED: "));
  const std::string tree =
      R"({"v":1,"kids":[{"v":2,"kids":[{"v":3,"kids":[]}]},{"v":4,"kids":[]}]})";
  EXPECT_THAT(json.Echo(tree), IsOkAndHolds(tree + "\n"));
}

// Messages have no such limit; printing them has.
TEST(JsonKinds, RecordsOfAnyDepthAreNoDangerToPrint) {
  const Json json("record N { next: N?; } root N;");
  const NodeId next = json.layout().field_id(TableId(0), 0);
  for (const int depth : {100, 101, 10000}) {
    MessageBuilder builder(json.layout());
    uint32_t row = builder.AddRoot();
    for (int i = 1; i < depth; ++i) {
      row = builder.GetRecord(json.layout().node(next).child,
                              builder.SetPresent(next, row));
    }
    std::string message;
    ASSERT_TRUE(builder.Finish(message));
    EXPECT_EQ(json.Decode(message, 1).ok(), depth == 100);
  }
}

TEST(JsonKinds, FlagsAreLists) {
  ExpectKept("F", "[]");
  ExpectKept("F", R"(["read","w r","run"])");
  ExpectKept("F", R"(["run",3,7])");
  EXPECT_EQ(EchoValue("F", R"([7,"run",0])"), R"(["read","run",7])");
  EXPECT_EQ(ErrorOf("F", R"(["run","read","run"])"),
            "f.json:1:20: /x/2: expected each flag once, got \"run\" again");
  EXPECT_EQ(ErrorOf("F", R"(["read",0])"),
            "f.json:1:14: /x/1: expected each flag once, got \"read\" again");
  EXPECT_EQ(ErrorOf("F", "[5,5]"),
            "f.json:1:9: /x/1: expected each flag once, got 5 again");
  EXPECT_EQ(ErrorOf("F", "[64]"),
            "f.json:1:7: /x/0: expected a name of flags F or a number (0..63), "
            "got 64");
  EXPECT_EQ(ErrorOf("F", R"(["rea"])"),
            "f.json:1:7: /x/0: expected a name of flags F, got \"rea\"; did "
            "you mean \"read\"?");
  EXPECT_EQ(ErrorOf("F", "3"),
            "f.json:1:6: /x: expected list, each a name of flags F, got 3");
}

TEST(JsonKinds, FixedBytesAndUuids) {
  ExpectKept("bytes(3)", "\"AAEC\"");
  ExpectKept("bytes(3)", "\"AAAA\"");
  EXPECT_EQ(ErrorOf("bytes(3)", "\"AAA=\""),
            "f.json:1:6: /x: expected bytes(3) as base64, got \"AAA=\"");
  ExpectKept("uuid", "\"0123abcd-4567-89ab-cdef-0123456789ab\"");
  EXPECT_EQ(EchoValue("uuid", "\"0123ABCD-4567-89aB-CDEF-0123456789AB\""),
            "\"0123abcd-4567-89ab-cdef-0123456789ab\"");
  for (const char* wrong : {"\"0123abcd-4567-89ab-cdef-0123456789a\"",
                            "\"0123abcd456789abcdef0123456789ab0000\"",
                            "\"0123abcd-4567-89ab-cdef-0123456789ag\"", "7"}) {
    EXPECT_EQ(ErrorOf("uuid", wrong),
              absl::StrCat("f.json:1:6: /x: expected uuid, got ", wrong));
  }
}

TEST(JsonKinds, Dates) {
  for (const char* date :
       {"\"0000-01-01\"", "\"1969-12-31\"", "\"2019-12-31\"", "\"2020-01-01\"",
        "\"2020-02-29\"", "\"1900-02-28\"", "\"9999-12-31\"", "-719529",
        "2932897", "2147501909", "-2147465386"}) {
    ExpectKept("date", date);
  }
  EXPECT_EQ(EchoValue("date", "0"), "\"1970-01-01\"");
  for (const char* wrong :
       {"\"1900-02-29\"", "\"2020-02-30\"", "\"2020-13-01\"", "\"2020-1-1\"",
        "\"10000-01-01\"", "\"2020-01-01T\"", "\"2020-00-10\"", "2147501910",
        "-2147465387", "1.5", "true"}) {
    EXPECT_EQ(ErrorOf("date", wrong),
              absl::StrCat("f.json:1:6: /x: expected date as YYYY-MM-DD, got ",
                           wrong));
  }
}

TEST(JsonKinds, Timestamps) {
  ExpectKept("timestamp(s)", "\"1970-01-01T00:00:00Z\"");
  ExpectKept("timestamp(s)", "\"0000-01-01T00:00:00Z\"");
  ExpectKept("timestamp(s)", "\"9999-12-31T23:59:59Z\"");
  ExpectKept("timestamp(s)", "253402300800");
  ExpectKept("timestamp(s)", "-9223372036854775808");
  ExpectKept("timestamp(ms)", "\"1969-12-31T23:59:59.999Z\"");
  ExpectKept("timestamp(us)", "\"2020-02-29T12:34:56.000001Z\"");
  ExpectKept("timestamp(ns)", "\"1677-09-21T00:12:43.145224192Z\"");
  ExpectKept("timestamp(ns)", "\"2262-04-11T23:47:16.854775807Z\"");
  EXPECT_EQ(EchoValue("timestamp(ms)", "\"2020-01-01t01:30:00.5+02:00\""),
            "\"2019-12-31T23:30:00.500Z\"");
  EXPECT_EQ(EchoValue("timestamp(s)", "\"2020-01-01T00:00:00.000z\""),
            "\"2020-01-01T00:00:00Z\"");
  EXPECT_EQ(EchoValue("timestamp(s)", "\"0000-01-01T00:00:00+00:01\""),
            "-62167219260");
  EXPECT_EQ(
      EchoValue("timestamp(s)", "253402300800", {.int64_as_strings = true}),
      "\"253402300800\"");
  EXPECT_EQ(EchoValue("timestamp(s)", "\"253402300800\""), "253402300800");
  for (const char* wrong :
       {"\"2020-01-01T00:00:00.0001Z\"", "\"2020-01-01T00:00:00\"",
        "\"2020-01-01 00:00:00Z\"", "\"2020-01-01T24:00:00Z\"",
        "\"2020-01-01T00:00:60Z\"", "\"2020-01-01T00:00:00.Z\"",
        "\"2020-02-30T00:00:00Z\"", "\"2020-01-01T00:00:00+2:00\"", "1e3"}) {
    EXPECT_EQ(ErrorOf("timestamp(ms)", wrong),
              absl::StrCat("f.json:1:6: /x: expected timestamp(ms) as RFC 3339 "
                           "with at most 3 digits after the point, got ",
                           wrong));
  }
  for (const char* wrong : {"\"1677-09-21T00:12:43.145224191Z\"",
                            "\"2262-04-11T23:47:16.854775808Z\""}) {
    EXPECT_THAT(ErrorOf("timestamp(ns)", wrong), HasSubstr(wrong));
  }
  EXPECT_EQ(ErrorOf("timestamp(s)", "\"2020-01-01T00:00:00.5Z\""),
            "f.json:1:6: /x: expected timestamp(s) as RFC 3339 without a "
            "fraction, got \"2020-01-01T00:00:00.5Z\"");
}

TEST(JsonKinds, Durations) {
  ExpectKept("duration(s)", "\"-3s\"");
  ExpectKept("duration(ms)", "\"1.500s\"");
  ExpectKept("duration(ms)", "\"-0.001s\"");
  ExpectKept("duration(ns)", "\"-9223372036.854775808s\"");
  ExpectKept("duration(ns)", "\"9223372036.854775807s\"");
  EXPECT_EQ(EchoValue("duration(ms)", "\"2.0s\""), "\"2s\"");
  EXPECT_EQ(EchoValue("duration(us)", "\"-0s\""), "\"0s\"");
  for (const char* wrong :
       {"\"1.5000s\"", "\"1.5\"", "\"s\"", "\"1e3s\"", "\"+1s\"", "\"01s\"",
        "\"9223372036854775.808s\"", "5"}) {
    EXPECT_THAT(ErrorOf("duration(ms)", wrong),
                absl::StrCat("f.json:1:6: /x: expected duration(ms) as "
                             "seconds, \"1s\", with at most 3 digits after the "
                             "point, got ",
                             wrong));
  }
}

TEST(JsonKinds, DecimalsAreExact) {
  ExpectKept("decimal(2)", "-1.25");
  ExpectKept("decimal(2)", "92233720368547758.07");
  ExpectKept("decimal(2)", "-92233720368547758.08");
  ExpectKept("decimal(0)", "9223372036854775807");
  ExpectKept("decimal(18)", "-0.000000000000000001");
  EXPECT_EQ(EchoValue("decimal(2)", "1"), "1.00");
  EXPECT_EQ(EchoValue("decimal(2)", "\"1.5\""), "1.50");
  EXPECT_EQ(EchoValue("decimal(2)", "-0.0"), "0.00");
  EXPECT_EQ(EchoValue("decimal(2)", "1.5", {.int64_as_strings = true}),
            "\"1.50\"");
  for (const char* wrong : {"1.255", "1.250", "1e2", "92233720368547758.08",
                            "\"x\"", "\"\"", "null"}) {
    EXPECT_EQ(ErrorOf("decimal(2)", wrong),
              absl::StrCat("f.json:1:6: /x: expected decimal(2) with at most 2 "
                           "digits after the point, got ",
                           wrong));
  }
}

Json InPlaceOfType(std::string_view type) {
  return Json(absl::StrCat(
      "enum E { a, b json(\"bee\") }\n"
      "closed enum C { on, off }\n"
      "flags F { read, write json(\"w r\"), run }\n"
      "id UserId = u64;\n"
      "struct Vec3 { x: f32; y: f32; z: f32; }\n"
      "struct All { ok: bool; level: i16(-3..9); e: E; c: C; f: F;"
      "  id: UserId json(\"user id\"); at: timestamp(ms); born: date;"
      "  took: duration(us); price: decimal(2); key: uuid; hash: bytes(3);"
      "  ratio: f64; points: [Vec3; 2]; grid: [[u8; 2]; 2]; }\n"
      "record R { x: ",
      std::string(type), "; } root R;"));
}

std::string EchoInPlace(std::string_view type, std::string_view value) {
  const auto echo = InPlaceOfType(type).Echo(
      absl::StrCat("{\"x\":", std::string(value), "}"));
  if (!echo.ok()) return std::string(echo.status().message());
  return echo->substr(5, echo->size() - 7);
}

std::string InPlaceError(std::string_view type, std::string_view value) {
  return InPlaceOfType(type).Error(
      absl::StrCat("{\"x\":", std::string(value), "}"));
}

constexpr std::string_view kAll =
    R"({"ok":true,"level":-3,"e":"bee","c":"off","f":["read","w r"],)"
    R"("user id":18446744073709551615,"at":"2020-01-31T12:00:00.500Z",)"
    R"("born":"1999-12-31","took":"-1.000001s","price":-1.25,)"
    R"("key":"0123abcd-4567-89ab-cdef-0123456789ab","hash":"AAEC",)"
    R"("ratio":"NaN","points":[{"x":1,"y":-0.0,"z":0.1},)"
    R"({"x":0,"y":0,"z":"Infinity"}],"grid":[[1,2],[3,255]]})";

TEST(JsonInPlace, StructsAreObjectsOfAllTheirMembers) {
  EXPECT_EQ(EchoInPlace("All", kAll), kAll);
  EXPECT_EQ(EchoInPlace("All?", kAll), kAll);
  const std::string two =
      absl::StrCat("[", std::string(kAll), ",", std::string(kAll), "]");
  EXPECT_EQ(EchoInPlace("[All]", two), two);
  EXPECT_EQ(EchoInPlace("[All; 2]", two), two);
  EXPECT_EQ(EchoInPlace("{string: Vec3}", R"({"a":{"x":1,"y":2,"z":3}})"),
            R"({"a":{"x":1,"y":2,"z":3}})");
  // In any order.
  EXPECT_EQ(EchoInPlace("Vec3", R"({"z":3,"x":1,"y":2})"),
            R"({"x":1,"y":2,"z":3})");
}

TEST(JsonInPlace, RawListsAreArrays) {
  EXPECT_EQ(EchoInPlace("[f32] raw align(64)", "[]"), "[]");
  EXPECT_EQ(EchoInPlace("[f32] raw align(64)", "[1,2.5,-3]"), "[1,2.5,-3]");
  EXPECT_EQ(EchoInPlace("[[u16] raw]", "[[1],[],[2,65535]]"),
            "[[1],[],[2,65535]]");
  EXPECT_EQ(EchoInPlace("[[u8; 3]] raw align(4)", "[[1,2,3],[4,5,6]]"),
            "[[1,2,3],[4,5,6]]");
  EXPECT_EQ(EchoInPlace("[C] raw align(8)", R"(["on","off","on"])"),
            R"(["on","off","on"])");
  const std::string all = absl::StrCat("[", std::string(kAll), "]");
  EXPECT_EQ(EchoInPlace("[All] raw align(32)", all), all);
  EXPECT_EQ(EchoInPlace("[u8] raw?", "[7]"), "[7]");
}

TEST(JsonInPlace, ErrorsNameThePlace) {
  EXPECT_EQ(InPlaceError("Vec3", R"({"x":1,"y":2})"),
            "f.json:1:6: /x: expected key \"z\" of Vec3, got no such key");
  EXPECT_EQ(InPlaceError("Vec3", R"({"x":1,"y":2,"w":3})"),
            "f.json:1:19: /x: expected a key of Vec3, got \"w\"");
  EXPECT_EQ(InPlaceError("Vec3", "7"),
            "f.json:1:6: /x: expected struct Vec3, got 7");
  EXPECT_EQ(InPlaceError("[[u8; 2]] raw", "[[1,2],[3]]"),
            "f.json:1:13: /x/1: expected list of 2, got a list of 1");
  EXPECT_EQ(InPlaceError("[[u8; 2]] raw", "[[1,2],[3,256]]"),
            "f.json:1:16: /x/1/1: expected u8 (0..255), got 256");
  EXPECT_EQ(InPlaceError("[u8] raw", "{}"),
            "f.json:1:6: /x: expected list, got an object");
}

TEST(JsonKinds, DefaultsStandInForMissingKeys) {
  const Json json(R"(
    flags F { read, write }
    record R {
      f: F = read | write;
      d: date = 18262;
      t: timestamp(ms) = 1500;
      u: duration(s) = -3;
      p: decimal(2) = -1.25;
    }
    root R;)");
  EXPECT_THAT(json.Echo("{}"),
              IsOkAndHolds("{\"f\":[\"read\",\"write\"],\"d\":\"2020-01-01\","
                           "\"t\":\"1970-01-01T00:00:01.500Z\",\"u\":\"-3s\","
                           "\"p\":-1.25}\n"));
}

}  // namespace
}  // namespace sinter::json
