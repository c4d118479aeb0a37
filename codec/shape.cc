#include "codec/shape.h"

#include <algorithm>
#include <cstring>

#include "codec/bits.h"

namespace sinter {
namespace {

// Whether `count` bytes are all zero.
bool AreZero(const uint8_t* bytes, uint64_t count) {
  return std::all_of(bytes, bytes + count,
                     [](uint8_t byte) { return byte == 0; });
}

const char* FindScalarFault(const Shape& shape, const uint8_t* bytes) {
  const uint64_t flip = shape.is_signed ? uint64_t{1} << 63 : 0;
  const uint64_t value = LoadScalar(shape, bytes) ^ flip;
  if (value >= (shape.lo ^ flip) && value <= (shape.hi ^ flip)) return nullptr;
  return shape.kind == ShapeKind::kBool ? "a bool in place is neither 0 nor 1"
                                        : "a value in place is out of range";
}

// Calls `visit(begin, end)` for the bytes of a struct that are in no member.
template <typename Visit>
void ForEachGap(const Shapes& shapes, const Shape& shape, Visit visit) {
  uint32_t end = 0;
  for (const ShapeMember& member : shapes.members_of(shape)) {
    if (member.offset > end) visit(end, member.offset);
    end = member.offset + shapes[member.shape].size;
  }
  if (shape.size > end) visit(end, shape.size);
}

const char* FindStructFault(const Shapes& shapes, const Shape& shape,
                            const uint8_t* bytes) {
  for (const ShapeMember& member : shapes.members_of(shape)) {
    if (const char* fault =
            FindShapeFault(shapes, member.shape, bytes + member.offset)) {
      return fault;
    }
  }
  bool is_zero = true;
  ForEachGap(shapes, shape, [&](uint32_t begin, uint32_t end) {
    is_zero = is_zero && AreZero(bytes + begin, end - begin);
  });
  return is_zero ? nullptr : "padding in a struct is not zero";
}

}  // namespace

uint64_t LoadScalar(const Shape& shape, const uint8_t* bytes) {
  uint64_t value = 0;
  for (unsigned i = 0; i < shape.size; ++i) {
    value |= uint64_t{bytes[i]} << (8 * i);
  }
  const unsigned unused = 64 - 8 * shape.size;
  if (!shape.is_signed || unused == 0) return value;
  return static_cast<uint64_t>(static_cast<int64_t>(value << unused) >> unused);
}

void StoreScalar(const Shape& shape, uint64_t value, uint8_t* bytes) {
  for (unsigned i = 0; i < shape.size; ++i) {
    bytes[i] = static_cast<uint8_t>(value >> (8 * i));
  }
}

const char* FindShapeFaults(const Shapes& shapes, ShapeId id, uint64_t count,
                            const uint8_t* bytes) {
  const Shape& shape = shapes[id];
  if (shape.is_plain()) return nullptr;
  for (uint64_t i = 0; i < count; ++i, bytes += shape.size) {
    if (const char* fault = FindShapeFault(shapes, id, bytes)) return fault;
  }
  return nullptr;
}

const char* FindShapeFault(const Shapes& shapes, ShapeId id,
                           const uint8_t* bytes) {
  const Shape& shape = shapes[id];
  if (shape.is_plain()) return nullptr;
  switch (shape.kind) {
    case ShapeKind::kBool:
    case ShapeKind::kInteger:
      return FindScalarFault(shape, bytes);
    case ShapeKind::kFloat:
    case ShapeKind::kBytes:
      return nullptr;
    case ShapeKind::kArray:
      return FindShapeFaults(shapes, shape.element, shape.count, bytes);
    case ShapeKind::kStruct:
      return FindStructFault(shapes, shape, bytes);
  }
  return nullptr;
}

void ClearPadding(const Shapes& shapes, ShapeId id, uint64_t count,
                  uint8_t* bytes) {
  const Shape& shape = shapes[id];
  if (!shape.has_padding) return;
  for (uint64_t i = 0; i < count; ++i, bytes += shape.size) {
    if (shape.kind == ShapeKind::kArray) {
      ClearPadding(shapes, shape.element, shape.count, bytes);
      continue;
    }
    for (const ShapeMember& member : shapes.members_of(shape)) {
      ClearPadding(shapes, member.shape, 1, bytes + member.offset);
    }
    ForEachGap(shapes, shape, [&](uint32_t begin, uint32_t end) {
      std::memset(bytes + begin, 0, end - begin);
    });
  }
}

void StoreDefault(const Shapes& shapes, ShapeId id, uint8_t* bytes) {
  const Shape& shape = shapes[id];
  std::memset(bytes, 0, shape.size);
  if (shape.holds_any) return;
  switch (shape.kind) {
    case ShapeKind::kInteger:
      if (FindScalarFault(shape, bytes) != nullptr) {
        StoreScalar(shape, shape.lo, bytes);
      }
      return;
    case ShapeKind::kArray: {
      const uint32_t size = shapes[shape.element].size;
      for (uint32_t i = 0; i < shape.count; ++i) {
        StoreDefault(shapes, shape.element, bytes + size_t{i} * size);
      }
      return;
    }
    case ShapeKind::kStruct:
      for (const ShapeMember& member : shapes.members_of(shape)) {
        StoreDefault(shapes, member.shape, bytes + member.offset);
      }
      return;
    case ShapeKind::kBool:
    case ShapeKind::kFloat:
    case ShapeKind::kBytes:
      return;
  }
}

}  // namespace sinter
