#include "schema/validate_model.h"

#include <vector>

#include "schema/limits.h"
#include "schema/text.h"
#include "schema/untagged.h"
#include "schema/validate_parts.h"

namespace sinter::schema {
namespace {

std::string FindRootFault(const Schema& schema) {
  std::vector<bool> seen(schema.declarations.size());
  for (const DeclId id : schema.roots) {
    if (id.value() >= schema.declarations.size()) {
      return Cat("the root ", id.value(), " is no declaration");
    }
    const Declaration& decl = schema.declaration(id);
    if (decl.kind != DeclKind::kRecord && !decl.is_value()) {
      return Cat(DeclarationText(decl), " is a root but no record");
    }
    if (seen[id.value()]) return Cat(DeclarationText(decl), " is a root twice");
    seen[id.value()] = true;
  }
  return "";
}

// Unions that JSON can read and write.
std::string FindUntaggedFault(const Schema& schema) {
  const UntaggedUnions unions(schema);
  for (uint32_t i = 0; i < schema.declarations.size(); ++i) {
    const Declaration& decl = schema.declarations[i];
    if (!decl.is_untagged()) continue;
    if (unions.IsTooDeep(DeclId(i))) {
      return Cat(DeclarationText(decl), ": too many unions in each other");
    }
    const auto conflicts = unions.ConflictsOf(decl);
    if (conflicts.empty()) continue;
    return Cat(MemberText(decl, decl.fields[conflicts[0].first].name), " and ",
               MemberText(decl, decl.fields[conflicts[0].second].name),
               " cannot be told apart");
  }
  return "";
}

// Bounds what the checks that follow take, and what they leave behind.
std::string FindExcess(const Schema& schema) {
  if (schema.declarations.size() > kMaxDeclarations) {
    return Cat("more than ", kMaxDeclarations, " declarations");
  }
  for (const Declaration& decl : schema.declarations) {
    if (decl.fields.size() > kMaxMembers || decl.members.size() > kMaxMembers) {
      return Cat("a declaration of more than ", kMaxMembers, " members");
    }
  }
  return "";
}

}  // namespace

absl::Status ValidateModel(const Schema& schema) {
  if (const std::string excess = FindExcess(schema); !excess.empty()) {
    return absl::ResourceExhaustedError(Cat("a schema has ", excess));
  }
  using Part = std::string (*)(const Schema&);
  static constexpr Part kParts[] = {FindTypeFault,     FindDeclarationFault,
                                    FindDefaultFault,  FindStructureFault,
                                    FindUntaggedFault, FindRootFault};
  for (const Part part : kParts) {
    if (const std::string fault = part(schema); !fault.empty()) {
      return absl::InvalidArgumentError(Cat("not a valid schema: ", fault));
    }
  }
  return absl::OkStatus();
}

std::string DeclarationText(const Declaration& decl) {
  return Cat("`", EscapeForTerminal(decl.QualifiedName()), "`");
}

std::string MemberText(const Declaration& decl, const std::string& member) {
  return Cat("`", EscapeForTerminal(decl.QualifiedName()), ".",
             EscapeForTerminal(member), "`");
}

std::string MemberDefaultText(const Declaration& decl, uint64_t bits) {
  if (decl.kind == DeclKind::kEnum) {
    return bits < decl.members.size() ? decl.members[bits].name : "";
  }
  std::string text;
  for (size_t i = 0; i < decl.members.size() && i < kMaxFlags; ++i) {
    if ((bits >> i & 1) == 0) continue;
    text += Cat(text.empty() ? "" : " | ", decl.members[i].name);
  }
  return text;
}

}  // namespace sinter::schema
