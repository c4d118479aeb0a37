// Lowering: which variant a union has where nothing was set. It is the first
// that can end: the others may contain the union again, and again. For unions
// of the base it follows from the base alone, so that no group changes it.
#include <vector>

#include "schema/lowering.h"
#include "schema/text.h"

namespace sinter::schema {
namespace {

// Which nodes and tables have values of finite size, found in rounds: what ends
// in one round lets others end in the next.
class Endings {
 public:
  Endings(const std::vector<Table>& tables, std::vector<Node>& nodes)
      : tables_(tables),
        nodes_(nodes),
        table_ends_(tables.size(), false),
        node_ends_(nodes.size(), false),
        is_chosen_(nodes.size(), false) {}

  // Sets the default variants. Returns the number of a table whose records
  // cannot end, or the number of tables.
  uint32_t Run(bool has_groups) {
    if (has_groups) {
      is_base_ = true;
      FindEnds();
      is_chosen_ = node_ends_;
      is_base_ = false;
      table_ends_.assign(tables_.size(), false);
      node_ends_.assign(nodes_.size(), false);
    }
    FindEnds();
    uint32_t table = 0;
    while (table < tables_.size() && table_ends_[table]) ++table;
    return table;
  }

 private:
  void FindEnds() {
    for (bool found = true; found;) {
      found = false;
      // Nodes stand before those inside them, tables mostly before those that
      // they refer to: from the end one round is nearly always enough.
      for (size_t i = nodes_.size(); i-- > 0;) {
        if (node_ends_[i] || (is_base_ && nodes_[i].group != kNoGroup))
          continue;
        if (Ends(nodes_[i], is_chosen_[i])) node_ends_[i] = found = true;
      }
      for (size_t i = tables_.size(); i-- > 0;) {
        if (!table_ends_[i] && FieldsEnd(tables_[i])) {
          table_ends_[i] = found = true;
        }
      }
    }
  }

  bool Ends(Node& node, bool is_chosen) {
    switch (node.kind) {
      case NodeKind::kRecord:
        return table_ends_[node.table.value()];
      case NodeKind::kArray:
        return node_ends_[node.child.value()];
      case NodeKind::kUnion:
        if (is_chosen) return VariantEnds(node, node.default_bits);
        for (uint32_t i = 0; i < node.num_base_children(); ++i) {
          node.default_bits = i;
          if (VariantEnds(node, i)) return true;
        }
        return false;
      case NodeKind::kBool:
      case NodeKind::kInteger:
      case NodeKind::kFloat:
      case NodeKind::kText:
      case NodeKind::kStruct:
      case NodeKind::kRaw:
      case NodeKind::kOptional:
      case NodeKind::kList:
      case NodeKind::kMap:
      case NodeKind::kNull:
        return true;
    }
    return true;
  }

  bool VariantEnds(const Node& node, uint64_t tag) const {
    return node_ends_[node.child.value() + tag];
  }

  bool FieldsEnd(const Table& table) const {
    const uint32_t later = is_base_ ? table.num_later_fields : 0;
    for (uint32_t i = 0; i < table.num_fields - later; ++i) {
      if (!node_ends_[table.first_field + i]) return false;
    }
    return true;
  }

  const std::vector<Table>& tables_;
  std::vector<Node>& nodes_;
  std::vector<bool> table_ends_;
  std::vector<bool> node_ends_;
  std::vector<bool> is_chosen_;  // unions whose default stays
  bool is_base_ = false;         // groups are left out
};

}  // namespace

void Lowering::ChooseDefaultVariants() {
  const uint32_t endless =
      Endings(out_->tables_, out_->nodes_).Run(!out_->groups_.empty());
  if (endless == out_->tables_.size() || !limit_.ok()) return;
  const Declaration& decl =
      schema_.declaration(out_->declaration(TableId(endless)));
  limit_ = absl::InvalidArgumentError(
      Cat(decl.QualifiedName(), ": contains itself without end"));
}

}  // namespace sinter::schema
