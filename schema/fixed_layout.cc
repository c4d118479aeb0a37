#include "schema/fixed_layout.h"

#include <algorithm>

#include "schema/limits.h"

namespace sinter::schema {
namespace {

constexpr uint64_t kTooLarge = kMaxStructBytes + 1;

FixedLayout Scalar(uint32_t size) { return {size, size}; }

// Sizes stay at most kTooLarge, so products and sums stay far below 2^64.
uint64_t Saturate(uint64_t size) { return std::min(size, kTooLarge); }

}  // namespace

size_t NumBaseMembers(const Declaration& decl) {
  return static_cast<size_t>(
      std::ranges::count(decl.members, uint32_t{1}, &Member::since));
}

uint8_t MemberBits(const Declaration& decl) {
  if (decl.kind == DeclKind::kFlags) return 64;
  const size_t reserved = NumBaseMembers(decl) * (decl.closed ? 1 : 2);
  return reserved <= 0x100 ? 8 : reserved <= 0x10000 ? 16 : 32;
}

bool HasFixedLayout(const Schema& schema, TypeId id) {
  const Type& type = schema.type(id);
  switch (type.kind) {
    case TypeKind::kBool:
    case TypeKind::kInteger:
    case TypeKind::kFloat:
    case TypeKind::kFixedBytes:
    case TypeKind::kDate:
    case TypeKind::kTimestamp:
    case TypeKind::kDuration:
    case TypeKind::kUuid:
    case TypeKind::kDecimal:
      return true;
    case TypeKind::kArray:
      return HasFixedLayout(schema, type.element);
    case TypeKind::kString:
    case TypeKind::kBytes:
    case TypeKind::kOptional:
    case TypeKind::kList:
    case TypeKind::kMap:
    case TypeKind::kNull:
      return false;
    case TypeKind::kNamed:
      break;
  }
  const Declaration& decl = schema.declaration(type.decl);
  switch (decl.kind) {
    case DeclKind::kEnum:
    case DeclKind::kFlags:
    case DeclKind::kStruct:
      return true;
    case DeclKind::kId:
      return HasFixedLayout(schema, decl.underlying);
    case DeclKind::kRecord:
    case DeclKind::kUnion:
      return false;
  }
  return false;
}

FixedLayout FixedLayouts::Of(TypeId id) const {
  const Type& type = schema_.type(id);
  switch (type.kind) {
    case TypeKind::kInteger:
    case TypeKind::kFloat:
      return Scalar(type.bits / 8u);
    case TypeKind::kDate:
      return Scalar(4);
    case TypeKind::kTimestamp:
    case TypeKind::kDuration:
    case TypeKind::kDecimal:
      return Scalar(8);
    case TypeKind::kUuid:
      return {16, 1};
    case TypeKind::kFixedBytes:
      return {type.size, 1};
    case TypeKind::kArray: {
      const FixedLayout element = Of(type.element);
      return {Saturate(element.size_bytes * type.size), element.align};
    }
    case TypeKind::kNamed:
      break;
    default:
      return Scalar(1);  // bool
  }
  const Declaration& decl = schema_.declaration(type.decl);
  if (decl.kind == DeclKind::kStruct) return structs_[type.decl.value()];
  if (decl.kind == DeclKind::kId) return Of(decl.underlying);
  return Scalar(MemberBits(decl) / 8u);
}

void FixedLayouts::AddStruct(DeclId id) {
  FixedLayout& layout = structs_[id.value()];
  auto align_up = [](uint64_t size, uint32_t align) {
    return (size + align - 1) / align * align;
  };
  for (const Field& field : schema_.declaration(id).fields) {
    if (!HasFixedLayout(schema_, field.type)) continue;  // reported
    const FixedLayout member = Of(field.type);
    layout.align = std::max(layout.align, member.align);
    layout.size_bytes =
        Saturate(align_up(layout.size_bytes, member.align) + member.size_bytes);
  }
  layout.size_bytes = Saturate(align_up(layout.size_bytes, layout.align));
}

}  // namespace sinter::schema
