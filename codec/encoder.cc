#include "codec/encoder.h"

#include <algorithm>

#include "codec/columns/bits_column.h"
#include "codec/columns/floats.h"
#include "codec/columns/in_place.h"
#include "codec/columns/integers.h"
#include "codec/columns/lengths.h"
#include "codec/columns/tags.h"
#include "codec/columns/texts.h"

namespace sinter {

namespace {

// Rows or bytes from which on messages are worth no second copy.
constexpr uint64_t kLarge = 1u << 14;

}  // namespace

Encoder::Encoder(const Layout& layout, std::pmr::memory_resource* memory)
    : layout_(layout),
      order_(layout, memory),
      first_rows_(memory),
      scratch_(memory),
      interned_(memory),
      lone_texts_(memory),
      texts_(memory),
      numbers_(memory),
      words_(memory),
      tags_(memory),
      byte_nodes_(memory),
      lone_nodes_(memory),
      lone_values_(memory),
      to_put_(memory),
      out_(memory),
      group_bytes_(memory) {
  lone_nodes_.reserve(layout.nodes.size());
  for (uint32_t i = 0; i < layout.nodes.size(); ++i) {
    const Node& node = layout.nodes[i];
    lone_nodes_.push_back(LoneNode(layout, node));
    if (node.kind == NodeKind::kText || node.kind == NodeKind::kRaw ||
        node.kind == NodeKind::kStruct) {
      byte_nodes_.push_back(NodeId(i));
    }
  }
}

bool Encoder::Prepare(const BuilderRows& rows, const Limits& limits,
                      Failure& failure) {
  rows_ = &rows;
  failure_ = &failure;
  uint64_t bytes = 0;
  if (!order_.Compute(rows, limits.max_rows, failure)) return false;
  if (!CheckTexts(limits.max_text_bytes, bytes, failure)) return false;
  is_large_ = order_.total_rows() >= kLarge || bytes >= kLarge;
  is_extended_ = std::ranges::any_of(layout_.groups, [&](const Group& group) {
    return order_.RowsOf(group) > 0;
  });
  return true;
}

bool Encoder::Write(ByteBuffer& out) {
  lone_texts_.Clear();
  WireWriter writer(out);
  writer.PutBits(is_extended_, 1);
  PutTables(writer);
  if (is_extended_) PutGroups(writer);
  return !failure_->failed();
}

void Encoder::PutTables(WireWriter& writer) {
  const std::span<const TableId> order = layout_.base_order();
  for (size_t i = 0; i < order.size(); ++i) {
    const TableId table = order[i];
    const uint32_t cycle = layout_.table(table).cycle;
    if (cycle == kNoCycle) {
      if (is_extended_) PutLaterRows(table, writer);
    } else if (i == 0 || layout_.table(order[i - 1]).cycle != cycle) {
      PutCycle(layout_.CycleAt(i), writer);
    }
    if (RowsOf(table) > 0) {
      PutFields(layout_.base_fields(table), RowsOf(table), writer);
    }
  }
}

// The tables of a cycle state their rows, which no other tables tell.
void Encoder::PutCycle(std::span<const TableId> tables, WireWriter& writer) {
  const bool is_absent = std::ranges::all_of(
      tables, [&](TableId table) { return RowsOf(table) == 0; });
  if (is_absent && !is_extended_) return;
  for (const TableId table : tables) writer.PutGroups(RowsOf(table));
}

namespace {

bool FailBytes(NodeId node, uint64_t size, Failure& failure) {
  failure = {.code = FailureCode::kLimit,
             .what = "bytes of strings, structs and raw lists",
             .expected = "no more than the limits allow",
             .found = size,
             .node = node.value()};
  return false;
}

// Saturated: the same memory may stand for many texts.
uint64_t TotalSize(std::span<const std::string_view> texts) {
  uint64_t total = 0;
  bool overflows = false;
  for (const std::string_view text : texts) {
    overflows |= __builtin_add_overflow(total, text.size(), &total);
  }
  return overflows ? ~uint64_t{0} : total;
}

}  // namespace

bool Encoder::CheckTexts(uint64_t max_bytes, uint64_t& total,
                         Failure& failure) const {
  for (const NodeId id : byte_nodes_) {
    const Node& node = layout_.node(id);
    if (node.kind == NodeKind::kStruct) {
      const uint64_t size =
          uint64_t{RowsOf(id)} * layout_.shapes[node.shape].size;
      if (size > max_bytes - total) return FailBytes(id, size, failure);
      total += size;
      continue;
    }
    // Raw lists are kept like bytes, and checked as they are set.
    const auto texts = rows_->cells(id).of<std::string_view>();
    if (node.fixed_size > 0) {
      const auto other =
          std::ranges::find_if(texts, [&](std::string_view text) {
            return text.size() != node.fixed_size;
          });
      if (other != texts.end()) {
        failure = {.code = FailureCode::kMalformed,
                   .what = "size of a value",
                   .expected = "that of its type",
                   .found = other->size(),
                   .node = id.value()};
        return false;
      }
    }
    const uint64_t size = TotalSize(texts);
    if (size > max_bytes - total) return FailBytes(id, size, failure);
    total += size;
  }
  return true;
}

void Encoder::FailUtf8(NodeId id) {
  if (failure_->failed()) return;
  *failure_ = {.code = FailureCode::kMalformed,
               .what = "text is not UTF-8",
               .node = id.value()};
}

uint32_t Encoder::RowsOf(TableId table) const {
  return order_.of(SpaceId(table.value())).size();
}

uint32_t Encoder::RowsOf(NodeId id) const {
  return order_.of(layout_.node(id).space).size();
}

GatherSource Encoder::SourceOf(NodeId id) const {
  const Node& node = layout_.node(id);
  return {node, rows_->cells(id), order_.of(node.space)};
}

uint64_t Encoder::BitsAt(NodeId id, uint32_t position) const {
  const Node& node = layout_.node(id);
  const uint32_t row = order_.of(node.space)[position];
  return row == kNoRow ? node.default_bits : rows_->Bits(id, row);
}

std::string_view Encoder::TextAt(NodeId id, uint32_t position) const {
  const Node& node = layout_.node(id);
  const uint32_t row = order_.of(node.space)[position];
  return row == kNoRow ? node.default_text : rows_->Text(id, row);
}

bool Encoder::PresentAt(NodeId id, uint32_t position) const {
  const uint32_t row = order_.of(layout_.node(id).space)[position];
  return row != kNoRow && rows_->Child(id, row) != kNoRow;
}

std::string_view Encoder::StructAt(NodeId id, uint32_t position) const {
  const Node& node = layout_.node(id);
  const uint8_t* bytes = rows_->Struct(id, order_.of(node.space)[position]);
  return {reinterpret_cast<const char*>(bytes),
          layout_.shapes[node.shape].size};
}

void Encoder::PutNode(NodeId id, bool is_field, WireWriter& writer) {
  const Node& node = layout_.node(id);
  switch (node.kind) {
    case NodeKind::kBool:
      return PutBools(id, is_field, writer);
    case NodeKind::kInteger:
    case NodeKind::kFloat:
      return PutNumbers(id, writer);
    case NodeKind::kText:
      return PutStrings(id, writer);
    case NodeKind::kStruct:
      return PutStructs(id, writer);
    case NodeKind::kRaw:
      return PutRawLists(id, writer);
    case NodeKind::kOptional:
      PutPresence(id, is_field, writer);
      break;
    case NodeKind::kList:
    case NodeKind::kMap:
      order_.CountElements(id, *rows_, scratch_.lengths);
      PutLengths(scratch_.lengths, LengthsUse::kAlone, scratch_, writer);
      break;
    case NodeKind::kUnion:
      return PutVariants(id, 0, node.num_base_children(), writer);
    case NodeKind::kRecord:
      if (node.group != kNoGroup) PutSite(id, writer);
      return;
    case NodeKind::kNull:
      return;
    case NodeKind::kArray:
      break;
  }
  PutChildren(node, 0, node.num_children, writer);
}

void Encoder::PutChildren(const Node& node, uint32_t first, uint32_t count,
                          WireWriter& writer) {
  for (uint32_t i = first; i < first + count; ++i) {
    const NodeId child(node.child.value() + i);
    if (RowsOf(child) > 0) PutNode(child, false, writer);
  }
}

void Encoder::PutVariants(NodeId id, uint32_t first, uint32_t count,
                          WireWriter& writer) {
  const Node& node = layout_.node(id);
  const SpaceOrder& order = order_.of(node.space);
  tags_.clear();
  for (uint32_t i = 0; i < order.size(); ++i) {
    const uint32_t tag = rows_->Variant(id, order[i]).tag;
    if (tag < first) continue;
    tags_.push_back(static_cast<uint8_t>(std::min(tag - first, count)));
  }
  PutTags(tags_, count, scratch_, writer);
  PutChildren(node, first, count, writer);
}

void Encoder::PutBools(NodeId id, bool is_field, WireWriter& writer) {
  const uint32_t rows = RowsOf(id);
  if (rows == 1) {
    // The default flag of a lone field says it all.
    if (!is_field) writer.PutBits(BitsAt(id, 0), 1);
    return;
  }
  GatherBools(SourceOf(id), words_);
  PutBitColumn({words_, rows}, BitsUse::kValues, scratch_, writer);
}

void Encoder::PutPresence(NodeId id, bool is_field, WireWriter& writer) {
  const uint32_t rows = RowsOf(id);
  if (rows == 1) {
    if (!is_field) writer.PutBits(PresentAt(id, 0), 1);
    return;
  }
  GatherPresence(SourceOf(id), words_);
  PutBitColumn({words_, rows}, BitsUse::kRanked, scratch_, writer);
}

void Encoder::PutNumbers(NodeId id, WireWriter& writer) {
  const Node& node = layout_.node(id);
  const uint32_t rows = RowsOf(id);
  if (rows == 1) return PutLoneNumber(id, BitsAt(id, 0), writer);
  if (node.kind == NodeKind::kFloat) {
    GatherNumbers(SourceOf(id), numbers_);
    return PutFloats(numbers_, node.bits, scratch_, writer);
  }
  PutIntegers(GatherIntegers(SourceOf(id), numbers_),
              {.is_signed = node.is_signed, .sparse_value = node.default_bits},
              scratch_, writer);
}

void Encoder::PutStrings(NodeId id, WireWriter& writer) {
  const uint32_t rows = RowsOf(id);
  const Node& node = layout_.node(id);
  if (rows == 1) return PutLoneString(id, TextAt(id, 0), writer);
  const auto texts = GatherTexts(SourceOf(id), texts_);
  if (!PutTexts(texts, {node.fixed_size, node.is_utf8}, interned_, scratch_,
                writer)) {
    FailUtf8(id);
  }
}

void Encoder::PutStructs(NodeId id, WireWriter& writer) {
  const Node& node = layout_.node(id);
  const uint32_t rows = RowsOf(id);
  writer.PutPadding(AlignmentOf(layout_, node));
  if (order_.of(node.space).is_identity() && rows_->cells(id).size >= rows) {
    const std::string_view first = StructAt(id, 0);
    return writer.PutBytes({first.data(), first.size() * rows});
  }
  for (uint32_t i = 0; i < rows; ++i) writer.PutBytes(StructAt(id, i));
}

void Encoder::PutRawLists(NodeId id, WireWriter& writer) {
  const Node& node = layout_.node(id);
  PutRaw(GatherTexts(SourceOf(id), texts_), layout_.shapes[node.shape].size,
         node.align, numbers_, scratch_, writer);
}

}  // namespace sinter
