#include "codec/layout_shapes.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

#include "codec/bits.h"
#include "codec/layout_walk.h"
#include "codec/limits.h"

namespace sinter {
namespace {

bool HoldsAny(const Shape& shape) {
  const unsigned bits = 8 * shape.size;
  const uint64_t hi = LowMask(shape.is_signed ? bits - 1 : bits);
  return shape.hi == hi && shape.lo == (shape.is_signed ? ~hi : 0);
}

// Places the members one behind the other, each at a multiple of its alignment.
bool CompleteStruct(std::span<const Shape> inner,
                    std::span<ShapeMember> members, Shape& shape) {
  uint64_t end = 0;
  const auto align_up = [&](uint64_t align) {
    const uint64_t aligned = (end + align - 1) / align * align;
    shape.has_padding = shape.has_padding || aligned != end;
    end = aligned;
  };
  shape.align = 1;
  shape.holds_any = true;
  for (ShapeMember& member : members) {
    const Shape& of_member = inner[member.shape.value()];
    shape.align = std::max(shape.align, of_member.align);
    shape.holds_any = shape.holds_any && of_member.holds_any;
    shape.has_padding = shape.has_padding || of_member.has_padding;
    align_up(of_member.align);
    member.offset = static_cast<uint32_t>(end);
    end += of_member.size;
    if (end > kMaxShapeBytes) return false;
  }
  align_up(shape.align);
  shape.size = static_cast<uint32_t>(end);
  return end <= kMaxShapeBytes;
}

}  // namespace

bool CompleteShape(std::span<const Shape> inner, std::span<ShapeMember> members,
                   Shape& shape) {
  shape.has_padding = false;
  switch (shape.kind) {
    case ShapeKind::kBool:
    case ShapeKind::kInteger:
      shape.align = static_cast<uint8_t>(shape.size);
      shape.holds_any = HoldsAny(shape);
      return true;
    case ShapeKind::kFloat:
      shape.align = static_cast<uint8_t>(shape.size);
      shape.holds_any = true;
      return true;
    case ShapeKind::kBytes:
      shape.align = 1;
      shape.holds_any = true;
      return shape.size <= kMaxShapeBytes;
    case ShapeKind::kArray: {
      const Shape& element = inner[shape.element.value()];
      const uint64_t size = uint64_t{element.size} * shape.count;
      if (size > kMaxShapeBytes) return false;
      shape.size = static_cast<uint32_t>(size);
      shape.align = element.align;
      shape.holds_any = element.holds_any;
      shape.has_padding = element.has_padding;
      return true;
    }
    case ShapeKind::kStruct:
      return CompleteStruct(inner, members, shape);
  }
  return false;
}

namespace {

class ShapesCheck {
 public:
  explicit ShapesCheck(const Layout& layout)
      : layout_(layout), shapes_(layout.shapes) {}

  const char* Run() {
    const size_t num_shapes = shapes_.shapes.size();
    if (num_shapes > kMaxShapes) return "too many shapes";
    if (shapes_.members.size() > kMaxNodes) return "too many members";
    for (const Node& node : layout_.nodes) {
      if (node.kind != NodeKind::kStruct && node.kind != NodeKind::kRaw) {
        continue;
      }
      if (node.shape.value() >= num_shapes) return "a node of no shape";
    }
    for (uint32_t i = 0; i < num_shapes; ++i) {
      if (const char* fault = OneShape(i)) return fault;
    }
    if (next_member_ != shapes_.members.size()) return "a member of no struct";
    if (const char* fault = Nodes()) return fault;
    return Appearance();
  }

 private:
  const char* OneShape(uint32_t index) {
    const Shape& shape = shapes_.shapes[index];
    if (const char* fault = Given(shape)) return fault;
    if (const char* fault = Inner(index, shape)) return fault;
    Shape expected = shape;
    const auto members = shapes_.members_of(shape);
    members_.assign(members.begin(), members.end());
    if (!CompleteShape(shapes_.shapes.first(index), members_, expected)) {
      return "a shape that is too large";
    }
    if (expected.size != shape.size || expected.align != shape.align ||
        expected.holds_any != shape.holds_any ||
        expected.has_padding != shape.has_padding) {
      return "a shape that differs from what is inside";
    }
    for (size_t i = 0; i < members.size(); ++i) {
      if (members[i].offset != members_[i].offset) {
        return "a member at a wrong offset";
      }
    }
    return Default(index, shape);
  }

  static const char* Given(const Shape& shape) {
    const bool is_scalar = shape.kind == ShapeKind::kBool ||
                           shape.kind == ShapeKind::kInteger ||
                           shape.kind == ShapeKind::kFloat;
    if (shape.size == 0) return "a shape without bytes";
    if (is_scalar && (shape.size > 8 || (shape.size & (shape.size - 1)) != 0)) {
      return "a number in place of other than 1, 2, 4 or 8 bytes";
    }
    switch (shape.kind) {
      case ShapeKind::kBool:
        if (shape.size == 1 && !shape.is_signed && shape.lo == 0 &&
            shape.hi == 1) {
          break;
        }
        return "a bool in place of other than a byte";
      case ShapeKind::kInteger:
        if (!BoundsFit(shape)) return "bounds beyond the bytes of a shape";
        break;
      case ShapeKind::kFloat:
        if (shape.size < 4) return "a float in place of other widths";
        break;
      case ShapeKind::kArray:
        if (shape.count == 0 || shape.count > kMaxArraySize) {
          return "an array in place of no or too many elements";
        }
        break;
      case ShapeKind::kStruct:
        if (shape.num_members == 0) return "a struct without members";
        break;
      case ShapeKind::kBytes:
        break;
      default:
        return "an unknown kind of shape";
    }
    const bool is_struct = shape.kind == ShapeKind::kStruct;
    return is_struct || shape.num_members == 0 ? nullptr
                                               : "members of no struct";
  }

  static bool BoundsFit(const Shape& shape) {
    const uint64_t flip = shape.is_signed ? uint64_t{1} << 63 : 0;
    if ((shape.lo ^ flip) > (shape.hi ^ flip)) return false;
    uint8_t bytes[8] = {};
    for (const uint64_t bound : {shape.lo, shape.hi}) {
      StoreScalar(shape, bound, bytes);
      if (LoadScalar(shape, bytes) != bound) return false;
    }
    return true;
  }

  // What is inside stands before, and is not too deep.
  const char* Inner(uint32_t index, const Shape& shape) {
    uint32_t depth = 0;
    const auto is_inside = [&](ShapeId id) {
      if (id.value() >= index) return false;
      depth = std::max(depth, depths_[id.value()]);
      return true;
    };
    if (shape.kind == ShapeKind::kArray && !is_inside(shape.element)) {
      return "a shape before one inside of it";
    }
    if (shape.kind == ShapeKind::kStruct) {
      if (shape.first_member != next_member_ ||
          shape.num_members > shapes_.members.size() - next_member_) {
        return "members not in order";
      }
      next_member_ += shape.num_members;
      for (const ShapeMember& member : shapes_.members_of(shape)) {
        if (!is_inside(member.shape)) return "a shape before one inside of it";
      }
    }
    depths_.push_back(depth + 1);
    return depth + 1 > kMaxTypeDepth ? "shapes too deep" : nullptr;
  }

  const char* Default(uint32_t index, const Shape& shape) {
    if (shape.kind != ShapeKind::kStruct) {
      return shape.default_bytes == nullptr ? nullptr
                                            : "a default of no struct";
    }
    struct_bytes_ += shape.size;
    if (struct_bytes_ > kMaxStructBytes) return "structs of too many bytes";
    const uint8_t* given = shape.default_bytes;
    if (given == nullptr) return "a struct without its default";
    if (reinterpret_cast<uintptr_t>(given) % 8 != 0) {
      return "the default of a struct is not aligned";
    }
    default_.resize(shape.size);
    StoreDefault(shapes_, ShapeId(index), default_.data());
    const bool is_same = std::memcmp(given, default_.data(), shape.size) == 0;
    return is_same ? nullptr : "a wrong default of a struct";
  }

  // Shapes are numbered as a walk through the nodes, those of the base first,
  // meets them, those inside first.
  const char* Appearance() {
    uint32_t next = 0;
    bool in_order = true;
    VisitBaseFirst(layout_, [&](NodeId id) {
      const Node& node = layout_.node(id);
      if (node.kind != NodeKind::kStruct && node.kind != NodeKind::kRaw) return;
      in_order = in_order && Meet(node.shape, next);
    });
    if (!in_order) return "shapes not in order of appearance";
    return next == shapes_.shapes.size() ? nullptr : "a shape of no node";
  }

  bool Meet(ShapeId id, uint32_t& next) {
    if (id.value() < next) return true;
    const Shape& shape = shapes_[id];
    if (shape.kind == ShapeKind::kArray && !Meet(shape.element, next)) {
      return false;
    }
    for (const ShapeMember& member : shapes_.members_of(shape)) {
      if (!Meet(member.shape, next)) return false;
    }
    return id.value() == next++;
  }

  const char* Nodes() {
    uint32_t align = 1;
    for (const Node& node : layout_.nodes) {
      align = std::max(align, AlignmentOf(layout_, node));
      if (node.kind == NodeKind::kStruct &&
          shapes_[node.shape].kind != ShapeKind::kStruct) {
        return "a struct of another shape";
      }
      if (node.kind == NodeKind::kRaw &&
          (node.align > kMaxAlign || (node.align & (node.align - 1)) != 0 ||
           node.align < shapes_[node.shape].align)) {
        return "a raw list of a wrong alignment";
      }
    }
    return layout_.align == align ? nullptr : "a wrong alignment";
  }

  const Layout& layout_;
  const Shapes& shapes_;
  uint32_t next_member_ = 0;
  uint64_t struct_bytes_ = 0;
  std::vector<uint32_t> depths_;  // by shape
  std::vector<ShapeMember> members_;
  std::vector<uint8_t> default_;
};

}  // namespace

const char* FindShapesFault(const Layout& layout) {
  return ShapesCheck(layout).Run();
}

}  // namespace sinter
