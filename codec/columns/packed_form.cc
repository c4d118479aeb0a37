// The packed form: one base, one width, optionally one stride (SPEC.md,
// "Packed").

#include <cstddef>

#include "codec/columns/integer_form.h"

namespace sinter {
namespace {

bool Applies(const IntegerInput&) { return true; }

uint64_t LeastBits(const IntegerInput& input, Scratch&, uint64_t) {
  return PackedBits(input.rows(), input.packed.width);
}

void Put(const IntegerInput& input, Scratch&, WireWriter& writer) {
  const PackedPlan& plan = input.packed;
  PutPackedHeader(plan, input.traits.is_signed, writer);
  writer.PutPacked(input.values.size(), plan.width, false, [&](uint64_t i) {
    return input.values[i] - plan.base - i * plan.stride;
  });
}

bool Open(const IntegerTraits& traits, WireReader& reader, Column& column) {
  PackedHeader header;
  if (!ReadPackedHeader(traits.is_signed, reader, header)) return false;
  column.base = header.base;
  column.width = static_cast<uint8_t>(header.width);
  column.packed = {LowMask(header.width), header.stride, {0, 0}};
  if (!reader.ReadPacked(column.rows, header.width, "values", nullptr,
                         column.data)) {
    return false;
  }
  // The fast mode loads eight bytes from the first byte of any value on.
  const uint64_t last_byte = uint64_t{column.rows - 1} * column.width / 8;
  const bool loads_fit = reader.remaining_from(column.data) >= last_byte + 8;
  column.mode = header.stride == 0 && (loads_fit || header.width == 0)
                    ? ColumnMode::kPacked
                    : ColumnMode::kLinear;
  if (header.width == 0) column.data = kZeroBytes;
  return true;
}

uint64_t Get(const Column& column, uint32_t row) {
  return column.base + row * column.packed.stride +
         LoadField(column.data, PackedBytes(column.rows, column.width), row,
                   column.width);
}

const char* FindFault(const Column& column, const IntegerBounds& bounds) {
  return FindInnerFault({column.data, column.base, column.packed.stride},
                        column.width, column.rows, bounds);
}

}  // namespace

const IntegerForm kPackedForm = {"packed", Applies, LeastBits, Put,
                                 Open,     Get,     FindFault};

const char* FindInnerFault(const InnerPacked& inner, unsigned width,
                           uint32_t count, const IntegerBounds& bounds) {
  constexpr const char* kFault = "value outside the range of its type";
  if (count == 0) return nullptr;
  if (!TailIsZero(inner.data, uint64_t{count} * width)) {
    return "padding after values is not zero";
  }
  const uint64_t lo = InOrder(bounds.lo, bounds.is_signed);
  const uint64_t hi = InOrder(bounds.hi, bounds.is_signed);
  const bool is_line = width == 0 && inner.stride != 0;
  if (lo == 0 && hi == ~uint64_t{0} && !is_line) return nullptr;
  const uint64_t first = InOrder(inner.base, bounds.is_signed);
  if (is_line) {
    return LineStays(first, inner.stride, count - 1, lo, hi) ? nullptr : kFault;
  }
  if (inner.stride == 0) {
    // No value is below the base or above base + mask.
    if (first < lo || first > hi) {
      if (width == 0) return kFault;
    } else if (LowMask(width) <= hi - first) {
      return nullptr;
    }
  }
  // width > 0: no more values than eight times the bytes.
  for (uint32_t i = 0; i < count; ++i) {
    if (!bounds.Contains(GetInner(inner, width, count, i))) return kFault;
  }
  return nullptr;
}

}  // namespace sinter
