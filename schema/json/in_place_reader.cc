// Structs and raw lists: their bytes are put together here, from values that
// are read like those of records.
#include <cstring>
#include <limits>

#include "codec/shape.h"
#include "codec/typed_bytes.h"
#include "schema/json/record_reader.h"
#include "schema/text.h"

namespace sinter::json {

void RecordReader::SetBits(NodeId id, uint32_t row, uint64_t bits) {
  if (!mapping_.is_in_place(id)) return builder_->SetBits(id, row, bits);
  const InPlace& place = mapping_.in_place(id);
  auto* bytes = reinterpret_cast<uint8_t*>(in_place_.data());
  StoreScalar(layout_.shapes[place.node.shape], bits,
              bytes + row + place.offset);
}

void RecordReader::SetText(NodeId id, uint32_t row, std::string_view text) {
  if (!mapping_.is_in_place(id)) return builder_->SetText(id, row, text);
  std::memcpy(in_place_.data() + row + mapping_.in_place(id).offset,
              text.data(), text.size());
}

uint32_t RecordReader::ElementRow(NodeId array, uint32_t row, uint32_t index) {
  if (!mapping_.is_in_place(array)) {
    return builder_->GetElement(array, row, index);
  }
  const InPlace& place = mapping_.in_place(array);
  const ShapeId element = layout_.shapes[place.node.shape].element;
  return row + place.offset + index * layout_.shapes[element].size;
}

bool RecordReader::ReadStruct(NodeId id, uint32_t row) {
  const Value& value = mapping_.value(id);
  const Record& record = mapping_.record(value);
  if (cursor_.Peek() != '{') return cursor_.FailHere(value.expected);
  if (mapping_.is_in_place(id)) {
    return ReadObject(record, row + mapping_.in_place(id).offset);
  }
  in_place_.assign(layout_.shapes[layout_.node(id).shape].size, '\0');
  if (!ReadObject(record, 0)) return false;
  builder_->SetStruct(id, row, AsBytes(in_place_));
  return true;
}

bool RecordReader::ReadRawList(NodeId id, uint32_t row) {
  const Value& value = mapping_.value(id);
  if (cursor_.Peek() != '[') return cursor_.FailHere(value.expected);
  if (!CheckDepth(cursor_, depth_)) return false;
  ++depth_;
  const size_t start = cursor_.offset();
  cursor_.Take();
  bool more = cursor_.Peek() != ']';
  if (!more) cursor_.Take();
  const uint32_t size = layout_.shapes[layout_.node(id).shape].size;
  in_place_.clear();
  for (uint64_t i = 0; more; ++i) {
    const size_t place = in_place_.size();
    if (place > std::numeric_limits<uint32_t>::max() - size) {
      return cursor_.FailLimit(start, "a raw list of less than 2^32 bytes",
                               "more");
    }
    in_place_.resize(place + size);
    if (!ReadValue(value.element, static_cast<uint32_t>(place))) {
      return path_.Enter(i);
    }
    if (!ReadSeparator(cursor_, ']', more)) return false;
  }
  --depth_;
  builder_->SetRaw(id, row, AsBytes(in_place_));
  return true;
}

}  // namespace sinter::json
