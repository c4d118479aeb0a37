// From a resolved schema to the Layout that drives the engine: the only place
// that knows which schema type becomes which column (SPEC.md, "From schema to
// layout").
#ifndef SINTER_SCHEMA_LOWER_H_
#define SINTER_SCHEMA_LOWER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "codec/layout.h"
#include "codec/shape_table.h"
#include "schema/model.h"

namespace sinter::schema {

// A Layout made at run time, with all it points to.
class LoweredLayout {
 public:
  // The Layout; lives as long as this object and never moves.
  const Layout& layout() const { return layout_; }

  // The record or union a table holds. Field i of the record is field i of the
  // table: node layout().field_id(table, i). An optional's or list's element
  // type is the node's `child`; ids are the nodes of their underlying types.
  DeclId declaration(TableId table) const {
    return declarations_[table.value()];
  }

  LoweredLayout(const LoweredLayout&) = delete;
  LoweredLayout& operator=(const LoweredLayout&) = delete;

 private:
  friend class Lowering;
  LoweredLayout() = default;

  Layout layout_;
  LayoutNames names_;
  std::vector<Table> tables_;
  std::vector<TableId> order_;
  std::vector<TableId> all_order_;
  std::vector<Node> nodes_;
  std::vector<NodeId> sites_;
  std::vector<Group> groups_;
  std::vector<Column> defaults_;
  ShapeTable shapes_;
  std::vector<DeclId> declarations_;
  std::vector<std::string> texts_;  // what the string_views point to
  std::vector<std::string_view> table_names_;
  std::vector<std::string_view> node_names_;
};

// Lowers the record `root`, or `value`, and all it reaches. A kind of type that
// has no columns yet is Unimplemented, naming file, line, column and field; a
// schema beyond the limits of limits.h is ResourceExhausted. `schema` need not
// outlive the result.
absl::StatusOr<std::unique_ptr<LoweredLayout>> Lower(const Schema& schema,
                                                     DeclId root);

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_LOWER_H_
