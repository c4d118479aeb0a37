// SPEC.md says nothing that the program does not do: every vector in it is
// encoded, opened, cut off and, if bad, refused; every rule has a vector.
#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "codec/file/byte_sink.h"
#include "codec/file/byte_source.h"
#include "codec/file/file_reader.h"
#include "codec/file/file_writer.h"
#include "codec/file/stream.h"
#include "codec/file/tagged.h"
#include "codec/message_builder.h"
#include "codec/message_reader.h"
#include "codec/status.h"
#include "codec/status_macros.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "schema/compile.h"
#include "schema/json/mapping.h"
#include "schema/json/reader.h"
#include "schema/json/writer.h"
#include "schema/lower.h"
#include "tests/spec/vectors.h"
#include "tests/support/hex.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temporary_directory.h"

namespace sinter::testing {
namespace {

using ::testing::HasSubstr;

const std::string& Spec() {
  static const std::string text = ReadFile("SPEC.md");
  return text;
}

// The schema of a vector with all that reading and writing JSON needs.
struct Type {
  std::unique_ptr<schema::LoweredLayout> lowered;
  std::unique_ptr<json::Mapping> mapping;

  const Layout& layout() const { return lowered->layout(); }
};

absl::StatusOr<Type> Compile(const Vector& vector) {
  const schema::Compilation compilation = schema::CompileText(vector.schema);
  if (!compilation.schema || compilation.schema->roots.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("no root: ", compilation.DiagnosticText()));
  }
  Type type;
  ASSIGN_OR_RETURN(type.lowered, schema::Lower(*compilation.schema,
                                               compilation.schema->roots[0]));
  ASSIGN_OR_RETURN(type.mapping,
                   json::Mapping::Make(*type.lowered, *compilation.schema));
  return type;
}

absl::StatusOr<std::string> EncodeMessage(const Type& type,
                                          const std::string& json) {
  MessageBuilder builder(type.layout());
  json::JsonRecords records(*type.mapping, json);
  while (true) {
    ASSIGN_OR_RETURN(const bool more, records.Next(builder));
    if (!more) break;
  }
  std::string out;
  if (builder.Finish(out)) return out;
  return ToStatus(builder.failure(), type.layout());
}

// A copy of exactly so many bytes, so that sanitizers see reads beyond them.
std::vector<uint8_t> Exact(std::string_view bytes) {
  return {bytes.begin(), bytes.end()};
}

absl::StatusOr<std::string> DecodeMessage(const Type& type, uint32_t rows,
                                          std::string_view message) {
  const std::vector<uint8_t> bytes = Exact(message);
  MessageReader reader(type.layout());
  if (!reader.Open(bytes, {.root_rows = rows})) {
    return ToStatus(reader.failure(), type.layout());
  }
  std::string json;
  StringSink sink(json);
  json::JsonWriter writer(
      *type.mapping, sink,
      {.framing = rows == 1 ? json::Framing::kRecord : json::Framing::kArray});
  RETURN_IF_ERROR(writer.StartMessage(reader));
  for (uint32_t row = 0; row < rows; ++row) {
    RETURN_IF_ERROR(writer.WriteRow(row));
  }
  RETURN_IF_ERROR(writer.Finish());
  return json;
}

// A message, alone or behind its tag.
absl::StatusOr<std::string> Encode(const Vector& vector, const Type& type) {
  std::string out;
  if (vector.kind == "tagged") AppendTag(type.layout().fingerprint, out);
  ASSIGN_OR_RETURN(const std::string message, EncodeMessage(type, vector.json));
  return out + message;
}

absl::StatusOr<std::string> Decode(const Vector& vector, const Type& type,
                                   std::string_view bytes) {
  if (vector.kind == "message") {
    return DecodeMessage(type, vector.rows, bytes);
  }
  const std::vector<uint8_t> copy = Exact(bytes);
  ASSIGN_OR_RETURN(const auto message,
                   ParseTagged(copy, type.layout().fingerprint));
  return DecodeMessage(type, vector.rows, AsText(message));
}

// A file or stream written again from what was read of it.
absl::StatusOr<std::string> CopyFile(std::string_view bytes) {
  alignas(64) static uint8_t buffer[4096];
  std::ranges::copy(bytes, buffer);
  const std::span<const uint8_t> file(buffer, bytes.size());
  ASSIGN_OR_RETURN(const FileReader reader,
                   FileReader::Open(file, {.strict = true}));
  std::string out;
  StringSink sink(out);
  FileWriter writer(reader.info(), sink);
  for (size_t i = 0; i < reader.num_blocks(); ++i) {
    ASSIGN_OR_RETURN(const Block block, reader.block(i));
    RETURN_IF_ERROR(writer.AddBlock(block.message, block.info.rows));
  }
  RETURN_IF_ERROR(writer.Finish());
  return out;
}

absl::StatusOr<std::string> CopyStream(std::string_view bytes) {
  SpanSource source(AsBytes(bytes));
  MessageStreamReader reader(source);
  std::string out;
  StringSink sink(out);
  MessageStreamWriter writer(sink);
  while (true) {
    ASSIGN_OR_RETURN(const auto message, reader.Next());
    if (!message) return out;
    RETURN_IF_ERROR(writer.Add(*message));
  }
}

bool HasSchema(const Vector& vector) {
  return vector.kind == "message" || vector.kind == "tagged";
}

absl::Status Read(const Vector& vector, std::string_view bytes) {
  if (vector.kind == "file") return CopyFile(bytes).status();
  if (vector.kind == "stream") return CopyStream(bytes).status();
  ASSIGN_OR_RETURN(const Type type, Compile(vector));
  return Decode(vector, type, bytes).status();
}

TEST(Spec, VectorsHaveNamesOfTheirOwn) {
  std::set<std::string> names;
  for (const Vector& vector : FindVectors(Spec())) {
    EXPECT_FALSE(vector.name.empty());
    EXPECT_TRUE(names.insert(vector.name).second) << vector.name;
  }
  EXPECT_GT(names.size(), 100u);
}

// Numbers stay, so rules that came later stand between others.
TEST(Spec, RulesAreNumberedWithoutGapsAndHaveVectors) {
  std::vector<std::string> rules = FindRules(Spec());
  std::ranges::sort(rules);
  std::set<std::string> unnamed(rules.begin(), rules.end());
  EXPECT_EQ(unnamed.size(), rules.size());
  EXPECT_EQ(rules.back(), absl::StrCat("R-", rules.size()));
  for (const Vector& vector : FindVectors(Spec())) {
    for (const std::string& rule : vector.rules) {
      EXPECT_THAT(rules, ::testing::Contains(rule)) << vector.name;
      unnamed.erase(rule);
    }
  }
  EXPECT_THAT(unnamed, ::testing::IsEmpty());
}

TEST(Spec, GoodVectorsAreWrittenAndRead) {
  for (const Vector& vector : FindVectors(Spec())) {
    if (!vector.error.empty() || !HasSchema(vector)) continue;
    SCOPED_TRACE(vector.name);
    auto type = Compile(vector);
    EXPECT_OK(type);
    if (!type.ok()) continue;
    const auto json = Decode(vector, *type, vector.bytes);
    EXPECT_OK(json);
    if (json.ok()) {
      EXPECT_EQ(Squeeze(*json), Squeeze(vector.json));
    }
    const auto bytes = Encode(vector, *type);
    EXPECT_OK(bytes);
    if (!bytes.ok()) continue;
    if (vector.is_canonical) {
      EXPECT_EQ(ToHex(AsBytes(*bytes)), ToHex(AsBytes(vector.bytes)));
    } else {
      EXPECT_NE(*bytes, vector.bytes);
    }
  }
}

TEST(Spec, GoodFilesAndStreamsAreReadAndWritten) {
  for (const Vector& vector : FindVectors(Spec())) {
    if (!vector.error.empty() || HasSchema(vector)) continue;
    const auto copy = vector.kind == "file" ? CopyFile(vector.bytes)
                                            : CopyStream(vector.bytes);
    EXPECT_THAT(copy, IsOkAndHolds(vector.bytes)) << vector.name;
  }
}

TEST(Spec, GoodVectorsAreRefusedWhenCutOff) {
  for (const Vector& vector : FindVectors(Spec())) {
    // Streams may end behind any message.
    if (!vector.error.empty() || vector.kind == "stream") continue;
    for (size_t size = 0; size < vector.bytes.size(); ++size) {
      EXPECT_FALSE(Read(vector, vector.bytes.substr(0, size)).ok())
          << vector.name << " cut off at " << size;
    }
  }
}

TEST(Spec, BadVectorsAreRefusedForTheirReason) {
  for (const Vector& vector : FindVectors(Spec())) {
    if (vector.error.empty()) continue;
    const absl::Status status = Read(vector, vector.bytes);
    EXPECT_FALSE(status.ok()) << vector.name;
    EXPECT_THAT(status.ToString(), HasSubstr(vector.error)) << vector.name;
    EXPECT_FALSE(vector.rules.empty()) << vector.name;
  }
}

}  // namespace
}  // namespace sinter::testing
