#include "codec/builder_rows.h"

#include <algorithm>
#include <memory>
#include <memory_resource>
#include <new>

#include "codec/block_pool.h"

namespace sinter {
namespace {

constexpr uint32_t kFirstCells = 8;
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

  std::string_view Copy(std::string_view text) {
    auto* copy = static_cast<char*>(arena_.allocate(text.size(), 1));
    std::memcpy(copy, text.data(), text.size());
    used_ += text.size();
    return {copy, text.size()};
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
        block(pool.allocate(block_bytes, alignof(Cells))) {}

  std::pmr::memory_resource* upstream;
  // Of the cells, and of the encoder. It frees all blocks at its end.
  BlockPool pool;
  TextArena texts;
  void* block;  // cells by node, rows by space
};

BuilderRows::BuilderRows(const Layout& the_layout,
                         std::pmr::memory_resource* memory)
    : layout_(&the_layout) {
  const size_t num_nodes = layout_->nodes.size();
  std::pmr::memory_resource* upstream = OrDefault(memory);
  memory_ = std::pmr::polymorphic_allocator<>(upstream).new_object<Memory>(
      upstream,
      num_nodes * sizeof(Cells) + layout_->num_spaces * sizeof(uint32_t));
  cells_ = static_cast<Cells*>(memory_->block);
  std::uninitialized_value_construct_n(cells_, num_nodes);
  rows_made_ = reinterpret_cast<uint32_t*>(cells_ + num_nodes);
  std::fill_n(rows_made_, layout_->num_spaces, 0u);
}

BuilderRows::~BuilderRows() {
  std::pmr::polymorphic_allocator<>(memory_->upstream).delete_object(memory_);
}

void BuilderRows::Clear() {
  for (size_t i = 0; i < layout_->nodes.size(); ++i) cells_[i].size = 0;
  std::fill_n(rows_made_, layout_->num_spaces, 0u);
  roots_.size = 0;
  failure_ = {};
  memory_->texts.Clear();
}

std::pmr::memory_resource* BuilderRows::pool() const { return &memory_->pool; }

void BuilderRows::Grow(Cells& cells, unsigned cell_size, uint32_t needed) {
  const uint64_t doubled = uint64_t{cells.capacity} * 2;
  const auto capacity = static_cast<uint32_t>(
      std::clamp<uint64_t>(doubled, std::max(needed, kFirstCells), kNoRow));
  constexpr size_t kAlign = alignof(std::max_align_t);
  auto& pool = memory_->pool;
  void* data = pool.allocate(size_t{capacity} * cell_size, kAlign);
  if (cells.data != nullptr) {
    std::memcpy(data, cells.data, size_t{cells.size} * cell_size);
    pool.deallocate(cells.data, size_t{cells.capacity} * cell_size, kAlign);
  }
  cells.data = data;
  cells.capacity = capacity;
}

template <typename T>
void BuilderRows::Push(Cells& cells, T value) {
  if (cells.size == cells.capacity) Grow(cells, sizeof(T), cells.size + 1);
  static_cast<T*>(cells.data)[cells.size++] = value;
}

bool BuilderRows::Extend(NodeId id, uint32_t row) {
  if (row == kNoRow) {
    Latch({.code = FailureCode::kLimit,
           .what = "rows of a table",
           .expected = "less than 2^32 - 1",
           .found = kNoRow,
           .node = id.value()});
    return false;
  }
  Cells& cells = cells_[id.value()];
  if (row >= cells.capacity) {
    Grow(cells, CellSize(layout_->node(id)), row + 1);
  }
  FillDefaults(id, cells, row);
  cells.size = row + 1;
  return true;
}

void BuilderRows::FillDefaults(NodeId id, Cells& cells, uint32_t end) {
  const Node& node = layout_->node(id);
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
      return fill(node.default_text);
    case NodeKind::kOptional:
    case NodeKind::kRecord:
      return fill(kNoRow);
    case NodeKind::kUnion:
      return fill(DefaultVariant(id));
    case NodeKind::kList:
    case NodeKind::kMap:
    case NodeKind::kArray:
      return;  // their cells are not by row
  }
}

uint32_t BuilderRows::MakeRows(SpaceId space, uint32_t count, NodeId id) {
  uint32_t& made = rows_made_[space.value()];
  if (count > kNoRow - 1 - made) {
    Latch({.code = FailureCode::kLimit,
           .what = "rows of a table",
           .expected = "less than 2^32 - 1",
           .found = kNoRow,
           .node = id.value()});
    return kNoRow;
  }
  const uint32_t first = made;
  made += count;
  return first;
}

uint32_t BuilderRows::AddRoot() {
  const uint32_t row = MakeRows(SpaceId(0), 1, NodeId(Failure::kNoNode));
  if (row == kNoRow) return 0;
  if (root_is_referred_to()) Push(roots_, row);
  return row;
}

void BuilderRows::SetCopy(NodeId id, uint32_t row, std::string_view text) {
  Set(id, row, text.empty() ? text : memory_->texts.Copy(text));
}

uint32_t BuilderRows::SetChild(NodeId id, SpaceId space, uint32_t row) {
  uint32_t child = Child(id, row);
  if (child != kNoRow) return child;
  child = MakeRows(space, 1, id);
  if (child == kNoRow) return 0;
  Set(id, row, child);
  return child;
}

uint32_t BuilderRows::Append(NodeId list, SpaceId elements, uint32_t row,
                             uint32_t count) {
  const uint32_t first = MakeRows(elements, count, list);
  if (first == kNoRow) return 0;
  Cells& cells = cells_[list.value()];
  const auto made = cells.of<ListSegment>();
  // Elements of the row appended to last go on with its segment.
  if (count > 0 && (made.empty() || made.back().owner != row)) {
    Push(cells, ListSegment{row, first});
  }
  return first;
}

uint32_t BuilderRows::SetElement(NodeId array, SpaceId elements, uint32_t size,
                                 uint32_t row, uint32_t index) {
  const uint64_t first = uint64_t{row} * size;
  if (first > kNoRow - 1 - size) {
    Latch({.code = FailureCode::kLimit,
           .what = "elements of arrays",
           .expected = "less than 2^32 - 1",
           .found = first,
           .node = array.value()});
    return 0;
  }
  uint32_t& made = rows_made_[elements.value()];
  made = std::max(made, static_cast<uint32_t>(first) + size);
  return static_cast<uint32_t>(first) + index;
}

uint32_t BuilderRows::SetVariant(NodeId id, SpaceId first_space, uint32_t row,
                                 uint32_t tag) {
  const VariantCell now = Variant(id, row);
  if (now.tag == tag && now.child != kNoRow) return now.child;
  const uint32_t child = MakeRows(SpaceId(first_space.value() + tag), 1, id);
  if (child == kNoRow) return 0;
  Set(id, row, VariantCell{child, tag});
  return child;
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
  for (uint32_t i = 0; i < layout_->nodes.size(); ++i) {
    size += uint64_t{cells_[i].size} * CellSize(layout_->nodes[i]);
  }
  return size;
}

}  // namespace sinter
