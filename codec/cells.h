// One column of a builder: cells of one size, one after the other, in native
// width. Internal to the engine and to generated builders.
#ifndef SINTER_CODEC_CELLS_H_
#define SINTER_CODEC_CELLS_H_

#include <cstdint>
#include <span>
#include <string_view>

#include "codec/layout.h"

namespace sinter {

// A row that was never made: all its columns have their defaults.
inline constexpr uint32_t kNoRow = 0xffffffff;

// Elements [first, the next segment's first) of a list's element space belong
// to one row.
struct ListSegment {
  uint32_t owner;
  uint32_t first;
};

// The variant of a row of a union, and the row of its value or kNoRow.
struct VariantCell {
  uint32_t child;
  uint32_t tag;
};

class BuilderRows;

// The first `size` cells are set, rows behind them have their default. Memory
// is grown and freed by BuilderRows. What else a setter needs stands beside
// them, so that a handle on a row is a pointer and a number.
struct Cells {
  void* data = nullptr;
  uint32_t size = 0;
  uint32_t capacity = 0;
  BuilderRows* rows = nullptr;  // whose cells they are
  NodeId node;
  // Of the node: its child space, or that of its table. Of a struct: kAnyBytes
  // where any bytes are one.
  SpaceId children;

  static constexpr SpaceId kAnyBytes{1};

  template <typename T>
  std::span<T> of() {
    return {static_cast<T*>(data), size};
  }
  template <typename T>
  std::span<const T> of() const {
    return {static_cast<const T*>(data), size};
  }
};

// Bytes in which a number of the node is kept.
constexpr unsigned NativeSize(const Node& node) { return node.bits / 8u; }

// Bytes of a cell of the node's column; 0 if it has none.
inline unsigned CellSize(const Layout& layout, const Node& node) {
  switch (node.kind) {
    case NodeKind::kBool:
    case NodeKind::kInteger:
    case NodeKind::kFloat:
      return NativeSize(node);
    case NodeKind::kStruct:  // as on the wire
      return layout.shapes[node.shape].size;
    case NodeKind::kText:
    case NodeKind::kRaw:
      return sizeof(std::string_view);
    case NodeKind::kOptional:  // the row of the value, or kNoRow
    case NodeKind::kRecord:
      return sizeof(uint32_t);
    case NodeKind::kList:
    case NodeKind::kMap:
      return sizeof(ListSegment);
    case NodeKind::kUnion:
      return sizeof(VariantCell);
    case NodeKind::kArray:
    case NodeKind::kNull:
      return 0;
  }
  return 0;
}

}  // namespace sinter

#endif  // SINTER_CODEC_CELLS_H_
