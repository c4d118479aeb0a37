#include "schema/cpp/cpp_types.h"

#include "codec/layout.h"
#include "schema/lower_type.h"
#include "schema/text.h"

namespace sinter::schema::cpp {
namespace {

const char* UnitSuffix(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::kSeconds:
      return "S";
    case TimeUnit::kMillis:
      return "Ms";
    case TimeUnit::kMicros:
      return "Us";
    case TimeUnit::kNanos:
      return "Ns";
  }
  return "";
}

uint32_t NumSlotsOf(const Schema& schema, const LoweredType& lowered) {
  uint32_t slots = SlotsOf(lowered.node);
  for (const TypeId child : lowered.children) {
    slots += NumSlotsOf(schema, LowerType(schema, child));
  }
  return slots;
}

}  // namespace

std::string IntegerType(unsigned bits, bool is_signed) {
  return Cat(is_signed ? "int" : "uint", bits, "_t");
}

std::string IntegerTypeOf(const Schema& schema, TypeId id) {
  const Node node = LowerType(schema, id).node;
  return IntegerType(node.bits, node.is_signed);
}

std::string CppTypes::View(TypeId id, const std::string& from) const {
  const Type& type = schema_.type(id);
  switch (type.kind) {
    case TypeKind::kBool:
      return "bool";
    case TypeKind::kInteger:
      return IntegerType(type.bits, type.is_signed);
    case TypeKind::kFloat:
      return type.bits == 32 ? "float" : "double";
    case TypeKind::kString:
      return "std::string_view";
    case TypeKind::kBytes:
      return "std::span<const uint8_t>";
    case TypeKind::kFixedBytes:
      return Cat("std::span<const uint8_t, ", type.size, ">");
    case TypeKind::kDate:
      return "sinter::Date";
    case TypeKind::kTimestamp:
      return Cat("sinter::Timestamp", UnitSuffix(type.unit));
    case TypeKind::kDuration:
      return Cat("sinter::Duration", UnitSuffix(type.unit));
    case TypeKind::kUuid:
      return "sinter::Uuid";
    case TypeKind::kDecimal:
      return Cat("sinter::Decimal<", unsigned{type.scale}, ">");
    case TypeKind::kNamed:
      return names_.Qualified(type.decl, names_.of(type.decl).view, from);
    case TypeKind::kOptional:
      return Cat("std::optional<", View(type.element, from), ">");
    case TypeKind::kList:
      if (!type.raw) return Cat("sinter::List<", View(type.element, from), ">");
      return Cat("sinter::Raw<", InPlace(type.element, from),
                 type.align == 0 ? "" : Cat(", ", type.align), ">");
    case TypeKind::kArray:
      return Cat("sinter::Array<", View(type.element, from), ", ", type.size,
                 ">");
    case TypeKind::kMap:
      return Cat("sinter::Map<", View(type.key, from), ", ",
                 View(type.element, from), ">");
    case TypeKind::kNull:
      return "sinter::Null";
  }
  return "";
}

std::string CppTypes::InPlace(TypeId id, const std::string& from) const {
  const Type& type = schema_.type(id);
  switch (type.kind) {
    case TypeKind::kBool:
      return "sinter::InPlaceBool";
    case TypeKind::kDate:
      return "sinter::InPlaceDate";
    case TypeKind::kFixedBytes:
      return Cat("std::array<uint8_t, ", type.size, ">");
    case TypeKind::kArray:
      return Cat("std::array<", InPlace(type.element, from), ", ", type.size,
                 ">");
    default:
      return View(id, from);  // others have no fixed size or are the same
  }
}

void CppTypes::AddInPlaceHeaders(TypeId id, std::set<std::string>& standard,
                                 std::set<std::string>& headers) const {
  const Type& type = schema_.type(id);
  if (type.kind == TypeKind::kFixedBytes) {
    standard.insert("array");
  } else if (type.kind == TypeKind::kArray) {
    standard.insert("array");
    AddInPlaceHeaders(type.element, standard, headers);
  } else {
    AddHeaders(id, headers);
  }
}

uint32_t CppTypes::NumSlots(TypeId id) const {
  return NumSlotsOf(schema_, LowerType(schema_, id));
}

uint32_t CppTypes::SlotOfField(const Declaration& decl, size_t index) const {
  // A union has its tags and the ranks of its variants first.
  uint32_t slot =
      decl.kind == DeclKind::kUnion ? SlotsOf(LowerUnion(decl).node) : 0;
  for (size_t i = 0; i < index; ++i) slot += NumSlots(decl.fields[i].type);
  return slot;
}

void CppTypes::AddHeaders(TypeId id, std::set<std::string>& headers) const {
  const Type& type = schema_.type(id);
  switch (type.kind) {
    case TypeKind::kBool:
    case TypeKind::kInteger:
    case TypeKind::kFloat:
    case TypeKind::kString:
    case TypeKind::kNull:
      headers.insert("codec/view/traits.h");
      return;
    case TypeKind::kBytes:
    case TypeKind::kFixedBytes:
    case TypeKind::kUuid:
      headers.insert("codec/view/bytes.h");
      return;
    case TypeKind::kDate:
    case TypeKind::kTimestamp:
    case TypeKind::kDuration:
    case TypeKind::kDecimal:
      headers.insert("codec/view/times.h");
      return;
    case TypeKind::kNamed:
      if (schema_.declaration(type.decl).is_value()) {
        headers.insert("codec/view/value.h");
      }
      return;  // else those of its declaration
    case TypeKind::kOptional:
      headers.insert("codec/view/traits.h");
      return AddHeaders(type.element, headers);
    case TypeKind::kList:
      headers.insert(type.raw ? "codec/view/structs.h" : "codec/view/list.h");
      return AddHeaders(type.element, headers);
    case TypeKind::kArray:
      headers.insert("codec/view/array.h");
      return AddHeaders(type.element, headers);
    case TypeKind::kMap:
      headers.insert("codec/view/map.h");
      AddHeaders(type.key, headers);
      return AddHeaders(type.element, headers);
  }
}

void CppTypes::AddViews(TypeId id, std::set<DeclId>& views) const {
  const Type& type = schema_.type(id);
  switch (type.kind) {
    case TypeKind::kNamed:
      if (schema_.declaration(type.decl).has_view()) views.insert(type.decl);
      return;
    case TypeKind::kMap:
      AddViews(type.key, views);
      return AddViews(type.element, views);
    case TypeKind::kOptional:
    case TypeKind::kList:
    case TypeKind::kArray:
      return AddViews(type.element, views);
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
      return;
  }
}

}  // namespace sinter::schema::cpp
