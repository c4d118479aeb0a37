// Shapes: values that stand in a message as they stand in memory, in
// little-endian order at naturally aligned offsets (SPEC.md, "Fixed shapes").
// Structs have one, and so do the elements of raw lists. A shape is a tree in
// an array: what is inside of one stands before it, and [u8; 65535] is two
// entries, so that walking a shape costs no more than its bytes.
#ifndef SINTER_CODEC_SHAPE_H_
#define SINTER_CODEC_SHAPE_H_

#include <cstdint>
#include <numeric>
#include <span>

#include "codec/typed_id.h"

namespace sinter {

using ShapeId = TypedId<struct LayoutShapeTag>;  // index into Layout::shapes

enum class ShapeKind : uint8_t {
  kBool,     // a byte, 0 or 1
  kInteger,  // `is_signed`, `lo`, `hi`: integers, enums, flags, times, decimals
  kFloat,    // IEEE 754
  kBytes,    // `size` bytes of any value
  kArray,    // `count` times `element`, one behind the other
  kStruct,   // `num_members` members, zeros between them and at the end
};

struct Shape {
  ShapeKind kind = ShapeKind::kBool;
  uint8_t align = 1;  // 1, 2, 4 or 8
  bool is_signed = false;
  // Every byte string of its size is a value, zeros between members aside.
  bool holds_any = false;
  bool has_padding = false;
  uint32_t size = 0;  // in bytes, a multiple of `align`, never 0
  uint64_t lo = 0;
  uint64_t hi = 0;
  ShapeId element = {};
  uint32_t count = 0;
  uint32_t first_member = 0;  // into Layout::members
  uint32_t num_members = 0;
  // kStruct: what an unset one is, aligned to 8 bytes: each member zero, or lo
  // where zero is out of range.
  const uint8_t* default_bytes = nullptr;

  // Whether no bytes have to be looked at to know that they are a value.
  bool is_plain() const { return holds_any && !has_padding; }
};

// A member of a struct.
struct ShapeMember {
  uint32_t offset = 0;
  ShapeId shape = {};
};

// The shapes of a Layout.
struct Shapes {
  std::span<const Shape> shapes = {};
  std::span<const ShapeMember> members = {};

  const Shape& operator[](ShapeId id) const { return shapes[id.value()]; }
  std::span<const ShapeMember> members_of(const Shape& shape) const {
    return members.subspan(shape.first_member, shape.num_members);
  }
};

// Lists with an alignment store their elements in units: the fewest elements
// that take a multiple of the alignment together (SPEC.md, "Raw lists").
struct RawUnit {
  uint32_t elements = 1;
  uint32_t bytes = 1;
};
constexpr RawUnit RawUnitOf(uint32_t element_size, uint32_t align) {
  const uint32_t elements = align / std::gcd(element_size, align);
  return {elements, elements * element_size};
}

// A bool, integer or float at any address: two's complement in 64 bits when
// signed, the bits of a float.
uint64_t LoadScalar(const Shape& shape, const uint8_t* bytes);
void StoreScalar(const Shape& shape, uint64_t value, uint8_t* bytes);

// Why the bytes of a value break a rule, or null: members out of range, padding
// that is not zero. Returns at once where any bytes are a value.
const char* FindShapeFault(const Shapes& shapes, ShapeId id,
                           const uint8_t* bytes);
// The same for `count` values one behind the other.
const char* FindShapeFaults(const Shapes& shapes, ShapeId id, uint64_t count,
                            const uint8_t* bytes);

// Zeroes the bytes between members, which nobody sets.
void ClearPadding(const Shapes& shapes, ShapeId id, uint64_t count,
                  uint8_t* bytes);

// Writes the value of an unset one. The members of `id` and of what is inside
// must have been checked or made.
void StoreDefault(const Shapes& shapes, ShapeId id, uint8_t* bytes);

}  // namespace sinter

#endif  // SINTER_CODEC_SHAPE_H_
