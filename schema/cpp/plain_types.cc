#include "schema/cpp/plain_types.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "codec/layout.h"
#include "codec/view/times.h"
#include "schema/lower_type.h"
#include "schema/text.h"

namespace sinter::schema::cpp {
namespace {

// Records and unions that a type holds in place. Elements of vectors stand
// elsewhere.
void AddHeld(const Schema& schema, TypeId id, std::set<DeclId>& held) {
  const Type& type = schema.type(id);
  switch (type.kind) {
    case TypeKind::kNamed:
      if (schema.declaration(type.decl).has_view()) held.insert(type.decl);
      return;
    case TypeKind::kOptional:
    case TypeKind::kArray:
    case TypeKind::kMap:
      return AddHeld(schema, type.element, held);
    default:
      return;
  }
}

}  // namespace

void PlainTypes::FindDefaultVariants() {
  const auto& declarations = unit_.schema.declarations;
  std::vector<bool> ends(declarations.size());  // those that have tables
  const std::function<bool(TypeId)> type_ends = [&](TypeId id) {
    const Type& type = unit_.schema.type(id);
    if (type.kind == TypeKind::kArray) return type_ends(type.element);
    if (type.kind != TypeKind::kNamed) return true;
    const Declaration& decl = unit_.decl(type.decl);
    return decl.inline_union
               ? default_variants_[type.decl.value()] < decl.fields.size()
               : ends[type.decl.value()];
  };
  // In rounds: what ends in one lets others end in the next, as in lowering.
  for (bool found = true; found;) {
    found = false;
    std::vector<bool> next = ends;
    // Inline unions stand behind what they are written in.
    for (size_t i = declarations.size(); i-- > 0;) {
      const auto& fields = declarations[i].fields;
      if (declarations[i].kind != DeclKind::kUnion) continue;
      if (default_variants_[i] < fields.size()) continue;
      size_t variant = 0;
      while (variant < fields.size() &&
             (fields[variant].since > 1 || !type_ends(fields[variant].type))) {
        ++variant;
      }
      default_variants_[i] = variant;
      next[i] = variant < fields.size();
      found = found || next[i];
    }
    for (size_t i = 0; i < declarations.size(); ++i) {
      if (declarations[i].kind == DeclKind::kUnion || ends[i]) continue;
      next[i] = std::ranges::all_of(
          declarations[i].fields,
          [&](const Field& field) { return type_ends(field.type); });
      found = found || next[i];
    }
    ends = std::move(next);
  }
}

PlainTypes::PlainTypes(const Unit& unit)
    : unit_(unit), holds_(unit.schema.declarations.size()) {
  const auto& declarations = unit.schema.declarations;
  for (const Declaration& decl : declarations) {
    default_variants_.push_back(decl.fields.size());
  }
  FindDefaultVariants();
  std::vector<std::set<DeclId>> direct(declarations.size());
  for (size_t i = 0; i < declarations.size(); ++i) {
    for (const Field& field : declarations[i].fields) {
      if (!field.retired) AddHeld(unit.schema, field.type, direct[i]);
    }
  }
  for (size_t i = 0; i < declarations.size(); ++i) {
    std::vector<DeclId> left(direct[i].begin(), direct[i].end());
    while (!left.empty()) {
      const DeclId next = left.back();
      left.pop_back();
      if (!holds_[i].insert(next).second) continue;
      left.insert(left.end(), direct[next.value()].begin(),
                  direct[next.value()].end());
    }
  }
  std::vector<bool> seen(declarations.size());
  for (const DeclId id : unit.views) Visit(id, seen);
}

// Those that are not in the way of each other before; what is in boxes does not
// count.
void PlainTypes::Visit(DeclId start, std::vector<bool>& seen) {
  std::vector<DeclId> stack = {start};
  while (!stack.empty()) {
    const DeclId id = stack.back();
    if (seen[id.value()]) {
      stack.pop_back();
      continue;
    }
    const size_t before = stack.size();
    for (const DeclId held : holds_[id.value()]) {
      const bool is_here =
          unit_.decl(held).place.file == unit_.decl(id).place.file &&
          !unit_.decl(held).is_value();
      if (is_here && !seen[held.value()] && !Holds(held, id)) {
        stack.push_back(held);
      }
    }
    if (stack.size() > before) continue;
    seen[id.value()] = true;
    order_.push_back(id);
    stack.pop_back();
  }
}

bool PlainTypes::Holds(DeclId from, DeclId to) const {
  return from == to || holds_[from.value()].contains(to);
}

std::string PlainTypes::Named(DeclId id, DeclId owner) const {
  const std::string name = unit_.names.Qualified(id, unit_.names.of(id).plain,
                                                 unit_.cpp_namespace(owner));
  switch (unit_.decl(id).kind) {
    case DeclKind::kRecord:
    case DeclKind::kUnion:
      return Holds(id, owner) ? Cat("sinter::Box<", name, ">") : name;
    case DeclKind::kEnum:
    case DeclKind::kFlags:
    case DeclKind::kId:
    case DeclKind::kStruct:
      break;
  }
  return name;
}

std::string PlainTypes::Plain(TypeId id, DeclId owner) const {
  const Type& type = unit_.schema.type(id);
  switch (type.kind) {
    case TypeKind::kString:
      return "std::string";
    case TypeKind::kBytes:
      return "std::vector<uint8_t>";
    case TypeKind::kFixedBytes:
      return Cat("std::array<uint8_t, ", type.size, ">");
    case TypeKind::kNamed:
      return Named(type.decl, owner);
    case TypeKind::kOptional:
      return Cat("std::optional<", Plain(type.element, owner), ">");
    case TypeKind::kList: {
      if (type.raw) {
        return Cat(
            "std::vector<",
            unit_.types.InPlace(type.element, unit_.cpp_namespace(owner)), ">");
      }
      // Elements may be of a type that is not complete yet.
      const Type& element = unit_.schema.type(type.element);
      if (element.kind == TypeKind::kNamed) {
        return Cat("std::vector<",
                   unit_.names.Qualified(element.decl,
                                         unit_.names.of(element.decl).plain,
                                         unit_.cpp_namespace(owner)),
                   ">");
      }
      return Cat("std::vector<", Plain(type.element, owner), ">");
    }
    case TypeKind::kArray:
      return Cat("std::array<", Plain(type.element, owner), ", ", type.size,
                 ">");
    case TypeKind::kMap:
      return Cat("std::map<", Plain(type.key, owner), ", ",
                 Plain(type.element, owner), ">");
    case TypeKind::kBool:
    case TypeKind::kInteger:
    case TypeKind::kFloat:
    case TypeKind::kDate:
    case TypeKind::kTimestamp:
    case TypeKind::kDuration:
    case TypeKind::kUuid:
    case TypeKind::kDecimal:
    case TypeKind::kNull:
      break;
  }
  return unit_.types.View(id, unit_.cpp_namespace(owner));
}

namespace {

std::string FloatLiteral(const Node& node) {
  const char* type = node.bits == 32 ? "float" : "double";
  return Cat("std::bit_cast<", type, ">(", IntegerType(node.bits, false), "{",
             node.default_bits, "u})");
}

std::string IntegerLiteral(const Node& node) {
  const auto number = static_cast<int64_t>(node.default_bits);
  if (node.is_signed && number > INT32_MIN && number <= INT32_MAX) {
    return Cat(number);
  }
  const std::string digits = Cat(node.default_bits, "u");
  return node.is_signed ? Cat("static_cast<", IntegerType(node.bits, true),
                              ">(", digits, ")")
                        : digits;
}

// Of a std::string or an id that is one.
std::string StringInitializer(const std::string& plain, std::string_view text) {
  const std::string string =
      Cat("std::string(", CppLiteral(text), ", ", text.size(), ")");
  return plain == "std::string" ? Cat(" = ", string)
                                : Cat(" = ", plain, "(", string, ")");
}

std::string ByteList(std::string_view bytes) {
  std::string list = "{";
  for (const char c : bytes) {
    list += Cat(list.size() > 1 ? ", " : "", unsigned{static_cast<uint8_t>(c)});
  }
  return list + "}";
}

}  // namespace

std::string PlainTypes::Initializer(const Field& field, DeclId owner) const {
  const Type& type = unit_.schema.type(field.type);
  Node node = LowerType(unit_.schema, field.type).node;
  if (field.default_value) SetDefault(*field.default_value, node);
  const std::string plain = Plain(field.type, owner);
  switch (node.kind) {
    case NodeKind::kBool:
      return node.default_bits != 0 ? " = true" : " = false";
    case NodeKind::kFloat:
      return node.default_bits == 0 ? " = 0" : Cat(" = ", FloatLiteral(node));
    case NodeKind::kInteger:
      if (type.kind == TypeKind::kInteger) {
        return Cat(" = ", IntegerLiteral(node));
      }
      if (type.kind == TypeKind::kDate) {
        // Literals count from 1970, columns from later.
        const int64_t days = static_cast<int64_t>(node.default_bits) +
                             (field.default_value ? 0 : kColumnEpochDays);
        return Cat(" = ", plain, "(", days, ")");
      }
      if (type.kind == TypeKind::kNamed &&
          unit_.decl(type.decl).kind == DeclKind::kEnum) {
        return Cat(" = ", plain,
                   "::", unit_.names.Constants(type.decl)[node.default_bits]);
      }
      if (node.default_bits == 0) return "";
      return Cat(" = ", plain, "(", IntegerLiteral(node), ")");
    case NodeKind::kText:
      if (type.kind == TypeKind::kUuid) {
        return field.default_value
                   ? Cat(" = {", ByteList(node.default_text), "}")
                   : "";
      }
      if (type.kind == TypeKind::kFixedBytes) {
        return field.default_value ? Cat(" = ", ByteList(node.default_text))
                                   : " = {}";
      }
      if (node.default_text.empty()) return "";
      if (type.kind == TypeKind::kBytes) {
        return Cat(" = ", ByteList(node.default_text));
      }
      return StringInitializer(plain, node.default_text);
    case NodeKind::kArray:
      return " = {}";
    default:
      return "";
  }
}

void PlainTypes::AddHeaders(TypeId id, std::set<std::string>& standard,
                            std::set<std::string>& headers) const {
  const Type& type = unit_.schema.type(id);
  switch (type.kind) {
    case TypeKind::kString:
      standard.insert("string");
      return;
    case TypeKind::kBytes:
      standard.insert("vector");
      return;
    case TypeKind::kFixedBytes:
      standard.insert("array");
      return;
    case TypeKind::kFloat:
      standard.insert("bit");
      return;
    case TypeKind::kOptional:
      standard.insert("optional");
      return AddHeaders(type.element, standard, headers);
    case TypeKind::kList:
      standard.insert("vector");
      return AddHeaders(type.element, standard, headers);
    case TypeKind::kArray:
      standard.insert("array");
      return AddHeaders(type.element, standard, headers);
    case TypeKind::kMap:
      standard.insert("map");
      AddHeaders(type.key, standard, headers);
      return AddHeaders(type.element, standard, headers);
    case TypeKind::kBool:
    case TypeKind::kInteger:
    case TypeKind::kDate:
    case TypeKind::kTimestamp:
    case TypeKind::kDuration:
    case TypeKind::kUuid:
    case TypeKind::kDecimal:
    case TypeKind::kNull:
      return;
    case TypeKind::kNamed:
      if (unit_.decl(type.decl).is_value()) {
        headers.insert("codec/native/value.h");
      }
      return;
  }
}

}  // namespace sinter::schema::cpp
