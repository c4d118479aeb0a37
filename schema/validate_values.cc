#include <bit>
#include <cmath>
#include <optional>
#include <string>

#include "schema/fixed_layout.h"
#include "schema/limits.h"
#include "schema/termination.h"
#include "schema/text.h"
#include "schema/validate_model.h"
#include "schema/validate_parts.h"
#include "schema/values.h"

namespace sinter::schema {
namespace {

bool IsIntegerIn(const IntegerBounds& bounds, const Literal& literal) {
  return literal.kind == Literal::Kind::kInteger && literal.text.empty() &&
         bounds.Contains(literal.bits) &&
         literal.negative ==
             (bounds.is_signed && static_cast<int64_t>(literal.bits) < 0);
}

bool IsFloatOf(unsigned bits, const Literal& literal) {
  if (literal.kind != Literal::Kind::kFloat || literal.negative ||
      !literal.text.empty()) {
    return false;
  }
  const double value = std::bit_cast<double>(literal.bits);
  if (bits == 64 || !std::isfinite(value)) return true;
  // What is too large for an f32 must not be converted.
  return std::fabs(value) <= 0x1.fffffep127 &&
         static_cast<double>(static_cast<float>(value)) == value;
}

bool IsMemberOf(const Declaration& decl, const Literal& literal) {
  if (literal.kind != Literal::Kind::kMember || literal.negative) return false;
  if (decl.kind == DeclKind::kEnum) {
    return literal.bits < decl.members.size() &&
           !decl.members[literal.bits].retired &&
           literal.text == decl.members[literal.bits].name;
  }
  if (decl.kind != DeclKind::kFlags) return false;
  // The names may stand in any order: the bits are what counts.
  uint64_t known = 0;
  for (const Member& member : decl.members) {
    if (!member.retired) known |= uint64_t{1} << member.number;
  }
  return (literal.bits & ~known) == 0;
}

// Whether `literal` may be the default of a field of that type.
bool Fits(const Schema& schema, TypeId id, const Literal& literal) {
  const Type& type = schema.type(id);
  Type counter;
  counter.kind = TypeKind::kInteger;
  counter.is_signed = true;
  counter.bits = type.kind == TypeKind::kDate ? 32 : 64;
  switch (type.kind) {
    case TypeKind::kBool:
      return literal.kind == Literal::Kind::kBool && literal.bits <= 1 &&
             !literal.negative && literal.text.empty();
    case TypeKind::kInteger:
      return IsIntegerIn(BoundsOf(type), literal);
    case TypeKind::kDate:
    case TypeKind::kTimestamp:
    case TypeKind::kDuration:
    case TypeKind::kDecimal:
      return IsIntegerIn(BoundsOf(counter), literal);
    case TypeKind::kFloat:
      return IsFloatOf(type.bits, literal);
    case TypeKind::kString:
    case TypeKind::kBytes:
      return literal.kind == Literal::Kind::kString && literal.bits == 0 &&
             !literal.negative;
    case TypeKind::kNamed: {
      const Declaration& decl = schema.declaration(type.decl);
      if (decl.kind == DeclKind::kId) {
        return Fits(schema, decl.underlying, literal);
      }
      return IsMemberOf(decl, literal);
    }
    case TypeKind::kFixedBytes:
    case TypeKind::kUuid:
    case TypeKind::kOptional:
    case TypeKind::kList:
    case TypeKind::kArray:
    case TypeKind::kMap:
    case TypeKind::kNull:
      return false;
  }
  return false;
}

}  // namespace

std::string FindDefaultFault(const Schema& schema) {
  for (const Declaration& decl : schema.declarations) {
    for (const Field& field : decl.fields) {
      if (!field.default_value.has_value()) continue;
      if (decl.kind != DeclKind::kRecord) {
        return Cat(MemberText(decl, field.name), ": a default where none is");
      }
      if (!Fits(schema, field.type, *field.default_value)) {
        return Cat(MemberText(decl, field.name),
                   ": a default that does not fit its type");
      }
    }
  }
  return "";
}

std::string FindStructureFault(const Schema& schema) {
  const Termination termination = FindTermination(schema);
  if (!termination.cycles.empty()) {
    const Declaration& decl = schema.declaration(termination.cycles[0][0].decl);
    return Cat(DeclarationText(decl), " always holds another one");
  }
  FixedLayouts layouts(schema);
  for (const DeclId id : termination.order) {
    const Declaration& decl = schema.declaration(id);
    if (decl.kind != DeclKind::kStruct) continue;
    layouts.AddStruct(id);
    for (const Field& field : decl.fields) {
      if (!HasFixedLayout(schema, field.type)) {
        return Cat(MemberText(decl, field.name), ": no fixed size");
      }
      if (layouts.Of(field.type).size_bytes > kMaxStructBytes) {
        return Cat(MemberText(decl, field.name), ": too large");
      }
    }
  }
  for (uint32_t i = 0; i < schema.types.size(); ++i) {
    const Type& type = schema.types[i];
    if (type.kind != TypeKind::kList || !type.raw) continue;
    if (!HasFixedLayout(schema, type.element)) {
      return Cat("type ", i, ": a raw list of what has no fixed size");
    }
    if (type.align != 0 && type.align < layouts.Of(type.element).align) {
      return Cat("type ", i, ": too small an alignment");
    }
  }
  return "";
}

}  // namespace sinter::schema
