#include "codec/layout_groups.h"

#include <algorithm>
#include <bit>

#include "codec/layout_walk.h"

namespace sinter {
namespace {

// Groups [first, first + count) if there are so many.
bool HasGroups(const Layout& layout, uint32_t first, uint32_t count) {
  return first <= layout.groups.size() && count <= layout.groups.size() - first;
}

// Spreads the numbers of groups over the nodes that stand in them.
class Spread {
 public:
  explicit Spread(const Layout& layout)
      : layout_(layout), groups_(layout.nodes.size(), kNoGroup) {}

  std::vector<uint32_t> Run() {
    for (const Table& table : layout_.tables) {
      for (uint32_t i = 0; i < table.num_groups; ++i) {
        const uint32_t index = table.first_group + i;
        const FieldRange fields = layout_.fields(layout_.groups[index]);
        std::fill_n(groups_.begin() + fields.first, fields.count, index);
      }
    }
    // Nodes stand before those inside of them.
    for (uint32_t i = 0; i < groups_.size(); ++i) Inside(i);
    return std::move(groups_);
  }

 private:
  void Inside(uint32_t index) {
    const Node& node = layout_.nodes[index];
    const auto children = groups_.begin() + node.child.value();
    if (node.num_children == 0) return;
    std::fill_n(children, node.num_children, groups_[index]);
    for (uint32_t i = 0; i < node.num_groups; ++i) {
      const Group& group = layout_.groups[node.first_group + i];
      std::fill_n(children + group.first, group.count, node.first_group + i);
    }
  }

  const Layout& layout_;
  std::vector<uint32_t> groups_;
};

// Checks that the groups of one table or union make up its later parts, one
// behind the other.
class GroupsCheck {
 public:
  explicit GroupsCheck(const Layout& layout)
      : layout_(layout), met_(layout.groups.size(), false) {}

  const char* Run() {
    for (size_t i = 1; i < layout_.groups.size(); ++i) {
      if (layout_.groups[i - 1].key >= layout_.groups[i].key) {
        return "groups not in order";
      }
    }
    for (uint32_t i = 0; i < layout_.tables.size(); ++i) {
      if (const char* fault = OfTable(TableId(i))) return fault;
    }
    for (uint32_t i = 0; i < layout_.nodes.size(); ++i) {
      if (const char* fault = OfNode(NodeId(i))) return fault;
    }
    if (std::ranges::find(met_, false) != met_.end()) {
      return "a group of neither table nor union";
    }
    const std::vector<uint32_t> expected = GroupsOfNodes(layout_);
    for (size_t i = 0; i < expected.size(); ++i) {
      if (layout_.nodes[i].group != expected[i])
        return "a node in a wrong group";
    }
    return nullptr;
  }

 private:
  bool IsBase(TableId table) const {
    return table.value() < layout_.num_base_tables();
  }

  const char* OfTable(TableId id) {
    const Table& table = layout_.table(id);
    if (table.num_later_fields > table.num_fields) return "lost later fields";
    if (!HasGroups(layout_, table.first_group, table.num_groups)) {
      return "lost groups of a table";
    }
    if (!IsBase(id) && table.num_groups == 0) return "a table without a group";
    uint32_t next = IsBase(id) ? table.num_fields - table.num_later_fields : 0;
    for (uint32_t i = 0; i < table.num_groups; ++i) {
      const Group& group = layout_.groups[table.first_group + i];
      const bool is_entry = !IsBase(id) && i == 0;
      if (group.has_variants || group.table != id)
        return "a group not of its table";
      if (!HasKey(group, table.first_group, IsBase(id)) ||
          (group.key.since == 1) != is_entry) {
        return "a wrong key of a group";
      }
      if (is_entry &&
          group.count != table.num_fields - table.num_later_fields) {
        return "a table with other fields than its group";
      }
      if (const char* fault = Follows(group, table.num_fields, next))
        return fault;
      met_[table.first_group + i] = true;
    }
    return next == table.num_fields ? nullptr : "later fields of no group";
  }

  const char* OfNode(NodeId id) {
    const Node& node = layout_.node(id);
    if (node.kind != NodeKind::kUnion) {
      return node.num_groups == 0 && node.num_later_children == 0
                 ? nullptr
                 : "variants of no union";
    }
    if (!HasGroups(layout_, node.first_group, node.num_groups)) {
      return "lost groups of a union";
    }
    uint32_t next = node.num_base_children();
    uint32_t slot = 1 + next;
    for (uint32_t i = 0; i < node.num_groups; ++i) {
      const Group& group = layout_.groups[node.first_group + i];
      if (!group.has_variants || group.union_node != id ||
          group.table != node.owner) {
        return "a group not of its union";
      }
      if (!HasKey(group, node.first_group, IsTableOfBase(id)) ||
          group.key.since == 1) {
        return "a wrong key of a group";
      }
      if (group.slot != slot) return "a wrong slot of a group";
      slot += 1 + group.count;
      if (const char* fault = Follows(group, node.num_children, next))
        return fault;
      met_[node.first_group + i] = true;
    }
    return next == node.num_children ? nullptr : "later variants of no group";
  }

  // Whether the union is all there is in a table of the base.
  bool IsTableOfBase(NodeId id) const {
    const Table& table = layout_.table(layout_.node(id).owner);
    return IsBase(layout_.node(id).owner) && table.num_fields == 1 &&
           table.first_field == id.value();
  }

  // A number where the table has one in every version, else the same name as
  // the other groups of the table or union.
  bool HasKey(const Group& group, uint32_t first, bool may_have_number) const {
    if (group.key.since == 0) return false;
    if (!group.key.is_named) {
      return may_have_number && group.key.id == group.table.value();
    }
    return (group.has_variants || !may_have_number) &&
           group.key.id == layout_.groups[first].key.id;
  }

  static const char* Follows(const Group& group, uint32_t end, uint32_t& next) {
    if (group.first != next) return "a group not behind the one before";
    if (group.count == 0 && group.key.since > 1) return "an empty group";
    if (group.count > end - next) return "a group of too many";
    next += group.count;
    return nullptr;
  }

  const Layout& layout_;
  std::vector<bool> met_;  // by group
};

}  // namespace

std::vector<uint32_t> GroupsOfNodes(const Layout& layout) {
  return Spread(layout).Run();
}

std::vector<uint8_t> AlignmentsOfGroups(const Layout& layout) {
  std::vector<uint8_t> alignments(layout.groups.size(), 0);
  for (const Node& node : layout.nodes) {
    if (node.group == kNoGroup) continue;
    const auto log2 =
        static_cast<uint8_t>(std::countr_zero(AlignmentOf(layout, node)));
    alignments[node.group] = std::max(alignments[node.group], log2);
  }
  return alignments;
}

std::vector<std::vector<NodeId>> SitesOfTables(const Layout& layout) {
  std::vector<std::vector<NodeId>> sites(layout.tables.size());
  VisitLayout(layout, [&](NodeId id) {
    const Node& node = layout.node(id);
    if (node.kind == NodeKind::kRecord) sites[node.table.value()].push_back(id);
  });
  if (layout.groups.empty()) return sites;
  // kNoGroup plus one is zero.
  for (std::vector<NodeId>& of_table : sites) {
    std::ranges::stable_sort(
        of_table, {}, [&](NodeId id) { return layout.node(id).group + 1; });
  }
  return sites;
}

const char* FindGroupsFault(const Layout& layout) {
  return GroupsCheck(layout).Run();
}

}  // namespace sinter
