// A schema and values that the input chooses, as a message, as JSON, as a
// message of what the JSON says, as JSON again: the same text, which is JSON
// for simdjson too. Texts in pieces read the same.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "absl/status/status.h"
#include "codec/message_builder.h"
#include "codec/message_reader.h"
#include "fuzz/support/check.h"
#include "fuzz/support/made_schema.h"
#include "fuzz/support/message_input.h"
#include "fuzz/support/row_checks.h"
#include "schema/json/reader.h"
#include "simdjson.h"
#include "tests/support/exact_bytes.h"
#include "tests/support/random_rows.h"
#include "tests/support/random_source.h"
#include "tests/support/rows.h"

namespace sinter::testing {
namespace {

constexpr uint64_t kMaxValues = 200;  // of unset rows

// The JSON of a message; false where that is beyond the limits.
bool JsonOf(const MadeSchema& made, const std::string& bytes,
            uint32_t num_roots, const json::WriteOptions& options,
            std::string& out) {
  const ExactBytes exact(bytes);
  MessageReader reader(made.layout());
  Check(reader.Open(exact.span(), {.root_rows = num_roots}),
        "what was written can be read");
  const absl::Status status = WriteJson(reader, made.mapping(), options, out);
  Check(status.ok() || status.code() == absl::StatusCode::kResourceExhausted,
        "messages can be written as JSON", status.ToString());
  return status.ok();
}

std::string MessageOf(const MadeSchema& made, const std::string& text,
                      const json::ReadOptions& options, uint32_t num_roots) {
  MessageBuilder builder(made.layout());
  json::JsonRecords records(made.mapping(), text, options);
  while (true) {
    const absl::StatusOr<bool> more = records.Next(builder);
    Check(more.ok(), "what was written can be read",
          more.ok() ? "" : more.status().ToString() + "\n" + text);
    if (!*more) break;
  }
  Check(builder.num_roots() == num_roots, "records are neither lost nor made");
  std::string bytes;
  Check(builder.Finish(bytes), "what JSON says can be written");
  return bytes;
}

void CheckIsJson(const std::string& text) {
  static auto& parser = *new simdjson::dom::parser;
  simdjson::dom::element element;
  const auto error = parser.parse(text).get(element);
  Check(error == simdjson::SUCCESS, "what is written is JSON", text);
}

void TryValues(std::span<const uint8_t> input) {
  RandomSource source(input);
  const auto made = MakeSchema(RandomHistory(source), source.Below(4));
  const Layout& layout = made->layout();
  const uint64_t most = 1 + kMaxValues / LeastValuesOfRoot(layout);
  const auto num_roots =
      static_cast<uint32_t>(std::min(source.Below(64), most));
  const uint64_t choice = source.Below(8);
  const json::WriteOptions write{.framing = (choice & 1) != 0
                                                ? json::Framing::kLines
                                                : json::Framing::kArray,
                                 .indent = (choice & 2) != 0,
                                 .int64_as_strings = (choice & 4) != 0};
  const json::ReadOptions read{.lines = (choice & 1) != 0};
  const Rows rows = RandomRows(layout, num_roots, input.size(), source);
  const std::string bytes = EncodeRows(layout, rows);
  std::string json;
  if (!JsonOf(*made, bytes, num_roots, write, json)) return;
  if (!read.lines) CheckIsJson(json);
  const std::string again = MessageOf(*made, json, read, num_roots);
  std::string same;
  Check(JsonOf(*made, again, num_roots, write, same), "limits are the same");
  Check(same == json, "JSON says what it says", same);
  Check(MessageOf(*made, same, read, num_roots) == again,
        "the same JSON is the same message");
}

}  // namespace
}  // namespace sinter::testing

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sinter::testing::TryValues({data, size});
  return 0;
}
