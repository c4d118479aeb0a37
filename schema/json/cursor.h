// Walks JSON text token by token, strictly as RFC 8259 has it, and says what
// was expected where it does not go on. The grammar above tokens is that of the
// records being read, so it is with the reader.
//
// Why not a general parser: places, numbers as they are written, keys that
// occur twice and values that are skipped must all be exact here, and text may
// come from a pipe, record by record.
#ifndef SINTER_SCHEMA_JSON_CURSOR_H_
#define SINTER_SCHEMA_JSON_CURSOR_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "schema/json/numbers.h"
#include "schema/json/text_window.h"

namespace sinter::json {

class Cursor {
 public:
  // What Peek returns at the end of the text, or of the line where records
  // stand in lines.
  static constexpr int kEnd = -1;

  // `window` must outlive the cursor.
  explicit Cursor(TextWindow& window)
      : window_(window), at_(window.begin()), end_(window.end()) {}
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;

  // Lets a record start here; offsets are counted from here.
  void StartRecord() { window_.SetBegin(at_); }
  // Lets a record start behind the end of the current line and end with the
  // next; false at the end of the text.
  bool StartLine();

  // The next character that is not white space, without taking it.
  int Peek();
  // Takes the character that Peek returned.
  void Take() { ++at_; }
  // Takes these characters if they come next. They come from one token.
  bool TakeIfNext(std::string_view text);
  size_t offset() const { return static_cast<size_t>(at_ - window_.begin()); }

  // These read a token whose first character Peek has seen. Texts are valid
  // until the next call of any function.
  [[nodiscard]] bool ReadString(std::string_view& text);
  [[nodiscard]] bool ReadNumber(std::string_view& token, NumberShape& shape);
  [[nodiscard]] bool ReadWord(std::string_view word);
  // The number that comes next, which is not taken.
  [[nodiscard]] bool PeekNumber(std::string_view& token, NumberShape& shape);

  // Whether the text last read stands so in the window, without escapes.
  bool is_plain() const { return is_plain_; }

  // Latches "expected `expected`, got `got`" at an offset; returns false. The
  // first failure counts.
  bool Fail(size_t offset, std::string_view expected, std::string_view got);
  // The same with what stands at the offset.
  bool FailAt(size_t offset, std::string_view expected);
  bool FailHere(std::string_view expected) {
    return FailAt(offset(), expected);
  }
  // Adds to the message of a failure.
  void AddToFailure(std::string_view text) { failure_ += text; }
  // A failure of limits rather than of text.
  bool FailLimit(size_t offset, std::string_view expected,
                 std::string_view got);

  // The failure as "file:line:col: path: expected ..., got ...".
  absl::Status ToStatus(std::string_view file, std::string_view path) const;

 private:
  bool Fill();
  bool FillTo(size_t offset);
  bool Decode(size_t start, std::string_view raw, std::string_view& text);
  bool FailUtf8(size_t start, std::string_view raw);
  std::string Got(size_t offset);
  std::string GotToken(size_t offset);

  TextWindow& window_;
  const char* at_;
  const char* end_;
  bool in_lines_ = false;
  bool is_plain_ = true;
  std::string unescaped_;
  std::string failure_;
  size_t failure_offset_ = 0;
  bool failed_ = false;
  bool is_limit_ = false;
};

}  // namespace sinter::json

#endif  // SINTER_SCHEMA_JSON_CURSOR_H_
