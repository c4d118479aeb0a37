#include "schema/model.h"

#include <algorithm>

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

bool Declaration::is_untagged() const {
  return std::ranges::find(attributes, kUntagged, &Attribute::name) !=
         attributes.end();
}

bool Declaration::is_value() const {
  return name == kValueName && package.empty();
}

std::string Declaration::QualifiedName() const {
  return package.empty() ? name : package + "." + name;
}

}  // namespace sinter::schema
