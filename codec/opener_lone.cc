// Values that stand alone, as those of records that are sent alone do (SPEC.md,
// "Codes and lone integers", "Lone strings"). The mirror of encoder_lone.cc.
//
// A descriptor that nothing was read into is that of its default: of one row
// the number of rows and the value differ, nothing else. What needs no more
// than the value to be verified is verified here.
#include <algorithm>
#include <array>

#include "codec/bits.h"
#include "codec/columns/floats.h"
#include "codec/columns/texts.h"
#include "codec/opener.h"
#include "codec/utf8.h"

namespace sinter {

namespace {

// HasLoneFlag, by kind and by form of integers.
constexpr size_t kNumKinds = static_cast<size_t>(NodeKind::kRaw) + 1;
constexpr size_t kNumForms = 4;  // and one that is none
constexpr auto kLoneFlags = [] {
  std::array<std::array<uint8_t, kNumForms>, kNumKinds> flags{};
  for (size_t kind = 0; kind < kNumKinds; ++kind) {
    for (size_t form = 0; form < kNumForms; ++form) {
      flags[kind][form] =
          HasLoneFlag({.kind = static_cast<NodeKind>(kind),
                       .lone_form = static_cast<LoneForm>(form)});
    }
  }
  return flags;
}();

inline unsigned LoneFlagOf(const Node& node) {
  return kLoneFlags[static_cast<size_t>(node.kind)]
                   [static_cast<size_t>(node.lone_form)];
}

}  // namespace

[[gnu::always_inline]] inline void MessageOpener::SetLoneBit(const Lone& lone,
                                                             bool bit) {
  Column& column = reader_.slots_[lone.slot];
  column.rows = 1;
  column.ranked.bits.form = bit ? BitsForm::kOnes : BitsForm::kZeros;
  column.ranked.bits.listed = bit ? 1 : 0;
}

[[gnu::always_inline]] inline bool MessageOpener::OpenLoneBool(const Lone& lone,
                                                               bool is_field) {
  // The default flag of a field says it all.
  uint64_t value = lone.node.default_bits == 0;
  if (!is_field && !wire_.ReadBits(1, "bool", value)) return false;
  SetLoneBit(lone, value != 0);
  return true;
}

[[gnu::always_inline]] inline bool MessageOpener::OpenLoneOptional(
    const Lone& lone, bool is_field) {
  uint64_t present = 1;
  if (!is_field && !wire_.ReadBits(1, "present", present)) return false;
  SetLoneBit(lone, present != 0);
  return OpenChildren(lone.node, present);
}

[[gnu::always_inline]] inline bool MessageOpener::OpenLoneInteger(
    const Lone& lone) {
  const Node& node = lone.node;
  const uint64_t last = node.hi - node.lo;
  uint64_t value = 0;
  switch (node.lone_form) {
    case LoneForm::kVarint:
      if (!wire_.ReadNumber(node.is_signed, "value", value)) return false;
      // Modulo 2^64 that is so of signed numbers too.
      if (!verifies_ || value - node.lo > last) VerifyLater(lone.id);
      break;
    case LoneForm::kCode:
      if (!wire_.ReadBits(BitsFor(last), "code", value)) return false;
      if (value > last) {
        return wire_.Malformed("code", "a value of the type", value);
      }
      value += node.lo;
      break;
    case LoneForm::kOpenCode:
      if (!wire_.ReadBits(BitsFor(last + 1), "code", value)) return false;
      if (value > last + 1) {
        return wire_.Malformed("code", "a member or the escape code", value);
      }
      if (value == last + 1) {
        uint64_t beyond;
        if (!wire_.ReadGroups("later member", beyond)) return false;
        const uint64_t most = LowMask(node.bits);
        if (value > most || beyond > most - value) {
          return wire_.Malformed("later member", "a number of the type",
                                 beyond);
        }
        value += beyond;
      }
      break;
  }
  Column& column = reader_.slots_[lone.slot];
  column.rows = 1;
  column.base = value;
  return true;
}

[[gnu::always_inline]] inline bool MessageOpener::OpenLoneFloat(
    const Lone& lone) {
  Column& column = reader_.slots_[lone.slot];
  column.rows = 1;
  const unsigned bits = lone.node.bits;
  if (!sinter::OpenLoneFloat(bits, wire_, column)) return false;
  if (!verifies_ || !IsLoneFloat(column, bits)) VerifyLater(lone.id);
  return true;
}

[[gnu::always_inline]] inline bool MessageOpener::OpenLoneText(
    const Lone& lone) {
  uint64_t is_new = 1;
  const uint32_t known = num_lone_texts_ - first_lone_text_;
  if (known > 0 && !wire_.ReadBits(1, "new", is_new)) return false;
  return is_new != 0 ? OpenNewText(lone) : OpenKnownText(lone, known);
}

[[gnu::always_inline]] inline bool MessageOpener::OpenNewText(
    const Lone& lone) {
  uint64_t size = lone.node.fixed_size;
  const uint8_t* data;
  if ((size == 0 && !wire_.ReadGroups("length", size)) ||
      !wire_.ReadBytes(size, 0, "text", data)) {
    return false;
  }
  Column* columns = reader_.slots_ + lone.slot;
  columns[0].base = size;
  columns[0].ranges.bytes = data;
  columns[0].ranges.total = size;
  columns[1].rows = 1;
  if (size == 0) return true;
  reader_.texts_[num_lone_texts_++] = lone.slot;
  SetLoneNumber(num_lone_texts_, columns);
  CheckLoneText(lone);
  return true;
}

bool MessageOpener::OpenKnownText(const Lone& lone, uint32_t known) {
  uint64_t number;
  if (!wire_.ReadBits(BitsFor(known - 1), "same as", number)) return false;
  if (number >= known) {
    return wire_.Malformed("number of an earlier string", "less than there are",
                           number);
  }
  Column* columns = reader_.slots_ + lone.slot;
  const uint32_t earlier = reader_.texts_[first_lone_text_ + number];
  std::copy_n(reader_.slots_ + MessageReader::SlotOfText(earlier), 2, columns);
  const uint32_t fixed_size = lone.node.fixed_size;
  if (fixed_size > 0 && columns[0].base != fixed_size) {
    return wire_.Malformed("size of an earlier string", "that of the type",
                           columns[0].base);
  }
  CheckLoneText(lone);
  return true;
}

[[gnu::always_inline]] inline void MessageOpener::CheckLoneText(
    const Lone& lone) {
  if (!lone.node.is_utf8) return;
  if (!verifies_) return VerifyLater(lone.id);
  // Back references cost bits: each must not cost a pass over its string.
  const Column* columns = reader_.slots_ + lone.slot;
  uint32_t& text = reader_.texts_[LoneNumber(columns) - 1];
  if (MessageReader::IsKnownUtf8(text)) return;
  const std::string_view bytes(
      reinterpret_cast<const char*>(columns[0].ranges.bytes),
      static_cast<size_t>(columns[0].ranges.total));
  if (!IsShortAscii(bytes) && !IsUtf8(bytes)) return VerifyLater(lone.id);
  text = MessageReader::KnownUtf8(text);
}

[[gnu::always_inline]] inline void MessageOpener::EnterLone(
    const Lone& lone, uint32_t num_slots, SlotRange& touched) {
  wire_.EnterNode(lone.id, 1);
  if (lone.slot > touched.end + kGap) [[unlikely]] {
    if (touched.begin < touched.end) Touch(touched.begin, touched.end);
    touched.begin = lone.slot;
  }
  touched.end = lone.slot + num_slots;
}

[[gnu::always_inline]] inline bool MessageOpener::OpenLone(const Lone& lone,
                                                           bool is_field,
                                                           SlotRange& touched) {
  switch (lone.node.kind) {
    case NodeKind::kBool:
      EnterLone(lone, 1, touched);
      return OpenLoneBool(lone, is_field);
    case NodeKind::kInteger:
      EnterLone(lone, 1, touched);
      return OpenLoneInteger(lone);
    case NodeKind::kFloat:
      EnterLone(lone, 1, touched);
      return OpenLoneFloat(lone);
    case NodeKind::kText:
      EnterLone(lone, 2, touched);
      return OpenLoneText(lone);
    case NodeKind::kOptional:
      EnterLone(lone, 1, touched);
      return OpenLoneOptional(lone, is_field);
    case NodeKind::kList:
    case NodeKind::kArray:
    case NodeKind::kMap:
    case NodeKind::kUnion:
    case NodeKind::kNull:
    case NodeKind::kRecord:
    case NodeKind::kStruct:
    case NodeKind::kRaw:
      return OpenColumns(lone.id, lone.node, 1);
  }
  return false;
}

bool MessageOpener::OpenLoneFields(const FieldRange& range) {
  const std::span<const Node> fields =
      layout_.nodes.subspan(range.first, range.count);
  if (fields.empty()) return true;
  unsigned num_flags = 0;
  for (const Node& field : fields) num_flags += LoneFlagOf(field);
  uint64_t flags;  // that of the first field in bit 0
  if (!wire_.ReadFlags(num_flags, "not default", flags)) return false;
  const uint32_t first_slot = layout_.table(fields.front().owner).first_slot;
  uint32_t id = range.first;
  SlotRange touched = {first_slot + fields.front().slot,
                       first_slot + fields.front().slot};
  bool ok = true;
  for (const Node& field : fields) {
    const unsigned has_flag = LoneFlagOf(field);
    const bool is_there = (flags & has_flag) == has_flag;
    flags >>= has_flag;
    if (is_there) {
      ok =
          OpenLone({field, NodeId(id), first_slot + field.slot}, true, touched);
      if (!ok) break;
    }
    ++id;
  }
  if (touched.begin < touched.end) Touch(touched.begin, touched.end);
  return ok;
}

bool MessageOpener::OpenLoneNode(NodeId id, const Node& node, bool is_field) {
  const uint32_t slot = layout_.slot(node);
  SlotRange touched = {slot, slot};
  const bool ok = OpenLone({node, id, slot}, is_field, touched);
  if (touched.begin < touched.end) Touch(touched.begin, touched.end);
  return ok;
}

}  // namespace sinter
