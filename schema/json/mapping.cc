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
  const auto num_tables = static_cast<uint32_t>(mapping->layout_.tables.size());
  mapping->values_.resize(mapping->layout_.nodes.size());
  mapping->records_.resize(num_tables);
  for (uint32_t i = 0; i < num_tables; ++i) {
    const TableId table(i);
    RETURN_IF_ERROR(mapping->AddRecord(
        table, schema, schema.declaration(layout.declaration(table))));
  }
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
    field.required = layout_.node(node).kind != NodeKind::kOptional &&
                     !source.default_value.has_value();
    record.fields.push_back(std::move(field));
  }
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
  const Node& node = layout_.node(id);
  Value& value = values_[id.value()];
  switch (node.kind) {
    case NodeKind::kBool:
      value = {.kind = ValueKind::kBool, .names = 0, .expected = "bool"};
      return absl::OkStatus();
    case NodeKind::kInteger:
      value = {.kind = ValueKind::kInteger,
               .names = 0,
               .expected = IntegerText(node)};
      return absl::OkStatus();
    case NodeKind::kFloat:
      value = node.bits == 32 ? Value{.kind = ValueKind::kFloat32,
                                      .names = 0,
                                      .expected = "f32"}
                              : Value{.kind = ValueKind::kFloat64,
                                      .names = 0,
                                      .expected = "f64"};
      return absl::OkStatus();
    case NodeKind::kText:
      value = node.is_utf8 ? Value{.kind = ValueKind::kString,
                                   .names = 0,
                                   .expected = "string"}
                           : Value{.kind = ValueKind::kBytes,
                                   .names = 0,
                                   .expected = "bytes as base64"};
      return absl::OkStatus();
    case NodeKind::kOptional:
      value.kind = ValueKind::kOptional;
      return AddValue(node.child, schema, type.element);
    case NodeKind::kList:
      value = {.kind = ValueKind::kList, .names = 0, .expected = "list"};
      return AddValue(node.child, schema, type.element);
    case NodeKind::kRecord:
      break;  // named
  }
  return absl::InternalError("the layout is not that of the schema");
}

absl::Status Mapping::AddNamed(NodeId node, const schema::Schema& schema,
                               schema::DeclId id) {
  const schema::Declaration& decl = schema.declaration(id);
  Value& value = values_[node.value()];
  switch (decl.kind) {
    case schema::DeclKind::kId:
      return AddValue(node, schema, decl.underlying);
    case schema::DeclKind::kEnum: {
      ASSIGN_OR_RETURN(const uint32_t names, AddEnum(decl, id));
      value = {
          .kind = ValueKind::kEnum,
          .names = names,
          .expected = absl::StrCat("a name of enum ", decl.QualifiedName())};
      return absl::OkStatus();
    }
    case schema::DeclKind::kRecord:
      value = {.kind = ValueKind::kRecord,
               .names = 0,
               .expected = absl::StrCat("record ", decl.QualifiedName())};
      return absl::OkStatus();
    case schema::DeclKind::kFlags:
    case schema::DeclKind::kStruct:
    case schema::DeclKind::kUnion:
      break;  // not lowered
  }
  return absl::InternalError("the layout is not that of the schema");
}

absl::StatusOr<uint32_t> Mapping::AddEnum(const schema::Declaration& decl,
                                          schema::DeclId id) {
  const auto [known, is_new] =
      enum_of_.emplace(id.value(), static_cast<uint32_t>(enums_.size()));
  if (!is_new) return known->second;
  enums_.push_back(std::make_unique<EnumNames>());
  EnumNames& names = *enums_.back();
  names.closed = decl.closed;
  for (const schema::Member& member : decl.members) {
    if (member.number >= names.names.size()) {
      names.names.resize(size_t{member.number} + 1);
    }
    names.names[member.number] = member.json_name();
  }
  // `numbers` views the strings, which stay where they are from now on.
  for (const bool retired : {false, true}) {
    for (const schema::Member& member : decl.members) {
      if (member.retired != retired) continue;
      auto& name = names.names[member.number];
      if (names.numbers.emplace(*name, member.number).second) continue;
      if (!retired) return TwoOfOneName(decl, *name);
      name.reset();
    }
  }
  return known->second;
}

}  // namespace sinter::json
