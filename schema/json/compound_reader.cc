// Maps, unions and flags.
#include <string>

#include "codec/bits.h"
#include "schema/json/record_reader.h"
#include "schema/text.h"

namespace sinter::json {

bool RecordReader::ReadMap(NodeId id, uint32_t row) {
  if (cursor_.Peek() != '{') {
    return cursor_.FailHere(mapping_.value(id).expected);
  }
  if (!CheckDepth(cursor_, depth_)) return false;
  ++depth_;
  cursor_.Take();
  bool more = cursor_.Peek() != '}';
  if (!more) cursor_.Take();
  KeySet keys;
  while (more) {
    if (!ReadEntry(id, row, keys)) return false;
    if (!ReadSeparator(cursor_, '}', more)) return false;
  }
  --depth_;
  return true;
}

bool RecordReader::ReadEntry(NodeId map, uint32_t row, KeySet& keys) {
  const NodeId key = layout_.node(map).child;
  const uint32_t entry = builder_->AppendEntry(map, row);
  std::string text;
  if (!ReadMapKey(key, entry, text, keys)) return false;
  if (!ReadColon(cursor_)) return false;
  const NodeId value(key.value() + 1);
  return ReadValue(value, entry) || path_.Enter(text);
}

bool RecordReader::ReadMapKey(NodeId key, uint32_t row, std::string& text,
                              KeySet& keys) {
  if (cursor_.Peek() != '"') return cursor_.FailHere("a key");
  const size_t offset = cursor_.offset();
  std::string_view read;
  if (!cursor_.ReadString(read)) return false;
  text = read;
  bool is_new;
  if (layout_.node(key).kind == NodeKind::kText) {
    builder_->SetText(key, row, text);
    is_new = keys.insert(text).second;
  } else {
    // Texts that differ may be one key: "0" and "-0", a name and its number.
    uint64_t bits;
    if (!SetMapKey(key, row, offset, text, bits)) return false;
    is_new = keys.insert(std::to_string(bits)).second;
  }
  return is_new || FailDuplicate(cursor_, offset, text);
}

// Keys that are no strings: integers and enums.
bool RecordReader::SetMapKey(NodeId key, uint32_t row, size_t offset,
                             const std::string& text, uint64_t& bits) {
  const Node& node = layout_.node(key);
  const Value& value = mapping_.value(key);
  const bool is_integer = ShapeOf(text) == NumberShape::kInteger;
  if (value.kind == ValueKind::kEnum) {
    const EnumNames& names = mapping_.names(value);
    const auto found = names.numbers.find(text);
    if (found != names.numbers.end()) {
      bits = found->second;
    } else if (names.closed || !is_integer ||
               !ParseInteger(text, /*is_signed=*/false, 0, LowMask(node.bits),
                             bits)) {
      return FailName(names, value.expected, offset, text);
    }
  } else if (!is_integer ||
             !ParseInteger(text, node.is_signed, node.lo, node.hi, bits)) {
    return cursor_.Fail(offset, schema::Cat("a key: ", value.expected),
                        ShownName(text));
  }
  SetBits(key, row, bits);
  return true;
}

bool RecordReader::ReadUnion(NodeId id, uint32_t row) {
  const EnumNames& names = mapping_.names(mapping_.value(id));
  return names.by_kind ? ReadUntagged(id, row) : ReadTagged(id, row);
}

bool RecordReader::ReadTagged(NodeId id, uint32_t row) {
  const std::string_view expected = mapping_.value(id).expected;
  if (cursor_.Peek() != '{') return cursor_.FailHere(expected);
  if (!CheckDepth(cursor_, depth_)) return false;
  ++depth_;
  const size_t start = cursor_.offset();
  cursor_.Take();
  if (!ReadVariant(id, row, start)) return false;
  if (cursor_.Peek() != '}') {
    return cursor_.FailHere(
        schema::Cat("'}' after the one variant of ", expected));
  }
  cursor_.Take();
  --depth_;
  return true;
}

bool RecordReader::ReadVariant(NodeId id, uint32_t row, size_t start) {
  const Value& value = mapping_.value(id);
  const std::string expected = schema::Cat("a variant of ", value.expected);
  const int c = cursor_.Peek();
  if (c == '}') return cursor_.Fail(start, expected, "an empty object");
  if (c != '"') return cursor_.FailHere("a key");
  const size_t offset = cursor_.offset();
  std::string_view name;
  if (!cursor_.ReadString(name)) return false;
  const EnumNames& names = mapping_.names(value);
  const auto found = names.numbers.find(name);
  if (found == names.numbers.end()) {
    return FailName(names, expected, offset, name);
  }
  const uint32_t tag = found->second;
  if (!ReadColon(cursor_)) return false;
  const NodeId variant(layout_.node(id).child.value() + tag);
  return ReadValue(variant, builder_->SetVariant(id, row, tag)) ||
         path_.Enter(found->first);
}

bool RecordReader::ReadFlags(NodeId id, uint32_t row) {
  if (cursor_.Peek() != '[') {
    return cursor_.FailHere(
        schema::Cat("list, each ", mapping_.value(id).expected));
  }
  if (!CheckDepth(cursor_, depth_)) return false;
  cursor_.Take();
  bool more = cursor_.Peek() != ']';
  if (!more) cursor_.Take();
  uint64_t bits = 0;
  for (uint64_t i = 0; more; ++i) {
    cursor_.Peek();
    const size_t offset = cursor_.offset();
    uint32_t bit;
    if (!ReadFlag(id, bit)) return path_.Enter(i);
    const uint64_t mask = uint64_t{1} << bit;
    if ((bits & mask) != 0) {
      const EnumNames& names = mapping_.names(mapping_.value(id));
      const bool has_name = bit < names.names.size() && names.names[bit];
      cursor_.Fail(offset, "each flag once",
                   schema::Cat(has_name ? ShownName(*names.names[bit])
                                        : std::to_string(bit),
                               " again"));
      return path_.Enter(i);
    }
    bits |= mask;
    if (!ReadSeparator(cursor_, ']', more)) return false;
  }
  SetBits(id, row, bits);
  return true;
}

bool RecordReader::ReadFlag(NodeId id, uint32_t& bit) {
  const Value& value = mapping_.value(id);
  const int c = cursor_.Peek();
  if (c == '-' || (c >= '0' && c <= '9')) {
    uint64_t number;
    const uint64_t most = mapping_.node(id).bits - uint64_t{1};
    if (!ReadNumberOfName(id, most, number)) return false;
    bit = static_cast<uint32_t>(number);
    return true;
  }
  if (c != '"') return cursor_.FailHere(value.expected);
  const size_t offset = cursor_.offset();
  std::string_view name;
  if (!cursor_.ReadString(name)) return false;
  const EnumNames& names = mapping_.names(value);
  const auto found = names.numbers.find(name);
  if (found == names.numbers.end()) {
    return FailName(names, value.expected, offset, name);
  }
  bit = found->second;
  return true;
}

}  // namespace sinter::json
