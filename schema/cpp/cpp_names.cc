#include "schema/cpp/cpp_names.h"

#include <map>
#include <utility>

#include "schema/text.h"

namespace sinter::schema::cpp {
namespace {

// Members of every generated class, or names that their bodies use.
const NameScope& ReservedMembers() {
  static const NameScope reserved = {
      "At",         "Builder", "Kind",     "NamedUnionView", "Record",
      "RecordView", "Tag",     "ToStruct", "UnionView",      "Value",
      "Variant",    "View",    "columns_", "kind",           "row_",
      "sinter",     "std",     "table",    "table_",         "visit",
  };
  return reserved;
}

// "Order.Line" as "Order_Line", an inline union "Order.pay" as "Order_Pay".
std::string JoinedName(const Declaration& decl) {
  std::string joined;
  std::string_view rest = decl.name;
  for (;;) {
    const size_t dot = rest.find('.');
    const std::string_view part = rest.substr(0, dot);
    if (dot == std::string_view::npos) {
      return joined +
             (decl.inline_union ? Capitalized(part) : std::string(part));
    }
    joined += Cat(part, "_");
    rest.remove_prefix(dot + 1);
  }
}

}  // namespace

std::string NamespaceOf(std::string_view package) {
  std::string name;
  while (!package.empty()) {
    const size_t dot = package.find('.');
    name += Cat(name.empty() ? "" : "::", SafeName(package.substr(0, dot)));
    if (dot == std::string_view::npos) break;
    package.remove_prefix(dot + 1);
  }
  return name;
}

CppNames::CppNames(const Schema& schema)
    : schema_(schema),
      names_(schema.declarations.size()),
      fields_(schema.declarations.size()),
      constants_(schema.declarations.size()) {
  NameDeclarations();
  NameMembers();
  FindClash();
}

void CppNames::NameDeclarations() {
  // Names that were declared come before those made from them.
  std::map<uint32_t, NameScope> scopes;  // by file
  for (const bool is_inline : {false, true}) {
    for (size_t i = 0; i < names_.size(); ++i) {
      const Declaration& decl = schema_.declarations[i];
      if (decl.is_value() || decl.inline_union != is_inline) continue;
      names_[i].cpp_namespace = NamespaceOf(decl.package);
      names_[i].plain = scopes[decl.place.file].Claim(JoinedName(decl));
    }
  }
  for (const DeclId root : schema_.roots) {
    NameScope& scope = scopes[schema_.declaration(root).place.file];
    DeclNames& names = names_[root.value()];
    names.builder = scope.Claim(names.plain + "Builder");
    names.list_builder = scope.Claim(names.plain + "ListBuilder");
  }
  for (size_t i = 0; i < names_.size(); ++i) {
    const Declaration& decl = schema_.declarations[i];
    DeclNames& names = names_[i];
    if (decl.is_value()) {  // the library has it
      names = {.cpp_namespace = "sinter",
               .plain = "Value",
               .view = "ValueView",
               .row = "ValueRow",
               .builder = {},
               .list_builder = {},
               .tag = {}};
      continue;
    }
    NameScope& scope = scopes[decl.place.file];
    switch (decl.kind) {
      case DeclKind::kRecord:
      case DeclKind::kUnion:
        names.view = scope.Claim(names.plain + "View");
        names.row = scope.Claim(names.plain + "Row");
        break;
      case DeclKind::kId:
        names.tag = scope.Claim(names.plain + "Tag");
        names.view = schema_.type(decl.underlying).kind == TypeKind::kString
                         ? scope.Claim(names.plain + "View")
                         : names.plain;
        break;
      case DeclKind::kEnum:
      case DeclKind::kFlags:
      case DeclKind::kStruct:
        names.view = names.plain;
        break;
    }
  }
}

void CppNames::NameMembers() {
  for (size_t i = 0; i < names_.size(); ++i) {
    const Declaration& decl = schema_.declarations[i];
    // Structs have no members but their own.
    NameScope members =
        decl.kind == DeclKind::kStruct ? NameScope() : ReservedMembers();
    for (const std::string* name :
         {&names_[i].plain, &names_[i].view, &names_[i].row}) {
      members.Reserve(*name);
    }
    NameScope constants;
    // A name that needs no change is not lost to one that does; retired ones
    // come last.
    fields_[i].resize(decl.fields.size());
    for (const bool retired : {false, true}) {
      for (const bool taken : {false, true}) {
        for (size_t j = 0; j < decl.fields.size(); ++j) {
          const Field& field = decl.fields[j];
          if (field.retired != retired || IsTaken(field.name) != taken) {
            continue;
          }
          fields_[i][j] = members.Claim(field.name);
          accessors_.insert(fields_[i][j]);
        }
      }
    }
    for (const Member& member : decl.members) {
      constants_[i].push_back(constants.Claim(ConstantName(member.name)));
    }
    if (decl.kind != DeclKind::kUnion) continue;
    for (const Field& variant : decl.fields) {
      constants_[i].push_back(constants.Claim(ConstantName(variant.name)));
    }
  }
}

void CppNames::FindClash() {
  std::unordered_set<std::string> all;
  for (const DeclNames& names : names_) {
    const auto add = [&](const std::string& name) {
      if (name.empty()) return;
      std::string qualified = Cat(names.cpp_namespace, "::", name);
      if (!all.insert(qualified).second) clash_ = std::move(qualified);
    };
    add(names.plain);
    if (names.view != names.plain) add(names.view);
    add(names.row);
    add(names.builder);
    add(names.list_builder);
    add(names.tag);
  }
}

std::string CppNames::Qualified(DeclId id, const std::string& name,
                                const std::string& from_namespace) const {
  const std::string& home = of(id).cpp_namespace;
  // An accessor or another member of the same name would hide it.
  if (home == from_namespace && !accessors_.contains(name) &&
      !ReservedMembers().contains(name)) {
    return name;
  }
  return home.empty() ? Cat("::", name) : Cat("::", home, "::", name);
}

}  // namespace sinter::schema::cpp
