#include "schema/prune_schema.h"

#include <cstdint>
#include <utility>
#include <vector>

#include "schema/type_table.h"

namespace sinter::schema {
namespace {

constexpr uint32_t kDropped = 0xffffffff;

bool HasElement(TypeKind kind) {
  return kind == TypeKind::kOptional || kind == TypeKind::kList ||
         kind == TypeKind::kArray || kind == TypeKind::kMap;
}

class Pruner {
 public:
  explicit Pruner(const Schema& schema)
      : schema_(schema),
        decl_ids_(schema.declarations.size(), kDropped),
        type_ids_(schema.types.size(), kDropped),
        types_(out_.types) {}

  Schema Run(std::optional<DeclId> root) {
    if (root.has_value()) {
      Reach(*root);
    } else {
      for (uint32_t& id : decl_ids_) id = 0;
    }
    uint32_t num_kept = 0;
    for (uint32_t& id : decl_ids_) {
      if (id != kDropped) id = num_kept++;
    }
    for (uint32_t i = 0; i < decl_ids_.size(); ++i) {
      if (decl_ids_[i] != kDropped) Copy(schema_.declarations[i]);
    }
    if (root.has_value()) {
      out_.roots.push_back(Map(*root));
    } else {
      for (const DeclId id : schema_.roots) out_.roots.push_back(Map(id));
    }
    return std::move(out_);
  }

 private:
  // Marks the declarations that `root` needs.
  void Reach(DeclId root) {
    std::vector<bool> seen_types(schema_.types.size());
    std::vector<DeclId> todo = {root};
    decl_ids_[root.value()] = 0;
    while (!todo.empty()) {
      const Declaration& decl = schema_.declaration(todo.back());
      todo.pop_back();
      if (decl.kind == DeclKind::kId) {
        ReachType(decl.underlying, seen_types, todo);
      }
      for (const Field& field : decl.fields) {
        ReachType(field.type, seen_types, todo);
      }
    }
  }

  // As deep as types are, which has a limit.
  void ReachType(TypeId id, std::vector<bool>& seen,
                 std::vector<DeclId>& todo) {
    if (seen[id.value()]) return;
    seen[id.value()] = true;
    const Type& type = schema_.type(id);
    if (type.kind == TypeKind::kMap) ReachType(type.key, seen, todo);
    if (HasElement(type.kind)) ReachType(type.element, seen, todo);
    if (type.kind != TypeKind::kNamed) return;
    uint32_t& decl_id = decl_ids_[type.decl.value()];
    if (decl_id != kDropped) return;
    decl_id = 0;
    todo.push_back(type.decl);
  }

  DeclId Map(DeclId id) const { return DeclId(decl_ids_[id.value()]); }

  TypeId Map(TypeId id) {
    uint32_t& mapped = type_ids_[id.value()];
    if (mapped != kDropped) return TypeId(mapped);
    Type type = schema_.type(id);
    if (type.kind == TypeKind::kMap) type.key = Map(type.key);
    if (HasElement(type.kind)) type.element = Map(type.element);
    if (type.kind == TypeKind::kNamed) type.decl = Map(type.decl);
    mapped = types_.Intern(type).value();
    return TypeId(mapped);
  }

  void Copy(const Declaration& from) {
    Declaration decl = from;
    decl.place = {};
    if (decl.kind == DeclKind::kId) decl.underlying = Map(from.underlying);
    for (Field& field : decl.fields) {
      field.type = Map(field.type);
      field.place = {};
    }
    for (Member& member : decl.members) member.place = {};
    out_.declarations.push_back(std::move(decl));
  }

  const Schema& schema_;
  std::vector<uint32_t> decl_ids_;  // new numbers by old, or kDropped
  std::vector<uint32_t> type_ids_;
  Schema out_;
  TypeTable types_;
};

}  // namespace

Schema PruneSchema(const Schema& schema, std::optional<DeclId> root) {
  return Pruner(schema).Run(root);
}

}  // namespace sinter::schema
