#include "codec/group_presence.h"

#include <algorithm>

#include "codec/row_order.h"

namespace sinter {

GroupPresence::GroupPresence(const Layout& layout,
                             std::pmr::memory_resource* memory)
    : layout_(layout),
      present_(layout.groups.size(), false, memory),
      todo_(memory),
      lists_(memory) {}

void GroupPresence::Guess(const BuilderRows& rows) {
  any_ = false;
  if (present_.empty()) return;
  for (size_t i = 0; i < present_.size(); ++i) {
    const Group& group = layout_.groups[i];
    present_[i] = group.has_variants || group.key.since == 1;
  }
  for (uint32_t i = 0; i < layout_.nodes.size(); ++i) {
    const Node& node = layout_.nodes[i];
    if (node.group != kNoGroup && rows.WasSet(NodeId(i))) {
      any_ = present_[node.group] = true;
    }
    for (uint32_t j = node.num_base_children();
         node.num_groups > 0 && j < node.num_children; ++j) {
      any_ = any_ || rows.rows_made(SpaceId(node.child_space.value() + j)) > 0;
    }
  }
}

bool GroupPresence::Settle(const BuilderRows& rows, const RowOrder& order) {
  bool dropped = false;
  lists_.clear();
  for (size_t i = 0; any_ && i < present_.size(); ++i) {
    const Group& group = layout_.groups[i];
    if (!present_[i] || group.has_variants || group.key.since == 1) continue;
    if (HasValues(group, rows, order)) continue;
    present_[i] = false;
    dropped = true;
  }
  return dropped;
}

bool GroupPresence::HasValues(const Group& group, const BuilderRows& rows,
                              const RowOrder& order) {
  const SpaceOrder& owners = order.of(SpaceId(group.table.value()));
  const FieldRange fields = layout_.fields(group);
  for (uint32_t i = 0; i < owners.size(); ++i) {
    if (owners[i] == kNoRow) continue;
    for (uint32_t j = 0; j < fields.count; ++j) {
      todo_.push_back({NodeId(fields.first + j), owners[i]});
    }
    if (!IsDefault(rows)) return true;
  }
  return false;
}

bool GroupPresence::HasElements(const BuilderRows& rows, NodeId list,
                                uint32_t row) {
  const auto [found, is_new] =
      lists_.try_emplace(list.value(), lists_.get_allocator().resource());
  if (is_new) found->second.Build(rows, list);
  return found->second.HasElements(row);
}

// Whether the values in todo_, which gets empty, are the defaults of their
// nodes. Records that plain fields hold are looked into, which ends: values
// end.
bool GroupPresence::IsDefault(const BuilderRows& rows) {
  bool is_default = true;
  while (is_default && !todo_.empty()) {
    const auto [id, row] = todo_.back();
    todo_.pop_back();
    const Node& node = layout_.node(id);
    switch (node.kind) {
      case NodeKind::kBool:
      case NodeKind::kInteger:
      case NodeKind::kFloat:
        is_default = rows.Bits(id, row) == node.default_bits;
        break;
      case NodeKind::kText:
        is_default = rows.Text(id, row) == node.default_text;
        break;
      case NodeKind::kRaw:
        is_default = rows.Text(id, row).empty();
        break;
      case NodeKind::kStruct: {
        const Shape& shape = layout_.shapes[node.shape];
        is_default =
            std::equal(shape.default_bytes, shape.default_bytes + shape.size,
                       rows.Struct(id, row));
        break;
      }
      case NodeKind::kNull:
        break;
      case NodeKind::kOptional:
        is_default = rows.Child(id, row) == kNoRow;
        break;
      case NodeKind::kList:
      case NodeKind::kMap:
        is_default = !HasElements(rows, id, row);
        break;
      case NodeKind::kArray:
        for (uint32_t i = 0; i < node.array_size; ++i) {
          const uint32_t element = rows.Element(id, row, i);
          if (element != kNoRow) todo_.push_back({node.child, element});
        }
        break;
      case NodeKind::kUnion: {
        const auto [child, tag] = rows.Variant(id, row);
        is_default = tag == node.default_bits;
        if (child != kNoRow) {
          todo_.push_back({NodeId(node.child.value() + tag), child});
        }
        break;
      }
      case NodeKind::kRecord: {
        const uint32_t child = rows.Child(id, row);
        if (child == kNoRow) break;
        for (uint32_t i = 0; i < layout_.table(node.table).num_fields; ++i) {
          todo_.push_back({layout_.field_id(node.table, i), child});
        }
        break;
      }
    }
  }
  todo_.clear();
  return is_default;
}

}  // namespace sinter
