// The default flags of a table, and after them the columns that they name
// (SPEC.md, "Default flags"). The mirror of encoder_flags.cc.
#include <array>

#include "codec/columns/bits_column.h"
#include "codec/opener.h"

namespace sinter {

bool MessageOpener::OpenFields(const FieldRange& fields, uint32_t rows) {
  return HasFlagColumn(fields) ? OpenFlagColumn(fields, rows)
                               : OpenFlagged(fields, rows);
}

namespace {

// HasLoneFlag, by kind and by form of integers.
constexpr size_t kNumKinds = static_cast<size_t>(NodeKind::kRaw) + 1;
constexpr auto kHasLoneFlag = [] {
  std::array<std::array<bool, 3>, kNumKinds> table{};
  for (size_t kind = 0; kind < table.size(); ++kind) {
    for (size_t form = 0; form < table[kind].size(); ++form) {
      table[kind][form] =
          HasLoneFlag({.kind = static_cast<NodeKind>(kind),
                       .lone_form = static_cast<LoneForm>(form)});
    }
  }
  return table;
}();

}  // namespace

bool MessageOpener::OpenFlagged(const FieldRange& range, uint32_t rows) {
  const std::span<const Node> fields =
      layout_.nodes.subspan(range.first, range.count);
  const auto has_flag = [&](const Node& node) {
    return rows > 1 ? IsFlagged(layout_, node)
                    : kHasLoneFlag[static_cast<size_t>(node.kind)]
                                  [static_cast<size_t>(node.lone_form)];
  };
  unsigned num_flags = 0;
  for (const Node& field : fields) num_flags += has_flag(field);
  uint64_t flags;  // that of the first field in bit 0
  if (!wire_.ReadFlags(num_flags, "not default", flags)) return false;
  for (uint32_t i = 0; i < fields.size(); ++i) {
    if (has_flag(fields[i])) {
      const bool is_default = (flags & 1) == 0;
      flags >>= 1;
      if (is_default) continue;
    }
    if (!OpenNode(NodeId(range.first + i), rows, true)) return false;
  }
  return true;
}

bool MessageOpener::OpenFlagColumn(const FieldRange& fields, uint32_t rows) {
  Column flags = ConstantBits(false, fields.num_flagged);
  if (!OpenBitColumn(BitsUse::kValues, wire_, flags)) return false;
  if (const char* fault = FindBitsFault(flags, BitsUse::kValues)) {
    return wire_.Malformed(fault, "", 0);
  }
  if (fields.num_flagged == fields.count) {
    uint32_t least = 0;  // field that may come next
    return ForEachOne(flags, [&](uint32_t field) {
      // The bytes may change while they are looked at: no field comes twice.
      if (field >= fields.count || field < least) {
        return wire_.Malformed("not default", "a later field", field);
      }
      least = field + 1;
      return OpenNode(NodeId(fields.first + field), rows, true);
    });
  }
  uint32_t flag = 0;
  for (uint32_t i = 0; i < fields.count; ++i) {
    const NodeId id(fields.first + i);
    if (IsFlagged(layout_, layout_.node(id)) && !GetBit(flags, flag++)) {
      continue;
    }
    if (!OpenNode(id, rows, true)) return false;
  }
  return true;
}

}  // namespace sinter
