// Tables of one row, as which records that are sent alone arrive: every value
// in its shortest form, with as little as possible done around it (SPEC.md,
// "Tables", "Codes and lone integers", "Lone strings"). The mirror of
// opener_lone.cc.

#include "codec/columns/floats.h"
#include "codec/encoder.h"
#include "codec/lone_writer.h"
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
      has_no_flag(!HasLoneFlag(node)),
      is_put(node.kind != NodeKind::kBool),
      size_and_sign(SizeAndSign(NativeSize(node), node.is_signed)),
      is_nothing(node.kind == NodeKind::kRecord && node.group == kNoGroup) {}

[[gnu::always_inline]] inline uint64_t Encoder::LoneBits(const LoneNode& node,
                                                         uint32_t row) const {
  const Cells& cells = rows_->cells_at(node.slot);
  if (row >= cells.size) return node.default_bits;
  const auto signed_at = [&]<typename T>(T) {
    return static_cast<uint64_t>(
        int64_t{static_cast<const T*>(cells.data)[row]});
  };
  switch (node.size_and_sign) {
    case LoneNode::SizeAndSign(1, true):
      return signed_at(int8_t{});
    case LoneNode::SizeAndSign(2, true):
      return signed_at(int16_t{});
    case LoneNode::SizeAndSign(4, true):
      return signed_at(int32_t{});
    case LoneNode::SizeAndSign(1, false):
      return static_cast<const uint8_t*>(cells.data)[row];
    case LoneNode::SizeAndSign(2, false):
      return static_cast<const uint16_t*>(cells.data)[row];
    case LoneNode::SizeAndSign(4, false):
      return static_cast<const uint32_t*>(cells.data)[row];
    default:
      return static_cast<const uint64_t*>(cells.data)[row];
  }
}

inline std::string_view Encoder::LoneTextOf(const LoneNode& node,
                                            uint32_t row) const {
  const auto texts = rows_->cells_at(node.slot).of<std::string_view>();
  return row < texts.size() ? texts[row]
                            : layout_.node(IdOf(node)).default_text;
}

namespace {

// Texts of more bytes are not worth making room for all at once.
constexpr uint64_t kMostInline = 128;

}  // namespace

Encoder::LoneFlags Encoder::CollectLone(const FieldRange& fields) {
  const LoneNode* const first = &lone_nodes_[fields.first];
  const LoneNode* const last = first + fields.count;
  const uint32_t row = order_.of(layout_.node(IdOf(*first)).space)[0];
  if (lone_values_.size() < fields.count) lone_values_.resize(fields.count);
  LoneValue* end = lone_values_.data();
  uint64_t flags = 0;
  unsigned num_flags = 0;
  uint64_t text_bytes = 0;
  for (const LoneNode* node = first; node != last; ++node) {
    if (node->is_number()) {
      const uint64_t bits = LoneBits(*node, row);
      const bool is_there = bits != node->default_bits;
      *end = {node, bits, nullptr};
      flags |= (uint64_t{is_there} & uint64_t{node->has_flag}) << num_flags;
      num_flags += node->has_flag;
      end += is_there ? node->is_put : node->has_no_flag;
    } else if (node->kind == NodeKind::kText) {
      const std::string_view text = LoneTextOf(*node, row);
      if (text.size() <= kMostInline) text_bytes += text.size();
      *end++ = {node, text.size(), text.data()};
    } else if (!node->is_nothing) {
      const bool is_there = !node->has_flag || IsThere(IdOf(*node));
      *end = {node, 0, nullptr};
      flags |= uint64_t{is_there && node->has_flag} << num_flags;
      num_flags += node->has_flag;
      end += is_there ? 1 : 0;
    }
  }
  num_lone_values_ = static_cast<size_t>(end - lone_values_.data());
  most_lone_bytes_ = num_lone_values_ * LoneWriter::kMostBytes + text_bytes;
  return {flags, num_flags};
}

template <typename Writer>
[[gnu::always_inline]] inline void Encoder::PutLoneInteger(const LoneNode& node,
                                                           uint64_t value,
                                                           Writer& writer) {
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

template <typename Writer>
[[gnu::always_inline]] inline void Encoder::PutLoneText(const LoneNode& node,
                                                        std::string_view text,
                                                        Writer& writer) {
  if (node.is_utf8 && !IsShortAscii(text) && !IsUtf8(text)) {
    FailUtf8(IdOf(node));
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

void Encoder::PutLoneFields(const FieldRange& fields, WireWriter& writer) {
  if (fields.count == 0) return;
  const LoneFlags flags = CollectLone(fields);
  writer.PutBits(flags.bits, flags.count);
  const LoneValue* at = lone_values_.data();
  const LoneValue* const end = at + num_lone_values_;
  while (at != end) {
    at = PutLoneRun(at, end, writer);
    if (at == end) break;
    const LoneValue& other = *at++;
    if (other.node->kind == NodeKind::kText) {
      PutLoneText(*other.node, other.AsText(), writer);
    } else {
      PutNode(IdOf(*other.node), true, writer);
    }
  }
}

// Numbers and short texts up to the first value that is something else, which
// is returned.
const Encoder::LoneValue* Encoder::PutLoneRun(const LoneValue* at,
                                              const LoneValue* end,
                                              WireWriter& writer) {
  LoneWriter lone(writer, most_lone_bytes_);
  for (; at != end; ++at) {
    const LoneNode& node = *at->node;
    if (node.kind == NodeKind::kInteger) {
      PutLoneInteger(node, at->bits, lone);
    } else if (node.kind == NodeKind::kText && at->bits <= kMostInline) {
      PutLoneText(node, at->AsText(), lone);
    } else if (node.kind == NodeKind::kFloat) {
      PutLoneFloat(at->bits, node.size * 8u, lone);
    } else {
      break;
    }
  }
  lone.Finish();
  return at;
}

void Encoder::PutLoneNumber(NodeId id, uint64_t bits, WireWriter& writer) {
  const LoneNode& node = lone_nodes_[id.value()];
  if (node.kind == NodeKind::kFloat) {
    return PutLoneFloat(bits, node.size * 8u, writer);
  }
  PutLoneInteger(node, bits, writer);
}

void Encoder::PutLoneString(NodeId id, std::string_view text,
                            WireWriter& writer) {
  PutLoneText(lone_nodes_[id.value()], text, writer);
}

}  // namespace sinter
