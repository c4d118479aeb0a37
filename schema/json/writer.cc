// Records, lists and optionals, and what surrounds records. Plain values are in
// value_writer.cc.
#include "schema/json/writer.h"

#include "codec/typed_bytes.h"
#include "schema/text.h"

namespace sinter::json {

absl::Status JsonWriter::StartMessage(const MessageReader& message) {
  message_ = &message;
  rows_left_ = options_.limits.max_rows;
  text_left_ = options_.limits.max_text_bytes;
  return status_;
}

absl::Status JsonWriter::WriteRow(uint32_t row) {
  if (!status_.ok()) return status_;
  const TableId root(0);
  path_.Clear();
  depth_ = 0;
  if (message_ == nullptr || row >= message_->rows(root)) {
    Fail(absl::StatusCode::kInvalidArgument, "a row of the message",
         schema::Cat(row));
  } else {
    BeginRecord();
    const Column* const columns = message_->table(root);
    const bool ok = mapping_.is_of_values()
                        ? WriteUnion(layout_.field_id(root, 0), columns, row)
                        : WriteRecord(root, columns, row);
    if (ok) ++num_records_;
  }
  if (!fault_.empty()) {
    status_ = absl::Status(
        fault_code_, schema::Cat("record ", num_records_, ": ", path_.text(),
                                 path_.text().empty() ? "" : ": ", fault_));
  }
  if (!status_.ok()) return status_;
  if (options_.framing != Framing::kArray) out_ += '\n';
  FlushIfFull();
  return status_;
}

void JsonWriter::BeginRecord() {
  if (options_.framing != Framing::kArray) return;
  out_ += num_records_ == 0 ? '[' : ',';
  if (options_.indent) {
    NewLine();
  } else {
    out_ += '\n';
  }
}

absl::Status JsonWriter::Finish() {
  if (!status_.ok()) return status_;
  depth_ = 0;
  if (options_.framing == Framing::kArray) {
    if (num_records_ == 0) {
      out_ += "[]";
    } else {
      out_ += "\n]";
    }
    out_ += '\n';
  }
  Flush();
  return status_;
}

bool JsonWriter::WriteRecord(TableId table, const Column* columns,
                             uint32_t row) {
  if (!SpendRows(1) || !Descend()) return false;
  out_ += '{';
  bool is_empty = true;
  if (!WriteFields(table, columns, row, is_empty)) return false;
  --depth_;
  if (!is_empty) NewLine();
  out_ += '}';
  return true;
}

bool JsonWriter::WriteFields(TableId table, const Column* columns, uint32_t row,
                             bool& is_empty) {
  for (const Field& field : mapping_.record(table).fields) {
    const Node& node = layout_.node(field.node);
    if (node.kind == NodeKind::kOptional &&
        ChildRow(columns[node.slot], row) == kAbsent) {
      continue;
    }
    if (!is_empty) out_ += ',';
    is_empty = false;
    NewLine();
    WriteKey(field.quoted_key);
    if (!WriteValue(field.node, columns, row)) return path_.Enter(field.key);
    if (!FlushIfFull()) return false;
  }
  return true;
}

bool JsonWriter::WriteOptional(const Node& node, const Column* columns,
                               uint32_t row) {
  const uint64_t child = ChildRow(columns[node.slot], row);
  if (child == kAbsent) {
    out_ += "null";
    return true;
  }
  return SpendRows(1) &&
         WriteValue(node.child, columns, static_cast<uint32_t>(child));
}

bool JsonWriter::WriteList(const Node& node, const Column* columns,
                           uint32_t row) {
  const RowRange range = GetRange(columns[node.slot], row);
  if (!SpendRows(range.count) || !Descend()) return false;
  out_ += '[';
  for (uint64_t i = 0; i < range.count; ++i) {
    if (i > 0) out_ += ',';
    NewLine();
    const auto element = static_cast<uint32_t>(range.start + i);
    if (!WriteValue(node.child, columns, element)) return path_.Enter(i);
    if (!FlushIfFull()) return false;
  }
  --depth_;
  if (range.count > 0) NewLine();
  out_ += ']';
  return true;
}

bool JsonWriter::WriteReference(const Node& node, const Column& site,
                                uint32_t row) {
  const TableRow child = GetReference(site, row);
  return WriteRecord(node.table, child.table, child.row);
}

void JsonWriter::WriteKey(std::string_view quoted_key) {
  out_ += quoted_key;
  out_ += options_.indent && options_.framing != Framing::kLines ? ": " : ":";
}

void JsonWriter::NewLine() {
  if (!options_.indent || options_.framing == Framing::kLines) return;
  out_ += '\n';
  const uint32_t in_array = options_.framing == Framing::kArray ? 1 : 0;
  out_.append(2 * size_t{depth_ + in_array}, ' ');
}

bool JsonWriter::FlushIfFull() { return out_.size() < kBufferBytes || Flush(); }

bool JsonWriter::Flush() {
  if (!status_.ok()) return false;
  status_ = sink_.Append(AsBytes(out_));
  flushed_bytes_ += out_.size();
  out_.clear();
  return status_.ok();
}

bool JsonWriter::Descend() {
  if (depth_ < kMaxValueDepth) {
    ++depth_;
    return true;
  }
  return Fail(absl::StatusCode::kResourceExhausted,
              schema::Cat("at most ", kMaxValueDepth,
                          " objects and arrays inside each other"),
              "more");
}

bool JsonWriter::SpendRows(uint64_t count) {
  if (count <= rows_left_) {
    rows_left_ -= count;
    return true;
  }
  return Fail(
      absl::StatusCode::kResourceExhausted,
      schema::Cat("a message of at most ", options_.limits.max_rows, " rows"),
      "more");
}

bool JsonWriter::SpendText(uint64_t bytes) {
  if (bytes <= text_left_) {
    text_left_ -= bytes;
    return true;
  }
  return Fail(absl::StatusCode::kResourceExhausted,
              schema::Cat("a message of at most ",
                          options_.limits.max_text_bytes, " bytes of text"),
              "more");
}

bool JsonWriter::Fail(absl::StatusCode code, std::string_view expected,
                      std::string_view got) {
  if (fault_.empty()) {
    fault_ = schema::Cat("expected ", expected, ", got ", got);
    fault_code_ = code;
  }
  return false;
}

}  // namespace sinter::json
