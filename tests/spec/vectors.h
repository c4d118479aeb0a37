// The vectors of SPEC.md: blocks of "key: value" lines between ```vector and
// ```. A line that is indented goes on with the value of the line before it.
//
//   name: integers/immediate     unique
//   kind: file                   message if absent; tagged, stream, file
//   rules:            that it shows or breaks
//   schema: record R { ... }     with a root
//   rows: 3                      of the root table; 1 if absent
//   json: {"n": [0*3, 1]}        what it means; an array if rows is not 1
//   canonical: no                it is well-formed, but no encoder's choice
//   error: substring             instead of json: why it is refused
//   hex: 00*2 ff  # comment
//
// "x*3" is x three times; x is a word, {} or something in parentheses.
#ifndef SINTER_TESTS_SPEC_VECTORS_H_
#define SINTER_TESTS_SPEC_VECTORS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sinter::testing {

struct Vector {
  std::string name;
  std::string kind = "message";
  std::vector<std::string> rules;
  std::string schema;
  uint32_t rows = 1;
  std::string json;
  bool is_canonical = true;
  std::string error;
  std::string bytes;
};

// What is wrong with a block is a test failure.
std::vector<Vector> FindVectors(std::string_view markdown);

// The rules that a text defines, "[R-07]", in their order.
std::vector<std::string> FindRules(std::string_view markdown);

// Writes out repetitions; the copies stand `separator` apart.
std::string Repeat(std::string_view text, std::string_view separator);

// JSON text without the white space between its tokens.
std::string Squeeze(std::string_view json);

}  // namespace sinter::testing

#endif  // SINTER_TESTS_SPEC_VECTORS_H_
