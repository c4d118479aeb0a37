// The enums of schema/schema.sinter in terms of the model. Positions in these
// tables are numbers on the wire: entries are only ever added at the end.
#ifndef SINTER_SCHEMA_SCHEMA_WIRE_H_
#define SINTER_SCHEMA_SCHEMA_WIRE_H_

#include <cstdint>

#include "schema/model.h"

namespace sinter::schema {

// TypeKind.
struct WireTypeKind {
  TypeKind kind;
  uint8_t bits = 0;
  bool is_signed = false;
};
inline constexpr WireTypeKind kWireTypeKinds[] = {
    {TypeKind::kBool},
    {TypeKind::kInteger, 8, true},
    {TypeKind::kInteger, 16, true},
    {TypeKind::kInteger, 32, true},
    {TypeKind::kInteger, 64, true},
    {TypeKind::kInteger, 8, false},
    {TypeKind::kInteger, 16, false},
    {TypeKind::kInteger, 32, false},
    {TypeKind::kInteger, 64, false},
    {TypeKind::kFloat, 32},
    {TypeKind::kFloat, 64},
    {TypeKind::kString},
    {TypeKind::kBytes},
    {TypeKind::kFixedBytes},
    {TypeKind::kDate},
    {TypeKind::kTimestamp},
    {TypeKind::kDuration},
    {TypeKind::kUuid},
    {TypeKind::kDecimal},
    {TypeKind::kNamed},
    {TypeKind::kOptional},
    {TypeKind::kList},
    {TypeKind::kArray},
    {TypeKind::kMap},
    {TypeKind::kNull},
};

// TimeUnit.
inline constexpr TimeUnit kWireTimeUnits[] = {
    TimeUnit::kSeconds, TimeUnit::kMillis, TimeUnit::kMicros, TimeUnit::kNanos};

// LiteralKind.
inline constexpr Literal::Kind kWireLiteralKinds[] = {
    Literal::Kind::kBool, Literal::Kind::kInteger, Literal::Kind::kFloat,
    Literal::Kind::kString, Literal::Kind::kMember};

// DeclarationKind.
struct WireDeclKind {
  DeclKind kind;
  bool closed = false;
  bool inline_union = false;
};
inline constexpr WireDeclKind kWireDeclKinds[] = {
    {DeclKind::kEnum},
    {DeclKind::kEnum, /*closed=*/true},
    {DeclKind::kFlags},
    {DeclKind::kId},
    {DeclKind::kStruct},
    {DeclKind::kRecord},
    {DeclKind::kUnion},
    {DeclKind::kUnion, /*closed=*/false, /*inline_union=*/true},
};

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_SCHEMA_WIRE_H_
