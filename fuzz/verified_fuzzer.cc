// Verified means clean: whatever verification accepts, every value is read and
// in bounds, bulk reads give what rows give, the tracer is told of every bit
// once, JSON can be written; and the values survive being written and read
// again. What an encoder writes is written again byte by byte the same.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "absl/status/status.h"
#include "codec/message_reader.h"
#include "codec/status.h"
#include "fuzz/support/check.h"
#include "fuzz/support/message_input.h"
#include "fuzz/support/row_checks.h"
#include "tests/support/coverage_tracer.h"
#include "tests/support/exact_bytes.h"
#include "tests/support/rows.h"

namespace sinter::testing {
namespace {

constexpr uint64_t kMaxValues = 3000;  // read from one message
constexpr uint32_t kEnds = 100;        // rows read one by one at either end
constexpr Limits kLimits{.max_rows = 1 << 20};

void CheckRefusal(const MessageReader& reader) {
  const absl::Status status = ToStatus(reader.failure(), reader.layout());
  const absl::StatusCode code = status.code();
  Check(code == absl::StatusCode::kInvalidArgument ||
            code == absl::StatusCode::kResourceExhausted ||
            code == absl::StatusCode::kUnimplemented ||
            code == absl::StatusCode::kFailedPrecondition,
        "what is refused is refused as bytes are", status.ToString());
}

void CheckJson(const MessageReader& reader, const json::Mapping& mapping) {
  std::string json;
  const absl::Status status =
      WriteJson(reader, mapping,
                {.framing = json::Framing::kLines,
                 .limits = {.max_rows = kMaxValues, .max_text_bytes = 1 << 16}},
                json);
  Check(status.ok() || status.code() == absl::StatusCode::kResourceExhausted,
        "what is verified can be written as JSON", status.ToString());
}

void TryMessage(const MessageInput& input) {
  const Layout& layout = *input.layout;
  const ExactBytes exact(input.message);
  OpenOptions options{.root_rows = input.num_roots, .limits = kLimits};
  CoverageTracer tracer(input.message.size());
  options.tracer = &tracer;
  MessageReader reader(layout);
  const bool accepted = reader.Open(exact.span(), options);
  if (!accepted) CheckRefusal(reader);

  options.verify = false;
  options.tracer = nullptr;
  MessageReader late(layout);
  const bool opened = late.Open(exact.span(), options);
  if (!opened) CheckRefusal(late);
  Check((opened && late.Verify()) == accepted,
        "verifying later finds what verifying at once finds");
  if (!accepted) return;

  Check(tracer.IsComplete(), "the tracer is told of every bit once");
  TouchAll(reader, kEnds);
  CheckBulk(reader, Bulk::kEqualsRows);
  if (input.mapping != nullptr) CheckJson(reader, *input.mapping);
  // A few bytes may stand for very many rows; those are left alone.
  uint64_t left = kMaxValues;
  bool complete;
  const Rows rows = ReadRows(reader, left, complete);
  if (left == 0) return;
  Check(complete, "verified values are in bounds");
  // What was skipped cannot be written again.
  if (reader.num_skipped() > 0) return;
  const std::string again = EncodeRows(layout, rows);
  const Rows read =
      DecodeRows(layout, again, static_cast<uint32_t>(rows.size()));
  Check(SameRows(layout, read, rows), "values survive");
  Check(EncodeRows(layout, read) == again, "canonical bytes stay as they are");
}

}  // namespace
}  // namespace sinter::testing

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sinter::testing::MessageInput input;
  if (!sinter::testing::ParseMessageInput({data, size}, input)) return -1;
  sinter::testing::TryMessage(input);
  return 0;
}
