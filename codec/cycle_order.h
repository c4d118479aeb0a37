// The rows of tables that refer to each other in a cycle, in the order of the
// wire: by reference site, then by the order of the rows that refer to them,
// which is the same question again (SPEC.md, "Recursion"). Internal to the
// engine.
#ifndef SINTER_CODEC_CYCLE_ORDER_H_
#define SINTER_CODEC_CYCLE_ORDER_H_

#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

#include "codec/builder_rows.h"
#include "codec/row_order.h"

namespace sinter {

class CycleOrder {
 public:
  // `tables` are those of one cycle; all tables before them have their order.
  CycleOrder(const BuilderRows& rows, const RowOrder& order,
             std::span<const TableId> tables,
             std::pmr::memory_resource* memory);

  // Finds the rows that are reached, at most `max_rows`. False if there are
  // more.
  [[nodiscard]] bool Run(uint64_t max_rows);

  // The rows of a table in their final order, after Run.
  void Collect(TableId table, std::pmr::vector<uint32_t>& rows) const;

 private:
  // A row, as a step on the way from outside the cycle down to it.
  struct Step {
    uint32_t row;
    uint32_t site;    // index into Layout::sites, plus 1; 0: a root
    uint32_t parent;  // index of the step above, or kNoRow
  };

  bool InCycle(TableId table) const;
  void AddOutside(TableId table);
  void AddBelow(uint32_t step);
  void Descend(NodeId node, uint32_t row, uint32_t parent);
  void Emit(NodeId site, uint32_t row, uint32_t parent);
  void IndexLists();
  void RankPaths();
  // Gives equal numbers to the steps that are equal so far, in order; returns
  // how many different ones there are.
  uint32_t Renumber(const std::pmr::vector<uint32_t>& second);

  const BuilderRows& rows_;
  const RowOrder& order_;
  const Layout& layout_;
  std::span<const TableId> tables_;
  std::pmr::vector<uint32_t> site_index_;  // by node: index of the site, plus 1
  std::pmr::vector<bool> leads_inside_;    // by node: holds a site of the cycle
  std::pmr::vector<ListIndex> lists_;      // by node, of lists that do
  std::pmr::vector<Step> steps_;           // breadth first
  std::pmr::vector<uint32_t> ranks_;       // by step
  std::pmr::vector<uint32_t> sorted_;      // steps in final order
  uint64_t max_rows_ = 0;
  bool too_many_ = false;
};

}  // namespace sinter

#endif  // SINTER_CODEC_CYCLE_ORDER_H_
