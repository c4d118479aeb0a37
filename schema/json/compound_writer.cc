// Arrays, maps, unions, and values that have texts of their own.
#include <bit>
#include <string>

#include "schema/json/escape.h"
#include "schema/json/formats.h"
#include "schema/json/numbers.h"
#include "schema/json/writer.h"
#include "schema/text.h"

namespace sinter::json {

bool JsonWriter::WriteArray(const Node& node, const Column* columns,
                            uint32_t row) {
  if (!SpendRows(node.array_size) || !Descend()) return false;
  out_ += '[';
  const uint64_t first = uint64_t{row} * node.array_size;
  for (uint32_t i = 0; i < node.array_size; ++i) {
    if (i > 0) out_ += ',';
    NewLine();
    const auto element = static_cast<uint32_t>(first + i);
    if (!WriteValue(node.child, columns, element)) {
      return path_.Enter(uint64_t{i});
    }
    if (!FlushIfFull()) return false;
  }
  --depth_;
  if (node.array_size > 0) NewLine();
  out_ += ']';
  return true;
}

bool JsonWriter::WriteMap(const Node& node, const Column* columns,
                          uint32_t row) {
  const RowRange range = GetRange(columns[node.slot], row);
  if (!SpendRows(range.count) || !Descend()) return false;
  out_ += '{';
  const NodeId value(node.child.value() + 1);
  std::string key;
  for (uint64_t i = 0; i < range.count; ++i) {
    if (i > 0) out_ += ',';
    NewLine();
    const auto entry = static_cast<uint32_t>(range.start + i);
    if (!KeyText(node.child, columns, entry, key)) return false;
    WriteKey(Quoted(key));
    if (!WriteValue(value, columns, entry)) return path_.Enter(key);
    if (!FlushIfFull()) return false;
  }
  --depth_;
  if (range.count > 0) NewLine();
  out_ += '}';
  return true;
}

bool JsonWriter::KeyText(NodeId id, const Column* columns, uint32_t row,
                         std::string& text) {
  const Node& node = layout_.node(id);
  const Column* const column = columns + node.slot;
  text.clear();
  if (node.kind == NodeKind::kText) {
    text = GetText(column, row);
    return SpendText(text.size()) && CheckUtf8(text);
  }
  const uint64_t bits = GetInteger(*column, row);
  const Value& value = mapping_.value(id);
  if (value.kind == ValueKind::kEnum) {
    const EnumNames& names = mapping_.names(value);
    if (bits < names.names.size() && names.names[bits].has_value()) {
      text = *names.names[bits];
      return true;
    }
    if (names.closed) {
      return Fail(absl::StatusCode::kInvalidArgument, value.expected,
                  schema::Cat(bits));
    }
  }
  AppendInteger(bits, node.is_signed, text);
  return true;
}

bool JsonWriter::WriteUnion(NodeId id, const Column* columns, uint32_t row) {
  const Node& node = layout_.node(id);
  const Value& value = mapping_.value(id);
  if (!SpendRows(1)) return false;
  const uint32_t tag = GetTag(columns[node.slot], row);
  const EnumNames& names = mapping_.names(value);
  if (tag == node.num_children && message_->num_skipped() > 0) {
    out_ += "{}";
    return true;
  }
  // Verified messages have no others, unless a retired name is in use again.
  const bool is_known = tag < node.num_children &&
                        (names.by_kind || names.names[tag].has_value());
  if (!is_known) {
    return Fail(absl::StatusCode::kInvalidArgument,
                schema::Cat("a variant of ", value.expected), schema::Cat(tag));
  }
  const uint64_t child = GetVariantRow(columns + node.slot, tag, row);
  if (child == kAbsent) {
    return Fail(absl::StatusCode::kInvalidArgument,
                schema::Cat("a value of ", value.expected), "none");
  }
  const NodeId variant(node.child.value() + tag);
  const auto variant_row = static_cast<uint32_t>(child);
  if (names.by_kind) {
    return WriteUntagged(names, variant, tag, columns, variant_row);
  }
  return WriteTagged(variant, *names.names[tag], columns, variant_row);
}

bool JsonWriter::WriteTagged(NodeId variant, const std::string& name,
                             const Column* columns, uint32_t row) {
  if (!Descend()) return false;
  out_ += '{';
  NewLine();
  WriteKey(Quoted(name));
  if (!WriteValue(variant, columns, row)) return path_.Enter(name);
  --depth_;
  NewLine();
  out_ += '}';
  return true;
}

bool JsonWriter::WriteNamedUnion(const Node& node, const Column& site,
                                 uint32_t row) {
  const TableRow child = GetReference(site, row);
  return WriteUnion(layout_.field_id(node.table, 0), child.table, child.row);
}

bool JsonWriter::WriteFlags(const Value& value, uint64_t bits) {
  if (!Descend()) return false;
  const auto& names = mapping_.names(value).names;
  out_ += '[';
  const bool is_empty = bits == 0;
  for (bool is_first = true; bits != 0; bits &= bits - 1, is_first = false) {
    if (!is_first) out_ += ',';
    NewLine();
    const auto bit = static_cast<uint32_t>(std::countr_zero(bits));
    if (bit < names.size() && names[bit].has_value()) {
      out_ += Quoted(*names[bit]);
    } else {
      AppendInteger(bit, /*is_signed=*/false, out_);
    }
  }
  --depth_;
  if (!is_empty) NewLine();
  out_ += ']';
  return true;
}

bool JsonWriter::WriteUuid(std::string_view bytes) {
  if (!SpendText(bytes.size())) return false;
  out_ += '"';
  AppendUuid(bytes, out_);
  out_ += '"';
  return true;
}

bool JsonWriter::WriteTime(const Value& value, const Node& node,
                           uint64_t bits) {
  const auto units = static_cast<int64_t>(bits);
  if (value.kind == ValueKind::kDecimal) {
    const bool is_string = options_.int64_as_strings && !value.untagged;
    if (is_string) out_ += '"';
    AppendScaled(units, value.digits, out_);
    if (is_string) out_ += '"';
    return true;
  }
  out_ += '"';
  bool has_text = true;
  if (value.kind == ValueKind::kDuration) {
    AppendDuration(units, value.digits, out_);
  } else if (value.kind == ValueKind::kTimestamp) {
    has_text = AppendTimestamp(units, value.digits, out_);
  } else {
    has_text = AppendDate(units + kDateEpoch, out_);
  }
  if (has_text) {
    out_ += '"';
    return true;
  }
  // Timestamps are strings in any case where looks tell what they are.
  if (value.kind == ValueKind::kTimestamp && value.untagged) {
    AppendInteger(bits, node.is_signed, out_);
    out_ += '"';
    return true;
  }
  out_.pop_back();
  const bool is_date = value.kind == ValueKind::kDate;
  WriteInteger(node, value,
               is_date ? static_cast<uint64_t>(units + kDateEpoch) : bits);
  return true;
}

}  // namespace sinter::json
