// Type expressions.
#include <bit>

#include "schema/limits.h"
#include "schema/literals.h"
#include "schema/model_text.h"
#include "schema/resolver_internal.h"
#include "schema/text.h"
#include "schema/value_union.h"

namespace sinter::schema {

// Nothing when the type is wrong, which has been reported. Recursion is as deep
// as the tree, which the parser limits.
std::optional<TypeId> Resolver::ResolveType(const TypeNode& node,
                                            const Scope& scope) {
  Type type;
  switch (node.kind) {
    case TypeNode::Kind::kNamed:
      return ResolveNamed(node, scope);
    case TypeNode::Kind::kList:
      return ResolveList(node, scope);
    case TypeNode::Kind::kMap:
      return ResolveMap(node, scope);
    case TypeNode::Kind::kInlineUnion:
      type.kind = TypeKind::kNamed;
      type.decl = node.inline_union->id;
      return types_.Intern(type);
    case TypeNode::Kind::kOptional:
      type.kind = TypeKind::kOptional;
      break;
    case TypeNode::Kind::kArray: {
      type.kind = TypeKind::kArray;
      const auto size = ResolveNumber(*node.size, scope, "the size of an array",
                                      1, kMaxArraySize);
      const auto element = ResolveInner(*node.element, scope);
      if (!size || !element) return std::nullopt;
      type.size = *size;
      type.element = *element;
      return types_.Intern(type);
    }
  }
  const std::optional<TypeId> element = ResolveInner(*node.element, scope);
  if (!element) return std::nullopt;
  type.element = *element;
  return types_.Intern(type);
}

// What is inside of another type, where `null` cannot be.
std::optional<TypeId> Resolver::ResolveInner(const TypeNode& node,
                                             const Scope& scope) {
  const std::optional<TypeId> type = ResolveType(node, scope);
  if (!type || schema_.type(*type).kind != TypeKind::kNull) return type;
  sink_.Error("NULL_PLACE", node.span,
              "`null` is the type of a union's variant and of nothing else");
  return std::nullopt;
}

// `value`, which gets its variants when it is first used.
TypeId Resolver::ValueType() {
  if (schema_.declaration(value_).fields.empty()) {
    AddValueVariants(schema_, types_, value_);
  }
  Type type;
  type.kind = TypeKind::kNamed;
  type.decl = value_;
  return types_.Intern(type);
}

std::optional<TypeId> Resolver::ResolveNamed(const TypeNode& node,
                                             const Scope& scope) {
  const std::string_view name = node.path.text;
  if (const BuiltinType* builtin = FindBuiltinType(name)) {
    const std::optional<Type> type = ApplyArguments(*builtin, node, scope);
    if (!type) return std::nullopt;
    if (type->kind == TypeKind::kNamed) return ValueType();
    return types_.Intern(*type);
  }
  if (IsReservedType(name)) {
    sink_.Error("RESERVED_WORD", node.path.span,
                Cat("the type `", name, "` is reserved for a later version"));
    return std::nullopt;
  }
  const Symbol* symbol = symbols_.Find(node.path, scope, "type");
  if (symbol == nullptr) return std::nullopt;
  if (symbol->decl == nullptr) {
    sink_
        .Error("WRONG_KIND", node.path.span,
               Cat("`", name, "` is a constant, not a type"))
        .Related("declared here", symbol->span);
    return std::nullopt;
  }
  if (node.has_arguments) {
    sink_.Error("TYPE_ARGUMENT", node.span,
                Cat("`", name, "` takes nothing in parentheses"));
    return std::nullopt;
  }
  Type type;
  type.kind = TypeKind::kNamed;
  type.decl = symbol->decl->id;
  return types_.Intern(type);
}

std::optional<Type> Resolver::ApplyArguments(const BuiltinType& builtin,
                                             const TypeNode& node,
                                             const Scope& scope) {
  Type type = builtin.type;
  if (!node.has_arguments) {
    const bool is_needed = builtin.argument == TypeArgument::kUnit ||
                           builtin.argument == TypeArgument::kScale;
    if (!is_needed) return type;
    const bool is_unit = builtin.argument == TypeArgument::kUnit;
    sink_
        .Error("TYPE_ARGUMENT", node.span,
               Cat("`", builtin.name, "` needs its ",
                   is_unit ? "unit" : "number of digits after the point"))
        .Note(Cat("write `", builtin.name, is_unit ? "(ms)" : "(2)", "`"));
    return std::nullopt;
  }
  const bool takes_range = builtin.argument == TypeArgument::kRange;
  if (builtin.argument == TypeArgument::kNone || node.is_range != takes_range) {
    Diagnostic& error =
        sink_.Error("TYPE_ARGUMENT", node.span,
                    Cat("`", builtin.name, "` takes ",
                        takes_range ? "a range"
                        : builtin.argument == TypeArgument::kNone
                            ? "nothing in parentheses"
                            : "one value, not a range"));
    if (takes_range) error.Note(Cat("write `", builtin.name, "(0..100)`"));
    return std::nullopt;
  }
  std::optional<uint32_t> number;
  switch (builtin.argument) {
    case TypeArgument::kNone:
      return type;
    case TypeArgument::kRange:
      if (!ApplyRange(node, scope, type)) return std::nullopt;
      return type;
    case TypeArgument::kUnit:
      if (!ApplyUnit(node, type)) return std::nullopt;
      return type;
    case TypeArgument::kOptionalSize:
      number = ResolveNumber(*node.argument, scope, "the size of `bytes`", 1,
                             kMaxArraySize);
      type.kind = TypeKind::kFixedBytes;
      type.size = number.value_or(0);
      break;
    case TypeArgument::kScale:
      number = ResolveNumber(*node.argument, scope, "the scale of `decimal`", 0,
                             kMaxDecimalScale);
      type.scale = static_cast<uint8_t>(number.value_or(0));
      break;
  }
  if (!number) return std::nullopt;
  return type;
}

// type(lo..hi); both are within the type and lo is not above hi.
bool Resolver::ApplyRange(const TypeNode& node, const Scope& scope,
                          Type& type) {
  const IntegerBounds bounds = BoundsOf(type);
  uint64_t ends[2];
  const LiteralNode* nodes[2] = {node.argument, node.upper};
  for (int i = 0; i < 2; ++i) {
    const LiteralNode* value = values_.Follow(*nodes[i], scope);
    if (value == nullptr) return false;
    if (value->kind != LiteralNode::Kind::kInteger) {
      sink_.Error("WRONG_KIND", nodes[i]->span,
                  "the ends of a range are integers");
      return false;
    }
    const std::optional<uint64_t> magnitude = ParseInteger(value->text);
    if (!magnitude) return false;  // reported by the lexer
    const auto bits = ToBits(value->negative, *magnitude, type.is_signed);
    if (!bits || !bounds.Contains(*bits)) {
      sink_.Error("RANGE", nodes[i]->span,
                  Cat(value->negative ? "-" : "", *magnitude, " is outside `",
                      node.path.text, "`, which is ", bounds.Text()));
      return false;
    }
    ends[i] = *bits;
  }
  const IntegerBounds range{ends[0], ends[1], type.is_signed};
  if (!range.Contains(ends[0])) {
    sink_.Error("RANGE", node.span,
                Cat("the range ", range.Text(), " is empty"));
    return false;
  }
  type.has_range = true;
  type.lo = ends[0];
  type.hi = ends[1];
  return true;
}

bool Resolver::ApplyUnit(const TypeNode& node, Type& type) {
  std::optional<TimeUnit> unit;
  if (node.argument->kind == LiteralNode::Kind::kName) {
    unit = FindTimeUnit(node.argument->text);
  }
  if (!unit) {
    sink_.Error("TYPE_ARGUMENT", node.argument->span,
                "a unit is one of `s`, `ms`, `us`, `ns`");
    return false;
  }
  type.unit = *unit;
  return true;
}

std::optional<uint32_t> Resolver::ResolveNumber(const LiteralNode& node,
                                                const Scope& scope,
                                                std::string_view what,
                                                uint32_t min, uint32_t max) {
  const LiteralNode* value = values_.Follow(node, scope);
  if (value == nullptr) return std::nullopt;
  std::optional<uint64_t> number;
  if (value->kind == LiteralNode::Kind::kInteger && !value->negative) {
    number = ParseInteger(value->text);
    if (!number) return std::nullopt;  // reported by the lexer
  }
  if (!number || *number < min || *number > max) {
    sink_.Error("SIZE", node.span,
                Cat(what, " is an integer from ", min, " to ", max));
    return std::nullopt;
  }
  return static_cast<uint32_t>(*number);
}

std::optional<TypeId> Resolver::ResolveList(const TypeNode& node,
                                            const Scope& scope) {
  Type type;
  type.kind = TypeKind::kList;
  type.raw = node.raw;
  if (node.align != nullptr) {
    const auto align =
        ResolveNumber(*node.align, scope, "an alignment", 1, kMaxAlign);
    if (!align) return std::nullopt;
    if (!std::has_single_bit(*align)) {
      sink_.Error("ALIGN", node.align->span,
                  Cat("an alignment is a power of two up to ", kMaxAlign));
      return std::nullopt;
    }
    type.align = static_cast<uint16_t>(*align);
  }
  const std::optional<TypeId> element = ResolveInner(*node.element, scope);
  if (!element) return std::nullopt;
  type.element = *element;
  const TypeId id = types_.Intern(type);
  if (node.raw) raw_lists_.push_back({&node, id});
  return id;
}

std::optional<TypeId> Resolver::ResolveMap(const TypeNode& node,
                                           const Scope& scope) {
  const std::optional<TypeId> key = ResolveType(*node.key, scope);
  const std::optional<TypeId> element = ResolveInner(*node.element, scope);
  if (key) map_keys_.push_back({node.key, *key});
  if (!key || !element) return std::nullopt;
  Type type;
  type.kind = TypeKind::kMap;
  type.key = *key;
  type.element = *element;
  return types_.Intern(type);
}

void Resolver::ResolveUnderlying(DeclId id) {
  const DeclContext& context = decls_[id.value()];
  if (context.node->kind != DeclKind::kId) return;
  // Stands in for a wrong type, so that what uses the id can be checked.
  schema_.declarations[id.value()].underlying =
      types_.Intern(FindBuiltinType("u64")->type);
  const TypeNode* node = context.node->underlying;
  if (node == nullptr) return;  // reported by the parser
  const auto type = ResolveType(*node, context.AsScope(schema_));
  if (!type) return;
  const TypeKind kind = schema_.type(*type).kind;
  if (kind != TypeKind::kInteger && kind != TypeKind::kString) {
    sink_.Error("ID_TYPE", node->span,
                Cat("an id is an integer or a string, not `",
                    TypeText(schema_, *type), "`"));
    return;
  }
  schema_.declarations[id.value()].underlying = *type;
}

// Keys are strings, integers, enums, and ids of strings and integers.
bool Resolver::IsMapKey(TypeId id) const {
  const Type& type = schema_.type(id);
  if (type.kind == TypeKind::kNamed) {
    const DeclKind kind = schema_.declaration(type.decl).kind;
    return kind == DeclKind::kEnum || kind == DeclKind::kId;
  }
  return type.kind == TypeKind::kString || type.kind == TypeKind::kInteger;
}

void Resolver::CheckMapKeys() {
  for (const RawList& key : map_keys_) {
    if (IsMapKey(key.type)) continue;
    sink_
        .Error("MAP_KEY", key.node->span,
               Cat("`", TypeText(schema_, key.type), "` cannot be a map's key"))
        .Note("keys are strings, integers, enums, and ids of these");
  }
}

}  // namespace sinter::schema
