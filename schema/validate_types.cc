#include <bit>
#include <string>
#include <vector>

#include "schema/limits.h"
#include "schema/text.h"
#include "schema/type_table.h"
#include "schema/validate_parts.h"
#include "schema/values.h"

namespace sinter::schema {
namespace {

bool HasElement(TypeKind kind) {
  return kind == TypeKind::kOptional || kind == TypeKind::kList ||
         kind == TypeKind::kArray || kind == TypeKind::kMap;
}

// What of a type means something for its kind.
Type Relevant(const Type& type) {
  Type out;
  out.kind = type.kind;
  if (HasElement(type.kind)) out.element = type.element;
  switch (type.kind) {
    case TypeKind::kInteger:
      out.is_signed = type.is_signed;
      out.has_range = type.has_range;
      if (type.has_range) {
        out.lo = type.lo;
        out.hi = type.hi;
      }
      out.bits = type.bits;
      break;
    case TypeKind::kFloat:
      out.bits = type.bits;
      break;
    case TypeKind::kFixedBytes:
    case TypeKind::kArray:
      out.size = type.size;
      break;
    case TypeKind::kTimestamp:
    case TypeKind::kDuration:
      out.unit = type.unit;
      break;
    case TypeKind::kDecimal:
      out.scale = type.scale;
      break;
    case TypeKind::kNamed:
      out.decl = type.decl;
      break;
    case TypeKind::kList:
      out.raw = type.raw;
      if (type.raw) out.align = type.align;
      break;
    case TypeKind::kMap:
      out.key = type.key;
      break;
    case TypeKind::kBool:
    case TypeKind::kString:
    case TypeKind::kBytes:
    case TypeKind::kDate:
    case TypeKind::kUuid:
    case TypeKind::kOptional:
    case TypeKind::kNull:
      break;
  }
  return out;
}

const char* FindIntegerFault(const Type& type) {
  if (type.bits < 8 || type.bits > 64 || !std::has_single_bit(type.bits)) {
    return "an integer of other than 8, 16, 32 or 64 bits";
  }
  if (!type.has_range) return nullptr;
  Type plain = type;
  plain.has_range = false;
  const IntegerBounds bounds = BoundsOf(plain);
  if (!bounds.Contains(type.lo) || !bounds.Contains(type.hi) ||
      !BoundsOf(type).Contains(type.lo)) {
    return "a range that is empty or beyond its integer";
  }
  return nullptr;
}

bool IsMapKey(const Schema& schema, TypeId id) {
  const Type& type = schema.type(id);
  if (type.kind == TypeKind::kNamed) {
    const DeclKind kind = schema.declaration(type.decl).kind;
    return kind == DeclKind::kEnum || kind == DeclKind::kId;
  }
  return type.kind == TypeKind::kString || type.kind == TypeKind::kInteger;
}

const char* FindSizeFault(const Type& type) {
  switch (type.kind) {
    case TypeKind::kInteger:
      return FindIntegerFault(type);
    case TypeKind::kFloat:
      if (type.bits == 32 || type.bits == 64) return nullptr;
      return "a float of other than 32 or 64 bits";
    case TypeKind::kFixedBytes:
    case TypeKind::kArray:
      if (type.size >= 1 && type.size <= kMaxArraySize) return nullptr;
      return "a size of 0 or too large";
    case TypeKind::kDecimal:
      return type.scale <= kMaxDecimalScale ? nullptr : "too large a scale";
    case TypeKind::kList:
      if (type.align == 0) return nullptr;
      if (type.align <= kMaxAlign && std::has_single_bit(type.align)) {
        return nullptr;
      }
      return "an alignment that is no power of two or too large";
    default:
      return nullptr;
  }
}

}  // namespace

std::string FindTypeFault(const Schema& schema) {
  std::vector<size_t> depths;
  std::vector<Type> distinct;
  TypeTable table(distinct);
  for (uint32_t i = 0; i < schema.types.size(); ++i) {
    const Type& type = schema.types[i];
    const auto fault = [&](std::string_view what) {
      return Cat("type ", i, ": ", what);
    };
    if (!(Relevant(type) == type)) {
      return fault("a property that its kind does not have");
    }
    if (const char* what = FindSizeFault(type)) return fault(what);
    if (type.kind == TypeKind::kNamed &&
        type.decl.value() >= schema.declarations.size()) {
      return fault("no such declaration");
    }
    size_t depth = 1;
    // Whatever is inside stands before, so that no type is inside itself.
    if (HasElement(type.kind)) {
      if (type.element.value() >= i) return fault("no type before it inside");
      depth = depths[type.element.value()] + 1;
      if (type.kind == TypeKind::kOptional &&
          schema.type(type.element).kind == TypeKind::kOptional) {
        return fault("an optional of an optional");
      }
      if (schema.type(type.element).kind == TypeKind::kNull) {
        return fault("a null that is no variant");
      }
    }
    if (type.kind == TypeKind::kMap &&
        (type.key.value() >= i || !IsMapKey(schema, type.key))) {
      return fault("no type before it that can be a map's key");
    }
    if (depth > kMaxTypeDepth) return fault("too many types inside each other");
    depths.push_back(depth);
    if (table.Intern(type) != TypeId(i)) return fault("the same as another");
  }
  return "";
}

}  // namespace sinter::schema
