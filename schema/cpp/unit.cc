#include "schema/cpp/unit.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "codec/status_macros.h"
#include "schema/schema_message.h"
#include "schema/termination.h"
#include "schema/text.h"

namespace sinter::schema::cpp {
namespace {

// Puts the views of a file in an order in which each comes behind those that it
// returns; where they return each other one of them comes first.
class ViewOrder {
 public:
  ViewOrder(const Unit& unit, uint32_t file)
      : unit_(unit), file_(file), seen_(unit.schema.declarations.size()) {}

  std::vector<DeclId> Run() {
    for (uint32_t i = 0; i < seen_.size(); ++i) Visit(DeclId(i));
    return std::move(order_);
  }

 private:
  struct Step {
    DeclId decl;
    std::vector<DeclId> before;  // in reverse
  };

  bool Enter(DeclId id) {
    const Declaration& decl = unit_.decl(id);
    if (!decl.has_view() || decl.is_value() || decl.place.file != file_ ||
        seen_[id.value()]) {
      return false;
    }
    seen_[id.value()] = true;
    std::set<DeclId> views;
    for (const Field& field : decl.fields) {
      unit_.types.AddViews(field.type, views);
    }
    steps_.push_back({id, {views.rbegin(), views.rend()}});
    return true;
  }

  // Types may be nested as deep as there are declarations: no recursion.
  void Visit(DeclId start) {
    if (!Enter(start)) return;
    while (!steps_.empty()) {
      Step& step = steps_.back();
      if (step.before.empty()) {
        order_.push_back(step.decl);
        steps_.pop_back();
        continue;
      }
      const DeclId next = step.before.back();
      step.before.pop_back();
      Enter(next);
    }
  }

  const Unit& unit_;
  const uint32_t file_;
  std::vector<bool> seen_;
  std::vector<Step> steps_;
  std::vector<DeclId> order_;
};

// Files of the declarations that a type names.
void AddFiles(const Schema& schema, TypeId id, std::set<uint32_t>& files) {
  const Type& type = schema.type(id);
  if (type.kind == TypeKind::kNamed &&
      !schema.declaration(type.decl).is_value()) {
    files.insert(schema.declaration(type.decl).place.file);
  }
  if (type.kind == TypeKind::kMap) AddFiles(schema, type.key, files);
  if (type.kind == TypeKind::kOptional || type.kind == TypeKind::kList ||
      type.kind == TypeKind::kArray || type.kind == TypeKind::kMap) {
    AddFiles(schema, type.element, files);
  }
}

const Attribute* FindDeprecated(const std::vector<Attribute>& attributes) {
  const auto found = std::ranges::find(
      attributes, "deprecated", [](const Attribute& a) { return a.name; });
  return found == attributes.end() ? nullptr : &*found;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Unit>> MakeUnit(const Schema& schema,
                                               uint32_t file) {
  auto unit = std::make_unique<Unit>(schema);
  if (!unit->names.clash().empty()) {
    return absl::InvalidArgumentError(
        Cat(schema.files[file], ": two declarations would both be called ",
            unit->names.clash(), " in C++"));
  }
  for (uint32_t i = 0; i < schema.declarations.size(); ++i) {
    const Declaration& decl = schema.declarations[i];
    if (decl.is_value() || decl.place.file != file) continue;
    for (const Field& field : decl.fields) {
      AddFiles(schema, field.type, unit->imports);
    }
    if (decl.kind == DeclKind::kEnum || decl.kind == DeclKind::kFlags ||
        decl.kind == DeclKind::kId) {
      unit->values.push_back(DeclId(i));
    }
  }
  // Structs come behind those that they hold.
  for (const DeclId id : FindTermination(schema).order) {
    if (schema.declaration(id).kind != DeclKind::kStruct) continue;
    unit->struct_layouts.AddStruct(id);
    if (schema.declaration(id).place.file == file) {
      unit->structs.push_back(id);
    }
  }
  unit->imports.erase(file);
  unit->views = ViewOrder(*unit, file).Run();
  // Roots are those of the root file.
  if (file != 0) return unit;
  for (const DeclId root : schema.roots) {
    // No record of this schema, but the same in all.
    if (schema.declaration(root).is_value()) continue;
    ASSIGN_OR_RETURN(std::unique_ptr<LoweredLayout> lowered,
                     Lower(schema, root));
    ASSIGN_OR_RETURN(std::string message, EncodeSchema(schema, root));
    unit->roots.push_back({root, std::move(lowered), std::move(message)});
  }
  return unit;
}

bool IsDeprecated(const std::vector<Attribute>& attributes) {
  return FindDeprecated(attributes) != nullptr;
}

std::string DeprecatedAttribute(const std::vector<Attribute>& attributes) {
  const Attribute* found = FindDeprecated(attributes);
  if (found == nullptr) return "";
  if (!found->argument) return "[[deprecated]] ";
  return Cat("[[deprecated(", CppLiteral(found->argument->text), ")]] ");
}

std::string CppLiteral(std::string_view text) {
  std::string literal = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\' || c == '?') {  // no trigraphs
      literal += '\\';
      literal += c;
    } else if (byte < 0x20 || byte == 0x7f) {
      // Three octal digits, so that what follows does not belong to them.
      literal += '\\';
      for (const int shift : {6, 3, 0}) {
        literal += static_cast<char>('0' + ((byte >> shift) & 7));
      }
    } else {
      literal += c;
    }
  }
  return literal + "\"";
}

}  // namespace sinter::schema::cpp
