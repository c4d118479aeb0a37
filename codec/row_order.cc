#include "codec/row_order.h"

#include <algorithm>

#include "codec/limits.h"

namespace sinter {
namespace {

// One past the last element of a segment.
uint32_t SegmentEnd(const NodeValues& values, size_t segment,
                    uint32_t num_elements) {
  const auto& segments = values.segments;
  return segment + 1 < segments.size() ? segments[segment + 1].first
                                       : num_elements;
}

// Whether the segments belong to ascending rows of those made, one each.
bool IsSorted(const NodeValues& values, uint32_t rows_made) {
  const auto& segments = values.segments;
  if (!segments.empty() && segments.back().owner >= rows_made) return false;
  for (size_t i = 1; i < segments.size(); ++i) {
    if (segments[i - 1].owner >= segments[i].owner) return false;
  }
  return true;
}

}  // namespace

RowOrder::RowOrder(const Layout& layout, std::pmr::memory_resource* memory)
    : layout_(layout),
      orders_(memory),
      collected_(memory),
      first_segment_(memory),
      next_segment_(memory) {
  orders_.reserve(layout.num_spaces);
  for (uint32_t i = 0; i < layout.num_spaces; ++i) {
    orders_.emplace_back(memory);
  }
}

bool RowOrder::Count(SpaceId space, uint64_t size) {
  if (size > kMaxTableRows || size > max_rows_ - total_rows_) {
    total_rows_ += size;
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

bool RowOrder::Compute(const BuilderRows& rows, uint64_t max_rows) {
  max_rows_ = max_rows;
  total_rows_ = 0;
  for (SpaceOrder& order : orders_) {
    order.rows_.clear();
    order.size_ = 0;
  }
  for (const TableId table : layout_.order) {
    if (!ComputeTable(table, rows)) return false;
  }
  return true;
}

bool RowOrder::ComputeTable(TableId table, const BuilderRows& rows) {
  const SpaceId space(table.value());
  const uint32_t made = rows.num_rows[space.value()];
  const Table& shape = layout_.table(table);
  if (table.value() == 0) {
    if (!Count(space, made)) return false;
  } else {
    collected_.clear();
    for (const NodeId site :
         layout_.sites.subspan(shape.first_site, shape.num_sites)) {
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
  for (uint32_t field = 0; field < shape.num_fields; ++field) {
    if (!ComputeChildren(layout_.field_id(table, field), rows)) return false;
  }
  return true;
}

bool RowOrder::ComputeChildren(NodeId id, const BuilderRows& rows) {
  const Node& node = layout_.node(id);
  if (node.kind != NodeKind::kOptional && node.kind != NodeKind::kList) {
    return true;
  }
  collected_.clear();
  if (node.kind == NodeKind::kOptional) {
    OrderPresent(id, rows);
  } else {
    OrderElements(id, rows);
  }
  return Adopt(node.child_space, rows.num_rows[node.child_space.value()]) &&
         ComputeChildren(node.child, rows);
}

void RowOrder::OrderPresent(NodeId optional, const BuilderRows& rows) {
  const SpaceOrder& owners = of(layout_.node(optional).space);
  for (uint32_t i = 0; i < owners.size(); ++i) {
    if (owners[i] == kNoRow) continue;
    const uint32_t child = rows.Child(optional, owners[i]);
    if (child != kNoRow) collected_.push_back(child);
  }
}

void RowOrder::OrderElements(NodeId list, const BuilderRows& rows) {
  const Node& node = layout_.node(list);
  const NodeValues& values = rows.of(list);
  const uint32_t made = rows.num_rows[node.child_space.value()];
  const uint32_t owners_made = rows.num_rows[node.space.value()];
  const SpaceOrder& owners = of(node.space);
  collected_.reserve(made);
  const auto collect = [&](size_t segment) {
    const uint32_t end = SegmentEnd(values, segment, made);
    for (uint32_t i = values.segments[segment].first; i < end; ++i) {
      collected_.push_back(i);
    }
  };
  if (owners.is_identity() && IsSorted(values, owners_made)) {
    for (size_t i = 0; i < values.segments.size(); ++i) collect(i);
    return;
  }
  // Chains the segments of each row in the order they were made in.
  first_segment_.assign(owners_made, kNoRow);
  next_segment_.assign(values.segments.size(), kNoRow);
  for (size_t i = values.segments.size(); i-- > 0;) {
    if (values.segments[i].owner >= owners_made) continue;
    uint32_t& first = first_segment_[values.segments[i].owner];
    next_segment_[i] = first;
    first = static_cast<uint32_t>(i);
  }
  for (uint32_t i = 0; i < owners.size(); ++i) {
    if (owners[i] == kNoRow) continue;
    for (uint32_t at = first_segment_[owners[i]]; at != kNoRow;
         at = next_segment_[at]) {
      collect(at);
    }
  }
}

void RowOrder::CountElements(NodeId list, const BuilderRows& rows,
                             std::pmr::vector<uint64_t>& counts) {
  const Node& node = layout_.node(list);
  const NodeValues& values = rows.of(list);
  const uint32_t made = rows.num_rows[node.child_space.value()];
  const SpaceOrder& owners = of(node.space);
  first_segment_.assign(rows.num_rows[node.space.value()], 0);
  for (size_t i = 0; i < values.segments.size(); ++i) {
    const ListSegment& segment = values.segments[i];
    if (segment.owner >= first_segment_.size()) continue;
    first_segment_[segment.owner] +=
        SegmentEnd(values, i, made) - segment.first;
  }
  counts.clear();
  counts.reserve(owners.size());
  for (uint32_t i = 0; i < owners.size(); ++i) {
    const uint32_t owner = owners[i];
    counts.push_back(owner == kNoRow ? 0 : first_segment_[owner]);
  }
}

}  // namespace sinter
