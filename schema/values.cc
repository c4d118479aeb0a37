#include "schema/values.h"

#include <bit>
#include <limits>

#include "schema/limits.h"
#include "schema/literal_values.h"
#include "schema/literals.h"
#include "schema/text.h"

namespace sinter::schema {

bool IsTrueOrFalse(std::string_view text) {
  return text == "true" || text == "false";
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
      return StringLiteral(value->text, node.span);
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

std::optional<Literal> Values::StringLiteral(std::string_view text,
                                             SourceSpan use) {
  if (text.size() > kMaxSchemaTotalBytes - string_bytes_) {
    sink_.Error("TOO_LARGE", use,
                Cat("strings of more than ", kMaxSchemaTotalBytes,
                    " bytes in all, each use of a constant counted"));
    return std::nullopt;
  }
  string_bytes_ += text.size();
  return Literal{Literal::Kind::kString, 0, false, std::string(text)};
}

}  // namespace sinter::schema
