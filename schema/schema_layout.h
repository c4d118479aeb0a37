// Made from schema/schema.sinter. Do not edit.
#ifndef SINTER_SCHEMA_SCHEMA_LAYOUT_H_
#define SINTER_SCHEMA_SCHEMA_LAYOUT_H_

#include "codec/layout.h"

namespace sinter::schema {

extern const Layout kSchemaLayout;

// Its nodes.
namespace nodes {
inline constexpr NodeId kSchemaTypes(0);
inline constexpr NodeId kSchemaDeclarations(1);
inline constexpr NodeId kSchemaRoots(2);
inline constexpr NodeId kTypeKind(3);
inline constexpr NodeId kTypeTarget(4);
inline constexpr NodeId kTypeKey(5);
inline constexpr NodeId kTypeRange(6);
inline constexpr NodeId kTypeSize(7);
inline constexpr NodeId kTypeScale(8);
inline constexpr NodeId kTypeUnit(9);
inline constexpr NodeId kTypeRaw(10);
inline constexpr NodeId kTypeAlign(11);
inline constexpr NodeId kDeclarationKind(12);
inline constexpr NodeId kDeclarationPackage(13);
inline constexpr NodeId kDeclarationName(14);
inline constexpr NodeId kDeclarationFields(15);
inline constexpr NodeId kDeclarationMembers(16);
inline constexpr NodeId kDeclarationUnderlying(17);
inline constexpr NodeId kDeclarationDoc(18);
inline constexpr NodeId kDeclarationAttributes(19);
inline constexpr NodeId kRangeLo(20);
inline constexpr NodeId kRangeHi(21);
inline constexpr NodeId kFieldName(22);
inline constexpr NodeId kFieldType(23);
inline constexpr NodeId kFieldDefaultValue(24);
inline constexpr NodeId kFieldSince(25);
inline constexpr NodeId kFieldRetired(26);
inline constexpr NodeId kFieldDoc(27);
inline constexpr NodeId kFieldAttributes(28);
inline constexpr NodeId kMemberName(29);
inline constexpr NodeId kMemberSince(30);
inline constexpr NodeId kMemberRetired(31);
inline constexpr NodeId kMemberDoc(32);
inline constexpr NodeId kMemberAttributes(33);
inline constexpr NodeId kAttributeName(34);
inline constexpr NodeId kAttributeArgument(35);
inline constexpr NodeId kLiteralKind(36);
inline constexpr NodeId kLiteralBits(37);
inline constexpr NodeId kLiteralText(38);
inline constexpr NodeId kLiteralNegative(39);
inline constexpr NodeId kSchemaTypesItem(40);
inline constexpr NodeId kSchemaDeclarationsItem(41);
inline constexpr NodeId kSchemaRootsItem(42);
inline constexpr NodeId kTypeRangeValue(43);
inline constexpr NodeId kDeclarationFieldsItem(44);
inline constexpr NodeId kDeclarationMembersItem(45);
inline constexpr NodeId kDeclarationAttributesItem(46);
inline constexpr NodeId kFieldDefaultValueValue(47);
inline constexpr NodeId kFieldAttributesItem(48);
inline constexpr NodeId kMemberAttributesItem(49);
inline constexpr NodeId kAttributeArgumentValue(50);
}  // namespace nodes

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_SCHEMA_LAYOUT_H_
