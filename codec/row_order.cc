#include "codec/row_order.h"

#include <algorithm>
#include <numeric>

#include "codec/cycle_order.h"
#include "codec/layout_walk.h"
#include "codec/limits.h"

namespace sinter {
namespace {

// Whether the segments belong to ascending rows of those made, one each.
bool IsSorted(std::span<const ListSegment> segments, uint32_t rows_made) {
  if (!segments.empty() && segments.back().owner >= rows_made) return false;
  for (size_t i = 1; i < segments.size(); ++i) {
    if (segments[i - 1].owner >= segments[i].owner) return false;
  }
  return true;
}

}  // namespace

RowOrder::RowOrder(const Layout& layout, std::pmr::memory_resource* memory)
    : layout_(layout),
      presence_(layout, memory),
      orders_(memory),
      outer_(memory),
      starts_(memory),
      collected_(memory),
      index_(memory),
      made_counts_(memory),
      counts_(memory),
      variants_(memory) {
  orders_.reserve(layout.num_spaces);
  for (uint32_t i = 0; i < layout.num_spaces; ++i) {
    orders_.emplace_back(memory);
  }
  for (uint32_t i = 0; i < layout.tables.size(); ++i) {
    starts_.push_back(static_cast<uint32_t>(outer_.size()));
    for (uint32_t j = 0; j < layout.tables[i].num_fields; ++j) {
      const NodeId field = layout.field_id(TableId(i), j);
      VisitField(layout, field, [&](NodeId id) {
        const Node& node = layout.node(id);
        if (node.num_children == 0) return;
        const bool may_be_empty = node.kind == NodeKind::kOptional ||
                                  node.kind == NodeKind::kList ||
                                  node.kind == NodeKind::kMap;
        outer_.push_back({id, field, layout.slot(node), may_be_empty});
      });
    }
  }
  starts_.push_back(static_cast<uint32_t>(outer_.size()));
}

uint32_t RowOrder::RowsOf(const Group& group) const {
  if (!group.has_variants) {
    const FieldRange fields = layout_.fields(group);
    const bool is_there =
        group.key.since == 1 || HasField(NodeId(fields.first));
    return is_there ? of(SpaceId(group.table.value())).size() : 0;
  }
  // The variants added still later follow those of the group.
  const Node& node = layout_.node(group.union_node);
  uint32_t rows = 0;
  for (uint32_t i = group.first; i < node.num_children; ++i) {
    rows += of(SpaceId(node.child_space.value() + i)).size();
  }
  return rows;
}

bool RowOrder::Count(SpaceId space, uint64_t size) {
  if (size > kMaxTableRows || size > max_rows_ - total_rows_) {
    *failure_ = {.code = FailureCode::kLimit,
                 .what = "rows of the message",
                 .expected = "no more than the limits allow",
                 .found = total_rows_ + size};
    return false;
  }
  total_rows_ += size;
  orders_[space.value()].size_ = static_cast<uint32_t>(size);
  return true;
}

bool RowOrder::Adopt(SpaceId space, uint32_t rows_made) {
  SpaceOrder& order = orders_[space.value()];
  order.rows_.clear();
  bool changes = collected_.size() != rows_made;
  for (uint32_t i = 0; i < collected_.size() && !changes; ++i) {
    changes = collected_[i] != i;
  }
  if (changes) order.rows_.assign(collected_.begin(), collected_.end());
  return Count(space, collected_.size());
}

bool RowOrder::Compute(const BuilderRows& rows, uint64_t max_rows,
                       Failure& failure) {
  failure_ = &failure;
  max_rows_ = max_rows;
  presence_.Guess(rows);
  if (!ComputeTables(rows)) return false;
  return !presence_.Settle(rows, *this) || ComputeTables(rows);
}

bool RowOrder::ComputeTables(const BuilderRows& rows) {
  total_rows_ = 0;
  for (SpaceOrder& order : orders_) {
    order.rows_.clear();
    order.size_ = 0;
  }
  const std::span<const TableId> order =
      presence_.any() ? layout_.reference_order() : layout_.base_order();
  for (size_t i = 0; i < order.size();) {
    const uint32_t cycle_here = cycle(order[i]);
    size_t end = i + 1;
    while (cycle_here != kNoCycle && end < order.size() &&
           cycle(order[end]) == cycle_here) {
      ++end;
    }
    const bool ok = cycle_here == kNoCycle
                        ? ComputeTable(order[i], rows)
                        : ComputeCycle(order.subspan(i, end - i), rows);
    if (!ok) return false;
    i = end;
  }
  return true;
}

bool RowOrder::ComputeCycle(std::span<const TableId> tables,
                            const BuilderRows& rows) {
  CycleOrder cycle(rows, *this, tables, collected_.get_allocator().resource());
  const uint64_t left = max_rows_ - total_rows_;
  if (!cycle.Run(left)) return Count(SpaceId(tables[0].value()), left + 1);
  for (const TableId table : tables) {
    cycle.Collect(table, collected_);
    if (!Adopt(SpaceId(table.value()),
               rows.rows_made(SpaceId(table.value())))) {
      return false;
    }
  }
  for (const TableId table : tables) {
    if (!ComputeFields(table, rows)) return false;
  }
  return true;
}

bool RowOrder::ComputeTable(TableId table, const BuilderRows& rows) {
  const SpaceId space(table.value());
  const uint32_t made = rows.rows_made(space);
  const Table& shape = layout_.table(table);
  if (table.value() == 0 || IsInOrder(table, rows)) {
    if (!Count(space, made)) return false;
  } else {
    collected_.clear();
    for (const NodeId site :
         layout_.sites.subspan(shape.first_site, shape.num_sites)) {
      if (!HasField(site)) continue;
      const SpaceOrder& owners = of(layout_.node(site).space);
      if (owners.size() > max_rows_ - collected_.size()) {
        return Count(space, collected_.size() + uint64_t{owners.size()});
      }
      for (uint32_t i = 0; i < owners.size(); ++i) {
        const uint32_t owner = owners[i];
        collected_.push_back(owner == kNoRow ? kNoRow
                                             : rows.Child(site, owner));
      }
    }
    if (!Adopt(space, made)) return false;
  }
  return ComputeFields(table, rows);
}

// Whether the rows of a table were made in their final order, each referred to.
bool RowOrder::IsInOrder(TableId table, const BuilderRows& rows) const {
  const Table& shape = layout_.table(table);
  uint32_t next = 0;
  for (const NodeId site :
       layout_.sites.subspan(shape.first_site, shape.num_sites)) {
    if (!HasField(site)) continue;
    const SpaceOrder& owners = of(layout_.node(site).space);
    const auto children = rows.cells(site).of<uint32_t>();
    if (!owners.is_identity() || children.size() != owners.size()) return false;
    for (const uint32_t child : children) {
      if (child != next) return false;
      ++next;
    }
  }
  return next == rows.rows_made(SpaceId(table.value()));
}

bool RowOrder::ComputeFields(TableId table, const BuilderRows& rows) {
  const OuterNode* const end = outer_.data() + starts_[table.value() + 1];
  const Cells* const cells = rows.all_cells().data();
  for (const OuterNode* at = outer_.data() + starts_[table.value()]; at != end;
       ++at) {
    const OuterNode& outer = *at;
    // Nothing was set: nothing is inside.
    if (outer.may_be_empty && cells[outer.slot].size == 0) continue;
    if (!HasField(outer.field)) continue;
    if (!ComputeSpaces(outer.node, rows)) return false;
  }
  return true;
}

// The spaces of the nodes inside a node.
bool RowOrder::ComputeSpaces(NodeId id, const BuilderRows& rows) {
  const Node& node = layout_.node(id);
  collected_.clear();
  switch (node.kind) {
    case NodeKind::kOptional:
      OrderPresent(id, rows);
      break;
    case NodeKind::kList:
      if (ElementsAreInOrder(id, rows)) {
        return Count(node.child_space, rows.rows_made(node.child_space));
      }
      OrderElements(id, rows);
      break;
    case NodeKind::kMap:
      OrderElements(id, rows);
      if (!SortEntries(id, rows)) return false;
      break;
    case NodeKind::kArray:
      if (!OrderArray(id, rows)) return false;
      break;
    case NodeKind::kUnion:
      return OrderVariants(id, rows);
    case NodeKind::kStruct:
    case NodeKind::kRaw:
    case NodeKind::kBool:
    case NodeKind::kInteger:
    case NodeKind::kFloat:
    case NodeKind::kText:
    case NodeKind::kNull:
    case NodeKind::kRecord:
      return true;
  }
  return Adopt(node.child_space, rows.rows_made(node.child_space));
}

void RowOrder::OrderPresent(NodeId optional, const BuilderRows& rows) {
  const SpaceOrder& owners = of(layout_.node(optional).space);
  const auto children = rows.cells(optional).of<uint32_t>();
  // Without a branch on what is there: each may be written, few stay.
  const size_t before = collected_.size();
  collected_.resize(before + owners.size());
  uint32_t* out = collected_.data() + before;
  const auto collect = [&](uint32_t child) {
    *out = child;
    out += child != kNoRow;
  };
  if (owners.is_identity()) {
    const size_t set = std::min<size_t>(owners.size(), children.size());
    for (const uint32_t child : children.first(set)) collect(child);
  } else {
    for (uint32_t i = 0; i < owners.size(); ++i) {
      const uint32_t owner = owners[i];  // kNoRow is beyond all cells
      if (owner < children.size()) collect(children[owner]);
    }
  }
  collected_.resize(static_cast<size_t>(out - collected_.data()));
}

bool RowOrder::ElementsAreInOrder(NodeId list, const BuilderRows& rows) const {
  const SpaceId owners = layout_.node(list).space;
  const uint32_t made = rows.rows_made(owners);
  // An order of no rows looks like that in which rows were made.
  return of(owners).is_identity() && of(owners).size() == made &&
         IsSorted(rows.segments(list), made);
}

void RowOrder::OrderElements(NodeId list, const BuilderRows& rows) {
  const Node& node = layout_.node(list);
  const uint32_t made = rows.rows_made(node.child_space);
  const SpaceOrder& owners = of(node.space);
  if (ElementsAreInOrder(list, rows)) {
    collected_.resize(made);
    std::iota(collected_.begin(), collected_.end(), 0u);
    return;
  }
  collected_.reserve(made);
  index_.Build(rows, list);
  for (uint32_t i = 0; i < owners.size(); ++i) {
    index_.ForEach(rows, list, owners[i],
                   [&](uint32_t element) { collected_.push_back(element); });
  }
}

// Sorts the entries of each map by key.
bool RowOrder::SortEntries(NodeId map, const BuilderRows& rows) {
  const Node& node = layout_.node(map);
  const auto less = [&](uint32_t a, uint32_t b) {
    return KeyLess(rows, node.child, a, b);
  };
  CountElements(map, rows, counts_);
  uint32_t* begin = collected_.data();
  for (const uint64_t count : counts_) {
    uint32_t* end = begin + count;
    if (!std::is_sorted(begin, end, less)) std::sort(begin, end, less);
    const auto twin = std::adjacent_find(
        begin, end, [&](uint32_t a, uint32_t b) { return !less(a, b); });
    if (twin != end) {
      *failure_ = {.code = FailureCode::kMalformed,
                   .what = "a map has two entries with one key",
                   .node = map.value()};
      return false;
    }
    begin = end;
  }
  return true;
}

bool RowOrder::OrderArray(NodeId array, const BuilderRows& rows) {
  const Node& node = layout_.node(array);
  const SpaceOrder& owners = of(node.space);
  const uint64_t size = uint64_t{owners.size()} * node.array_size;
  // Too many are counted, and refused, without being listed.
  if (size > max_rows_) return Count(node.child_space, size);
  for (uint32_t i = 0; i < owners.size(); ++i) {
    for (uint32_t j = 0; j < node.array_size; ++j) {
      collected_.push_back(rows.Element(array, owners[i], j));
    }
  }
  return true;
}

bool RowOrder::OrderVariants(NodeId union_node, const BuilderRows& rows) {
  const Node& node = layout_.node(union_node);
  const SpaceOrder& owners = of(node.space);
  while (variants_.size() < node.num_children) variants_.emplace_back();
  for (auto& variant : variants_) variant.clear();
  for (uint32_t i = 0; i < owners.size(); ++i) {
    const VariantCell variant = rows.Variant(union_node, owners[i]);
    variants_[variant.tag].push_back(variant.child);
  }
  for (uint32_t i = 0; i < node.num_children; ++i) {
    const SpaceId space(node.child_space.value() + i);
    collected_.swap(variants_[i]);
    if (!Adopt(space, rows.rows_made(space))) return false;
  }
  return true;
}

void RowOrder::CountElements(NodeId list, const BuilderRows& rows,
                             std::pmr::vector<uint64_t>& counts) {
  const Node& node = layout_.node(list);
  const auto segments = rows.segments(list);
  const SpaceOrder& owners = of(node.space);
  made_counts_.assign(rows.rows_made(node.space), 0);
  for (size_t i = 0; i < segments.size(); ++i) {
    const ListSegment& segment = segments[i];
    // Rows that were never made have no place.
    if (segment.owner >= made_counts_.size()) continue;
    made_counts_[segment.owner] += rows.SegmentEnd(list, i) - segment.first;
  }
  counts.clear();
  counts.reserve(owners.size());
  for (uint32_t i = 0; i < owners.size(); ++i) {
    const uint32_t owner = owners[i];
    counts.push_back(owner < made_counts_.size() ? made_counts_[owner] : 0);
  }
}

}  // namespace sinter
