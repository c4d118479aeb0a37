#include "schema/type_table.h"

#include <iterator>

namespace sinter::schema {
namespace {

constexpr Type Integer(uint8_t bits, bool is_signed) {
  Type type;
  type.kind = TypeKind::kInteger;
  type.bits = bits;
  type.is_signed = is_signed;
  return type;
}

constexpr Type Float(uint8_t bits) {
  Type type;
  type.kind = TypeKind::kFloat;
  type.bits = bits;
  return type;
}

constexpr Type Plain(TypeKind kind) {
  Type type;
  type.kind = kind;
  return type;
}

constexpr BuiltinType kBuiltinTypes[] = {
    {"bool", Plain(TypeKind::kBool), TypeArgument::kNone},
    {"i8", Integer(8, true), TypeArgument::kRange},
    {"i16", Integer(16, true), TypeArgument::kRange},
    {"i32", Integer(32, true), TypeArgument::kRange},
    {"i64", Integer(64, true), TypeArgument::kRange},
    {"u8", Integer(8, false), TypeArgument::kRange},
    {"u16", Integer(16, false), TypeArgument::kRange},
    {"u32", Integer(32, false), TypeArgument::kRange},
    {"u64", Integer(64, false), TypeArgument::kRange},
    {"f32", Float(32), TypeArgument::kNone},
    {"f64", Float(64), TypeArgument::kNone},
    {"string", Plain(TypeKind::kString), TypeArgument::kNone},
    {"bytes", Plain(TypeKind::kBytes), TypeArgument::kOptionalSize},
    {"date", Plain(TypeKind::kDate), TypeArgument::kNone},
    {"timestamp", Plain(TypeKind::kTimestamp), TypeArgument::kUnit},
    {"duration", Plain(TypeKind::kDuration), TypeArgument::kUnit},
    {"uuid", Plain(TypeKind::kUuid), TypeArgument::kNone},
    {"decimal", Plain(TypeKind::kDecimal), TypeArgument::kScale},
    {"null", Plain(TypeKind::kNull), TypeArgument::kNone},
    {kValueName, Plain(TypeKind::kNamed), TypeArgument::kNone},
};

constexpr std::string_view kUnitNames[] = {"s", "ms", "us", "ns"};

}  // namespace

size_t TypeTable::Hash::operator()(const Type& type) const {
  uint64_t hash = 0;
  auto mix = [&hash](uint64_t value) {
    hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
    hash ^= hash >> 29;
  };
  mix(static_cast<uint64_t>(type.kind) | uint64_t{type.bits} << 8 |
      uint64_t{type.is_signed} << 16 | uint64_t{type.has_range} << 17 |
      uint64_t{type.raw} << 18 | static_cast<uint64_t>(type.unit) << 24 |
      uint64_t{type.scale} << 32 | uint64_t{type.align} << 40);
  mix(uint64_t{type.size} << 32 | type.element.value());
  mix(uint64_t{type.key.value()} << 32 | type.decl.value());
  mix(type.lo);
  mix(type.hi);
  return static_cast<size_t>(hash);
}

TypeId TypeTable::Intern(const Type& type) {
  const TypeId next(static_cast<uint32_t>(types_.size()));
  const auto [entry, is_new] = ids_.emplace(type, next);
  if (is_new) types_.push_back(type);
  return entry->second;
}

std::span<const BuiltinType> BuiltinTypes() { return kBuiltinTypes; }

const BuiltinType* FindBuiltinType(std::string_view name) {
  for (const BuiltinType& builtin : kBuiltinTypes) {
    if (builtin.name == name) return &builtin;
  }
  return nullptr;
}

bool IsReservedType(std::string_view name) {
  return name == "any" || name == "text" || name == "stream";
}

std::optional<TimeUnit> FindTimeUnit(std::string_view name) {
  for (size_t i = 0; i < std::size(kUnitNames); ++i) {
    if (kUnitNames[i] == name) return static_cast<TimeUnit>(i);
  }
  return std::nullopt;
}

std::string_view TimeUnitName(TimeUnit unit) {
  return kUnitNames[static_cast<size_t>(unit)];
}

}  // namespace sinter::schema
