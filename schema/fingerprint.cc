#include "schema/fingerprint.h"

#include <xxhash.h>

#include <algorithm>

#include "codec/layout_walk.h"
#include "codec/varint.h"

namespace sinter::schema {
namespace {

void AppendByte(uint64_t byte, std::string& out) {
  out.push_back(static_cast<char>(byte));
}

void AppendVarint(uint64_t value, std::string& out) {
  uint8_t bytes[kMaxVarintBytes];
  const unsigned size = PutVarint(value, bytes);
  out.append(reinterpret_cast<const char*>(bytes), size);
}

// The numbers are part of the format: they do not follow the enumerators.
uint8_t KindNumber(const Node& node) {
  switch (node.kind) {
    case NodeKind::kBool:
      return 0;
    case NodeKind::kInteger:
      return 1;
    case NodeKind::kFloat:
      return 2;
    case NodeKind::kText:
      return node.fixed_size == 0 ? 3 : 10;
    case NodeKind::kOptional:
      return 4;
    case NodeKind::kList:
      return 5;
    case NodeKind::kRecord:
      return 6;
    case NodeKind::kArray:
      return 7;
    case NodeKind::kMap:
      return 8;
    case NodeKind::kUnion:
      return 9;
    case NodeKind::kStruct:
      return 11;
    case NodeKind::kRaw:
      return 12;
    case NodeKind::kNull:
      return 13;
  }
  return 0xff;
}

uint8_t LoneFormNumber(LoneForm form) {
  switch (form) {
    case LoneForm::kVarint:
      return 0;
    case LoneForm::kCode:
      return 1;
    case LoneForm::kOpenCode:
      return 2;
  }
  return 0xff;
}

void AppendInteger(const Node& node, std::string& out) {
  AppendByte(node.bits, out);
  AppendByte(node.is_signed ? 1 : 0, out);
  AppendByte(LoneFormNumber(node.lone_form), out);
  for (const uint64_t value : {node.lo, node.hi, node.default_bits}) {
    AppendVarint(node.is_signed ? ZigzagEncode(value) : value, out);
  }
}

void AppendNode(const Node& node, std::string& out) {
  AppendByte(KindNumber(node), out);
  switch (node.kind) {
    case NodeKind::kBool:
      return AppendByte(node.default_bits, out);
    case NodeKind::kInteger:
      return AppendInteger(node, out);
    case NodeKind::kFloat:
      AppendByte(node.bits, out);
      for (unsigned shift = 0; shift < 64; shift += 8) {
        AppendByte((node.default_bits >> shift) & 0xff, out);
      }
      return;
    case NodeKind::kText:
      if (node.fixed_size == 0) AppendByte(node.is_utf8 ? 1 : 0, out);
      AppendVarint(node.default_text.size(), out);
      out.append(node.default_text);
      return;
    case NodeKind::kOptional:
    case NodeKind::kList:
    case NodeKind::kMap:
    case NodeKind::kNull:
      return;  // what is inside, if anything, comes next
    case NodeKind::kArray:
      return AppendVarint(node.array_size, out);
    case NodeKind::kUnion:
      AppendVarint(node.num_base_children(), out);
      return AppendVarint(node.default_bits, out);
    case NodeKind::kRecord:
      return AppendVarint(node.table.value(), out);
    case NodeKind::kStruct:
      return AppendVarint(node.shape.value(), out);
    case NodeKind::kRaw:
      AppendByte(node.align, out);
      return AppendVarint(node.shape.value(), out);
  }
}

uint8_t ShapeNumber(ShapeKind kind) {
  switch (kind) {
    case ShapeKind::kBool:
      return 0;
    case ShapeKind::kInteger:
      return 1;
    case ShapeKind::kFloat:
      return 2;
    case ShapeKind::kBytes:
      return 3;
    case ShapeKind::kArray:
      return 4;
    case ShapeKind::kStruct:
      return 5;
  }
  return 0xff;
}

void AppendShape(const Shapes& shapes, const Shape& shape, std::string& out) {
  AppendByte(ShapeNumber(shape.kind), out);
  switch (shape.kind) {
    case ShapeKind::kBool:
      return;
    case ShapeKind::kInteger:
      AppendByte(8 * shape.size, out);
      AppendByte(shape.is_signed ? 1 : 0, out);
      for (const uint64_t value : {shape.lo, shape.hi}) {
        AppendVarint(shape.is_signed ? ZigzagEncode(value) : value, out);
      }
      return;
    case ShapeKind::kFloat:
      return AppendByte(8 * shape.size, out);
    case ShapeKind::kBytes:
      return AppendVarint(shape.size, out);
    case ShapeKind::kArray:
      AppendVarint(shape.count, out);
      return AppendVarint(shape.element.value(), out);
    case ShapeKind::kStruct:
      AppendVarint(shape.num_members, out);
      for (const ShapeMember& member : shapes.members_of(shape)) {
        AppendVarint(member.shape.value(), out);
      }
      return;
  }
}

}  // namespace

std::string FingerprintBytes(const Layout& layout) {
  std::string out;
  size_t num_shapes = 0;
  AppendVarint(layout.num_base_tables(), out);
  for (uint32_t i = 0; i < layout.num_base_tables(); ++i) {
    AppendVarint(layout.base_fields(TableId(i)).count, out);
    VisitTable(layout, TableId(i), [&](NodeId id) {
      const Node& node = layout.node(id);
      if (node.group != kNoGroup) return;
      AppendNode(node, out);
      if (node.kind == NodeKind::kStruct || node.kind == NodeKind::kRaw) {
        num_shapes = std::max(num_shapes, node.shape.value() + size_t{1});
      }
    });
  }
  // Those of the base come first.
  for (const Shape& shape : layout.shapes.shapes.first(num_shapes)) {
    AppendShape(layout.shapes, shape, out);
  }
  return out;
}

uint64_t Fingerprint(const Layout& layout) {
  const std::string bytes = FingerprintBytes(layout);
  return XXH64(bytes.data(), bytes.size(), /*seed=*/0);
}

uint32_t NameHash(std::string_view qualified_name) {
  return static_cast<uint32_t>(
      XXH64(qualified_name.data(), qualified_name.size(), /*seed=*/0));
}

}  // namespace sinter::schema
