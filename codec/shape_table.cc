#include "codec/shape_table.h"

#include <algorithm>
#include <utility>

#include "codec/layout_shapes.h"
#include "codec/limits.h"

namespace sinter {

namespace {

Shape OfKind(ShapeKind kind) {
  Shape shape;
  shape.kind = kind;
  return shape;
}

Shape OfSize(ShapeKind kind, uint32_t size) {
  Shape shape = OfKind(kind);
  shape.size = size;
  return shape;
}

}  // namespace

std::optional<ShapeId> ShapeTable::AddBool() {
  Shape shape = OfSize(ShapeKind::kBool, 1);
  shape.hi = 1;
  return Add(shape, {});
}

std::optional<ShapeId> ShapeTable::AddInteger(uint32_t size, bool is_signed,
                                              uint64_t lo, uint64_t hi) {
  Shape shape = OfSize(ShapeKind::kInteger, size);
  shape.is_signed = is_signed;
  shape.lo = lo;
  shape.hi = hi;
  return Add(shape, {});
}

std::optional<ShapeId> ShapeTable::AddFloat(uint32_t size) {
  return Add(OfSize(ShapeKind::kFloat, size), {});
}

std::optional<ShapeId> ShapeTable::AddBytes(uint32_t size) {
  return Add(OfSize(ShapeKind::kBytes, size), {});
}

std::optional<ShapeId> ShapeTable::AddArray(ShapeId element, uint32_t count) {
  Shape shape = OfKind(ShapeKind::kArray);
  shape.element = element;
  shape.count = count;
  return Add(shape, {});
}

std::optional<ShapeId> ShapeTable::AddStruct(std::span<const ShapeId> members) {
  return Add(OfKind(ShapeKind::kStruct), members);
}

std::optional<ShapeId> ShapeTable::Add(const Shape& given,
                                       std::span<const ShapeId> members) {
  std::vector<uint64_t> key = {static_cast<uint64_t>(given.kind),
                               given.is_signed,
                               given.size,
                               given.lo,
                               given.hi,
                               given.element.value(),
                               given.count};
  for (const ShapeId member : members) key.push_back(member.value());
  if (const auto found = known_.find(key); found != known_.end()) {
    return found->second;
  }
  Shape shape = given;
  shape.first_member = static_cast<uint32_t>(members_.size());
  shape.num_members = static_cast<uint32_t>(members.size());
  uint32_t depth = 0;
  std::vector<ShapeMember> placed;
  for (const ShapeId member : members) {
    depth = std::max(depth, depths_[member.value()]);
    placed.push_back({.offset = 0, .shape = member});
  }
  const bool is_struct = shape.kind == ShapeKind::kStruct;
  if (!is_struct) shape.first_member = 0;
  if (shape.kind == ShapeKind::kArray) depth = depths_[given.element.value()];
  if ((is_struct && members.empty()) || depth == kMaxTypeDepth ||
      shapes_.size() == kMaxShapes ||
      members.size() > kMaxNodes - members_.size() ||
      !CompleteShape(shapes_, placed, shape) ||
      (is_struct && shape.size > kMaxStructBytes - struct_bytes_)) {
    return std::nullopt;
  }
  members_.insert(members_.end(), placed.begin(), placed.end());
  const ShapeId id(static_cast<uint32_t>(shapes_.size()));
  shapes_.push_back(shape);
  depths_.push_back(depth + 1);
  if (is_struct) {
    struct_bytes_ += shape.size;
    // Words, so that the bytes are aligned.
    defaults_.push_back(std::make_unique<uint64_t[]>((shape.size + 7) / 8));
    auto* bytes = reinterpret_cast<uint8_t*>(defaults_.back().get());
    StoreDefault(shapes(), id, bytes);
    shapes_.back().default_bytes = bytes;
  }
  known_.emplace(std::move(key), id);
  return id;
}

}  // namespace sinter
