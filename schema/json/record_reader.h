// Reads the records of one JSON text into the rows of a builder. Internal to
// the library; reader.h is for users.
#ifndef SINTER_SCHEMA_JSON_RECORD_READER_H_
#define SINTER_SCHEMA_JSON_RECORD_READER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "codec/message_builder.h"
#include "schema/json/cursor.h"
#include "schema/json/mapping.h"
#include "schema/json/path.h"
#include "schema/json/skipper.h"

namespace sinter::json {

class RecordReader {
 public:
  RecordReader(const Mapping& mapping, Cursor& cursor, bool allow_unknown,
               bool text_stays)
      : mapping_(mapping),
        layout_(mapping.layout()),
        cursor_(cursor),
        skipper_(cursor, path_),
        allow_unknown_(allow_unknown),
        text_stays_(text_stays) {}

  // Reads a record into a row of the root table. On failure the cursor knows
  // why and `path` where; the row is left as it is.
  [[nodiscard]] bool ReadRoot(MessageBuilder& builder, uint32_t row);

  Path& path() { return path_; }
  const Path& path() const { return path_; }

 private:
  static constexpr uint32_t kUnknown = 0xffffffff;

  using KeySet = absl::flat_hash_set<std::string>;

  bool ReadRecord(TableId table, uint32_t row);
  bool ReadFields(const Record& record, uint32_t row, size_t seen);
  bool ReadField(const Record& record, uint32_t row, size_t seen,
                 uint32_t& next);
  bool ReadKey(const Record& record, uint32_t& field, std::string_view& key);
  bool FailUnknown(const Record& record, size_t offset, std::string_view key);
  bool CheckMissing(const Record& record, size_t start, size_t seen);

  bool ReadValue(NodeId id, uint32_t row);
  bool ReadOptional(NodeId node, uint32_t row);
  bool ReadList(NodeId node, uint32_t row);
  bool ReadArray(NodeId node, uint32_t row);
  bool ReadObject(const Record& record, uint32_t row);

  // in_place_reader.cc: what stands in a struct or a raw list has an offset
  // into the bytes of that, in_place_, for its row.
  bool ReadStruct(NodeId id, uint32_t row);
  bool ReadRawList(NodeId id, uint32_t row);
  uint32_t ElementRow(NodeId array, uint32_t row, uint32_t index);
  void SetBits(NodeId id, uint32_t row, uint64_t bits);
  void SetText(NodeId id, uint32_t row, std::string_view text);

  // compound_reader.cc
  bool ReadMap(NodeId node, uint32_t row);
  bool ReadEntry(NodeId map, uint32_t row, KeySet& keys);
  bool ReadMapKey(NodeId key, uint32_t row, std::string& text, KeySet& keys);
  bool SetMapKey(NodeId key, uint32_t row, size_t offset,
                 const std::string& text, uint64_t& bits);
  bool ReadUnion(NodeId node, uint32_t row);
  bool ReadTagged(NodeId node, uint32_t row);
  bool ReadVariant(NodeId node, uint32_t row, size_t start);
  bool ReadFlags(NodeId node, uint32_t row);
  bool ReadFlag(NodeId node, uint32_t& bit);

  // untagged_reader.cc
  bool ReadUntagged(NodeId node, uint32_t row);
  bool PeekKind(schema::JsonKind& kind, std::string_view expected);
  bool PeekNumberKind(const Node& node, const schema::VariantsByKind& variants,
                      schema::JsonKind& kind);
  bool ReadNull();

  // text_reader.cc
  bool ReadTextOrNumber(std::string_view expected, std::string_view& text,
                        bool& is_text);
  bool ReadUuid(NodeId node, uint32_t row);
  bool ReadDate(NodeId node, uint32_t row);
  bool ReadTimestamp(NodeId node, uint32_t row);
  bool ReadDuration(NodeId node, uint32_t row);
  bool ReadDecimal(NodeId node, uint32_t row);

  // value_reader.cc
  bool ReadBool(NodeId node, uint32_t row);
  bool ReadInteger(NodeId id, uint32_t row);
  bool ReadQuotedInteger(NodeId id, uint32_t row);
  bool ReadEnum(NodeId node, uint32_t row);
  bool ReadEnumNumber(NodeId id, uint32_t row);
  // A number 0..most in place of a name.
  bool ReadNumberOfName(NodeId node, uint64_t most, uint64_t& number);
  bool FailName(const EnumNames& names, std::string_view expected,
                size_t offset, std::string_view name);
  bool ReadString(NodeId node, uint32_t row);
  bool ReadBytes(NodeId node, uint32_t row);
  template <typename Float, typename Bits>
  bool ReadFloat(NodeId node, uint32_t row);

  const Mapping& mapping_;
  const Layout& layout_;
  Cursor& cursor_;
  Path path_;
  Skipper skipper_;
  MessageBuilder* builder_ = nullptr;
  const bool allow_unknown_;
  const bool text_stays_;
  uint32_t depth_ = 0;
  // A bit per field of each record that is being read, outer ones first.
  std::vector<uint64_t> seen_;
  std::string in_place_;
  std::string bytes_;
  std::string base64_;
};

}  // namespace sinter::json

#endif  // SINTER_SCHEMA_JSON_RECORD_READER_H_
