// The order of tables on the wire and the cycles among them (SPEC.md, "Table
// order").
#ifndef SINTER_CODEC_TABLE_ORDER_H_
#define SINTER_CODEC_TABLE_ORDER_H_

#include <cstdint>
#include <vector>

#include "codec/layout.h"

namespace sinter {

struct TableOrder {
  std::vector<TableId> order;
  // By table: the lowest number of the tables with which it refers to itself,
  // directly or through others; kNoCycle if it does not.
  std::vector<uint32_t> cycles;
};

// Tables that reach each other make up a cycle and stand together, by number.
// What stands next is the table or cycle with the lowest number of a table
// among those that only tables already placed, or their own, refer to. Reads
// nothing of `layout` but tables and nodes.
//
// kBase is the order of the wire: references of the base alone count, and the
// tables that it does not reach follow by number. kAll is that in which rows
// can be followed.
enum class References : uint8_t { kBase, kAll };
TableOrder OrderTables(const Layout& layout, References references);

}  // namespace sinter

#endif  // SINTER_CODEC_TABLE_ORDER_H_
