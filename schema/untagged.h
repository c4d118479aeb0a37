// Untagged unions: which kind of JSON value stands for which variant, and
// whether two variants would look alike.
#ifndef SINTER_SCHEMA_UNTAGGED_H_
#define SINTER_SCHEMA_UNTAGGED_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "schema/model.h"

namespace sinter::schema {

// What the first characters of a JSON value tell; of numbers, whether there is
// a point or an exponent.
enum class JsonKind : uint8_t {
  kNull,
  kBool,
  kInteger,
  kNumber,
  kString,
  kArray,
  kObject,
};
inline constexpr size_t kNumJsonKinds = 7;

// "an array", "a number with a fraction".
const char* JsonKindText(JsonKind kind);

// By JSON kind the variant that takes it, or kNoVariant.
inline constexpr uint32_t kNoVariant = 0xffffffff;
using VariantsByKind = std::array<uint32_t, kNumJsonKinds>;

class UntaggedUnions {
 public:
  // Looks through all unions of a schema, which must outlive this.
  explicit UntaggedUnions(const Schema& schema);

  // Two variants that JSON could not tell apart.
  struct Conflict {
    uint32_t first = 0;  // positions
    uint32_t second = 0;
    JsonKind kind = JsonKind::kNull;
  };
  // The conflicts of an untagged union, one for each variant that has one.
  std::vector<Conflict> ConflictsOf(const Declaration& decl) const;

  // Of a union without conflicts. A kind goes to the variant that is written
  // so; kinds that are left go to those that can be read from them.
  VariantsByKind VariantsOf(const Declaration& decl) const;

  // Unions that are variants of each other more than kMaxTypeDepth deep: what
  // walks values would have to descend without any list or object in between.
  bool IsTooDeep(DeclId id) const;

 private:
  // A bit for each kind.
  struct Claims {
    uint8_t written = 0;  // what values look like
    uint8_t numbers = 0;  // numbers without fraction that mean one with
    uint8_t rare = 0;     // what few values look like
    friend bool operator==(const Claims&, const Claims&) = default;
  };
  struct Union {
    Claims claims;
    uint32_t nesting = 0;
    friend bool operator==(const Union&, const Union&) = default;
  };

  Union Find(const Declaration& decl) const;
  Claims ClaimsOf(TypeId type, uint32_t& nesting) const;
  Claims ClaimsOf(DeclId decl, uint32_t& nesting) const;

  const Schema& schema_;
  std::vector<Union> unions_;  // by declaration
};

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_UNTAGGED_H_
