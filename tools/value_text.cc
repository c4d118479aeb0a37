#include "tools/value_text.h"

#include <charconv>
#include <cinttypes>
#include <cstdio>

#include "schema/json/formats.h"
#include "schema/text.h"

namespace sinter::tools {
namespace {

using schema::Cat;

template <typename Float>
std::string FloatText(Float value) {
  char text[40];
  const auto result = std::to_chars(text, text + sizeof(text), value);
  return std::string(text, result.ptr);
}

// "read | write | 7": the members of flags, by number if they have no name.
std::string FlagsText(const schema::Declaration& decl, uint64_t bits) {
  std::string text;
  for (uint32_t bit = 0; bit < 64; ++bit) {
    if (((bits >> bit) & 1) == 0) continue;
    if (!text.empty()) text += " | ";
    text += bit < decl.members.size() ? decl.members[bit].name
                                      : std::to_string(bit);
  }
  return text.empty() ? "none" : text;
}

// What has no text is told by its number.
std::string TextOr(bool has_text, std::string text, int64_t value) {
  return has_text ? std::move(text) : std::to_string(value);
}

// The ones of a column of bools, which has no ranks.
uint64_t CountTrue(const Column& column) {
  if (column.ranked.bits.form != BitsForm::kBitmap) return CountOnes(column);
  uint64_t count = 0;
  for (uint32_t row = 0; row < column.rows; ++row) count += GetBit(column, row);
  return count;
}

std::string IntegerText(const BoundSchema& bound, NodeId id, uint64_t value) {
  const schema::Type& type = bound.type(id);
  const auto units = static_cast<int64_t>(value);
  const unsigned digits = 3 * static_cast<unsigned>(type.unit);
  std::string text;
  switch (type.kind) {
    case schema::TypeKind::kDate: {
      const int64_t days = units + json::kDateEpoch;
      const bool has_text = json::AppendDate(days, text);
      return TextOr(has_text, std::move(text), days);
    }
    case schema::TypeKind::kTimestamp: {
      const bool has_text = json::AppendTimestamp(units, digits, text);
      return TextOr(has_text, std::move(text), units);
    }
    case schema::TypeKind::kDuration:
      json::AppendDuration(units, digits, text);
      return text;
    case schema::TypeKind::kDecimal:
      json::AppendScaled(units, type.scale, text);
      return text;
    default:
      break;
  }
  if (type.kind == schema::TypeKind::kNamed) {
    const schema::Declaration& decl = bound.schema.declaration(type.decl);
    if (decl.kind == schema::DeclKind::kFlags) return FlagsText(decl, value);
    if (value < decl.members.size()) return decl.members[value].name;
    return std::to_string(value);
  }
  return bound.layout().node(id).is_signed
             ? std::to_string(static_cast<int64_t>(value))
             : std::to_string(value);
}

// Text as a string literal; bytes in hexadecimal. Long ones are cut.
std::string TextText(std::string_view text, bool is_utf8) {
  constexpr size_t kMaxShown = 48;
  std::string shown;
  if (!is_utf8) {
    for (const char c : text.substr(0, kMaxShown / 2)) {
      char digits[4];
      std::snprintf(digits, sizeof(digits), "%02x",
                    static_cast<unsigned>(static_cast<uint8_t>(c)));
      shown += digits;
    }
    return text.size() > kMaxShown / 2 ? Cat("x", shown, "...")
                                       : Cat("x", shown);
  }
  size_t end = std::min(text.size(), kMaxShown);
  while (end > 0 && end < text.size() &&
         (static_cast<uint8_t>(text[end]) & 0xc0) == 0x80) {
    --end;
  }
  shown = ShownText(text.substr(0, end));
  return end < text.size() ? shown + "..." : shown;
}

std::string VariantText(const BoundSchema& bound, NodeId id, uint32_t tag) {
  const schema::Type& type = bound.type(id);
  const auto& variants = bound.schema.declaration(type.decl).fields;
  return tag < variants.size() ? variants[tag].name : "a later variant";
}

std::string BytesValue(const BoundSchema& bound, NodeId id,
                       std::string_view value) {
  std::string text;
  if (bound.type(id).kind == schema::TypeKind::kUuid) {
    json::AppendUuid(value, text);
    return text;
  }
  return TextText(value, bound.layout().node(id).is_utf8);
}

std::string CountedEntries(uint64_t number) {
  return Cat(Grouped(number), number == 1 ? " entry" : " entries");
}

uint32_t RowsOf(const MessageReader& reader, NodeId id) {
  const Node& node = reader.layout().node(id);
  if (node.kind == NodeKind::kArray) {
    return RowsOf(reader, node.child) / node.array_size;
  }
  return node.kind == NodeKind::kText ? reader.column(node)[1].rows
                                      : reader.column(node)->rows;
}

}  // namespace

std::string ValueText(const BoundSchema& bound, const MessageReader& reader,
                      NodeId id, uint32_t row) {
  const Node& node = bound.layout().node(id);
  if (node.kind == NodeKind::kArray) {
    return Counted(node.array_size, "element");
  }
  if (node.kind == NodeKind::kNull) return "null";
  const Column& column = *reader.column(node);
  switch (node.kind) {
    case NodeKind::kBool:
      return GetBit(column, row) ? "true" : "false";
    case NodeKind::kInteger:
      return IntegerText(bound, id, GetInteger(column, row));
    case NodeKind::kFloat:
      return node.bits == 64 ? FloatText(GetDouble(column, row))
                             : FloatText(GetFloat(column, row));
    case NodeKind::kText:
      return BytesValue(bound, id, GetText(&column, row));
    case NodeKind::kOptional:
      return ChildRow(column, row) == kAbsent ? "absent" : "present";
    case NodeKind::kList:
      return Counted(GetRange(column, row).count, "element");
    case NodeKind::kMap:
      return CountedEntries(GetRange(column, row).count);
    case NodeKind::kUnion:
      return VariantText(bound, id, GetTag(column, row));
    case NodeKind::kStruct: {
      const uint32_t size = bound.layout().shapes[node.shape].size;
      const auto* bytes = reinterpret_cast<const char*>(GetStruct(column, row));
      return TextText({bytes, size}, /*is_utf8=*/false);
    }
    case NodeKind::kRaw:
      return Counted(
          GetRaw(&column, RawUnitOf(bound.layout(), node), row).count,
          "element");
    case NodeKind::kRecord:
      return Cat("row ", column.base + row);
    case NodeKind::kArray:
    case NodeKind::kNull:
      break;
  }
  return "";
}

std::string ColumnSummary(const MessageReader& reader, NodeId id) {
  const Node& node = reader.layout().node(id);
  if (SlotsOf(node) == 0) return "";
  const Column& column = *reader.column(node);
  switch (node.kind) {
    case NodeKind::kBool:
      return Cat(Grouped(CountTrue(column)), " of ", Grouped(column.rows),
                 " true");
    case NodeKind::kOptional:
      return Cat(Grouped(CountOnes(column)), " of ", Grouped(column.rows),
                 " present");
    case NodeKind::kList:
      return Counted(column.ranges.total, "element");
    case NodeKind::kMap:
      return CountedEntries(column.ranges.total);
    case NodeKind::kArray:
    case NodeKind::kNull:
    case NodeKind::kUnion:
    case NodeKind::kInteger:
    case NodeKind::kFloat:
    case NodeKind::kText:
    case NodeKind::kStruct:
    case NodeKind::kRaw:
    case NodeKind::kRecord:
      break;
  }
  return "";
}

std::string ValuesText(const BoundSchema& bound, const MessageReader& reader,
                       NodeId id, size_t max_characters) {
  const uint32_t rows = RowsOf(reader, id);
  std::string text;
  for (uint32_t row = 0; row < rows; ++row) {
    const std::string value = ValueText(bound, reader, id, row);
    if (row > 0 && text.size() + value.size() + 2 > max_characters) {
      return text + ", ...";
    }
    if (row > 0) text += ", ";
    text += value;
  }
  return text;
}

std::string DefaultText(const BoundSchema& bound, const MessageReader& reader,
                        NodeId id) {
  return Cat("all ", ValueText(bound, reader, id, 0));
}

std::string Grouped(uint64_t number) {
  const std::string digits = std::to_string(number);
  std::string out;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += ',';
    out += digits[i];
  }
  return out;
}

std::string ShownText(std::string_view text) {
  return Cat("\"", schema::EscapeForTerminal(text), "\"");
}

std::string Counted(uint64_t number, std::string_view noun) {
  return Cat(Grouped(number), " ", noun, number == 1 ? "" : "s");
}

std::string BytesText(uint64_t bits) {
  static constexpr const char* kEighths[] = {"",   ".125", ".25", ".375",
                                             ".5", ".625", ".75", ".875"};
  return Grouped(bits / 8) + kEighths[bits % 8];
}

std::string ShareText(uint64_t part, uint64_t whole) {
  char text[16];
  const double share =
      whole == 0 ? 0
                 : 100 * static_cast<double>(part) / static_cast<double>(whole);
  std::snprintf(text, sizeof(text), "%.1f %%", share);
  return text;
}

std::string HexText(uint64_t number) {
  char text[24];
  std::snprintf(text, sizeof(text), "0x%016" PRIx64, number);
  return text;
}

}  // namespace sinter::tools
