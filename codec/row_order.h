// Brings the rows of a builder into the order of the wire: the rows of a table
// stand reference site by reference site, each site's in the order of the rows
// that refer to them (SPEC.md, "Row numbering"). Internal to the engine.
#ifndef SINTER_CODEC_ROW_ORDER_H_
#define SINTER_CODEC_ROW_ORDER_H_

#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

#include "codec/builder_rows.h"
#include "codec/failure.h"
#include "codec/group_presence.h"
#include "codec/list_index.h"

namespace sinter {

// The rows of one space in their final order.
class SpaceOrder {
 public:
  explicit SpaceOrder(std::pmr::memory_resource* memory) : rows_(memory) {}

  uint32_t size() const { return size_; }
  // Whether the final numbers are those the rows were made with.
  bool is_identity() const { return rows_.empty(); }
  // The number with which the row at a final position was made, or kNoRow.
  uint32_t operator[](uint32_t position) const {
    return is_identity() ? position : rows_[position];
  }

 private:
  friend class RowOrder;
  std::pmr::vector<uint32_t> rows_;
  uint32_t size_ = 0;
};

class RowOrder {
 public:
  RowOrder(const Layout& layout, std::pmr::memory_resource* memory);

  // Computes the orders of all spaces, and with them which groups there are.
  // Rows that only groups which are left out refer to have none. False, with
  // `failure` set, if there are more rows than `max_rows` in all of them
  // together or if a map has two entries with one key.
  [[nodiscard]] bool Compute(const BuilderRows& rows, uint64_t max_rows,
                             Failure& failure);

  // The rows of all spaces together.
  uint64_t total_rows() const { return total_rows_; }

  const SpaceOrder& of(SpaceId space) const { return orders_[space.value()]; }

  // Whether a field has columns in the message.
  bool HasField(NodeId field) const { return presence_.HasField(field); }
  // The rows that a group has in the message; 0 if it is left out.
  uint32_t RowsOf(const Group& group) const;
  // The lowest number among the tables that the rows of a table may refer to
  // and that may refer to them; kNoCycle if there are none.
  uint32_t cycle(TableId table) const {
    return presence_.any() ? layout_.reference_cycle(table)
                           : layout_.table(table).cycle;
  }

  // The elements of the list of a row, as a count: lists in final order have
  // their elements in final order too. By final position of the owner.
  void CountElements(NodeId list, const BuilderRows& rows,
                     std::pmr::vector<uint64_t>& counts);

 private:
  bool ComputeTables(const BuilderRows& rows);
  bool ComputeTable(TableId table, const BuilderRows& rows);
  bool ComputeCycle(std::span<const TableId> tables, const BuilderRows& rows);
  bool IsInOrder(TableId table, const BuilderRows& rows) const;
  bool ComputeFields(TableId table, const BuilderRows& rows);
  bool ComputeSpaces(NodeId node, const BuilderRows& rows);
  void OrderPresent(NodeId optional, const BuilderRows& rows);
  bool ElementsAreInOrder(NodeId list, const BuilderRows& rows) const;
  void OrderElements(NodeId list, const BuilderRows& rows);
  bool SortEntries(NodeId map, const BuilderRows& rows);
  bool OrderArray(NodeId array, const BuilderRows& rows);
  bool OrderVariants(NodeId union_node, const BuilderRows& rows);
  // Takes the order in collected_, or none if it changes nothing.
  bool Adopt(SpaceId space, uint32_t rows_made);
  bool Count(SpaceId space, uint64_t size);

  struct OuterNode {
    NodeId node;
    NodeId field;  // that it is, or is inside of
    uint32_t slot;
    bool may_be_empty;
  };

  const Layout& layout_;
  GroupPresence presence_;
  std::pmr::vector<SpaceOrder> orders_;
  // The nodes that have nodes inside, table by table and outermost first; those
  // of table i start at starts_[i].
  std::pmr::vector<OuterNode> outer_;
  std::pmr::vector<uint32_t> starts_;
  std::pmr::vector<uint32_t> collected_;
  ListIndex index_;
  std::pmr::vector<uint32_t> made_counts_;  // elements by owner as made
  std::pmr::vector<uint64_t> counts_;       // entries of each map
  std::pmr::vector<std::pmr::vector<uint32_t>> variants_;  // rows, by tag
  uint64_t max_rows_ = 0;
  uint64_t total_rows_ = 0;
  Failure* failure_ = nullptr;
};

}  // namespace sinter

#endif  // SINTER_CODEC_ROW_ORDER_H_
