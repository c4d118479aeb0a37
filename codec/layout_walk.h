// Steps through the nodes of a Layout.
#ifndef SINTER_CODEC_LAYOUT_WALK_H_
#define SINTER_CODEC_LAYOUT_WALK_H_

#include <cstdint>

#include "codec/layout.h"

namespace sinter {

// Calls `visit(NodeId)` for a field's node and those inside it, outermost
// first. Types are at most kMaxTypeDepth deep, and so is the recursion.
template <typename Visit>
void VisitField(const Layout& layout, NodeId field, Visit&& visit) {
  visit(field);
  const Node& node = layout.node(field);
  for (uint32_t i = 0; i < node.num_children; ++i) {
    VisitField(layout, NodeId(node.child.value() + i), visit);
  }
}

// Calls `visit(NodeId)` for all nodes of a table: field by field, each with the
// nodes inside it. Slots have this order.
template <typename Visit>
void VisitTable(const Layout& layout, TableId table, Visit visit) {
  for (uint32_t i = 0; i < layout.table(table).num_fields; ++i) {
    VisitField(layout, layout.field_id(table, i), visit);
  }
}

// Calls `visit(NodeId)` for all nodes, table by table. Sites of the base have
// this order.
template <typename Visit>
void VisitLayout(const Layout& layout, Visit visit) {
  for (uint32_t table = 0; table < layout.tables.size(); ++table) {
    VisitTable(layout, TableId(table), visit);
  }
}

// The same for all nodes of the base, then for those of groups. Shapes have
// this order, so that those of the base keep their numbers when a schema grows.
template <typename Visit>
void VisitBaseFirst(const Layout& layout, Visit visit) {
  for (const bool is_base : {true, false}) {
    VisitLayout(layout, [&](NodeId id) {
      if ((layout.node(id).group == kNoGroup) == is_base) visit(id);
    });
  }
}

}  // namespace sinter

#endif  // SINTER_CODEC_LAYOUT_WALK_H_
