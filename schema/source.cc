#include "schema/source.h"

#include <algorithm>
#include <utility>

#include "schema/text.h"

namespace sinter::schema {

SourceSpan Join(SourceSpan first, SourceSpan last) {
  return {first.file, first.offset, last.offset + last.length - first.offset};
}

SourceFile::SourceFile(std::string path, std::string text)
    : path_(std::move(path)), text_(std::move(text)) {
  line_starts_.push_back(0);
  for (size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') line_starts_.push_back(static_cast<uint32_t>(i + 1));
  }
}

uint32_t SourceFile::LineAt(uint32_t offset) const {
  auto after =
      std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  return static_cast<uint32_t>(after - line_starts_.begin());
}

std::string_view SourceFile::Line(uint32_t line) const {
  const size_t start = line_starts_[line - 1];
  const size_t end =
      line < line_starts_.size() ? line_starts_[line] - 1 : text_.size();
  std::string_view view = std::string_view(text_).substr(start, end - start);
  if (!view.empty() && view.back() == '\r') view.remove_suffix(1);
  return view;
}

uint32_t SourceSet::Add(std::string path, std::string text) {
  files_.push_back(
      std::make_unique<const SourceFile>(std::move(path), std::move(text)));
  return static_cast<uint32_t>(files_.size() - 1);
}

SourcePlace SourceSet::Place(SourceSpan span) const {
  const SourceFile& source = file(span.file);
  const uint32_t line = source.LineAt(span.offset);
  return {span.file, line, span.offset - source.LineStart(line) + 1};
}

std::string SourceSet::PlaceText(SourceSpan span) const {
  const SourcePlace place = Place(span);
  return Cat(EscapeForTerminal(file(span.file).path()), ":", place.line, ":",
             place.column);
}

}  // namespace sinter::schema
