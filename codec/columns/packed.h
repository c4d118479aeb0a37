// Packed columns: base + index * stride + bits[index], the simplest form of an
// integer column and the only one inside others (SPEC.md, "Packed columns").
#ifndef SINTER_CODEC_COLUMNS_PACKED_H_
#define SINTER_CODEC_COLUMNS_PACKED_H_

#include <cstdint>
#include <span>

#include "codec/bits.h"
#include "codec/column.h"
#include "codec/wire_reader.h"
#include "codec/wire_writer.h"

namespace sinter {

// Maps values to numbers that compare as the type does: itself or, if signed,
// with the sign bit turned. Its own inverse.
constexpr uint64_t InOrder(uint64_t value, bool is_signed) {
  return is_signed ? value ^ (uint64_t{1} << 63) : value;
}

// Widths are 0 to 56 and 64, so that one load of eight bytes holds a value.
constexpr unsigned StoredWidth(unsigned bits) { return bits <= 56 ? bits : 64; }

struct PackedPlan {
  uint64_t base = 0;
  uint64_t stride = 0;
  unsigned width = 0;
};

// The least and the largest of some values, as InOrder maps them.
struct Extent {
  uint64_t lo = ~uint64_t{0};
  uint64_t hi = 0;

  uint64_t range() const { return hi - lo; }
  void Add(uint64_t ordered) {
    lo = ordered < lo ? ordered : lo;
    hi = ordered > hi ? ordered : hi;
  }
  void Add(const Extent& other) {
    lo = other.lo < lo ? other.lo : lo;
    hi = other.hi > hi ? other.hi : hi;
  }
};

// Of what is left of values above the line of first + i * slope.
Extent ExtentAboveLine(std::span<const uint64_t> values, bool is_signed,
                       uint64_t first, uint64_t slope);
// Of the values themselves.
inline Extent ExtentOf(std::span<const uint64_t> values, bool is_signed) {
  return ExtentAboveLine(values, is_signed, 0, 0);
}

// What any 16 successive values are apart at most, if a line of this slope
// takes nothing away from it that is worth more than 15 steps: what is left of
// `widest`, the greatest range of 16 values, at least.
uint64_t RangeAboveLine(uint64_t widest, uint64_t slope);

// The base, stride and width that take the fewest bits: without a stride, or
// with the mean slope from first to last if that is smaller. `values` is not
// empty, `all` their extent, `widest` the greatest range of 16 successive ones,
// or less: large ranges of neighbours tell that no line comes near.
PackedPlan PlanPacked(std::span<const uint64_t> values, bool is_signed,
                      const Extent& all, uint64_t widest);

// The same, with a pass of its own for the extent.
PackedPlan PlanPacked(std::span<const uint64_t> values, bool is_signed);

// Writes a packed column: the six bits of the width, two flags, base, stride,
// values.
void PutPackedColumn(std::span<const uint64_t> values, bool is_signed,
                     WireWriter& writer);

// What a packed column starts with.
struct PackedHeader {
  uint64_t base = 0;
  uint64_t stride = 0;
  unsigned width = 0;
};
void PutPackedHeader(const PackedPlan& plan, bool is_signed,
                     WireWriter& writer);
[[nodiscard]] bool ReadPackedHeader(bool is_signed, WireReader& reader,
                                    PackedHeader& header);

// The six bits of a width and what they stand for.
void PutWidth(unsigned width, WireWriter& writer);
[[nodiscard]] bool ReadWidth(WireReader& reader, unsigned& width);

// Reads a packed column of `count` values that stands inside another. `what`
// names its values.
[[nodiscard]] bool OpenInner(uint32_t count, bool is_signed, const char* what,
                             WireReader& reader, InnerPacked& inner,
                             uint8_t& width);

// Whether the line of first + i * stride, i up to `steps` and stride as a
// signed number, stays within lo..hi and does not wrap around on the way.
bool LineStays(uint64_t first, uint64_t stride, uint32_t steps, uint64_t lo,
               uint64_t hi);

// Whether the base and stride of a column of counts can be kept in 32 bits: the
// counts of verified bytes are below 2^32, do not fall, and are then exact
// modulo 2^32, though a base may lie below zero.
bool FitsCounts(const InnerPacked& inner, unsigned width, uint32_t count);

// How field `index` of an array of `count` of them is loaded: with the bounds
// of the array, or, where Column::has_whole_loads, without.
struct BoundedLoads {
  static uint64_t Field(const uint8_t* bytes, uint64_t count, uint64_t index,
                        unsigned width) {
    return LoadField(bytes, PackedBytes(count, width), index, width);
  }
};
struct WholeLoads {
  static uint64_t Field(const uint8_t* bytes, uint64_t, uint64_t index,
                        unsigned width) {
    return LoadWholeField(bytes, index, width, LowMask(width));
  }
};

// Value `index` of `count`; index < count.
template <typename Loads = BoundedLoads>
uint64_t GetInner(const InnerPacked& inner, unsigned width, uint32_t count,
                  uint32_t index) {
  return inner.base + index * inner.stride +
         Loads::Field(inner.data, count, index, width);
}

}  // namespace sinter

#endif  // SINTER_CODEC_COLUMNS_PACKED_H_
