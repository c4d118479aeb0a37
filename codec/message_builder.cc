#include "codec/message_builder.h"

#include <algorithm>
#include <new>

#include "codec/builder_rows.h"
#include "codec/columns/integers.h"
#include "codec/encoder.h"

namespace sinter {

// The rows, the arena of copied strings and the encoder.
class MessageBuilder::Rows {
 public:
  Rows(const Layout& layout, std::pmr::memory_resource* memory)
      : rows(layout, memory), texts(memory), encoder(layout, memory) {}

  BuilderRows rows;
  std::pmr::monotonic_buffer_resource texts;
  uint64_t text_bytes = 0;
  Encoder encoder;
  Failure failure;

  // Room for `count` more rows of a space; latches a failure if there is none.
  bool Reserve(SpaceId space, uint32_t count, NodeId node) {
    if (count <= kNoRow - 1 - rows.num_rows[space.value()]) return true;
    Fail("rows of a table", node);
    return false;
  }

  void Fail(const char* what, NodeId node) {
    if (failure.failed()) return;
    failure = {.code = FailureCode::kLimit,
               .what = what,
               .expected = "less than 2^32 - 1",
               .found = kNoRow,
               .node = node.value()};
  }

  // Latches that a value is none of the node's type.
  void Refuse(uint64_t bits, NodeId node) {
    if (failure.failed()) return;
    failure = {.code = FailureCode::kMalformed,
               .what = "value",
               .expected = "one in the range of its type",
               .found = bits,
               .node = node.value()};
  }

  // The child of a row at an optional or record node, made if need be.
  uint32_t Child(NodeId id, uint32_t row, SpaceId space) {
    auto& children = rows.of(id).children;
    if (row >= children.size()) children.resize(size_t{row} + 1, kNoRow);
    if (children[row] == kNoRow && Reserve(space, 1, id)) {
      children[row] = rows.num_rows[space.value()]++;
    }
    return children[row] == kNoRow ? 0 : children[row];
  }
};

MessageBuilder::MessageBuilder(const Layout& layout,
                               std::pmr::memory_resource* memory)
    : rows_(std::make_unique<Rows>(layout, memory)) {}

MessageBuilder::~MessageBuilder() = default;

void MessageBuilder::Clear() {
  for (NodeValues& values : rows_->rows.values) {
    values.native.clear();
    values.texts.clear();
    values.children.clear();
    values.segments.clear();
  }
  std::ranges::fill(rows_->rows.num_rows, 0u);
  rows_->rows.roots.clear();
  rows_->texts.release();
  rows_->text_bytes = 0;
  rows_->failure = {};
}

uint32_t MessageBuilder::AddRoot() {
  const SpaceId root(0);
  if (!rows_->Reserve(root, 1, NodeId(Failure::kNoNode))) return 0;
  const uint32_t row = rows_->rows.num_rows[0]++;
  if (rows_->rows.root_is_referred_to()) rows_->rows.roots.push_back(row);
  return row;
}

uint32_t MessageBuilder::num_roots() const {
  const BuilderRows& rows = rows_->rows;
  return rows.root_is_referred_to() ? static_cast<uint32_t>(rows.roots.size())
                                    : rows.num_rows[0];
}

void MessageBuilder::SetBits(NodeId id, uint32_t row, uint64_t bits) {
  const Node& node = layout().node(id);
  if (!BoundsOf(node).Contains(bits)) return rows_->Refuse(bits, id);
  auto& native = rows_->rows.of(id).native;
  const unsigned size = NativeSize(node);
  const size_t at = size_t{row} * size;
  if (at >= native.size()) {
    const size_t old = native.size();
    native.resize(at + size);
    if (node.default_bits != 0) {
      for (size_t i = old; i < at; i += size) {
        StoreNative(node.default_bits, size, &native[i]);
      }
    }
  }
  StoreNative(bits, size, &native[at]);
}

void MessageBuilder::SetTextReference(NodeId id, uint32_t row,
                                      std::string_view text) {
  auto& texts = rows_->rows.of(id).texts;
  if (row >= texts.size()) {
    texts.resize(size_t{row} + 1, layout().node(id).default_text);
  }
  texts[row] = text;
}

void MessageBuilder::SetText(NodeId id, uint32_t row, std::string_view text) {
  if (text.empty()) return SetTextReference(id, row, {});
  auto* copy = static_cast<char*>(rows_->texts.allocate(text.size(), 1));
  std::copy(text.begin(), text.end(), copy);
  rows_->text_bytes += text.size();
  SetTextReference(id, row, {copy, text.size()});
}

uint32_t MessageBuilder::SetPresent(NodeId optional, uint32_t row) {
  return rows_->Child(optional, row, layout().node(optional).child_space);
}

uint32_t MessageBuilder::GetRecord(NodeId record, uint32_t row) {
  const TableId table = layout().node(record).table;
  return rows_->Child(record, row, SpaceId(table.value()));
}

uint32_t MessageBuilder::Append(NodeId list, uint32_t row, uint32_t count) {
  const SpaceId space = layout().node(list).child_space;
  if (!rows_->Reserve(space, count, list)) return 0;
  uint32_t& made = rows_->rows.num_rows[space.value()];
  auto& segments = rows_->rows.of(list).segments;
  // Elements of the row appended to last go on with its segment.
  if (count > 0 && (segments.empty() || segments.back().owner != row)) {
    segments.push_back({row, made});
  }
  const uint32_t first = made;
  made += count;
  return first;
}

uint32_t MessageBuilder::GetElement(NodeId array, uint32_t row,
                                    uint32_t index) {
  const Node& node = layout().node(array);
  const uint64_t first = uint64_t{row} * node.array_size;
  uint32_t& made = rows_->rows.num_rows[node.child_space.value()];
  if (first > kNoRow - 1 - node.array_size) {
    rows_->Fail("elements of arrays", array);
    return 0;
  }
  const auto end = static_cast<uint32_t>(first) + node.array_size;
  made = std::max(made, end);
  return static_cast<uint32_t>(first) + index;
}

uint32_t MessageBuilder::SetVariant(NodeId id, uint32_t row, uint32_t tag) {
  const Node& node = layout().node(id);
  NodeValues& values = rows_->rows.of(id);
  if (row >= values.native.size()) {
    values.native.resize(size_t{row} + 1, rows_->rows.DefaultTag(id));
  }
  if (values.native[row] != tag && row < values.children.size()) {
    values.children[row] = kNoRow;
  }
  values.native[row] = static_cast<uint8_t>(tag);
  return rows_->Child(id, row, SpaceId(node.child_space.value() + tag));
}

bool MessageBuilder::Finish(std::string& out, const Limits& limits) {
  if (rows_->failure.failed()) return false;
  return rows_->encoder.Encode(rows_->rows, limits, out, rows_->failure);
}

const Failure& MessageBuilder::failure() const { return rows_->failure; }

const Layout& MessageBuilder::layout() const { return rows_->rows.layout; }

uint64_t MessageBuilder::size_bytes() const {
  uint64_t size = rows_->text_bytes;
  for (const NodeValues& values : rows_->rows.values) {
    size += values.native.size() +
            values.texts.size() * sizeof(values.texts[0]) +
            values.children.size() * sizeof(uint32_t) +
            values.segments.size() * sizeof(ListSegment);
  }
  return size;
}

}  // namespace sinter
