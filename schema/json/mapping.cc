#include "schema/json/mapping.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "codec/status_macros.h"
#include "schema/json/escape.h"

namespace sinter::json {
namespace {

std::string IntegerText(const Node& node) {
  std::string text = absl::StrCat(node.is_signed ? "i" : "u", node.bits, " (");
  if (node.is_signed) {
    absl::StrAppend(&text, static_cast<int64_t>(node.lo), "..",
                    static_cast<int64_t>(node.hi), ")");
  } else {
    absl::StrAppend(&text, node.lo, "..", node.hi, ")");
  }
  return text;
}

Value NewValue(ValueKind kind, std::string expected) {
  Value value;
  value.kind = kind;
  value.expected = std::move(expected);
  return value;
}

// Decimal digits of a second that a unit has.
unsigned DigitsOf(schema::TimeUnit unit) {
  return 3 * static_cast<unsigned>(unit);
}

std::string WithDigits(std::string text, unsigned digits) {
  if (digits == 0) return text + " without a fraction";
  return absl::StrCat(text, " with at most ", digits,
                      digits == 1 ? " digit" : " digits", " after the point");
}

std::string UnitName(schema::TimeUnit unit) {
  static constexpr const char* kNames[] = {"s", "ms", "us", "ns"};
  return kNames[static_cast<unsigned>(unit)];
}

Value TimeOrDecimal(ValueKind kind, const char* name, const char* example,
                    const schema::Type& type) {
  const bool is_decimal = type.kind == schema::TypeKind::kDecimal;
  const unsigned digits = is_decimal ? type.scale : DigitsOf(type.unit);
  const std::string argument =
      is_decimal ? absl::StrCat(type.scale) : UnitName(type.unit);
  Value value = NewValue(
      kind,
      WithDigits(absl::StrCat(name, "(", argument, ")", example), digits));
  value.digits = digits;
  return value;
}

// What a type that has no name is, without what is inside of it.
Value PlainValue(const schema::Type& type, const Node& node) {
  using schema::TypeKind;
  switch (type.kind) {
    case TypeKind::kBool:
      return NewValue(ValueKind::kBool, "bool");
    case TypeKind::kInteger:
      return NewValue(ValueKind::kInteger, IntegerText(node));
    case TypeKind::kFloat:
      return type.bits == 32 ? NewValue(ValueKind::kFloat32, "f32")
                             : NewValue(ValueKind::kFloat64, "f64");
    case TypeKind::kString:
      return NewValue(ValueKind::kString, "string");
    case TypeKind::kBytes:
      return NewValue(ValueKind::kBytes, "bytes as base64");
    case TypeKind::kFixedBytes:
      return NewValue(ValueKind::kFixedBytes,
                      absl::StrCat("bytes(", type.size, ") as base64"));
    case TypeKind::kUuid:
      return NewValue(ValueKind::kUuid, "uuid");
    case TypeKind::kDate:
      return NewValue(ValueKind::kDate, "date as YYYY-MM-DD");
    case TypeKind::kTimestamp:
      return TimeOrDecimal(ValueKind::kTimestamp, "timestamp", " as RFC 3339",
                           type);
    case TypeKind::kDuration:
      return TimeOrDecimal(ValueKind::kDuration, "duration",
                           " as seconds, \"1s\",", type);
    case TypeKind::kDecimal:
      return TimeOrDecimal(ValueKind::kDecimal, "decimal", "", type);
    case TypeKind::kOptional:
      return NewValue(ValueKind::kOptional, "");
    case TypeKind::kList:
      return NewValue(type.raw ? ValueKind::kRawList : ValueKind::kList,
                      "list");
    case TypeKind::kArray:
      return NewValue(ValueKind::kArray, absl::StrCat("list of ", type.size));
    case TypeKind::kMap:
      return NewValue(ValueKind::kMap, "map");
    case TypeKind::kNull:
      return NewValue(ValueKind::kNull, "null");
    case TypeKind::kNamed:
      break;
  }
  return {};
}

// A member of an enum or flags, a variant of a union.
struct Numbered {
  const std::string* name;
  uint32_t number;
  bool retired;
};

std::vector<Numbered> NumberedNames(const schema::Declaration& decl) {
  std::vector<Numbered> all;
  for (const schema::Member& member : decl.members) {
    all.push_back({&member.json_name(), member.number, member.retired});
  }
  for (uint32_t i = 0; i < decl.fields.size(); ++i) {
    const schema::Field& variant = decl.fields[i];
    all.push_back({&variant.json_name(), i, variant.retired});
  }
  return all;
}

NodeKind KindOf(const Shape& shape) {
  switch (shape.kind) {
    case ShapeKind::kBool:
      return NodeKind::kBool;
    case ShapeKind::kInteger:
      return NodeKind::kInteger;
    case ShapeKind::kFloat:
      return NodeKind::kFloat;
    case ShapeKind::kBytes:
      return NodeKind::kText;
    case ShapeKind::kArray:
      return NodeKind::kArray;
    case ShapeKind::kStruct:
      return NodeKind::kStruct;
  }
  return NodeKind::kBool;
}

std::string UnionText(const schema::Declaration& decl) {
  return absl::StrCat(decl.is_value() ? "" : "union ", decl.QualifiedName());
}

absl::Status TwoOfOneName(const schema::Declaration& decl,
                          std::string_view name) {
  return absl::InvalidArgumentError(
      absl::StrCat(decl.QualifiedName(), ": expected JSON names that differ, ",
                   "got ", Quoted(name), " twice"));
}

}  // namespace

absl::StatusOr<std::unique_ptr<Mapping>> Mapping::Make(
    const schema::LoweredLayout& layout, const schema::Schema& schema) {
  std::unique_ptr<Mapping> mapping(new Mapping(layout.layout()));
  const schema::UntaggedUnions untagged(schema);
  mapping->untagged_ = &untagged;
  mapping->is_of_values_ =
      schema.declaration(layout.declaration(TableId(0))).is_value();
  const auto num_tables = static_cast<uint32_t>(mapping->layout_.tables.size());
  mapping->values_.resize(mapping->layout_.nodes.size());
  mapping->records_.resize(num_tables);
  for (uint32_t i = 0; i < num_tables; ++i) {
    const TableId table(i);
    const schema::DeclId id = layout.declaration(table);
    const schema::Declaration& decl = schema.declaration(id);
    RETURN_IF_ERROR(
        decl.kind == schema::DeclKind::kUnion
            ? mapping->AddUnion(mapping->layout_.field_id(table, 0), schema, id)
            : mapping->AddRecord(table, schema, decl));
  }
  mapping->untagged_ = nullptr;
  return mapping;
}

absl::Status Mapping::AddRecord(TableId table, const schema::Schema& schema,
                                const schema::Declaration& decl) {
  Record& record = records_[table.value()];
  record.name = decl.QualifiedName();
  for (uint32_t i = 0; i < decl.fields.size(); ++i) {
    const schema::Field& source = decl.fields[i];
    const NodeId node = layout_.field_id(table, i);
    RETURN_IF_ERROR(AddValue(node, schema, source.type));
    if (source.retired) {
      record.retired.push_back(source.json_name());
      continue;
    }
    Field field;
    field.key = source.json_name();
    field.quoted_key = Quoted(field.key);
    field.name = source.name;
    field.node = node;
    // Data from before its version has no such field.
    field.required = layout_.node(node).kind != NodeKind::kOptional &&
                     !source.default_value.has_value() && source.since == 1;
    record.fields.push_back(std::move(field));
  }
  return AddKeys(decl, record);
}

absl::Status Mapping::AddKeys(const schema::Declaration& decl, Record& record) {
  record.required.resize((record.fields.size() + 63) / 64);
  for (uint32_t i = 0; i < record.fields.size(); ++i) {
    const Field& field = record.fields[i];
    if (!record.index.emplace(field.key, i).second) {
      return TwoOfOneName(decl, field.key);
    }
    record.required[i / 64] |= uint64_t{field.required} << (i % 64);
  }
  return absl::OkStatus();
}

absl::Status Mapping::AddValue(NodeId id, const schema::Schema& schema,
                               schema::TypeId type_id) {
  const schema::Type& type = schema.type(type_id);
  if (type.kind == schema::TypeKind::kNamed) {
    return AddNamed(id, schema, type.decl);
  }
  const Node node = this->node(id);
  values_[id.value()] = PlainValue(type, node);
  if (node.kind == NodeKind::kRaw) {
    ASSIGN_OR_RETURN(values_[id.value()].element,
                     AddInPlace(node.shape, 0, schema, type.element));
    return absl::OkStatus();
  }
  switch (type.kind) {
    case schema::TypeKind::kMap: {
      RETURN_IF_ERROR(AddValue(node.child, schema, type.key));
      const NodeId value(node.child.value() + 1);
      return AddValue(value, schema, type.element);
    }
    case schema::TypeKind::kOptional:
    case schema::TypeKind::kList:
    case schema::TypeKind::kArray:
      return AddValue(node.child, schema, type.element);
    default:
      return absl::OkStatus();
  }
}

absl::Status Mapping::AddNamed(NodeId node, const schema::Schema& schema,
                               schema::DeclId id) {
  const schema::Declaration& decl = schema.declaration(id);
  Value& value = values_[node.value()];
  const std::string name = decl.QualifiedName();
  switch (decl.kind) {
    case schema::DeclKind::kId:
      return AddValue(node, schema, decl.underlying);
    case schema::DeclKind::kEnum: {
      ASSIGN_OR_RETURN(const uint32_t names, AddNames(decl, id));
      value = NewValue(ValueKind::kEnum, absl::StrCat("a name of enum ", name));
      value.names = names;
      return absl::OkStatus();
    }
    case schema::DeclKind::kFlags: {
      ASSIGN_OR_RETURN(const uint32_t names, AddNames(decl, id));
      value =
          NewValue(ValueKind::kFlags, absl::StrCat("a name of flags ", name));
      value.names = names;
      return absl::OkStatus();
    }
    case schema::DeclKind::kRecord:
      value = NewValue(ValueKind::kRecord, absl::StrCat("record ", name));
      return absl::OkStatus();
    case schema::DeclKind::kUnion:
      if (decl.inline_union) return AddUnion(node, schema, id);
      value = NewValue(ValueKind::kNamedUnion, UnionText(decl));
      return absl::OkStatus();
    case schema::DeclKind::kStruct: {
      ASSIGN_OR_RETURN(const uint32_t record,
                       AddStruct(this->node(node).shape, schema, id));
      // `value` is gone: there are more now.
      values_[node.value()] =
          NewValue(ValueKind::kStruct, absl::StrCat("struct ", name));
      values_[node.value()].record = record;
      return absl::OkStatus();
    }
  }
  return absl::InternalError("the layout is not that of the schema");
}

absl::StatusOr<uint32_t> Mapping::AddStruct(ShapeId shape,
                                            const schema::Schema& schema,
                                            schema::DeclId id) {
  const auto [known, is_new] =
      struct_of_.emplace(id.value(), static_cast<uint32_t>(structs_.size()));
  const uint32_t number = known->second;
  if (!is_new) return number;
  structs_.push_back(std::make_unique<Record>());
  Record& record = *structs_.back();
  const schema::Declaration& decl = schema.declaration(id);
  record.name = decl.QualifiedName();
  const auto members = layout_.shapes.members_of(layout_.shapes[shape]);
  for (uint32_t i = 0; i < decl.fields.size(); ++i) {
    const schema::Field& source = decl.fields[i];
    Field field;
    field.key = source.json_name();
    field.quoted_key = Quoted(field.key);
    field.name = source.name;
    ASSIGN_OR_RETURN(field.node, AddInPlace(members[i].shape, members[i].offset,
                                            schema, source.type));
    field.required = true;
    record.fields.push_back(std::move(field));
  }
  RETURN_IF_ERROR(AddKeys(decl, record));
  return number;
}

absl::StatusOr<NodeId> Mapping::AddInPlace(ShapeId id, uint32_t offset,
                                           const schema::Schema& schema,
                                           schema::TypeId type_id) {
  const Shape& shape = layout_.shapes[id];
  Node node;
  node.kind = KindOf(shape);
  node.shape = id;
  node.bits = shape.size <= 8 ? static_cast<uint8_t>(8 * shape.size) : 0;
  node.is_signed = shape.is_signed;
  node.lo = shape.lo;
  node.hi = shape.hi;
  const schema::Type& type = schema.type(type_id);
  if (shape.kind == ShapeKind::kBytes) node.fixed_size = shape.size;
  if (shape.kind == ShapeKind::kArray) {
    node.array_size = shape.count;
    node.num_children = 1;
    ASSIGN_OR_RETURN(node.child,
                     AddInPlace(shape.element, 0, schema, type.element));
  }
  const NodeId added(static_cast<uint32_t>(values_.size()));
  in_place_.push_back({.node = node, .offset = offset});
  values_.emplace_back();
  if (shape.kind == ShapeKind::kArray) {
    values_.back() = PlainValue(type, node);
    return added;
  }
  RETURN_IF_ERROR(AddValue(added, schema, type_id));
  return added;
}

absl::Status Mapping::AddUnion(NodeId node, const schema::Schema& schema,
                               schema::DeclId id) {
  const schema::Declaration& decl = schema.declaration(id);
  ASSIGN_OR_RETURN(const uint32_t names, AddNames(decl, id));
  Value& value = values_[node.value()];
  value = NewValue(ValueKind::kUnion, UnionText(decl));
  value.names = names;
  const uint32_t first = layout_.node(node).child.value();
  for (uint32_t i = 0; i < decl.fields.size(); ++i) {
    RETURN_IF_ERROR(AddValue(NodeId(first + i), schema, decl.fields[i].type));
    if (decl.is_untagged()) MarkNumbers(NodeId(first + i));
  }
  return absl::OkStatus();
}

void Mapping::MarkNumbers(NodeId variant) {
  const Node& node = layout_.node(variant);
  if (node.kind == NodeKind::kOptional) return MarkNumbers(node.child);
  values_[variant.value()].untagged = true;
}

absl::StatusOr<uint32_t> Mapping::AddNames(const schema::Declaration& decl,
                                           schema::DeclId id) {
  const auto [known, is_new] =
      names_of_.emplace(id.value(), static_cast<uint32_t>(enums_.size()));
  if (!is_new) return known->second;
  enums_.push_back(std::make_unique<EnumNames>());
  EnumNames& names = *enums_.back();
  const std::vector<Numbered> all = NumberedNames(decl);
  names.closed = decl.closed || decl.kind == schema::DeclKind::kUnion;
  if (decl.is_untagged()) names.by_kind = untagged_->VariantsOf(decl);
  for (const Numbered& one : all) {
    if (one.number >= names.names.size()) {
      names.names.resize(size_t{one.number} + 1);
    }
    names.names[one.number] = *one.name;
  }
  // `numbers` views the strings, which stay where they are from now on.
  for (const bool retired : {false, true}) {
    for (const Numbered& one : all) {
      if (one.retired != retired) continue;
      auto& name = names.names[one.number];
      if (names.numbers.emplace(*name, one.number).second) continue;
      if (!retired) return TwoOfOneName(decl, *name);
      name.reset();
    }
  }
  return known->second;
}

}  // namespace sinter::json
