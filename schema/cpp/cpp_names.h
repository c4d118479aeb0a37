// What the declarations of a schema are called in C++, the same in all code
// that is generated from it.
//
//   record, struct  User      the plain struct;  UserView, UserRow
//   root                      UserBuilder, UserListBuilder too
//   union           Payload   the plain variant; PayloadView, PayloadRow
//   enum, flags     Status
//   id              UserId;   of strings also UserIdView
//
// Nested declarations are joined by underscores (Order_Line), and so is a union
// that was written in place with its field (User_Payload). Package a.b is
// namespace a::b.
#ifndef SINTER_SCHEMA_CPP_CPP_NAMES_H_
#define SINTER_SCHEMA_CPP_CPP_NAMES_H_

#include <string>
#include <vector>

#include "schema/cpp/identifiers.h"
#include "schema/model.h"

namespace sinter::schema::cpp {

struct DeclNames {
  std::string cpp_namespace;  // "shop", "a::b", or "" for the global one
  std::string plain;
  std::string view;
  std::string row;           // a handle of builders
  std::string builder;       // of roots
  std::string list_builder;  // of roots
  std::string tag;           // of an id
};

class CppNames {
 public:
  // Names depend on the file of a declaration alone, so that all who import the
  // file agree on them.
  explicit CppNames(const Schema& schema);

  const DeclNames& of(DeclId id) const { return names_[id.value()]; }

  // "::shop::UserView" or, from within that namespace, "UserView".
  std::string Qualified(DeclId id, const std::string& name,
                        const std::string& from_namespace) const;

  // Names of the fields of a record, struct or union, in their order: accessors
  // of its view, members of its plain struct.
  const std::vector<std::string>& Fields(DeclId id) const {
    return fields_[id.value()];
  }
  // Names of the enumerators of an enum, flags type or union: "kActive".
  const std::vector<std::string>& Constants(DeclId id) const {
    return constants_[id.value()];
  }

  // A name that two declarations of different files were given, or "".
  const std::string& clash() const { return clash_; }

 private:
  void NameDeclarations();
  void NameMembers();
  void FindClash();

  const Schema& schema_;
  std::vector<DeclNames> names_;                     // by DeclId
  std::vector<std::vector<std::string>> fields_;     // by DeclId
  std::vector<std::vector<std::string>> constants_;  // by DeclId
  std::unordered_set<std::string> accessors_;        // of all views
  std::string clash_;
};

// "shop.geo" as "shop::geo".
std::string NamespaceOf(std::string_view package);

}  // namespace sinter::schema::cpp

#endif  // SINTER_SCHEMA_CPP_CPP_NAMES_H_
