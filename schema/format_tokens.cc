#include "schema/format_tokens.h"

namespace sinter::schema {
namespace {

constexpr size_t kMaxColumns = 80;

bool IsOpen(TokenKind kind) {
  return kind == TokenKind::kLeftBrace || kind == TokenKind::kLeftBracket ||
         kind == TokenKind::kLeftParen;
}

bool IsClose(TokenKind kind) {
  return kind == TokenKind::kRightBrace || kind == TokenKind::kRightBracket ||
         kind == TokenKind::kRightParen;
}

}  // namespace

TokenRoles::TokenRoles(std::string_view source, const TokenList& tokens)
    : source_(source),
      tokens_(tokens),
      roles_(tokens.tokens.size()),
      partner_(tokens.tokens.size()),
      statement_(tokens.tokens.size()) {
  starts_.push_back(0);
  for (size_t i = 0; i < tokens.tokens.size(); ++i) Classify(i);
}

void TokenRoles::Classify(size_t i) {
  const auto index = static_cast<uint32_t>(i);
  const TokenKind kind = Kind(i);
  statement_[i] = starts_.back();
  if (IsClose(kind)) {
    const size_t open = open_.back();
    open_.pop_back();
    if (roles_[open] == Role::kOpenMap) roles_[i] = Role::kCloseMap;
    if (roles_[open] != Role::kOpenBody) return;
    roles_[i] = Role::kCloseBody;
    partner_[i] = static_cast<uint32_t>(open);
    partner_[open] = index;
    starts_.pop_back();
    if (!IsInlineUnion(open)) starts_.back() = index + 1;
    return;
  }
  if (kind == TokenKind::kLeftBrace) {
    // A type is expected after these, so the brace is that of a map.
    const TokenKind before = i == 0 ? TokenKind::kEnd : Kind(i - 1);
    const bool is_map =
        before == TokenKind::kColon || before == TokenKind::kEqual ||
        before == TokenKind::kLeftBracket || before == TokenKind::kLeftBrace;
    roles_[i] = is_map ? Role::kOpenMap : Role::kOpenBody;
    if (!is_map) starts_.push_back(index + 1);
  }
  if (IsOpen(kind)) {
    open_.push_back(i);
    return;
  }
  const bool is_separator =
      kind == TokenKind::kComma ||
      (kind == TokenKind::kSemicolon &&
       (open_.empty() || roles_[open_.back()] == Role::kOpenBody));
  if (!is_separator) return;
  roles_[i] = Role::kSeparator;
  starts_.back() = index + 1;
}

bool TokenRoles::IsWord(size_t i, std::string_view word) const {
  const Token& token = tokens_.tokens[i];
  return token.kind == TokenKind::kIdentifier &&
         source_.substr(token.offset, token.length) == word;
}

// The word `union` before the brace and its attributes, where a type stands.
bool TokenRoles::IsInlineUnion(size_t open) const {
  const auto starts_type = [&](size_t i) {
    const TokenKind before = Kind(i - 1);
    return before == TokenKind::kColon || before == TokenKind::kLeftBracket ||
           before == TokenKind::kLeftBrace;
  };
  size_t i = open;
  while (i > statement_[open] && !starts_type(i)) --i;
  return i > statement_[open] && i < open && IsWord(i, "union");
}

bool TokenRoles::IsRecord(size_t open) const {
  const size_t start = statement_[open];
  return !IsInlineUnion(open) && IsWord(start, "record") &&
         Kind(start + 1) == TokenKind::kIdentifier;
}

bool TokenRoles::FitsOnOneLine(size_t open, size_t depth) const {
  const size_t close = partner_[open];
  const size_t first_comment =
      open == 0 ? 0 : tokens_.tokens[open - 1].comments_end;
  if (tokens_.tokens[close].comments_end != first_comment) return false;
  if (close == open + 1) return true;
  if (IsRecord(open)) return false;
  size_t columns = 2 * depth;
  size_t i = statement_[open];
  for (; roles_[i] != Role::kSeparator || i < close; ++i) {
    if (i > open && i < close && OpensBody(i)) return false;
    const bool is_dropped = Kind(i) == TokenKind::kComma && i + 1 == close;
    if (!is_dropped) {
      const bool has_space = i == open + 1 || i == close || NeedsSpace(i) ||
                             (i > 0 && IsSeparator(i - 1));
      columns += tokens_.tokens[i].length;
      columns += has_space && i != statement_[open] ? 1 : 0;
    }
    if (columns > kMaxColumns) return false;
    if (i == close && !IsInlineUnion(open)) return true;
    // Another body after this one: a map of unions, say.
    if (i > close && OpensBody(i)) return true;
  }
  return columns + 1 <= kMaxColumns;  // the `;`
}

bool TokenRoles::NeedsTrailingComma(size_t close) const {
  const size_t open = partner_[close];
  if (close == open + 1) return false;
  return !IsSeparator(close - 1) && !EndsBody(close - 1);
}

bool TokenRoles::NeedsSpace(size_t i) const {
  switch (Kind(i)) {
    case TokenKind::kSemicolon:
    case TokenKind::kComma:
    case TokenKind::kQuestion:
    case TokenKind::kLeftParen:
    case TokenKind::kRightParen:
    case TokenKind::kRightBracket:
    case TokenKind::kColon:
    case TokenKind::kDot:
    case TokenKind::kDotDot:
      return false;
    case TokenKind::kRightBrace:
      if (roles_[i] == Role::kCloseMap) return false;
      break;
    default:
      break;
  }
  if (i == 0) return false;
  switch (Kind(i - 1)) {
    case TokenKind::kLeftParen:
    case TokenKind::kLeftBracket:
    case TokenKind::kDot:
    case TokenKind::kDotDot:
    case TokenKind::kMinus:
      return false;
    case TokenKind::kLeftBrace:
      return roles_[i - 1] != Role::kOpenMap;
    default:
      return true;
  }
}

}  // namespace sinter::schema
