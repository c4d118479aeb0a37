// Small functions on text that the schema compiler's parts share.
#ifndef SINTER_SCHEMA_TEXT_H_
#define SINTER_SCHEMA_TEXT_H_

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sinter::schema {

// One argument of Cat: text, or an integer in decimal.
class Piece {
 public:
  Piece(std::string_view text) : view_(text) {}    // NOLINT: implicit
  Piece(const char* text) : view_(text) {}         // NOLINT: implicit
  Piece(const std::string& text) : view_(text) {}  // NOLINT: implicit
  Piece(std::integral auto n) : digits_(std::to_string(n)), view_(digits_) {}
  Piece(const Piece&) = delete;
  Piece& operator=(const Piece&) = delete;

  std::string_view view() const { return view_; }

 private:
  std::string digits_;
  std::string_view view_;
};

// The concatenation of its arguments.
template <typename... Pieces>
std::string Cat(const Pieces&... pieces) {
  std::string out;
  (out.append(Piece(pieces).view()), ...);
  return out;
}

// The length in bytes (1 to 4) of the well-formed UTF-8 sequence that `text`
// starts with, or 0 when it does not start with one. Surrogates, overlong
// forms and code points above U+10FFFF are not well-formed.
size_t Utf8SequenceLength(std::string_view text);

// The offset of the first byte that is not part of well-formed UTF-8, or npos.
size_t FindInvalidUtf8(std::string_view text);

// Appends the UTF-8 form of a code point; `code_point` must be a scalar value.
void AppendUtf8(uint32_t code_point, std::string& out);

// Appends the character at the start of `text` in a form that is safe to print
// (control characters and bytes that are not UTF-8 as \xNN, those that reorder
// text or are invisible as \u{...}); returns the bytes it took, at least 1.
// `text` must not be empty.
size_t AppendEscapedCharacter(std::string_view text, std::string& out);

// All of `text` in that form.
std::string EscapeForTerminal(std::string_view text);

// `text` between double quotes, as a string literal of the schema language.
std::string QuoteString(std::string_view text);

// The number of characters shown by AppendEscapedCharacter's output.
size_t CountCharacters(std::string_view escaped);

// Finds the candidate nearest to `word` by edit distance, for "did you mean".
// Offer them one by one; a candidate that is too far away is ignored, and so is
// everything for a very long word, which would take long.
class Suggester {
 public:
  explicit Suggester(std::string_view word);

  void Offer(std::string_view candidate);
  // Whether a candidate is nearer than the best so far.
  bool IsNearer(std::string_view candidate);
  // The nearest candidate so far, or "".
  const std::string& best() const { return best_; }

 private:
  size_t Distance(std::string_view candidate);

  std::string word_;
  std::string best_;
  size_t limit_;  // candidates must be nearer than this
  std::vector<size_t> row_;
};

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_TEXT_H_
