// Interning of type expressions, and the names of the built-in types.
#ifndef SINTER_SCHEMA_TYPE_TABLE_H_
#define SINTER_SCHEMA_TYPE_TABLE_H_

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schema/model.h"

namespace sinter::schema {

// Gives equal types one index in a schema's list of types.
class TypeTable {
 public:
  explicit TypeTable(std::vector<Type>& types) : types_(types) {}

  TypeId Intern(const Type& type);

 private:
  struct Hash {
    size_t operator()(const Type& type) const;
  };

  std::vector<Type>& types_;
  std::unordered_map<Type, TypeId, Hash> ids_;
};

// What may stand in parentheses after a built-in type's name.
enum class TypeArgument : uint8_t {
  kNone,
  kRange,         // u8(0..130), optional
  kOptionalSize,  // bytes(16)
  kUnit,          // timestamp(ms)
  kScale,         // decimal(2)
};

// `value` is kNamed, of a declaration that the resolver adds.
struct BuiltinType {
  std::string_view name;
  Type type;
  TypeArgument argument;
};

// In the order in which messages list them.
std::span<const BuiltinType> BuiltinTypes();

// The built-in type of that name, or nullptr.
const BuiltinType* FindBuiltinType(std::string_view name);

// `any` and `text` are reserved for a later version, like some keywords.
bool IsReservedType(std::string_view name);

// s, ms, us, ns.
std::optional<TimeUnit> FindTimeUnit(std::string_view name);
std::string_view TimeUnitName(TimeUnit unit);

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_TYPE_TABLE_H_
