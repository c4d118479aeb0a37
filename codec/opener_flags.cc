// The default flags of a table, and after them the columns that they name
// (SPEC.md, "Default flags"). The mirror of encoder_flags.cc.
#include "codec/columns/bits_column.h"
#include "codec/opener.h"

namespace sinter {

bool MessageOpener::OpenFields(const FieldRange& fields, uint32_t rows) {
  if (HasFlagColumn(fields)) return OpenFlagColumn(fields, rows);
  return rows == 1 ? OpenLoneFields(fields) : OpenFlagged(fields, rows);
}

bool MessageOpener::OpenFlagged(const FieldRange& range, uint32_t rows) {
  uint64_t flags;  // that of the first field that has one in bit 0
  if (!wire_.ReadFlags(range.num_flagged, "not default", flags)) return false;
  for (uint32_t i = range.first; i < range.first + range.count; ++i) {
    if (IsFlagged(layout_, layout_.nodes[i])) {
      const bool is_default = (flags & 1) == 0;
      flags >>= 1;
      if (is_default) continue;
    }
    if (!OpenNode(NodeId(i), rows, true)) return false;
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
