// Packed columns: base + index * stride + bits[index], the simplest form of an
// integer column and the only one inside others (SPEC.md, "Packed columns").
#ifndef SINTER_CODEC_COLUMNS_PACKED_H_
#define SINTER_CODEC_COLUMNS_PACKED_H_

#include <cstdint>
#include <span>

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

// The base, stride and width that take the fewest bits: without a stride, or
// with the mean slope from first to last if that is smaller. `values` is not
// empty.
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

// Whether the base and stride of a column of counts can be kept in 32 bits: the
// counts of verified bytes are below 2^32, do not fall, and are then exact
// modulo 2^32, though a base may lie below zero.
bool FitsCounts(const InnerPacked& inner, unsigned width, uint32_t count);

// Value `index` of `count`; index < count.
uint64_t GetInner(const InnerPacked& inner, unsigned width, uint32_t count,
                  uint32_t index);

}  // namespace sinter

#endif  // SINTER_CODEC_COLUMNS_PACKED_H_
