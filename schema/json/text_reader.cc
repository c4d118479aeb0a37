// Values that have texts of their own: uuids, dates, times, decimals.
#include <cstdint>
#include <limits>

#include "schema/json/formats.h"
#include "schema/json/record_reader.h"
#include "schema/text.h"

namespace sinter::json {
namespace {

constexpr uint64_t kLeast = uint64_t{1} << 63;
constexpr uint64_t kMost = kLeast - 1;

bool StartsNumber(int c) { return c == '-' || (c >= '0' && c <= '9'); }

// A plain number of units.
bool ParseCount(std::string_view text, int64_t& count) {
  uint64_t bits;
  if (ShapeOf(text) != NumberShape::kInteger ||
      !ParseInteger(text, /*is_signed=*/true, kLeast, kMost, bits)) {
    return false;
  }
  count = static_cast<int64_t>(bits);
  return true;
}

}  // namespace

bool RecordReader::ReadUuid(NodeId node, uint32_t row) {
  const std::string_view expected = mapping_.value(node).expected;
  if (cursor_.Peek() != '"') return cursor_.FailHere(expected);
  const size_t start = cursor_.offset();
  std::string_view text;
  if (!cursor_.ReadString(text)) return false;
  if (!ParseUuid(text, bytes_)) return cursor_.FailAt(start, expected);
  SetText(node, row, bytes_);
  return true;
}

// Reads a string or a number; false also for anything else.
bool RecordReader::ReadTextOrNumber(std::string_view expected,
                                    std::string_view& text, bool& is_text) {
  const int c = cursor_.Peek();
  is_text = c == '"';
  if (is_text) return cursor_.ReadString(text);
  if (!StartsNumber(c)) return cursor_.FailHere(expected);
  NumberShape shape;
  return cursor_.ReadNumber(text, shape);
}

bool RecordReader::ReadDate(NodeId node, uint32_t row) {
  using Limits = std::numeric_limits<int32_t>;
  const std::string_view expected = mapping_.value(node).expected;
  cursor_.Peek();
  const size_t start = cursor_.offset();
  std::string_view text;
  bool is_text;
  if (!ReadTextOrNumber(expected, text, is_text)) return false;
  int64_t days;
  const bool is_valid =
      is_text ? ParseDate(text, days) : ParseCount(text, days);
  if (!is_valid || days < Limits::min() + kDateEpoch ||
      days > Limits::max() + kDateEpoch) {
    return cursor_.FailAt(start, expected);
  }
  SetBits(node, row, static_cast<uint64_t>(days - kDateEpoch));
  return true;
}

// Numbers may stand in strings, as other integers of 64 bits may.
bool RecordReader::ReadTimestamp(NodeId node, uint32_t row) {
  const Value& value = mapping_.value(node);
  cursor_.Peek();
  const size_t start = cursor_.offset();
  std::string_view text;
  bool is_text;
  if (!ReadTextOrNumber(value.expected, text, is_text)) return false;
  int64_t units;
  if (!ParseCount(text, units) &&
      !(is_text && ParseTimestamp(text, value.digits, units))) {
    return cursor_.FailAt(start, value.expected);
  }
  SetBits(node, row, static_cast<uint64_t>(units));
  return true;
}

bool RecordReader::ReadDuration(NodeId node, uint32_t row) {
  const Value& value = mapping_.value(node);
  if (cursor_.Peek() != '"') return cursor_.FailHere(value.expected);
  const size_t start = cursor_.offset();
  std::string_view text;
  if (!cursor_.ReadString(text)) return false;
  int64_t units;
  if (!ParseDuration(text, value.digits, units)) {
    return cursor_.FailAt(start, value.expected);
  }
  SetBits(node, row, static_cast<uint64_t>(units));
  return true;
}

bool RecordReader::ReadDecimal(NodeId node, uint32_t row) {
  const Value& value = mapping_.value(node);
  cursor_.Peek();
  const size_t start = cursor_.offset();
  std::string_view text;
  bool is_text;
  if (!ReadTextOrNumber(value.expected, text, is_text)) return false;
  int64_t scaled;
  if (!ParseScaled(text, value.digits, scaled)) {
    return cursor_.FailAt(start, value.expected);
  }
  SetBits(node, row, static_cast<uint64_t>(scaled));
  return true;
}

}  // namespace sinter::json
