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
  const auto result = std::to_chars(text, text + sizeof(text), value);
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
  uint64_t magnitude;
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

void AppendInteger(uint64_t bits, bool is_signed, std::string& out) {
  char text[24];
  const auto result =
      is_signed
          ? std::to_chars(text, text + sizeof(text), static_cast<int64_t>(bits))
          : std::to_chars(text, text + sizeof(text), bits);
  out.append(text, result.ptr);
}

}  // namespace sinter::json
