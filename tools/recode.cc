#include "tools/recode.h"

#include <bit>
#include <cstdint>
#include <vector>

namespace sinter::tools {
namespace {

// Goes column by column. Rows of a space have the same order in message and
// builder only by chance, so each space keeps the builder's number of each of
// the message's rows.
class Copier {
 public:
  Copier(const MessageReader& message, MessageBuilder& builder)
      : message_(message),
        layout_(message.layout()),
        builder_(builder),
        tables_(layout_.tables.size()) {}

  void Copy() {
    for (uint32_t i = 0; i < layout_.tables.size(); ++i) {
      tables_[i].resize(message_.rows(TableId(i)));
    }
    for (uint32_t& row : tables_[0]) row = builder_.AddRoot();
    // On the wire a table stands after those that refer to it.
    for (const TableId table : layout_.order) {
      const Rows& rows = tables_[table.value()];
      if (rows.empty()) continue;
      for (uint32_t i = 0; i < layout_.table(table).num_fields; ++i) {
        CopyNode(layout_.field_id(table, i), rows);
      }
    }
  }

 private:
  using Rows = std::vector<uint32_t>;  // the builder's rows by the message's

  void CopyNode(NodeId id, const Rows& rows) {
    const Node& node = layout_.node(id);
    const Column* columns = message_.column(node);
    const auto count = static_cast<uint32_t>(rows.size());
    Rows inner;
    switch (node.kind) {
      case NodeKind::kBool:
        for (uint32_t i = 0; i < count; ++i) {
          builder_.SetBits(id, rows[i], GetBit(*columns, i));
        }
        return;
      case NodeKind::kInteger:
        for (uint32_t i = 0; i < count; ++i) {
          builder_.SetBits(id, rows[i], GetInteger(*columns, i));
        }
        return;
      case NodeKind::kFloat:
        for (uint32_t i = 0; i < count; ++i) {
          builder_.SetBits(id, rows[i], FloatBits(node, *columns, i));
        }
        return;
      case NodeKind::kText:
        for (uint32_t i = 0; i < count; ++i) {
          builder_.SetTextReference(id, rows[i], GetText(columns, i));
        }
        return;
      case NodeKind::kOptional:
        for (uint32_t i = 0; i < count; ++i) {
          if (!GetBit(*columns, i)) continue;
          inner.push_back(builder_.SetPresent(id, rows[i]));
        }
        break;
      case NodeKind::kList:
        for (uint32_t i = 0; i < count; ++i) AppendList(id, i, rows[i], inner);
        break;
      case NodeKind::kRecord:
        for (uint32_t i = 0; i < count; ++i) {
          const TableRow child = GetReference(*columns, i);
          tables_[node.table.value()][child.row] =
              builder_.GetRecord(id, rows[i]);
        }
        return;
    }
    if (!inner.empty()) CopyNode(node.child, inner);
  }

  void AppendList(NodeId id, uint32_t row, uint32_t builder_row, Rows& inner) {
    const Column& column = *message_.column(layout_.node(id));
    const auto count = static_cast<uint32_t>(GetRange(column, row).count);
    if (count == 0) return;
    const uint32_t first = builder_.Append(id, builder_row, count);
    for (uint32_t i = 0; i < count; ++i) inner.push_back(first + i);
  }

  static uint64_t FloatBits(const Node& node, const Column& column,
                            uint32_t row) {
    return node.bits == 64 ? std::bit_cast<uint64_t>(GetDouble(column, row))
                           : std::bit_cast<uint32_t>(GetFloat(column, row));
  }

  const MessageReader& message_;
  const Layout& layout_;
  MessageBuilder& builder_;
  std::vector<Rows> tables_;
};

}  // namespace

void CopyMessage(const MessageReader& message, MessageBuilder& builder) {
  Copier(message, builder).Copy();
}

}  // namespace sinter::tools
