// Structs, raw lists and the values in them.
#include <bit>

#include "codec/shape.h"
#include "schema/json/formats.h"
#include "schema/json/numbers.h"
#include "schema/json/writer.h"

namespace sinter::json {

bool JsonWriter::WriteInPlace(NodeId id, const uint8_t* bytes) {
  const InPlace& place = mapping_.in_place(id);
  const Value& value = mapping_.value(id);
  const Shape& shape = layout_.shapes[place.node.shape];
  bytes += place.offset;
  const std::string_view text(reinterpret_cast<const char*>(bytes), shape.size);
  switch (value.kind) {
    case ValueKind::kFloat32: {
      const auto bits = static_cast<uint32_t>(LoadScalar(shape, bytes));
      AppendNumber(std::bit_cast<float>(bits), out_);
      return true;
    }
    case ValueKind::kFloat64:
      AppendNumber(std::bit_cast<double>(LoadScalar(shape, bytes)), out_);
      return true;
    case ValueKind::kFixedBytes:
      return WriteBase64(text);
    case ValueKind::kUuid:
      out_ += '"';
      AppendUuid(text, out_);
      out_ += '"';
      return true;
    case ValueKind::kArray:
      return WriteElements(place.node.child, layout_.shapes[shape.element].size,
                           shape.count, bytes);
    case ValueKind::kStruct:
      return WriteStruct(mapping_.record(value), bytes);
    default:
      return WriteBits(value, place.node, LoadScalar(shape, bytes));
  }
}

bool JsonWriter::WriteStruct(const Record& record, const uint8_t* bytes) {
  if (!Descend()) return false;
  out_ += '{';
  for (size_t i = 0; i < record.fields.size(); ++i) {
    const Field& field = record.fields[i];
    if (i > 0) out_ += ',';
    NewLine();
    WriteKey(field.quoted_key);
    if (!WriteInPlace(field.node, bytes)) return path_.Enter(field.key);
    if (!FlushIfFull()) return false;
  }
  --depth_;
  NewLine();
  out_ += '}';
  return true;
}

bool JsonWriter::WriteElements(NodeId element, uint32_t size, uint64_t count,
                               const uint8_t* bytes) {
  if (!Descend()) return false;
  out_ += '[';
  for (uint64_t i = 0; i < count; ++i) {
    if (i > 0) out_ += ',';
    NewLine();
    if (!WriteInPlace(element, bytes + i * size)) return path_.Enter(i);
    if (!FlushIfFull()) return false;
  }
  --depth_;
  if (count > 0) NewLine();
  out_ += ']';
  return true;
}

bool JsonWriter::WriteRawList(NodeId id, const Column* columns, uint32_t row) {
  const Node& node = layout_.node(id);
  const uint32_t size = layout_.shapes[node.shape].size;
  const RawRange raw =
      GetRaw(columns + node.slot, RawUnitOf(layout_, node), row);
  return SpendText(raw.count * size) &&
         WriteElements(mapping_.value(id).element, size, raw.count, raw.data);
}

}  // namespace sinter::json
