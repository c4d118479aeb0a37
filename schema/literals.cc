#include "schema/literals.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "schema/text.h"

namespace sinter::schema {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The value of a digit in any base up to 16, or 16.
uint32_t DigitValue(char c) {
  if (IsDigit(c)) return static_cast<uint32_t>(c - '0');
  const char lower = static_cast<char>(c | 0x20);
  if (lower >= 'a' && lower <= 'f')
    return static_cast<uint32_t>(lower - 'a' + 10);
  return 16;
}

// Splits off 0x or 0b.
uint32_t TakeBase(std::string_view& number) {
  const bool hex = number.starts_with("0x");
  if (!hex && !number.starts_with("0b")) return 10;
  number.remove_prefix(2);
  return hex ? 16 : 2;
}

// Every _ stands between two digits of the base.
bool SeparatorsAreFine(std::string_view digits, uint32_t base) {
  for (size_t i = 0; i < digits.size(); ++i) {
    if (digits[i] != '_') continue;
    if (i == 0 || i + 1 == digits.size()) return false;
    if (DigitValue(digits[i - 1]) >= base) return false;
    if (DigitValue(digits[i + 1]) >= base) return false;
  }
  return true;
}

std::string WithoutSeparators(std::string_view number) {
  std::string out;
  std::copy_if(number.begin(), number.end(), std::back_inserter(out),
               [](char c) { return c != '_'; });
  return out;
}

// digits ["." digits] [("e" | "E") ["+" | "-"] digits]
bool IsFloat(std::string_view number) {
  size_t i = 0;
  auto digits = [&] {
    const size_t begin = i;
    while (i < number.size() && (IsDigit(number[i]) || number[i] == '_')) ++i;
    return i > begin;
  };
  if (!digits()) return false;
  if (i < number.size() && number[i] == '.') {
    ++i;
    if (!digits()) return false;
  }
  if (i < number.size() && (number[i] | 0x20) == 'e') {
    ++i;
    if (i < number.size() && (number[i] == '+' || number[i] == '-')) ++i;
    if (!digits()) return false;
  }
  return i == number.size();
}

// Reads \u{...}; `rest` starts after the u. Returns the bytes taken or 0.
size_t DecodeCodePoint(std::string_view rest, std::string& out) {
  const size_t close = rest.find('}');
  if (!rest.starts_with("{") || close == std::string_view::npos) return 0;
  const std::string_view digits = rest.substr(1, close - 1);
  if (digits.empty() || digits.size() > 6) return 0;
  uint32_t value = 0;
  for (char c : digits) {
    if (DigitValue(c) >= 16) return 0;
    value = value * 16 + DigitValue(c);
  }
  if (value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return 0;
  AppendUtf8(value, out);
  return close + 1;
}

// Reads the escape at the start of `rest`; returns the bytes taken or 0.
size_t DecodeEscape(std::string_view rest, std::string& out) {
  if (rest.size() < 2) return 0;
  switch (rest[1]) {
    case '"':
      out += '"';
      return 2;
    case '\\':
      out += '\\';
      return 2;
    case 'n':
      out += '\n';
      return 2;
    case 'r':
      out += '\r';
      return 2;
    case 't':
      out += '\t';
      return 2;
    case '0':
      out += '\0';
      return 2;
    case 'u': {
      const size_t taken = DecodeCodePoint(rest.substr(2), out);
      return taken == 0 ? 0 : taken + 2;
    }
    default:
      return 0;
  }
}

}  // namespace

const char* FindNumberProblem(std::string_view number, bool is_float) {
  std::string_view digits = number;
  const uint32_t base = is_float ? 10 : TakeBase(digits);
  if (!SeparatorsAreFine(digits, base)) {
    return "`_` stands only between two digits";
  }
  if (base == 10 && digits.size() > 1 && digits[0] == '0' &&
      (IsDigit(digits[1]) || digits[1] == '_')) {
    return "a number does not start with 0; octal numbers do not exist";
  }
  if (is_float) {
    if (!IsFloat(digits)) return "not a number";
    return ParseDouble(number) ? nullptr : "the number is too large";
  }
  const bool all_digits =
      std::all_of(digits.begin(), digits.end(),
                  [&](char c) { return c == '_' || DigitValue(c) < base; });
  if (digits.empty() || !all_digits) return "not a number";
  return ParseInteger(number) ? nullptr : "the number is above 2^64 - 1";
}

std::optional<uint64_t> ParseInteger(std::string_view number) {
  const uint32_t base = TakeBase(number);
  uint64_t value = 0;
  for (char c : number) {
    if (c == '_') continue;
    const uint64_t digit = DigitValue(c);
    if (digit >= base) return std::nullopt;
    if (value > (std::numeric_limits<uint64_t>::max() - digit) / base) {
      return std::nullopt;
    }
    value = value * base + digit;
  }
  return value;
}

std::optional<double> ParseDouble(std::string_view number) {
  if (number.starts_with("0x") || number.starts_with("0b")) {
    const std::optional<uint64_t> integer = ParseInteger(number);
    if (!integer) return std::nullopt;
    return static_cast<double>(*integer);
  }
  const std::string digits = WithoutSeparators(number);
  if (!IsFloat(digits)) return std::nullopt;
  double value = 0;
  const auto result =
      std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (result.ec == std::errc::result_out_of_range) {
    // Too large or too small: from_chars does not say which.
    value = std::strtod(digits.c_str(), nullptr);
  }
  if (!std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<uint64_t> ParseScaled(std::string_view number, uint32_t scale) {
  if (number.starts_with("0x") || number.starts_with("0b")) {
    return std::nullopt;
  }
  const std::string digits = WithoutSeparators(number);
  uint64_t value = 0;
  uint32_t fraction_digits = 0;
  bool in_fraction = false;
  auto push = [&](uint32_t digit) {
    constexpr uint64_t kMax = std::numeric_limits<int64_t>::max();
    if (value > (kMax - digit) / 10) return false;
    value = value * 10 + digit;
    return true;
  };
  for (char c : digits) {
    if (c == '.' && !in_fraction) {
      in_fraction = true;
      continue;
    }
    if (!IsDigit(c)) return std::nullopt;  // an exponent
    if (in_fraction && fraction_digits == scale) {
      if (c != '0') return std::nullopt;
      continue;
    }
    if (!push(DigitValue(c))) return std::nullopt;
    if (in_fraction) ++fraction_digits;
  }
  for (; fraction_digits < scale; ++fraction_digits) {
    if (!push(0)) return std::nullopt;
  }
  return value;
}

std::optional<StringProblem> DecodeString(std::string_view token,
                                          std::string& out) {
  for (size_t i = 1; i < token.size() && token[i] != '"';) {
    const auto c = static_cast<uint8_t>(token[i]);
    if (c < 0x20 || c == 0x7F) {
      return StringProblem{i, 1, "control characters are written as escapes"};
    }
    if (c != '\\') {
      out += token[i++];
      continue;
    }
    const size_t taken = DecodeEscape(token.substr(i), out);
    if (taken == 0) {
      return StringProblem{i, std::min<size_t>(2, token.size() - i),
                           "unknown escape; there are \\\" \\\\ \\n \\r \\t "
                           "\\0 and \\u{...}"};
    }
    i += taken;
  }
  return std::nullopt;
}

}  // namespace sinter::schema
