#include "schema/json/numbers.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <system_error>

#include "absl/strings/charconv.h"

namespace sinter::json {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Skips digits; false if there are none.
bool SkipDigits(const char*& at, const char* end) {
  const char* const first = at;
  while (at != end && IsDigit(*at)) ++at;
  return at != first;
}

uint64_t SignBit(bool is_signed) { return is_signed ? uint64_t{1} << 63 : 0; }

template <typename Float>
bool ParseFloat(std::string_view token, Float& value) {
  const auto result =
      absl::from_chars(token.data(), token.data() + token.size(), value);
  // Out of range, the value says which end was left.
  return result.ec == std::errc() || std::abs(value) < Float{1};
}

template <typename Float>
void AppendFloat(Float value, std::string& out) {
  if (!std::isfinite(value)) {
    out += std::isnan(value)     ? "\"NaN\""
           : std::signbit(value) ? "\"-Infinity\""
                                 : "\"Infinity\"";
    return;
  }
  if (value == 0) {
    out += std::signbit(value) ? "-0.0" : "0";
    return;
  }
  char text[32];
  char* const end = text + sizeof(text);
  // Digits alone that 64 bits do not hold are refused by parsers that keep
  // integers apart.
  const bool is_beyond = value >= Float{0x1p64} || value < -Float{0x1p63};
  const auto result =
      is_beyond ? std::to_chars(text, end, value, std::chars_format::scientific)
                : std::to_chars(text, end, value);
  out.append(text, result.ptr);
}

}  // namespace

NumberShape ShapeOf(std::string_view token) {
  const char* at = token.data();
  const char* const end = at + token.size();
  if (at != end && *at == '-') ++at;
  if (at == end) return NumberShape::kInvalid;
  if (*at == '0') {
    ++at;
  } else if (!SkipDigits(at, end)) {
    return NumberShape::kInvalid;
  }
  if (at == end) return NumberShape::kInteger;
  if (*at == '.' && !SkipDigits(++at, end)) return NumberShape::kInvalid;
  if (at != end && (*at == 'e' || *at == 'E')) {
    ++at;
    if (at != end && (*at == '+' || *at == '-')) ++at;
    if (!SkipDigits(at, end)) return NumberShape::kInvalid;
  }
  return at == end ? NumberShape::kReal : NumberShape::kInvalid;
}

bool ParseInteger(std::string_view token, bool is_signed, uint64_t lo,
                  uint64_t hi, uint64_t& bits) {
  const bool negative = token.front() == '-';
  token.remove_prefix(negative ? 1 : 0);
  uint64_t magnitude = 0;
  const auto result =
      std::from_chars(token.data(), token.data() + token.size(), magnitude);
  if (result.ec != std::errc()) return false;
  const uint64_t sign = SignBit(is_signed);
  if (negative) {
    if (magnitude > sign) return false;  // unsigned: whatever is not 0
  } else if (is_signed && magnitude >= sign) {
    return false;
  }
  bits = negative ? 0 - magnitude : magnitude;
  return (lo ^ sign) <= (bits ^ sign) && (bits ^ sign) <= (hi ^ sign);
}

bool ParseNumber(std::string_view token, double& value) {
  return ParseFloat(token, value);
}
bool ParseNumber(std::string_view token, float& value) {
  return ParseFloat(token, value);
}

namespace {

// The digits of a number from the first to the last that is not zero, and the
// power of ten of the first.
struct Digits {
  std::string text;
  int64_t power = 0;
};

Digits DigitsOf(std::string_view token) {
  Digits digits;
  int64_t point = 0;  // digits before it
  int64_t exponent = 0;
  bool has_point = false;
  for (size_t i = token.front() == '-' ? 1 : 0; i < token.size(); ++i) {
    const char c = token[i];
    if (c == '.') {
      has_point = true;
    } else if (IsDigit(c)) {
      digits.text += c;
      if (!has_point) ++point;
    } else {
      // An exponent of more than 64 bits is that of no double.
      const char* first = token.data() + i + (token[i + 1] == '+' ? 2 : 1);
      const char* const last = token.data() + token.size();
      if (std::from_chars(first, last, exponent).ec != std::errc()) {
        exponent = std::numeric_limits<int64_t>::max() / 2;
      }
      break;
    }
  }
  const size_t first = digits.text.find_first_not_of('0');
  if (first == std::string::npos) return {};
  digits.power = exponent + point - 1 - static_cast<int64_t>(first);
  const size_t last = digits.text.find_last_not_of('0');
  digits.text = digits.text.substr(first, last - first + 1);
  return digits;
}

}  // namespace

bool IsAllOf(std::string_view token, double value) {
  constexpr size_t kMostDigits = 767;  // that a double can have
  const Digits digits = DigitsOf(token);
  if (value == 0 || !std::isfinite(value)) {
    return value == 0 && digits.text.empty();
  }
  if (digits.text.empty() || digits.text.size() > kMostDigits) return false;
  char text[kMostDigits + 16];
  const auto result = std::to_chars(text, text + sizeof(text), value,
                                    std::chars_format::scientific,
                                    static_cast<int>(digits.text.size()) - 1);
  const Digits rounded =
      DigitsOf({text, static_cast<size_t>(result.ptr - text)});
  return rounded.text == digits.text && rounded.power == digits.power;
}

bool ParseNotFinite(std::string_view text, double& value) {
  using Limits = std::numeric_limits<double>;
  if (text == "NaN") {
    value = Limits::quiet_NaN();
  } else if (text == "Infinity") {
    value = Limits::infinity();
  } else if (text == "-Infinity") {
    value = -Limits::infinity();
  } else {
    return false;
  }
  return true;
}

void AppendNumber(double value, std::string& out) { AppendFloat(value, out); }
void AppendNumber(float value, std::string& out) { AppendFloat(value, out); }

namespace {

template <typename Float>
void AppendRealOf(Float value, std::string& out) {
  const size_t start = out.size();
  AppendFloat(value, out);
  if (std::isfinite(value) &&
      out.find_first_of(".e", start) == std::string::npos) {
    out += ".0";
  }
}

}  // namespace

void AppendReal(double value, std::string& out) { AppendRealOf(value, out); }
void AppendReal(float value, std::string& out) { AppendRealOf(value, out); }

void AppendInteger(uint64_t bits, bool is_signed, std::string& out) {
  char text[24];
  const auto result =
      is_signed
          ? std::to_chars(text, text + sizeof(text), static_cast<int64_t>(bits))
          : std::to_chars(text, text + sizeof(text), bits);
  out.append(text, result.ptr);
}

}  // namespace sinter::json
