// Lowering, first part: which tables there are, and the nodes of their fields,
// table by table.
#include <utility>

#include "codec/layout_walk.h"
#include "codec/limits.h"
#include "schema/lower_type.h"
#include "schema/lowering.h"
#include "schema/text.h"

namespace sinter::schema {

// Tables are numbered as a breadth first walk from the root meets them.
void Lowering::AddTables(DeclId root) {
  table_of_.assign(schema_.declarations.size(), kNoTable);
  members_checked_.assign(schema_.declarations.size(), false);
  TableOf(root);
  for (uint32_t i = 0; i < out_->declarations_.size(); ++i) {
    if (!limit_.ok()) return;
    AddFields(TableId(i));
  }
}

TableId Lowering::TableOf(DeclId record) {
  uint32_t& table = table_of_[record.value()];
  if (table == kNoTable) {
    table = static_cast<uint32_t>(out_->declarations_.size());
    Exceeds(table + size_t{1}, kMaxTables, "records");
    out_->declarations_.push_back(record);
  }
  return TableId(table);
}

// A named union is a table too, of one column.
void Lowering::AddFields(TableId id) {
  const DeclId declaration = out_->declaration(id);
  const Declaration& decl = schema_.declaration(declaration);
  Table table;
  table.first_field = static_cast<uint32_t>(out_->nodes_.size());
  if (decl.kind == DeclKind::kUnion) {
    table.num_fields = 1;
    places_.push_back(decl.place);
    CheckVariants(decl);
    AddNode(LowerUnion(decl), id, SpaceId(id.value()), decl.name);
    for (const Field& variant : decl.fields) MeetRecords(variant.type, 0);
  } else {
    table.num_fields = static_cast<uint32_t>(decl.fields.size());
    for (const Field& field : decl.fields) AddField(field, decl, id);
  }
  out_->tables_.push_back(table);
}

void Lowering::AddField(const Field& field, const Declaration& decl,
                        TableId table) {
  if (!limit_.ok()) return;
  std::string name = Cat(decl.name, ".", field.name);
  if (field.since > 1) {
    Report(field.place, name, "fields of `since` groups are not supported yet");
  }
  places_.push_back(field.place);
  LoweredType lowered = LowerChecked(field.type, name);
  if (field.default_value.has_value()) {
    SetDefault(*field.default_value, lowered.node);
    if (schema_.type(field.type).kind == TypeKind::kDate) {
      SetDateDefault(field, lowered.node);
    }
  }
  Exceeds(lowered.node.default_text.size(), kMaxDefaultText,
          "bytes in a default");
  AddNode(std::move(lowered), table, SpaceId(table.value()), std::move(name));
  // Records inside get their numbers before the next field is looked at.
  MeetRecords(field.type, 0);
}

// Schemas count days from 1970-01-01, columns from 2020-01-01, so that the days
// of data are small.
void Lowering::SetDateDefault(const Field& field, Node& node) {
  constexpr int64_t kDaysBefore = 18262;
  const int64_t days = static_cast<int64_t>(node.default_bits) - kDaysBefore;
  if (days < static_cast<int64_t>(node.lo)) {
    Report(field.place, field.name, "dates so early are not supported");
  }
  node.default_bits = static_cast<uint64_t>(days);
}

void Lowering::MeetRecords(TypeId type, uint32_t depth) {
  if (depth > sinter::kMaxTypeDepth || !limit_.ok()) return;
  const LoweredType lowered = LowerType(schema_, type);
  if (lowered.node.kind == NodeKind::kRecord) TableOf(lowered.record);
  for (const TypeId child : lowered.children) MeetRecords(child, depth + 1);
}

// Lowers a type and reports what has no columns yet; `name` is that of the
// node.
LoweredType Lowering::LowerChecked(TypeId type, std::string_view name) {
  LoweredType lowered = LowerType(schema_, type);
  lowered.type = type;
  if (lowered.unsupported != nullptr) {
    Report(places_.back(), name,
           Cat(lowered.unsupported, " are not supported yet"));
  }
  if (lowered.node.kind == NodeKind::kRecord) {
    lowered.node.table = TableOf(lowered.record);
  }
  const Type& named = schema_.type(type);
  if (named.kind == TypeKind::kNamed) CheckMembers(named.decl);
  if (lowered.variants != nullptr) CheckVariants(*lowered.variants);
  return lowered;
}

void Lowering::AddNode(LoweredType lowered, TableId owner, SpaceId space,
                       std::string name) {
  Exceeds(out_->nodes_.size() + 1, kMaxNodes, "fields");
  lowered.node.owner = owner;
  lowered.node.space = space;
  out_->nodes_.push_back(lowered.node);
  types_.push_back(std::move(lowered.children));
  unions_.push_back(lowered.variants);
  node_types_.push_back(lowered.type);
  out_->texts_.push_back(std::move(name));
}

void Lowering::CheckMembers(DeclId id) {
  const Declaration& decl = schema_.declaration(id);
  if (decl.kind != DeclKind::kEnum || members_checked_[id.value()]) return;
  members_checked_[id.value()] = true;
  for (const Member& member : decl.members) {
    if (member.since > 1) {
      Report(member.place, Cat(decl.name, ".", member.name),
             "members of `since` groups are not supported yet");
    }
  }
}

void Lowering::CheckVariants(const Declaration& decl) {
  for (const Field& variant : decl.fields) {
    if (variant.since > 1) {
      Report(variant.place, Cat(decl.name, ".", variant.name),
             "variants of `since` groups are not supported yet");
    }
  }
}

}  // namespace sinter::schema
