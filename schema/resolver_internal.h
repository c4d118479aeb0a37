// The resolver behind resolver.h: one pass over the trees per method of Run().
#ifndef SINTER_SCHEMA_RESOLVER_INTERNAL_H_
#define SINTER_SCHEMA_RESOLVER_INTERNAL_H_

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/diagnostics.h"
#include "schema/resolver.h"
#include "schema/symbols.h"
#include "schema/type_table.h"
#include "schema/values.h"

namespace sinter::schema {

class Resolver {
 public:
  Resolver(std::span<const ParsedFile> files, const SourceSet& sources,
           DiagnosticSink& sink);

  Schema Run();

 private:
  // The tree of Schema::declarations[i], and where its names are looked up.
  struct DeclContext {
    DeclNode* node = nullptr;
    uint32_t file = 0;
    std::string scope;  // its qualified name

    Scope AsScope(const Schema& schema) const;
  };
  // Fields keep their nodes for the passes after their types are known.
  struct FieldContext {
    DeclId decl;
    size_t field = 0;
    const MemberNode* node = nullptr;
  };
  // A raw list, to be checked once the layouts of structs are known.
  struct RawList {
    const TypeNode* node = nullptr;
    TypeId type;
  };

  // resolver.cc
  void Collect(uint32_t file);
  bool Declare(DeclNode& node, uint32_t file, const std::string& outer);
  void DeclareInlineUnions(const TypeNode* type, uint32_t file,
                           const std::string& outer, const NameNode& field);
  void ResolveConstants(uint32_t file);
  void ResolveRoots();
  void CheckReservedName(const NameNode& name);
  void AddValueUnion();
  void DropUnusedValueUnion();

  // resolver_members.cc
  void ResolveMembers(DeclId id);
  void ResolveFields(DeclId id);
  void ResolveDefaults();
  void CheckBody(DeclId id);
  void CheckGroups(const DeclNode& node);
  void CheckStructField(const MemberNode& node);
  void CheckDuplicateMembers(const DeclNode& node);
  template <typename Resolved>
  void CheckJsonNames(const DeclNode& node,
                      const std::vector<Resolved>& members);
  // What attributes stand on.
  enum class Bearer : uint8_t { kDeclaration, kUnion, kMember };
  std::vector<Attribute> ResolveAttributes(const NodeList<AttributeNode>& nodes,
                                           const Scope& scope, Bearer bearer);
  bool CheckAttribute(const AttributeNode& node, Bearer bearer,
                      const std::optional<Literal>& argument);
  void CheckNullField(const DeclNode& decl, const MemberNode& node,
                      TypeId type);

  // resolver_types.cc
  std::optional<TypeId> ResolveType(const TypeNode& node, const Scope& scope);
  std::optional<TypeId> ResolveInner(const TypeNode& node, const Scope& scope);
  TypeId ValueType();
  std::optional<TypeId> ResolveNamed(const TypeNode& node, const Scope& scope);
  std::optional<Type> ApplyArguments(const BuiltinType& builtin,
                                     const TypeNode& node, const Scope& scope);
  bool ApplyRange(const TypeNode& node, const Scope& scope, Type& type);
  bool ApplyUnit(const TypeNode& node, Type& type);
  std::optional<uint32_t> ResolveNumber(const LiteralNode& node,
                                        const Scope& scope,
                                        std::string_view what, uint32_t min,
                                        uint32_t max);
  std::optional<TypeId> ResolveList(const TypeNode& node, const Scope& scope);
  std::optional<TypeId> ResolveMap(const TypeNode& node, const Scope& scope);
  void ResolveUnderlying(DeclId id);
  void CheckMapKeys();
  bool IsMapKey(TypeId id) const;

  // resolver_layouts.cc
  void CheckStructsAndRawLists();

  // resolver_unions.cc
  void CheckUntaggedUnions();

  SourcePlace Place(SourceSpan span) const { return sources_.Place(span); }

  std::span<const ParsedFile> files_;
  const SourceSet& sources_;
  DiagnosticSink& sink_;
  Schema schema_;
  Symbols symbols_;
  TypeTable types_;
  Values values_;
  std::vector<DeclContext> decls_;
  std::vector<FieldContext> fields_;
  std::vector<RawList> raw_lists_;
  std::vector<RawList> map_keys_;  // the key's node and type
  DeclId value_;                   // the built-in union
};

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_RESOLVER_INTERNAL_H_
