#include "tools/bound_schema.h"

#include <cstdio>
#include <utility>

#include "absl/status/status.h"
#include "codec/layout_walk.h"
#include "codec/status_macros.h"
#include "schema/compile.h"
#include "schema/file_loader.h"
#include "schema/text.h"
#include "tools/exit_status.h"

namespace sinter::tools {

using schema::Cat;
using schema::DeclId;
using schema::TypeId;

void SchemaFlags::Declare(FlagSet& flags, std::string help) {
  flags.Text("-s,--schema", "SCHEMA", &path, std::move(help));
  flags.Texts("-I,--import", "DIR", &search_paths,
              "look for imported schemas here too; may be repeated");
  flags.Text("-t,--type", "TYPE", &root,
             "the record that the messages hold; needed when SCHEMA has\n"
             "several roots; 'value' is any JSON, without a schema");
}

absl::Status CheckSchemaFlags(const SchemaFlags& flags) {
  const bool has_type = !flags.root.empty() && !flags.names_value();
  if (flags.given() || (!has_type && flags.search_paths.empty())) {
    return absl::OkStatus();
  }
  return UsageError("-t and -I need a schema: -s SCHEMA");
}

absl::StatusOr<schema::Schema> LoadSchema(
    const std::string& path, const std::vector<std::string>& search_paths) {
  schema::DiskLoader disk;
  schema::Compilation compilation =
      schema::CompileFile(path, disk, {.search_paths = search_paths});
  const std::string text = compilation.DiagnosticText();
  if (!compilation.schema) {
    return compilation.io_failed ? absl::NotFoundError(text)
                                 : absl::InvalidArgumentError(text);
  }
  std::fwrite(text.data(), 1, text.size(), stderr);
  return *std::move(compilation.schema);
}

namespace {

std::string RootNames(const schema::Schema& schema) {
  std::string names;
  for (const DeclId root : schema.roots) {
    names += (names.empty() ? "" : ", ");
    names += schema.declaration(root).QualifiedName();
  }
  return names;
}

absl::StatusOr<DeclId> OnlyRoot(const schema::Schema& schema,
                                std::string_view path) {
  if (schema.roots.size() == 1) return schema.roots[0];
  if (schema.roots.empty()) {
    return UsageError(Cat(path, " has no root; name a record with -t"));
  }
  return UsageError(
      Cat(path, " has several roots; choose one with -t: ", RootNames(schema)));
}

}  // namespace

absl::StatusOr<DeclId> FindRoot(const schema::Schema& schema,
                                std::string_view name, std::string_view path) {
  if (name.empty()) return OnlyRoot(schema, path);
  schema::Suggester suggester(name);
  uint32_t found = 0;
  DeclId by_name;
  for (uint32_t i = 0; i < schema.declarations.size(); ++i) {
    const schema::Declaration& decl = schema.declarations[i];
    if (decl.kind != schema::DeclKind::kRecord && !decl.is_value()) continue;
    if (decl.QualifiedName() == name) return DeclId(i);
    suggester.Offer(decl.QualifiedName());
    suggester.Offer(decl.name);
    if (decl.name != name) continue;
    by_name = DeclId(i);
    ++found;
  }
  if (found == 1) return by_name;
  if (found > 1) {
    return UsageError(Cat(path, " has several records named '", name,
                          "'; put the package before it"));
  }
  std::string text = Cat(path, " has no record named '", name, "'");
  if (!suggester.best().empty()) {
    text += Cat("; did you mean '", suggester.best(), "'?");
  }
  return UsageError(std::move(text));
}

namespace {

TypeId BehindId(const schema::Schema& schema, TypeId id) {
  const schema::Type& type = schema.type(id);
  if (type.kind != schema::TypeKind::kNamed) return id;
  const schema::Declaration& decl = schema.declaration(type.decl);
  return decl.kind == schema::DeclKind::kId ? decl.underlying : id;
}

// Types are at most kMaxTypeDepth deep, and so is the recursion.
void SetTypes(const schema::Schema& schema, const Layout& layout, NodeId id,
              TypeId type, std::vector<TypeId>& types) {
  type = BehindId(schema, type);
  types[id.value()] = type;
  const Node& node = layout.node(id);
  const schema::Type& outer = schema.type(type);
  for (uint32_t i = 0; i < node.num_children; ++i) {
    TypeId inner = outer.element;
    if (node.kind == NodeKind::kMap && i == 0) inner = outer.key;
    if (node.kind == NodeKind::kUnion) {
      inner = schema.declaration(outer.decl).fields[i].type;
    }
    SetTypes(schema, layout, NodeId(node.child.value() + i), inner, types);
  }
}

// The expression that names a declaration; there is one where it is used.
TypeId TypeNaming(const schema::Schema& schema, DeclId id) {
  uint32_t i = 0;
  while (schema.types[i].kind != schema::TypeKind::kNamed ||
         schema.types[i].decl != id) {
    ++i;
  }
  return TypeId(i);
}

std::vector<TypeId> TypesOfNodes(const schema::Schema& schema,
                                 const schema::LoweredLayout& lowered) {
  const Layout& layout = lowered.layout();
  std::vector<TypeId> types(layout.nodes.size());
  for (uint32_t i = 0; i < layout.tables.size(); ++i) {
    const DeclId id = lowered.declaration(TableId(i));
    const schema::Declaration& decl = schema.declaration(id);
    if (decl.kind == schema::DeclKind::kUnion) {
      SetTypes(schema, layout, layout.field_id(TableId(i), 0),
               TypeNaming(schema, id), types);
      continue;
    }
    const auto& fields = decl.fields;
    for (uint32_t field = 0; field < fields.size(); ++field) {
      SetTypes(schema, layout, layout.field_id(TableId(i), field),
               fields[field].type, types);
    }
  }
  return types;
}

}  // namespace

absl::StatusOr<std::unique_ptr<BoundSchema>> Bind(schema::Schema schema,
                                                  DeclId root) {
  auto bound = std::make_unique<BoundSchema>();
  ASSIGN_OR_RETURN(bound->lowered, schema::Lower(schema, root));
  bound->types = TypesOfNodes(schema, *bound->lowered);
  bound->schema = std::move(schema);
  bound->root = root;
  return bound;
}

absl::StatusOr<std::unique_ptr<BoundSchema>> LoadBoundSchema(
    const SchemaFlags& flags) {
  RETURN_IF_ERROR(CheckSchemaFlags(flags));
  if (!flags.given()) {
    schema::Compilation any = schema::CompileText(schema::kValueSchema);
    const DeclId root = any.schema->roots[0];
    return Bind(*std::move(any.schema), root);
  }
  ASSIGN_OR_RETURN(schema::Schema schema,
                   LoadSchema(flags.path, flags.search_paths));
  ASSIGN_OR_RETURN(const DeclId root, FindRoot(schema, flags.root, flags.path));
  return Bind(std::move(schema), root);
}

}  // namespace sinter::tools
