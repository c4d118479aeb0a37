// Any bytes as schema text: the compiler reports what is wrong and never
// crashes, and formatting keeps every token and comment, changes nothing the
// second time and keeps the meaning. The meaning, that is the model, the
// layouts with their fingerprints, and the C++ code, stays the same through a
// schema message too.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "codec/layout.h"
#include "codec/layout_text.h"
#include "fuzz/support/check.h"
#include "schema/compile.h"
#include "schema/cpp/generate.h"
#include "schema/format.h"
#include "schema/json/mapping.h"
#include "schema/lexer.h"
#include "schema/lower.h"
#include "schema/model_text.h"
#include "schema/render.h"
#include "schema/schema_message.h"

namespace sinter::schema {
namespace {

using testing::Check;

// The tokens but commas, which formatting adds and drops, then the comments.
std::string Essence(std::string_view text) {
  const SourceFile source("schema.sinter", std::string(text));
  DiagnosticSink sink;
  const TokenList list = Lex(source, 0, sink);
  std::string out;
  for (const Token& token : list.tokens) {
    if (token.kind == TokenKind::kComma) continue;
    out += source.text().substr(token.offset, token.length);
    out += '\n';
  }
  for (const Comment& comment : list.comments) {
    out += source.text().substr(comment.offset, comment.length);
    out += '\n';
  }
  return out;
}

// The layouts of the first roots, or why there are none.
std::string LayoutTexts(const Schema& schema) {
  constexpr size_t kMost = 3;
  std::string out;
  for (size_t i = 0; i < schema.roots.size() && i < kMost; ++i) {
    const auto lowered = Lower(schema, schema.roots[i]);
    if (!lowered.ok()) {
      const absl::StatusCode code = lowered.status().code();
      // InvalidArgument: records that end only without their groups.
      Check(code == absl::StatusCode::kUnimplemented ||
                code == absl::StatusCode::kInvalidArgument ||
                code == absl::StatusCode::kResourceExhausted,
            "a schema lowers or is beyond us", lowered.status().ToString());
      out += absl::StatusCodeToString(code);
      continue;
    }
    const Layout& layout = (*lowered)->layout();
    Check(FindLayoutFault(layout) == nullptr, "layouts have no fault",
          ModelText(schema));
    const auto mapping = json::Mapping::Make(**lowered, schema);
    Check(mapping.ok() ||
              mapping.status().code() == absl::StatusCode::kInvalidArgument,
          "a schema has JSON or names that are one",
          mapping.status().ToString());
    out += LayoutText(layout) + std::to_string(layout.fingerprint);
  }
  return out;
}

std::string CppText(const Schema& schema) {
  const auto files = cpp::Generate(
      schema, {.base_name = [](uint32_t) { return std::string("fuzz"); },
               .version = "0"});
  std::string out;
  if (!files.ok()) return out;
  for (const cpp::GeneratedFile& file : *files) out += file.text;
  return out;
}

void CheckMessage(const Schema& schema, std::string_view text) {
  const absl::StatusOr<std::string> bytes = EncodeSchema(schema);
  if (!bytes.ok()) {
    Check(bytes.status().code() == absl::StatusCode::kResourceExhausted,
          "what compiles has a message or is too large",
          bytes.status().ToString());
    return;
  }
  const absl::StatusOr<Schema> read = DecodeSchema(*bytes);
  Check(read.ok(), "the message of a schema is one", read.status().ToString());
  Check(EncodeSchema(*read) == bytes, "equal schemas have equal messages",
        text);
  Check(LayoutTexts(*read) == LayoutTexts(schema),
        "a message keeps the layouts", text);
}

void CheckText(std::string_view text) {
  const Compilation compiled = CompileText(text);
  Check(compiled.schema.has_value() || !compiled.diagnostics.empty(),
        "no schema without a diagnostic", text);
  Check(compiled.diagnostics.empty() == compiled.DiagnosticText().empty(),
        "diagnostics render", text);
  for (const Diagnostic& diagnostic : compiled.diagnostics) {
    RenderJson(diagnostic, compiled.sources);
  }
  const Formatted once = Format(text);
  Check(once.text.has_value() || !compiled.schema.has_value(),
        "what compiles can be formatted", text);
  if (!once.text) return;
  const Formatted twice = Format(*once.text);
  Check(twice.text.has_value(), "formatted text parses", text);
  Check(*twice.text == *once.text, "formatting is idempotent", text);
  Check(Essence(text) == Essence(*once.text),
        "formatting keeps tokens and comments", text);
  const Compilation again = CompileText(*once.text);
  Check(again.schema.has_value() == compiled.schema.has_value(),
        "formatting keeps validity", text);
  if (!again.schema) return;
  Check(ModelText(*again.schema) == ModelText(*compiled.schema),
        "formatting keeps the meaning", text);
  Check(LayoutTexts(*again.schema) == LayoutTexts(*compiled.schema),
        "formatting keeps the layouts", text);
  // Takes longer than all the rest.
  if (text.size() % 8 == 0) {
    Check(CppText(*again.schema) == CppText(*compiled.schema),
          "formatting keeps the code", text);
  }
  CheckMessage(*compiled.schema, text);
}

}  // namespace
}  // namespace sinter::schema

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sinter::schema::CheckText(
      std::string_view(reinterpret_cast<const char*>(data), size));
  return 0;
}
