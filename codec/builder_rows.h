// The rows that a builder holds: one column of cells per node in native width,
// and how the rows of each space hang on those of others. Generated builders
// set cells inline, MessageBuilder does for schemas known at run time; the
// encoder reads them. Rows carry the numbers they were made with.
#ifndef SINTER_CODEC_BUILDER_ROWS_H_
#define SINTER_CODEC_BUILDER_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include "codec/cells.h"
#include "codec/failure.h"
#include "codec/layout.h"
#include "codec/memory_fwd.h"

namespace sinter {

// Numbers of `size` bytes (1, 2, 4, 8) in the machine's byte order.
inline uint64_t LoadNative(const void* cells, size_t row, unsigned size) {
  switch (size) {
    case 1:
      return static_cast<const uint8_t*>(cells)[row];
    case 2:
      return static_cast<const uint16_t*>(cells)[row];
    case 4:
      return static_cast<const uint32_t*>(cells)[row];
    default:
      return static_cast<const uint64_t*>(cells)[row];
  }
}

// A number as the engine handles it: 64 bits, sign extended when signed.
inline uint64_t WidenNative(const Node& node, uint64_t narrow) {
  if (!node.is_signed || node.bits == 64) return narrow;
  const unsigned unused = 64u - node.bits;
  return static_cast<uint64_t>(static_cast<int64_t>(narrow << unused) >>
                               unused);
}

// Unsigned numbers as which numbers of a type are kept.
template <size_t kSize>
struct NativeOf;
template <>
struct NativeOf<1> {
  using Type = uint8_t;
};
template <>
struct NativeOf<2> {
  using Type = uint16_t;
};
template <>
struct NativeOf<4> {
  using Type = uint32_t;
};
template <>
struct NativeOf<8> {
  using Type = uint64_t;
};

class BuilderRows {
 public:
  // `the_layout` must outlive the rows. Memory comes from `memory`, or from the
  // default resource if that is null: small cells from a pool on top of it,
  // copied strings from an arena. The library is built without exceptions and
  // so without cleanup on their way through it: all memory must be found from
  // the members at all times, and is.
  BuilderRows(const Layout& the_layout, std::pmr::memory_resource* memory);
  ~BuilderRows();
  BuilderRows(const BuilderRows&) = delete;
  BuilderRows& operator=(const BuilderRows&) = delete;

  // Forgets all rows and the failure; keeps the memory.
  void Clear();

  // Writing. `cells` are those of a node of the right kind, values are as the
  // caller checked them.

  // The cells of a table: a node's are as far behind the first as its slot is,
  // whatever the root, so that code which knows the type knows the place.
  Cells* table(TableId id) { return cells_ + layout_->table(id).first_slot; }
  // Those of the table that a record node refers to.
  Cells* target(const Cells& record) {
    return table(TableId(record.children.value()));
  }
  // Those of a node; of an array those of its elements.
  Cells& cells(NodeId id) { return cells_[slots_[id.value()]]; }

  // Makes a row of the root table that stands for itself.
  uint32_t AddRoot();
  // Sets a number, in its own width, or a text that lives until the rows are
  // encoded or cleared.
  template <typename T>
  static void Set(Cells& cells, uint32_t row, T value) {
    if (Reach(cells, row)) static_cast<T*>(cells.data)[row] = value;
  }
  // Sets a text, copied unless texts are borrowed.
  void SetText(Cells& cells, uint32_t row, std::string_view text) {
    if (borrows_texts_) return Set(cells, row, text);
    SetCopy(cells, row, text);
  }
  void SetCopy(Cells& cells, uint32_t row, std::string_view text);
  // From now on, also after Clear, texts and raw lists are copied or not.
  void set_borrows_texts(bool borrows) { borrows_texts_ = borrows; }
  // Sets a struct to a copy of its bytes, a raw list to that of its elements.
  // Padding is zeroed; values that are none, and wrong sizes, are latched.
  // `reverse`, if not null, makes elements in the machine's order of bytes
  // those of a message.
  void SetStruct(Cells& cells, uint32_t row, std::span<const uint8_t> bytes);
  void SetRaw(Cells& cells, uint32_t row, std::span<const uint8_t> bytes,
              void (*reverse)(uint8_t* elements, size_t count) = nullptr);
  // The same for a struct whose type is known.
  template <typename T>
  void SetStruct(Cells& cells, uint32_t row, const T& value) {
    if (!Reach(cells, row)) return;
    T& cell = static_cast<T*>(cells.data)[row];
    std::memcpy(&cell, &value, sizeof(T));
    if (cells.children != Cells::kAnyBytes) {
      Accept(cells.node, 1, reinterpret_cast<uint8_t*>(&cell));
    }
  }
  // The row of the value of an optional or of a record, made at the first call.
  uint32_t SetChild(Cells& cells, uint32_t row) {
    if (row < cells.size) {
      const uint32_t child = static_cast<uint32_t*>(cells.data)[row];
      if (child != kNoRow) return child;
    }
    const uint32_t child = MakeRows(cells.children, 1, cells.node);
    if (child != kNoRow) Set(cells, row, child);
    return child;
  }
  // Makes an optional absent.
  static void ResetChild(Cells& optional, uint32_t row) {
    const auto children = optional.of<uint32_t>();
    if (row < children.size()) children[row] = kNoRow;
  }
  // Makes `count` elements at the end of a row's list or entries of its map;
  // returns the first.
  uint32_t Append(Cells& list, uint32_t row, uint32_t count) {
    const uint32_t first = MakeRows(list.children, count, list.node);
    // Elements of the row appended to last go on with its segment.
    const auto made = list.of<ListSegment>();
    if (made.empty() || made.back().owner != row) AddSegment(list, row, first);
    return first;
  }
  // The row of an array's element; index < size.
  uint32_t ElementRow(Cells& elements, uint32_t size, uint32_t row,
                      uint32_t index) {
    const uint64_t element = uint64_t{row} * size + index;
    if (element < kNoRow) return static_cast<uint32_t>(element);
    LatchTooManyRows(elements.node);
    return kNoRow;
  }
  // Chooses a variant, with the row of its value. Another choice later forgets
  // that row.
  uint32_t SetVariant(Cells& cells, uint32_t row, uint32_t tag);
  // Counts the elements of arrays, which need not have been set, before the
  // rows are read. False, with a latched failure, if they are too many.
  [[nodiscard]] bool CountElements();

  // The first failure of any of these; until Clear.
  const Failure& failure() const { return failure_; }
  void Latch(const Failure& failure) {
    if (!failure_.failed()) failure_ = failure;
  }
  // Latches that a value is none of its node's type.
  void Refuse(NodeId id, uint64_t bits);

  // Reading.

  const Layout& layout() const { return *layout_; }
  const Cells& cells(NodeId id) const { return cells_[slots_[id.value()]]; }
  const Cells& cells_at(uint32_t slot) const { return cells_[slot]; }
  std::span<const Cells> all_cells() const {  // by slot
    return {cells_, layout_->num_slots};
  }
  uint32_t rows_made(SpaceId space) const { return rows_made_[space.value()]; }
  // Rows of the root table that nothing refers to, where something may. Where
  // nothing does all its rows are roots.
  std::span<const uint32_t> roots() const { return roots_.of<uint32_t>(); }
  uint32_t num_roots() const {
    return root_is_referred_to() ? roots_.size : rows_made_[0];
  }
  bool root_is_referred_to() const { return layout_->tables[0].num_sites > 0; }
  // The resource that scratch memory should come from too.
  std::pmr::memory_resource* pool() const;
  // Bytes in use, without what is kept for later.
  uint64_t size_bytes() const;

  // Whether any row of a node was set, if only to its default.
  bool WasSet(NodeId id) const { return cells(id).size > 0; }

  // What a row of a node holds; its default where nothing was set.
  uint64_t Bits(NodeId id, uint32_t row) const {
    const Node& node = layout_->node(id);
    const Cells& column = cells(id);
    if (row >= column.size) return node.default_bits;
    return WidenNative(node, LoadNative(column.data, row, NativeSize(node)));
  }
  std::string_view Text(NodeId id, uint32_t row) const {
    const auto texts = cells(id).of<std::string_view>();
    return row < texts.size() ? texts[row] : layout_->node(id).default_text;
  }
  const uint8_t* Struct(NodeId id, uint32_t row) const {
    const Shape& shape = layout_->shapes[layout_->node(id).shape];
    const Cells& column = cells(id);
    if (row >= column.size) return shape.default_bytes;
    return static_cast<const uint8_t*>(column.data) + size_t{row} * shape.size;
  }
  uint32_t Child(NodeId id, uint32_t row) const {
    const auto children = cells(id).of<uint32_t>();
    return row < children.size() ? children[row] : kNoRow;
  }
  std::span<const ListSegment> segments(NodeId list) const {
    return cells(list).of<ListSegment>();
  }
  // One past the last element of a segment of a list.
  uint32_t SegmentEnd(NodeId list, size_t segment) const {
    const auto all = segments(list);
    if (segment + 1 < all.size()) return all[segment + 1].first;
    return rows_made(layout_->node(list).child_space);
  }
  // The row of an array's element, or kNoRow where none was made.
  uint32_t Element(NodeId id, uint32_t row, uint32_t index) const {
    const Node& node = layout_->node(id);
    const uint64_t element = uint64_t{row} * node.array_size + index;
    if (row == kNoRow || element >= rows_made(node.child_space)) return kNoRow;
    return static_cast<uint32_t>(element);
  }
  // The variant of a row of a union.
  VariantCell Variant(NodeId id, uint32_t row) const {
    const auto variants = cells(id).of<VariantCell>();
    return row < variants.size() ? variants[row] : DefaultVariant(id);
  }

 private:
  struct Memory;

  VariantCell DefaultVariant(NodeId id) const {
    return {kNoRow, static_cast<uint32_t>(layout_->node(id).default_bits)};
  }
  // Makes `row` one of the cells that are set, mostly the next one.
  static bool Reach(Cells& cells, uint32_t row) {
    if (row != cells.size) {
      return row < cells.size || cells.rows->Extend(cells, row);
    }
    if (row == cells.capacity) return cells.rows->Extend(cells, row);
    cells.size = row + 1;
    return true;
  }
  // Makes the cells of a node reach `row`, those before it as defaults. False,
  // with a latched failure, for kNoRow.
  bool Extend(Cells& cells, uint32_t row);
  void FillDefaults(Cells& cells, uint32_t end);
  void AddSegment(Cells& list, uint32_t row, uint32_t first);
  void Accept(NodeId id, uint64_t count, uint8_t* bytes);
  void Grow(Cells& cells, unsigned cell_size, uint32_t needed);
  template <typename T>
  void Push(Cells& cells, T value);
  // Makes `count` rows of a space; kNoRow, with a latched failure, if that is
  // too many.
  uint32_t MakeRows(SpaceId space, uint32_t count, NodeId id) {
    uint32_t& made = rows_made_[space.value()];
    if (count > kNoRow - 1 - made) {
      LatchTooManyRows(id);
      return kNoRow;
    }
    const uint32_t first = made;
    made += count;
    return first;
  }
  void LatchTooManyRows(NodeId id);
  void PlaceCells();

  const Layout* layout_;
  Cells* cells_ = nullptr;         // by slot
  uint32_t* slots_ = nullptr;      // by node
  uint32_t* rows_made_ = nullptr;  // by space
  Cells roots_;
  Memory* memory_ = nullptr;
  bool borrows_texts_ = false;
  Failure failure_;
};

}  // namespace sinter

#endif  // SINTER_CODEC_BUILDER_ROWS_H_
