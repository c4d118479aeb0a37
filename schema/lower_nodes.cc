// Lowering, first half: which tables there are, and their nodes. The nodes of
// fields come first, table by table; then, in the order of the nodes that hold
// them, the nodes inside of optionals and lists.
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

void Lowering::AddFields(TableId id) {
  const Declaration& decl = schema_.declaration(out_->declaration(id));
  Table table;
  table.first_field = static_cast<uint32_t>(out_->nodes_.size());
  table.num_fields = static_cast<uint32_t>(decl.fields.size());
  for (const Field& field : decl.fields) {
    std::string name = Cat(decl.name, ".", field.name);
    if (field.since > 1) {
      Report(field.place, name,
             "fields of `since` groups are not supported "
             "yet");
    }
    places_.push_back(field.place);
    AddNode(field.type, id, SpaceId(id.value()), std::move(name));
    if (!limit_.ok()) return;
    Node& node = out_->nodes_.back();
    if (field.default_value.has_value()) SetDefault(*field.default_value, node);
    Exceeds(node.default_text.size(), kMaxDefaultText, "bytes in a default");
    if (node.kind != NodeKind::kRecord) ++table.num_flagged;
    // Records inside get their numbers before the next field is looked at.
    for (TypeId type = field.type;;) {
      const LoweredType inside = LowerType(schema_, type);
      if (inside.unsupported != nullptr) break;
      if (inside.node.kind == NodeKind::kRecord) TableOf(inside.record);
      if (!HasChild(inside.node.kind)) break;
      type = inside.child;
    }
  }
  out_->tables_.push_back(table);
}

void Lowering::AddNode(TypeId type, TableId owner, SpaceId space,
                       std::string name) {
  Exceeds(out_->nodes_.size() + 1, kMaxNodes, "fields");
  LoweredType lowered = LowerType(schema_, type);
  if (lowered.unsupported != nullptr) {
    Report(places_[out_->nodes_.size()], name,
           Cat(lowered.unsupported, " are not supported yet"));
  }
  if (lowered.node.kind == NodeKind::kRecord) {
    lowered.node.table = TableOf(lowered.record);
  }
  const Type& named = schema_.type(type);
  if (named.kind == TypeKind::kNamed) CheckMembers(named.decl);
  lowered.node.owner = owner;
  lowered.node.space = space;
  out_->nodes_.push_back(lowered.node);
  types_.push_back(lowered.child);
  out_->texts_.push_back(std::move(name));
}

void Lowering::AddInnerNodes() {
  const auto num_tables = static_cast<uint32_t>(out_->declarations_.size());
  uint32_t num_spaces = num_tables;
  depths_.assign(out_->nodes_.size(), 1);
  for (uint32_t i = 0; i < out_->nodes_.size() && limit_.ok(); ++i) {
    Node& node = out_->nodes_[i];
    if (!HasChild(node.kind)) continue;
    Exceeds(depths_[i] + size_t{1}, sinter::kMaxTypeDepth,
            "lists and optionals inside each other");
    node.child = NodeId(static_cast<uint32_t>(out_->nodes_.size()));
    node.child_space = SpaceId(num_spaces++);
    const char* suffix = node.kind == NodeKind::kList ? "[]" : "?";
    places_.push_back(places_[i]);
    depths_.push_back(depths_[i] + 1);
    // `node` ends here: the vector grows.
    AddNode(types_[i], node.owner, node.child_space,
            Cat(out_->texts_[i], suffix));
  }
  out_->layout_.num_spaces = num_spaces;
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

}  // namespace sinter::schema
