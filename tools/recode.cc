#include "tools/recode.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace sinter::tools {
namespace {

// A row of the message and what it is in the builder: the rows of a space have
// the same order in both only by chance.
struct RowPair {
  uint32_t from;
  uint32_t to;
};
using Rows = std::vector<RowPair>;

// Goes column by column, with all rows of a table at once where it can.
class Copier {
 public:
  Copier(const MessageReader& message, uint64_t max_values,
         MessageBuilder& builder)
      : message_(message),
        layout_(message.layout()),
        builder_(builder),
        waiting_(layout_.tables.size()),
        left_(max_values) {}

  bool Copy() {
    if (!Spend(message_.num_roots())) return false;
    for (uint32_t row = 0; row < message_.num_roots(); ++row) {
      waiting_[0].push_back({row, builder_.AddRoot()});
    }
    // A table stands after those that refer to it, or in a cycle.
    const std::span<const TableId> order = layout_.reference_order();
    for (size_t begin = 0, end; begin < order.size() && !is_over_;
         begin = end) {
      const uint32_t cycle = layout_.reference_cycle(order[begin]);
      end = begin + 1;
      while (cycle != kNoCycle && end < order.size() &&
             layout_.reference_cycle(order[end]) == cycle) {
        ++end;
      }
      // Each round copies the rows that were met in the one before.
      for (bool found = true; found && !is_over_;) {
        found = false;
        for (size_t i = begin; i < end; ++i) found |= CopyTable(order[i]);
      }
    }
    return !is_over_;
  }

 private:
  // Charges what takes memory before it is made. The first time that there is
  // too much ends it all.
  bool Spend(uint64_t count) {
    is_over_ = is_over_ || count > left_;
    if (!is_over_) left_ -= count;
    return !is_over_;
  }

  // Whether a column is that of a builder which nobody told anything.
  bool IsDefault(const Node& node) const {
    if (node.kind == NodeKind::kArray)
      return IsDefault(layout_.node(node.child));
    if (node.kind == NodeKind::kRecord || node.kind == NodeKind::kNull) {
      return node.kind == NodeKind::kNull;
    }
    const bool is_text = node.kind == NodeKind::kText;
    return message_.column(node)[is_text ? 1 : 0].rows == 0;
  }

  // Copies the rows that wait; false if there are none.
  bool CopyTable(TableId table) {
    const Rows rows = std::exchange(waiting_[table.value()], {});
    if (rows.empty()) return false;
    for (uint32_t i = 0; i < layout_.table(table).num_fields; ++i) {
      CopyNode(layout_.field_id(table, i), rows);
    }
    return true;
  }

  void CopyNode(NodeId id, const Rows& rows) {
    const Node& node = layout_.node(id);
    if (is_over_ || IsDefault(node) || !Spend(rows.size())) return;
    const Column* columns = message_.column(node);
    Rows inner;
    switch (node.kind) {
      case NodeKind::kBool:
        for (const auto [from, to] : rows) {
          builder_.SetBits(id, to, GetBit(*columns, from));
        }
        return;
      case NodeKind::kInteger:
        for (const auto [from, to] : rows) {
          builder_.SetBits(id, to, GetInteger(*columns, from));
        }
        return;
      case NodeKind::kFloat:
        for (const auto [from, to] : rows) {
          builder_.SetBits(id, to, GetFloatBits(*columns, from, node.bits));
        }
        return;
      case NodeKind::kText:
        for (const auto [from, to] : rows) {
          builder_.SetTextReference(id, to, GetText(columns, from));
        }
        return;
      case NodeKind::kStruct:
        for (const auto [from, to] : rows) {
          const uint8_t* bytes = GetStruct(*columns, from);
          builder_.SetStruct(id, to, {bytes, layout_.shapes[node.shape].size});
        }
        return;
      case NodeKind::kRaw:
        for (const auto [from, to] : rows) {
          const RawRange raw = GetRaw(columns, RawUnitOf(layout_, node), from);
          const auto size =
              static_cast<size_t>(raw.count * layout_.shapes[node.shape].size);
          builder_.SetRaw(id, to, {raw.data, size});
        }
        return;
      case NodeKind::kOptional:
        for (const auto [from, to] : rows) {
          const uint64_t child = ChildRow(*columns, from);
          if (child == kAbsent) continue;
          if (!Spend(1)) return;
          inner.push_back(
              {static_cast<uint32_t>(child), builder_.SetPresent(id, to)});
        }
        break;
      case NodeKind::kList:
      case NodeKind::kMap:
        for (const RowPair row : rows) AppendList(id, row, inner);
        break;
      case NodeKind::kArray:
        for (const RowPair row : rows) CopyArray(id, row, inner);
        break;
      case NodeKind::kUnion:
        return CopyUnion(id, rows);
      case NodeKind::kNull:
        return;
      case NodeKind::kRecord:
        for (const auto [from, to] : rows) {
          const TableRow child = GetReference(*columns, from);
          waiting_[node.table.value()].push_back(
              {child.row, builder_.GetRecord(id, to)});
        }
        return;
    }
    if (inner.empty()) return;
    for (uint32_t i = 0; i < node.num_children; ++i) {
      CopyNode(NodeId(node.child.value() + i), inner);
    }
  }

  void AppendList(NodeId id, RowPair row, Rows& inner) {
    const RowRange range =
        GetRange(*message_.column(layout_.node(id)), row.from);
    const auto start = static_cast<uint32_t>(range.start);
    const auto count = static_cast<uint32_t>(range.count);
    if (count == 0 || !Spend(count)) return;
    const uint32_t first = builder_.Append(id, row.to, count);
    for (uint32_t i = 0; i < count; ++i)
      inner.push_back({start + i, first + i});
  }

  void CopyArray(NodeId id, RowPair row, Rows& inner) {
    const uint32_t size = layout_.node(id).array_size;
    if (!Spend(size)) return;
    for (uint32_t i = 0; i < size; ++i) {
      inner.push_back(
          {row.from * size + i, builder_.GetElement(id, row.to, i)});
    }
  }

  void CopyUnion(NodeId id, const Rows& rows) {
    const Node& node = layout_.node(id);
    const Column* columns = message_.column(node);
    std::vector<Rows> variants(node.num_children);
    for (const auto [from, to] : rows) {
      const uint32_t tag = GetTag(*columns, from);
      const uint64_t child = GetVariantRow(columns, tag, from);
      variants[tag].push_back(
          {static_cast<uint32_t>(child), builder_.SetVariant(id, to, tag)});
    }
    for (uint32_t i = 0; i < node.num_children; ++i) {
      if (variants[i].empty()) continue;
      CopyNode(NodeId(node.child.value() + i), variants[i]);
    }
  }

  const MessageReader& message_;
  const Layout& layout_;
  MessageBuilder& builder_;
  std::vector<Rows> waiting_;  // by table: rows that were met
  uint64_t left_;              // values that there may still be
  bool is_over_ = false;
};

}  // namespace

uint64_t MaxCopiedValues(size_t message_bytes, const Limits& limits) {
  constexpr uint64_t kPerByte = 64;
  constexpr uint64_t kAlways = uint64_t{1} << 25;
  return std::min(limits.max_rows, std::max(kAlways, kPerByte * message_bytes));
}

bool CopyMessage(const MessageReader& message, uint64_t max_values,
                 MessageBuilder& builder) {
  return Copier(message, max_values, builder).Copy();
}

}  // namespace sinter::tools
