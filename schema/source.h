// The texts of the files that one compilation reads, and places in them.
#ifndef SINTER_SCHEMA_SOURCE_H_
#define SINTER_SCHEMA_SOURCE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "schema/model.h"

namespace sinter::schema {

// A range of bytes of one file.
struct SourceSpan {
  uint32_t file = 0;  // index into the SourceSet
  uint32_t offset = 0;
  uint32_t length = 0;

  friend bool operator==(const SourceSpan&, const SourceSpan&) = default;
};

// The span from the start of `first` to the end of `last`, of the same file.
SourceSpan Join(SourceSpan first, SourceSpan last);

// One file: its path as given and its text. Immovable, so that views of the
// text stay valid.
class SourceFile {
 public:
  // `text` must be shorter than 4 GiB.
  SourceFile(std::string path, std::string text);
  SourceFile(const SourceFile&) = delete;
  SourceFile& operator=(const SourceFile&) = delete;

  const std::string& path() const { return path_; }
  std::string_view text() const { return text_; }

  // The line (from 1) that holds the byte at `offset`.
  uint32_t LineAt(uint32_t offset) const;
  // Offset of the first byte of a line; `line` counts from 1.
  uint32_t LineStart(uint32_t line) const { return line_starts_[line - 1]; }
  // A line without its line break.
  std::string_view Line(uint32_t line) const;

 private:
  std::string path_;
  std::string text_;
  std::vector<uint32_t> line_starts_;
};

// The files of one compilation, the root file first. Views of their texts live
// as long as the set, moved or not.
class SourceSet {
 public:
  // Returns the index of the new file.
  uint32_t Add(std::string path, std::string text);

  size_t size() const { return files_.size(); }
  const SourceFile& file(uint32_t index) const { return *files_[index]; }

  // Line and column (from 1, in bytes) of the start of a span.
  SourcePlace Place(SourceSpan span) const;
  // "path:line:column" of the start of a span.
  std::string PlaceText(SourceSpan span) const;

 private:
  std::vector<std::unique_ptr<const SourceFile>> files_;
};

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_SOURCE_H_
