// Untagged unions: the variant is the one whose values look like the next one.
#include "schema/json/record_reader.h"

namespace sinter::json {

using schema::JsonKind;
using schema::kNoVariant;

bool RecordReader::ReadUntagged(NodeId id, uint32_t row) {
  const Value& value = mapping_.value(id);
  const Node& node = layout_.node(id);
  const schema::VariantsByKind& variants = *mapping_.names(value).by_kind;
  JsonKind kind;
  if (!PeekKind(kind, value.expected)) return false;
  if (kind == JsonKind::kNumber && !PeekNumberKind(node, variants, kind)) {
    return false;
  }
  const uint32_t tag = variants[static_cast<size_t>(kind)];
  if (tag == kNoVariant) return cursor_.FailHere(value.expected);
  return ReadValue(NodeId(node.child.value() + tag),
                   builder_->SetVariant(id, row, tag));
}

// Takes numbers of all shapes for kNumber.
bool RecordReader::PeekKind(JsonKind& kind, std::string_view expected) {
  const int c = cursor_.Peek();
  switch (c) {
    case 'n':
      kind = JsonKind::kNull;
      return true;
    case 't':
    case 'f':
      kind = JsonKind::kBool;
      return true;
    case '"':
      kind = JsonKind::kString;
      return true;
    case '[':
      kind = JsonKind::kArray;
      return true;
    case '{':
      kind = JsonKind::kObject;
      return true;
    default:
      kind = JsonKind::kNumber;
      return c == '-' || (c >= '0' && c <= '9') || cursor_.FailHere(expected);
  }
}

// Integers that their variant does not hold are numbers like those with a
// fraction, if there is a variant for such; so is -0, which no integer is.
bool RecordReader::PeekNumberKind(const Node& node,
                                  const schema::VariantsByKind& variants,
                                  JsonKind& kind) {
  std::string_view token;
  NumberShape shape;
  if (!cursor_.PeekNumber(token, shape)) return false;
  if (shape != NumberShape::kInteger) return true;
  const uint32_t tag = variants[static_cast<size_t>(JsonKind::kInteger)];
  const uint32_t number = variants[static_cast<size_t>(JsonKind::kNumber)];
  kind = JsonKind::kInteger;
  if (tag == kNoVariant || number == kNoVariant) return true;
  const NodeId id(node.child.value() + tag);
  if (mapping_.value(id).kind != ValueKind::kInteger) return true;
  const Node& integer = layout_.node(id);
  uint64_t bits;
  const bool fits =
      ParseInteger(token, integer.is_signed, integer.lo, integer.hi, bits) &&
      token != "-0";
  if (!fits) kind = JsonKind::kNumber;
  return true;
}

bool RecordReader::ReadNull() {
  if (cursor_.Peek() != 'n') return cursor_.FailHere("null");
  return cursor_.ReadWord("null");
}

}  // namespace sinter::json
