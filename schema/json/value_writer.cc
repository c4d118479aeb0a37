// Values without a shape of their own: what JsonWriter makes of a column's row.
#include <algorithm>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "codec/utf8.h"
#include "schema/json/escape.h"
#include "schema/json/numbers.h"
#include "schema/json/writer.h"
#include "schema/text.h"

namespace sinter::json {

bool JsonWriter::WriteValue(NodeId id, const Column* columns, uint32_t row) {
  const Node& node = layout_.node(id);
  const Column* const column = columns + node.slot;
  const Value& value = mapping_.value(id);
  switch (value.kind) {
    case ValueKind::kBool:
      return WriteBits(value, node, GetBit(*column, row));
    case ValueKind::kInteger:
    case ValueKind::kEnum:
    case ValueKind::kFlags:
    case ValueKind::kDate:
    case ValueKind::kTimestamp:
    case ValueKind::kDuration:
    case ValueKind::kDecimal:
      return WriteBits(value, node, GetInteger(*column, row));
    case ValueKind::kFloat32:
      WriteFloat(value, GetFloat(*column, row));
      return true;
    case ValueKind::kFloat64:
      WriteFloat(value, GetDouble(*column, row));
      return true;
    case ValueKind::kString:
      return WriteString(GetText(column, row));
    case ValueKind::kBytes:
    case ValueKind::kFixedBytes:
      return WriteBytes(GetText(column, row));
    case ValueKind::kOptional:
      return WriteOptional(node, columns, row);
    case ValueKind::kList:
      return WriteList(node, columns, row);
    case ValueKind::kUuid:
      return WriteUuid(GetText(column, row));
    case ValueKind::kStruct:
      return SpendText(layout_.shapes[node.shape].size) &&
             WriteStruct(mapping_.record(value), GetStruct(*column, row));
    case ValueKind::kRawList:
      return WriteRawList(id, columns, row);
    case ValueKind::kArray:
      return WriteArray(node, columns, row);
    case ValueKind::kMap:
      return WriteMap(node, columns, row);
    case ValueKind::kUnion:
      return WriteUnion(id, columns, row);
    case ValueKind::kNull:
      out_ += "null";
      return true;
    case ValueKind::kNamedUnion:
      return WriteNamedUnion(node, *column, row);
    case ValueKind::kRecord:
      return WriteReference(node, *column, row);
  }
  return false;
}

bool JsonWriter::WriteBits(const Value& value, const Node& node,
                           uint64_t bits) {
  switch (value.kind) {
    case ValueKind::kBool:
      out_ += bits != 0 ? "true" : "false";
      return true;
    case ValueKind::kEnum:
      return WriteEnum(value, bits);
    case ValueKind::kFlags:
      return WriteFlags(value, bits);
    case ValueKind::kDate:
    case ValueKind::kTimestamp:
    case ValueKind::kDuration:
    case ValueKind::kDecimal:
      return WriteTime(value, node, bits);
    default:
      WriteInteger(node, value, bits);
      return true;
  }
}

template <typename Float>
void JsonWriter::WriteFloat(const Value& value, Float number) {
  if (value.untagged) return AppendReal(number, out_);
  AppendNumber(number, out_);
}

void JsonWriter::WriteInteger(const Node& node, const Value& value,
                              uint64_t bits) {
  const bool is_string =
      options_.int64_as_strings && node.bits == 64 && !value.untagged;
  if (is_string) out_ += '"';
  AppendInteger(bits, node.is_signed, out_);
  if (is_string) out_ += '"';
}

bool JsonWriter::WriteEnum(const Value& value, uint64_t number) {
  const EnumNames& names = mapping_.names(value);
  if (number < names.names.size() && names.names[number].has_value()) {
    out_ += '"';
    AppendEscaped(*names.names[number], out_);
    out_ += '"';
    return true;
  }
  if (names.closed) {
    return Fail(absl::StatusCode::kInvalidArgument, value.expected,
                schema::Cat(number));
  }
  AppendInteger(number, /*is_signed=*/false, out_);
  return true;
}

bool JsonWriter::CheckUtf8(std::string_view text) {
  if (IsUtf8(text)) return true;
  const size_t at = schema::FindInvalidUtf8(text);
  const auto byte = static_cast<uint8_t>(text[at]);
  return Fail(absl::StatusCode::kInvalidArgument, "UTF-8",
              absl::StrCat("byte 0x", absl::Hex(byte, absl::kZeroPad2)));
}

bool JsonWriter::WriteString(std::string_view text) {
  if (!SpendText(text.size())) return false;
  if (!CheckUtf8(text)) return false;
  out_ += '"';
  // Piece by piece, so that no more than a piece is held back.
  while (text.size() > kBufferBytes) {
    AppendEscaped(text.substr(0, kBufferBytes), out_);
    text.remove_prefix(kBufferBytes);
    if (!FlushIfFull()) return false;
  }
  AppendEscaped(text, out_);
  out_ += '"';
  return true;
}

bool JsonWriter::WriteBytes(std::string_view bytes) {
  return SpendText(bytes.size()) && WriteBase64(bytes);
}

bool JsonWriter::WriteBase64(std::string_view bytes) {
  constexpr size_t kPieceBytes = kBufferBytes / 4 * 3;  // a multiple of 3
  out_ += '"';
  while (!bytes.empty()) {
    const size_t size = std::min(bytes.size(), kPieceBytes);
    absl::Base64Escape(absl::string_view(bytes.data(), size), &base64_);
    out_ += base64_;
    bytes.remove_prefix(size);
    if (!FlushIfFull()) return false;
  }
  out_ += '"';
  return true;
}

}  // namespace sinter::json
