// From a schema as text to everything that JSON needs of it.
#ifndef SINTER_TESTS_JSON_JSON_FIXTURE_H_
#define SINTER_TESTS_JSON_JSON_FIXTURE_H_

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "schema/json/mapping.h"
#include "schema/json/reader.h"
#include "schema/json/writer.h"
#include "schema/lower.h"
#include "schema/model.h"

namespace sinter::json {

class Json {
 public:
  // A schema text with one root. Aborts when it is wrong.
  explicit Json(std::string_view schema);

  const Mapping& mapping() const { return *mapping_; }
  const Layout& layout() const { return lowered_->layout(); }

  // A text as one message.
  absl::StatusOr<std::string> Encode(std::string_view text,
                                     const ReadOptions& options = {}) const;
  // The same through a source that gives `step` bytes at a time, starting with
  // room for as many.
  absl::StatusOr<std::string> EncodeInSteps(std::string_view text, size_t step,
                                            const ReadOptions& options) const;
  // All rows of a message as text.
  absl::StatusOr<std::string> Decode(std::string_view message, uint32_t rows,
                                     const WriteOptions& options = {},
                                     bool verify = true) const;
  // Text to message to text. `num_rows` is found out.
  absl::StatusOr<std::string> Echo(std::string_view text,
                                   const WriteOptions& write = {},
                                   const ReadOptions& read = {}) const;
  // The message of the InvalidArgument error of reading a text, in memory and
  // in steps; what goes wrong is said in place of it.
  std::string Error(std::string_view text, ReadOptions options = {}) const;

 private:
  absl::StatusOr<std::string> Finish(JsonRecords& records,
                                     uint32_t& num_rows) const;

  std::unique_ptr<schema::LoweredLayout> lowered_;
  std::unique_ptr<Mapping> mapping_;
};

// A schema of `count` records R0, R1, ..., the root first, each with `fields`
// in which $ stands for the record after it; the last has no fields.
std::string ChainOfRecords(int count, std::string_view fields);

}  // namespace sinter::json

#endif  // SINTER_TESTS_JSON_JSON_FIXTURE_H_
