#include "codec/opener.h"

#include <algorithm>

#include "codec/bits.h"
#include "codec/columns/bits_column.h"
#include "codec/columns/floats.h"
#include "codec/columns/integers.h"
#include "codec/columns/lengths.h"
#include "codec/columns/texts.h"

namespace sinter {

MessageOpener::MessageOpener(MessageReader& reader)
    : reader_(reader),
      layout_(reader.layout_),
      wire_(reader.bytes_, reader.failure_, reader.options_.tracer) {}

bool MessageOpener::Open() {
  uint64_t has_extensions;
  if (!wire_.ReadBits(1, "extensions", has_extensions)) return false;
  if (has_extensions != 0) {
    return wire_.Fail(FailureCode::kUnsupported, "extensions", "none", 1);
  }
  for (const TableId table : layout_.order) {
    if (!OpenTable(table)) return false;
  }
  return wire_.ReadEnd();
}

Column& MessageOpener::ColumnOf(const Node& node) {
  return reader_.slots_[layout_.slot(node)];
}

void MessageOpener::Touch(NodeId id) {
  reader_.touched_[reader_.num_touched_++] = id.value();
}

uint64_t MessageOpener::rows_left() const {
  return std::min(kMaxTableRows, reader_.options_.limits.max_rows - rows_used_);
}

bool MessageOpener::ChargeRows(uint64_t rows) {
  if (rows > rows_left()) {
    return wire_.Fail(FailureCode::kLimit, "rows of the message",
                      "no more than the limits allow", rows);
  }
  rows_used_ += rows;
  return true;
}

bool MessageOpener::CountRows(TableId table, uint32_t& rows) {
  rows = 0;
  if (table.value() == 0) {
    rows = reader_.options_.root_rows;
    return ChargeRows(rows);
  }
  const Table& shape = layout_.table(table);
  for (const NodeId site :
       layout_.sites.subspan(shape.first_site, shape.num_sites)) {
    Column& column = ColumnOf(layout_.node(site));
    if (column.rows == 0) continue;
    if (!ChargeRows(column.rows)) return false;
    // Callers may allow a message more rows than one table can have.
    if (column.rows > kMaxTableRows - rows) {
      return wire_.Fail(FailureCode::kLimit, "rows of a table",
                        "no more than 2^32 - 1", column.rows);
    }
    column.base = rows;
    rows += column.rows;
  }
  return true;
}

bool MessageOpener::OpenTable(TableId table) {
  uint32_t rows;
  if (!CountRows(table, rows)) return false;
  reader_.rows_[table.value()] = rows;
  if (rows == 0) return true;
  wire_.EnterTable(table, rows);
  const Table& shape = layout_.table(table);
  if (shape.num_flagged < shape.num_fields) {
    for (uint32_t i = 0; i < shape.num_fields; ++i) {
      const NodeId id = layout_.field_id(table, i);
      const Node& node = layout_.node(id);
      if (node.kind == NodeKind::kRecord) OpenSite(id, node, rows);
    }
  }
  return HasFlagColumn(shape) ? OpenFlagColumn(table, rows)
                              : OpenFlagged(table, rows);
}

bool MessageOpener::OpenFlagged(TableId table, uint32_t rows) {
  const std::span<const Node> fields = layout_.fields(table);
  const auto has_flag = [&](const Node& node) {
    return rows > 1 ? node.kind != NodeKind::kRecord : HasLoneFlag(node);
  };
  uint64_t flags = 0;
  for (uint32_t i = 0; i < fields.size(); ++i) {
    if (!has_flag(fields[i])) continue;
    uint64_t flag;
    if (!wire_.ReadBits(1, "not default", flag)) return false;
    flags = (flags << 1) | flag;
  }
  // The first flag read is now the highest; align it with the sign bit.
  uint32_t num_flags = 0;
  for (const Node& node : fields) num_flags += has_flag(node);
  if (num_flags > 0) flags <<= 64 - num_flags;
  for (uint32_t i = 0; i < fields.size(); ++i) {
    if (fields[i].kind == NodeKind::kRecord) continue;
    if (has_flag(fields[i])) {
      const bool is_default = (flags >> 63) == 0;
      flags <<= 1;
      if (is_default) continue;
    }
    if (!OpenNode(layout_.field_id(table, i), rows, true)) return false;
  }
  return true;
}

bool MessageOpener::OpenFlagColumn(TableId table, uint32_t rows) {
  const Table& shape = layout_.table(table);
  Column flags = ConstantBits(false, shape.num_flagged);
  if (!OpenBitColumn(BitsUse::kValues, wire_, flags)) return false;
  if (const char* fault = FindBitsFault(flags, BitsUse::kValues)) {
    return wire_.Malformed(fault, "", 0);
  }
  uint32_t least = 0;  // flag that may come next
  uint32_t field = 0;
  uint32_t flag = 0;  // of `field`, or of the next one that has one
  const auto open = [&](uint32_t wanted) {
    // The bytes may change while they are looked at: no field comes twice.
    if (wanted >= shape.num_flagged || wanted < least) {
      return wire_.Malformed("not default", "a later field", wanted);
    }
    least = wanted + 1;
    if (shape.num_flagged == shape.num_fields) {
      field = wanted;
    } else {
      for (; layout_.fields(table)[field].kind == NodeKind::kRecord ||
             flag < wanted;
           ++field) {
        flag += layout_.fields(table)[field].kind != NodeKind::kRecord;
      }
    }
    return OpenNode(layout_.field_id(table, field), rows, true);
  };
  return ForEachOne(flags, open);
}

bool MessageOpener::OpenNode(NodeId id, uint32_t rows, bool is_field) {
  const Node& node = layout_.node(id);
  if (node.kind == NodeKind::kRecord) {
    OpenSite(id, node, rows);
    return true;
  }
  wire_.EnterNode(id, rows);
  Touch(id);
  ColumnOf(node).rows = rows;
  switch (node.kind) {
    case NodeKind::kBool:
      return OpenBools(node, rows, is_field);
    case NodeKind::kInteger:
      return OpenInteger(node, rows);
    case NodeKind::kFloat:
      return OpenFloat(node, rows);
    case NodeKind::kText:
      return OpenText(node, rows);
    case NodeKind::kOptional:
      return OpenOptional(node, rows, is_field);
    case NodeKind::kList:
      return OpenList(node, rows);
    case NodeKind::kRecord:
      break;
  }
  return false;
}

bool MessageOpener::OpenBools(const Node& node, uint32_t rows, bool is_field) {
  Column& column = ColumnOf(node);
  if (rows > 1) return OpenBitColumn(BitsUse::kValues, wire_, column);
  // The default flag of a lone field says it all.
  uint64_t value = node.default_bits == 0;
  if (!is_field && !wire_.ReadBits(1, "bool", value)) return false;
  column = ConstantBits(value != 0, 1);
  return true;
}

bool MessageOpener::OpenInteger(const Node& node, uint32_t rows) {
  Column& column = ColumnOf(node);
  column.float_form = kFloatRaw;
  if (rows == 1) return OpenLoneInteger(node, column);
  return OpenIntegers(
      {.is_signed = node.is_signed, .sparse_value = node.default_bits}, wire_,
      column);
}

bool MessageOpener::OpenLoneInteger(const Node& node, Column& column) {
  const uint64_t last = node.hi - node.lo;
  uint64_t value = 0;
  switch (node.lone_form) {
    case LoneForm::kVarint:
      if (!wire_.ReadNumber(node.is_signed, "value", value)) return false;
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
  column = ConstantColumn(value, 1);
  return true;
}

bool MessageOpener::OpenFloat(const Node& node, uint32_t rows) {
  Column& column = ColumnOf(node);
  return rows == 1 ? OpenLoneFloat(node.bits, wire_, column)
                   : OpenFloats(node.bits, wire_, column);
}

bool MessageOpener::OpenText(const Node& node, uint32_t rows) {
  if (rows == 1) return OpenLoneText(layout_.slot(node));
  return OpenTexts(wire_, &ColumnOf(node));
}

bool MessageOpener::OpenLoneText(uint32_t slot) {
  Column* columns = reader_.slots_ + slot;
  uint64_t is_new = 1;
  if (num_lone_texts_ > 0 && !wire_.ReadBits(1, "new", is_new)) return false;
  if (is_new == 0) {
    uint64_t number;
    if (!wire_.ReadBits(BitsFor(num_lone_texts_ - 1), "same as", number)) {
      return false;
    }
    if (number >= num_lone_texts_) {
      return wire_.Malformed("number of an earlier string",
                             "less than there are", number);
    }
    const Column* earlier = reader_.slots_ + reader_.texts_[number];
    std::copy_n(earlier, SlotsOf(NodeKind::kText), columns);
    return true;
  }
  uint64_t size;
  const uint8_t* data;
  if (!wire_.ReadGroups("length", size) ||
      !wire_.ReadBytes(size, 0, "text", data)) {
    return false;
  }
  SetConstantText({reinterpret_cast<const char*>(data), size}, 1, columns);
  if (size == 0) return true;
  reader_.texts_[num_lone_texts_++] = slot;
  SetLoneNumber(num_lone_texts_, columns);
  return true;
}

bool MessageOpener::OpenOptional(const Node& node, uint32_t rows,
                                 bool is_field) {
  Column& column = ColumnOf(node);
  if (rows > 1) {
    if (!OpenBitColumn(BitsUse::kRanked, wire_, column)) return false;
  } else {
    uint64_t present = 1;
    if (!is_field && !wire_.ReadBits(1, "present", present)) return false;
    column = ConstantBits(present != 0, 1);
  }
  const uint64_t ones = CountOnes(column);
  return ChargeRows(ones) &&
         (ones == 0 ||
          OpenNode(node.child, static_cast<uint32_t>(ones), false));
}

bool MessageOpener::OpenList(const Node& node, uint32_t rows) {
  Column& column = ColumnOf(node);
  column.rows = rows;
  if (!OpenLengths(LengthsUse::kAlone, rows_left(), FailureCode::kLimit, wire_,
                   column)) {
    return false;
  }
  const uint64_t total = column.ranges.total;
  return ChargeRows(total) &&
         (total == 0 ||
          OpenNode(node.child, static_cast<uint32_t>(total), false));
}

void MessageOpener::OpenSite(NodeId id, const Node& node, uint32_t rows) {
  Touch(id);
  Column& column = ColumnOf(node);
  column.table = reader_.table(node.table);
  column.rows = rows;
}

}  // namespace sinter
