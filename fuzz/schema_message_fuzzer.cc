// Any bytes as the message of a schema: they are refused, or they are a schema
// that is valid, survives another trip through a message, and lowers to a sound
// layout or not at all.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "codec/layout.h"
#include "fuzz/support/check.h"
#include "schema/json/mapping.h"
#include "schema/lower.h"
#include "schema/model_text.h"
#include "schema/schema_message.h"
#include "schema/validate_model.h"

namespace sinter::schema {
namespace {

void Require(bool holds, std::string_view claim, const absl::Status& status) {
  testing::Check(holds, claim, status.ToString());
}

void CheckLowering(const Schema& schema, DeclId root) {
  const auto lowered = Lower(schema, root);
  const absl::StatusCode code = lowered.status().code();
  // InvalidArgument: records that end only without their groups.
  Require(code == absl::StatusCode::kOk ||
              code == absl::StatusCode::kInvalidArgument ||
              code == absl::StatusCode::kUnimplemented ||
              code == absl::StatusCode::kResourceExhausted,
          "a valid schema lowers or is beyond us", lowered.status());
  if (!lowered.ok()) return;
  Require(FindLayoutFault((*lowered)->layout()) == nullptr,
          "lowered layouts have no fault", lowered.status());
  const auto mapping = json::Mapping::Make(**lowered, schema);
  Require(mapping.ok() ||
              mapping.status().code() == absl::StatusCode::kInvalidArgument,
          "a valid schema has JSON or names that are one", mapping.status());
}

void CheckBytes(std::string_view bytes) {
  const absl::StatusOr<Schema> schema = DecodeSchema(bytes);
  if (!schema.ok()) {
    const absl::StatusCode code = schema.status().code();
    Require(code == absl::StatusCode::kInvalidArgument ||
                code == absl::StatusCode::kResourceExhausted ||
                code == absl::StatusCode::kUnimplemented,
            "bytes are refused as such", schema.status());
    return;
  }
  const absl::Status valid = ValidateModel(*schema);
  Require(valid.ok(), "what decodes is valid", valid);
  const absl::StatusOr<std::string> again = EncodeSchema(*schema);
  Require(again.ok(), "what decodes can be encoded", again.status());
  const absl::StatusOr<Schema> twice = DecodeSchema(*again);
  Require(twice.ok(), "what is encoded decodes", twice.status());
  Require(ModelText(*twice) == ModelText(*schema), "a message keeps the schema",
          twice.status());
  Require(EncodeSchema(*twice) == again, "equal schemas have equal messages",
          again.status());
  constexpr size_t kMaxLowered = 4;  // of one input
  for (size_t i = 0; i < schema->roots.size() && i < kMaxLowered; ++i) {
    CheckLowering(*schema, schema->roots[i]);
  }
}

}  // namespace
}  // namespace sinter::schema

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sinter::schema::CheckBytes(
      std::string_view(reinterpret_cast<const char*>(data), size));
  return 0;
}
