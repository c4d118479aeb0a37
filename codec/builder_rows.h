// The values a MessageBuilder holds: one store per column in native width, and
// how the rows of each space hang on those of others. Internal to the engine.
#ifndef SINTER_CODEC_BUILDER_ROWS_H_
#define SINTER_CODEC_BUILDER_ROWS_H_

#include <cstdint>
#include <cstring>
#include <memory_resource>
#include <string_view>
#include <vector>

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

// What one node stores; which members are used depends on its kind.
struct NodeValues {
  explicit NodeValues(std::pmr::memory_resource* memory)
      : native(memory), texts(memory), children(memory), segments(memory) {}

  std::pmr::vector<uint8_t> native;  // numbers, one after the other
  std::pmr::vector<std::string_view> texts;
  std::pmr::vector<uint32_t> children;  // optional, record: row, or kNoRow
  std::pmr::vector<ListSegment> segments;
};

// Numbers of `size` bytes (1, 2, 4, 8) in the machine's byte order.
inline uint64_t LoadNative(const uint8_t* bytes, unsigned size) {
  switch (size) {
    case 1:
      return *bytes;
    case 2: {
      uint16_t value;
      std::memcpy(&value, bytes, sizeof(value));
      return value;
    }
    case 4: {
      uint32_t value;
      std::memcpy(&value, bytes, sizeof(value));
      return value;
    }
    default: {
      uint64_t value;
      std::memcpy(&value, bytes, sizeof(value));
      return value;
    }
  }
}

inline void StoreNative(uint64_t value, unsigned size, uint8_t* bytes) {
  switch (size) {
    case 1:
      *bytes = static_cast<uint8_t>(value);
      break;
    case 2: {
      const auto narrow = static_cast<uint16_t>(value);
      std::memcpy(bytes, &narrow, sizeof(narrow));
      break;
    }
    case 4: {
      const auto narrow = static_cast<uint32_t>(value);
      std::memcpy(bytes, &narrow, sizeof(narrow));
      break;
    }
    default:
      std::memcpy(bytes, &value, sizeof(value));
  }
}

// Bytes in which a node's numbers are kept.
inline unsigned NativeSize(const Node& node) { return node.bits / 8u; }

// A number as the engine handles it: 64 bits, sign extended when signed.
inline uint64_t WidenNative(const Node& node, uint64_t narrow) {
  if (!node.is_signed || node.bits == 64) return narrow;
  const unsigned unused = 64u - node.bits;
  return static_cast<uint64_t>(static_cast<int64_t>(narrow << unused) >>
                               unused);
}

struct BuilderRows {
  BuilderRows(const Layout& the_layout, std::pmr::memory_resource* memory)
      : layout(the_layout), values(memory), num_rows(memory), roots(memory) {
    values.reserve(layout.nodes.size());
    for (size_t i = 0; i < layout.nodes.size(); ++i) {
      values.emplace_back(memory);
    }
    num_rows.resize(layout.num_spaces);
  }

  const NodeValues& of(NodeId id) const { return values[id.value()]; }
  NodeValues& of(NodeId id) { return values[id.value()]; }

  // What a row of a node holds; its default where nothing was set.
  uint64_t Bits(NodeId id, uint32_t row) const {
    const Node& node = layout.node(id);
    const auto& native = of(id).native;
    const unsigned size = NativeSize(node);
    if (row >= native.size() / size) return node.default_bits;
    return WidenNative(node, LoadNative(&native[size_t{row} * size], size));
  }
  std::string_view Text(NodeId id, uint32_t row) const {
    const auto& texts = of(id).texts;
    return row < texts.size() ? texts[row] : layout.node(id).default_text;
  }
  uint32_t Child(NodeId id, uint32_t row) const {
    const auto& children = of(id).children;
    return row < children.size() ? children[row] : kNoRow;
  }

  // The row of an array's element, or kNoRow where none was made.
  uint32_t Element(NodeId id, uint32_t row, uint32_t index) const {
    const Node& node = layout.node(id);
    const uint64_t element = uint64_t{row} * node.array_size + index;
    if (row == kNoRow || element >= num_rows[node.child_space.value()]) {
      return kNoRow;
    }
    return static_cast<uint32_t>(element);
  }
  // One past the last element of a segment of a list.
  uint32_t SegmentEnd(NodeId list, size_t segment) const {
    const auto& segments = of(list).segments;
    if (segment + 1 < segments.size()) return segments[segment + 1].first;
    return num_rows[layout.node(list).child_space.value()];
  }
  bool root_is_referred_to() const { return layout.tables[0].num_sites > 0; }
  // The variant of a row of a union.
  uint8_t Tag(NodeId id, uint32_t row) const {
    const auto& tags = of(id).native;
    return row < tags.size() ? tags[row] : DefaultTag(id);
  }
  uint8_t DefaultTag(NodeId id) const {
    return static_cast<uint8_t>(layout.node(id).default_bits);
  }

  const Layout& layout;
  std::pmr::vector<NodeValues> values;  // by node
  std::pmr::vector<uint32_t> num_rows;  // made so far, by space
  // Rows of the root table that nothing refers to, where something may. Where
  // nothing does all its rows are roots.
  std::pmr::vector<uint32_t> roots;
};

}  // namespace sinter

#endif  // SINTER_CODEC_BUILDER_ROWS_H_
