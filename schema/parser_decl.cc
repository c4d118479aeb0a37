// Declarations and their bodies.
#include <optional>

#include "schema/limits.h"
#include "schema/literals.h"
#include "schema/parser_internal.h"
#include "schema/text.h"

namespace sinter::schema {
namespace {

struct Keyword {
  const char* word;
  DeclKind kind;
};

constexpr Keyword kKeywords[] = {
    {"enum", DeclKind::kEnum},     {"flags", DeclKind::kFlags},
    {"id", DeclKind::kId},         {"struct", DeclKind::kStruct},
    {"record", DeclKind::kRecord}, {"union", DeclKind::kUnion},
};

std::optional<DeclKind> KeywordKind(std::string_view word) {
  for (const Keyword& keyword : kKeywords) {
    if (word == keyword.word) return keyword.kind;
  }
  return std::nullopt;
}

}  // namespace

bool Parser::AtDeclaration() const {
  if (AtWord("closed")) return At(TokenKind::kIdentifier, 1);
  return At(TokenKind::kIdentifier) && KeywordKind(TextOf(Peek())).has_value();
}

// declaration = [ "closed" ] keyword name ( "=" type attributes ";"
//             | attributes body ) ;
DeclNode* Parser::ParseDeclaration() {
  DeclNode* decl = New<DeclNode>();
  decl->doc = TakeDoc(position_);
  if (!ParseDeclarationHead(*decl)) {
    SkipStatement();
    return nullptr;
  }
  if (decl->kind == DeclKind::kId) {
    ParseId(*decl);
    return decl;
  }
  if (!ParseAttributes(decl->attributes) || !At(TokenKind::kLeftBrace)) {
    if (At(TokenKind::kLess)) {
      sink_.Error("RESERVED_WORD", SpanOf(Peek()),
                  "generic types are reserved for a later version");
    } else if (!At(TokenKind::kLeftBrace)) {
      ErrorExpected("`{`");
    }
    decl->broken = true;
    SkipStatement();
    return decl;
  }
  if (decl->kind == DeclKind::kEnum || decl->kind == DeclKind::kFlags) {
    ParseMemberBody(*decl);
  } else {
    ParseFieldBody(*decl);
  }
  return decl;
}

bool Parser::ParseDeclarationHead(DeclNode& decl) {
  if (AtWord("closed")) {
    decl.closed = true;
    decl.closed_span = SpanOf(Take());
  }
  const std::optional<DeclKind> kind = KeywordKind(TextOf(Peek()));
  if (!kind || (decl.closed && *kind != DeclKind::kEnum)) {
    ErrorExpected("`enum` after `closed`");
    return false;
  }
  Take();
  decl.kind = *kind;
  return ParseName(decl.name, "the name of the declaration");
}

// id = "id" name "=" type attributes ";" ;
void Parser::ParseId(DeclNode& decl) {
  if (!Expect(TokenKind::kEqual, "and the id's type")) return SkipStatement();
  decl.underlying = ParseType();
  if (decl.underlying == nullptr || !ParseAttributes(decl.attributes)) {
    return SkipStatement();
  }
  ExpectSemicolon("the id");
}

// body = "{" { field | declaration | group } "}" ;
void Parser::ParseFieldBody(DeclNode& decl) {
  if (!EnterNesting()) return SkipBlock();
  const SourceSpan open = SpanOf(Take());
  while (!At(TokenKind::kRightBrace) && !At(TokenKind::kEnd)) {
    const size_t before = position_;
    if (AtGroup()) {
      ParseGroup(decl, /*nested=*/false);
    } else {
      ParseFieldItem(decl, 1);
    }
    if (position_ == before) Take();
  }
  --depth_;
  if (TakeIf(TokenKind::kRightBrace)) return;
  ErrorExpected("`}`").Related("to close this `{`", open);
}

void Parser::ParseFieldItem(DeclNode& decl, uint32_t since) {
  if (At(TokenKind::kSemicolon)) {
    sink_.Error("SYNTAX", SpanOf(Take()), "`;` without a field");
    return;
  }
  const bool is_field = At(TokenKind::kColon, 1);
  const bool is_retired =
      !is_field && AtWord("retired") && At(TokenKind::kIdentifier, 1);
  if (!is_field && !is_retired && AtDeclaration() &&
      At(TokenKind::kIdentifier, 1)) {
    return ParseNested(decl, since);
  }
  MemberNode* field = New<MemberNode>();
  field->doc = TakeDoc(position_);
  field->since = since;
  field->retired = is_retired;
  if (is_retired) Take();
  if (!At(TokenKind::kIdentifier)) {
    ErrorExpected("a field `name: type;` or `}`");
    decl.broken = true;
    return SkipStatement();
  }
  ParseName(field->name, "a field");
  const bool is_complete = ParseField(*field);
  decl.members.Append(field);  // even without a type: the name is known
  CheckMemberCount(decl, field->name.span);
  if (is_complete) return ExpectSemicolon("the field");
  decl.broken = true;
  SkipStatement();
}

void Parser::ParseNested(DeclNode& decl, uint32_t since) {
  const SourceSpan span = SpanOf(Peek());
  DeclNode* nested = ParseDeclaration();
  if (nested == nullptr) return;
  if (decl.kind != DeclKind::kRecord || since != 1) {
    sink_.Error("NESTED_DECLARATION", span,
                "declarations are nested in the base part of records only");
  }
  decl.nested.Append(nested);
}

// field = [ "retired" ] name ":" type [ default ] attributes ";" ;
bool Parser::ParseField(MemberNode& field) {
  if (!TakeIf(TokenKind::kColon)) {
    ErrorExpected("`:` and a type after the field's name");
    return false;
  }
  field.type = ParseType();
  if (field.type == nullptr) return false;
  if (At(TokenKind::kEqual) && !ParseDefault(field)) return false;
  if (!ParseAttributes(field.attributes)) return false;
  if (!At(TokenKind::kEqual)) return true;
  sink_.Error("SYNTAX", SpanOf(Peek()), "a default stands before attributes");
  return false;
}

// body = "{" { member [ "," ] | group [ "," ] } "}" ;
void Parser::ParseMemberBody(DeclNode& decl) {
  const SourceSpan open = SpanOf(Take());
  while (!At(TokenKind::kRightBrace) && !At(TokenKind::kEnd)) {
    const size_t before = position_;
    if (AtGroup()) {
      ParseGroup(decl, /*nested=*/false);
      TakeIf(TokenKind::kComma);
    } else {
      ParseMemberItem(decl, 1);
    }
    if (position_ == before) Take();
  }
  if (TakeIf(TokenKind::kRightBrace)) return;
  ErrorExpected("`}`").Related("to close this `{`", open);
}

// A member and the comma after it; the comma before `}` is optional.
void Parser::ParseMemberItem(DeclNode& decl, uint32_t since) {
  const bool is_fine = ParseMember(decl, since);
  if (!is_fine) decl.broken = true;
  if (TakeIf(TokenKind::kComma) || At(TokenKind::kRightBrace) || AtGroup()) {
    return;
  }
  if (is_fine && At(TokenKind::kEqual)) {
    sink_.Error("SYNTAX", SpanOf(Peek()),
                "members have no explicit numbers; their order numbers them");
  } else if (is_fine) {
    ErrorExpected("`,` or `}`");
  }
  if (is_fine && At(TokenKind::kIdentifier) && Peek().starts_line) return;
  while (!At(TokenKind::kEnd) && !At(TokenKind::kRightBrace)) {
    const TokenKind kind = Take().kind;
    if (kind == TokenKind::kComma || kind == TokenKind::kSemicolon) return;
  }
}

// member = [ "retired" ] name attributes ;
bool Parser::ParseMember(DeclNode& decl, uint32_t since) {
  MemberNode* member = New<MemberNode>();
  member->doc = TakeDoc(position_);
  member->since = since;
  if (AtWord("retired") && At(TokenKind::kIdentifier, 1)) {
    member->retired = true;
    Take();
  }
  if (!ParseName(member->name, "a member's name or `}`")) return false;
  decl.members.Append(member);
  CheckMemberCount(decl, member->name.span);
  return ParseAttributes(member->attributes);
}

bool Parser::AtGroup() const {
  return AtWord("since") && At(TokenKind::kInteger, 1);
}

// group = "since" integer "{" members "}" ;
void Parser::ParseGroup(DeclNode& decl, bool nested) {
  GroupNode* group = New<GroupNode>();
  if (!ParseGroupHead(*group)) return SkipStatement();
  if (nested) {
    sink_.Error("SINCE_NESTED", group->span,
                "`since` groups do not stand in each other");
    return SkipBlock();
  }
  const bool has_types =
      decl.kind != DeclKind::kEnum && decl.kind != DeclKind::kFlags;
  const SourceSpan open = SpanOf(Take());
  const size_t members_before = decl.members.size();
  while (!At(TokenKind::kRightBrace) && !At(TokenKind::kEnd)) {
    const size_t before = position_;
    if (AtGroup()) {
      ParseGroup(decl, /*nested=*/true);
    } else if (has_types) {
      ParseFieldItem(decl, group->since);
    } else {
      ParseMemberItem(decl, group->since);
    }
    if (position_ == before) Take();
  }
  group->num_members = decl.members.size() - members_before;
  decl.groups.Append(group);
  if (TakeIf(TokenKind::kRightBrace)) return;
  ErrorExpected("`}`").Related("to close this `{`", open);
}

bool Parser::ParseGroupHead(GroupNode& group) {
  const SourceSpan word = SpanOf(Take());
  const Token& number = Take();
  group.span = Join(word, SpanOf(number));
  const std::optional<uint64_t> since = ParseInteger(TextOf(number));
  if (!since || *since > kMaxSince) {
    sink_.Error("SINCE_NUMBER", SpanOf(number),
                Cat("a `since` number is at most ", kMaxSince));
    return false;
  }
  group.since = static_cast<uint32_t>(*since);
  if (At(TokenKind::kLeftBrace)) return true;
  ErrorExpected("`{` after `since` and its number");
  return false;
}

void Parser::CheckMemberCount(const DeclNode& decl, SourceSpan span) {
  if (decl.members.size() != kMaxMembers + 1) return;
  sink_.Error("TOO_LARGE", span,
              Cat("more than ", kMaxMembers, " members in one declaration"));
}

}  // namespace sinter::schema
