#include "codec/builder_rows.h"

#include <algorithm>
#include <memory>
#include <memory_resource>
#include <new>
#include <vector>

#include "codec/block_pool.h"
#include "codec/layout_walk.h"

namespace sinter {
namespace {

constexpr uint32_t kFirstCells = 8;
constexpr uint64_t kSmallCells = 1u << 13;
constexpr uint64_t kLargeCells = 1u << 20;
constexpr size_t kFirstTextBytes = 1024;

std::pmr::memory_resource* OrDefault(std::pmr::memory_resource* memory) {
  return memory == nullptr ? std::pmr::get_default_resource() : memory;
}

// Copied strings. std::pmr::monotonic_buffer_resource gives its memory back
// when it forgets, all but a first buffer: that grows to what one message
// needed, so that the next message like it allocates nothing.
class TextArena {
 public:
  explicit TextArena(std::pmr::memory_resource* memory)
      : memory_(memory), arena_(memory) {}
  ~TextArena() {
    arena_.release();
    FreeBuffer();
  }
  TextArena(const TextArena&) = delete;
  TextArena& operator=(const TextArena&) = delete;

  char* Copy(std::string_view text) {
    auto* copy = static_cast<char*>(arena_.allocate(text.size(), 1));
    std::memcpy(copy, text.data(), text.size());
    used_ += text.size();
    return copy;
  }

  size_t used() const { return used_; }

  void Clear() {
    if (used_ == 0) return;
    arena_.release();
    if (used_ > capacity_) {
      const size_t wanted = std::max(used_ + used_ / 4, kFirstTextBytes);
      FreeBuffer();
      arena_.~monotonic_buffer_resource();
      // Good for the destructor even if there is no memory for the buffer.
      new (&arena_) std::pmr::monotonic_buffer_resource(memory_);
      used_ = 0;
      buffer_ = memory_->allocate(wanted, 1);
      capacity_ = wanted;
      arena_.~monotonic_buffer_resource();
      new (&arena_)
          std::pmr::monotonic_buffer_resource(buffer_, capacity_, memory_);
    }
    used_ = 0;
  }

 private:
  void FreeBuffer() {
    if (buffer_ != nullptr) memory_->deallocate(buffer_, capacity_, 1);
    buffer_ = nullptr;
    capacity_ = 0;
  }

  std::pmr::memory_resource* memory_;
  void* buffer_ = nullptr;
  size_t capacity_ = 0;
  size_t used_ = 0;
  std::pmr::monotonic_buffer_resource arena_;
};

}  // namespace

struct BuilderRows::Memory {
  Memory(std::pmr::memory_resource* the_upstream, size_t block_bytes)
      : upstream(the_upstream),
        pool(upstream),
        texts(upstream),
        block(pool.allocate(block_bytes, alignof(Cells))),
        arrays(&pool) {}

  std::pmr::memory_resource* upstream;
  // Of the cells, and of the encoder. It frees all blocks at its end.
  BlockPool pool;
  TextArena texts;
  void* block;  // cells by slot, slots by node, rows by space
  std::pmr::vector<NodeId> arrays;  // outermost first
};

BuilderRows::BuilderRows(const Layout& the_layout,
                         std::pmr::memory_resource* memory)
    : layout_(&the_layout) {
  const size_t num_cells = layout_->num_slots;
  const size_t num_numbers = layout_->nodes.size() + layout_->num_spaces;
  std::pmr::memory_resource* upstream = OrDefault(memory);
  memory_ = std::pmr::polymorphic_allocator<>(upstream).new_object<Memory>(
      upstream, num_cells * sizeof(Cells) + num_numbers * sizeof(uint32_t));
  cells_ = static_cast<Cells*>(memory_->block);
  std::uninitialized_value_construct_n(cells_, num_cells);
  slots_ = reinterpret_cast<uint32_t*>(cells_ + num_cells);
  rows_made_ = slots_ + layout_->nodes.size();
  std::fill_n(rows_made_, layout_->num_spaces, 0u);
  PlaceCells();
}

namespace {

SpaceId ChildrenOf(const Layout& layout, const Node& node) {
  if (node.kind == NodeKind::kRecord) return SpaceId(node.table.value());
  if (node.kind != NodeKind::kStruct) return node.child_space;
  return layout.shapes[node.shape].is_plain() ? Cells::kAnyBytes : SpaceId(0);
}

}  // namespace

void BuilderRows::PlaceCells() {
  for (uint32_t i = 0; i < layout_->num_slots; ++i) cells_[i].rows = this;
  for (uint32_t i = 0; i < layout_->nodes.size(); ++i) {
    const Node& node = layout_->nodes[i];
    slots_[i] = layout_->slot(node);
    if (CellSize(*layout_, node) == 0) continue;
    Cells& cells = cells_[slots_[i]];
    cells.node = NodeId(i);
    cells.children = ChildrenOf(*layout_, node);
  }
  VisitLayout(*layout_, [&](NodeId id) {
    if (layout_->node(id).kind == NodeKind::kArray) {
      memory_->arrays.push_back(id);
    }
  });
}

BuilderRows::~BuilderRows() {
  std::pmr::polymorphic_allocator<>(memory_->upstream).delete_object(memory_);
}

void BuilderRows::Clear() {
  for (Cells& cells : std::span(cells_, layout_->num_slots)) cells.size = 0;
  std::fill_n(rows_made_, layout_->num_spaces, 0u);
  roots_.size = 0;
  failure_ = {};
  memory_->texts.Clear();
}

std::pmr::memory_resource* BuilderRows::pool() const { return &memory_->pool; }

void BuilderRows::Grow(Cells& cells, unsigned cell_size, uint32_t needed) {
  // Small ones by all they have, large ones by less: columns grow together, and
  // what they have room for beyond their rows adds up.
  const uint64_t bytes = uint64_t{cells.capacity} * cell_size;
  const uint64_t more = bytes < kSmallCells   ? cells.capacity
                        : bytes < kLargeCells ? cells.capacity / 2
                                              : cells.capacity / 4;
  const uint64_t wanted = std::clamp<uint64_t>(
      cells.capacity + more, std::max(needed, kFirstCells), kNoRow);
  const size_t usable =
      BlockPool::UsableBytes(AllocationSize(wanted * cell_size));
  const auto capacity =
      static_cast<uint32_t>(std::min<uint64_t>(usable / cell_size, kNoRow));
  constexpr size_t kAlign = alignof(std::max_align_t);
  auto& pool = memory_->pool;
  void* data =
      pool.allocate(AllocationSize(uint64_t{capacity} * cell_size), kAlign);
  if (cells.data != nullptr) {
    std::memcpy(data, cells.data, size_t{cells.size} * cell_size);
    pool.Release(cells.data, static_cast<size_t>(bytes));
  }
  cells.data = data;
  cells.capacity = capacity;
}

template <typename T>
void BuilderRows::Push(Cells& cells, T value) {
  if (cells.size == cells.capacity) Grow(cells, sizeof(T), cells.size + 1);
  static_cast<T*>(cells.data)[cells.size++] = value;
}

void BuilderRows::LatchTooManyRows(NodeId id) {
  Latch({.code = FailureCode::kLimit,
         .what = "rows of a table",
         .expected = "less than 2^32 - 1",
         .found = kNoRow,
         .node = id.value()});
}

bool BuilderRows::Extend(Cells& cells, uint32_t row) {
  if (row == kNoRow) {
    LatchTooManyRows(cells.node);
    return false;
  }
  if (row >= cells.capacity) {
    Grow(cells, CellSize(*layout_, layout_->node(cells.node)), row + 1);
  }
  FillDefaults(cells, row);
  cells.size = row + 1;
  return true;
}

void BuilderRows::FillDefaults(Cells& cells, uint32_t end) {
  const Node& node = layout_->node(cells.node);
  const auto fill = [&](auto value) {
    auto* data = static_cast<decltype(value)*>(cells.data);
    std::fill(data + cells.size, data + end, value);
  };
  switch (node.kind) {
    case NodeKind::kBool:
    case NodeKind::kInteger:
    case NodeKind::kFloat:
      switch (NativeSize(node)) {
        case 1:
          return fill(static_cast<uint8_t>(node.default_bits));
        case 2:
          return fill(static_cast<uint16_t>(node.default_bits));
        case 4:
          return fill(static_cast<uint32_t>(node.default_bits));
        default:
          return fill(node.default_bits);
      }
    case NodeKind::kText:
    case NodeKind::kRaw:
      return fill(node.default_text);
    case NodeKind::kStruct: {
      const Shape& shape = layout_->shapes[node.shape];
      auto* data = static_cast<uint8_t*>(cells.data);
      for (uint32_t i = cells.size; i < end; ++i) {
        std::memcpy(data + size_t{i} * shape.size, shape.default_bytes,
                    shape.size);
      }
      return;
    }
    case NodeKind::kOptional:
    case NodeKind::kRecord:
      return fill(kNoRow);
    case NodeKind::kUnion:
      return fill(DefaultVariant(cells.node));
    case NodeKind::kList:
    case NodeKind::kMap:
    case NodeKind::kArray:
    case NodeKind::kNull:
      return;  // their cells are not by row, if there are any
  }
}

uint32_t BuilderRows::AddRoot() {
  const uint32_t row = MakeRows(SpaceId(0), 1, NodeId(Failure::kNoNode));
  if (row != kNoRow && root_is_referred_to()) Push(roots_, row);
  return row;
}

void BuilderRows::SetCopy(Cells& cells, uint32_t row, std::string_view text) {
  if (!text.empty()) text = {memory_->texts.Copy(text), text.size()};
  Set(cells, row, text);
}

void BuilderRows::SetStruct(Cells& cells, uint32_t row,
                            std::span<const uint8_t> bytes) {
  const Shape& shape = layout_->shapes[layout_->node(cells.node).shape];
  if (bytes.size() != shape.size) return Refuse(cells.node, bytes.size());
  if (!Reach(cells, row)) return;
  uint8_t* cell = static_cast<uint8_t*>(cells.data) + size_t{row} * shape.size;
  std::memcpy(cell, bytes.data(), shape.size);
  if (cells.children != Cells::kAnyBytes) Accept(cells.node, 1, cell);
}

void BuilderRows::SetRaw(Cells& cells, uint32_t row,
                         std::span<const uint8_t> bytes,
                         void (*reverse)(uint8_t* elements, size_t count)) {
  const Shape& shape = layout_->shapes[layout_->node(cells.node).shape];
  if (bytes.size() % shape.size != 0) return Refuse(cells.node, bytes.size());
  const std::string_view raw(reinterpret_cast<const char*>(bytes.data()),
                             bytes.size());
  if (raw.empty()) return Set(cells, row, std::string_view());
  // What has to be looked at, reversed or cleared of padding is a copy.
  if (borrows_texts_ && shape.is_plain() && reverse == nullptr) {
    return Set(cells, row, raw);
  }
  char* copy = memory_->texts.Copy(raw);
  auto* elements = reinterpret_cast<uint8_t*>(copy);
  if (reverse != nullptr) reverse(elements, raw.size() / shape.size);
  Accept(cells.node, raw.size() / shape.size, elements);
  Set(cells, row, std::string_view(copy, raw.size()));
}

// Makes values that were copied from the caller fit to be written, or latches
// why they are none.
void BuilderRows::Accept(NodeId id, uint64_t count, uint8_t* bytes) {
  const Shapes& shapes = layout_->shapes;
  const ShapeId shape = layout_->node(id).shape;
  ClearPadding(shapes, shape, count, bytes);
  if (const char* fault = FindShapeFaults(shapes, shape, count, bytes)) {
    Latch({.code = FailureCode::kMalformed, .what = fault, .node = id.value()});
  }
}

void BuilderRows::AddSegment(Cells& list, uint32_t row, uint32_t first) {
  const bool has_elements =
      first != kNoRow && first < rows_made_[list.children.value()];
  if (has_elements) Push(list, ListSegment{row, first});
}

uint32_t BuilderRows::SetVariant(Cells& cells, uint32_t row, uint32_t tag) {
  const VariantCell now = Variant(cells.node, row);
  if (now.tag == tag && now.child != kNoRow) return now.child;
  const SpaceId space(cells.children.value() + tag);
  const uint32_t child = MakeRows(space, 1, cells.node);
  if (child != kNoRow) Set(cells, row, VariantCell{child, tag});
  return child;
}

bool BuilderRows::CountElements() {
  for (const NodeId id : memory_->arrays) {
    const Node& node = layout_->node(id);
    const uint64_t made =
        uint64_t{rows_made_[node.space.value()]} * node.array_size;
    if (made >= kNoRow) {
      LatchTooManyRows(id);
      return false;
    }
    rows_made_[node.child_space.value()] = static_cast<uint32_t>(made);
  }
  return true;
}

void BuilderRows::Refuse(NodeId id, uint64_t bits) {
  Latch({.code = FailureCode::kMalformed,
         .what = "value",
         .expected = "one in the range of its type",
         .found = bits,
         .node = id.value()});
}

uint64_t BuilderRows::size_bytes() const {
  uint64_t size = memory_->texts.used();
  for (uint32_t i = 0; i < layout_->num_slots; ++i) {
    if (cells_[i].size == 0) continue;
    size += uint64_t{cells_[i].size} *
            CellSize(*layout_, layout_->node(cells_[i].node));
  }
  return size;
}

}  // namespace sinter
