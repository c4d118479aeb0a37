// What the C++ codec says about cases from standard input, so that tests in
// other languages can hold it against theirs. A line of words is a case and is
// answered by one line:
//
//   compile HEX       text of a schema, for what follows
//       -> its schema message in hexadecimal, its fingerprint
//   encode JSON       a record or an array of records
//       -> number of root rows, message
//   message ROWS HEX  -> its JSON, on one line
//   container N JSON  records, N to a block -> a container
//   schema            -> the fingerprint of the schema of schemas
//
// Errors are answered by "! status". An argument limits rows for `message`.
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "codec/file/byte_sink.h"
#include "codec/file/file_writer.h"
#include "codec/message_builder.h"
#include "codec/message_reader.h"
#include "codec/status.h"
#include "codec/status_macros.h"
#include "codec/typed_bytes.h"
#include "schema/compile.h"
#include "schema/json/mapping.h"
#include "schema/json/reader.h"
#include "schema/json/writer.h"
#include "schema/lower.h"
#include "schema/schema_layout.h"
#include "schema/schema_message.h"
#include "schema/text.h"

namespace sinter::testing {
namespace {

// The first word of `line`, which loses it.
std::string_view TakeWord(std::string_view& line) {
  const size_t end = std::min(line.find(' '), line.size());
  const std::string_view word = line.substr(0, end);
  line.remove_prefix(std::min(end + 1, line.size()));
  return word;
}

absl::StatusOr<uint64_t> TakeNumber(std::string_view& line) {
  const std::string_view word = TakeWord(line);
  uint64_t number;
  if (std::from_chars(word.data(), word.data() + word.size(), number).ec !=
      std::errc()) {
    return absl::InvalidArgumentError(schema::Cat("no number: ", word));
  }
  return number;
}

std::string FromHex(std::string_view text) {
  return absl::HexStringToBytes(absl::string_view(text.data(), text.size()));
}

std::string Hex(uint64_t number) {
  return absl::StrCat(absl::Hex(number, absl::kZeroPad16));
}

class Batch {
 public:
  explicit Batch(uint64_t max_rows) { limits_.max_rows = max_rows; }

  absl::StatusOr<std::string> Answer(std::string_view line) {
    const std::string_view command = TakeWord(line);
    if (command == "schema") return Hex(schema::kSchemaLayout.fingerprint);
    if (command == "compile") return Compile(FromHex(line));
    if (mapping_ == nullptr) return absl::InvalidArgumentError("no schema");
    if (command == "encode") return Encode(line);
    if (command == "container") return WriteContainer(line);
    if (command == "message") return Decode(line);
    return absl::InvalidArgumentError(schema::Cat("no command: ", command));
  }

 private:
  absl::StatusOr<std::string> Compile(const std::string& text) {
    mapping_ = nullptr;
    schema::Compilation compilation = schema::CompileText(text);
    if (!compilation.schema || compilation.schema->roots.empty()) {
      return absl::InvalidArgumentError(
          absl::StrCat("no root: ", compilation.DiagnosticText()));
    }
    const schema::DeclId root = compilation.schema->roots[0];
    ASSIGN_OR_RETURN(lowered_, schema::Lower(*compilation.schema, root));
    ASSIGN_OR_RETURN(schema_message_,
                     schema::EncodeSchema(*compilation.schema, root));
    ASSIGN_OR_RETURN(mapping_,
                     json::Mapping::Make(*lowered_, *compilation.schema));
    root_ = compilation.schema->declaration(root).QualifiedName();
    return absl::StrCat(absl::BytesToHexString(schema_message_), " ",
                        Hex(lowered_->layout().fingerprint));
  }

  // Up to `most` records, a row each.
  absl::StatusOr<std::string> EncodeRecords(json::JsonRecords& records,
                                            uint64_t most, uint64_t& rows) {
    MessageBuilder builder(lowered_->layout());
    for (rows = 0; rows < most; ++rows) {
      ASSIGN_OR_RETURN(const bool more, records.Next(builder));
      if (!more) break;
    }
    std::string out;
    if (builder.Finish(out)) return out;
    return ToStatus(builder.failure(), lowered_->layout());
  }

  absl::StatusOr<std::string> Encode(std::string_view text) {
    json::JsonRecords records(*mapping_, text);
    uint64_t rows;
    ASSIGN_OR_RETURN(const std::string message,
                     EncodeRecords(records, limits_.max_rows, rows));
    return absl::StrCat(rows, " ", absl::BytesToHexString(message));
  }

  absl::StatusOr<std::string> WriteContainer(std::string_view line) {
    ASSIGN_OR_RETURN(const uint64_t block_rows, TakeNumber(line));
    std::string file;
    StringSink sink(file);
    FileWriter writer({.root = root_,
                       .schema = AsBytes(schema_message_),
                       .fingerprint = lowered_->layout().fingerprint,
                       .one_record = line.starts_with('{')},
                      sink);
    json::JsonRecords records(*mapping_, line);
    for (uint64_t rows = block_rows; rows == block_rows;) {
      ASSIGN_OR_RETURN(const std::string message,
                       EncodeRecords(records, block_rows, rows));
      if (rows == 0) break;
      RETURN_IF_ERROR(writer.AddBlock(AsBytes(message), rows));
    }
    RETURN_IF_ERROR(writer.Finish());
    return absl::BytesToHexString(file);
  }

  absl::StatusOr<std::string> Decode(std::string_view line) {
    ASSIGN_OR_RETURN(const uint64_t rows, TakeNumber(line));
    const std::string text = FromHex(line);
    // Exactly so many bytes, so that sanitizers see reads beyond them.
    const std::vector<uint8_t> bytes(text.begin(), text.end());
    MessageReader reader(lowered_->layout());
    const auto root_rows = static_cast<uint32_t>(rows);
    if (!reader.Open(bytes, {.root_rows = root_rows,
                             .alignment = Alignment::kCopy,
                             .limits = limits_})) {
      return ToStatus(reader.failure(), lowered_->layout());
    }
    std::string json;
    StringSink sink(json);
    json::JsonWriter writer(*mapping_, sink,
                            {.framing = rows == 1 ? json::Framing::kRecord
                                                  : json::Framing::kArray});
    RETURN_IF_ERROR(writer.StartMessage(reader));
    for (uint32_t row = 0; row < rows; ++row) {
      RETURN_IF_ERROR(writer.WriteRow(row));
    }
    RETURN_IF_ERROR(writer.Finish());
    std::erase(json, '\n');  // between records only
    return json;
  }

  Limits limits_;
  std::unique_ptr<schema::LoweredLayout> lowered_;
  std::unique_ptr<json::Mapping> mapping_;
  std::string schema_message_;
  std::string root_;
};

int Run(uint64_t max_rows) {
  Batch batch(max_rows);
  std::string line;
  while (std::getline(std::cin, line)) {
    const auto answer = batch.Answer(line);
    std::string text =
        answer.ok() ? *answer : absl::StrCat("! ", answer.status().ToString());
    std::ranges::replace(text, '\n', ' ');
    std::cout << text << std::endl;
  }
  return 0;
}

}  // namespace
}  // namespace sinter::testing

int main(int argc, char** argv) {
  return sinter::testing::Run(argc > 1 ? std::strtoull(argv[1], nullptr, 10)
                                       : uint64_t{1} << 28);
}
