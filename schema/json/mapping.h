// How the values of one layout look as JSON: keys, names of enums, what must be
// there. Made once per schema from the names that the layout does not have, and
// shared by reader and writer.
//
//   bool                  true, false
//   integers              numbers without point or exponent; those of 64 bits
//                         may be written and read as strings
//   f32, f64              numbers; "NaN", "Infinity", "-Infinity"
//   string                strings
//   bytes                 strings in base64 (RFC 4648, section 4) with padding
//   enums                 the member's (JSON) name; of an open enum a number
//                         that has no name
//   flags                 arrays of the members' (JSON) names, in the order of
//                         the bits; a bit that has no name by its number
//   bytes(N)              as bytes
//   uuid                  "0123abcd-4567-89ab-cdef-0123456789ab"
//   date                  "2020-01-31"; outside of the years 0000 to 9999 the
//                         number of days since 1970-01-01
//   timestamp             RFC 3339, "2020-01-31T12:00:00.500Z"; outside of
//   those
//                         years the number of units since 1970
//   duration              seconds, "1.500s"
//   decimal(s)            numbers with s digits after the point; may be read as
//                         strings
//   T?                    left out of a record; null elsewhere
//   [T], [T; N]           arrays, raw lists too
//   {K: V}                objects; keys as strings: their text or their number
//   unions                objects of one key, the variant's (JSON) name;
//                         untagged ones as their variants, numbers with a
//                         fraction always with a point or an exponent
//   null                  null
//   records, structs      objects, keys in the order of the fields; all of a
//                         struct have to be there
//
// Retired fields are neither read nor written. Retired members of enums and
// flags and retired variants are both, so that their values are kept; one whose
// name is in use again counts as without name.
#ifndef SINTER_SCHEMA_JSON_MAPPING_H_
#define SINTER_SCHEMA_JSON_MAPPING_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "codec/layout.h"
#include "schema/lower.h"
#include "schema/model.h"
#include "schema/untagged.h"

namespace sinter::json {

enum class ValueKind : uint8_t {
  kBool,
  kInteger,
  kEnum,
  kFloat32,
  kFloat64,
  kString,
  kBytes,
  kFlags,
  kFixedBytes,
  kUuid,
  kDate,
  kTimestamp,
  kDuration,
  kDecimal,
  kOptional,
  kList,
  kArray,
  kMap,
  kUnion,
  kNull,
  kRecord,
  kNamedUnion,  // a reference to a table of one union
  kStruct,
  kRawList,
};

// Names of an enum's members, of flags, of a union's variants.
struct EnumNames {
  bool closed = false;
  std::vector<std::optional<std::string>> names;  // by number, bit or tag
  absl::flat_hash_map<std::string_view, uint32_t> numbers;
  // Of an untagged union: the variant of each kind of value.
  std::optional<schema::VariantsByKind> by_kind;
};

struct Value {
  ValueKind kind = ValueKind::kBool;
  uint32_t names = 0;   // of an enum, flags, a union
  unsigned digits = 0;  // after the point: of times and decimals
  // A number whose looks tell that it is a variant of an untagged union.
  bool untagged = false;
  uint32_t record = 0;   // of a struct
  NodeId element;        // of a raw list
  std::string expected;  // for messages: "u8 (0..130)"
};

struct Field {
  std::string key;
  std::string quoted_key;  // as it stands in JSON text, quotes included
  std::string name;        // in the schema
  NodeId node;
  bool required = false;
};

struct Record {
  std::string name;
  std::vector<Field> fields;  // without the retired ones
  absl::flat_hash_map<std::string_view, uint32_t> index;  // by key
  std::vector<uint64_t> required;                         // a bit per field
  std::vector<std::string> retired;                       // keys
};

// A value inside of a struct or a raw list. It is numbered like a node, behind
// those of the layout, so that what knows a value's kind need not know where it
// stands. Instead of a row it has a place: that of the struct or the element it
// is in, among the bytes at hand.
struct InPlace {
  Node node;  // kind, widths and bounds; of an array its child; `shape`
  uint32_t offset = 0;  // from its place
};

class Mapping {
 public:
  // Fails (InvalidArgument) when two fields of a record, members of an enum or
  // variants of a union have the same JSON name. `layout` must outlive the
  // mapping, `schema` need not; it is the one that was lowered to `layout`.
  static absl::StatusOr<std::unique_ptr<Mapping>> Make(
      const schema::LoweredLayout& layout, const schema::Schema& schema);

  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;

  const Layout& layout() const { return layout_; }
  const Value& value(NodeId node) const { return values_[node.value()]; }
  const Record& record(TableId table) const { return records_[table.value()]; }
  const Record& record(const Value& of_struct) const {
    return *structs_[of_struct.record];
  }
  bool is_in_place(NodeId id) const {
    return id.value() >= layout_.nodes.size();
  }
  const InPlace& in_place(NodeId id) const {
    return in_place_[id.value() - layout_.nodes.size()];
  }
  // The node of a value, wherever it stands.
  const Node& node(NodeId id) const {
    return is_in_place(id) ? in_place(id).node : layout_.node(id);
  }
  // Whether messages are JSON values of any kind rather than records.
  bool is_of_values() const { return is_of_values_; }
  const EnumNames& names(const Value& value) const {
    return *enums_[value.names];
  }

 private:
  explicit Mapping(const Layout& layout) : layout_(layout) {}

  absl::Status AddRecord(TableId table, const schema::Schema& schema,
                         const schema::Declaration& decl);
  absl::Status AddValue(NodeId id, const schema::Schema& schema,
                        schema::TypeId type_id);
  absl::Status AddNamed(NodeId node, const schema::Schema& schema,
                        schema::DeclId id);
  absl::Status AddUnion(NodeId node, const schema::Schema& schema,
                        schema::DeclId id);
  absl::Status AddKeys(const schema::Declaration& decl, Record& record);
  absl::StatusOr<uint32_t> AddStruct(ShapeId shape,
                                     const schema::Schema& schema,
                                     schema::DeclId id);
  absl::StatusOr<NodeId> AddInPlace(ShapeId shape, uint32_t offset,
                                    const schema::Schema& schema,
                                    schema::TypeId type);
  absl::StatusOr<uint32_t> AddNames(const schema::Declaration& decl,
                                    schema::DeclId id);
  void MarkNumbers(NodeId variant);

  const Layout& layout_;
  std::vector<Value> values_;  // by node, then by InPlace
  std::vector<InPlace> in_place_;
  std::vector<std::unique_ptr<Record>> structs_;
  absl::flat_hash_map<uint32_t, uint32_t> struct_of_;  // by declaration
  std::vector<Record> records_;                        // by table
  std::vector<std::unique_ptr<EnumNames>> enums_;
  bool is_of_values_ = false;
  const schema::UntaggedUnions* untagged_ = nullptr;  // while it is made
  absl::flat_hash_map<uint32_t, uint32_t> names_of_;  // by declaration
};

}  // namespace sinter::json

#endif  // SINTER_SCHEMA_JSON_MAPPING_H_
