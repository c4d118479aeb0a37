// Values without a shape of their own: what RecordReader does with a token.
#include <bit>
#include <type_traits>

#include "absl/strings/escaping.h"
#include "codec/bits.h"
#include "schema/json/record_reader.h"
#include "schema/text.h"

namespace sinter::json {
namespace {

bool StartsNumber(int c) { return c == '-' || (c >= '0' && c <= '9'); }

// Only what encoding gives: Abseil also decodes base64 with white space,
// without padding and with bits left over. `copy` is scratch memory.
bool DecodeBase64(std::string_view text, std::string& bytes,
                  std::string& copy) {
  const absl::string_view source(text.data(), text.size());
  if (!absl::Base64Unescape(source, &bytes)) return false;
  absl::Base64Escape(bytes, &copy);
  return copy == text;
}

}  // namespace

bool RecordReader::ReadBool(NodeId node, uint32_t row) {
  const int c = cursor_.Peek();
  if (c != 't' && c != 'f') {
    return cursor_.FailHere(mapping_.value(node).expected);
  }
  if (!cursor_.ReadWord(c == 't' ? "true" : "false")) return false;
  SetBits(node, row, c == 't');
  return true;
}

bool RecordReader::ReadInteger(NodeId id, uint32_t row) {
  const Node& node = mapping_.node(id);
  const std::string_view expected = mapping_.value(id).expected;
  const int c = cursor_.Peek();
  if (c == '"' && node.bits == 64) return ReadQuotedInteger(id, row);
  if (!StartsNumber(c)) return cursor_.FailHere(expected);
  const size_t start = cursor_.offset();
  std::string_view token;
  NumberShape shape;
  if (!cursor_.ReadNumber(token, shape)) return false;
  uint64_t bits;
  if (shape != NumberShape::kInteger ||
      !ParseInteger(token, node.is_signed, node.lo, node.hi, bits)) {
    return cursor_.FailAt(start, expected);
  }
  SetBits(id, row, bits);
  return true;
}

bool RecordReader::ReadQuotedInteger(NodeId id, uint32_t row) {
  const Node& node = mapping_.node(id);
  const size_t start = cursor_.offset();
  std::string_view text;
  if (!cursor_.ReadString(text)) return false;
  uint64_t bits;
  if (ShapeOf(text) != NumberShape::kInteger ||
      !ParseInteger(text, node.is_signed, node.lo, node.hi, bits)) {
    return cursor_.FailAt(start, mapping_.value(id).expected);
  }
  SetBits(id, row, bits);
  return true;
}

bool RecordReader::ReadEnum(NodeId node, uint32_t row) {
  const Value& value = mapping_.value(node);
  const EnumNames& names = mapping_.names(value);
  const int c = cursor_.Peek();
  if (!names.closed && StartsNumber(c)) return ReadEnumNumber(node, row);
  if (c != '"') return cursor_.FailHere(value.expected);
  const size_t start = cursor_.offset();
  std::string_view name;
  if (!cursor_.ReadString(name)) return false;
  const auto found = names.numbers.find(name);
  if (found == names.numbers.end()) {
    return FailName(names, value.expected, start, name);
  }
  SetBits(node, row, found->second);
  return true;
}

// Numbers that have names are taken as well: a text that was written before a
// member got its name must stay readable.
bool RecordReader::ReadEnumNumber(NodeId id, uint32_t row) {
  uint64_t bits;
  if (!ReadNumberOfName(id, LowMask(mapping_.node(id).bits), bits))
    return false;
  SetBits(id, row, bits);
  return true;
}

bool RecordReader::ReadNumberOfName(NodeId id, uint64_t most,
                                    uint64_t& number) {
  const size_t start = cursor_.offset();
  std::string_view token;
  NumberShape shape;
  if (!cursor_.ReadNumber(token, shape)) return false;
  if (shape != NumberShape::kInteger ||
      !ParseInteger(token, /*is_signed=*/false, 0, most, number)) {
    return cursor_.FailAt(start, schema::Cat(mapping_.value(id).expected,
                                             " or a number (0..", most, ")"));
  }
  return true;
}

bool RecordReader::FailName(const EnumNames& names, std::string_view expected,
                            size_t offset, std::string_view name) {
  constexpr size_t kMaxListed = 8;
  constexpr size_t kMaxCompared = 300;
  schema::Suggester suggester(name.substr(0, kMaxCompared));
  for (const auto& known : names.names) {
    if (known.has_value()) suggester.Offer(*known);
  }
  cursor_.Fail(offset, expected, ShownName(name));
  if (!suggester.best().empty()) {
    cursor_.AddToFailure(
        schema::Cat("; did you mean ", ShownName(suggester.best()), "?"));
  } else if (names.names.size() <= kMaxListed) {
    std::string_view separator = "; there are ";
    for (const auto& known : names.names) {
      if (!known.has_value()) continue;
      cursor_.AddToFailure(schema::Cat(separator, ShownName(*known)));
      separator = ", ";
    }
  }
  return false;
}

bool RecordReader::ReadString(NodeId node, uint32_t row) {
  if (cursor_.Peek() != '"') {
    return cursor_.FailHere(mapping_.value(node).expected);
  }
  std::string_view text;
  if (!cursor_.ReadString(text)) return false;
  if (text_stays_ && cursor_.is_plain()) {
    builder_->SetTextReference(node, row, text);
  } else {
    SetText(node, row, text);
  }
  return true;
}

bool RecordReader::ReadBytes(NodeId node, uint32_t row) {
  if (cursor_.Peek() != '"') {
    return cursor_.FailHere(mapping_.value(node).expected);
  }
  const size_t start = cursor_.offset();
  std::string_view text;
  if (!cursor_.ReadString(text)) return false;
  const uint32_t fixed_size = mapping_.node(node).fixed_size;
  if (!DecodeBase64(text, bytes_, base64_) ||
      (fixed_size != 0 && bytes_.size() != fixed_size)) {
    return cursor_.FailAt(start, mapping_.value(node).expected);
  }
  SetText(node, row, bytes_);
  return true;
}

template <typename Float, typename Bits>
bool RecordReader::ReadFloat(NodeId node, uint32_t row) {
  const std::string_view expected = mapping_.value(node).expected;
  const int c = cursor_.Peek();
  const size_t start = cursor_.offset();
  std::string_view text;
  Float value = 0;
  if (c == '"') {
    double special = 0;
    if (!cursor_.ReadString(text)) return false;
    if (!ParseNotFinite(text, special)) return cursor_.FailAt(start, expected);
    value = static_cast<Float>(special);
  } else {
    if (!StartsNumber(c)) return cursor_.FailHere(expected);
    NumberShape shape;
    if (!cursor_.ReadNumber(text, shape)) return false;
    if (!ParseNumber(text, value)) return cursor_.FailAt(start, expected);
    if (mapping_.value(node).untagged && !IsAllOf(text, double{value})) {
      return cursor_.FailAt(
          start, schema::Cat(expected, ", which holds not all digits"));
    }
  }
  SetBits(node, row, std::bit_cast<Bits>(value));
  return true;
}

template bool RecordReader::ReadFloat<float, uint32_t>(NodeId, uint32_t);
template bool RecordReader::ReadFloat<double, uint64_t>(NodeId, uint32_t);

}  // namespace sinter::json
