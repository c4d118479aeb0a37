#include "codec/table_order.h"

#include <algorithm>
#include <functional>
#include <queue>

#include "codec/layout_walk.h"

namespace sinter {
namespace {

constexpr uint32_t kUnseen = 0xffffffff;

// The tables that each table refers to, with repetitions.
std::vector<std::vector<uint32_t>> ReferencesOf(const Layout& layout,
                                                References which,
                                                uint32_t num_tables) {
  std::vector<std::vector<uint32_t>> references(num_tables);
  VisitLayout(layout, [&](NodeId id) {
    const Node& node = layout.node(id);
    if (node.kind != NodeKind::kRecord) return;
    if (which == References::kBase && node.group != kNoGroup) return;
    references[node.owner.value()].push_back(node.table.value());
  });
  return references;
}

// Strongly connected components (Tarjan 1972), without recursion: schemas may
// be a chain of thousands of records.
class Components {
 public:
  explicit Components(const std::vector<std::vector<uint32_t>>& references)
      : references_(references),
        seen_(references.size(), kUnseen),
        lowest_(references.size(), 0),
        next_(references.size(), 0),
        component_(references.size(), kUnseen) {
    for (uint32_t i = 0; i < references.size(); ++i) {
      if (seen_[i] == kUnseen) Search(i);
    }
  }

  // By table: the lowest number in its component.
  const std::vector<uint32_t>& component() const { return component_; }

 private:
  void Enter(uint32_t table) {
    seen_[table] = lowest_[table] = num_seen_++;
    path_.push_back(table);
    open_.push_back(table);
  }

  void Search(uint32_t root) {
    Enter(root);
    while (!path_.empty()) {
      const uint32_t table = path_.back();
      if (next_[table] < references_[table].size()) {
        const uint32_t to = references_[table][next_[table]++];
        if (seen_[to] == kUnseen) {
          Enter(to);
        } else if (component_[to] == kUnseen) {
          lowest_[table] = std::min(lowest_[table], seen_[to]);
        }
        continue;
      }
      path_.pop_back();
      if (!path_.empty()) {
        lowest_[path_.back()] = std::min(lowest_[path_.back()], lowest_[table]);
      }
      if (lowest_[table] == seen_[table]) Close(table);
    }
  }

  // Everything opened since `table` is one component.
  void Close(uint32_t table) {
    const auto begin = std::ranges::find(open_, table);
    const uint32_t lowest = *std::min_element(begin, open_.end());
    for (auto at = begin; at != open_.end(); ++at) component_[*at] = lowest;
    open_.erase(begin, open_.end());
  }

  const std::vector<std::vector<uint32_t>>& references_;
  std::vector<uint32_t> seen_;    // by table: when the search met it
  std::vector<uint32_t> lowest_;  // the earliest open table it reaches
  std::vector<uint32_t> next_;    // the reference to follow next
  std::vector<uint32_t> component_;
  std::vector<uint32_t> path_;
  std::vector<uint32_t> open_;
  uint32_t num_seen_ = 0;
};

}  // namespace

TableOrder OrderTables(const Layout& layout, References which) {
  const auto num_all = static_cast<uint32_t>(layout.tables.size());
  const uint32_t num_tables =
      which == References::kBase ? layout.num_base_tables() : num_all;
  const auto references = ReferencesOf(layout, which, num_tables);
  const std::vector<uint32_t> component = Components(references).component();
  TableOrder result;
  result.cycles.assign(num_all, kNoCycle);
  std::vector<std::vector<uint32_t>> members(num_tables);
  std::vector<uint32_t> missing(num_tables, 0);  // references from outside
  for (uint32_t i = 0; i < num_tables; ++i) {
    members[component[i]].push_back(i);
    for (const uint32_t to : references[i]) {
      if (component[to] != component[i]) {
        ++missing[component[to]];
      } else {
        result.cycles[i] = result.cycles[to] = component[i];
      }
    }
  }
  std::priority_queue<uint32_t, std::vector<uint32_t>, std::greater<>> ready;
  for (uint32_t i = 0; i < num_tables; ++i) {
    if (component[i] == i && missing[i] == 0) ready.push(i);
  }
  while (!ready.empty()) {
    const uint32_t next = ready.top();
    ready.pop();
    for (const uint32_t table : members[next]) {
      result.order.push_back(TableId(table));
      for (const uint32_t to : references[table]) {
        if (component[to] == next) continue;
        if (--missing[component[to]] == 0) ready.push(component[to]);
      }
    }
  }
  for (uint32_t i = num_tables; i < num_all; ++i) {
    result.order.push_back(TableId(i));
  }
  return result;
}

}  // namespace sinter
