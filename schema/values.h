// Literals of the schema language as values of a type: defaults, constants,
// attribute arguments, bounds and sizes.
#ifndef SINTER_SCHEMA_VALUES_H_
#define SINTER_SCHEMA_VALUES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "schema/ast.h"
#include "schema/diagnostics.h"
#include "schema/model.h"
#include "schema/symbols.h"

namespace sinter::schema {

// An integer type's own bounds, or the declared ones.
struct IntegerBounds {
  uint64_t lo = 0;
  uint64_t hi = 0;
  bool is_signed = false;

  // Whether the two's complement value `bits` lies within, given its sign.
  bool Contains(uint64_t bits) const;
  std::string Text() const;  // "0..255"
};

IntegerBounds BoundsOf(const Type& integer);

// The two's complement form of an integer, when 64 bits of that signedness
// hold it.
std::optional<uint64_t> ToBits(bool negative, uint64_t magnitude,
                               bool is_signed);

class Values {
 public:
  Values(const Schema& schema, Symbols& symbols, DiagnosticSink& sink)
      : schema_(schema), symbols_(symbols), sink_(sink) {}

  // The literal that a node stands for: a constant's value for its name, the
  // node itself otherwise. nullptr when the name is unknown (reported).
  const LiteralNode* Follow(const LiteralNode& node, const Scope& scope);

  // The value without regard to a type. Integers beyond i64 and u64 and
  // unknown names are reported.
  std::optional<Literal> Untyped(const LiteralNode& node, const Scope& scope);

  // The default of a field; what does not fit the type is reported.
  std::optional<Literal> Default(TypeId type,
                                 const NodeList<LiteralNode>& nodes,
                                 const Scope& scope);

 private:
  std::optional<Literal> DefaultOf(const Type& type, const LiteralNode& node,
                                   const Scope& scope);
  std::optional<Literal> NamedDefault(const Declaration& decl,
                                      const NodeList<LiteralNode>& nodes);
  std::optional<Literal> EnumDefault(const Declaration& decl,
                                     const LiteralNode& node);
  std::optional<Literal> FlagsDefault(const Declaration& decl,
                                      const NodeList<LiteralNode>& nodes);
  const Member* FindMember(const Declaration& decl, const LiteralNode& node);
  // The position of a member; nothing when there is none of that name.
  std::optional<size_t> MemberPosition(const Declaration& decl,
                                       std::string_view name);
  // A string value. A constant is copied to each of its uses: reports when the
  // copies take more than all files may.
  std::optional<Literal> StringLiteral(std::string_view text, SourceSpan use);
  std::optional<Literal> IntegerDefault(const Type& type,
                                        const LiteralNode& value,
                                        SourceSpan use);
  std::optional<Literal> FloatDefault(const Type& type,
                                      const LiteralNode& value, SourceSpan use);
  std::optional<Literal> DecimalDefault(const Type& type,
                                        const LiteralNode& value,
                                        SourceSpan use);
  std::nullopt_t WrongKind(const Type& type, const LiteralNode& value,
                           SourceSpan use);

  const Schema& schema_;
  Symbols& symbols_;
  DiagnosticSink& sink_;
  // By declaration: an enum is searched once per default of its type.
  std::unordered_map<const Declaration*,
                     std::unordered_map<std::string_view, size_t>>
      members_;
  size_t string_bytes_ = 0;
};

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_VALUES_H_
