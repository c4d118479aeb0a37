// What each token of a well-formed schema is to the formatter: which braces
// open bodies, which `;` end statements, where a space belongs.
#ifndef SINTER_SCHEMA_FORMAT_TOKENS_H_
#define SINTER_SCHEMA_FORMAT_TOKENS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "schema/token.h"

namespace sinter::schema {

class TokenRoles {
 public:
  // The tokens must parse without an error. Both must outlive this.
  TokenRoles(std::string_view source, const TokenList& tokens);

  // A `{` of a declaration, a group or an inline union; not that of a map.
  bool OpensBody(size_t i) const { return roles_[i] == Role::kOpenBody; }
  bool EndsBody(size_t i) const { return roles_[i] == Role::kCloseBody; }
  // A `;` or `,` that ends a statement; not the `;` of an array.
  bool IsSeparator(size_t i) const { return roles_[i] == Role::kSeparator; }
  // Whether the body that opens here is that of an inline union, so that the
  // statement goes on after it.
  bool IsInlineUnion(size_t open) const;
  // Whether the statement with the body that opens here is printed on one line
  // at `depth` levels of indentation.
  bool FitsOnOneLine(size_t open, size_t depth) const;
  // Whether the members of an enum, on lines of their own, lack the comma
  // before this `}`.
  bool NeedsTrailingComma(size_t close) const;
  // Whether a space stands between a token and the one before it on a line.
  bool NeedsSpace(size_t i) const;

 private:
  enum class Role : uint8_t {
    kOther,
    kOpenBody,
    kCloseBody,
    kOpenMap,
    kCloseMap,
    kSeparator,
  };

  void Classify(size_t i);
  TokenKind Kind(size_t i) const { return tokens_.tokens[i].kind; }
  bool IsWord(size_t i, std::string_view word) const;
  bool IsRecord(size_t open) const;

  std::string_view source_;
  const TokenList& tokens_;
  std::vector<Role> roles_;
  std::vector<size_t> open_;         // the brackets around the current token
  std::vector<uint32_t> partner_;    // of a body's brace the other one
  std::vector<uint32_t> statement_;  // where the token's statement starts
  std::vector<uint32_t> starts_;     // while classifying: per open body
};

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_FORMAT_TOKENS_H_
