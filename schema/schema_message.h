// Schemas as Sinter messages, as files hold them: the message of
// schema/schema.sinter (SPEC.md, "Schemas in files").
#ifndef SINTER_SCHEMA_SCHEMA_MESSAGE_H_
#define SINTER_SCHEMA_SCHEMA_MESSAGE_H_

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "codec/limits.h"
#include "schema/model.h"

namespace sinter::schema {

// What a schema message of so many bytes may hold. Rows count twice: as rows of
// their table and as elements of a list. In a schema that is one, names alone
// make each cost a fraction of a byte; a few bytes cannot claim a million.
constexpr Limits SchemaMessageLimits(uint64_t size_bytes) {
  constexpr uint64_t kMaxRows = uint64_t{1} << 20;
  const uint64_t rows = 4096 + 32 * std::min(size_bytes, kMaxRows);
  return {.max_rows = std::min(rows, kMaxRows),
          .max_text_bytes = uint64_t{1} << 25};
}

// One message that holds the declarations that `root` reaches, with `root` as
// the only root; or, without `root`, the whole schema. Equal schemas, places
// apart, have equal messages. What ValidateModel refuses is refused here.
absl::StatusOr<std::string> EncodeSchema(
    const Schema& schema, std::optional<DeclId> root = std::nullopt);

// The schema in a message from anywhere, checked by ValidateModel. It has no
// files and no places. InvalidArgument when the bytes are malformed or hold no
// valid schema, ResourceExhausted beyond the limits, Unimplemented when they
// hold what only a newer version knows.
absl::StatusOr<Schema> DecodeSchema(std::string_view bytes);

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_SCHEMA_MESSAGE_H_
