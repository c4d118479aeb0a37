#include "schema/render.h"

#include <algorithm>
#include <string_view>

#include "schema/text.h"

namespace sinter::schema {
namespace {

constexpr size_t kMaxLine = 160;   // longer lines are shown in part:
constexpr size_t kMaxBefore = 60;  // bytes of a long line before the place
constexpr size_t kMaxAfter = 100;  // and from the place on

const char* SeverityText(Severity severity) {
  return severity == Severity::kError ? "error" : "warning";
}

// Appends the escaped form of `text` with tabs as spaces.
void AppendShown(std::string_view text, std::string& out) {
  while (!text.empty()) {
    if (text[0] == '\t') {
      out += ' ';
      text.remove_prefix(1);
    } else {
      text.remove_prefix(AppendEscapedCharacter(text, out));
    }
  }
}

// Moves `position` down to the start of a character.
size_t CharacterStart(std::string_view text, size_t position) {
  for (size_t back = 0; back < 3 && position > back; ++back) {
    if (position - back >= text.size()) continue;
    if ((static_cast<uint8_t>(text[position - back]) & 0xC0) != 0x80) {
      return position - back;
    }
  }
  return position;
}

// The source line and a caret with a tail below the span.
void AppendSnippet(SourceSpan span, const SourceSet& sources,
                   const std::string& gutter, std::string& out) {
  const SourcePlace place = sources.Place(span);
  const std::string_view line = sources.file(span.file).Line(place.line);
  const size_t at = std::min<size_t>(place.column - 1, line.size());
  const bool is_long = line.size() > kMaxLine;
  const size_t from =
      is_long && at > kMaxBefore ? CharacterStart(line, at - kMaxBefore) : 0;
  const size_t to = is_long && line.size() - at > kMaxAfter
                        ? CharacterStart(line, at + kMaxAfter)
                        : line.size();
  const size_t marked_end = std::min<size_t>(
      to, at + std::min<size_t>(span.length, line.size() - at));

  std::string before = from > 0 ? "..." : "";
  AppendShown(line.substr(from, at - from), before);
  std::string marked;
  if (marked_end > at) AppendShown(line.substr(at, marked_end - at), marked);
  std::string after;
  AppendShown(
      line.substr(std::max(at, marked_end), to - std::max(at, marked_end)),
      after);
  if (to < line.size()) after += "...";

  const std::string number = std::to_string(place.line);
  out += Cat("  ", number, " | ", before, marked, after, "\n");
  out += Cat(gutter, "| ", std::string(CountCharacters(before), ' '), "^");
  const size_t width = CountCharacters(marked);
  if (width > 1) out.append(width - 1, '~');
  out += '\n';
}

void AppendJsonString(std::string_view text, std::string& out) {
  constexpr char kDigits[] = "0123456789abcdef";
  out += '"';
  while (!text.empty()) {
    const size_t length = Utf8SequenceLength(text);
    const auto c = static_cast<uint8_t>(text[0]);
    if (length == 0) {
      out += "\\ufffd";
    } else if (c < 0x20 || c == 0x7F) {
      out += "\\u00";
      out += kDigits[c >> 4];
      out += kDigits[c & 15];
    } else {
      if (c == '"' || c == '\\') out += '\\';
      out += text.substr(0, length);
    }
    text.remove_prefix(std::max<size_t>(length, 1));
  }
  out += '"';
}

void AppendJsonPlace(SourceSpan span, const SourceSet& sources,
                     std::string& out) {
  const SourcePlace place = sources.Place(span);
  out += "\"file\":";
  AppendJsonString(sources.file(span.file).path(), out);
  out += Cat(",\"line\":", place.line, ",\"column\":", place.column);
}

}  // namespace

std::string RenderText(const Diagnostic& diagnostic, const SourceSet& sources) {
  std::string out;
  if (diagnostic.span) out += sources.PlaceText(*diagnostic.span) + ": ";
  out += Cat(SeverityText(diagnostic.severity), "[", diagnostic.rule,
             "]: ", EscapeForTerminal(diagnostic.message), "\n");
  std::string gutter = "  ";
  if (diagnostic.span) {
    const uint32_t line = sources.Place(*diagnostic.span).line;
    gutter.append(std::to_string(line).size() + 1, ' ');
    AppendSnippet(*diagnostic.span, sources, gutter, out);
  }
  for (const std::string& note : diagnostic.notes) {
    out += Cat(gutter, "= ", EscapeForTerminal(note), "\n");
  }
  if (diagnostic.related) {
    out += Cat(gutter, "= ", EscapeForTerminal(diagnostic.related->label), ": ",
               sources.PlaceText(diagnostic.related->span), "\n");
  }
  return out;
}

std::string RenderText(std::span<const Diagnostic> diagnostics,
                       size_t num_dropped, const SourceSet& sources) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) {
    out += RenderText(diagnostic, sources);
  }
  if (num_dropped > 0) out += Cat("... and ", num_dropped, " more\n");
  return out;
}

std::string RenderJson(const Diagnostic& diagnostic, const SourceSet& sources) {
  std::string out = Cat("{\"severity\":\"", SeverityText(diagnostic.severity),
                        "\",\"rule\":\"", diagnostic.rule, "\",\"message\":");
  AppendJsonString(diagnostic.message, out);
  if (diagnostic.span) {
    out += ',';
    AppendJsonPlace(*diagnostic.span, sources, out);
    out += Cat(",\"length\":", diagnostic.span->length);
  }
  out += ",\"notes\":[";
  for (size_t i = 0; i < diagnostic.notes.size(); ++i) {
    if (i > 0) out += ',';
    AppendJsonString(diagnostic.notes[i], out);
  }
  out += ']';
  if (diagnostic.related) {
    out += ",\"related\":{\"label\":";
    AppendJsonString(diagnostic.related->label, out);
    out += ',';
    AppendJsonPlace(diagnostic.related->span, sources, out);
    out += '}';
  }
  return out + "}";
}

}  // namespace sinter::schema
