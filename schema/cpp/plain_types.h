// The C++ types of schema types in plain structs, and the order in which the
// structs can be defined.
#ifndef SINTER_SCHEMA_CPP_PLAIN_TYPES_H_
#define SINTER_SCHEMA_CPP_PLAIN_TYPES_H_

#include <set>
#include <string>
#include <vector>

#include "schema/cpp/unit.h"
#include "schema/model.h"

namespace sinter::schema::cpp {

class PlainTypes {
 public:
  explicit PlainTypes(const Unit& unit);

  // The records and unions of the file, each behind those it holds in place.
  const std::vector<DeclId>& order() const { return order_; }

  // The type of a member of `owner`: "std::vector<User>". What leads back to
  // `owner` other than through a vector is in a sinter::Box.
  std::string Plain(TypeId id, DeclId owner) const;

  // The initializer of a field whose default is not that of its C++ type, as
  // " = 5", or "".
  std::string Initializer(const Field& field, DeclId owner) const;

  // The variant that an unset union has.
  size_t DefaultVariant(DeclId id) const {
    return default_variants_[id.value()];
  }

  void AddHeaders(TypeId id, std::set<std::string>& standard,
                  std::set<std::string>& headers) const;

 private:
  void FindDefaultVariants();
  void Visit(DeclId id, std::vector<bool>& seen);
  bool Holds(DeclId from, DeclId to) const;
  std::string Named(DeclId id, DeclId owner) const;

  const Unit& unit_;
  std::vector<DeclId> order_;
  // By DeclId: records and unions that values of it hold in place, at any
  // depth.
  std::vector<std::set<DeclId>> holds_;
  std::vector<size_t> default_variants_;  // by DeclId, of unions
};

}  // namespace sinter::schema::cpp

#endif  // SINTER_SCHEMA_CPP_PLAIN_TYPES_H_
