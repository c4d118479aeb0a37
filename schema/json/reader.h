// JSON text to the rows of a builder, one record after the other, so that a
// message can be made of every few thousand records.
//
//   JsonRecords records(mapping, source, {.file = "orders.json"});
//   while (true) {
//     ASSIGN_OR_RETURN(const bool more, records.Next(builder));
//     if (!more) break;
//     if (builder.size_bytes() >= block_bytes) ...  // Finish, Clear
//   }
//
// Reading is strict. Besides what is not JSON these are errors: an unknown key,
// a key that occurs twice, a missing key of a field that has neither a default
// nor `?`, a number out of range, a fraction or an exponent where an integer
// belongs (1.0 and 1e3 are not integers), a float that would be infinite, bytes
// that are not UTF-8, half a surrogate pair, base64 that no encoder writes, and
// more than kMaxValueDepth objects and arrays inside each other, counted from
// the record. The first error ends the reading:
//
//   orders.json:3:17: /lines/0/count: expected u8 (0..130), got 256
//
// Lines and columns count from 1, columns in bytes. The path is a JSON pointer
// from the document, or from the record where records stand in lines.
#ifndef SINTER_SCHEMA_JSON_READER_H_
#define SINTER_SCHEMA_JSON_READER_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "codec/file/byte_source.h"
#include "codec/message_builder.h"
#include "schema/json/cursor.h"
#include "schema/json/mapping.h"
#include "schema/json/record_reader.h"
#include "schema/json/text_window.h"

namespace sinter::json {

struct ReadOptions {
  std::string file = "-";  // for messages
  // One record per line, blank lines aside (NDJSON). Otherwise the text is one
  // record or an array of records.
  bool lines = false;
  // The text is one record, even if it is an array: where messages hold JSON
  // values of any kind, arrays are values as well.
  bool one_record = false;
  // Skip keys that are not in the schema. They may not occur twice even so.
  bool allow_unknown = false;
};

class JsonRecords {
 public:
  // Text in memory. It must stay until the builders that got records of it have
  // finished: strings are not copied.
  JsonRecords(const Mapping& mapping, std::string_view text,
              ReadOptions options = {});
  // Text from a pipe or a file, of which no more than a record and
  // `first_read_bytes` are in memory at a time.
  JsonRecords(const Mapping& mapping, ByteSource& source,
              ReadOptions options = {},
              size_t first_read_bytes = TextWindow::kFirstReadBytes);

  // Adds a root row for the next record; false if there is none. The builder
  // is one for the mapping's layout. After an error it holds part of a record,
  // and every later call returns the error again.
  absl::StatusOr<bool> Next(MessageBuilder& builder);

  // Records read so far.
  uint64_t num_records() const { return num_records_; }
  // Whether the text is an array of records, once Next was called.
  bool is_array() const { return state_ == State::kArray; }

 private:
  enum class State : uint8_t { kStart, kArray, kLines, kOneRecord };

  absl::StatusOr<bool> NextOfDocument(MessageBuilder& builder);
  absl::StatusOr<bool> NextOfArray(MessageBuilder& builder);
  absl::StatusOr<bool> NextLine(MessageBuilder& builder);
  absl::Status ReadRecord(MessageBuilder& builder);
  absl::Status ExpectEnd();
  absl::Status Failure() const;

  const Mapping& mapping_;
  const ReadOptions options_;
  TextWindow window_;
  Cursor cursor_;
  RecordReader reader_;
  State state_;
  bool ended_ = false;
  uint64_t num_records_ = 0;
  absl::Status status_;
};

}  // namespace sinter::json

#endif  // SINTER_SCHEMA_JSON_READER_H_
