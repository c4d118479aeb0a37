#include "schema/lower_type.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <utility>

#include "codec/bits.h"
#include "codec/limits.h"
#include "schema/fixed_layout.h"

namespace sinter::schema {
namespace {

LoweredType Unsupported(const char* kinds) {
  return {.unsupported = kinds,
          .node = {},
          .children = {},
          .record = {},
          .variants = nullptr,
          .type = {}};
}

LoweredType Value(const Node& node) {
  return {.unsupported = nullptr,
          .node = node,
          .children = {},
          .record = {},
          .variants = nullptr,
          .type = {}};
}

LoweredType Container(NodeKind kind, std::vector<TypeId> children) {
  Node node;
  node.kind = kind;
  node.num_children = static_cast<uint32_t>(children.size());
  return {.unsupported = nullptr,
          .node = node,
          .children = std::move(children),
          .record = {},
          .variants = nullptr,
          .type = {}};
}

// An integer without a declared range.
Node PlainInteger(uint8_t bits, bool is_signed) {
  Node node;
  node.kind = NodeKind::kInteger;
  node.bits = bits;
  node.is_signed = is_signed;
  node.hi = LowMask(is_signed ? bits - 1u : bits);
  node.lo = is_signed ? ~node.hi : 0;
  return node;
}

// Zero where it is in range, else the least value.
uint64_t DefaultInteger(const Node& node) {
  const uint64_t flip = node.is_signed ? uint64_t{1} << 63 : 0;
  const bool holds_zero = (node.lo ^ flip) <= flip && flip <= (node.hi ^ flip);
  return holds_zero ? 0 : node.lo;
}

LoweredType LowerInteger(const Type& type) {
  Node node = PlainInteger(type.bits, type.is_signed);
  if (type.has_range) {
    node.lo = type.lo;
    node.hi = type.hi;
    if (node.hi - node.lo <= kMaxCode) node.lone_form = LoneForm::kCode;
  }
  node.default_bits = DefaultInteger(node);
  return Value(node);
}

// All flags that later versions may add fit: old readers keep their bits.
LoweredType LowerFlags() { return Value(PlainInteger(64, false)); }

LoweredType LowerEnum(const Declaration& decl) {
  const uint64_t num_base = NumBaseMembers(decl);
  Node node;
  node.kind = NodeKind::kInteger;
  node.bits = MemberBits(decl);
  node.lone_form = decl.closed ? LoneForm::kCode : LoneForm::kOpenCode;
  node.hi = num_base == 0 ? 0 : num_base - 1;
  return Value(node);
}

LoweredType Reference(DeclId id) {
  LoweredType lowered;
  lowered.node.kind = NodeKind::kRecord;
  lowered.record = id;
  return lowered;
}

// Its shape comes later.
LoweredType InPlace(NodeKind kind) {
  LoweredType lowered;
  lowered.node.kind = kind;
  return lowered;
}

LoweredType LowerText(bool is_utf8) {
  Node node;
  node.kind = NodeKind::kText;
  node.is_utf8 = is_utf8;
  return Value(node);
}

// What values of a fixed size are when unset.
constexpr char kZeros[kMaxDefaultText] = {};

LoweredType LowerFixedBytes(uint32_t size) {
  if (size > kMaxDefaultText) return Unsupported("fixed bytes of this size");
  Node node;
  node.kind = NodeKind::kText;
  node.fixed_size = size;
  node.default_text = {kZeros, size};
  return Value(node);
}

}  // namespace

LoweredType LowerDeclaration(const Schema& schema, DeclId id) {
  const Declaration& decl = schema.declaration(id);
  switch (decl.kind) {
    case DeclKind::kEnum:
      return LowerEnum(decl);
    case DeclKind::kId:
      return LowerType(schema, decl.underlying);
    case DeclKind::kRecord:
      return Reference(id);
    case DeclKind::kUnion:
      return decl.inline_union ? LowerUnion(decl) : Reference(id);
    case DeclKind::kFlags:
      return LowerFlags();
    case DeclKind::kStruct:
      return InPlace(NodeKind::kStruct);
  }
  return Unsupported("such declarations");
}

LoweredType LowerUnion(const Declaration& decl) {
  std::vector<TypeId> variants;
  for (const Field& variant : decl.fields) variants.push_back(variant.type);
  LoweredType lowered = Container(NodeKind::kUnion, std::move(variants));
  lowered.variants = &decl;
  uint32_t since = 1;
  for (const Field& variant : decl.fields) {
    lowered.node.num_later_children += variant.since > 1;
    lowered.node.num_groups += variant.since != since;
    since = variant.since;
  }
  return lowered;
}

LoweredType LowerType(const Schema& schema, TypeId id) {
  const Type& type = schema.type(id);
  switch (type.kind) {
    case TypeKind::kBool: {
      Node node;
      node.kind = NodeKind::kBool;
      node.bits = 8;
      return Value(node);
    }
    case TypeKind::kInteger:
      return LowerInteger(type);
    case TypeKind::kFloat: {
      Node node;
      node.kind = NodeKind::kFloat;
      node.bits = type.bits;
      return Value(node);
    }
    case TypeKind::kString:
      return LowerText(/*is_utf8=*/true);
    case TypeKind::kBytes:
      return LowerText(/*is_utf8=*/false);
    case TypeKind::kNamed:
      return LowerDeclaration(schema, type.decl);
    case TypeKind::kOptional:
      return Container(NodeKind::kOptional, {type.element});
    case TypeKind::kList:
      if (type.raw) {
        LoweredType lowered = InPlace(NodeKind::kRaw);
        lowered.node.align = static_cast<uint8_t>(type.align);
        return lowered;
      }
      return Container(NodeKind::kList, {type.element});
    case TypeKind::kArray: {
      LoweredType lowered = Container(NodeKind::kArray, {type.element});
      lowered.node.array_size = type.size;
      return lowered;
    }
    case TypeKind::kMap:
      return Container(NodeKind::kMap, {type.key, type.element});
    case TypeKind::kFixedBytes:
      return LowerFixedBytes(type.size);
    case TypeKind::kUuid:
      return LowerFixedBytes(16);
    case TypeKind::kDate:
      return Value(PlainInteger(32, true));
    case TypeKind::kTimestamp:
    case TypeKind::kDuration:
    case TypeKind::kDecimal:
      return Value(PlainInteger(64, true));
    case TypeKind::kNull: {
      Node node;
      node.kind = NodeKind::kNull;
      return Value(node);
    }
  }
  return Unsupported("such types");
}

void SetDefault(const Literal& literal, Node& node) {
  if (node.kind == NodeKind::kText) {
    node.default_text = literal.text;
    return;
  }
  if (node.kind != NodeKind::kFloat) {
    node.default_bits = literal.bits;
    return;
  }
  double value = std::bit_cast<double>(literal.bits);
  if (literal.kind == Literal::Kind::kInteger) {
    value = literal.negative
                ? static_cast<double>(static_cast<int64_t>(literal.bits))
                : static_cast<double>(literal.bits);
  }
  node.default_bits = node.bits == 32
                          ? std::bit_cast<uint32_t>(static_cast<float>(value))
                          : std::bit_cast<uint64_t>(value);
}

}  // namespace sinter::schema
