// Lowering, first part: which tables there are, and the nodes of their fields,
// table by table.
#include <utility>

#include "codec/layout_walk.h"
#include "codec/limits.h"
#include "schema/fixed_layout.h"
#include "schema/lower_type.h"
#include "schema/lowering.h"
#include "schema/text.h"

namespace sinter::schema {

void Lowering::AddTables(DeclId root) {
  table_of_.assign(schema_.declarations.size(), kNoTable);
  members_checked_.assign(schema_.declarations.size(), false);
  NumberTables(root);
  for (uint32_t i = 0; i < out_->declarations_.size(); ++i) {
    if (!limit_.ok()) return;
    AddFields(TableId(i));
  }
}

// Tables are numbered as a breadth first walk of the base from the root meets
// them, so that later versions of the schema give them the same numbers. Those
// that only groups reach come behind, as another walk meets them.
void Lowering::NumberTables(DeclId root) {
  TableOf(root);
  size_t num_base = 0;
  for (const References which : {References::kBase, References::kAll}) {
    for (size_t i = 0; i < out_->declarations_.size() && limit_.ok(); ++i) {
      MeetRecords(out_->declarations_[i], which);
    }
    if (which == References::kBase) num_base = out_->declarations_.size();
  }
  out_->layout_.num_later_tables =
      static_cast<uint32_t>(out_->declarations_.size() - num_base);
}

void Lowering::MeetRecords(DeclId declaration, References which) {
  for (const Field& field : schema_.declaration(declaration).fields) {
    if (which == References::kBase && field.since > 1) continue;
    MeetRecords(field.type, which, 0);
  }
}

void Lowering::MeetRecords(TypeId type, References which, uint32_t depth) {
  if (depth > sinter::kMaxTypeDepth || !limit_.ok()) return;
  const LoweredType lowered = LowerType(schema_, type);
  if (lowered.node.kind == NodeKind::kRecord) TableOf(lowered.record);
  for (size_t i = 0; i < lowered.children.size(); ++i) {
    if (which == References::kBase && lowered.variants != nullptr &&
        lowered.variants->fields[i].since > 1) {
      continue;
    }
    MeetRecords(lowered.children[i], which, depth + 1);
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
    AddNode(LowerUnion(decl), id, SpaceId(id.value()), decl.name);
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

// Members of the base decide how wide an enum is, so that old readers can hold
// the numbers of later members.
void Lowering::CheckMembers(DeclId id) {
  const Declaration& decl = schema_.declaration(id);
  if (decl.kind != DeclKind::kEnum || members_checked_[id.value()]) return;
  members_checked_[id.value()] = true;
  const uint64_t most = uint64_t{1} << MemberBits(decl);
  if (decl.members.size() <= most) return;
  Report(decl.place, decl.name,
         Cat("expected at most ", most, " members of an enum with ",
             NumBaseMembers(decl), " in its base, got ", decl.members.size()));
}

}  // namespace sinter::schema
