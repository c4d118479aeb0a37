#include "schema/resolver.h"

#include <utility>

#include "schema/limits.h"
#include "schema/resolver_internal.h"
#include "schema/termination.h"
#include "schema/text.h"
#include "schema/value_union.h"

namespace sinter::schema {

Schema Resolve(std::span<const ParsedFile> files, const SourceSet& sources,
               DiagnosticSink& sink) {
  return Resolver(files, sources, sink).Run();
}

Resolver::Resolver(std::span<const ParsedFile> files, const SourceSet& sources,
                   DiagnosticSink& sink)
    : files_(files),
      sources_(sources),
      sink_(sink),
      symbols_(files.size(), sink),
      types_(schema_.types),
      values_(schema_, symbols_, sink) {}

Scope Resolver::DeclContext::AsScope(const Schema& schema) const {
  return {file, schema.declaration(node->id).package, scope};
}

Schema Resolver::Run() {
  for (uint32_t file = 0; file < files_.size(); ++file) {
    schema_.files.push_back(sources_.file(file).path());
    for (uint32_t imported : files_[file].imports) {
      symbols_.MakeVisible(file, imported);
    }
    Collect(file);
  }
  AddValueUnion();
  for (uint32_t file = 0; file < files_.size(); ++file) ResolveConstants(file);
  const auto num_decls = static_cast<uint32_t>(decls_.size());
  // Enums and ids first: types and defaults of fields look into them.
  for (uint32_t i = 0; i < num_decls; ++i) ResolveUnderlying(DeclId(i));
  for (uint32_t i = 0; i < num_decls; ++i) ResolveMembers(DeclId(i));
  for (uint32_t i = 0; i < num_decls; ++i) ResolveFields(DeclId(i));
  ResolveDefaults();
  ResolveRoots();
  DropUnusedValueUnion();
  CheckMapKeys();
  CheckStructsAndRawLists();
  CheckUntaggedUnions();
  return std::move(schema_);
}

void Resolver::Collect(uint32_t file) {
  const FileNode& node = *files_[file].node;
  const std::string package(node.package.text);
  for (const ConstNode& constant : node.constants) {
    CheckReservedName(constant.name);
    symbols_.Declare(package.empty() ? std::string(constant.name.text)
                                     : Cat(package, ".", constant.name.text),
                     {nullptr, &constant, constant.name.span});
  }
  for (DeclNode& decl : node.declarations) {
    if (!Declare(decl, file, "")) return;
  }
}

// Adds a declaration and those nested in it; `outer` is the name in the package
// of the declaration around it. False when there are too many. The depth is
// that of the tree, which the parser limits.
bool Resolver::Declare(DeclNode& node, uint32_t file,
                       const std::string& outer) {
  if (decls_.size() >= kMaxDeclarations) {
    sink_.Error("TOO_LARGE", node.name.span,
                Cat("more than ", kMaxDeclarations, " declarations"));
    return false;
  }
  if (!node.inline_union) CheckReservedName(node.name);
  Declaration decl;
  decl.kind = node.kind;
  decl.closed = node.closed;
  decl.inline_union = node.inline_union;
  decl.package = files_[file].node->package.text;
  decl.name = outer.empty() ? std::string(node.name.text)
                            : Cat(outer, ".", node.name.text);
  decl.doc = node.doc;
  decl.place = Place(node.name.span);
  node.id = DeclId(static_cast<uint32_t>(decls_.size()));
  const std::string name = decl.name;
  const std::string qualified = decl.QualifiedName();
  if (qualified.size() > kMaxQualifiedNameBytes) {
    sink_.Error("NAME_TOO_LONG", node.name.span,
                Cat("a name of more than ", kMaxQualifiedNameBytes,
                    " bytes with its dots"));
    return false;
  }
  symbols_.Declare(qualified, {&node, nullptr, node.name.span});
  decls_.push_back({&node, file, qualified});
  schema_.declarations.push_back(std::move(decl));
  for (DeclNode& nested : node.nested) {
    if (!Declare(nested, file, name)) return false;
  }
  for (const MemberNode& member : node.members) {
    if (member.type != nullptr) {
      DeclareInlineUnions(member.type, file, name, member.name);
    }
  }
  return true;
}

// An inline union is a declaration named after its field.
void Resolver::DeclareInlineUnions(const TypeNode* type, uint32_t file,
                                   const std::string& outer,
                                   const NameNode& field) {
  for (; type != nullptr; type = type->element) {
    if (type->key != nullptr) {
      DeclareInlineUnions(type->key, file, outer, field);
    }
    if (type->inline_union == nullptr) continue;
    type->inline_union->name = field;
    Declare(*type->inline_union, file, outer);
  }
}

void Resolver::CheckReservedName(const NameNode& name) {
  const bool is_value = name.text == "true" || name.text == "false" ||
                        name.text == "inf" || name.text == "nan";
  const bool is_builtin = FindBuiltinType(name.text) != nullptr;
  if (!is_value && !is_builtin && !IsReservedType(name.text)) return;
  sink_.Error("RESERVED_NAME", name.span,
              Cat("`", name.text, "` is ",
                  is_value     ? "a value"
                  : is_builtin ? "a built-in type"
                               : "reserved for a later version",
                  " and cannot be declared"));
}

// `value` stands behind all declarations. It has variants once it is used.
void Resolver::AddValueUnion() {
  value_ = DeclId(static_cast<uint32_t>(schema_.declarations.size()));
  schema_.declarations.push_back(NewValueUnion());
}

void Resolver::DropUnusedValueUnion() {
  if (schema_.declarations.back().fields.empty()) {
    schema_.declarations.pop_back();
  }
}

void Resolver::ResolveConstants(uint32_t file) {
  const FileNode& node = *files_[file].node;
  const Scope scope{file, node.package.text, node.package.text};
  for (const ConstNode& constant : node.constants) {
    if (constant.value == nullptr) continue;
    const LiteralNode& value = *constant.value;
    const bool is_literal = value.kind != LiteralNode::Kind::kName ||
                            value.text == "true" || value.text == "false" ||
                            value.text == "inf" || value.text == "nan";
    if (!is_literal) {
      sink_.Error("WRONG_KIND", value.span,
                  "a constant's value is a number, a string, `true` or "
                  "`false`");
      continue;
    }
    std::optional<Literal> literal = values_.Untyped(value, scope);
    if (!literal) continue;
    schema_.constants.push_back(
        {std::string(node.package.text), std::string(constant.name.text),
         std::string(constant.doc), *literal, Place(constant.name.span)});
  }
}

void Resolver::ResolveRoots() {
  for (uint32_t file = 0; file < files_.size(); ++file) {
    const FileNode& node = *files_[file].node;
    const Scope scope{file, node.package.text, node.package.text};
    std::unordered_map<uint32_t, SourceSpan> seen;
    const auto add = [&](DeclId id, const NameNode& name) {
      const auto [first, is_new] = seen.emplace(id.value(), name.span);
      if (!is_new) {
        sink_
            .Error("DUPLICATE_NAME", name.span,
                   Cat("`", name.text, "` is a root twice"))
            .Related("first named here", first->second);
      } else if (file == 0) {
        schema_.roots.push_back(id);
      }
    };
    for (const RootNode& root : node.roots) {
      if (root.name.text == kValueName) {
        ValueType();
        add(value_, root.name);
        continue;
      }
      const Symbol* symbol = symbols_.Find(root.name, scope, "record");
      if (symbol == nullptr) continue;
      if (symbol->decl == nullptr || symbol->decl->kind != DeclKind::kRecord) {
        sink_
            .Error("ROOT_KIND", root.name.span,
                   Cat("a root is a record; `", root.name.text, "` is ",
                       symbol->KindText()))
            .Related("declared here", symbol->span);
        continue;
      }
      add(symbol->decl->id, root.name);
    }
  }
}

}  // namespace sinter::schema
