#include "schema/token.h"

namespace sinter::schema {

const char* TokenKindText(TokenKind kind) {
  switch (kind) {
    case TokenKind::kEnd:
      return "the end of the file";
    case TokenKind::kIdentifier:
      return "a name";
    case TokenKind::kInteger:
      return "an integer";
    case TokenKind::kFloat:
      return "a number";
    case TokenKind::kString:
      return "a string";
    case TokenKind::kLeftBrace:
      return "`{`";
    case TokenKind::kRightBrace:
      return "`}`";
    case TokenKind::kLeftBracket:
      return "`[`";
    case TokenKind::kRightBracket:
      return "`]`";
    case TokenKind::kLeftParen:
      return "`(`";
    case TokenKind::kRightParen:
      return "`)`";
    case TokenKind::kLess:
      return "`<`";
    case TokenKind::kGreater:
      return "`>`";
    case TokenKind::kSemicolon:
      return "`;`";
    case TokenKind::kColon:
      return "`:`";
    case TokenKind::kComma:
      return "`,`";
    case TokenKind::kDot:
      return "`.`";
    case TokenKind::kDotDot:
      return "`..`";
    case TokenKind::kEqual:
      return "`=`";
    case TokenKind::kQuestion:
      return "`?`";
    case TokenKind::kPipe:
      return "`|`";
    case TokenKind::kMinus:
      return "`-`";
  }
  return "";
}

}  // namespace sinter::schema
