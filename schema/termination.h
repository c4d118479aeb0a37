// Which declarations have values that end.
#ifndef SINTER_SCHEMA_TERMINATION_H_
#define SINTER_SCHEMA_TERMINATION_H_

#include <optional>
#include <vector>

#include "schema/model.h"

namespace sinter::schema {

// The record, struct or union that a value of this type always holds: the type
// itself or the element of its arrays. Optionals, lists and maps may be empty,
// so they hold nothing of the kind.
std::optional<DeclId> AlwaysHolds(const Schema& schema, TypeId type);

struct Termination {
  // Declarations whose values can end, each after all that its values always
  // hold (a union: after one of its variants).
  std::vector<DeclId> order;
  // Each cycle of fields that makes values endless: fields of records and
  // structs, one per declaration of the cycle, in order.
  struct Step {
    DeclId decl;
    size_t field = 0;
  };
  std::vector<std::vector<Step>> cycles;
};

// A record or struct can end when all its fields can, a union when one of its
// variants can. Linear in the size of the schema, without recursion.
Termination FindTermination(const Schema& schema);

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_TERMINATION_H_
