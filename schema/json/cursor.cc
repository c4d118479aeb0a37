#include "schema/json/cursor.h"

#include <algorithm>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "codec/utf8.h"
#include "schema/json/escape.h"
#include "schema/text.h"

namespace sinter::json {
namespace {

bool IsWordCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         IsNumberCharacter(c);
}

}  // namespace

// More text behind end_. Pointers move, offsets stay.
bool Cursor::Fill() {
  if (in_lines_) return false;
  const size_t at = offset();
  const bool grown = window_.Grow();
  at_ = window_.begin() + at;
  end_ = window_.end();
  return grown;
}

// Sees to it that there is text up to an offset, if there is.
bool Cursor::FillTo(size_t offset) {
  while (static_cast<size_t>(end_ - window_.begin()) < offset) {
    if (!Fill()) return false;
  }
  return true;
}

bool Cursor::StartLine() {
  if (in_lines_) {
    at_ = end_;
    if (at_ != window_.end()) ++at_;  // the newline
  }
  in_lines_ = true;
  window_.SetBegin(at_);
  for (size_t searched = 0;;) {
    const auto size = static_cast<size_t>(window_.end() - window_.begin());
    const void* newline =
        size == searched
            ? nullptr
            : std::memchr(window_.begin() + searched, '\n', size - searched);
    if (newline != nullptr) {
      end_ = static_cast<const char*>(newline);
      break;
    }
    searched = size;
    if (!window_.Grow()) {
      end_ = window_.end();
      break;
    }
  }
  at_ = window_.begin();
  return at_ != window_.end();
}

int Cursor::Peek() {
  do {
    for (; at_ != end_; ++at_) {
      const char c = *at_;
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        return static_cast<uint8_t>(c);
      }
    }
  } while (Fill());
  return kEnd;
}

bool Cursor::TakeIfNext(std::string_view text) {
  if (static_cast<size_t>(end_ - at_) < text.size()) return false;
  if (std::memcmp(at_, text.data(), text.size()) != 0) return false;
  at_ += text.size();
  return true;
}

bool Cursor::ReadString(std::string_view& text) {
  const size_t start = offset();
  bool has_escapes = false;
  uint64_t high = 0;
  Take();
  for (;;) {
    at_ = FindSpecial(at_, end_, high);
    if (at_ == end_) {
      if (!Fill()) return FailHere("'\"' at the end of a string");
      continue;
    }
    if (*at_ == '"') break;
    if (*at_ != '\\') return FailHere("an escape in a string");
    has_escapes = true;
    Take();
    // What follows is taken unseen, as it could be a quote.
    if (at_ == end_ && !Fill()) return FailHere("the rest of an escape");
    const auto escaped = static_cast<uint8_t>(*at_);
    high |= escaped & kHighBits;
    if (escaped >= 0x20) Take();
  }
  const std::string_view raw(window_.begin() + start + 1, offset() - start - 1);
  Take();
  if (high != 0 && !IsUtf8(raw)) return FailUtf8(start + 1, raw);
  is_plain_ = !has_escapes;
  if (has_escapes) return Decode(start + 1, raw, text);
  text = raw;
  return true;
}

bool Cursor::Decode(size_t start, std::string_view raw,
                    std::string_view& text) {
  unescaped_.clear();
  EscapeFault fault;
  if (!Unescape(raw, unescaped_, fault)) {
    const std::string_view got = raw.substr(fault.offset);
    const size_t size = got.substr(0, 2) == "\\u" ? 6 : 2;
    return Fail(start + fault.offset, fault.expected,
                schema::EscapeForTerminal(got.substr(0, size)));
  }
  text = unescaped_;
  return true;
}

bool Cursor::FailUtf8(size_t start, std::string_view raw) {
  const size_t at = schema::FindInvalidUtf8(raw);
  return Fail(start + at, "UTF-8",
              absl::StrCat("byte 0x", absl::Hex(static_cast<uint8_t>(raw[at]),
                                                absl::kZeroPad2)));
}

bool Cursor::ReadNumber(std::string_view& token, NumberShape& shape) {
  const size_t start = offset();
  do {
    while (at_ != end_ && IsNumberCharacter(*at_)) ++at_;
  } while (at_ == end_ && Fill());
  token = {window_.begin() + start, offset() - start};
  shape = ShapeOf(token);
  if (shape == NumberShape::kInvalid) return FailAt(start, "a number");
  return true;
}

bool Cursor::PeekNumber(std::string_view& token, NumberShape& shape) {
  const size_t start = offset();
  if (!ReadNumber(token, shape)) return false;
  at_ = window_.begin() + start;
  return true;
}

bool Cursor::ReadWord(std::string_view word) {
  const size_t start = offset();
  FillTo(start + word.size() + 1);
  if (!TakeIfNext(word) || (at_ != end_ && IsWordCharacter(*at_))) {
    return FailAt(start, word);
  }
  return true;
}

bool Cursor::Fail(size_t offset, std::string_view expected,
                  std::string_view got) {
  if (failed_) return false;
  failed_ = true;
  failure_offset_ = offset;
  failure_ = schema::Cat("expected ", expected, ", got ", got);
  return false;
}

bool Cursor::FailAt(size_t offset, std::string_view expected) {
  if (failed_) return false;
  return Fail(offset, expected, Got(offset));
}

bool Cursor::FailLimit(size_t offset, std::string_view expected,
                       std::string_view got) {
  if (!failed_) is_limit_ = true;
  return Fail(offset, expected, got);
}

// What stands at an offset, as far as a message has room for it.
std::string Cursor::Got(size_t offset) {
  FillTo(offset + 1);
  const char* const at = window_.begin() + offset;
  if (at >= end_)
    return in_lines_ ? "the end of the line" : "the end of the text";
  if (*at == '{') return "an object";
  if (*at == '[') return "an array";
  if (*at == '"' || IsWordCharacter(*at)) return GotToken(offset);
  FillTo(offset + 4);
  const char* const start = window_.begin() + offset;
  const auto rest = static_cast<size_t>(end_ - start);
  std::string text = "'";
  schema::AppendEscapedCharacter({start, std::min<size_t>(rest, 4)}, text);
  return text + "'";
}

std::string Cursor::GotToken(size_t offset) {
  constexpr size_t kMaxShown = 40;
  FillTo(offset + kMaxShown + 4);
  const char* const at = window_.begin() + offset;
  const std::string_view rest(at, static_cast<size_t>(end_ - at));
  size_t size = 1;
  if (rest[0] == '"') {
    while (size < rest.size() && rest[size] != '"' &&
           static_cast<uint8_t>(rest[size]) >= 0x20) {
      size += rest[size] == '\\' ? 2 : 1;
    }
    size = std::min(size, rest.size());
    if (size < rest.size() && rest[size] == '"') ++size;
  } else {
    while (size < rest.size() && IsWordCharacter(rest[size])) ++size;
  }
  if (size <= kMaxShown) return schema::EscapeForTerminal(rest.substr(0, size));
  size = kMaxShown;
  while (size > 1 && !StartsCharacter(rest[size])) --size;
  return schema::EscapeForTerminal(rest.substr(0, size)) + "...";
}

absl::Status Cursor::ToStatus(std::string_view file,
                              std::string_view path) const {
  if (!window_.status().ok()) return window_.status();
  const TextPlace place = window_.PlaceOf(window_.begin() + failure_offset_);
  std::string message =
      schema::Cat(file, ":", place.line, ":", place.column, ": ", path,
                  path.empty() ? "" : ": ", failure_);
  return is_limit_ ? absl::ResourceExhaustedError(message)
                   : absl::InvalidArgumentError(message);
}

}  // namespace sinter::json
