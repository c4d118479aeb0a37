// Any text as a `value`, JSON without a schema: what simdjson accepts is
// accepted, but for keys that occur twice, half surrogate pairs, numbers with
// more digits than a double and depth, and nothing else is; what comes out
// again is the same to simdjson.
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "codec/message_builder.h"
#include "codec/message_reader.h"
#include "codec/typed_bytes.h"
#include "fuzz/support/check.h"
#include "fuzz/support/made_schema.h"
#include "fuzz/support/row_checks.h"
#include "schema/compile.h"
#include "schema/json/reader.h"
#include "simdjson.h"

namespace sinter::testing {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

bool IsNumber(element_type type) {
  return type == element_type::INT64 || type == element_type::UINT64 ||
         type == element_type::DOUBLE;
}

double NumberOf(const element& value) {
  double number = 0;  // of an integer the nearest
  Check(value.get(number) == simdjson::SUCCESS, "numbers are doubles");
  return number;
}

bool Same(const element& a, const element& b);

bool SameArrays(const simdjson::dom::array& a, const simdjson::dom::array& b) {
  auto other = b.begin();
  for (const element value : a) {
    if (!(other != b.end()) || !Same(value, *other)) return false;
    ++other;
  }
  return !(other != b.end());
}

// The order of keys is not kept.
bool SameObjects(const simdjson::dom::object& a,
                 const simdjson::dom::object& b) {
  std::map<std::string_view, element> left;
  for (const auto field : a) left.emplace(field.key, field.value);
  size_t count = 0;
  for (const auto field : b) {
    ++count;
    const auto found = left.find(field.key);
    if (found == left.end() || !Same(found->second, field.value)) return false;
  }
  return count == left.size();
}

// An integer beyond 63 bits, and -0, comes out as a double.
bool Same(const element& a, const element& b) {
  if (IsNumber(a.type()) && IsNumber(b.type())) {
    if (a.type() == element_type::INT64 && b.type() == element_type::INT64) {
      return int64_t{a} == int64_t{b};
    }
    return NumberOf(a) == NumberOf(b);
  }
  if (a.type() != b.type()) return false;
  switch (a.type()) {
    case element_type::ARRAY:
      return SameArrays(a, b);
    case element_type::OBJECT:
      return SameObjects(a, b);
    case element_type::STRING:
      return std::string_view(a) == std::string_view(b);
    case element_type::BOOL:
      return bool{a} == bool{b};
    default:
      return true;
  }
}

const MadeSchema& ValueSchema() {
  static const auto& schema =
      *new MadeSchema(std::string(schema::kValueSchema));
  return schema;
}

absl::Status ToMessage(const std::string& text, std::string& bytes) {
  static auto& builder = *new MessageBuilder(ValueSchema().layout());
  builder.Clear();
  json::JsonRecords records(ValueSchema().mapping(), text,
                            {.one_record = true});
  const absl::StatusOr<bool> read = records.Next(builder);
  if (!read.ok()) return read.status();
  Check(*read, "a document is one record");
  const absl::StatusOr<bool> more = records.Next(builder);
  if (!more.ok()) return more.status();
  Check(!*more, "a document is one record");
  bytes.clear();
  Check(builder.Finish(bytes), "documents can be written");
  return absl::OkStatus();
}

std::string ToText(const std::string& bytes) {
  MessageReader reader(ValueSchema().layout());
  Check(reader.Open(AsBytes(bytes)), "what was written can be read");
  std::string text;
  const absl::Status status =
      WriteJson(reader, ValueSchema().mapping(), {}, text);
  Check(status.ok(), "documents can be written", status.ToString());
  return text;
}

// Where this is stricter than the grammar of JSON.
bool IsWanted(const absl::Status& refusal) {
  for (const char* reason :
       {"expected each key once", "expected a pair of surrogates",
        "expected at most 100 objects and arrays",
        "which holds not all digits"}) {
    if (absl::StrContains(refusal.message(), reason)) return true;
  }
  return false;
}

void TryDocument(const std::string& text) {
  static auto& parser = *new simdjson::dom::parser;
  static auto& parser_again = *new simdjson::dom::parser;
  element theirs;
  const simdjson::error_code error = parser.parse(text).get(theirs);
  std::string bytes;
  const absl::Status ours = ToMessage(text, bytes);
  if (!ours.ok()) {
    Check(error != simdjson::SUCCESS || IsWanted(ours),
          "what is JSON is accepted", ours.ToString());
    return;
  }
  const std::string written = ToText(bytes);
  // Integers of more than 64 bits are doubles here.
  if (error != simdjson::NUMBER_ERROR) {
    Check(error == simdjson::SUCCESS, "what is accepted is JSON", text);
    element again;
    Check(parser_again.parse(written).get(again) == simdjson::SUCCESS,
          "what is written is JSON", written);
    Check(Same(theirs, again), "what is written is what was read", written);
  }
  std::string same;
  Check(ToMessage(written, same).ok() && same == bytes,
        "what was written reads as the same message", written);
  Check(ToText(same) == written, "... and is written the same", written);
}

}  // namespace
}  // namespace sinter::testing

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sinter::testing::TryDocument(
      std::string(reinterpret_cast<const char*>(data), size));
  return 0;
}
