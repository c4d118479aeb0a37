// Tables of one row, as which records that are sent alone arrive: every value
// in its shortest form, with as little as possible done around it (SPEC.md,
// "Tables", "Codes and lone integers", "Lone strings").

#include "codec/columns/floats.h"
#include "codec/encoder.h"
#include "codec/utf8.h"

namespace sinter {

LoneNode::LoneNode(const Layout& layout, const Node& node)
    : default_bits(node.default_bits),
      slot(layout.slot(node)),
      kind(node.kind),
      size(static_cast<uint8_t>(NativeSize(node))),
      is_signed(node.is_signed),
      is_flagged(IsFlagged(layout, node)),
      has_flag(HasLoneFlag(node)),
      is_varint(node.lone_form == LoneForm::kVarint),
      is_nothing(node.kind == NodeKind::kRecord && node.group == kNoGroup) {}

uint64_t Encoder::LoneBits(const LoneNode& node, uint32_t row) const {
  const Cells& cells = rows_->cells_at(node.slot);
  if (row >= cells.size) return node.default_bits;
  const uint64_t narrow = LoadNative(cells.data, row, node.size);
  if (!node.is_signed) return narrow;
  const unsigned unused = 64u - 8u * node.size;
  return static_cast<uint64_t>(static_cast<int64_t>(narrow << unused) >>
                               unused);
}

void Encoder::PutLoneFields(const FieldRange& fields, WireWriter& writer) {
  if (fields.count == 0) return;
  const Node& first = layout_.node(NodeId(fields.first));
  const uint32_t row = order_.of(first.space)[0];
  lone_values_.clear();
  uint64_t flags = 0;
  unsigned num_flags = 0;
  for (uint32_t i = 0; i < fields.count; ++i) {
    const NodeId id(fields.first + i);
    const LoneNode& node = lone_nodes_[id.value()];
    if (node.is_nothing) continue;
    const bool is_number = node.size != 0;
    const uint64_t bits = is_number ? LoneBits(node, row) : 0;
    if (node.has_flag) {
      const bool is_there = is_number ? bits != node.default_bits : IsThere(id);
      flags |= uint64_t{is_there} << num_flags++;
      // The flag of a bool says it all.
      if (!is_there || node.kind == NodeKind::kBool) continue;
    }
    lone_values_.push_back({id, bits});
  }
  writer.PutBits(flags, num_flags);
  for (const LoneValue& value : lone_values_) {
    PutLoneValue(value, row, writer);
  }
}

void Encoder::PutLoneValue(const LoneValue& value, uint32_t row,
                           WireWriter& writer) {
  const LoneNode& node = lone_nodes_[value.id.value()];
  if (node.kind == NodeKind::kInteger) {
    if (node.is_varint) return writer.PutNumber(node.is_signed, value.bits);
    return PutLoneInteger(layout_.node(value.id), value.bits, writer);
  }
  if (node.kind == NodeKind::kFloat) {
    return PutLoneFloat(value.bits, node.size * 8u, writer);
  }
  if (node.kind == NodeKind::kText) {
    return PutLoneText(value.id, rows_->Text(value.id, row), writer);
  }
  PutNode(value.id, true, writer);
}

void Encoder::PutLoneInteger(const Node& node, uint64_t value,
                             WireWriter& writer) {
  const uint64_t code = value - node.lo;
  const uint64_t last = node.hi - node.lo;
  switch (node.lone_form) {
    case LoneForm::kVarint:
      return writer.PutNumber(node.is_signed, value);
    case LoneForm::kCode:
      return writer.PutBits(code, BitsFor(last));
    case LoneForm::kOpenCode:
      if (code <= last) return writer.PutBits(code, BitsFor(last + 1));
      writer.PutBits(last + 1, BitsFor(last + 1));
      return writer.PutGroups(code - last - 1);
  }
}

void Encoder::PutLoneText(NodeId id, std::string_view text,
                          WireWriter& writer) {
  const Node& node = layout_.node(id);
  if (node.is_utf8 && !IsUtf8(text)) return FailUtf8(id);
  const uint32_t known = lone_texts_.size();
  // Empty strings are not worth a number.
  const uint32_t number = text.empty() ? known : lone_texts_.Intern(text);
  const bool is_new = number == known;
  if (known > 0) writer.PutBits(is_new, 1);
  if (!is_new) return writer.PutBits(number, BitsFor(known - 1));
  if (node.fixed_size == 0) writer.PutGroups(text.size());
  writer.PutBytes(text);
}

}  // namespace sinter
