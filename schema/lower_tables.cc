// Lowering, last part: what follows from the nodes. Slots, reference sites,
// the order of the tables on the wire, names and default columns.
#include <algorithm>
#include <functional>
#include <queue>
#include <utility>

#include "codec/default_columns.h"
#include "codec/layout_groups.h"
#include "codec/layout_walk.h"
#include "codec/limits.h"
#include "codec/table_order.h"
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
      table.num_slots += SlotsOf(node);
      if (node.kind == NodeKind::kText) ++out_->layout_.num_texts;
    });
    num_slots += table.num_slots;
  }
  Exceeds(num_slots, kMaxSlots, "columns");
  out_->layout_.num_slots = num_slots;
}

void Lowering::CollectSites() {
  const std::vector<std::vector<NodeId>> sites = SitesOfTables(out_->layout_);
  for (uint32_t i = 0; i < sites.size(); ++i) {
    Table& table = out_->tables_[i];
    table.first_site = static_cast<uint32_t>(out_->sites_.size());
    table.num_sites = static_cast<uint32_t>(sites[i].size());
    for (const NodeId site : sites[i]) {
      table.num_later_sites += out_->nodes_[site.value()].group != kNoGroup;
      out_->sites_.push_back(site);
    }
  }
}

void Lowering::OrderAllTables() {
  TableOrder order = OrderTables(out_->layout_, References::kBase);
  out_->order_ = std::move(order.order);
  TableOrder all;
  if (!out_->groups_.empty()) {
    all = OrderTables(out_->layout_, References::kAll);
  }
  out_->all_order_ = std::move(all.order);
  for (uint32_t i = 0; i < out_->tables_.size(); ++i) {
    out_->tables_[i].cycle = order.cycles[i];
    if (!all.cycles.empty()) out_->tables_[i].all_cycle = all.cycles[i];
  }
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
