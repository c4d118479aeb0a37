// Tables of one row, as which records that are sent alone arrive: every value
// in its shortest form, with as little as possible done around it (SPEC.md,
// "Tables", "Codes and lone integers", "Lone strings").

#include "codec/columns/floats.h"
#include "codec/encoder.h"
#include "codec/utf8.h"

namespace sinter {

namespace {

// Bits of the code of an integer that has one.
unsigned CodeBits(const Node& node) {
  const uint64_t last = node.hi - node.lo;
  return BitsFor(node.lone_form == LoneForm::kOpenCode ? last + 1 : last);
}

}  // namespace

LoneNode::LoneNode(const Layout& layout, const Node& node)
    : default_bits(node.default_bits),
      lo(node.lo),
      last(node.hi - node.lo),
      slot(layout.slot(node)),
      fixed_size(node.fixed_size),
      kind(node.kind),
      form(node.lone_form),
      size(static_cast<uint8_t>(NativeSize(node))),
      code_bits(static_cast<uint8_t>(CodeBits(node))),
      is_signed(node.is_signed),
      is_utf8(node.is_utf8),
      is_flagged(IsFlagged(layout, node)),
      has_flag(HasLoneFlag(node)),
      is_nothing(node.kind == NodeKind::kRecord && node.group == kNoGroup) {}

inline uint64_t Encoder::LoneBits(const LoneNode& node, uint32_t row) const {
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
  if (lone_values_.size() < fields.count) lone_values_.resize(fields.count);
  LoneValue* end = lone_values_.data();
  uint64_t flags = 0;
  unsigned num_flags = 0;
  for (uint32_t i = fields.first; i < fields.first + fields.count; ++i) {
    const LoneNode& node = lone_nodes_[i];
    if (node.is_nothing) continue;
    const bool is_number = node.size != 0;
    *end = {NodeId(i), is_number ? LoneBits(node, row) : 0};
    if (!node.has_flag) {
      ++end;
      continue;
    }
    const bool is_there =
        is_number ? end->bits != node.default_bits : IsThere(NodeId(i));
    flags |= uint64_t{is_there} << num_flags++;
    // The flag of a bool says it all.
    end += is_there && node.kind != NodeKind::kBool ? 1 : 0;
  }
  writer.PutBits(flags, num_flags);
  for (const LoneValue* at = lone_values_.data(); at != end; ++at) {
    PutLoneValue(*at, row, writer);
  }
}

inline void Encoder::PutLoneValue(const LoneValue& value, uint32_t row,
                                  WireWriter& writer) {
  const LoneNode& node = lone_nodes_[value.id.value()];
  switch (node.kind) {
    case NodeKind::kInteger:
      return PutLoneInteger(node, value.bits, writer);
    case NodeKind::kFloat:
      return PutLoneFloat(value.bits, node.size * 8u, writer);
    case NodeKind::kText: {
      const auto texts = rows_->cells_at(node.slot).of<std::string_view>();
      const std::string_view text =
          row < texts.size() ? texts[row] : layout_.node(value.id).default_text;
      return PutLoneText(value.id, text, writer);
    }
    case NodeKind::kBool:
    case NodeKind::kOptional:
    case NodeKind::kList:
    case NodeKind::kArray:
    case NodeKind::kMap:
    case NodeKind::kUnion:
    case NodeKind::kNull:
    case NodeKind::kRecord:
    case NodeKind::kStruct:
    case NodeKind::kRaw:
      return PutNode(value.id, true, writer);
  }
}

void Encoder::PutLoneInteger(const LoneNode& node, uint64_t value,
                             WireWriter& writer) {
  const uint64_t code = value - node.lo;
  switch (node.form) {
    case LoneForm::kVarint:
      return writer.PutNumber(node.is_signed, value);
    case LoneForm::kCode:
      return writer.PutBits(code, node.code_bits);
    case LoneForm::kOpenCode:
      if (code <= node.last) return writer.PutBits(code, node.code_bits);
      writer.PutBits(node.last + 1, node.code_bits);
      return writer.PutGroups(code - node.last - 1);
  }
}

void Encoder::PutLoneText(NodeId id, std::string_view text,
                          WireWriter& writer) {
  const LoneNode& node = lone_nodes_[id.value()];
  if (node.is_utf8 && !IsShortAscii(text) && !IsUtf8(text)) {
    return FailUtf8(id);
  }
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
