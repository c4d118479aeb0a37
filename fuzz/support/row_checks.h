// What the harnesses say about open messages and the values in them.
#ifndef SINTER_FUZZ_SUPPORT_ROW_CHECKS_H_
#define SINTER_FUZZ_SUPPORT_ROW_CHECKS_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "codec/layout.h"
#include "codec/message_reader.h"
#include "schema/json/mapping.h"
#include "schema/json/writer.h"
#include "tests/support/random_source.h"
#include "tests/support/rows.h"

namespace sinter::testing {

// Whether the values are the same, bit by bit, unset ones being defaults.
bool SameRows(const Layout& layout, const Rows& a, const Rows& b);

// The message of rows that can be written. With a `source` they are set in an
// order that it chooses.
std::string EncodeRows(const Layout& layout, const Rows& rows,
                       RandomSource* source = nullptr);

// The rows of a message that is whole, in which everything agrees: the tracer
// is told of every bit once, bulk reads have what reads by row have.
Rows DecodeRows(const Layout& layout, std::string_view message,
                uint32_t num_roots);

// Unpacks all columns of an open message, in pieces and in all widths, and
// finds the keys of maps; of very long columns both ends. Checks that the rows
// are the same one by one if they have to be.
enum class Bulk : uint8_t { kIsSafe, kEqualsRows };
void CheckBulk(const MessageReader& reader, Bulk bulk);

// The roots as JSON, as far as they can be written.
absl::Status WriteJson(const MessageReader& reader,
                       const json::Mapping& mapping,
                       const json::WriteOptions& options, std::string& out);

// How many values a row of the root has at least.
uint64_t LeastValuesOfRoot(const Layout& layout);

}  // namespace sinter::testing

#endif  // SINTER_FUZZ_SUPPORT_ROW_CHECKS_H_
