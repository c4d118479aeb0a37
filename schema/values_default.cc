// Defaults of fields.
#include <algorithm>
#include <cmath>
#include <limits>

#include "schema/literal_values.h"
#include "schema/literals.h"
#include "schema/model_text.h"
#include "schema/text.h"
#include "schema/values.h"

namespace sinter::schema {
namespace {

constexpr size_t kMaxCandidates = 2000;  // looked at for a suggestion

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
    case TypeKind::kNull:
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

std::optional<Literal> Values::Default(TypeId type,
                                       const NodeList<LiteralNode>& nodes,
                                       const Scope& scope) {
  const Type* resolved = &schema_.type(type);
  if (resolved->kind == TypeKind::kNamed) {
    const Declaration& decl = schema_.declaration(resolved->decl);
    if (decl.kind != DeclKind::kId) return NamedDefault(decl, nodes);
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
      return StringLiteral(value->text, node.span);
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

std::optional<Literal> Values::NamedDefault(
    const Declaration& decl, const NodeList<LiteralNode>& nodes) {
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
  const std::optional<size_t> position = MemberPosition(decl, node.text);
  if (!position) {
    Suggester suggester(node.text);
    const size_t count = std::min(decl.members.size(), kMaxCandidates);
    for (size_t i = 0; i < count && !sink_.full(); ++i) {
      suggester.Offer(decl.members[i].name);
    }
    sink_
        .Error(
            "UNKNOWN_NAME", node.span,
            Cat("`", decl.QualifiedName(), "` has no member `", node.text, "`"))
        .Suggest(suggester.best());
    return nullptr;
  }
  const Member& member = decl.members[*position];
  if (!member.retired) return &member;
  sink_.Error("RETIRED", node.span, Cat("`", node.text, "` is retired"));
  return nullptr;
}

std::optional<size_t> Values::MemberPosition(const Declaration& decl,
                                             std::string_view name) {
  const auto [entry, is_new] = members_.try_emplace(&decl);
  if (is_new) {
    for (size_t i = 0; i < decl.members.size(); ++i) {
      entry->second.emplace(decl.members[i].name, i);
    }
  }
  const auto found = entry->second.find(name);
  if (found == entry->second.end()) return std::nullopt;
  return found->second;
}

}  // namespace sinter::schema
