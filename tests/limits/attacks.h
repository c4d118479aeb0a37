// Messages of a few bytes that claim as much as they can: columns without bits,
// counts without end, rows that refer to others again and again.
#ifndef SINTER_TESTS_LIMITS_ATTACKS_H_
#define SINTER_TESTS_LIMITS_ATTACKS_H_

#include <cstdint>
#include <string>
#include <vector>

namespace sinter::testing {

enum class Outcome : uint8_t {
  kRead,       // well-formed, and expensive only for who expands it
  kMalformed,  // what would be slow to verify breaks a rule
  kLimit,      // more rows than a message may have
};

struct Attack {
  std::string name;
  std::string schema;
  uint32_t rows = 1;  // of the root table
  std::string bytes;
  Outcome outcome = Outcome::kRead;
};

std::vector<Attack> MessageAttacks();

// Parts of these: structs and raw lists; `since` groups; `value`.
std::vector<Attack> InPlaceAttacks();
std::vector<Attack> GroupAttacks();
std::vector<Attack> ValueAttacks();

// Schema messages, for DecodeSchema.
std::vector<Attack> SchemaAttacks();

// Text of a schema that stands for much more than it has.
struct SchemaBomb {
  std::string name;
  std::string text;
  bool is_lowered;  // whether it gets as far as a layout, or is refused before
};
std::vector<SchemaBomb> SchemaBombs();

}  // namespace sinter::testing

#endif  // SINTER_TESTS_LIMITS_ATTACKS_H_
