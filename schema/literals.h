// The spelling of numbers and strings: what the tokens kInteger, kFloat and
// kString mean.
#ifndef SINTER_SCHEMA_LITERALS_H_
#define SINTER_SCHEMA_LITERALS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sinter::schema {

// What is wrong with the spelling of an unsigned number, or nullptr.
const char* FindNumberProblem(std::string_view number, bool is_float);

// The value of an integer token; nothing when it is misspelled or above 2^64-1.
std::optional<uint64_t> ParseInteger(std::string_view number);

// The double nearest to an integer or float token; nothing when it is
// misspelled or too large.
std::optional<double> ParseDouble(std::string_view number);

// number * 10^scale of a decimal token, when that is an integer below 2^63.
std::optional<uint64_t> ParseScaled(std::string_view number, uint32_t scale);

struct StringProblem {
  size_t offset;  // into the token
  size_t length;
  const char* message;
};

// Decodes a string token (with its quotes) into `out`. An unterminated one is
// decoded as far as it goes: the lexer has reported it.
std::optional<StringProblem> DecodeString(std::string_view token,
                                          std::string& out);

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_LITERALS_H_
