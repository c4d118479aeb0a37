// Size and alignment of the types that are stored as they are: struct fields
// and the elements of raw lists.
#ifndef SINTER_SCHEMA_FIXED_LAYOUT_H_
#define SINTER_SCHEMA_FIXED_LAYOUT_H_

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "schema/model.h"

namespace sinter::schema {

// Whether values of the type always take the same number of bytes: bool,
// numbers, times, uuid, decimal, bytes(N), enums, flags, ids of integers,
// structs, and arrays of these.
bool HasFixedLayout(const Schema& schema, TypeId type);

// Members that are in no `since` group.
size_t NumBaseMembers(const Declaration& decl);

// Bits of an enum, or of a set of flags. Only members of the base count, so
// that old readers can hold what later versions add: of an open enum as many
// members again, and 256 in all at least; of flags all 64.
uint8_t MemberBits(const Declaration& decl);

struct FixedLayout {
  uint64_t size_bytes = 0;  // saturates above kMaxStructBytes
  uint32_t align = 1;
};

// Layouts of structs, computed in the order that FindTermination gives.
class FixedLayouts {
 public:
  explicit FixedLayouts(const Schema& schema)
      : schema_(schema), structs_(schema.declarations.size()) {}

  // Computes a struct from its fields; the structs in them come first.
  void AddStruct(DeclId decl);

  // The type must have a fixed layout and its structs must have been added.
  FixedLayout Of(TypeId type) const;

 private:
  const Schema& schema_;
  std::vector<FixedLayout> structs_;
};

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_FIXED_LAYOUT_H_
