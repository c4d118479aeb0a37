// Any bytes as schema text: the compiler reports what is wrong and never
// crashes, and formatting keeps every token and comment, changes nothing the
// second time and keeps the meaning.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "schema/compile.h"
#include "schema/format.h"
#include "schema/lexer.h"
#include "schema/model_text.h"
#include "schema/render.h"

namespace sinter::schema {
namespace {

void Require(bool holds, const char* property, std::string_view text) {
  if (holds) return;
  std::fprintf(stderr, "violated: %s\n%.*s\n", property,
               static_cast<int>(text.size()), text.data());
  std::abort();
}

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

void CheckText(std::string_view text) {
  const Compilation compiled = CompileText(text);
  Require(compiled.schema.has_value() || !compiled.diagnostics.empty(),
          "no schema without a diagnostic", text);
  Require(compiled.diagnostics.empty() == compiled.DiagnosticText().empty(),
          "diagnostics render", text);
  for (const Diagnostic& diagnostic : compiled.diagnostics) {
    RenderJson(diagnostic, compiled.sources);
  }
  const Formatted once = Format(text);
  Require(once.text.has_value() || !compiled.schema.has_value(),
          "what compiles can be formatted", text);
  if (!once.text) return;
  const Formatted twice = Format(*once.text);
  Require(twice.text.has_value(), "formatted text parses", text);
  Require(*twice.text == *once.text, "formatting is idempotent", text);
  Require(Essence(text) == Essence(*once.text),
          "formatting keeps tokens and comments", text);
  const Compilation again = CompileText(*once.text);
  Require(again.schema.has_value() == compiled.schema.has_value(),
          "formatting keeps validity", text);
  if (!again.schema) return;
  Require(ModelText(*again.schema) == ModelText(*compiled.schema),
          "formatting keeps the meaning", text);
}

}  // namespace
}  // namespace sinter::schema

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sinter::schema::CheckText(
      std::string_view(reinterpret_cast<const char*>(data), size));
  return 0;
}
