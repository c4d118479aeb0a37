// The C++ types of schema types, as views and builders name them.
#ifndef SINTER_SCHEMA_CPP_CPP_TYPES_H_
#define SINTER_SCHEMA_CPP_CPP_TYPES_H_

#include <cstdint>
#include <set>
#include <string>

#include "schema/cpp/cpp_names.h"
#include "schema/model.h"

namespace sinter::schema::cpp {

class CppTypes {
 public:
  CppTypes(const Schema& schema, const CppNames& names)
      : schema_(schema), names_(names) {}

  // What an accessor of a view returns: "std::string_view",
  // "sinter::List<UserView>". `from_namespace` is that of the code at hand.
  std::string View(TypeId id, const std::string& from_namespace) const;

  // The type of a struct's member or a raw list's element: "InPlaceBool",
  // "std::array<float, 3>".
  std::string InPlace(TypeId id, const std::string& from_namespace) const;

  // Descriptors of a node of this type and of all nodes inside it.
  uint32_t NumSlots(TypeId id) const;
  // Descriptors before the one of field `index` in its record's table, or of
  // variant `index` behind the first of its union.
  uint32_t SlotOfField(const Declaration& decl, size_t index) const;

  // The headers of codec/ that views of the type need, as "codec/view/list.h".
  void AddHeaders(TypeId id, std::set<std::string>& headers) const;
  // The same, and headers of the standard library, for InPlace.
  void AddInPlaceHeaders(TypeId id, std::set<std::string>& standard,
                         std::set<std::string>& headers) const;
  // The views whose definitions have to come before code that uses the type.
  void AddViews(TypeId id, std::set<DeclId>& views) const;

 private:
  const Schema& schema_;
  const CppNames& names_;
};

// "uint8_t", "int64_t".
std::string IntegerType(unsigned bits, bool is_signed);
// The integer type of an enum, flags type or id of integers.
std::string IntegerTypeOf(const Schema& schema, TypeId id);

}  // namespace sinter::schema::cpp

#endif  // SINTER_SCHEMA_CPP_CPP_TYPES_H_
