#include "codec/opener.h"

#include <algorithm>

#include "codec/columns/bits_column.h"
#include "codec/columns/floats.h"
#include "codec/columns/in_place.h"
#include "codec/columns/integers.h"
#include "codec/columns/lengths.h"
#include "codec/columns/tags.h"
#include "codec/columns/texts.h"

namespace sinter {

MessageOpener::MessageOpener(MessageReader& reader)
    : reader_(reader),
      layout_(reader.layout_),
      wire_(reader.bytes_, reader.failure_, reader.options_.tracer),
      verifies_(reader.options_.verify) {}

bool MessageOpener::Open() {
  uint64_t has_extensions;
  if (!wire_.ReadBits(1, "extensions", has_extensions)) return false;
  is_extended_ = has_extensions != 0;
  return OpenTables() && (!is_extended_ || OpenGroups()) && wire_.ReadEnd();
}

bool MessageOpener::OpenTables() {
  const size_t num_tables = layout_.num_base_tables();
  for (size_t i = 0; i < num_tables;) {
    const auto cycle = layout_.CycleAt(i);
    if (cycle.empty()) {
      const TableId table = layout_.order[i++];
      uint64_t rows = CountRows(table);
      if (is_extended_) {
        wire_.EnterTable(table, 0);
        if (!ReadLaterRows(rows)) return false;
      }
      if (!ChargeRows(rows) || !OpenTable(table, static_cast<uint32_t>(rows))) {
        return false;
      }
    } else {
      if (!OpenCycle(cycle)) return false;
      i += cycle.size();
    }
  }
  return true;
}

uint64_t MessageOpener::rows_left() const {
  return std::min(kMaxTableRows, reader_.options_.limits.max_rows - rows_used_);
}

bool MessageOpener::ChargeRows(uint64_t rows) {
  // Callers may allow a message more rows than one table can have.
  if (rows > kMaxTableRows) {
    return wire_.Fail(FailureCode::kLimit, "rows of a table",
                      "no more than 2^32 - 1", rows);
  }
  if (rows > rows_left()) {
    return wire_.Fail(FailureCode::kLimit, "rows of the message",
                      "no more than the limits allow", rows);
  }
  rows_used_ += rows;
  return true;
}

uint64_t MessageOpener::CountRows(TableId table) {
  uint64_t rows = table.value() == 0 ? reader_.options_.root_rows : 0;
  const Table& shape = layout_.table(table);
  for (const NodeId site : layout_.sites.subspan(
           shape.first_site, shape.num_sites - shape.num_later_sites)) {
    Column& column = ColumnOf(layout_.node(site));
    if (column.rows == 0) continue;
    column.base = rows;
    rows += column.rows;  // at most 2^32 sites of 2^32 rows
  }
  return rows;
}

bool MessageOpener::OpenCycle(std::span<const TableId> tables) {
  bool is_absent = true;
  for (const TableId table : tables) {
    is_absent = is_absent && CountRows(table) == 0;
  }
  if (is_absent && !is_extended_) return true;
  for (const TableId table : tables) {
    wire_.EnterTable(table, 0);
    uint64_t rows;
    if (!wire_.ReadGroups("rows", rows) || !ChargeRows(rows)) return false;
    if (rows < CountRows(table)) {
      return wire_.Malformed("rows", "those that other tables refer to", rows);
    }
    reader_.rows_[table.value()] = static_cast<uint32_t>(rows);
  }
  for (const TableId table : tables) {
    if (!OpenTable(table, reader_.rows_[table.value()])) return false;
  }
  // Each row has one parent: the sites make up the rows, no more, no less. What
  // is left are rows of sites in groups.
  for (const TableId table : tables) {
    const uint64_t rows = CountRows(table);
    const uint64_t stated = reader_.rows_[table.value()];
    if (is_extended_ ? rows > stated : rows != stated) {
      return wire_.Malformed("rows of a table", "those that refer to it", rows);
    }
  }
  return true;
}

bool MessageOpener::OpenTable(TableId table, uint32_t rows) {
  reader_.rows_[table.value()] = rows;
  if (rows == 0) return true;
  wire_.EnterTable(table, rows);
  return OpenFields(layout_.base_fields(table), rows);
}

bool MessageOpener::OpenNode(NodeId id, uint32_t rows, bool is_field) {
  const Node& node = layout_.node(id);
  if (rows == 1) return OpenLoneNode(id, node, is_field);
  return OpenColumns(id, node, rows);
}

bool MessageOpener::OpenColumns(NodeId id, const Node& node, uint32_t rows) {
  if (node.kind == NodeKind::kRecord) return OpenSite(id, node, rows);
  if (node.kind == NodeKind::kArray) return OpenArray(node, rows);
  if (node.kind == NodeKind::kNull) return true;
  wire_.EnterNode(id, rows);
  Touch(node);
  VerifyLater(id);
  Column& column = ColumnOf(node);
  column.rows = rows;
  switch (node.kind) {
    case NodeKind::kBool:
      return OpenBitColumn(BitsUse::kValues, wire_, column);
    case NodeKind::kInteger:
      column.float_form = kFloatRaw;
      return OpenIntegers(
          {.is_signed = node.is_signed, .sparse_value = node.default_bits},
          wire_, column);
    case NodeKind::kFloat:
      return OpenFloats(node.bits, wire_, column);
    case NodeKind::kText:
      return OpenTexts(node.fixed_size, wire_, &column);
    case NodeKind::kOptional:
      return OpenBitColumn(BitsUse::kRanked, wire_, column) &&
             OpenChildren(node, CountOnes(column));
    case NodeKind::kList:
    case NodeKind::kMap:
      return OpenList(node, rows);
    case NodeKind::kUnion:
      return OpenUnion(node, rows);
    case NodeKind::kStruct:
      return OpenStructs(layout_.shapes[node.shape], wire_, column);
    case NodeKind::kRaw:
      return OpenRaw(RawUnitOf(layout_, node), node.align, wire_, &column);
    case NodeKind::kArray:
    case NodeKind::kNull:
    case NodeKind::kRecord:
      break;
  }
  return false;
}

bool MessageOpener::OpenChildren(const Node& node, uint64_t rows) {
  if (!ChargeRows(rows)) return false;
  if (rows == 0) return true;
  for (uint32_t i = 0; i < node.num_children; ++i) {
    if (!OpenNode(NodeId(node.child.value() + i), static_cast<uint32_t>(rows),
                  false)) {
      return false;
    }
  }
  return true;
}

bool MessageOpener::OpenList(const Node& node, uint32_t rows) {
  Column& column = ColumnOf(node);
  column.rows = rows;
  return OpenLengths(LengthsUse::kAlone, rows_left(), FailureCode::kLimit,
                     wire_, column) &&
         OpenChildren(node, column.ranges.total);
}

bool MessageOpener::OpenArray(const Node& node, uint32_t rows) {
  // Below 2^48.
  return OpenChildren(node, uint64_t{rows} * node.array_size);
}

bool MessageOpener::OpenUnion(const Node& node, uint32_t rows) {
  return ChargeRows(rows) &&
         OpenVariants(node, 0, node.num_base_children(), &ColumnOf(node));
}

bool MessageOpener::OpenVariants(const Node& node, uint32_t first,
                                 uint32_t count, Column* columns) {
  const TagsShape shape = {
      .num_variants = count,
      .next = static_cast<uint32_t>(columns[0].packed.stride),
      .may_escape = is_extended_};
  if (!OpenTags(shape, wire_, columns)) return false;
  for (uint32_t i = 0; i < count; ++i) {
    const uint32_t rows = columns[1 + i].rows;
    if (rows > 0 &&
        !OpenNode(NodeId(node.child.value() + first + i), rows, false)) {
      return false;
    }
  }
  return true;
}

bool MessageOpener::OpenSite(NodeId id, const Node& node, uint32_t rows) {
  Touch(node);
  Column& column = ColumnOf(node);
  column.table = reader_.table(node.table);
  column.rows = rows;
  if (node.group == kNoGroup) return true;
  wire_.EnterNode(id, rows);
  wire_.TraceForm("reference");
  return wire_.ReadGroups("first row", column.base);
}

}  // namespace sinter
