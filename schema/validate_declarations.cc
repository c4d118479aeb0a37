#include <string>
#include <string_view>
#include <unordered_set>

#include "schema/limits.h"
#include "schema/names.h"
#include "schema/text.h"
#include "schema/type_table.h"
#include "schema/validate_parts.h"
#include "schema/value_union.h"

namespace sinter::schema {
namespace {

bool HasFields(DeclKind kind) {
  return kind == DeclKind::kStruct || kind == DeclKind::kRecord ||
         kind == DeclKind::kUnion;
}

bool HasMembers(DeclKind kind) {
  return kind == DeclKind::kEnum || kind == DeclKind::kFlags;
}

// Names that stand for something else wherever they are written.
bool IsTaken(std::string_view name) {
  return name == "true" || name == "false" || name == "inf" || name == "nan" ||
         FindBuiltinType(name) != nullptr || IsReservedType(name);
}

const char* FindNameFault(const Declaration& decl) {
  if (!decl.package.empty() && !IsDottedName(decl.package)) {
    return "a package that is no name";
  }
  if (!IsDottedName(decl.name)) return "a name that is no name";
  if (decl.QualifiedName().size() > kMaxQualifiedNameBytes) {
    return "too long a name";
  }
  const std::string_view last =
      std::string_view(decl.name).substr(decl.name.rfind('.') + 1);
  const bool is_reserved = IsTaken(last) && !decl.is_value();
  if (!decl.inline_union && is_reserved) return "a reserved name";
  return nullptr;
}

const char* FindKindFault(const Schema& schema, const Declaration& decl) {
  if (decl.closed && decl.kind != DeclKind::kEnum) return "closed but no enum";
  if (decl.inline_union && decl.kind != DeclKind::kUnion) {
    return "an inline union that is no union";
  }
  if (!HasFields(decl.kind) && !decl.fields.empty()) return "fields";
  if (!HasMembers(decl.kind) && !decl.members.empty()) return "members";
  const bool may_be_empty =
      decl.kind == DeclKind::kRecord || decl.kind == DeclKind::kId;
  if (!may_be_empty && decl.fields.empty() && decl.members.empty()) {
    return "no members";
  }
  if (decl.kind == DeclKind::kFlags && decl.members.size() > kMaxFlags) {
    return "too many flags";
  }
  if (decl.kind != DeclKind::kId) {
    return decl.underlying == TypeId() ? nullptr : "an underlying type";
  }
  if (decl.underlying.value() >= schema.types.size()) return "no such type";
  const TypeKind kind = schema.type(decl.underlying).kind;
  if (kind != TypeKind::kInteger && kind != TypeKind::kString) {
    return "an id of other than an integer or a string";
  }
  return nullptr;
}

const char* FindLiteralFault(const Literal& literal) {
  const bool is_text = literal.kind == Literal::Kind::kString;
  if (is_text ? literal.bits != 0 : !literal.text.empty()) {
    return "a literal that is both text and number";
  }
  if (literal.kind == Literal::Kind::kMember) return "a member as argument";
  if (literal.kind == Literal::Kind::kBool && literal.bits > 1) {
    return "a bool other than 0 or 1";
  }
  if (literal.negative && (literal.kind != Literal::Kind::kInteger ||
                           static_cast<int64_t>(literal.bits) >= 0)) {
    return "a literal that is not below zero";
  }
  return nullptr;
}

// `decl` is what the attributes belong to, or null: a member.
const char* FindAttributeFault(const std::vector<Attribute>& attributes,
                               const Declaration* decl) {
  std::unordered_set<std::string_view> seen;
  for (const Attribute& attribute : attributes) {
    const std::string_view name = attribute.name;
    if (!seen.insert(name).second) return "an attribute twice";
    if (attribute.argument.has_value()) {
      if (const char* fault = FindLiteralFault(*attribute.argument)) {
        return fault;
      }
    }
    const bool is_string = attribute.argument.has_value() &&
                           attribute.argument->kind == Literal::Kind::kString;
    const bool is_own =
        name.starts_with("x_") && name.size() > 2 && IsIdentifier(name);
    const bool is_json = name == "json" && decl == nullptr && is_string;
    const bool is_deprecated =
        name == "deprecated" && (is_string || !attribute.argument.has_value());
    const bool is_untagged = name == kUntagged && decl != nullptr &&
                             decl->kind == DeclKind::kUnion &&
                             !attribute.argument.has_value();
    if (!is_own && !is_json && !is_deprecated && !is_untagged) {
      return "a wrong attribute";
    }
  }
  return nullptr;
}

// Checks fields or members of one declaration one after the other.
class MemberCheck {
 public:
  explicit MemberCheck(const Declaration& decl) : decl_(decl) {}

  template <typename Named>
  const char* Find(const Named& member) {
    if (!IsIdentifier(member.name)) return "a name that is no name";
    if (!names_.insert(member.name).second) return "a name that is taken";
    if (const char* fault = FindAttributeFault(member.attributes, nullptr)) {
      return fault;
    }
    if (!member.retired && !json_names_.insert(member.json_name()).second) {
      return "a JSON name that is taken";
    }
    if (member.since < since_ || member.since > kMaxSince) {
      return "a `since` that is not in order";
    }
    since_ = member.since;
    const bool is_struct = decl_.kind == DeclKind::kStruct;
    if (since_ > 1 && (decl_.closed || is_struct)) {
      return "a group where none can be";
    }
    if (is_struct && member.retired) return "a retired field of a struct";
    return nullptr;
  }

 private:
  const Declaration& decl_;
  std::unordered_set<std::string_view> names_;
  std::unordered_set<std::string_view> json_names_;
  uint32_t since_ = 1;
};

std::string FindMemberFault(const Schema& schema, const Declaration& decl) {
  MemberCheck check(decl);
  for (const Field& field : decl.fields) {
    const char* fault = check.Find(field);
    if (fault == nullptr && field.type.value() >= schema.types.size()) {
      fault = "no such type";
    }
    if (fault == nullptr && decl.kind != DeclKind::kUnion &&
        schema.type(field.type).kind == TypeKind::kNull) {
      fault = "a null that is no variant";
    }
    if (fault != nullptr) return Cat(MemberText(decl, field.name), ": ", fault);
  }
  for (size_t i = 0; i < decl.members.size(); ++i) {
    const Member& member = decl.members[i];
    const char* fault = check.Find(member);
    if (fault == nullptr && member.number != i) fault = "a wrong number";
    if (fault != nullptr) {
      return Cat(MemberText(decl, member.name), ": ", fault);
    }
  }
  return "";
}

}  // namespace

std::string FindDeclarationFault(const Schema& schema) {
  std::unordered_set<std::string> names;
  for (const Declaration& decl : schema.declarations) {
    const char* fault = FindNameFault(decl);
    if (fault == nullptr && !names.insert(decl.QualifiedName()).second) {
      fault = "a name that is taken";
    }
    if (fault == nullptr) fault = FindKindFault(schema, decl);
    if (fault == nullptr) fault = FindAttributeFault(decl.attributes, &decl);
    if (fault != nullptr) return Cat(DeclarationText(decl), ": ", fault);
    std::string members = FindMemberFault(schema, decl);
    if (!members.empty()) return members;
    if (decl.is_value() && !IsWholeValueUnion(schema, decl)) {
      return Cat(DeclarationText(decl), ": other than the built-in one");
    }
  }
  return "";
}

}  // namespace sinter::schema
