// The C++ types of schema types, as builders name them.
#ifndef SINTER_SCHEMA_CPP_BUILDER_TYPES_H_
#define SINTER_SCHEMA_CPP_BUILDER_TYPES_H_

#include <cstdint>
#include <set>
#include <string>

#include "schema/cpp/unit.h"
#include "schema/model.h"

namespace sinter::schema::cpp {

class BuilderTypes {
 public:
  explicit BuilderTypes(const Unit& unit) : unit_(unit) {}

  // What BuildTraits of the library is specialized for: "std::string_view",
  // "sinter::Within<uint8_t, uint8_t{0}, uint8_t{130}>",
  // "sinter::ListBuilder<LineRow>".
  std::string Traits(TypeId id, const std::string& from_namespace) const;
  // Whether a value is set at once; otherwise setters return a handle, whose
  // type is that of Traits.
  bool IsSetAtOnce(TypeId id) const;
  // What setters of values set at once take.
  std::string Argument(TypeId id, const std::string& from_namespace) const;

  // The headers of codec/ that builders of the type need.
  void AddHeaders(TypeId id, std::set<std::string>& headers) const;

 private:
  std::string Named(DeclId id, const std::string& from) const;
  // `type` with the bounds of an integer type or closed enum.
  std::string Bounded(const std::string& type, const Node& node) const;

  const Unit& unit_;
};

}  // namespace sinter::schema::cpp

#endif  // SINTER_SCHEMA_CPP_BUILDER_TYPES_H_
