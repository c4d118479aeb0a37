#include "schema/json/escape.h"

#include <algorithm>
#include <bit>

#include "codec/bits.h"
#include "schema/text.h"

namespace sinter::json {
namespace {

constexpr uint64_t kEachByte = 0x0101010101010101;

bool IsSpecial(char c) {
  return static_cast<uint8_t>(c) < 0x20 || c == '"' || c == '\\';
}

// The high bit of the lowest zero byte, perhaps bits above it.
uint64_t ZeroBytes(uint64_t word) {
  return (word - kEachByte) & ~word & kHighBits;
}

// The high bit of the lowest special byte of a word, perhaps bits above it: a
// borrow reaches only the bytes above one that is special itself.
uint64_t SpecialBytes(uint64_t word) {
  const uint64_t control = (word - kEachByte * 0x20) & ~word & kHighBits;
  return control | ZeroBytes(word ^ kEachByte * '"') |
         ZeroBytes(word ^ kEachByte * '\\');
}

bool ReadHex4(std::string_view raw, size_t at, uint32_t& code_unit) {
  if (at > raw.size() || raw.size() - at < 4) return false;
  code_unit = 0;
  for (const char c : raw.substr(at, 4)) {
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return false;
    code_unit = code_unit << 4 | static_cast<uint32_t>(digit);
  }
  return true;
}

// Reads the \uXXXX (or pair of them) at `at`; moves `at` behind it.
bool UnescapeUnicode(std::string_view raw, size_t& at, std::string& out,
                     EscapeFault& fault) {
  fault = {at, "four hexadecimal digits after \\u"};
  uint32_t code_point;
  if (!ReadHex4(raw, at + 2, code_point)) return false;
  at += 6;
  if (code_point >= 0xd800 && code_point < 0xe000) {
    fault.expected = "a pair of surrogates";
    if (code_point >= 0xdc00) return false;
    if (raw.substr(at, 2) != "\\u") return false;
    uint32_t low;
    if (!ReadHex4(raw, at + 2, low)) return false;
    if (low < 0xdc00 || low >= 0xe000) return false;
    code_point = 0x10000 + ((code_point - 0xd800) << 10) + (low - 0xdc00);
    at += 6;
  }
  schema::AppendUtf8(code_point, out);
  return true;
}

// What a backslash and `c` stand for, or NUL.
char ShortEscape(char c) {
  switch (c) {
    case '"':
    case '\\':
    case '/':
      return c;
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return '\0';
  }
}

void AppendEscape(char c, std::string& out) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      constexpr char kDigits[] = "0123456789abcdef";
      out += "\\u00";
      out += kDigits[static_cast<uint8_t>(c) >> 4];
      out += kDigits[static_cast<uint8_t>(c) & 15];
  }
}

}  // namespace

const char* FindSpecial(const char* at, const char* end, uint64_t& high) {
  for (; end - at >= 8; at += 8) {
    const uint64_t word =
        LoadLittleEndian64(reinterpret_cast<const uint8_t*>(at));
    high |= word & kHighBits;
    const uint64_t special = SpecialBytes(word);
    if (special != 0) return at + std::countr_zero(special) / 8;
  }
  for (; at != end && !IsSpecial(*at); ++at) {
    high |= static_cast<uint8_t>(*at) & kHighBits;
  }
  return at;
}

bool Unescape(std::string_view raw, std::string& out, EscapeFault& fault) {
  size_t at = 0;
  while (at < raw.size()) {
    const size_t backslash = std::min(raw.find('\\', at), raw.size());
    out.append(raw, at, backslash - at);
    at = backslash;
    if (at == raw.size()) break;
    const char c = at + 1 < raw.size() ? raw[at + 1] : '\0';
    if (c == 'u') {
      if (!UnescapeUnicode(raw, at, out, fault)) return false;
      continue;
    }
    const char plain = ShortEscape(c);
    if (plain == '\0') {
      fault = {at, "one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX"};
      return false;
    }
    out += plain;
    at += 2;
  }
  return true;
}

void AppendEscaped(std::string_view text, std::string& out) {
  const char* at = text.data();
  const char* const end = at + text.size();
  uint64_t high = 0;
  for (;;) {
    const char* const special = FindSpecial(at, end, high);
    out.append(at, special);
    if (special == end) return;
    AppendEscape(*special, out);
    at = special + 1;
  }
}

std::string Quoted(std::string_view text) {
  std::string out = "\"";
  AppendEscaped(text, out);
  out += '"';
  return out;
}

}  // namespace sinter::json
