// Records, lists and optionals: the shape of what is read. Plain values are in
// value_reader.cc.
#include "schema/json/record_reader.h"

#include <algorithm>
#include <bit>

#include "codec/limits.h"
#include "schema/text.h"

namespace sinter::json {

bool RecordReader::ReadRoot(MessageBuilder& builder, uint32_t row) {
  builder_ = &builder;
  depth_ = 0;
  seen_.clear();
  path_.Clear();
  const TableId root(0);
  return mapping_.is_of_values() ? ReadUnion(layout_.field_id(root, 0), row)
                                 : ReadRecord(root, row);
}

bool RecordReader::ReadRecord(TableId table, uint32_t row) {
  const Record& record = mapping_.record(table);
  if (cursor_.Peek() != '{') {
    return cursor_.FailHere(schema::Cat("record ", record.name));
  }
  return ReadObject(record, row);
}

bool RecordReader::ReadObject(const Record& record, uint32_t row) {
  if (!CheckDepth(cursor_, depth_)) return false;
  ++depth_;
  if (allow_unknown_) skipper_.StartRecord(depth_);
  const size_t start = cursor_.offset();
  const size_t seen = seen_.size();
  seen_.resize(seen + record.required.size());
  if (!ReadFields(record, row, seen)) return false;
  if (!CheckMissing(record, start, seen)) return false;
  seen_.resize(seen);
  --depth_;
  return true;
}

bool RecordReader::ReadFields(const Record& record, uint32_t row, size_t seen) {
  cursor_.Take();
  bool more = cursor_.Peek() != '}';
  if (!more) cursor_.Take();
  uint32_t next = 0;
  while (more) {
    if (!ReadField(record, row, seen, next)) return false;
    if (!ReadSeparator(cursor_, '}', more)) return false;
  }
  return true;
}

// Reads a key and its value. `next` is the field that is likely to come.
bool RecordReader::ReadField(const Record& record, uint32_t row, size_t seen,
                             uint32_t& next) {
  if (cursor_.Peek() != '"') return cursor_.FailHere("a key");
  const size_t offset = cursor_.offset();
  uint32_t field = next;
  std::string_view key;
  if (!ReadKey(record, field, key)) return false;
  if (field == kUnknown) {
    if (!allow_unknown_) return FailUnknown(record, offset, key);
    const std::string name(key);
    if (!skipper_.AddKey(depth_, offset, name)) return false;
    if (!ReadColon(cursor_)) return false;
    return skipper_.Skip(depth_) || path_.Enter(name);
  }
  uint64_t& word = seen_[seen + field / 64];
  const uint64_t bit = uint64_t{1} << (field % 64);
  if ((word & bit) != 0) {
    return FailDuplicate(cursor_, offset, record.fields[field].key);
  }
  word |= bit;
  next = field + 1;
  if (!ReadColon(cursor_)) return false;
  return ReadValue(record.fields[field].node, row) ||
         path_.Enter(record.fields[field].key);
}

// Keys mostly come in the order of the fields, so `field` is tried first.
bool RecordReader::ReadKey(const Record& record, uint32_t& field,
                           std::string_view& key) {
  if (field < record.fields.size() &&
      cursor_.TakeIfNext(record.fields[field].quoted_key)) {
    return true;
  }
  if (!cursor_.ReadString(key)) return false;
  const auto found = record.index.find(key);
  field = found == record.index.end() ? kUnknown : found->second;
  return true;
}

bool RecordReader::FailUnknown(const Record& record, size_t offset,
                               std::string_view key) {
  // Comparing takes the product of the lengths; no field has such a name.
  constexpr size_t kMaxCompared = 300;
  const bool is_retired =
      std::ranges::find(record.retired, key) != record.retired.end();
  schema::Suggester suggester(key.substr(0, kMaxCompared));
  for (const Field& field : record.fields) {
    // The name in the schema means the key in JSON.
    if (field.name == key) suggester = schema::Suggester(field.key);
    suggester.Offer(field.key);
  }
  cursor_.Fail(
      offset, schema::Cat("a key of ", record.name),
      schema::Cat(ShownName(key), is_retired ? ", which is retired" : ""));
  if (!is_retired && !suggester.best().empty()) {
    cursor_.AddToFailure(
        schema::Cat("; did you mean ", ShownName(suggester.best()), "?"));
  }
  return false;
}

bool RecordReader::CheckMissing(const Record& record, size_t start,
                                size_t seen) {
  for (size_t i = 0; i < record.required.size(); ++i) {
    const uint64_t missing = record.required[i] & ~seen_[seen + i];
    if (missing == 0) continue;
    const Field& field =
        record.fields[i * 64 + static_cast<size_t>(std::countr_zero(missing))];
    return cursor_.Fail(
        start, schema::Cat("key ", ShownName(field.key), " of ", record.name),
        "no such key");
  }
  return true;
}

bool RecordReader::ReadOptional(NodeId node, uint32_t row) {
  if (cursor_.Peek() == 'n') return cursor_.ReadWord("null");
  return ReadValue(layout_.node(node).child, builder_->SetPresent(node, row));
}

bool RecordReader::ReadList(NodeId node, uint32_t row) {
  if (cursor_.Peek() != '[') {
    return cursor_.FailHere(mapping_.value(node).expected);
  }
  if (!CheckDepth(cursor_, depth_)) return false;
  ++depth_;
  cursor_.Take();
  bool more = cursor_.Peek() != ']';
  if (!more) cursor_.Take();
  const NodeId element = layout_.node(node).child;
  for (uint64_t i = 0; more; ++i) {
    if (!ReadValue(element, builder_->Append(node, row))) {
      return path_.Enter(i);
    }
    if (!ReadSeparator(cursor_, ']', more)) return false;
  }
  --depth_;
  return true;
}

bool RecordReader::ReadArray(NodeId id, uint32_t row) {
  const Node& node = mapping_.node(id);
  const std::string_view expected = mapping_.value(id).expected;
  if (cursor_.Peek() != '[') return cursor_.FailHere(expected);
  if (!CheckDepth(cursor_, depth_)) return false;
  ++depth_;
  const size_t start = cursor_.offset();
  cursor_.Take();
  bool more = cursor_.Peek() != ']';
  if (!more) cursor_.Take();
  uint32_t count = 0;
  for (; more; ++count) {
    cursor_.Peek();
    if (count == node.array_size) {
      return cursor_.Fail(cursor_.offset(), expected, "more");
    }
    if (!ReadValue(node.child, ElementRow(id, row, count))) {
      return path_.Enter(count);
    }
    if (!ReadSeparator(cursor_, ']', more)) return false;
  }
  if (count < node.array_size) {
    return cursor_.Fail(start, expected, schema::Cat("a list of ", count));
  }
  --depth_;
  return true;
}

bool RecordReader::ReadValue(NodeId id, uint32_t row) {
  switch (mapping_.value(id).kind) {
    case ValueKind::kBool:
      return ReadBool(id, row);
    case ValueKind::kInteger:
      return ReadInteger(id, row);
    case ValueKind::kEnum:
      return ReadEnum(id, row);
    case ValueKind::kFloat32:
      return ReadFloat<float, uint32_t>(id, row);
    case ValueKind::kFloat64:
      return ReadFloat<double, uint64_t>(id, row);
    case ValueKind::kString:
      return ReadString(id, row);
    case ValueKind::kBytes:
    case ValueKind::kFixedBytes:
      return ReadBytes(id, row);
    case ValueKind::kFlags:
      return ReadFlags(id, row);
    case ValueKind::kUuid:
      return ReadUuid(id, row);
    case ValueKind::kDate:
      return ReadDate(id, row);
    case ValueKind::kTimestamp:
      return ReadTimestamp(id, row);
    case ValueKind::kDuration:
      return ReadDuration(id, row);
    case ValueKind::kDecimal:
      return ReadDecimal(id, row);
    case ValueKind::kOptional:
      return ReadOptional(id, row);
    case ValueKind::kList:
      return ReadList(id, row);
    case ValueKind::kArray:
      return ReadArray(id, row);
    case ValueKind::kMap:
      return ReadMap(id, row);
    case ValueKind::kUnion:
      return ReadUnion(id, row);
    case ValueKind::kStruct:
      return ReadStruct(id, row);
    case ValueKind::kRawList:
      return ReadRawList(id, row);
    case ValueKind::kNull:
      return ReadNull();
    case ValueKind::kNamedUnion: {
      const TableId table = layout_.node(id).table;
      return ReadUnion(layout_.field_id(table, 0),
                       builder_->GetRecord(id, row));
    }
    case ValueKind::kRecord: {
      const TableId table = layout_.node(id).table;
      return ReadRecord(table, builder_->GetRecord(id, row));
    }
  }
  return false;
}

}  // namespace sinter::json
