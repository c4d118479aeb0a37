#include "codec/layout.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "codec/default_columns.h"
#include "codec/layout_groups.h"
#include "codec/layout_node.h"
#include "codec/layout_shapes.h"
#include "codec/layout_walk.h"
#include "codec/limits.h"
#include "codec/table_order.h"

namespace sinter {
namespace {

// Checks a layout part by part. Each part relies on those before it.
class LayoutCheck {
 public:
  explicit LayoutCheck(const Layout& layout) : layout_(layout) {}

  const char* Run() {
    using Part = const char* (LayoutCheck::*)();
    static constexpr Part kParts[] = {
        &LayoutCheck::Sizes,   &LayoutCheck::Kinds,      &LayoutCheck::Fields,
        &LayoutCheck::Inner,   &LayoutCheck::Groups,     &LayoutCheck::Flags,
        &LayoutCheck::Slots,   &LayoutCheck::Appearance, &LayoutCheck::Sites,
        &LayoutCheck::Order,   &LayoutCheck::Counts,     &LayoutCheck::InPlace,
        &LayoutCheck::Defaults};
    for (const Part part : kParts) {
      if (const char* fault = (this->*part)()) return fault;
    }
    return nullptr;
  }

 private:
  uint32_t num_tables() const {
    return static_cast<uint32_t>(layout_.tables.size());
  }
  uint32_t num_nodes() const {
    return static_cast<uint32_t>(layout_.nodes.size());
  }

  const char* Sizes() {
    if (layout_.tables.empty()) return "no tables";
    if (layout_.tables.size() > kMaxTables) return "too many tables";
    if (layout_.nodes.size() > kMaxNodes) return "too many nodes";
    if (layout_.num_slots > kMaxSlots) return "too many slots";
    if (layout_.num_later_tables >= layout_.tables.size()) {
      return "no tables of the base";
    }
    if (layout_.order.size() != layout_.tables.size()) {
      return "an order of other than all tables";
    }
    if (layout_.num_slots > 0 && layout_.defaults == nullptr) {
      return "no defaults";
    }
    const LayoutNames* names = layout_.names;
    if (names != nullptr && (names->tables.size() != layout_.tables.size() ||
                             names->nodes.size() != layout_.nodes.size())) {
      return "names of other than all tables and nodes";
    }
    return nullptr;
  }

  const char* Kinds() {
    for (const Node& node : layout_.nodes) {
      if (const char* fault = FindNodeFault(layout_, node)) return fault;
    }
    return nullptr;
  }

  // The nodes of fields come first, by table.
  const char* Fields() {
    for (uint32_t i = 0; i < num_tables(); ++i) {
      const Table& table = layout_.tables[i];
      if (table.first_field != num_fields_) return "fields not in order";
      if (table.num_fields > num_nodes() - num_fields_) return "lost fields";
      num_fields_ += table.num_fields;
      for (const Node& node : layout_.fields(TableId(i))) {
        if (node.owner != TableId(i)) return "a field of another table";
        if (node.space != SpaceId(i)) return "a field in another row space";
        if (node.kind == NodeKind::kNull) return "a null outside of a union";
      }
    }
    return nullptr;
  }

  // The nodes inside others and their row spaces follow, in the order of the
  // nodes that they are inside of. So every node but those of fields is inside
  // exactly one other, which stands before it.
  const char* Inner() {
    depths_.assign(num_nodes(), 1);
    next_child_ = num_fields_;
    next_space_ = num_tables();
    for (uint32_t i = 0; i < num_nodes(); ++i) {
      if (const char* fault = Children(i)) return fault;
    }
    if (next_child_ != num_nodes()) return "a node that is inside of none";
    if (layout_.num_spaces != next_space_) {
      return "a wrong number of row spaces";
    }
    return nullptr;
  }

  const char* Children(uint32_t index) {
    const Node& node = layout_.nodes[index];
    if (const char* fault = FindChildrenFault(node)) return fault;
    if (node.num_children == 0) return nullptr;
    if (next_child_ <= index || node.num_children > num_nodes() - next_child_) {
      return "a node that is inside of none";
    }
    if (node.child != NodeId(next_child_)) return "a wrong child";
    if (node.child_space != SpaceId(next_space_)) {
      return "a wrong row space of a child";
    }
    if (depths_[index] == kMaxTypeDepth) return "types too deep";
    const bool is_union = node.kind == NodeKind::kUnion;
    for (uint32_t i = 0; i < node.num_children; ++i) {
      const Node& child = layout_.nodes[next_child_ + i];
      if (child.owner != node.owner) return "a child of another table";
      if (child.space != SpaceId(next_space_ + (is_union ? i : 0))) {
        return "a child in another space";
      }
      if (node.kind == NodeKind::kOptional && child.kind == node.kind) {
        return "an optional of an optional";
      }
      if (child.kind == NodeKind::kNull && !is_union) {
        return "a null outside of a union";
      }
      depths_[next_child_ + i] = depths_[index] + 1;
    }
    const Node& first = layout_.nodes[next_child_];
    if (node.kind == NodeKind::kMap && first.kind != NodeKind::kText &&
        first.kind != NodeKind::kInteger) {
      return "a key of a map that is neither a string nor an integer";
    }
    next_child_ += node.num_children;
    next_space_ += ChildSpacesOf(node);
    return nullptr;
  }

  const char* Groups() { return FindGroupsFault(layout_); }

  bool HasFlags(const FieldRange& fields) const {
    const auto num_flagged = std::ranges::count_if(
        layout_.nodes.subspan(fields.first, fields.count),
        [&](const Node& node) { return IsFlagged(layout_, node); });
    return std::cmp_equal(fields.num_flagged, num_flagged);
  }

  const char* Flags() {
    for (uint32_t i = 0; i < num_tables(); ++i) {
      if (!HasFlags(layout_.base_fields(TableId(i)))) {
        return "a wrong number of flags";
      }
    }
    for (const Group& group : layout_.groups) {
      if (group.has_variants ? group.num_flagged != 0
                             : !HasFlags(layout_.fields(group))) {
        return "a wrong number of flags of a group";
      }
    }
    return nullptr;
  }

  const char* Slots() {
    uint32_t num_slots = 0;
    for (uint32_t i = 0; i < num_tables(); ++i) {
      const Table& table = layout_.tables[i];
      bool in_order = table.first_slot == num_slots;
      uint32_t table_slots = 0;
      VisitTable(layout_, TableId(i), [&](NodeId id) {
        in_order = in_order && layout_.node(id).slot == table_slots;
        table_slots += SlotsOf(layout_.node(id));
      });
      if (!in_order) return "slots not in order";
      if (table.num_slots != table_slots) return "a wrong number of slots";
      num_slots += table_slots;  // at most one or two a node: no overflow
    }
    if (layout_.num_slots != num_slots) return "a wrong number of slots";
    return nullptr;
  }

  // Tables are numbered in the order in which a breadth first walk of the base
  // meets them, then one of everything; so the root reaches all.
  const char* Appearance() {
    uint32_t met = 1;
    if (const char* fault = Meet(References::kBase, met)) return fault;
    if (met != layout_.num_base_tables()) {
      return "a table that the base does not reach";
    }
    return Meet(References::kAll, met);
  }

  const char* Meet(References which, uint32_t& met) {
    const uint32_t end =
        which == References::kBase ? layout_.num_base_tables() : num_tables();
    for (uint32_t i = 0; i < end; ++i) {
      if (met <= i) return "a table that the root does not reach";
      bool in_order = true;
      VisitTable(layout_, TableId(i), [&](NodeId id) {
        const Node& node = layout_.node(id);
        if (node.kind != NodeKind::kRecord) return;
        if (which == References::kBase && node.group != kNoGroup) return;
        in_order = in_order && node.table.value() <= met;
        met = std::max(met, node.table.value() + 1);
      });
      if (!in_order) return "tables not in order of appearance";
    }
    return nullptr;
  }

  const char* Sites() {
    const std::vector<std::vector<NodeId>> sites = SitesOfTables(layout_);
    size_t first = 0;
    for (uint32_t i = 0; i < num_tables(); ++i) {
      const Table& table = layout_.tables[i];
      if (table.first_site != first) return "sites not in order";
      if (table.num_sites != sites[i].size()) return "a wrong number of sites";
      if (table.num_sites > layout_.sites.size() - first) return "lost sites";
      if (!std::ranges::equal(sites[i],
                              layout_.sites.subspan(first, table.num_sites))) {
        return "wrong sites of a table";
      }
      const auto num_later = std::ranges::count_if(sites[i], [&](NodeId site) {
        return layout_.node(site).group != kNoGroup;
      });
      if (!std::cmp_equal(table.num_later_sites, num_later)) {
        return "a wrong number of later sites";
      }
      first += table.num_sites;
    }
    return first == layout_.sites.size() ? nullptr : "sites of no table";
  }

  const char* Order() {
    const TableOrder expected = OrderTables(layout_, References::kBase);
    if (!std::ranges::equal(expected.order, layout_.order)) {
      return "a wrong order of tables";
    }
    for (uint32_t i = 0; i < num_tables(); ++i) {
      if (layout_.tables[i].cycle != expected.cycles[i]) {
        return "a wrong cycle of tables";
      }
    }
    return AllOrder();
  }

  const char* AllOrder() {
    const TableOrder expected = layout_.groups.empty()
                                    ? TableOrder{}
                                    : OrderTables(layout_, References::kAll);
    if (!std::ranges::equal(expected.order, layout_.all_order)) {
      return "a wrong order of all references";
    }
    for (uint32_t i = 0; i < num_tables(); ++i) {
      const uint32_t cycle =
          layout_.groups.empty() ? kNoCycle : expected.cycles[i];
      if (layout_.tables[i].all_cycle != cycle) {
        return "a wrong cycle of all references";
      }
    }
    return nullptr;
  }

  const char* Counts() {
    const auto num_texts = std::ranges::count_if(
        layout_.nodes, [](const Node& n) { return n.kind == NodeKind::kText; });
    return std::cmp_equal(layout_.num_texts, num_texts)
               ? nullptr
               : "a wrong number of texts";
  }

  const char* InPlace() { return FindShapesFault(layout_); }

  const char* Defaults() {
    return HasDefaults(layout_) ? nullptr
                                : "a default column that differs from its node";
  }

  const Layout& layout_;
  uint32_t num_fields_ = 0;  // nodes of fields, those of all tables
  uint32_t next_child_ = 0;
  uint32_t next_space_ = 0;
  std::vector<uint32_t> depths_;  // by node
};

}  // namespace

const char* FindLayoutFault(const Layout& layout) {
  return LayoutCheck(layout).Run();
}

}  // namespace sinter
