#include <cstdint>
#include <iterator>
#include <span>
#include <utility>

#include "absl/status/status.h"
#include "codec/column.h"
#include "codec/message_reader.h"
#include "codec/status.h"
#include "codec/status_macros.h"
#include "schema/schema_layout.h"
#include "schema/schema_message.h"
#include "schema/schema_wire.h"
#include "schema/text.h"
#include "schema/validate_model.h"

namespace sinter::schema {
namespace {

using namespace nodes;  // NOLINT(google-build-using-namespace): of this schema

// Copies an open and verified message into the model. The result is as the
// message says, right or wrong, but numbers of newer versions are refused here.
class Taker {
 public:
  explicit Taker(const MessageReader& reader) : reader_(reader) {}

  absl::StatusOr<Schema> Run() {
    constexpr uint32_t kRoot = 0;
    Schema schema;
    for (const uint32_t row : RowsOf(kSchemaTypes, kSchemaTypesItem, kRoot)) {
      schema.types.push_back(TakeType(row));
    }
    for (const uint32_t row :
         RowsOf(kSchemaDeclarations, kSchemaDeclarationsItem, kRoot)) {
      schema.declarations.push_back(TakeDeclaration(row));
    }
    const RowRange roots = GetRange(Column(kSchemaRoots), kRoot);
    for (uint64_t i = 0; i < roots.count; ++i) {
      schema.roots.push_back(DeclId(Number<uint32_t>(
          kSchemaRootsItem, static_cast<uint32_t>(roots.start + i))));
    }
    if (has_too_much_text_) {
      return absl::ResourceExhaustedError(
          Cat("the schema has more than ",
              SchemaMessageLimits(0).max_text_bytes, " bytes of text"));
    }
    if (newer_ != nullptr) {
      return absl::UnimplementedError(
          Cat("the schema has a ", newer_, " of number ", newer_number_,
              ", which only a newer version knows"));
    }
    RETURN_IF_ERROR(NameMembers(schema));
    return schema;
  }

 private:
  // Consecutive rows, for `for`.
  class Rows {
   public:
    class Iterator {
     public:
      explicit Iterator(uint32_t row) : row_(row) {}
      uint32_t operator*() const { return row_; }
      Iterator& operator++() {
        ++row_;
        return *this;
      }
      friend bool operator==(Iterator, Iterator) = default;

     private:
      uint32_t row_;
    };

    Rows(uint32_t first, uint32_t count) : first_(first), count_(count) {}
    Iterator begin() const { return Iterator(first_); }
    Iterator end() const { return Iterator(first_ + count_); }

   private:
    uint32_t first_;
    uint32_t count_;
  };

  const sinter::Column& Column(NodeId id) const {
    return *reader_.column(kSchemaLayout.node(id));
  }

  template <typename Int>
  Int Number(NodeId id, uint32_t row) const {
    return static_cast<Int>(GetInteger(Column(id), row));
  }
  bool Bit(NodeId id, uint32_t row) const { return GetBit(Column(id), row); }
  // Strings that are stored once may be used by every row.
  std::string Text(NodeId id, uint32_t row) {
    const std::string_view text = GetText(&Column(id), row);
    has_too_much_text_ = has_too_much_text_ || text.size() > text_left_;
    if (has_too_much_text_) return "";
    text_left_ -= text.size();
    return std::string(text);
  }

  // The rows of a list of records.
  Rows RowsOf(NodeId list, NodeId item, uint32_t row) const {
    const RowRange range = GetRange(Column(list), row);
    const TableRow first =
        GetReference(Column(item), static_cast<uint32_t>(range.start));
    return Rows(first.row, static_cast<uint32_t>(range.count));
  }

  // The row of an optional record.
  std::optional<uint32_t> RowOf(NodeId optional, NodeId value,
                                uint32_t row) const {
    const uint64_t child = ChildRow(Column(optional), row);
    if (child == kAbsent) return std::nullopt;
    return GetReference(Column(value), static_cast<uint32_t>(child)).row;
  }

  // The entry of a table of schema_wire.h that a number names.
  template <typename Table>
  auto Entry(const Table& table, NodeId id, uint32_t row, const char* what) {
    const auto number = Number<uint64_t>(id, row);
    if (number < std::size(table)) return table[number];
    if (newer_ == nullptr) {
      newer_ = what;
      newer_number_ = number;
    }
    return table[0];
  }

  Type TakeType(uint32_t row) {
    const WireTypeKind kind =
        Entry(kWireTypeKinds, kTypeKind, row, "kind of type");
    Type type;
    type.kind = kind.kind;
    type.bits = kind.bits;
    type.is_signed = kind.is_signed;
    const auto target = Number<uint32_t>(kTypeTarget, row);
    if (type.kind == TypeKind::kNamed) {
      type.decl = DeclId(target);
    } else {
      type.element = TypeId(target);
    }
    type.key = TypeId(Number<uint32_t>(kTypeKey, row));
    if (const auto range = RowOf(kTypeRange, kTypeRangeValue, row)) {
      type.has_range = true;
      type.lo = Number<uint64_t>(kRangeLo, *range);
      type.hi = Number<uint64_t>(kRangeHi, *range);
    }
    type.size = Number<uint32_t>(kTypeSize, row);
    type.scale = Number<uint8_t>(kTypeScale, row);
    type.unit = Entry(kWireTimeUnits, kTypeUnit, row, "unit of time");
    type.raw = Bit(kTypeRaw, row);
    type.align = Number<uint16_t>(kTypeAlign, row);
    return type;
  }

  Literal TakeLiteral(uint32_t row) {
    Literal literal;
    literal.kind =
        Entry(kWireLiteralKinds, kLiteralKind, row, "kind of literal");
    literal.bits = Number<uint64_t>(kLiteralBits, row);
    literal.text = Text(kLiteralText, row);
    literal.negative = Bit(kLiteralNegative, row);
    return literal;
  }

  std::vector<Attribute> TakeAttributes(NodeId list, NodeId item,
                                        uint32_t owner) {
    std::vector<Attribute> attributes;
    for (const uint32_t row : RowsOf(list, item, owner)) {
      Attribute& attribute = attributes.emplace_back();
      attribute.name = Text(kAttributeName, row);
      if (const auto argument =
              RowOf(kAttributeArgument, kAttributeArgumentValue, row)) {
        attribute.argument = TakeLiteral(*argument);
      }
    }
    return attributes;
  }

  Field TakeField(uint32_t row) {
    Field field;
    field.name = Text(kFieldName, row);
    field.type = TypeId(Number<uint32_t>(kFieldType, row));
    if (const auto value =
            RowOf(kFieldDefaultValue, kFieldDefaultValueValue, row)) {
      field.default_value = TakeLiteral(*value);
    }
    field.since = Number<uint32_t>(kFieldSince, row);
    field.retired = Bit(kFieldRetired, row);
    field.doc = Text(kFieldDoc, row);
    field.attributes =
        TakeAttributes(kFieldAttributes, kFieldAttributesItem, row);
    return field;
  }

  Member TakeMember(uint32_t row) {
    Member member;
    member.name = Text(kMemberName, row);
    member.since = Number<uint32_t>(kMemberSince, row);
    member.retired = Bit(kMemberRetired, row);
    member.doc = Text(kMemberDoc, row);
    member.attributes =
        TakeAttributes(kMemberAttributes, kMemberAttributesItem, row);
    return member;
  }

  Declaration TakeDeclaration(uint32_t row) {
    const WireDeclKind kind =
        Entry(kWireDeclKinds, kDeclarationKind, row, "kind of declaration");
    Declaration decl;
    decl.kind = kind.kind;
    decl.closed = kind.closed;
    decl.inline_union = kind.inline_union;
    decl.package = Text(kDeclarationPackage, row);
    decl.name = Text(kDeclarationName, row);
    for (const uint32_t field :
         RowsOf(kDeclarationFields, kDeclarationFieldsItem, row)) {
      decl.fields.push_back(TakeField(field));
    }
    for (const uint32_t member :
         RowsOf(kDeclarationMembers, kDeclarationMembersItem, row)) {
      decl.members.push_back(TakeMember(member));
      decl.members.back().number =
          static_cast<uint32_t>(decl.members.size() - 1);
    }
    decl.underlying = TypeId(Number<uint32_t>(kDeclarationUnderlying, row));
    decl.doc = Text(kDeclarationDoc, row);
    decl.attributes =
        TakeAttributes(kDeclarationAttributes, kDeclarationAttributesItem, row);
    return decl;
  }

  // Defaults that are members come without their names.
  static absl::Status NameMembers(Schema& schema) {
    uint64_t text_bytes = 0;
    for (Declaration& decl : schema.declarations) {
      for (Field& field : decl.fields) {
        if (!field.default_value.has_value()) continue;
        Literal& literal = *field.default_value;
        if (literal.kind != Literal::Kind::kMember || !literal.text.empty() ||
            field.type.value() >= schema.types.size()) {
          continue;
        }
        const Type& type = schema.type(field.type);
        if (type.kind != TypeKind::kNamed ||
            type.decl.value() >= schema.declarations.size()) {
          continue;
        }
        literal.text =
            MemberDefaultText(schema.declaration(type.decl), literal.bits);
        text_bytes += literal.text.size();
        if (text_bytes > SchemaMessageLimits(0).max_text_bytes) {
          return absl::ResourceExhaustedError("too many defaults of flags");
        }
      }
    }
    return absl::OkStatus();
  }

  const MessageReader& reader_;
  uint64_t text_left_ = SchemaMessageLimits(0).max_text_bytes;
  bool has_too_much_text_ = false;
  const char* newer_ = nullptr;
  uint64_t newer_number_ = 0;
};

}  // namespace

absl::StatusOr<Schema> DecodeSchema(std::string_view bytes) {
  MessageReader reader(kSchemaLayout);
  OpenOptions options;
  options.limits = SchemaMessageLimits(bytes.size());
  if (!reader.Open(std::span(reinterpret_cast<const uint8_t*>(bytes.data()),
                             bytes.size()),
                   options)) {
    return ToStatus(reader.failure(), kSchemaLayout);
  }
  ASSIGN_OR_RETURN(Schema schema, Taker(reader).Run());
  RETURN_IF_ERROR(ValidateModel(schema));
  return schema;
}

}  // namespace sinter::schema
