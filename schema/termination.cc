#include "schema/termination.h"

#include <algorithm>
#include <utility>

namespace sinter::schema {
namespace {

class Finder {
 public:
  explicit Finder(const Schema& schema)
      : schema_(schema),
        missing_(schema.declarations.size()),
        ends_(schema.declarations.size()),
        holders_(schema.declarations.size()) {}

  Termination Run() {
    const auto count = static_cast<uint32_t>(schema_.declarations.size());
    for (uint32_t i = 0; i < count; ++i) CountMissing(i);
    for (uint32_t i = 0; i < count; ++i) {
      if (missing_[i] == 0) Settle(i);
    }
    for (size_t next = 0; next < result_.order.size(); ++next) {
      for (uint32_t holder : holders_[result_.order[next].value()]) {
        if (missing_[holder] > 0 && --missing_[holder] == 0) Settle(holder);
      }
    }
    FindCycles();
    return std::move(result_);
  }

 private:
  bool IsUnion(uint32_t decl) const {
    return schema_.declarations[decl].kind == DeclKind::kUnion;
  }

  void Settle(uint32_t decl) {
    ends_[decl] = true;
    missing_[decl] = 0;
    result_.order.push_back(DeclId(decl));
  }

  // missing_ = how many fields must end first; of a union one is enough.
  void CountMissing(uint32_t decl) {
    const std::vector<Field>& fields = schema_.declarations[decl].fields;
    bool has_end = fields.empty();
    for (const Field& field : fields) {
      const std::optional<DeclId> held = AlwaysHolds(schema_, field.type);
      if (!held) {
        has_end = true;
        continue;
      }
      holders_[held->value()].push_back(decl);
      ++missing_[decl];
    }
    if (IsUnion(decl)) missing_[decl] = has_end ? 0 : 1;
  }

  // Every declaration that does not end has a field whose type does not; going
  // along the first of them leads into a cycle.
  size_t EndlessField(uint32_t decl) const {
    const std::vector<Field>& fields = schema_.declarations[decl].fields;
    for (size_t i = 0; i < fields.size(); ++i) {
      const std::optional<DeclId> held = AlwaysHolds(schema_, fields[i].type);
      if (held && !ends_[held->value()]) return i;
    }
    return 0;
  }

  void FindCycles() {
    constexpr uint32_t kUnseen = 0;
    std::vector<uint32_t> walk_of(ends_.size(), kUnseen);
    uint32_t walk = 0;
    for (uint32_t start = 0; start < ends_.size(); ++start) {
      if (ends_[start] || walk_of[start] != kUnseen) continue;
      ++walk;
      std::vector<Termination::Step> path;
      uint32_t at = start;
      while (walk_of[at] == kUnseen) {
        walk_of[at] = walk;
        const size_t field = EndlessField(at);
        path.push_back({DeclId(at), field});
        at = AlwaysHolds(schema_, schema_.declarations[at].fields[field].type)
                 ->value();
      }
      if (walk_of[at] != walk) continue;  // runs into a cycle found before
      const auto first = std::find_if(
          path.begin(), path.end(),
          [&](const auto& step) { return step.decl.value() == at; });
      path.erase(path.begin(), first);
      result_.cycles.push_back(std::move(path));
    }
  }

  const Schema& schema_;
  std::vector<size_t> missing_;
  std::vector<bool> ends_;
  std::vector<std::vector<uint32_t>> holders_;  // who holds a declaration
  Termination result_;
};

}  // namespace

std::optional<DeclId> AlwaysHolds(const Schema& schema, TypeId id) {
  const Type* type = &schema.type(id);
  while (type->kind == TypeKind::kArray) type = &schema.type(type->element);
  if (type->kind != TypeKind::kNamed) return std::nullopt;
  const DeclKind kind = schema.declaration(type->decl).kind;
  const bool has_fields = kind == DeclKind::kRecord ||
                          kind == DeclKind::kStruct || kind == DeclKind::kUnion;
  if (!has_fields) return std::nullopt;
  return type->decl;
}

Termination FindTermination(const Schema& schema) {
  return Finder(schema).Run();
}

}  // namespace sinter::schema
