// Makes small schemas without parsing text.
#ifndef SINTER_TESTS_SCHEMA_MODEL_BUILDER_H_
#define SINTER_TESTS_SCHEMA_MODEL_BUILDER_H_

#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schema/model.h"
#include "schema/type_table.h"

namespace sinter::schema {

class ModelBuilder {
 public:
  ModelBuilder() { schema.files = {"shop.sinter"}; }
  ModelBuilder(const ModelBuilder&) = delete;
  ModelBuilder& operator=(const ModelBuilder&) = delete;

  TypeId Simple(TypeKind kind) {
    Type type;
    type.kind = kind;
    return types_.Intern(type);
  }
  // A type put together by the caller.
  TypeId Of(const Type& type) { return types_.Intern(type); }
  TypeId Bool() { return Simple(TypeKind::kBool); }
  TypeId String() { return Simple(TypeKind::kString); }
  TypeId Bytes() { return Simple(TypeKind::kBytes); }
  TypeId Unsigned(uint8_t bits) { return types_.Intern(Integer(bits, false)); }
  TypeId Signed(uint8_t bits) { return types_.Intern(Integer(bits, true)); }
  TypeId UnsignedRange(uint8_t bits, uint64_t lo, uint64_t hi) {
    return types_.Intern(Range(Integer(bits, false), lo, hi));
  }
  TypeId SignedRange(uint8_t bits, int64_t lo, int64_t hi) {
    return types_.Intern(Range(Integer(bits, true), static_cast<uint64_t>(lo),
                               static_cast<uint64_t>(hi)));
  }
  TypeId Float(uint8_t bits) {
    Type type;
    type.kind = TypeKind::kFloat;
    type.bits = bits;
    return types_.Intern(type);
  }
  TypeId Optional(TypeId element) {
    return Container(TypeKind::kOptional, element);
  }
  TypeId List(TypeId element) { return Container(TypeKind::kList, element); }
  TypeId Map(TypeId key, TypeId element) {
    Type type;
    type.kind = TypeKind::kMap;
    type.key = key;
    type.element = element;
    return types_.Intern(type);
  }
  TypeId Named(DeclId decl) {
    Type type;
    type.kind = TypeKind::kNamed;
    type.decl = decl;
    return types_.Intern(type);
  }

  DeclId Declare(DeclKind kind, std::string name) {
    const DeclId id(static_cast<uint32_t>(schema.declarations.size()));
    Declaration decl;
    decl.kind = kind;
    decl.package = "shop";
    decl.name = std::move(name);
    decl.place = Place();
    schema.declarations.push_back(std::move(decl));
    return id;
  }
  DeclId Record(std::string name) {
    return Declare(DeclKind::kRecord, std::move(name));
  }
  DeclId Id(std::string name, TypeId underlying) {
    const DeclId id = Declare(DeclKind::kId, std::move(name));
    schema.declarations[id.value()].underlying = underlying;
    return id;
  }
  DeclId Enum(std::string name, bool closed, uint32_t num_members) {
    const DeclId id = Declare(DeclKind::kEnum, std::move(name));
    Declaration& decl = schema.declarations[id.value()];
    decl.closed = closed;
    for (uint32_t i = 0; i < num_members; ++i) {
      Member member;
      member.name = "m" + std::to_string(i);
      member.number = i;
      member.place = Place();
      decl.members.push_back(std::move(member));
    }
    return id;
  }

  // Adds a field; the result is valid until the next one.
  sinter::schema::Field& Add(DeclId record, std::string name, TypeId type) {
    sinter::schema::Field field;
    field.name = std::move(name);
    field.type = type;
    field.place = Place();
    auto& fields = schema.declarations[record.value()].fields;
    fields.push_back(std::move(field));
    return fields.back();
  }

  static Literal IntegerLiteral(int64_t value) {
    return {.kind = Literal::Kind::kInteger,
            .bits = static_cast<uint64_t>(value),
            .negative = value < 0,
            .text = {}};
  }
  static Literal FloatLiteral(double value) {
    return {.kind = Literal::Kind::kFloat,
            .bits = std::bit_cast<uint64_t>(value),
            .negative = false,
            .text = {}};
  }
  static Literal StringLiteral(std::string text) {
    return {.kind = Literal::Kind::kString,
            .bits = 0,
            .negative = false,
            .text = std::move(text)};
  }
  static Literal BoolLiteral(bool value) {
    return {.kind = Literal::Kind::kBool,
            .bits = value,
            .negative = false,
            .text = {}};
  }
  static Literal MemberLiteral(uint32_t number, std::string name) {
    return {.kind = Literal::Kind::kMember,
            .bits = number,
            .negative = false,
            .text = std::move(name)};
  }

  Schema schema;

 private:
  static Type Integer(uint8_t bits, bool is_signed) {
    Type type;
    type.kind = TypeKind::kInteger;
    type.bits = bits;
    type.is_signed = is_signed;
    return type;
  }
  static Type Range(Type type, uint64_t lo, uint64_t hi) {
    type.has_range = true;
    type.lo = lo;
    type.hi = hi;
    return type;
  }
  TypeId Container(TypeKind kind, TypeId element) {
    Type type;
    type.kind = kind;
    type.element = element;
    return types_.Intern(type);
  }

  // One line after the other.
  SourcePlace Place() { return {.file = 0, .line = ++line_, .column = 3}; }

  TypeTable types_{schema.types};
  uint32_t line_ = 0;
};

}  // namespace sinter::schema

#endif  // SINTER_TESTS_SCHEMA_MODEL_BUILDER_H_
