// Lowering: the shapes of structs and of the elements of raw lists.
#include <algorithm>

#include "codec/bits.h"
#include "codec/layout_walk.h"
#include "codec/limits.h"
#include "schema/lower_type.h"
#include "schema/lowering.h"
#include "schema/text.h"

namespace sinter::schema {

// They are numbered in the order in which a walk through the nodes meets them,
// those of the base first.
void Lowering::AddShapes() {
  Publish();
  VisitBaseFirst(out_->layout_, [&](NodeId id) {
    Node& node = out_->nodes_[id.value()];
    const bool is_raw = node.kind == NodeKind::kRaw;
    if (!limit_.ok() || (node.kind != NodeKind::kStruct && !is_raw)) return;
    TypeId type = node_types_[id.value()];
    if (is_raw) type = schema_.type(type).element;
    const std::optional<ShapeId> shape = ShapeOf(type, 0);
    if (!shape.has_value()) {
      limit_ = absl::ResourceExhaustedError(
          Cat(out_->texts_[id.value()],
              ": structs or elements of raw lists that are too large"));
      return;
    }
    node.shape = *shape;
    const Shapes shapes = out_->shapes_.shapes();
    const uint8_t natural = shapes[*shape].align;
    if (is_raw && node.align == 0) node.align = natural;
    out_->layout_.align =
        std::max(out_->layout_.align, uint32_t{is_raw ? node.align : natural});
  });
}

std::optional<ShapeId> Lowering::ShapeOf(TypeId id, uint32_t depth) {
  if (depth > sinter::kMaxTypeDepth) return std::nullopt;
  const Type& type = schema_.type(id);
  if (type.kind == TypeKind::kNamed) {
    const Declaration& decl = schema_.declaration(type.decl);
    if (decl.kind == DeclKind::kStruct) return ShapeOfStruct(type.decl, depth);
    if (decl.kind == DeclKind::kId) return ShapeOf(decl.underlying, depth + 1);
  }
  ShapeTable& shapes = out_->shapes_;
  if (type.kind == TypeKind::kArray) {
    const std::optional<ShapeId> element = ShapeOf(type.element, depth + 1);
    if (!element.has_value()) return std::nullopt;
    return shapes.AddArray(*element, type.size);
  }
  // All else is as it is in a column of its own.
  const Node node = LowerType(schema_, id).node;
  const uint32_t size = node.bits / 8u;
  switch (node.kind) {
    case NodeKind::kBool:
      return shapes.AddBool();
    case NodeKind::kInteger: {
      const bool is_open = node.lone_form == LoneForm::kOpenCode;
      return shapes.AddInteger(size, node.is_signed, node.lo,
                               is_open ? LowMask(node.bits) : node.hi);
    }
    case NodeKind::kFloat:
      return shapes.AddFloat(size);
    case NodeKind::kText:
      if (node.fixed_size > 0) return shapes.AddBytes(node.fixed_size);
      break;
    case NodeKind::kOptional:
    case NodeKind::kList:
    case NodeKind::kArray:
    case NodeKind::kMap:
    case NodeKind::kUnion:
    case NodeKind::kNull:
    case NodeKind::kRecord:
    case NodeKind::kStruct:
    case NodeKind::kRaw:
      break;
  }
  return std::nullopt;  // no such thing in a valid schema
}

// A struct is looked at once, however often it is used.
std::optional<ShapeId> Lowering::ShapeOfStruct(DeclId id, uint32_t depth) {
  const auto known = struct_shapes_.find(id);
  if (known != struct_shapes_.end()) return known->second;
  std::vector<ShapeId> members;
  for (const Field& field : schema_.declaration(id).fields) {
    const std::optional<ShapeId> member = ShapeOf(field.type, depth + 1);
    if (!member.has_value()) return std::nullopt;
    members.push_back(*member);
  }
  const std::optional<ShapeId> shape = out_->shapes_.AddStruct(members);
  if (shape.has_value()) struct_shapes_.emplace(id, *shape);
  return shape;
}

}  // namespace sinter::schema
