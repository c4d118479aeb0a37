// Any text is an error, or rows whose JSON reads back to the same message. What
// is read does not depend on the pieces that the text comes in.
//
// The first byte holds options, '0' to '7' in the seeds: 1 lines, 2 unknown
// keys allowed, 4 output with indentation and 64-bit integers as strings.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "codec/file/byte_sink.h"
#include "codec/file/byte_source.h"
#include "codec/message_builder.h"
#include "codec/message_reader.h"
#include "codec/typed_bytes.h"
#include "fuzz/support/check.h"
#include "schema/compile.h"
#include "schema/json/mapping.h"
#include "schema/json/reader.h"
#include "schema/json/writer.h"
#include "schema/lower.h"

namespace {

using sinter::MessageBuilder;
using sinter::json::Framing;
using sinter::json::JsonRecords;
using sinter::json::ReadOptions;
using sinter::testing::Check;

struct Fixture {
  Fixture() {
    auto compiled = sinter::schema::CompileText(R"(
        enum Open { a, b json("B b"), retired c }
        closed enum Closed { x, y, z }
        id Key = u64;
        flags Set { f, g }
        struct Point { x: f32; y: f32; }
        struct Box { ok: bool; n: i16(-3..9); e: Closed; at: timestamp(ms);
                     set: Set; h: bytes(3); id: uuid; of: [Point; 2]; }
        record Leaf { f: f32; d: f64?; n: i8(-3..100) = 2; }
        union Kinds untagged {
          none: null; yes: bool; n: i8; f: f32; open: Open; many: [Kinds];
          leaf: Leaf;
        }
        record Kid { leaf: Leaf?; kids: [[[Leaf?]?]?]?; }
        record Root {
          id: Key = 0; big: i64 = 0; small: u8 = 0; flag: bool = false;
          open: Open = a; closed: Closed = y; s: string = "dflt"; t: string?;
          blob: bytes = ""; list: [u16]?; texts: [string?]?;
          deep: [[f64]]?; leaf: Leaf?; leaves: [Leaf]?; kids: [Kid]?;
          box: Box?; boxes: [Box]?; points: [Point] raw align(16)?;
          levels: [[i8(-3..9)] raw align(4)]?;
          any: value?; kinds: Kinds?; chosen: union { a: u8; b: null; }?;
          rare: union untagged { t: timestamp(s); i: i8; d: decimal(2)?; }?;
          map: {Open: value}?;
          renamed: u32 = 7 json("re/na~med");
        }
        root Root;)");
    Check(compiled.schema.has_value(), "the schema compiles");
    auto result =
        sinter::schema::Lower(*compiled.schema, compiled.schema->roots[0]);
    Check(result.ok(), "the schema lowers");
    lowered = *std::move(result);
    mapping = *sinter::json::Mapping::Make(*lowered, *compiled.schema);
  }

  std::unique_ptr<sinter::schema::LoweredLayout> lowered;
  std::unique_ptr<sinter::json::Mapping> mapping;
};

class SteppedSource final : public sinter::ByteSource {
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

absl::Status ReadAll(JsonRecords& records, MessageBuilder& builder) {
  for (;;) {
    const absl::StatusOr<bool> more = records.Next(builder);
    if (!more.ok()) return more.status();
    if (!*more) return absl::OkStatus();
  }
}

std::string Write(const Fixture& fixture, std::string_view message,
                  uint32_t rows, const sinter::json::WriteOptions& options) {
  sinter::MessageReader reader(fixture.lowered->layout());
  Check(reader.Open(sinter::AsBytes(message),
                    {.root_rows = rows, .alignment = sinter::Alignment::kCopy}),
        "what was encoded opens");
  std::string text;
  sinter::StringSink sink(text);
  sinter::json::JsonWriter writer(*fixture.mapping, sink, options);
  Check(writer.StartMessage(reader).ok(), "the writer starts");
  for (uint32_t row = 0; row < rows; ++row) {
    Check(writer.WriteRow(row).ok(), "what was read can be written");
  }
  Check(writer.Finish().ok(), "the writer ends");
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const Fixture& fixture = *new Fixture;
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1,
                              size - 1);
  ReadOptions options;
  options.lines = (data[0] & 1) != 0;
  options.allow_unknown = (data[0] & 2) != 0;

  MessageBuilder builder(fixture.lowered->layout());
  JsonRecords records(*fixture.mapping, text, options);
  const absl::Status status = ReadAll(records, builder);

  MessageBuilder stepped_builder(fixture.lowered->layout());
  const size_t step = 1 + data[0] / 8u;
  SteppedSource source(text, step);
  JsonRecords stepped(*fixture.mapping, source, options, step);
  Check(ReadAll(stepped, stepped_builder) == status,
        "the pieces do not matter to the result");
  if (!status.ok()) return 0;

  std::string message;
  std::string stepped_message;
  if (!builder.Finish(message)) return 0;
  Check(stepped_builder.Finish(stepped_message) && stepped_message == message,
        "the pieces do not matter to the message");
  const bool pretty = (data[0] & 4) != 0;
  const std::string json =
      Write(fixture, message, builder.num_roots(),
            {.framing = options.lines ? Framing::kLines : Framing::kArray,
             .indent = pretty,
             .int64_as_strings = pretty});
  MessageBuilder again(fixture.lowered->layout());
  JsonRecords written(*fixture.mapping, json, options);
  Check(ReadAll(written, again).ok(), "what was written can be read");
  std::string same;
  Check(again.Finish(same) && same == message,
        "what was written reads as the same message");
  return 0;
}
