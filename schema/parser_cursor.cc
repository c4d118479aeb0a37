// The cursor. The last token is kEnd and is never passed.
#include <algorithm>
#include <cstring>
#include <utility>

#include "schema/parser_internal.h"
#include "schema/text.h"

namespace sinter::schema {

const Token& Parser::Peek(size_t ahead) const {
  const size_t last = tokens_.tokens.size() - 1;
  return tokens_.tokens[std::min(position_ + ahead, last)];
}

std::string_view Parser::TextOf(const Token& token) const {
  return source_.text().substr(token.offset, token.length);
}

SourceSpan Parser::SpanOf(const Token& token) const {
  return {file_, token.offset, token.length};
}

bool Parser::AtWord(std::string_view word, size_t ahead) const {
  return At(TokenKind::kIdentifier, ahead) && TextOf(Peek(ahead)) == word;
}

SourceSpan Parser::PreviousEnd() const {
  if (position_ == 0) return SpanOf(Peek());
  const Token& previous = tokens_.tokens[position_ - 1];
  return {file_, previous.offset + previous.length, 0};
}

const Token& Parser::Take() {
  const Token& token = Peek();
  if (token.kind != TokenKind::kEnd) ++position_;
  return token;
}

bool Parser::TakeIf(TokenKind kind) {
  if (!At(kind)) return false;
  Take();
  return true;
}

Diagnostic& Parser::ErrorExpected(std::string_view expected) {
  const Token& token = Peek();
  std::string got = TokenKindText(token.kind);
  if (token.kind == TokenKind::kIdentifier ||
      token.kind == TokenKind::kInteger || token.kind == TokenKind::kFloat) {
    got = Cat("`", TextOf(token).substr(0, 40), "`");
  }
  return sink_.Error("SYNTAX", SpanOf(token),
                     Cat("expected ", expected, ", got ", got));
}

bool Parser::Expect(TokenKind kind, std::string_view where) {
  if (TakeIf(kind)) return true;
  ErrorExpected(Cat(TokenKindText(kind), " ", where));
  return false;
}

void Parser::ExpectSemicolon(std::string_view what) {
  if (TakeIf(TokenKind::kSemicolon)) return;
  const Token& next = Peek();
  if (next.starts_line || next.kind == TokenKind::kEnd ||
      next.kind == TokenKind::kRightBrace) {
    // Only the `;` is missing: what follows can be read.
    sink_.Error("SYNTAX", PreviousEnd(), Cat("expected `;` after ", what));
    return;
  }
  ErrorExpected(Cat("`;` after ", what));
  SkipStatement();
}

void Parser::SkipStatement() {
  size_t open_maps = std::exchange(open_maps_, 0);
  while (!At(TokenKind::kEnd)) {
    if (At(TokenKind::kRightBrace)) {
      // That of a map that was being read, or that of the block around?
      const TokenKind next = Peek(1).kind;
      if (open_maps == 0 ||
          (next != TokenKind::kSemicolon && next != TokenKind::kQuestion &&
           next != TokenKind::kRightBrace &&
           next != TokenKind::kRightBracket)) {
        return;
      }
      --open_maps;
      Take();
    } else if (At(TokenKind::kLeftBrace)) {
      SkipBlock();
      // A block ends a statement unless it was a type: then `;` is near.
      if (Peek().starts_line || At(TokenKind::kRightBrace)) return;
    } else if (Take().kind == TokenKind::kSemicolon) {
      return;
    }
  }
}

void Parser::SkipBlock() {
  size_t open = 0;
  do {
    const TokenKind kind = Take().kind;
    if (kind == TokenKind::kLeftBrace) ++open;
    if (kind == TokenKind::kRightBrace) --open;
  } while (open > 0 && !At(TokenKind::kEnd));
}

// Within a block, up to its `}`.
void Parser::SkipToBrace() {
  while (!At(TokenKind::kEnd) && !At(TokenKind::kRightBrace)) {
    if (At(TokenKind::kLeftBrace)) {
      SkipBlock();
    } else {
      Take();
    }
  }
}

std::string_view Parser::Store(std::string_view text) {
  if (text.empty()) return {};
  char* copy = static_cast<char*>(arena_->allocate(text.size(), 1));
  std::memcpy(copy, text.data(), text.size());
  return {copy, text.size()};
}

// The `///` lines before a token, without the slashes and one space.
std::string_view Parser::TakeDoc(size_t token) {
  scratch_.clear();
  for (const Comment& comment : tokens_.CommentsBefore(token)) {
    if (!comment.is_doc || !comment.starts_line) continue;
    std::string_view line =
        source_.text().substr(comment.offset + 3, comment.length - 3);
    if (line.starts_with(' ')) line.remove_prefix(1);
    if (!scratch_.empty()) scratch_ += '\n';
    scratch_ += line;
  }
  return Store(scratch_);
}

}  // namespace sinter::schema
