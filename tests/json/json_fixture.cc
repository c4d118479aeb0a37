#include "tests/json/json_fixture.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "codec/file/byte_sink.h"
#include "codec/message_builder.h"
#include "codec/message_reader.h"
#include "codec/status.h"
#include "codec/status_macros.h"
#include "codec/typed_bytes.h"
#include "schema/compile.h"

namespace sinter::json {
namespace {

class SteppedSource final : public ByteSource {
 public:
  SteppedSource(std::string_view text, size_t step)
      : text_(text), step_(step) {}

  absl::StatusOr<size_t> Read(std::span<uint8_t> out) override {
    const size_t size = std::min({out.size(), text_.size(), step_});
    std::copy_n(text_.begin(), size, out.begin());
    text_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view text_;
  size_t step_;
};

[[noreturn]] void Die(std::string_view why) {
  std::fprintf(stderr, "%.*s\n", static_cast<int>(why.size()), why.data());
  std::abort();
}

}  // namespace

Json::Json(std::string_view text) {
  schema::Compilation compiled = schema::CompileText(text);
  if (!compiled.schema) Die(compiled.DiagnosticText());
  auto lowered = schema::Lower(*compiled.schema, compiled.schema->roots.at(0));
  if (!lowered.ok()) Die(std::string(lowered.status().message()));
  lowered_ = *std::move(lowered);
  auto mapping = Mapping::Make(*lowered_, *compiled.schema);
  if (!mapping.ok()) Die(std::string(mapping.status().message()));
  mapping_ = *std::move(mapping);
}

absl::StatusOr<std::string> Json::Finish(JsonRecords& records,
                                         uint32_t& num_rows) const {
  MessageBuilder builder(layout());
  for (;;) {
    ASSIGN_OR_RETURN(const bool more, records.Next(builder));
    if (!more) break;
  }
  num_rows = builder.num_roots();
  std::string message;
  if (!builder.Finish(message)) return ToStatus(builder.failure(), layout());
  return message;
}

absl::StatusOr<std::string> Json::Encode(std::string_view text,
                                         const ReadOptions& options) const {
  JsonRecords records(*mapping_, text, options);
  uint32_t num_rows;
  return Finish(records, num_rows);
}

absl::StatusOr<std::string> Json::EncodeInSteps(
    std::string_view text, size_t step, const ReadOptions& options) const {
  SteppedSource source(text, step);
  JsonRecords records(*mapping_, source, options, step);
  uint32_t num_rows;
  return Finish(records, num_rows);
}

absl::StatusOr<std::string> Json::Decode(std::string_view message,
                                         uint32_t rows,
                                         const WriteOptions& options,
                                         bool verify) const {
  MessageReader reader(layout());
  if (!reader.Open(AsBytes(message), {.root_rows = rows,
                                      .verify = verify,
                                      .alignment = Alignment::kCopy})) {
    return ToStatus(reader.failure(), layout());
  }
  std::string text;
  StringSink sink(text);
  JsonWriter writer(*mapping_, sink, options);
  RETURN_IF_ERROR(writer.StartMessage(reader));
  for (uint32_t row = 0; row < rows; ++row) {
    RETURN_IF_ERROR(writer.WriteRow(row));
  }
  RETURN_IF_ERROR(writer.Finish());
  return text;
}

absl::StatusOr<std::string> Json::Echo(std::string_view text,
                                       const WriteOptions& write,
                                       const ReadOptions& read) const {
  JsonRecords records(*mapping_, text, read);
  uint32_t num_rows;
  ASSIGN_OR_RETURN(const std::string message, Finish(records, num_rows));
  return Decode(message, num_rows, write);
}

std::string ChainOfRecords(int count, std::string_view fields) {
  std::string schema = "root R0;\n";
  for (int i = 0; i < count; ++i) {
    const std::string next = absl::StrCat("R", i + 1);
    absl::StrAppend(
        &schema, "record R", i, " { ",
        i + 1 < count ? absl::StrReplaceAll(std::string(fields), {{"$", next}})
                      : "",
        " }\n");
  }
  return schema;
}

std::string Json::Error(std::string_view text, ReadOptions options) const {
  if (options.file == "-") options.file = "f.json";
  const absl::Status whole = Encode(text, options).status();
  if (whole.ok()) return "no error";
  for (const size_t step : {1u, 2u, 7u, 64u}) {
    const absl::Status stepped = EncodeInSteps(text, step, options).status();
    if (stepped != whole) {
      return absl::StrCat("read in steps of ", step, ": ", stepped.message());
    }
  }
  return whole.code() == absl::StatusCode::kInvalidArgument
             ? std::string(whole.message())
             : whole.ToString();
}

}  // namespace sinter::json
