// Tokens of schema text, and the comments between them.
#ifndef SINTER_SCHEMA_TOKEN_H_
#define SINTER_SCHEMA_TOKEN_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sinter::schema {

enum class TokenKind : uint8_t {
  kEnd,
  kIdentifier,  // also keywords, which are words only where they can stand
  kInteger,     // decimal, 0x, 0b; digits may be separated by _
  kFloat,
  kString,  // with its quotes
  kLeftBrace,
  kRightBrace,
  kLeftBracket,
  kRightBracket,
  kLeftParen,
  kRightParen,
  kLess,
  kGreater,
  kSemicolon,
  kColon,
  kComma,
  kDot,
  kDotDot,
  kEqual,
  kQuestion,
  kPipe,
  kMinus,
};

// Text for messages: "`;`", "a name".
const char* TokenKindText(TokenKind kind);

struct Token {
  TokenKind kind = TokenKind::kEnd;
  bool starts_line = false;  // only space precedes it on its line
  uint32_t offset = 0;
  uint32_t length = 0;
  uint32_t comments_end = 0;  // one past its last comment in TokenList
};

// A comment without its line break and trailing space.
struct Comment {
  uint32_t offset = 0;
  uint32_t length = 0;
  bool starts_line = false;
  bool is_doc = false;  // `///`, not `////`
};

// The tokens of a file, kEnd last. A comment belongs to the token after it.
struct TokenList {
  std::vector<Token> tokens;
  std::vector<Comment> comments;

  std::span<const Comment> CommentsBefore(size_t token) const {
    const size_t begin = token == 0 ? 0 : tokens[token - 1].comments_end;
    return std::span(comments).subspan(begin,
                                       tokens[token].comments_end - begin);
  }
};

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_TOKEN_H_
