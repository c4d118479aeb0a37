#include <algorithm>
#include <cstdint>
#include <iterator>

#include "absl/status/status.h"
#include "codec/message_builder.h"
#include "codec/message_reader.h"
#include "codec/status.h"
#include "codec/status_macros.h"
#include "codec/typed_bytes.h"
#include "schema/prune_schema.h"
#include "schema/schema_layout.h"
#include "schema/schema_message.h"
#include "schema/schema_wire.h"
#include "schema/validate_model.h"

namespace sinter::schema {
namespace {

using namespace nodes;  // NOLINT(google-build-using-namespace): of this schema

uint64_t WireKind(const Type& type) {
  return static_cast<uint64_t>(
      std::ranges::find_if(kWireTypeKinds,
                           [&](const WireTypeKind& wire) {
                             return wire.kind == type.kind &&
                                    wire.bits == type.bits &&
                                    wire.is_signed == type.is_signed;
                           }) -
      std::begin(kWireTypeKinds));
}

uint64_t WireKind(const Declaration& decl) {
  return static_cast<uint64_t>(
      std::ranges::find_if(kWireDeclKinds,
                           [&](const WireDeclKind& wire) {
                             return wire.kind == decl.kind &&
                                    wire.closed == decl.closed &&
                                    wire.inline_union == decl.inline_union;
                           }) -
      std::begin(kWireDeclKinds));
}

// Position in a table of plain values.
template <typename Table, typename Value>
uint64_t WireNumber(const Table& table, Value value) {
  return static_cast<uint64_t>(std::ranges::find(table, value) -
                               std::begin(table));
}

// Puts a schema that ValidateModel accepts into the rows of a builder, which
// refers to the schema's strings.
class Putter {
 public:
  Putter(const Schema& schema, MessageBuilder& builder)
      : schema_(schema), builder_(builder) {}

  void Run() {
    const uint32_t root = builder_.AddRoot();
    for (const Type& type : schema_.types) {
      PutType(type, AddRow(kSchemaTypes, kSchemaTypesItem, root));
    }
    for (const Declaration& decl : schema_.declarations) {
      PutDeclaration(
          decl, AddRow(kSchemaDeclarations, kSchemaDeclarationsItem, root));
    }
    for (const DeclId id : schema_.roots) {
      builder_.SetBits(kSchemaRootsItem, builder_.Append(kSchemaRoots, root),
                       id.value());
    }
  }

 private:
  // A new record at the end of a list.
  uint32_t AddRow(NodeId list, NodeId item, uint32_t row) {
    return builder_.GetRecord(item, builder_.Append(list, row));
  }

  void SetText(NodeId node, uint32_t row, const std::string& text) {
    if (!text.empty()) builder_.SetTextReference(node, row, text);
  }

  void PutType(const Type& type, uint32_t row) {
    const uint32_t target = type.kind == TypeKind::kNamed
                                ? type.decl.value()
                                : type.element.value();
    builder_.SetBits(kTypeKind, row, WireKind(type));
    builder_.SetBits(kTypeTarget, row, target);
    builder_.SetBits(kTypeKey, row, type.key.value());
    if (type.has_range) {
      const uint32_t range = builder_.GetRecord(
          kTypeRangeValue, builder_.SetPresent(kTypeRange, row));
      builder_.SetBits(kRangeLo, range, type.lo);
      builder_.SetBits(kRangeHi, range, type.hi);
    }
    builder_.SetBits(kTypeSize, row, type.size);
    builder_.SetBits(kTypeScale, row, type.scale);
    builder_.SetBits(kTypeUnit, row, WireNumber(kWireTimeUnits, type.unit));
    builder_.SetBits(kTypeRaw, row, type.raw);
    builder_.SetBits(kTypeAlign, row, type.align);
  }

  void PutLiteral(const Literal& literal, uint32_t row) {
    builder_.SetBits(kLiteralKind, row,
                     WireNumber(kWireLiteralKinds, literal.kind));
    builder_.SetBits(kLiteralBits, row, literal.bits);
    // The names of members are those of their enum.
    if (literal.kind == Literal::Kind::kString) {
      SetText(kLiteralText, row, literal.text);
    }
    builder_.SetBits(kLiteralNegative, row, literal.negative);
  }

  void PutAttributes(const std::vector<Attribute>& attributes, NodeId list,
                     NodeId item, uint32_t owner) {
    for (const Attribute& attribute : attributes) {
      const uint32_t row = AddRow(list, item, owner);
      SetText(kAttributeName, row, attribute.name);
      if (!attribute.argument.has_value()) continue;
      PutLiteral(
          *attribute.argument,
          builder_.GetRecord(kAttributeArgumentValue,
                             builder_.SetPresent(kAttributeArgument, row)));
    }
  }

  void PutField(const Field& field, uint32_t row) {
    SetText(kFieldName, row, field.name);
    builder_.SetBits(kFieldType, row, field.type.value());
    if (field.default_value.has_value()) {
      PutLiteral(
          *field.default_value,
          builder_.GetRecord(kFieldDefaultValueValue,
                             builder_.SetPresent(kFieldDefaultValue, row)));
    }
    builder_.SetBits(kFieldSince, row, field.since);
    builder_.SetBits(kFieldRetired, row, field.retired);
    SetText(kFieldDoc, row, field.doc);
    PutAttributes(field.attributes, kFieldAttributes, kFieldAttributesItem,
                  row);
  }

  void PutMember(const Member& member, uint32_t row) {
    SetText(kMemberName, row, member.name);
    builder_.SetBits(kMemberSince, row, member.since);
    builder_.SetBits(kMemberRetired, row, member.retired);
    SetText(kMemberDoc, row, member.doc);
    PutAttributes(member.attributes, kMemberAttributes, kMemberAttributesItem,
                  row);
  }

  void PutDeclaration(const Declaration& decl, uint32_t row) {
    builder_.SetBits(kDeclarationKind, row, WireKind(decl));
    SetText(kDeclarationPackage, row, decl.package);
    SetText(kDeclarationName, row, decl.name);
    for (const Field& field : decl.fields) {
      PutField(field, AddRow(kDeclarationFields, kDeclarationFieldsItem, row));
    }
    for (const Member& member : decl.members) {
      PutMember(member,
                AddRow(kDeclarationMembers, kDeclarationMembersItem, row));
    }
    builder_.SetBits(kDeclarationUnderlying, row, decl.underlying.value());
    SetText(kDeclarationDoc, row, decl.doc);
    PutAttributes(decl.attributes, kDeclarationAttributes,
                  kDeclarationAttributesItem, row);
  }

  const Schema& schema_;
  MessageBuilder& builder_;
};

// Names of members are not in the message, but come back with its reader, who
// has a limit for them.
bool HasTooLongDefaults(const Schema& schema) {
  uint64_t text_bytes = 0;
  for (const Declaration& decl : schema.declarations) {
    for (const Field& field : decl.fields) {
      if (!field.default_value.has_value()) continue;
      if (field.default_value->kind != Literal::Kind::kMember) continue;
      text_bytes += field.default_value->text.size();
    }
  }
  return text_bytes > SchemaMessageLimits(0).max_text_bytes;
}

}  // namespace

absl::StatusOr<std::string> EncodeSchema(const Schema& schema,
                                         std::optional<DeclId> root) {
  const Schema pruned = PruneSchema(schema, root);
  RETURN_IF_ERROR(ValidateModel(pruned));
  if (HasTooLongDefaults(pruned)) {
    return absl::ResourceExhaustedError("too many defaults of flags");
  }
  MessageBuilder builder(kSchemaLayout);
  Putter(pruned, builder).Run();
  std::string bytes;
  if (!builder.Finish(bytes, SchemaMessageLimits(~uint64_t{0}))) {
    return ToStatus(builder.failure(), kSchemaLayout);
  }
  // Readers know the size.
  MessageReader reader(kSchemaLayout);
  if (!reader.Open(AsBytes(bytes),
                   {.limits = SchemaMessageLimits(bytes.size())})) {
    return ToStatus(reader.failure(), kSchemaLayout);
  }
  return bytes;
}

}  // namespace sinter::schema
