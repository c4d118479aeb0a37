#include "schema/values.h"

#include <bit>
#include <cmath>
#include <limits>

#include "schema/literals.h"
#include "schema/model_text.h"
#include "schema/text.h"

namespace sinter::schema {
namespace {

bool IsTrueOrFalse(std::string_view text) {
  return text == "true" || text == "false";
}

const char* KindText(const LiteralNode& node) {
  switch (node.kind) {
    case LiteralNode::Kind::kInteger:
      return "an integer";
    case LiteralNode::Kind::kFloat:
      return "a number with a fraction";
    case LiteralNode::Kind::kString:
      return "a string";
    case LiteralNode::Kind::kName:
      break;
  }
  return IsTrueOrFalse(node.text) ? "a bool" : "a name";
}

Literal BoolLiteral(bool value) {
  return {Literal::Kind::kBool, value ? 1u : 0u, false, {}};
}

Literal IntegerLiteral(bool negative, uint64_t bits) {
  return {Literal::Kind::kInteger, bits, negative && bits != 0, {}};
}

Literal FloatLiteral(double value) {
  return {Literal::Kind::kFloat, std::bit_cast<uint64_t>(value), false, {}};
}

Literal StringLiteral(std::string_view text) {
  return {Literal::Kind::kString, 0, false, std::string(text)};
}

// A number, `inf` or `nan` as a double.
std::optional<double> ToDouble(const LiteralNode& node) {
  std::optional<double> value;
  if (node.kind == LiteralNode::Kind::kName) {
    if (node.text == "inf") value = std::numeric_limits<double>::infinity();
    if (node.text == "nan") value = std::numeric_limits<double>::quiet_NaN();
  } else if (node.kind != LiteralNode::Kind::kString) {
    value = ParseDouble(node.text);
  }
  if (value && node.negative) value = -*value;
  return value;
}

// What a default of a built-in type looks like, or nullptr: it takes none.
const char* ExpectedText(TypeKind kind) {
  switch (kind) {
    case TypeKind::kBool:
      return "`true` or `false`";
    case TypeKind::kInteger:
      return "an integer";
    case TypeKind::kFloat:
      return "a number";
    case TypeKind::kString:
    case TypeKind::kBytes:
      return "a string";
    case TypeKind::kDate:
      return "the number of days since 1970-01-01";
    case TypeKind::kTimestamp:
      return "an integer, the units since 1970-01-01T00:00:00Z";
    case TypeKind::kDuration:
      return "an integer, the number of units";
    case TypeKind::kDecimal:
      return "a number";
    case TypeKind::kFixedBytes:
    case TypeKind::kUuid:
    case TypeKind::kNamed:
    case TypeKind::kOptional:
    case TypeKind::kList:
    case TypeKind::kArray:
    case TypeKind::kMap:
    case TypeKind::kValue:
      return nullptr;
  }
  return nullptr;
}

// Dates, timestamps and durations count in signed integers.
Type CounterType(TypeKind kind) {
  Type type;
  type.kind = TypeKind::kInteger;
  type.bits = kind == TypeKind::kDate ? 32 : 64;
  type.is_signed = true;
  return type;
}

}  // namespace

bool IntegerBounds::Contains(uint64_t bits) const {
  if (!is_signed) return bits >= lo && bits <= hi;
  const auto value = static_cast<int64_t>(bits);
  return value >= static_cast<int64_t>(lo) && value <= static_cast<int64_t>(hi);
}

std::string IntegerBounds::Text() const {
  if (!is_signed) return Cat(lo, "..", hi);
  return Cat(static_cast<int64_t>(lo), "..", static_cast<int64_t>(hi));
}

IntegerBounds BoundsOf(const Type& integer) {
  if (integer.has_range) return {integer.lo, integer.hi, integer.is_signed};
  const uint64_t all = ~uint64_t{0} >> (64 - integer.bits);
  if (!integer.is_signed) return {0, all, false};
  return {~(all >> 1), all >> 1, true};
}

std::optional<uint64_t> ToBits(bool negative, uint64_t magnitude,
                               bool is_signed) {
  constexpr uint64_t kMaxSigned = std::numeric_limits<int64_t>::max();
  if (negative && magnitude != 0) {
    if (!is_signed || magnitude - 1 > kMaxSigned) return std::nullopt;
    return ~magnitude + 1;
  }
  if (is_signed && magnitude > kMaxSigned) return std::nullopt;
  return magnitude;
}

const LiteralNode* Values::Follow(const LiteralNode& node, const Scope& scope) {
  if (node.kind != LiteralNode::Kind::kName || IsTrueOrFalse(node.text) ||
      node.text == "inf" || node.text == "nan") {
    return &node;
  }
  const Symbol* symbol =
      symbols_.Find({node.text, node.span}, scope, "constant");
  if (symbol == nullptr) return nullptr;
  if (symbol->constant == nullptr) {
    sink_
        .Error("WRONG_KIND", node.span,
               Cat("`", node.text, "` is ", symbol->KindText(),
                   ", not a constant"))
        .Related("declared here", symbol->span);
    return nullptr;
  }
  return symbol->constant->value;  // a literal, or null: reported by the parser
}

std::optional<Literal> Values::Untyped(const LiteralNode& node,
                                       const Scope& scope) {
  const LiteralNode* value = Follow(node, scope);
  if (value == nullptr) return std::nullopt;
  switch (value->kind) {
    case LiteralNode::Kind::kString:
      return StringLiteral(value->text);
    case LiteralNode::Kind::kName:
      if (IsTrueOrFalse(value->text)) return BoolLiteral(value->text == "true");
      [[fallthrough]];
    case LiteralNode::Kind::kFloat:
      // A constant that names a constant is reported where it is declared.
      if (auto number = ToDouble(*value)) return FloatLiteral(*number);
      return std::nullopt;
    case LiteralNode::Kind::kInteger:
      break;
  }
  const std::optional<uint64_t> magnitude = ParseInteger(value->text);
  if (!magnitude) return std::nullopt;  // reported by the lexer
  const auto bits = ToBits(value->negative, *magnitude, value->negative);
  if (!bits) {
    sink_.Error("VALUE_RANGE", node.span, "the number is below -2^63");
    return std::nullopt;
  }
  return IntegerLiteral(value->negative, *bits);
}

std::optional<Literal> Values::Default(TypeId type,
                                       const NodeList<LiteralNode>& nodes,
                                       const Scope& scope) {
  const Type* resolved = &schema_.type(type);
  if (resolved->kind == TypeKind::kNamed) {
    const Declaration& decl = schema_.declaration(resolved->decl);
    if (decl.kind != DeclKind::kId) return NamedDefault(decl, nodes, scope);
    resolved = &schema_.type(decl.underlying);
  }
  if (nodes.size() > 1) {
    sink_.Error("WRONG_KIND", nodes.first()->next->span,
                "`|` joins members of a flags type only");
    return std::nullopt;
  }
  return DefaultOf(*resolved, *nodes.first(), scope);
}

std::optional<Literal> Values::DefaultOf(const Type& type,
                                         const LiteralNode& node,
                                         const Scope& scope) {
  if (type.kind == TypeKind::kOptional) {
    sink_
        .Error("DEFAULT_ON_OPTIONAL", node.span,
               "an optional field has no default: absent is its default")
        .Note("drop the `?` or the default");
    return std::nullopt;
  }
  if (ExpectedText(type.kind) == nullptr) {
    sink_.Error(
        "NO_DEFAULT", node.span,
        Cat("a field of type `", TypeText(schema_, type), "` has no default"));
    return std::nullopt;
  }
  const LiteralNode* value = Follow(node, scope);
  if (value == nullptr) return std::nullopt;
  switch (type.kind) {
    case TypeKind::kInteger:
      return IntegerDefault(type, *value, node.span);
    case TypeKind::kDate:
    case TypeKind::kTimestamp:
    case TypeKind::kDuration:
      if (value->kind != LiteralNode::Kind::kInteger) break;
      return IntegerDefault(CounterType(type.kind), *value, node.span);
    case TypeKind::kFloat:
      return FloatDefault(type, *value, node.span);
    case TypeKind::kDecimal:
      return DecimalDefault(type, *value, node.span);
    case TypeKind::kBool:
      if (value->kind != LiteralNode::Kind::kName ||
          !IsTrueOrFalse(value->text)) {
        break;
      }
      return BoolLiteral(value->text == "true");
    default:  // string, bytes: the only others with an expected text
      if (value->kind != LiteralNode::Kind::kString) break;
      return StringLiteral(value->text);
  }
  return WrongKind(type, *value, node.span);
}

std::nullopt_t Values::WrongKind(const Type& type, const LiteralNode& value,
                                 SourceSpan use) {
  sink_.Error("WRONG_KIND", use,
              Cat("a default of type `", TypeText(schema_, type), "` is ",
                  ExpectedText(type.kind), ", got ", KindText(value)));
  return std::nullopt;
}

std::optional<Literal> Values::IntegerDefault(const Type& type,
                                              const LiteralNode& value,
                                              SourceSpan use) {
  if (value.kind != LiteralNode::Kind::kInteger) {
    return WrongKind(type, value, use);
  }
  const std::optional<uint64_t> magnitude = ParseInteger(value.text);
  if (!magnitude) return std::nullopt;  // reported by the lexer
  const IntegerBounds bounds = BoundsOf(type);
  const auto bits = ToBits(value.negative, *magnitude, type.is_signed);
  if (!bits || !bounds.Contains(*bits)) {
    sink_.Error("VALUE_RANGE", use,
                Cat("the default ", value.negative ? "-" : "", *magnitude,
                    " is outside ", bounds.Text()));
    return std::nullopt;
  }
  return IntegerLiteral(value.negative, *bits);
}

std::optional<Literal> Values::FloatDefault(const Type& type,
                                            const LiteralNode& value,
                                            SourceSpan use) {
  if (value.kind == LiteralNode::Kind::kString ||
      (value.kind == LiteralNode::Kind::kName && IsTrueOrFalse(value.text))) {
    return WrongKind(type, value, use);
  }
  std::optional<double> number = ToDouble(value);
  if (!number) return std::nullopt;  // reported by the lexer
  if (type.bits == 32 && std::isfinite(*number)) {
    if (std::fabs(*number) > std::numeric_limits<float>::max()) {
      sink_.Error("VALUE_RANGE", use, "the default is too large for `f32`");
      return std::nullopt;
    }
    number = static_cast<double>(static_cast<float>(*number));
  }
  return FloatLiteral(*number);
}

std::optional<Literal> Values::DecimalDefault(const Type& type,
                                              const LiteralNode& value,
                                              SourceSpan use) {
  if (value.kind == LiteralNode::Kind::kString ||
      value.kind == LiteralNode::Kind::kName) {
    return WrongKind(type, value, use);
  }
  const std::optional<uint64_t> scaled = ParseScaled(value.text, type.scale);
  if (!scaled) {
    sink_
        .Error("VALUE_RANGE", use,
               Cat("the default does not fit `", TypeText(schema_, type), "`"))
        .Note(Cat("at most ", type.scale,
                  " digits after the point, at most 18 in all, no exponent"));
    return std::nullopt;
  }
  return IntegerLiteral(value.negative,
                        value.negative ? ~*scaled + 1 : *scaled);
}

std::optional<Literal> Values::NamedDefault(const Declaration& decl,
                                            const NodeList<LiteralNode>& nodes,
                                            const Scope&) {
  if (decl.kind == DeclKind::kFlags) return FlagsDefault(decl, nodes);
  if (decl.kind != DeclKind::kEnum) {
    sink_.Error(
        "NO_DEFAULT", nodes.first()->span,
        Cat("a field of type `", decl.QualifiedName(), "` has no default"));
    return std::nullopt;
  }
  if (nodes.size() > 1) {
    sink_.Error("WRONG_KIND", nodes.first()->next->span,
                "`|` joins members of a flags type only");
    return std::nullopt;
  }
  return EnumDefault(decl, *nodes.first());
}

std::optional<Literal> Values::EnumDefault(const Declaration& decl,
                                           const LiteralNode& node) {
  const Member* member = FindMember(decl, node);
  if (member == nullptr) return std::nullopt;
  return Literal{Literal::Kind::kMember, member->number, false, member->name};
}

std::optional<Literal> Values::FlagsDefault(
    const Declaration& decl, const NodeList<LiteralNode>& nodes) {
  Literal mask{Literal::Kind::kMember, 0, false, {}};
  for (const LiteralNode& node : nodes) {
    const Member* member = FindMember(decl, node);
    if (member == nullptr || member->number >= 64) return std::nullopt;
    const uint64_t bit = uint64_t{1} << member->number;
    if ((mask.bits & bit) != 0) {
      sink_.Error("DUPLICATE_NAME", node.span,
                  Cat("`", node.text, "` is named twice"));
      return std::nullopt;
    }
    mask.bits |= bit;
    if (!mask.text.empty()) mask.text += " | ";
    mask.text += member->name;
  }
  return mask;
}

const Member* Values::FindMember(const Declaration& decl,
                                 const LiteralNode& node) {
  if (node.kind != LiteralNode::Kind::kName || node.negative) {
    sink_.Error("WRONG_KIND", node.span,
                Cat("a default of type `", decl.QualifiedName(),
                    "` is one of its members, got ", KindText(node)));
    return nullptr;
  }
  Suggester suggester(node.text);
  for (const Member& member : decl.members) {
    if (member.name != node.text) {
      if (!sink_.full()) suggester.Offer(member.name);
      continue;
    }
    if (!member.retired) return &member;
    sink_.Error("RETIRED", node.span, Cat("`", node.text, "` is retired"));
    return nullptr;
  }
  sink_
      .Error(
          "UNKNOWN_NAME", node.span,
          Cat("`", decl.QualifiedName(), "` has no member `", node.text, "`"))
      .Suggest(suggester.best());
  return nullptr;
}

}  // namespace sinter::schema
