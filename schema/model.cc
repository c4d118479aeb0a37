#include "schema/model.h"

namespace sinter::schema {
namespace {

template <typename Named>
const std::string& JsonName(const Named& named) {
  for (const Attribute& attribute : named.attributes) {
    if (attribute.name == "json" && attribute.argument.has_value()) {
      return attribute.argument->text;
    }
  }
  return named.name;
}

}  // namespace

const std::string& Field::json_name() const { return JsonName(*this); }

const std::string& Member::json_name() const { return JsonName(*this); }

std::string Declaration::QualifiedName() const {
  return package.empty() ? name : package + "." + name;
}

}  // namespace sinter::schema
