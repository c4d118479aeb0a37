// Members of declarations: their names, types, defaults, groups, attributes.
#include <string_view>
#include <unordered_map>
#include <utility>

#include "schema/limits.h"
#include "schema/resolver_internal.h"
#include "schema/text.h"

namespace sinter::schema {
namespace {

bool HasFields(DeclKind kind) {
  return kind == DeclKind::kStruct || kind == DeclKind::kRecord ||
         kind == DeclKind::kUnion;
}

}  // namespace

// Enum values and flags; and what all declarations have in common.
void Resolver::ResolveMembers(DeclId id) {
  const DeclContext& context = decls_[id.value()];
  const DeclNode& node = *context.node;
  Declaration& decl = schema_.declarations[id.value()];
  const Scope scope = context.AsScope(schema_);
  decl.attributes = ResolveAttributes(
      node.attributes, scope,
      node.kind == DeclKind::kUnion ? Bearer::kUnion : Bearer::kDeclaration);
  CheckBody(id);
  if (node.kind != DeclKind::kEnum && node.kind != DeclKind::kFlags) return;
  for (const MemberNode& member : node.members) {
    decl.members.push_back(
        {std::string(member.name.text), std::string(member.doc),
         ResolveAttributes(member.attributes, scope, Bearer::kMember),
         static_cast<uint32_t>(decl.members.size()), member.since,
         member.retired, Place(member.name.span)});
  }
  CheckJsonNames(node, decl.members);
}

void Resolver::ResolveFields(DeclId id) {
  const DeclContext& context = decls_[id.value()];
  const DeclNode& node = *context.node;
  if (!HasFields(node.kind)) return;
  Declaration& decl = schema_.declarations[id.value()];
  const Scope scope = context.AsScope(schema_);
  for (const MemberNode& member : node.members) {
    if (node.kind == DeclKind::kStruct) CheckStructField(member);
    std::vector<Attribute> attributes =
        ResolveAttributes(member.attributes, scope, Bearer::kMember);
    if (member.type == nullptr) continue;  // reported by the parser
    const std::optional<TypeId> type = ResolveType(*member.type, scope);
    if (!type) continue;
    CheckNullField(node, member, *type);
    fields_.push_back({id, decl.fields.size(), &member});
    decl.fields.push_back({std::string(member.name.text),
                           std::string(member.doc), std::move(attributes),
                           *type, std::nullopt, member.since, member.retired,
                           Place(member.name.span)});
  }
  CheckJsonNames(node, decl.fields);
}

void Resolver::CheckNullField(const DeclNode& decl, const MemberNode& node,
                              TypeId type) {
  if (decl.kind == DeclKind::kUnion) return;
  if (schema_.type(type).kind != TypeKind::kNull) return;
  sink_
      .Error("NULL_PLACE", node.type->span,
             "`null` is the type of a union's variant and of nothing else")
      .Note("an optional field, `T?`, may be null in JSON");
}

void Resolver::ResolveDefaults() {
  for (const FieldContext& context : fields_) {
    const NodeList<LiteralNode>& nodes = context.node->default_value;
    if (nodes.empty()) continue;
    const DeclContext& decl = decls_[context.decl.value()];
    if (decl.node->kind == DeclKind::kUnion) {
      sink_.Error("NO_DEFAULT", nodes.first()->span,
                  "the variants of a union have no defaults");
      continue;
    }
    if (decl.node->kind == DeclKind::kStruct) continue;  // reported
    Field& field =
        schema_.declarations[context.decl.value()].fields[context.field];
    field.default_value =
        values_.Default(field.type, nodes, decl.AsScope(schema_));
  }
}

void Resolver::CheckBody(DeclId id) {
  const DeclNode& node = *decls_[id.value()].node;
  CheckDuplicateMembers(node);
  CheckGroups(node);
  if (node.members.empty() && !node.broken && node.kind != DeclKind::kRecord &&
      node.kind != DeclKind::kId) {
    sink_.Error("EMPTY", node.name.span,
                Cat(DeclKindText(node.kind), " needs a member"));
  }
  if (node.kind == DeclKind::kFlags && node.members.size() > kMaxFlags) {
    size_t position = 0;
    for (const MemberNode& member : node.members) {
      if (position++ != kMaxFlags) continue;
      sink_.Error("TOO_LARGE", member.name.span,
                  Cat("a flags type has at most ", kMaxFlags, " members"));
    }
  }
}

// Groups ascend from 2 and stand after the members of the base.
void Resolver::CheckGroups(const DeclNode& node) {
  uint32_t previous = 1;
  for (const GroupNode& group : node.groups) {
    if (node.kind == DeclKind::kStruct || node.closed) {
      sink_.Error("SINCE_PLACE", group.span,
                  node.closed ? "a closed enum cannot grow"
                              : "a struct's layout is fixed; it cannot grow");
      continue;
    }
    if (group.since <= previous) {
      sink_.Error("SINCE_ORDER", group.span,
                  group.since < 2 ? "`since` numbers start at 2; 1 is the base"
                                  : "`since` numbers ascend");
    } else if (group.num_members == 0 && !node.broken) {
      sink_.Error("EMPTY", group.span, "a `since` group needs a member");
    }
    previous = group.since;
  }
  const bool has_base =
      !node.members.empty() && (*node.members.begin()).since == 1;
  if (node.kind == DeclKind::kUnion && !node.groups.empty() && !has_base &&
      !node.broken) {
    sink_.Error("EMPTY", node.name.span,
                "a union needs a variant outside of its `since` groups");
  }
  bool in_groups = false;
  for (const MemberNode& member : node.members) {
    if (in_groups && member.since == 1) {
      sink_
          .Error("SINCE_ORDER", member.name.span,
                 Cat("`", member.name.text,
                     "` of the base stands after a `since` group"))
          .Note("a new member goes into a group; the base comes first");
    }
    in_groups = in_groups || member.since != 1;
  }
}

void Resolver::CheckStructField(const MemberNode& node) {
  if (node.retired) {
    sink_.Error("STRUCT_FIELD", node.name.span,
                "a struct's layout is fixed; its fields are not retired");
  }
  if (!node.default_value.empty()) {
    sink_.Error("NO_DEFAULT", node.default_value.first()->span,
                "the fields of a struct have no defaults");
  }
}

void Resolver::CheckDuplicateMembers(const DeclNode& node) {
  std::unordered_map<std::string_view, SourceSpan> seen;
  for (const MemberNode& member : node.members) {
    const auto [first, is_new] =
        seen.emplace(member.name.text, member.name.span);
    if (is_new) continue;
    sink_
        .Error("DUPLICATE_NAME", member.name.span,
               Cat("`", member.name.text, "` is declared twice"))
        .Related("first declared here", first->second);
  }
}

// Two members that JSON text could not tell apart. Equal names are reported
// already.
template <typename Resolved>
void Resolver::CheckJsonNames(const DeclNode& node,
                              const std::vector<Resolved>& members) {
  std::unordered_map<std::string_view, const Resolved*> seen;
  std::unordered_map<std::string_view, SourceSpan> spans;
  for (const MemberNode& member : node.members) {
    spans.emplace(member.name.text, member.name.span);
  }
  for (const Resolved& member : members) {
    if (member.retired) continue;
    const auto [first, is_new] = seen.emplace(member.json_name(), &member);
    if (is_new || first->second->name == member.name) continue;
    sink_
        .Error(
            "DUPLICATE_NAME", spans[member.name],
            Cat("the JSON name ", QuoteString(member.json_name().substr(0, 80)),
                " is used twice"))
        .Related("first used here", spans[first->second->name]);
  }
}

std::vector<Attribute> Resolver::ResolveAttributes(
    const NodeList<AttributeNode>& nodes, const Scope& scope, Bearer bearer) {
  std::vector<Attribute> attributes;
  std::unordered_map<std::string_view, SourceSpan> seen;
  for (const AttributeNode& node : nodes) {
    const auto [first, is_new] = seen.emplace(node.name.text, node.name.span);
    if (!is_new) {
      sink_
          .Error("DUPLICATE_NAME", node.name.span,
                 Cat("the attribute `", node.name.text, "` stands twice"))
          .Related("first used here", first->second);
      continue;
    }
    std::optional<Literal> argument;
    if (node.argument != nullptr) {
      argument = values_.Untyped(*node.argument, scope);
      if (!argument) continue;
    }
    if (!CheckAttribute(node, bearer, argument)) continue;
    attributes.push_back({std::string(node.name.text), std::move(argument)});
  }
  return attributes;
}

bool Resolver::CheckAttribute(const AttributeNode& node, Bearer bearer,
                              const std::optional<Literal>& argument) {
  const std::string_view name = node.name.text;
  if (name.starts_with("x_") && name.size() > 2) return true;
  const bool is_string = argument && argument->kind == Literal::Kind::kString;
  if (name == "json") {
    const bool is_member = bearer == Bearer::kMember;
    if (is_member && is_string) return true;
    sink_.Error("ATTRIBUTE", node.name.span,
                is_member ? "`json` needs a name: `json(\"name\")`"
                          : "`json` stands on fields, variants and members");
    return false;
  }
  if (name == "deprecated") {
    if (!argument || is_string) return true;
    sink_.Error("ATTRIBUTE", node.name.span,
                "what `deprecated` says is a string");
    return false;
  }
  if (name == kUntagged) {
    if (bearer == Bearer::kUnion && !argument) return true;
    sink_.Error("ATTRIBUTE", node.name.span,
                argument ? "`untagged` takes nothing in parentheses"
                         : "`untagged` stands on unions");
    return false;
  }
  if (name == "raw" || name == "align") {
    sink_.Error("NOT_RAW", node.name.span,
                Cat("`", name, "` belongs to a list: `[f32] raw align(64)`"));
    return false;
  }
  Suggester suggester(name);
  suggester.Offer("json");
  suggester.Offer("deprecated");
  suggester.Offer(kUntagged);
  sink_
      .Error("UNKNOWN_ATTRIBUTE", node.name.span,
             Cat("no attribute is named `", name, "`"))
      .Suggest(suggester.best())
      .Note("your own attributes start with `x_`");
  return false;
}

}  // namespace sinter::schema
