#include "schema/lexer.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "schema/literals.h"

namespace sinter::schema {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Lexed {
  std::vector<std::string> tokens;
  std::vector<std::string> comments;
  std::vector<std::string> rules;
};

Lexed LexText(const std::string& text) {
  const SourceFile source("a.sinter", text);
  DiagnosticSink sink;
  const TokenList list = Lex(source, 0, sink);
  Lexed lexed;
  EXPECT_EQ(list.tokens.back().kind, TokenKind::kEnd);
  for (size_t i = 0; i + 1 < list.tokens.size(); ++i) {
    const Token& token = list.tokens[i];
    lexed.tokens.emplace_back(text.substr(token.offset, token.length));
  }
  for (const Comment& comment : list.comments) {
    lexed.comments.push_back((comment.is_doc ? "doc " : "") +
                             text.substr(comment.offset, comment.length));
  }
  for (const Diagnostic& diagnostic : sink.TakeSorted()) {
    lexed.rules.push_back(diagnostic.rule);
  }
  return lexed;
}

TEST(Lexer, SplitsWordsNumbersAndPunctuation) {
  const Lexed lexed = LexText("a_1:u8(0..0x1F)=-1.5e-3|b?;[T;4]<>");
  EXPECT_THAT(lexed.tokens,
              ElementsAre("a_1", ":", "u8", "(", "0", "..", "0x1F", ")", "=",
                          "-", "1.5e-3", "|", "b", "?", ";", "[", "T", ";", "4",
                          "]", "<", ">"));
  EXPECT_THAT(lexed.rules, IsEmpty());
}

TEST(Lexer, KeepsComments) {
  const Lexed lexed =
      LexText("// a \t\r\n/// b\n//// c\nx // d\n/// e\ny // end");
  EXPECT_THAT(lexed.comments, ElementsAre("// a", "doc /// b", "//// c", "// d",
                                          "doc /// e", "// end"));
}

TEST(Lexer, SkipsAByteOrderMark) {
  EXPECT_THAT(LexText("\xEF\xBB\xBFx").tokens, ElementsAre("x"));
  EXPECT_THAT(LexText("x\xEF\xBB\xBF").rules,
              ElementsAre("UNEXPECTED_CHARACTER"));
}

TEST(Lexer, ReportsWhatIsNoToken) {
  EXPECT_THAT(LexText("a @#@ b").rules, ElementsAre("UNEXPECTED_CHARACTER"));
  EXPECT_THAT(LexText("a @#@ b").tokens, ElementsAre("a", "b"));
  EXPECT_THAT(LexText("\"a").rules, ElementsAre("UNTERMINATED_STRING"));
  EXPECT_THAT(LexText("\"a\\").rules, ElementsAre("UNTERMINATED_STRING"));
  EXPECT_THAT(LexText("\"a\\\nb").rules, ElementsAre("UNTERMINATED_STRING"));
  EXPECT_THAT(LexText("/* a */ b").rules, ElementsAre("BLOCK_COMMENT"));
  EXPECT_THAT(LexText("/* a */ b").tokens, ElementsAre("b"));
  EXPECT_THAT(LexText("// \x01").rules, ElementsAre("CONTROL_CHARACTER"));
  EXPECT_THAT(LexText("// \xff").rules, ElementsAre("INVALID_UTF8"));
  EXPECT_THAT(LexText(std::string("a\0b", 3)).rules,
              ElementsAre("UNEXPECTED_CHARACTER"));
}

TEST(Lexer, ReportsNamesThatAreTooLong) {
  EXPECT_THAT(LexText(std::string(255, 'a')).rules, IsEmpty());
  EXPECT_THAT(LexText(std::string(256, 'a')).rules,
              ElementsAre("NAME_TOO_LONG"));
}

TEST(Lexer, ReportsTooManyTokens) {
  const SourceFile source("a.sinter", std::string((size_t{1} << 21) + 10, ';'));
  DiagnosticSink sink;
  EXPECT_EQ(Lex(source, 0, sink).tokens.size(), (size_t{1} << 21) + 1);
  EXPECT_EQ(sink.TakeSorted().at(0).rule, "TOO_LARGE");
}

TEST(Literals, ParseIntegers) {
  EXPECT_EQ(ParseInteger("0"), 0u);
  EXPECT_EQ(ParseInteger("1_000"), 1000u);
  EXPECT_EQ(ParseInteger("0xFf"), 255u);
  EXPECT_EQ(ParseInteger("0b1010_1010"), 170u);
  EXPECT_EQ(ParseInteger("18446744073709551615"), ~uint64_t{0});
  EXPECT_EQ(ParseInteger("18446744073709551616"), std::nullopt);
  EXPECT_EQ(ParseInteger("0x1_0000_0000_0000_0000"), std::nullopt);
  EXPECT_EQ(ParseInteger("12a"), std::nullopt);
}

TEST(Literals, FindMisspelledNumbers) {
  for (const char* good : {"0", "10", "1_0", "0x0", "0xfF_00", "0b1"}) {
    EXPECT_EQ(FindNumberProblem(good, false), nullptr) << good;
  }
  for (const char* bad : {"00", "01", "0_1", "1_", "1__0", "0x", "0b", "0b2",
                          "0xg", "0x_1", "1a", "0X1", "0o7"}) {
    EXPECT_NE(FindNumberProblem(bad, false), nullptr) << bad;
  }
  for (const char* good :
       {"0.5", "1.0e5", "1e9", "1E-9", "1_0.0_1", "0e0", "1e-400"}) {
    EXPECT_EQ(FindNumberProblem(good, true), nullptr) << good;
  }
  for (const char* bad :
       {"1.5e", "1e+", "01.5", "1_.5", "1.5.2", "1e400", "1.5x"}) {
    EXPECT_NE(FindNumberProblem(bad, true), nullptr) << bad;
  }
}

TEST(Literals, ParseScaledDecimalsExactly) {
  EXPECT_EQ(ParseScaled("9.5", 2), 950u);
  EXPECT_EQ(ParseScaled("9.500", 2), 950u);
  EXPECT_EQ(ParseScaled("9.501", 2), std::nullopt);
  EXPECT_EQ(ParseScaled("1_000", 0), 1000u);
  EXPECT_EQ(ParseScaled("9223372036854775807", 0), 9223372036854775807u);
  EXPECT_EQ(ParseScaled("9223372036854775808", 0), std::nullopt);
  EXPECT_EQ(ParseScaled("10", 18), std::nullopt);
  EXPECT_EQ(ParseScaled("1e2", 2), std::nullopt);
  EXPECT_EQ(ParseScaled("0x10", 2), std::nullopt);
}

TEST(Literals, DecodeStrings) {
  std::string out;
  EXPECT_FALSE(
      DecodeString(R"("\"\\\n\r\t\0\u{41}\u{1F600}é")", out).has_value());
  EXPECT_EQ(out, std::string("\"\\\n\r\t\0A\xF0\x9F\x98\x80é", 13));
  for (const char* bad :
       {R"("\q")", R"("\u41")", R"("\u{}")", R"("\u{110000}")", R"("\u{D800}")",
        R"("\u{1234567}")", R"("\u{12")", "\"\t\""}) {
    out.clear();
    const auto problem = DecodeString(bad, out);
    ASSERT_TRUE(problem.has_value()) << bad;
    EXPECT_EQ(problem->offset, 1u) << bad;
  }
}

}  // namespace
}  // namespace sinter::schema
