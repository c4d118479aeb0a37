#include "schema/value_union.h"

#include <iterator>
#include <string>
#include <string_view>

#include "schema/model_text.h"

namespace sinter::schema {
namespace {

Field Variant(std::string_view name, TypeId type) {
  Field field;
  field.name = name;
  field.type = type;
  return field;
}

TypeId Builtin(TypeTable& types, std::string_view name) {
  return types.Intern(FindBuiltinType(name)->type);
}

}  // namespace

Declaration NewValueUnion() {
  Declaration decl;
  decl.kind = DeclKind::kUnion;
  decl.name = kValueName;
  decl.attributes.push_back({std::string(kUntagged), std::nullopt});
  return decl;
}

void AddValueVariants(Schema& schema, TypeTable& types, DeclId self) {
  std::vector<Field>& fields = schema.declarations[self.value()].fields;
  // Those of the JSON kinds; null comes first, which makes it the default.
  for (const std::string_view name : {"null", "bool"}) {
    fields.push_back(Variant(name, Builtin(types, name)));
  }
  fields.push_back(Variant("integer", Builtin(types, "i64")));
  fields.push_back(Variant("number", Builtin(types, "f64")));
  fields.push_back(Variant("string", Builtin(types, "string")));
  Type value;
  value.kind = TypeKind::kNamed;
  value.decl = self;
  Type list;
  list.kind = TypeKind::kList;
  list.element = types.Intern(value);
  fields.push_back(Variant("list", types.Intern(list)));
  Type map;
  map.kind = TypeKind::kMap;
  map.key = Builtin(types, "string");
  map.element = list.element;
  fields.push_back(Variant("map", types.Intern(map)));
}

bool IsWholeValueUnion(const Schema& schema, const Declaration& decl) {
  static constexpr std::string_view kVariants[][2] = {
      {"null", "null"},          {"bool", "bool"},     {"integer", "i64"},
      {"number", "f64"},         {"string", "string"}, {"list", "[value]"},
      {"map", "{string: value}"}};
  const Declaration expected = NewValueUnion();
  if (decl.kind != expected.kind || decl.inline_union || !decl.doc.empty() ||
      decl.attributes != expected.attributes ||
      decl.fields.size() != std::size(kVariants)) {
    return false;
  }
  for (size_t i = 0; i < decl.fields.size(); ++i) {
    const Field& field = decl.fields[i];
    if (field.name != kVariants[i][0] || !field.attributes.empty() ||
        field.since != 1 || field.retired || !field.doc.empty() ||
        TypeText(schema, field.type) != kVariants[i][1]) {
      return false;
    }
  }
  return true;
}

}  // namespace sinter::schema
