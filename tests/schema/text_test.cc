#include "schema/text.h"

#include "gtest/gtest.h"
#include "schema/source.h"

namespace sinter::schema {
namespace {

TEST(Text, FindsInvalidUtf8) {
  EXPECT_EQ(FindInvalidUtf8("aé€😀"), std::string_view::npos);
  for (std::string_view bad :
       {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80",
        "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xC3",
        "\xE2\x82", "\xFF", "\xC3("}) {
    EXPECT_EQ(FindInvalidUtf8("ab" + std::string(bad)), 2u);
  }
}

TEST(Text, EscapesWhatCouldDisturbATerminal) {
  EXPECT_EQ(EscapeForTerminal("a\x1b[0m\n\x7f\xff"),
            "a\\x1b[0m\\x0a\\x7f\\xff");
  EXPECT_EQ(EscapeForTerminal("\u202E\u200B\u0085é"),
            "\\u{202e}\\u{200b}\\u{85}é");
}

TEST(Text, QuotesStrings) {
  EXPECT_EQ(QuoteString("a\"\\\n\x01"), R"("a\"\\\n\u{1}")");
}

TEST(Text, AppendsUtf8OfEveryLength) {
  std::string out;
  for (uint32_t c : {0x41u, 0xE9u, 0x20ACu, 0x1F600u}) AppendUtf8(c, out);
  EXPECT_EQ(out, "Aé€😀");
}

std::string Suggestion(const char* word) {
  Suggester suggester(word);
  for (const char* candidate : {"string", "u8", "u16", "timestamp", "bool"}) {
    suggester.Offer(candidate);
  }
  return suggester.best();
}

TEST(Text, SuggestsNearNamesOnly) {
  EXPECT_EQ(Suggestion("strng"), "string");
  EXPECT_EQ(Suggestion("String"), "string");
  EXPECT_EQ(Suggestion("timestmap"), "timestamp");
  EXPECT_EQ(Suggestion("u9"), "u8");
  EXPECT_EQ(Suggestion("whatever"), "");
  EXPECT_EQ(Suggestion("x"), "");
}

TEST(Source, FindsLinesAndColumns) {
  SourceSet sources;
  const uint32_t file = sources.Add("a\n.sinter", "one\r\ntwo\n\nend");
  EXPECT_EQ(sources.PlaceText({file, 0, 1}), "a\\x0a.sinter:1:1");
  EXPECT_EQ(sources.PlaceText({file, 4, 1}), "a\\x0a.sinter:1:5");
  EXPECT_EQ(sources.PlaceText({file, 7, 1}), "a\\x0a.sinter:2:3");
  EXPECT_EQ(sources.PlaceText({file, 13, 0}), "a\\x0a.sinter:4:4");
  EXPECT_EQ(sources.file(file).Line(1), "one");
  EXPECT_EQ(sources.file(file).Line(3), "");
  EXPECT_EQ(sources.file(file).Line(4), "end");
}

}  // namespace
}  // namespace sinter::schema
