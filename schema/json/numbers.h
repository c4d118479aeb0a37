// Numbers of JSON text (RFC 8259, section 6) to and from exact values.
#ifndef SINTER_SCHEMA_JSON_NUMBERS_H_
#define SINTER_SCHEMA_JSON_NUMBERS_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace sinter::json {

enum class NumberShape : uint8_t {
  kInvalid,
  kInteger,  // neither point nor exponent
  kReal,
};

// What `token` is as a whole.
NumberShape ShapeOf(std::string_view token);

// Whether a character may be part of a number.
constexpr bool IsNumberCharacter(char c) {
  return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' ||
         c == 'e' || c == 'E';
}

// The value of a token of shape kInteger, in two's complement. False when it is
// not within lo..hi. -0 is 0.
bool ParseInteger(std::string_view token, bool is_signed, uint64_t lo,
                  uint64_t hi, uint64_t& bits);

// The double or float nearest to a token of any valid shape, rounded once.
// False when that is infinite. What is too small is 0 with the token's sign.
bool ParseNumber(std::string_view token, double& value);
bool ParseNumber(std::string_view token, float& value);

// Whether `value`, rounded to as many digits as a number has, is that number:
// no digit of it got lost.
bool IsAllOf(std::string_view token, double value);

// The value of "NaN", "Infinity" or "-Infinity" without quotes. All NaNs are
// one: the positive quiet NaN without payload.
bool ParseNotFinite(std::string_view text, double& value);

// Appends the shortest text that reads back as the same value; what is not
// finite as a string. Negative zero is -0.0, which no parser takes for an
// integer; what 64 bits do not hold has an exponent.
void AppendNumber(double value, std::string& out);
void AppendNumber(float value, std::string& out);
// The same, with ".0" if nothing else says that it is no integer.
void AppendReal(double value, std::string& out);
void AppendReal(float value, std::string& out);
void AppendInteger(uint64_t bits, bool is_signed, std::string& out);

}  // namespace sinter::json

#endif  // SINTER_SCHEMA_JSON_NUMBERS_H_
