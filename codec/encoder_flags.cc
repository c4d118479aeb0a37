// The default flags of a table, which say which of its columns follow (SPEC.md,
// "Default flags"). The mirror of opener_flags.cc.
#include <cstring>

#include "codec/columns/bits_column.h"
#include "codec/encoder.h"

namespace sinter {

bool Encoder::IsThere(NodeId field) const {
  // What was never set is its default; of many fields most are that.
  return rows_->cells_at(lone_nodes_[field.value()].slot).size > 0 &&
         !IsDefault(field);
}

bool Encoder::IsDefault(NodeId field) const {
  const Node& node = layout_.node(field);
  switch (node.kind) {
    case NodeKind::kOptional:
    case NodeKind::kList:
    case NodeKind::kMap:
      return order_.of(node.child_space).size() == 0;
    case NodeKind::kArray:
      return IsDefault(node.child);
    case NodeKind::kText:
      if (RowsOf(field) == 1) return TextAt(field, 0) == node.default_text;
      return AllDefault(SourceOf(field));
    case NodeKind::kBool:
    case NodeKind::kInteger:
    case NodeKind::kFloat:
      if (RowsOf(field) == 1) return BitsAt(field, 0) == node.default_bits;
      return AllDefault(SourceOf(field));
    case NodeKind::kRaw:
      for (uint32_t i = 0; i < RowsOf(field); ++i) {
        if (!TextAt(field, i).empty()) return false;
      }
      return true;
    case NodeKind::kStruct: {
      const Shape& shape = layout_.shapes[node.shape];
      for (uint32_t i = 0; i < RowsOf(field); ++i) {
        const char* bytes = StructAt(field, i).data();
        if (std::memcmp(bytes, shape.default_bytes, shape.size) != 0) {
          return false;
        }
      }
      return true;
    }
    case NodeKind::kUnion:
    case NodeKind::kNull:
    case NodeKind::kRecord:
      return true;  // has no flag
  }
  return true;
}

// Also lists the columns to put, so that each is looked at once.
void Encoder::PutFlags(const FieldRange& fields, bool is_lone,
                       WireWriter& writer) {
  const bool has_column = HasFlagColumn(fields);
  words_.assign((fields.num_flagged + 63) / 64 + 1, 0);
  to_put_.clear();
  const auto has_flag =
      is_lone && !has_column ? &LoneNode::has_flag : &LoneNode::is_flagged;
  const Cells* const cells = rows_->all_cells().data();
  const LoneNode* node = lone_nodes_.data() + fields.first;
  const LoneNode* const end = node + fields.count;
  uint32_t num_flags = 0;
  for (; node != end; ++node) {
    if (!(node->*has_flag)) {
      to_put_.push_back(IdOf(*node));
      continue;
    }
    // What was never set is its default; of many fields most are that.
    if (cells[node->slot].size > 0 && !IsDefault(IdOf(*node))) {
      words_[num_flags / 64] |= uint64_t{1} << (num_flags % 64);
      to_put_.push_back(IdOf(*node));
    }
    ++num_flags;
  }
  if (has_column) {
    PutBitColumn({{words_.data(), (num_flags + 63) / 64}, num_flags},
                 BitsUse::kValues, scratch_, writer);
  } else {
    writer.PutBits(words_[0], num_flags);
  }
}

void Encoder::PutFields(const FieldRange& fields, uint32_t rows,
                        WireWriter& writer) {
  if (rows == 1 && !HasFlagColumn(fields) && !is_plain_) {
    return PutLoneFields(fields, writer);
  }
  PutFlags(fields, rows == 1, writer);
  for (const NodeId id : to_put_) PutNode(id, true, writer);
}

}  // namespace sinter
