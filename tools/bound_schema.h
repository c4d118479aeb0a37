// A schema made ready for the messages of one of its records.
#ifndef SINTER_TOOLS_BOUND_SCHEMA_H_
#define SINTER_TOOLS_BOUND_SCHEMA_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "codec/layout.h"
#include "schema/lower.h"
#include "schema/model.h"
#include "tools/flags.h"

namespace sinter::tools {

struct BoundSchema {
  schema::Schema schema;
  schema::DeclId root;
  std::unique_ptr<schema::LoweredLayout> lowered;
  // By node of the layout: its type in the schema, that of an id being its
  // underlying one.
  std::vector<schema::TypeId> types;

  const Layout& layout() const { return lowered->layout(); }
  std::string root_name() const {
    return schema.declaration(root).QualifiedName();
  }
  const schema::Type& type(NodeId node) const {
    return schema.type(types[node.value()]);
  }
};

// -s, -I and -t, as all commands take them. Of the type `value` there needs no
// schema to be given.
struct SchemaFlags {
  std::string path;
  std::vector<std::string> search_paths;
  std::string root;

  void Declare(FlagSet& flags, std::string help);
  bool given() const { return !path.empty(); }
  bool names_value() const { return !given() && root == schema::kValueName; }
};

// -t and -I without -s mean something for `value` alone.
absl::Status CheckSchemaFlags(const SchemaFlags& flags);

// Compiles a schema file and its imports. Diagnostics, as they are rendered for
// people, are the message of the error; warnings go to standard error.
absl::StatusOr<schema::Schema> LoadSchema(
    const std::string& path, const std::vector<std::string>& search_paths);

// The record named `name`, qualified or not, or the only root if `name` is
// empty. `path` stands in errors.
absl::StatusOr<schema::DeclId> FindRoot(const schema::Schema& schema,
                                        std::string_view name,
                                        std::string_view path);

absl::StatusOr<std::unique_ptr<BoundSchema>> Bind(schema::Schema schema,
                                                  schema::DeclId root);

// All three for what the flags name, or for `value` if they name no schema.
absl::StatusOr<std::unique_ptr<BoundSchema>> LoadBoundSchema(
    const SchemaFlags& flags);

}  // namespace sinter::tools

#endif  // SINTER_TOOLS_BOUND_SCHEMA_H_
