// Lowering: the groups of fields and variants that later versions of the schema
// added.
#include <algorithm>

#include "codec/layout_groups.h"
#include "schema/fingerprint.h"
#include "schema/lowering.h"
#include "schema/text.h"

namespace sinter::schema {

// A group, and what it belongs to: a table, or behind these a union that was
// written in place. Only the same may have the same name in its key.
struct Lowering::OwnedGroup {
  Group group;
  uint32_t owner;
};

namespace {

// Calls `visit(since, first, count)` for each run of fields with one number
// from 2 on. They ascend.
template <typename Visit>
void VisitRuns(const std::vector<Field>& fields, const Visit& visit) {
  for (uint32_t first = 0; first < fields.size();) {
    const uint32_t since = fields[first].since;
    uint32_t end = first + 1;
    while (end < fields.size() && fields[end].since == since) ++end;
    if (since > 1) visit(since, first, end - first);
    first = end;
  }
}

uint32_t CountLater(const std::vector<Field>& fields) {
  return static_cast<uint32_t>(std::ranges::count_if(
      fields, [](const Field& field) { return field.since > 1; }));
}

}  // namespace

void Lowering::AddGroups() {
  Publish();
  std::vector<OwnedGroup> groups;
  for (uint32_t i = 0; i < out_->tables_.size(); ++i) {
    CollectGroups(TableId(i), groups);
  }
  for (uint32_t i = 0; i < out_->nodes_.size(); ++i) {
    if (unions_[i] != nullptr) CollectGroups(NodeId(i), groups);
  }
  std::ranges::stable_sort(
      groups, {}, [](const OwnedGroup& owned) { return owned.group.key; });
  TakeGroups(groups);
  if (!limit_.ok()) return;
  Publish();
  const std::vector<uint32_t> group_of = GroupsOfNodes(out_->layout_);
  for (uint32_t i = 0; i < group_of.size(); ++i) {
    out_->nodes_[i].group = group_of[i];
  }
}

void Lowering::CollectGroups(TableId id, std::vector<OwnedGroup>& groups) {
  const Declaration& decl = schema_.declaration(out_->declaration(id));
  Table& table = out_->tables_[id.value()];
  const bool is_base = id.value() < out_->layout_.num_base_tables();
  const uint32_t key_id = is_base ? id.value() : NameHash(decl.QualifiedName());
  const auto add = [&](uint32_t since, uint32_t first, uint32_t count) {
    Group group;
    group.key = {.is_named = !is_base, .id = key_id, .since = since};
    group.table = id;
    group.first = first;
    group.count = count;
    groups.push_back({group, id.value()});
  };
  // The one field of a named union is there from the start.
  const bool is_record = decl.kind == DeclKind::kRecord;
  if (is_record) table.num_later_fields = CountLater(decl.fields);
  if (!is_base) add(1, 0, table.num_fields - table.num_later_fields);
  if (is_record) VisitRuns(decl.fields, add);
}

void Lowering::CollectGroups(NodeId id, std::vector<OwnedGroup>& groups) {
  const Declaration& decl = *unions_[id.value()];
  const Node& node = out_->nodes_[id.value()];
  if (node.num_later_children == decl.fields.size() && limit_.ok()) {
    limit_ = absl::InvalidArgumentError(
        Cat(decl.QualifiedName(), ": has no variant but those added later"));
  }
  const bool is_table =
      &schema_.declaration(out_->declaration(node.owner)) == &decl;
  const bool has_number =
      is_table && node.owner.value() < out_->layout_.num_base_tables();
  const auto num_tables = static_cast<uint32_t>(out_->tables_.size());
  uint32_t slot = 1 + node.num_base_children();
  VisitRuns(decl.fields, [&](uint32_t since, uint32_t first, uint32_t count) {
    Group group;
    group.key = {
        .is_named = !has_number,
        .id = has_number ? node.owner.value() : NameHash(decl.QualifiedName()),
        .since = since};
    group.table = node.owner;
    group.has_variants = true;
    group.union_node = id;
    group.first = first;
    group.count = count;
    group.slot = slot;
    slot += 1 + count;
    groups.push_back(
        {group, is_table ? node.owner.value() : num_tables + id.value()});
  });
}

void Lowering::TakeGroups(const std::vector<OwnedGroup>& groups) {
  for (uint32_t i = 0; i < groups.size(); ++i) {
    const Group& group = groups[i].group;
    if (i > 0 && group.key.is_named && groups[i - 1].group.key.is_named &&
        group.key.id == groups[i - 1].group.key.id &&
        groups[i].owner != groups[i - 1].owner && limit_.ok()) {
      // One in four billion, or what somebody made up.
      const DeclId decl = out_->declaration(group.table);
      limit_ = absl::InvalidArgumentError(
          Cat(schema_.declaration(decl).QualifiedName(),
              ": its name, or that of a union in it, has the hash of another "
              "name; choose another one"));
    }
    out_->groups_.push_back(group);
    if (group.has_variants) {
      Node& node = out_->nodes_[group.union_node.value()];
      if (group.first == node.num_base_children()) node.first_group = i;
    } else {
      Table& table = out_->tables_[group.table.value()];
      if (table.num_groups++ == 0) table.first_group = i;
    }
  }
}

void Lowering::AlignGroups() {
  Publish();
  const std::vector<uint8_t> alignments = AlignmentsOfGroups(out_->layout_);
  for (size_t i = 0; i < alignments.size(); ++i) {
    out_->groups_[i].align_log2 = alignments[i];
  }
}

}  // namespace sinter::schema
