#include "tools/size_report.h"

#include <algorithm>

#include "codec/layout_walk.h"
#include "schema/text.h"

namespace sinter::tools {
namespace {

void AddForm(std::string form, SizeLine& line) {
  if (std::ranges::find(line.forms, form) == line.forms.end()) {
    line.forms.push_back(std::move(form));
  }
}

}  // namespace

SizeLine& SizeReport::Line(const std::string& name) {
  const auto [entry, is_new] = index_.emplace(name, lines_.size());
  if (is_new) {
    SizeLine line;
    line.name = name;
    lines_.push_back(std::move(line));
  }
  return lines_[entry->second];
}

void SizeReport::AddPart(const FilePart& part) {
  Line(schema::Cat("(", PartName(part.kind), ")")).bits += part.size * 8;
  total_bits_ += part.size * 8;
}

void SizeReport::AddMessage(const TracedMessage& message) {
  const Layout& layout = message.bound().layout();
  for (const TableId table : layout.order) {
    const TraceOwner* owner = message.table_owner(table);
    if (owner == nullptr) continue;
    SizeLine& line =
        Line(schema::Cat("(table ", message.table_name(table), ")"));
    line.rows += owner->rows;
    line.bits += owner->num_bits;
    VisitTable(layout, table,
               [&](NodeId node) { AddNode(message, node, *owner); });
  }
  for (const TraceOwner& owner : message.trace().owners) {
    if (owner.kind != TraceOwner::Kind::kGroup) continue;
    SizeLine& line = Line(schema::Cat("(", message.OwnerName(owner), ")"));
    line.rows += owner.rows;
    line.bits += owner.num_bits;
  }
  Line("(message)").bits += message.trace().owners[0].num_bits;
  const uint64_t all = message.bytes().size() * 8;
  const uint64_t read = message.trace().num_bits();
  if (read < all) Line("(not read)").bits += all - read;
  total_bits_ += all;
}

void SizeReport::AddNode(const TracedMessage& message, NodeId id,
                         const TraceOwner& table) {
  const Node& node = message.bound().layout().node(id);
  const TraceOwner* owner = message.node_owner(id);
  // Arrays and nulls take no bits, and references none outside of groups.
  const bool has_column = node.kind != NodeKind::kRecord && SlotsOf(node) > 0;
  if (owner == nullptr && !has_column) return;
  if (owner == nullptr && node.space.value() != table.id) return;
  SizeLine& line = Line(std::string(message.node_name(id)));
  line.is_field = true;
  line.rows += owner == nullptr ? table.rows : owner->rows;
  line.bits += owner == nullptr ? 0 : owner->num_bits;
  AddForm(owner == nullptr ? "default" : owner->FormText("lone"), line);
}

std::vector<SizeLine> SizeReport::Lines() const {
  std::vector<SizeLine> lines = lines_;
  std::ranges::stable_sort(lines, std::greater<>(), &SizeLine::bits);
  return lines;
}

}  // namespace sinter::tools
