// Types, literals, defaults and attributes.
#include <optional>
#include <utility>

#include "schema/limits.h"
#include "schema/literals.h"
#include "schema/parser_internal.h"
#include "schema/text.h"

namespace sinter::schema {

bool Parser::EnterNesting() {
  if (depth_ >= kMaxTypeDepth) {
    sink_.Error("TOO_DEEP", SpanOf(Peek()),
                Cat("more than ", kMaxTypeDepth, " levels in each other"));
    return false;
  }
  ++depth_;
  return true;
}

// type = base [ "?" ] ;
TypeNode* Parser::ParseType() {
  if (!EnterNesting()) return nullptr;
  TypeNode* type = ParseBaseType();
  --depth_;
  if (type == nullptr || !At(TokenKind::kQuestion)) return type;
  TypeNode* optional = New<TypeNode>();
  optional->kind = TypeNode::Kind::kOptional;
  optional->element = type;
  optional->span = Join(type->span, SpanOf(Take()));
  if (At(TokenKind::kQuestion)) {
    sink_.Error("OPTIONAL_TWICE", SpanOf(Peek()),
                "`T??` does not exist: a value is there or it is not");
    while (TakeIf(TokenKind::kQuestion)) {
    }
  }
  if (AtWord("raw") && !At(TokenKind::kColon, 1)) {
    sink_.Error("SYNTAX", SpanOf(Peek()), "`raw` stands before `?`");
    return nullptr;
  }
  return optional;
}

TypeNode* Parser::ParseBaseType() {
  if (At(TokenKind::kLeftBracket)) return ParseBracketType();
  if (At(TokenKind::kLeftBrace)) return ParseMapType();
  if (AtInlineUnion()) return ParseInlineUnion();
  return ParseNamedType();
}

// named = name { "." name } [ "(" literal [ ".." literal ] ")" ] ;
TypeNode* Parser::ParseNamedType() {
  TypeNode* type = New<TypeNode>();
  if (!ParsePath(type->path, "a type")) return nullptr;
  type->span = type->path.span;
  if (At(TokenKind::kLess)) {
    sink_.Error("RESERVED_WORD", SpanOf(Peek()),
                "generic types are reserved for a later version");
    return nullptr;
  }
  if (At(TokenKind::kLeftParen) && !ParseTypeArguments(*type)) return nullptr;
  return type;
}

bool Parser::ParseTypeArguments(TypeNode& type) {
  Take();
  type.has_arguments = true;
  type.argument = ParseLiteral();
  if (type.argument == nullptr) return false;
  if (TakeIf(TokenKind::kDotDot)) {
    type.is_range = true;
    type.upper = ParseLiteral();
    if (type.upper == nullptr) return false;
  }
  if (!At(TokenKind::kRightParen)) {
    ErrorExpected(type.is_range ? "`)`" : "`)` or `..`");
    return false;
  }
  type.span = Join(type.span, SpanOf(Take()));
  return true;
}

// list = "[" type "]" [ raw ] ;  array = "[" type ";" size "]" ;
TypeNode* Parser::ParseBracketType() {
  TypeNode* type = New<TypeNode>();
  type->kind = TypeNode::Kind::kList;
  type->span = SpanOf(Take());
  type->element = ParseType();
  if (type->element == nullptr) return nullptr;
  if (TakeIf(TokenKind::kSemicolon)) {
    type->kind = TypeNode::Kind::kArray;
    type->size = ParseLiteral();
    if (type->size == nullptr) return nullptr;
  }
  if (!At(TokenKind::kRightBracket)) {
    ErrorExpected(type->size ? "`]`" : "`]` or `;` and a size");
    return nullptr;
  }
  type->span = Join(type->span, SpanOf(Take()));
  if ((AtWord("raw") || AtWord("align")) && !At(TokenKind::kColon, 1) &&
      !ParseRawSuffix(*type)) {
    return nullptr;
  }
  return type;
}

// raw = "raw" [ "align" "(" literal ")" ] ;
bool Parser::ParseRawSuffix(TypeNode& list) {
  if (list.kind != TypeNode::Kind::kList || AtWord("align")) {
    const bool is_array = list.kind != TypeNode::Kind::kList;
    sink_.Error("NOT_RAW", SpanOf(Peek()),
                is_array ? "only lists can be raw, not arrays"
                         : "`align` stands after `raw`");
    return false;
  }
  list.raw = true;
  list.span = Join(list.span, SpanOf(Take()));
  if (!AtWord("align") || At(TokenKind::kColon, 1)) return true;
  Take();
  if (!Expect(TokenKind::kLeftParen, "after `align`")) return false;
  list.align = ParseLiteral();
  if (list.align == nullptr) return false;
  if (!Expect(TokenKind::kRightParen, "after the alignment")) return false;
  list.span = Join(list.span, SpanOf(tokens_.tokens[position_ - 1]));
  return true;
}

// map = "{" type ":" type "}" ;
TypeNode* Parser::ParseMapType() {
  TypeNode* type = New<TypeNode>();
  type->kind = TypeNode::Kind::kMap;
  type->span = SpanOf(Take());
  ++open_maps_;
  type->key = ParseType();
  if (type->key == nullptr) return nullptr;
  if (!Expect(TokenKind::kColon, "and the type of the values")) return nullptr;
  type->element = ParseType();
  if (type->element == nullptr) return nullptr;
  if (!At(TokenKind::kRightBrace)) {
    Diagnostic& error = ErrorExpected("`}` after the type of the values");
    if (At(TokenKind::kSemicolon)) {
      error.Note("an inline union is written `union { ... }`");
      SkipToBrace();
    }
    return nullptr;
  }
  --open_maps_;
  type->span = Join(type->span, SpanOf(Take()));
  return type;
}

// A type may be called `union`: only variants tell, behind attributes.
bool Parser::AtInlineUnion() const {
  if (!AtWord("union")) return false;
  size_t next = 1;
  while (At(TokenKind::kIdentifier, next)) {
    ++next;
    if (!At(TokenKind::kLeftParen, next)) continue;
    next += At(TokenKind::kMinus, next + 1) ? 4 : 3;
  }
  return At(TokenKind::kLeftBrace, next);
}

// inline union = "union" attributes body ;
TypeNode* Parser::ParseInlineUnion() {
  TypeNode* type = New<TypeNode>();
  type->kind = TypeNode::Kind::kInlineUnion;
  type->span = SpanOf(Take());
  DeclNode* decl = New<DeclNode>();
  decl->kind = DeclKind::kUnion;
  decl->inline_union = true;
  decl->name.span = type->span;
  if (!ParseAttributes(decl->attributes)) return nullptr;
  const size_t open_maps = std::exchange(open_maps_, 0);
  ParseFieldBody(*decl);
  open_maps_ = open_maps;
  type->inline_union = decl;
  return type;
}

LiteralNode* Parser::ParseLiteral() {
  if (At(TokenKind::kString)) return ParseStringLiteral();
  LiteralNode* literal = New<LiteralNode>();
  literal->span = SpanOf(Peek());
  literal->negative = TakeIf(TokenKind::kMinus);
  switch (Peek().kind) {
    case TokenKind::kInteger:
      literal->kind = LiteralNode::Kind::kInteger;
      break;
    case TokenKind::kFloat:
      literal->kind = LiteralNode::Kind::kFloat;
      break;
    case TokenKind::kIdentifier:
      if (!literal->negative || AtWord("inf")) break;
      [[fallthrough]];
    default:
      ErrorExpected(literal->negative ? "a number after `-`" : "a value");
      return nullptr;
  }
  const Token& token = Take();
  literal->text = TextOf(token);
  literal->span = Join(literal->span, SpanOf(token));
  return literal;
}

LiteralNode* Parser::ParseStringLiteral() {
  const Token& token = Take();
  scratch_.clear();
  if (auto problem = DecodeString(TextOf(token), scratch_)) {
    sink_.Error("BAD_STRING",
                {file_, token.offset + static_cast<uint32_t>(problem->offset),
                 static_cast<uint32_t>(problem->length)},
                problem->message);
  }
  LiteralNode* literal = New<LiteralNode>();
  literal->kind = LiteralNode::Kind::kString;
  literal->text = Store(scratch_);
  literal->span = SpanOf(token);
  return literal;
}

// default = "=" literal { "|" name } ;
bool Parser::ParseDefault(MemberNode& field) {
  do {
    Take();
    LiteralNode* literal = ParseLiteral();
    if (literal == nullptr) return false;
    field.default_value.Append(literal);
  } while (At(TokenKind::kPipe));
  return true;
}

// A name is no attribute when it starts the next field, where the `;` is
// missing, or a group behind the last member.
bool Parser::AtAttribute() const {
  if (!At(TokenKind::kIdentifier) || At(TokenKind::kColon, 1)) return false;
  if (AtGroup()) return false;
  const std::string_view name = TextOf(Peek());
  return !Peek().starts_line || name == "json" || name == "deprecated" ||
         name == kUntagged || name.starts_with("x_");
}

// attributes = { name [ "(" literal ")" ] } ;
bool Parser::ParseAttributes(NodeList<AttributeNode>& attributes) {
  while (AtAttribute()) {
    AttributeNode* attribute = New<AttributeNode>();
    ParseName(attribute->name, "an attribute");
    attributes.Append(attribute);
    if (!TakeIf(TokenKind::kLeftParen)) continue;
    attribute->argument = ParseLiteral();
    if (attribute->argument == nullptr) return false;
    if (!Expect(TokenKind::kRightParen, "after the attribute's argument")) {
      return false;
    }
  }
  return true;
}

}  // namespace sinter::schema
