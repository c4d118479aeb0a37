// The declarations of one schema file, as the emitters see them.
#ifndef SINTER_SCHEMA_CPP_UNIT_H_
#define SINTER_SCHEMA_CPP_UNIT_H_

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "schema/cpp/cpp_names.h"
#include "schema/cpp/cpp_types.h"
#include "schema/fixed_layout.h"
#include "schema/lower.h"
#include "schema/model.h"

namespace sinter::schema::cpp {

struct Root {
  DeclId decl;
  std::unique_ptr<LoweredLayout> lowered;
  std::string schema_message;  // of what it reaches
};

struct Unit {
  explicit Unit(const Schema& the_schema)
      : schema(the_schema),
        names(schema),
        types(schema, names),
        struct_layouts(schema) {}
  Unit(const Unit&) = delete;

  const Declaration& decl(DeclId id) const { return schema.declaration(id); }
  // Of the declaration's own code.
  const std::string& cpp_namespace(DeclId id) const {
    return names.of(id).cpp_namespace;
  }

  const Schema& schema;
  CppNames names;
  CppTypes types;
  FixedLayouts struct_layouts;
  // Enums, flags, ids: need nothing before them.
  std::vector<DeclId> values;
  std::vector<DeclId> structs;  // each behind those in it
  // Records and unions, each behind those that its views return, as far as they
  // do not depend on each other.
  std::vector<DeclId> views;
  std::vector<Root> roots;
  // Other files whose declarations are named here.
  std::set<uint32_t> imports;
};

// `file` is an index into schema.files.
absl::StatusOr<std::unique_ptr<Unit>> MakeUnit(const Schema& schema,
                                               uint32_t file);

// Whether it has the attribute `deprecated`.
bool IsDeprecated(const std::vector<Attribute>& attributes);
// "[[deprecated]] " or "[[deprecated("why")]] " if it has, else "".
std::string DeprecatedAttribute(const std::vector<Attribute>& attributes);

// Text as a C++ string literal.
std::string CppLiteral(std::string_view text);

}  // namespace sinter::schema::cpp

#endif  // SINTER_SCHEMA_CPP_UNIT_H_
