// Lowering, second half: what follows from the nodes. Slots, reference sites,
// the order of the tables on the wire, names and default columns.
#include <algorithm>
#include <functional>
#include <queue>
#include <utility>

#include "codec/default_columns.h"
#include "codec/layout_walk.h"
#include "codec/limits.h"
#include "schema/lowering.h"
#include "schema/text.h"

namespace sinter::schema {

// Slots go table by table, within a table field by field, each with what is
// inside of it.
void Lowering::PlaceSlots() {
  Publish();
  uint32_t num_slots = 0;
  for (uint32_t i = 0; i < out_->tables_.size(); ++i) {
    Table& table = out_->tables_[i];
    table.first_slot = num_slots;
    VisitTable(out_->layout_, TableId(i), [&](NodeId id) {
      Node& node = out_->nodes_[id.value()];
      node.slot = table.num_slots;
      table.num_slots += SlotsOf(node.kind);
      if (node.kind == NodeKind::kText) ++out_->layout_.num_texts;
    });
    num_slots += table.num_slots;
  }
  Exceeds(num_slots, kMaxSlots, "columns");
  out_->layout_.num_slots = num_slots;
}

// The sites of a table are in the order in which the walk meets them.
void Lowering::CollectSites() {
  std::vector<std::vector<NodeId>> sites(out_->tables_.size());
  VisitLayout(out_->layout_, [&](NodeId id) {
    const Node& node = out_->nodes_[id.value()];
    if (node.kind == NodeKind::kRecord) sites[node.table.value()].push_back(id);
  });
  for (uint32_t i = 0; i < sites.size(); ++i) {
    Table& table = out_->tables_[i];
    table.first_site = static_cast<uint32_t>(out_->sites_.size());
    table.num_sites = static_cast<uint32_t>(sites[i].size());
    out_->sites_.insert(out_->sites_.end(), sites[i].begin(), sites[i].end());
  }
}

// The next table is the one with the lowest number among those whose sites all
// stand in tables before it.
void Lowering::OrderTables() {
  std::vector<uint32_t> missing;  // sites not yet met, by table
  std::priority_queue<uint32_t, std::vector<uint32_t>, std::greater<>> ready;
  for (const Table& table : out_->tables_) missing.push_back(table.num_sites);
  if (missing[0] == 0) ready.push(0);
  while (!ready.empty()) {
    const TableId next(ready.top());
    ready.pop();
    out_->order_.push_back(next);
    VisitTable(out_->layout_, next, [&](NodeId id) {
      const Node& node = out_->nodes_[id.value()];
      if (node.kind != NodeKind::kRecord) return;
      if (--missing[node.table.value()] == 0) ready.push(node.table.value());
    });
  }
  if (out_->order_.size() < out_->tables_.size()) ReportCycle(missing);
}

// Every table that was left out has a site in another such table. Going from
// site to site against the references leads into a circle and around it.
void Lowering::ReportCycle(const std::vector<uint32_t>& missing) {
  const auto site_left = [&](uint32_t table) {
    const auto sites = std::span(out_->sites_)
                           .subspan(out_->tables_[table].first_site,
                                    out_->tables_[table].num_sites);
    return *std::ranges::find_if(sites, [&](NodeId site) {
      return missing[out_->nodes_[site.value()].owner.value()] > 0;
    });
  };
  const auto owner_of = [&](NodeId site) {
    return out_->nodes_[site.value()].owner.value();
  };
  auto table = static_cast<uint32_t>(
      std::ranges::find_if(missing, [](uint32_t n) { return n > 0; }) -
      missing.begin());
  for (size_t i = 0; i < missing.size(); ++i)
    table = owner_of(site_left(table));
  // Now on the circle. Its sites, from the table of the lowest number on.
  std::vector<NodeId> circle;
  for (uint32_t at = table; circle.empty() || at != table;) {
    circle.push_back(site_left(at));
    at = owner_of(circle.back());
  }
  std::ranges::reverse(circle);
  std::rotate(circle.begin(), std::ranges::min_element(circle, {}, owner_of),
              circle.end());
  std::string path;
  for (const NodeId site : circle) {
    path += Cat(out_->texts_[site.value()], " -> ");
  }
  const DeclId first = out_->declaration(TableId(owner_of(circle.front())));
  path += schema_.declaration(first).name;
  Report(places_[circle.front().value()], out_->texts_[circle.front().value()],
         Cat("records that contain themselves are not supported yet: ", path));
}

void Lowering::PublishNames() {
  std::vector<std::string>& texts = out_->texts_;
  const size_t num_nodes = out_->nodes_.size();
  for (const DeclId decl : out_->declarations_) {
    texts.push_back(schema_.declaration(decl).QualifiedName());
  }
  for (const Node& node : out_->nodes_) {
    if (!node.default_text.empty()) texts.emplace_back(node.default_text);
  }
  // No text is added from here on, so that views of them stay.
  size_t next = 0;
  while (next < num_nodes) out_->node_names_.push_back(texts[next++]);
  for (size_t i = 0; i < out_->declarations_.size(); ++i) {
    out_->table_names_.push_back(texts[next++]);
  }
  for (Node& node : out_->nodes_) {
    if (!node.default_text.empty()) node.default_text = texts[next++];
  }
  out_->names_ = {.tables = out_->table_names_, .nodes = out_->node_names_};
  out_->layout_.names = &out_->names_;
}

void Lowering::MakeDefaults() {
  out_->defaults_.resize(out_->layout_.num_slots);
  FillDefaults(out_->layout_, out_->defaults_.data(), out_->defaults_);
  out_->layout_.defaults = out_->defaults_.data();
}

}  // namespace sinter::schema
