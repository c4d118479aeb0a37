// Collects the lines of generated source, indented by two columns a block.
#ifndef SINTER_SCHEMA_CPP_TEXT_WRITER_H_
#define SINTER_SCHEMA_CPP_TEXT_WRITER_H_

#include <string>
#include <string_view>

#include "schema/text.h"

namespace sinter::schema::cpp {

class TextWriter {
 public:
  // One line, without its line break; an empty one is not indented.
  template <typename... Pieces>
  void Line(const Pieces&... pieces) {
    const std::string line = Cat(pieces...);
    if (!line.empty()) out_.append(indent_, ' ').append(line);
    out_ += '\n';
  }
  // An empty line, but not two in a row and none at the start of a block.
  void Gap() {
    if (!out_.empty() && !out_.ends_with("\n\n") && !at_block_start_()) {
      out_ += '\n';
    }
  }
  // Lines as they are.
  void Raw(std::string_view text) { out_ += text; }
  // A documentation comment; nothing if `doc` is empty.
  void Doc(std::string_view doc) {
    while (!doc.empty()) {
      const size_t end = doc.find('\n');
      const std::string_view line = doc.substr(0, end);
      // A backslash, or its trigraph, would continue the comment.
      Line(line.empty() ? "///" : "/// ", line,
           line.ends_with('\\') || line.ends_with("\?\?/") ? " ." : "");
      if (end == std::string_view::npos) break;
      doc.remove_prefix(end + 1);
    }
  }
  void Indent() { indent_ += 2; }
  void Dedent() { indent_ -= 2; }

  size_t indent() const { return indent_; }
  const std::string& text() const { return out_; }

 private:
  bool at_block_start_() const {
    return out_.ends_with("{\n") || out_.ends_with(":\n");
  }

  std::string out_;
  size_t indent_ = 0;
};

}  // namespace sinter::schema::cpp

#endif  // SINTER_SCHEMA_CPP_TEXT_WRITER_H_
