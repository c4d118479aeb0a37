// The part of a JSON text that is in memory: all of it, or what was read of a
// source from the start of the current record on. So memory is in proportion to
// the largest record, and every place of the record is known until it ends.
#ifndef SINTER_SCHEMA_JSON_TEXT_WINDOW_H_
#define SINTER_SCHEMA_JSON_TEXT_WINDOW_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "absl/status/status.h"
#include "codec/file/byte_source.h"

namespace sinter::json {

// Lines and columns count from 1, columns in bytes.
struct TextPlace {
  uint64_t line = 1;
  uint64_t column = 1;
};

class TextWindow {
 public:
  // A record's text may not be longer than this where it has to be buffered.
  static constexpr uint64_t kMaxRecordBytes = uint64_t{1} << 32;
  static constexpr size_t kFirstReadBytes = size_t{1} << 18;

  // Text in memory, which must outlive the window.
  explicit TextWindow(std::string_view text);
  // Text to be read piece by piece; `source` must outlive the window.
  explicit TextWindow(ByteSource& source,
                      size_t first_read_bytes = kFirstReadBytes);

  // Whether the text stays where it is.
  bool in_memory() const { return source_ == nullptr; }

  const char* begin() const { return begin_; }
  const char* end() const { return end_; }

  // Forgets the text before `place`, a pointer into the window.
  void SetBegin(const char* place) { begin_ = place; }
  // Reads more. False at the end of the text, at its limit and after an error,
  // see `status`. Pointers into the window are invalid afterwards.
  bool Grow();

  const absl::Status& status() const { return status_; }
  // The place of a pointer into the window. O(text before it).
  TextPlace PlaceOf(const char* place) const;

 private:
  void DropForgotten();
  bool MakeRoom();

  ByteSource* source_ = nullptr;
  bool at_end_ = false;
  absl::Status status_;
  std::unique_ptr<char[]> buffer_;
  size_t capacity_ = 0;
  const char* first_;  // what `first_place_` is the place of
  TextPlace first_place_;
  const char* begin_;
  const char* end_;
};

}  // namespace sinter::json

#endif  // SINTER_SCHEMA_JSON_TEXT_WINDOW_H_
