// The resolved schema: what the resolver makes of the syntax trees of one root
// file and its imports, and what lowering, JSON, the compiler and the schema
// message in files start from. Names are resolved, constants folded, every
// type expression is one interned node; nothing here depends on source text
// but the spans kept for diagnostics.
#ifndef SINTER_SCHEMA_MODEL_H_
#define SINTER_SCHEMA_MODEL_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "codec/typed_id.h"

namespace sinter::schema {

using TypeId = TypedId<struct TypeTag>;  // index into Schema::types
using DeclId = TypedId<struct DeclTag>;  // index into Schema::declarations

enum class TypeKind : uint8_t {
  kBool,
  kInteger,  // bits, is_signed; has_range with lo..hi
  kFloat,    // bits: 32 or 64
  kString,
  kBytes,
  kFixedBytes,  // bytes(size)
  kDate,
  kTimestamp,  // unit
  kDuration,   // unit
  kUuid,
  kDecimal,   // scale
  kNamed,     // decl: an enum, flags, id, struct, record or union
  kOptional,  // element
  kList,      // element; raw, align
  kArray,     // element; size
  kMap,       // key, element
  kNull,      // only of a union's variant
};

enum class TimeUnit : uint8_t { kSeconds, kMillis, kMicros, kNanos };

// One type expression. Equal expressions share one node.
struct Type {
  TypeKind kind = TypeKind::kBool;
  uint8_t bits = 0;  // width of an integer or float in memory: 8 to 64
  bool is_signed = false;
  bool has_range = false;  // lo and hi were declared; else the type's own
  TimeUnit unit = TimeUnit::kSeconds;
  uint8_t scale = 0;   // decimal digits after the point
  bool raw = false;    // a list stored as one aligned array
  uint16_t align = 0;  // of a raw list, in bytes; 0: that of the element
  uint32_t size = 0;   // bytes(size), [T; size]
  TypeId element;
  TypeId key;
  DeclId decl;
  uint64_t lo = 0;  // inclusive bounds, two's complement when signed
  uint64_t hi = 0;

  friend bool operator==(const Type&, const Type&) = default;
};

// Where a declaration stands, for diagnostics. Lines and columns count from 1,
// columns in bytes.
struct SourcePlace {
  uint32_t file = 0;  // index into Schema::files
  uint32_t line = 0;
  uint32_t column = 0;
};

// A constant of a schema: a default value, an attribute's argument, what
// `const` declares. A default has the kind of its field's type:
//   bool: kBool; integers and their ids: kInteger; f32, f64: kFloat (of an f32
//   the double that equals it); string, bytes and ids of string: kString;
//   decimal(s): kInteger, value * 10^s; date, timestamp, duration: kInteger,
//   days or units since the epoch; enum: kMember, bits = the member's number;
//   flags: kMember, bits = the mask, text = the names joined by " | ".
struct Literal {
  enum class Kind : uint8_t { kBool, kInteger, kFloat, kString, kMember };
  Kind kind = Kind::kBool;
  uint64_t bits = 0;  // bool, integer (two's complement), double, enum value
  bool negative = false;  // the integer is below zero
  std::string text;       // string contents; the member's name

  friend bool operator==(const Literal&, const Literal&) = default;
};

struct Attribute {
  std::string name;  // json, deprecated, x_...
  std::optional<Literal> argument;

  friend bool operator==(const Attribute&, const Attribute&) = default;
};

// A field of a record or struct, or a variant of a union.
struct Field {
  std::string name;
  std::string doc;
  std::vector<Attribute> attributes;
  TypeId type;
  std::optional<Literal> default_value;
  uint32_t since = 1;  // the number of its group; 1 is the base
  bool retired = false;
  SourcePlace place;

  // The key in JSON text: the argument of json("..."), else the name.
  const std::string& json_name() const;
};

// A value of an enum or a bit of a flags type.
struct Member {
  std::string name;
  std::string doc;
  std::vector<Attribute> attributes;
  uint32_t number = 0;  // position: the wire value, the bit
  uint32_t since = 1;
  bool retired = false;
  SourcePlace place;

  const std::string& json_name() const;
};

enum class DeclKind : uint8_t { kEnum, kFlags, kId, kStruct, kRecord, kUnion };

inline constexpr std::string_view kUntagged = "untagged";  // the attribute
inline constexpr std::string_view kValueName = "value";

struct Declaration {
  DeclKind kind = DeclKind::kRecord;
  bool closed = false;        // closed enum
  bool inline_union = false;  // written in place, named after its field
  std::string package;        // "shop", may be empty
  std::string name;           // within the package; nested: "Outer.Inner"
  std::string doc;
  std::vector<Attribute> attributes;
  std::vector<Field> fields;    // record, struct, union
  std::vector<Member> members;  // enum, flags
  TypeId underlying;            // id: its integer or string type
  SourcePlace place;

  // Records and unions: in C++ they have views and builders.
  bool has_view() const {
    return kind == DeclKind::kRecord || kind == DeclKind::kUnion;
  }
  // Unions whose variants JSON tells apart by their looks alone.
  bool is_untagged() const;
  // The built-in union `value`: a declaration that has no source text.
  bool is_value() const;
  // "package.name", or the name alone without a package.
  std::string QualifiedName() const;
};

// const NAME = value; already folded into the declarations that use it.
struct Constant {
  std::string package;
  std::string name;
  std::string doc;
  Literal value;
  SourcePlace place;
};

struct Schema {
  std::vector<std::string> files;  // paths as given, root file first
  std::vector<Type> types;
  // File by file in the order of `files`, each in source order, an outer
  // declaration before those nested in it; `value` last, where it is used.
  std::vector<Declaration> declarations;
  std::vector<Constant> constants;
  // Records declared with `root` in the root file, or `value`, in order; those
  // of imported files are not roots of this schema.
  std::vector<DeclId> roots;

  const Type& type(TypeId id) const { return types[id.value()]; }
  const Declaration& declaration(DeclId id) const {
    return declarations[id.value()];
  }
};

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_MODEL_H_
