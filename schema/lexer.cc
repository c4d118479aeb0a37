#include "schema/lexer.h"

#include <string>
#include <string_view>

#include "schema/limits.h"
#include "schema/literals.h"
#include "schema/text.h"

namespace sinter::schema {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsNameStart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool IsNamePart(char c) { return IsNameStart(c) || IsDigit(c); }

class Lexer {
 public:
  Lexer(const SourceFile& source, uint32_t file, DiagnosticSink& sink)
      : text_(source.text()), file_(file), sink_(sink) {}

  TokenList Run() {
    CheckUtf8();
    if (text_.starts_with("\xEF\xBB\xBF")) position_ = 3;
    while (SkipSpace() && !TooManyTokens()) {
      if (text_.substr(position_).starts_with("//")) {
        LexComment();
      } else {
        LexToken();
      }
    }
    Push(TokenKind::kEnd, text_.size());
    return std::move(list_);
  }

 private:
  char At(size_t position) const {
    return position < text_.size() ? text_[position] : '\0';
  }

  SourceSpan Span(size_t begin, size_t end) const {
    return {file_, static_cast<uint32_t>(begin),
            static_cast<uint32_t>(end - begin)};
  }

  void CheckUtf8() {
    const size_t bad = FindInvalidUtf8(text_);
    if (bad == std::string_view::npos) return;
    sink_.Error("INVALID_UTF8", Span(bad, bad + 1), "the text is not UTF-8");
  }

  bool TooManyTokens() {
    if (list_.tokens.size() < kMaxTokens && list_.comments.size() < kMaxTokens)
      return false;
    sink_.Error("TOO_LARGE", Span(position_, position_ + 1),
                Cat("more than ", kMaxTokens, " tokens in one file"));
    return true;
  }

  // Moves to the next byte that is not white space; false at the end.
  bool SkipSpace() {
    for (; position_ < text_.size(); ++position_) {
      const char c = text_[position_];
      if (c == '\n') {
        starts_line_ = true;
      } else if (c != ' ' && c != '\t' && c != '\r') {
        return true;
      }
    }
    return false;
  }

  void Push(TokenKind kind, size_t end) {
    list_.tokens.push_back({kind, starts_line_,
                            static_cast<uint32_t>(position_),
                            static_cast<uint32_t>(end - position_),
                            static_cast<uint32_t>(list_.comments.size())});
    starts_line_ = false;
    position_ = end;
  }

  void LexComment() {
    size_t end = text_.find('\n', position_);
    if (end == std::string_view::npos) end = text_.size();
    std::string_view comment = text_.substr(position_, end - position_);
    while (comment.back() == ' ' || comment.back() == '\t' ||
           comment.back() == '\r') {
      comment.remove_suffix(1);
    }
    for (size_t i = 0; i < comment.size(); ++i) {
      const auto c = static_cast<uint8_t>(comment[i]);
      if ((c >= 0x20 || c == '\t') && c != 0x7F) continue;
      sink_.Error("CONTROL_CHARACTER", Span(position_ + i, position_ + i + 1),
                  "a comment holds a control character");
      break;
    }
    const bool is_doc =
        comment.starts_with("///") && !comment.starts_with("////");
    list_.comments.push_back({static_cast<uint32_t>(position_),
                              static_cast<uint32_t>(comment.size()),
                              starts_line_, is_doc});
    position_ = end;
  }

  void LexToken() {
    const char c = text_[position_];
    if (IsNameStart(c)) {
      LexName();
    } else if (IsDigit(c)) {
      LexNumber();
    } else if (c == '"') {
      LexString();
    } else if (text_.substr(position_).starts_with("..")) {
      Push(TokenKind::kDotDot, position_ + 2);
    } else if (text_.substr(position_).starts_with("/*")) {
      SkipBlockComment();
    } else if (TokenKind kind = Punctuation(c); kind != TokenKind::kEnd) {
      Push(kind, position_ + 1);
    } else {
      SkipUnexpected();
    }
  }

  static TokenKind Punctuation(char c) {
    switch (c) {
      case '{':
        return TokenKind::kLeftBrace;
      case '}':
        return TokenKind::kRightBrace;
      case '[':
        return TokenKind::kLeftBracket;
      case ']':
        return TokenKind::kRightBracket;
      case '(':
        return TokenKind::kLeftParen;
      case ')':
        return TokenKind::kRightParen;
      case '<':
        return TokenKind::kLess;
      case '>':
        return TokenKind::kGreater;
      case ';':
        return TokenKind::kSemicolon;
      case ':':
        return TokenKind::kColon;
      case ',':
        return TokenKind::kComma;
      case '.':
        return TokenKind::kDot;
      case '=':
        return TokenKind::kEqual;
      case '?':
        return TokenKind::kQuestion;
      case '|':
        return TokenKind::kPipe;
      case '-':
        return TokenKind::kMinus;
      default:
        return TokenKind::kEnd;
    }
  }

  void LexName() {
    size_t end = position_;
    while (IsNamePart(At(end))) ++end;
    if (end - position_ > kMaxIdentifierBytes) {
      sink_.Error("NAME_TOO_LONG", Span(position_, end),
                  Cat("a name of ", end - position_, " bytes; at most ",
                      kMaxIdentifierBytes, " are allowed"));
    }
    Push(TokenKind::kIdentifier, end);
  }

  // Digits, letters and _ belong to a number, so that 12ab is one wrong number;
  // a dot only when a digit follows, so that 0..9 is a range.
  void LexNumber() {
    const bool is_radix =
        At(position_) == '0' && (At(position_ + 1) | 0x20) != 'e' &&
        IsNameStart(At(position_ + 1)) && At(position_ + 1) != '_';
    bool is_float = false;
    size_t end = position_;
    for (;; ++end) {
      const char c = At(end);
      const bool is_exponent = !is_radix && (c | 0x20) == 'e';
      if (c == '.' && !is_radix && IsDigit(At(end + 1))) {
        is_float = true;
      } else if (is_exponent) {
        is_float = true;
        if (At(end + 1) == '-' || At(end + 1) == '+') ++end;
      } else if (!IsNamePart(c)) {
        break;
      }
    }
    const std::string_view number = text_.substr(position_, end - position_);
    if (const char* problem = FindNumberProblem(number, is_float)) {
      sink_.Error("BAD_NUMBER", Span(position_, end), problem);
    }
    Push(is_float ? TokenKind::kFloat : TokenKind::kInteger, end);
  }

  void LexString() {
    size_t end = position_ + 1;
    while (end < text_.size() && text_[end] != '"' && text_[end] != '\n') {
      end += text_[end] == '\\' && At(end + 1) != '\n' ? 2 : 1;
    }
    if (At(end) == '"' && end < text_.size()) {
      Push(TokenKind::kString, end + 1);
      return;
    }
    if (end > text_.size()) end = text_.size();
    sink_.Error("UNTERMINATED_STRING", Span(position_, end),
                "the string does not end on its line");
    Push(TokenKind::kString, end);
  }

  void SkipBlockComment() {
    sink_
        .Error("BLOCK_COMMENT", Span(position_, position_ + 2),
               "block comments do not exist")
        .Note("start each line with `//` instead");
    const size_t close = text_.find("*/", position_ + 2);
    position_ = close == std::string_view::npos ? text_.size() : close + 2;
  }

  // Reports a run of bytes that start no token once.
  void SkipUnexpected() {
    const size_t begin = position_;
    do {
      ++position_;
    } while (position_ < text_.size() && IsUnexpected(text_[position_]));
    sink_.Error(
        "UNEXPECTED_CHARACTER", Span(begin, position_),
        Cat("unexpected `",
            text_.substr(begin, std::min<size_t>(position_ - begin, 40)), "`"));
  }

  static bool IsUnexpected(char c) {
    return !IsNamePart(c) && c != '"' && c != ' ' && c != '\t' && c != '\r' &&
           c != '\n' && c != '/' && Punctuation(c) == TokenKind::kEnd;
  }

  std::string_view text_;
  uint32_t file_;
  DiagnosticSink& sink_;
  size_t position_ = 0;
  bool starts_line_ = true;
  TokenList list_;
};

}  // namespace

TokenList Lex(const SourceFile& source, uint32_t file, DiagnosticSink& sink) {
  return Lexer(source, file, sink).Run();
}

}  // namespace sinter::schema
