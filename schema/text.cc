#include "schema/text.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace sinter::schema {
namespace {

constexpr size_t kMaxSuggestedBytes = 64;

uint8_t ByteAt(std::string_view text, size_t i) {
  return static_cast<uint8_t>(text[i]);
}

uint32_t DecodeUtf8(std::string_view text, size_t length) {
  if (length == 1) return ByteAt(text, 0);
  uint32_t code_point = ByteAt(text, 0) & (0x7Fu >> length);
  for (size_t i = 1; i < length; ++i) {
    code_point = code_point << 6 | (ByteAt(text, i) & 0x3Fu);
  }
  return code_point;
}

// Characters that a terminal would show as nothing, or that change the order
// of what follows: text could look like what it is not.
bool IsDeceptive(uint32_t c) {
  return (c >= 0x80 && c < 0xA0) || c == 0xAD || c == 0x61C ||
         (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF ||
         (c >= 0xE0000 && c <= 0xE007F);
}

void AppendByteEscape(uint32_t byte, std::string& out) {
  constexpr char kDigits[] = "0123456789abcdef";
  out += "\\x";
  out += kDigits[byte >> 4 & 15];
  out += kDigits[byte & 15];
}

void AppendCodePointEscape(uint32_t code_point, std::string& out) {
  char digits[8];
  const auto end =
      std::to_chars(digits, digits + sizeof digits, code_point, 16).ptr;
  out += "\\u{";
  out.append(digits, end);
  out += '}';
}

}  // namespace

size_t Utf8SequenceLength(std::string_view text) {
  if (text.empty()) return 0;
  const uint8_t lead = ByteAt(text, 0);
  if (lead < 0x80) return 1;
  const size_t length = lead < 0xC2   ? 0
                        : lead < 0xE0 ? 2
                        : lead < 0xF0 ? 3
                        : lead < 0xF5 ? 4
                                      : 0;
  if (length == 0 || text.size() < length) return 0;
  for (size_t i = 1; i < length; ++i) {
    if ((ByteAt(text, i) & 0xC0) != 0x80) return 0;
  }
  const uint8_t second = ByteAt(text, 1);
  if (lead == 0xE0 && second < 0xA0) return 0;  // overlong
  if (lead == 0xED && second > 0x9F) return 0;  // a surrogate
  if (lead == 0xF0 && second < 0x90) return 0;  // overlong
  if (lead == 0xF4 && second > 0x8F) return 0;  // above U+10FFFF
  return length;
}

size_t FindInvalidUtf8(std::string_view text) {
  size_t i = 0;
  while (i < text.size()) {
    const size_t length = Utf8SequenceLength(text.substr(i));
    if (length == 0) return i;
    i += length;
  }
  return std::string_view::npos;
}

void AppendUtf8(uint32_t c, std::string& out) {
  auto append = [&out](uint32_t byte) {
    out.push_back(static_cast<char>(static_cast<uint8_t>(byte)));
  };
  if (c < 0x80) {
    append(c);
    return;
  }
  if (c < 0x800) {
    append(0xC0 | c >> 6);
  } else {
    if (c < 0x10000) {
      append(0xE0 | c >> 12);
    } else {
      append(0xF0 | c >> 18);
      append(0x80 | (c >> 12 & 0x3F));
    }
    append(0x80 | (c >> 6 & 0x3F));
  }
  append(0x80 | (c & 0x3F));
}

size_t AppendEscapedCharacter(std::string_view text, std::string& out) {
  const size_t length = Utf8SequenceLength(text);
  if (length == 0) {
    AppendByteEscape(ByteAt(text, 0), out);
    return 1;
  }
  const uint32_t code_point = DecodeUtf8(text, length);
  if (code_point < 0x20 || code_point == 0x7F) {
    AppendByteEscape(code_point, out);
  } else if (IsDeceptive(code_point)) {
    AppendCodePointEscape(code_point, out);
  } else {
    out.append(text.substr(0, length));
  }
  return length;
}

std::string EscapeForTerminal(std::string_view text) {
  std::string out;
  while (!text.empty()) text.remove_prefix(AppendEscapedCharacter(text, out));
  return out;
}

std::string QuoteString(std::string_view text) {
  std::string out = "\"";
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (ByteAt(text, i) < 0x20 || c == 0x7F) {
      AppendCodePointEscape(ByteAt(text, i), out);
    } else {
      out += c;
    }
  }
  out += '"';
  return out;
}

size_t CountCharacters(std::string_view escaped) {
  return static_cast<size_t>(std::count_if(
      escaped.begin(), escaped.end(),
      [](char c) { return (static_cast<uint8_t>(c) & 0xC0) != 0x80; }));
}

Suggester::Suggester(std::string_view word)
    : word_(word),
      limit_(word.size() > kMaxSuggestedBytes
                 ? 0
                 : std::max<size_t>(2, word.size() / 3 + 1)) {}

bool Suggester::IsNearer(std::string_view candidate) {
  const size_t difference = candidate.size() > word_.size()
                                ? candidate.size() - word_.size()
                                : word_.size() - candidate.size();
  if (difference >= limit_) return false;
  const size_t distance = Distance(candidate);
  return distance < limit_ && distance < candidate.size();
}

void Suggester::Offer(std::string_view candidate) {
  if (!IsNearer(candidate)) return;
  limit_ = row_.back();
  best_ = candidate;
}

// Levenshtein's distance, one row at a time. Upper and lower case of a letter
// count as equal here, so `String` finds `string` at once.
size_t Suggester::Distance(std::string_view candidate) {
  auto lower = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  };
  row_.resize(word_.size() + 1);
  for (size_t i = 0; i <= word_.size(); ++i) row_[i] = i;
  for (size_t j = 0; j < candidate.size(); ++j) {
    size_t diagonal = std::exchange(row_[0], j + 1);
    for (size_t i = 0; i < word_.size(); ++i) {
      const bool same = lower(word_[i]) == lower(candidate[j]);
      const size_t replace = diagonal + (same ? 0 : 1);
      diagonal = row_[i + 1];
      row_[i + 1] = std::min({replace, row_[i] + 1, diagonal + 1});
    }
  }
  return row_.back();
}

}  // namespace sinter::schema
