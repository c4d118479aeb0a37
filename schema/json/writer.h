// The records of messages as JSON text: UTF-8, keys in the order of the fields,
// defaults printed, absent optionals left out (null inside lists), numbers in
// the shortest form that reads back as the same value.
//
//   JsonWriter writer(mapping, sink, {.framing = Framing::kLines});
//   RETURN_IF_ERROR(writer.StartMessage(reader));
//   for (uint32_t row = 0; row < reader.num_roots(); ++row) {
//     RETURN_IF_ERROR(writer.WriteRow(row));
//   }
//   RETURN_IF_ERROR(writer.Finish());
//
// A union that has a variant of a later version is an object without keys,
// which no reader accepts: MessageReader::skipped() tells of what is missing.
//
// Messages need not be verified. Text that is not UTF-8 and numbers that have
// no name in a closed enum are errors, and so is a message that would expand
// beyond the limits or deeper than kMaxValueDepth.
#ifndef SINTER_SCHEMA_JSON_WRITER_H_
#define SINTER_SCHEMA_JSON_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "codec/column.h"
#include "codec/file/byte_sink.h"
#include "codec/limits.h"
#include "codec/message_reader.h"
#include "schema/json/mapping.h"
#include "schema/json/path.h"

namespace sinter::json {

enum class Framing : uint8_t {
  kRecord,  // one record, a newline behind it
  kArray,   // an array, each record on a line of its own unless indented
  kLines,   // one record per line, never indented
};

struct WriteOptions {
  Framing framing = Framing::kRecord;
  bool indent = false;  // by two spaces
  // i64 and u64 as strings, for programs whose numbers are doubles.
  bool int64_as_strings = false;
  // Rows and text that one message may expand to, as the encoder counts them.
  Limits limits = {};
};

class JsonWriter {
 public:
  // Holds back this much text before the sink gets it.
  static constexpr size_t kBufferBytes = size_t{1} << 16;

  // `mapping` and `sink` must outlive the writer.
  JsonWriter(const Mapping& mapping, ByteSink& sink, WriteOptions options = {})
      : mapping_(mapping),
        layout_(mapping.layout()),
        sink_(sink),
        options_(options) {}
  JsonWriter(const JsonWriter&) = delete;
  JsonWriter& operator=(const JsonWriter&) = delete;

  // Rows are those of `message` from now on, which must stay open.
  absl::Status StartMessage(const MessageReader& message);
  // Writes a root row. The first error is kept: every later call returns it.
  absl::Status WriteRow(uint32_t row);
  // Ends the text and hands the rest of it to the sink.
  absl::Status Finish();

  uint64_t num_records() const { return num_records_; }

 private:
  bool WriteRecord(TableId table, const Column* columns, uint32_t row);
  bool WriteFields(TableId table, const Column* columns, uint32_t row,
                   bool& is_empty);
  bool WriteValue(NodeId id, const Column* columns, uint32_t row);
  bool WriteOptional(const Node& node, const Column* columns, uint32_t row);
  bool WriteList(const Node& node, const Column* columns, uint32_t row);
  bool WriteReference(const Node& node, const Column& site, uint32_t row);

  // compound_writer.cc
  bool WriteArray(const Node& node, const Column* columns, uint32_t row);
  bool WriteMap(const Node& node, const Column* columns, uint32_t row);
  // Sets `key` to what stands between the quotes, not yet escaped.
  bool KeyText(NodeId key, const Column* columns, uint32_t row,
               std::string& text);
  bool WriteUnion(NodeId id, const Column* columns, uint32_t row);
  bool WriteTagged(NodeId variant, const std::string& name,
                   const Column* columns, uint32_t row);
  bool WriteNamedUnion(const Node& node, const Column& site, uint32_t row);
  bool WriteFlags(const Value& value, uint64_t bits);
  bool WriteUuid(std::string_view bytes);
  bool WriteTime(const Value& value, const Node& node, uint64_t bits);
  void WriteKey(std::string_view quoted_key);

  // untagged_writer.cc
  bool WriteUntagged(const EnumNames& names, NodeId variant, uint32_t tag,
                     const Column* columns, uint32_t row);

  // in_place_writer.cc: values in a struct or a raw list, given the bytes of
  // what they are in.
  bool WriteInPlace(NodeId id, const uint8_t* bytes);
  bool WriteStruct(const Record& record, const uint8_t* bytes);
  bool WriteRawList(NodeId id, const Column* columns, uint32_t row);
  bool WriteElements(NodeId element, uint32_t size, uint64_t count,
                     const uint8_t* bytes);

  // A bool, integer, enum, set of flags, time or decimal.
  bool WriteBits(const Value& value, const Node& node, uint64_t bits);
  bool WriteBase64(std::string_view bytes);

  void WriteInteger(const Node& node, const Value& value, uint64_t bits);
  template <typename Float>
  void WriteFloat(const Value& value, Float number);
  bool WriteEnum(const Value& value, uint64_t number);
  bool WriteString(std::string_view text);
  bool CheckUtf8(std::string_view text);
  bool WriteBytes(std::string_view bytes);

  void BeginRecord();
  void NewLine();
  bool FlushIfFull();
  bool Flush();
  bool Descend();
  bool SpendRows(uint64_t count);
  bool SpendText(uint64_t bytes);
  bool Fail(absl::StatusCode code, std::string_view expected,
            std::string_view got);

  const Mapping& mapping_;
  const Layout& layout_;
  ByteSink& sink_;
  const WriteOptions options_;
  const MessageReader* message_ = nullptr;
  std::string out_;
  uint64_t flushed_bytes_ = 0;
  std::string base64_;
  uint64_t rows_left_ = 0;
  uint64_t text_left_ = 0;
  uint32_t depth_ = 0;  // objects and arrays that are open, of the record
  uint64_t num_records_ = 0;
  // What was wrong with the record; where, `path_` gathers on the way up.
  std::string fault_;
  absl::StatusCode fault_code_ = absl::StatusCode::kOk;
  Path path_;
  absl::Status status_;
};

}  // namespace sinter::json

#endif  // SINTER_SCHEMA_JSON_WRITER_H_
