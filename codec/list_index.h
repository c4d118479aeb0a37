// Finds the elements of a row's list or map among those a builder collected in
// any order. Internal to the engine.
#ifndef SINTER_CODEC_LIST_INDEX_H_
#define SINTER_CODEC_LIST_INDEX_H_

#include <cstdint>
#include <memory_resource>
#include <vector>

#include "codec/builder_rows.h"
#include "codec/columns/packed.h"

namespace sinter {

// Chains the segments of each row in the order they were made in.
class ListIndex {
 public:
  explicit ListIndex(std::pmr::memory_resource* memory)
      : first_(memory), next_(memory) {}

  void Build(const BuilderRows& rows, NodeId list) {
    const Node& node = rows.layout().node(list);
    const auto segments = rows.segments(list);
    first_.assign(rows.rows_made(node.space), kNoRow);
    next_.assign(segments.size(), kNoRow);
    for (size_t i = segments.size(); i-- > 0;) {
      // Rows that were never made have no place.
      if (segments[i].owner >= first_.size()) continue;
      uint32_t& first = first_[segments[i].owner];
      next_[i] = first;
      first = static_cast<uint32_t>(i);
    }
  }

  bool HasElements(uint32_t owner) const {
    return owner < first_.size() && first_[owner] != kNoRow;
  }

  // Calls `visit(element)` for the elements of `owner`, in order.
  template <typename Visit>
  void ForEach(const BuilderRows& rows, NodeId list, uint32_t owner,
               const Visit& visit) const {
    if (owner >= first_.size()) return;  // also kNoRow
    const auto segments = rows.segments(list);
    for (uint32_t at = first_[owner]; at != kNoRow; at = next_[at]) {
      const uint32_t end = rows.SegmentEnd(list, at);
      for (uint32_t i = segments[at].first; i < end; ++i) visit(i);
    }
  }

 private:
  std::pmr::vector<uint32_t> first_;  // by owner: its first segment
  std::pmr::vector<uint32_t> next_;   // by segment: that of the same owner
};

// Whether the key of one entry comes before that of another.
inline bool KeyLess(const BuilderRows& rows, NodeId key, uint32_t a,
                    uint32_t b) {
  const Node& node = rows.layout().node(key);
  if (node.kind == NodeKind::kText)
    return rows.Text(key, a) < rows.Text(key, b);
  return InOrder(rows.Bits(key, a), node.is_signed) <
         InOrder(rows.Bits(key, b), node.is_signed);
}

}  // namespace sinter

#endif  // SINTER_CODEC_LIST_INDEX_H_
