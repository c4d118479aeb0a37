#include "schema/cpp/builder_types.h"

#include "codec/bits.h"
#include "codec/layout.h"
#include "schema/lower_type.h"
#include "schema/text.h"

namespace sinter::schema::cpp {
namespace {

// A bound as a constant of its type.
std::string Bound(const Node& node, uint64_t value) {
  const std::string type = IntegerType(node.bits, node.is_signed);
  const auto number = static_cast<int64_t>(value);
  if (node.is_signed && number > INT32_MIN && number <= INT32_MAX) {
    return Cat(type, "{", number, "}");
  }
  if (value <= INT32_MAX) return Cat(type, "{", value, "}");
  return Cat("static_cast<", type, ">(", value, "u)");
}

// Whether some values of the C++ type are none of the schema's.
bool HasBounds(const Node& node) {
  if (node.kind != NodeKind::kInteger ||
      node.lone_form == LoneForm::kOpenCode) {
    return false;
  }
  const uint64_t most =
      node.is_signed ? LowMask(node.bits - 1u) : LowMask(node.bits);
  const uint64_t least = node.is_signed ? ~most : 0;
  return node.lo != least || node.hi != most;
}

}  // namespace

std::string BuilderTypes::Bounded(const std::string& type,
                                  const Node& node) const {
  if (!HasBounds(node)) return type;
  return Cat("sinter::Within<", type, ", ", Bound(node, node.lo), ", ",
             Bound(node, node.hi), ">");
}

std::string BuilderTypes::Named(DeclId id, const std::string& from) const {
  const DeclNames& names = unit_.names.of(id);
  switch (unit_.decl(id).kind) {
    case DeclKind::kRecord:
    case DeclKind::kUnion:
      return unit_.names.Qualified(id, names.row, from);
    case DeclKind::kEnum:
    case DeclKind::kFlags:
    case DeclKind::kId:
    case DeclKind::kStruct:
      break;
  }
  return Bounded(unit_.names.Qualified(id, names.view, from),
                 LowerDeclaration(unit_.schema, id).node);
}

std::string BuilderTypes::Traits(TypeId id, const std::string& from) const {
  const Type& type = unit_.schema.type(id);
  switch (type.kind) {
    case TypeKind::kInteger:
      return Bounded(unit_.types.View(id, from),
                     LowerType(unit_.schema, id).node);
    case TypeKind::kNamed:
      return Named(type.decl, from);
    case TypeKind::kOptional:
      return Cat("sinter::OptionalBuilder<", Traits(type.element, from), ">");
    case TypeKind::kList:
      if (type.raw) break;
      return Cat("sinter::ListBuilder<", Traits(type.element, from), ">");
    case TypeKind::kArray:
      return Cat("sinter::ArrayBuilder<", Traits(type.element, from), ", ",
                 type.size, ">");
    case TypeKind::kMap:
      return Cat("sinter::MapBuilder<", Traits(type.key, from), ", ",
                 Traits(type.element, from), ">");
    case TypeKind::kBool:
    case TypeKind::kFloat:
    case TypeKind::kString:
    case TypeKind::kBytes:
    case TypeKind::kFixedBytes:
    case TypeKind::kDate:
    case TypeKind::kTimestamp:
    case TypeKind::kDuration:
    case TypeKind::kUuid:
    case TypeKind::kDecimal:
    case TypeKind::kNull:
      break;
  }
  return unit_.types.View(id, from);
}

bool BuilderTypes::IsSetAtOnce(TypeId id) const {
  const Type& type = unit_.schema.type(id);
  switch (type.kind) {
    case TypeKind::kNamed:
      return !unit_.decl(type.decl).has_view();
    case TypeKind::kList:
      return type.raw;
    case TypeKind::kOptional:
    case TypeKind::kArray:
    case TypeKind::kMap:
      return false;
    case TypeKind::kBool:
    case TypeKind::kInteger:
    case TypeKind::kFloat:
    case TypeKind::kString:
    case TypeKind::kBytes:
    case TypeKind::kFixedBytes:
    case TypeKind::kDate:
    case TypeKind::kTimestamp:
    case TypeKind::kDuration:
    case TypeKind::kUuid:
    case TypeKind::kDecimal:
    case TypeKind::kNull:
      return true;
  }
  return true;
}

std::string BuilderTypes::Argument(TypeId id, const std::string& from) const {
  const std::string view = unit_.types.View(id, from);
  const Type& type = unit_.schema.type(id);
  if (type.raw) {
    return Cat("std::span<const ", unit_.types.InPlace(type.element, from),
               ">");
  }
  const bool is_struct = type.kind == TypeKind::kNamed &&
                         unit_.decl(type.decl).kind == DeclKind::kStruct;
  return is_struct || type.kind == TypeKind::kUuid ? Cat("const ", view, "&")
                                                   : view;
}

void BuilderTypes::AddHeaders(TypeId id, std::set<std::string>& headers) const {
  const Type& type = unit_.schema.type(id);
  switch (type.kind) {
    case TypeKind::kBool:
    case TypeKind::kInteger:
    case TypeKind::kFloat:
    case TypeKind::kString:
    case TypeKind::kNull:
      return;
    case TypeKind::kBytes:
    case TypeKind::kFixedBytes:
    case TypeKind::kUuid:
      headers.insert("codec/build/bytes.h");
      return;
    case TypeKind::kDate:
    case TypeKind::kTimestamp:
    case TypeKind::kDuration:
    case TypeKind::kDecimal:
      headers.insert("codec/build/times.h");
      return;
    case TypeKind::kNamed: {
      const Declaration& decl = unit_.decl(type.decl);
      if (decl.is_value()) headers.insert("codec/build/value.h");
      if (decl.kind == DeclKind::kFlags) headers.insert("codec/build/flags.h");
      if (decl.kind == DeclKind::kStruct) {
        headers.insert("codec/build/structs.h");
      }
      if (decl.kind == DeclKind::kId &&
          unit_.schema.type(decl.underlying).kind == TypeKind::kString) {
        headers.insert("codec/build/typed_text.h");
      }
      return;
    }
    case TypeKind::kMap:
    case TypeKind::kList:
      if (type.raw) {
        headers.insert("codec/build/structs.h");
        return;
      }
      if (type.kind == TypeKind::kMap) AddHeaders(type.key, headers);
      [[fallthrough]];
    case TypeKind::kOptional:
    case TypeKind::kArray:
      headers.insert("codec/build/containers.h");
      return AddHeaders(type.element, headers);
  }
}

}  // namespace sinter::schema::cpp
