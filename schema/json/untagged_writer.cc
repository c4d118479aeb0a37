// Untagged unions: the value of the variant alone, if reading it back would
// find the same variant.
#include "schema/json/numbers.h"
#include "schema/json/writer.h"
#include "schema/text.h"

namespace sinter::json {
namespace {

using schema::JsonKind;

// What a value of one token or more looks like.
JsonKind KindOf(std::string_view text) {
  switch (text.front()) {
    case 'n':
      return JsonKind::kNull;
    case 't':
    case 'f':
      return JsonKind::kBool;
    case '"':
      return JsonKind::kString;
    case '[':
      return JsonKind::kArray;
    case '{':
      return JsonKind::kObject;
    default:
      return ShapeOf(text) == NumberShape::kInteger ? JsonKind::kInteger
                                                    : JsonKind::kNumber;
  }
}

}  // namespace

bool JsonWriter::WriteUntagged(const EnumNames& names, NodeId variant,
                               uint32_t tag, const Column* columns,
                               uint32_t row) {
  const uint64_t start = flushed_bytes_ + out_.size();
  if (!WriteValue(variant, columns, row)) return false;
  // What was flushed meanwhile is a long text, an array or an object, which
  // always look as they should. Others may be rare forms that mean another
  // variant: "NaN", the number of an enum's later member.
  if (start < flushed_bytes_) return true;
  const std::string_view text =
      std::string_view(out_).substr(start - flushed_bytes_);
  const JsonKind kind = KindOf(text);
  if ((*names.by_kind)[static_cast<size_t>(kind)] == tag) return true;
  return Fail(absl::StatusCode::kInvalidArgument,
              schema::Cat("a value that JSON tells from other variants, of ",
                          names.names[tag].value_or(std::to_string(tag))),
              std::string(text));
}

}  // namespace sinter::json
