#include "codec/cycle_order.h"

#include <algorithm>
#include <numeric>

#include "codec/layout_walk.h"

namespace sinter {

CycleOrder::CycleOrder(const BuilderRows& rows, const RowOrder& order,
                       std::span<const TableId> tables,
                       std::pmr::memory_resource* memory)
    : rows_(rows),
      order_(order),
      layout_(rows.layout()),
      tables_(tables),
      site_index_(layout_.nodes.size(), 0, memory),
      leads_inside_(layout_.nodes.size(), false, memory),
      lists_(memory),
      steps_(memory),
      ranks_(memory),
      sorted_(memory) {
  for (uint32_t i = 0; i < layout_.sites.size(); ++i) {
    site_index_[layout_.sites[i].value()] = i + 1;
  }
  IndexLists();
}

bool CycleOrder::InCycle(TableId table) const {
  return order_.cycle(table) == order_.cycle(tables_.front());
}

// Marks what leads from a table of the cycle to another, and indexes the lists
// on the way.
void CycleOrder::IndexLists() {
  std::pmr::memory_resource* memory = steps_.get_allocator().resource();
  for (size_t i = 0; i < layout_.nodes.size(); ++i) lists_.emplace_back(memory);
  for (const TableId table : tables_) {
    std::pmr::vector<NodeId> path(memory);
    VisitTable(layout_, table, [&](NodeId id) { path.push_back(id); });
    // Outermost first, so that backwards a node comes after those inside it.
    for (size_t i = path.size(); i-- > 0;) {
      const Node& node = layout_.node(path[i]);
      bool leads = node.kind == NodeKind::kRecord && InCycle(node.table);
      for (uint32_t j = 0; j < node.num_children; ++j) {
        leads = leads || leads_inside_[node.child.value() + j];
      }
      leads_inside_[path[i].value()] = leads;
      if (leads &&
          (node.kind == NodeKind::kList || node.kind == NodeKind::kMap)) {
        lists_[path[i].value()].Build(rows_, path[i]);
      }
    }
  }
}

bool CycleOrder::Run(uint64_t max_rows) {
  max_rows_ = max_rows;
  for (const TableId table : tables_) AddOutside(table);
  // A queue: what is below a step goes to the end.
  for (uint32_t i = 0; i < steps_.size() && !too_many_; ++i) AddBelow(i);
  if (too_many_) return false;
  RankPaths();
  return true;
}

void CycleOrder::Collect(TableId table,
                         std::pmr::vector<uint32_t>& rows) const {
  rows.clear();
  // Steps stand by site, and sites by the table that they refer to.
  const Table& shape = layout_.table(table);
  const auto from = [&](uint32_t site) {
    return std::ranges::lower_bound(
        sorted_, site, {}, [&](uint32_t step) { return steps_[step].site; });
  };
  const auto add = [&](uint32_t begin, uint32_t end) {
    const auto last = from(end);
    for (auto step = from(begin); step != last; ++step) {
      rows.push_back(steps_[*step].row);
    }
  };
  if (table.value() == 0) add(0, 1);
  add(shape.first_site + 1, shape.first_site + shape.num_sites + 1);
}

// Rows that other tables refer to, in the order of those tables' rows.
void CycleOrder::AddOutside(TableId table) {
  const auto add = [&](uint32_t row, uint32_t site) {
    if (steps_.size() >= max_rows_) {
      too_many_ = true;
    } else {
      steps_.push_back({row, site, kNoRow});
    }
  };
  if (table.value() == 0) {
    for (const uint32_t root : rows_.roots()) add(root, 0);
  }
  const Table& shape = layout_.table(table);
  for (uint32_t i = 0; i < shape.num_sites; ++i) {
    const NodeId site = layout_.sites[shape.first_site + i];
    if (InCycle(layout_.node(site).owner) || !order_.HasField(site)) continue;
    const SpaceOrder& owners = order_.of(layout_.node(site).space);
    for (uint32_t j = 0; j < owners.size() && !too_many_; ++j) {
      const uint32_t owner = owners[j];
      add(owner == kNoRow ? kNoRow : rows_.Child(site, owner),
          shape.first_site + i + 1);
    }
  }
}

void CycleOrder::AddBelow(uint32_t step) {
  const Step at = steps_[step];
  const TableId table = at.site == 0
                            ? TableId(0)
                            : layout_.node(layout_.sites[at.site - 1]).table;
  for (uint32_t i = 0; i < layout_.table(table).num_fields; ++i) {
    const NodeId field = layout_.field_id(table, i);
    if (order_.HasField(field)) Descend(field, at.row, step);
  }
}

// Types are at most kMaxTypeDepth deep, and so is the recursion.
void CycleOrder::Descend(NodeId id, uint32_t row, uint32_t parent) {
  if (!leads_inside_[id.value()] || too_many_) return;
  const Node& node = layout_.node(id);
  const auto child = [&](uint32_t i, uint32_t child_row) {
    Descend(NodeId(node.child.value() + i), child_row, parent);
  };
  switch (node.kind) {
    case NodeKind::kRecord:
      return Emit(id, row == kNoRow ? kNoRow : rows_.Child(id, row), parent);
    case NodeKind::kOptional:
      if (row != kNoRow && rows_.Child(id, row) != kNoRow) {
        child(0, rows_.Child(id, row));
      }
      return;
    case NodeKind::kList:
      return lists_[id.value()].ForEach(
          rows_, id, row, [&](uint32_t element) { child(0, element); });
    case NodeKind::kMap: {
      std::pmr::vector<uint32_t> entries(steps_.get_allocator());
      lists_[id.value()].ForEach(
          rows_, id, row, [&](uint32_t entry) { entries.push_back(entry); });
      std::ranges::sort(entries, [&](uint32_t a, uint32_t b) {
        return KeyLess(rows_, node.child, a, b);
      });
      for (const uint32_t entry : entries) child(1, entry);
      return;
    }
    case NodeKind::kArray:
      for (uint32_t i = 0; i < node.array_size && !too_many_; ++i) {
        child(0, rows_.Element(id, row, i));
      }
      return;
    case NodeKind::kUnion: {
      const VariantCell variant = rows_.Variant(id, row);
      return child(variant.tag, variant.child);
    }
    case NodeKind::kBool:
    case NodeKind::kInteger:
    case NodeKind::kFloat:
    case NodeKind::kText:
    case NodeKind::kStruct:
    case NodeKind::kRaw:
    case NodeKind::kNull:
      return;
  }
}

void CycleOrder::Emit(NodeId site, uint32_t row, uint32_t parent) {
  if (steps_.size() >= max_rows_) {
    too_many_ = true;
    return;
  }
  steps_.push_back({row, site_index_[site.value()], parent});
}

// Orders the steps by the sites on the way up from them, one after the other.
// Steps with the same way keep the order they were found in, which is that of
// their parents. Doubles the length of the ways compared in every round (Karp,
// Miller and Rosenberg 1972; as for suffix arrays).
void CycleOrder::RankPaths() {
  const size_t n = steps_.size();
  ranks_.resize(n);
  sorted_.resize(n);
  std::iota(sorted_.begin(), sorted_.end(), 0u);
  std::pmr::vector<uint32_t> above(n, ranks_.get_allocator());
  std::pmr::vector<uint32_t> second(n, ranks_.get_allocator());
  for (size_t i = 0; i < n; ++i) {
    ranks_[i] = steps_[i].site;
    above[i] = steps_[i].parent;
  }
  uint32_t classes = Renumber(second);
  for (bool longer = true; longer;) {
    longer = false;
    for (size_t i = 0; i < n; ++i) {
      second[i] = above[i] == kNoRow ? 0 : ranks_[above[i]] + 1;
    }
    const uint32_t refined = Renumber(second);
    if (refined == classes) break;  // longer ways tell no more steps apart
    classes = refined;
    // In place from the end: what is above stands before.
    for (size_t i = n; i-- > 0;) {
      if (above[i] == kNoRow) continue;
      above[i] = above[above[i]];
      longer = true;
    }
  }
}

uint32_t CycleOrder::Renumber(const std::pmr::vector<uint32_t>& second) {
  // Steps that were apart stay so: sort within the order found before by what
  // is new, then restore the old order as the leading one.
  const auto sort_by = [&](const std::pmr::vector<uint32_t>& keys) {
    uint32_t most = 0;
    for (const uint32_t key : keys) most = std::max(most, key);
    std::pmr::vector<uint32_t> starts(size_t{most} + 2, 0u,
                                      keys.get_allocator());
    for (const uint32_t key : keys) ++starts[key + 1];
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    std::pmr::vector<uint32_t> result(sorted_.size(), keys.get_allocator());
    for (const uint32_t step : sorted_) result[starts[keys[step]]++] = step;
    sorted_.swap(result);
  };
  std::iota(sorted_.begin(), sorted_.end(), 0u);
  sort_by(second);
  sort_by(ranks_);
  std::pmr::vector<uint32_t> ranks(ranks_.size(), ranks_.get_allocator());
  uint32_t classes = 0;
  for (size_t i = 0; i < sorted_.size(); ++i) {
    const uint32_t step = sorted_[i];
    if (i > 0) {
      const uint32_t before = sorted_[i - 1];
      classes +=
          ranks_[step] != ranks_[before] || second[step] != second[before];
    }
    ranks[step] = classes;
  }
  ranks_.swap(ranks);
  return sorted_.empty() ? 0 : classes + 1;
}

}  // namespace sinter
