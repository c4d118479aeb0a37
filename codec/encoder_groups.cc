// The groups of a message, and what else differs where there are any (SPEC.md,
// "Extensions"). The mirror of opener_groups.cc.
#include "codec/encoder.h"
#include "codec/typed_bytes.h"

namespace sinter {

void Encoder::PutLaterRows(TableId table, WireWriter& writer) {
  const Table& shape = layout_.table(table);
  uint32_t rows = table.value() == 0 ? rows_->num_roots() : 0;
  for (uint32_t i = 0; i < shape.num_sites - shape.num_later_sites; ++i) {
    rows += RowsOf(layout_.sites[shape.first_site + i]);
  }
  const uint32_t later = RowsOf(table) - rows;
  writer.PutBits(later > 0, 1);
  if (later > 0) writer.PutGroups(later - 1);
}

// The first row of each site: those of a table follow each other.
void Encoder::PlaceSites() {
  first_rows_.assign(layout_.nodes.size(), 0);
  for (uint32_t i = 0; i < layout_.tables.size(); ++i) {
    const Table& shape = layout_.tables[i];
    uint32_t rows = i == 0 ? rows_->num_roots() : 0;
    for (const NodeId site :
         layout_.sites.subspan(shape.first_site, shape.num_sites)) {
      first_rows_[site.value()] = rows;
      if (order_.HasField(site)) rows += RowsOf(site);
    }
  }
}

void Encoder::PutSite(NodeId id, WireWriter& writer) {
  writer.PutGroups(first_rows_[id.value()]);
}

void Encoder::PutGroups(WireWriter& writer) {
  PlaceSites();
  bool is_first = true;
  for (const Group& group : layout_.groups) {
    const uint32_t rows = order_.RowsOf(group);
    if (rows == 0) continue;
    if (!is_first) writer.PutBits(1, 1);  // another one
    is_first = false;
    PutGroup(group, rows, writer);
  }
  writer.PutBits(0, 1);
}

void Encoder::PutGroup(const Group& group, uint32_t rows, WireWriter& writer) {
  group_bytes_.Truncate(0);
  lone_texts_.Clear();
  WireWriter inner(group_bytes_);
  if (group.key.is_named) inner.PutGroups(rows);
  if (group.has_variants) {
    PutVariants(group.union_node, group.first, group.count, inner);
  } else {
    PutFields(layout_.fields(group), rows, inner);
  }
  const GroupKey& key = group.key;
  writer.PutBits(key.is_named, 1);
  if (key.is_named) {
    writer.PutBits(key.id, 32);
  } else {
    writer.PutGroups(key.id);
  }
  writer.PutGroups(key.since - 1);
  writer.PutGroups(group_bytes_.size());
  writer.PutBits(group.align_log2, 3);
  writer.PutPadding(uint32_t{1} << group.align_log2);
  writer.PutBytes(AsText(group_bytes_.bytes()));
}

}  // namespace sinter
