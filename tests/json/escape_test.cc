#include "schema/json/escape.h"

#include <memory>
#include <string>
#include <string_view>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sinter::json {
namespace {

TEST(JsonEscape, EscapesWhatItMustAndNoMore) {
  EXPECT_EQ(Quoted(""), "\"\"");
  EXPECT_EQ(Quoted("a/b'c\x7f äß€𝄞"), "\"a/b'c\x7f äß€𝄞\"");
  EXPECT_EQ(Quoted("\"\\\b\f\n\r\t"), R"("\"\\\b\f\n\r\t")");
  EXPECT_EQ(Quoted(std::string_view("\0\x01\x0b\x1f ", 5)),
            R"("\u0000\u0001\u000b\u001f ")");
}

TEST(JsonEscape, UnescapesEveryEscape) {
  std::string out = "kept ";
  EscapeFault fault;
  ASSERT_TRUE(Unescape(R"(\"\\\/\b\f\n\r\t \u0041\u00e4\u20AC\uD834\uDD1E.)",
                       out, fault));
  EXPECT_EQ(out, "kept \"\\/\b\f\n\r\t Aä€𝄞.");
  out.clear();
  ASSERT_TRUE(Unescape(R"(\u0000\uffff\ud800\udc00\udbff\udfff)", out, fault));
  EXPECT_EQ(out,
            std::string("\0\xef\xbf\xbf\xf0\x90\x80\x80\xf4\x8f\xbf\xbf", 12));
}

TEST(JsonEscape, SaysWhereAnEscapeIsWrong) {
  std::string out;
  EscapeFault fault;
  EXPECT_FALSE(Unescape(R"(ab\n\q)", out, fault));
  EXPECT_EQ(fault.offset, 4u);
  EXPECT_FALSE(Unescape(R"(\u12)", out, fault));
  EXPECT_EQ(fault.offset, 0u);
  EXPECT_FALSE(Unescape(R"(abc\ud83d\ud83d)", out, fault));
  EXPECT_EQ(fault.offset, 3u);
  EXPECT_FALSE(Unescape(R"(\ud83d\n)", out, fault));
  EXPECT_FALSE(Unescape(R"(\ud83d\u)", out, fault));
  EXPECT_FALSE(Unescape("\\", out, fault));
}

// Every special character and some neighbours at every place of a text.
TEST(JsonEscape, FindsTheFirstSpecialCharacterAnywhere) {
  for (size_t size = 0; size <= 20; ++size) {
    for (int c = 0; c < 256; ++c) {
      const bool special = c < 0x20 || c == '"' || c == '\\';
      for (size_t at = 0; at < size; ++at) {
        // Exactly as long as the text, so that a read past it is seen.
        const auto text = std::make_unique<char[]>(size);
        std::fill_n(text.get(), size, 'x');
        text[at] = static_cast<char>(c);
        if (at + 2 < size) text[at + 2] = '"';
        uint64_t high = 0;
        const char* const end = text.get() + size;
        const size_t found = static_cast<size_t>(
            FindSpecial(text.get(), end, high) - text.get());
        ASSERT_EQ(found, special ? at : at + 2 < size ? at + 2 : size);
        if (c >= 0x80) {
          ASSERT_NE(high, 0u);
        } else {
          ASSERT_EQ(high, 0u);
        }
      }
    }
  }
}

}  // namespace
}  // namespace sinter::json
