// The packed form: one base, one width, optionally one stride (SPEC.md,
// "Packed").

#include <algorithm>
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
  column.packed = {LowMask(header.width), header.stride, {0, 0}, 0};
  if (!reader.ReadPacked(column.rows, header.width, "values", nullptr,
                         column.data)) {
    return false;
  }
  column.mode = header.stride == 0 ? ColumnMode::kPacked : ColumnMode::kLinear;
  if (header.width == 0) {
    column.data = kZeroBytes;
    column.packed.whole_rows = column.rows;
  } else {
    column.packed.whole_rows = NumWholeRows(reader, column);
  }
  return true;
}

const char* FindFault(const Column& column, const IntegerBounds& bounds) {
  return FindInnerFault({column.data, column.base, column.packed.stride},
                        column.width, column.rows, bounds);
}

}  // namespace

const IntegerForm kPackedForm = {"packed", Applies, LeastBits,
                                 Put,      Open,    FindFault};

const char* FindInnerFault(const InnerPacked& inner, unsigned width,
                           uint32_t count, const IntegerBounds& bounds) {
  constexpr const char* kFault = "value outside the range of its type";
  if (count == 0) return nullptr;
  if (!TailIsZero(inner.data, uint64_t{count} * width)) {
    return "padding after values is not zero";
  }
  if (width > 0) {
    return AreWithin({inner.data, PackedBytes(count, width), inner.base,
                      inner.stride, width},
                     count, bounds)
               ? nullptr
               : kFault;
  }
  const uint64_t first = InOrder(inner.base, bounds.is_signed);
  return LineStays(first, inner.stride, inner.stride == 0 ? 0 : count - 1,
                   InOrder(bounds.lo, bounds.is_signed),
                   InOrder(bounds.hi, bounds.is_signed))
             ? nullptr
             : kFault;
}

bool AreWithin(std::span<const uint64_t> values, const IntegerBounds& bounds) {
  const uint64_t lo = InOrder(bounds.lo, bounds.is_signed);
  const uint64_t room = InOrder(bounds.hi, bounds.is_signed) - lo;
  bool all = true;
  for (const uint64_t value : values) {
    all &= InOrder(value, bounds.is_signed) - lo <= room;
  }
  return all;
}

namespace {

// The largest of the bits of an array, unpacked as integers that hold them. The
// loop over a part, of a fixed length, is one that compilers make vectors of.
template <typename U>
uint64_t LargestBits(const PackedArray& array, uint64_t count) {
  constexpr uint64_t kPart = 256;
  constexpr uint64_t kChunk = 4 * kPart;
  U chunk[kChunk];
  U largest = 0;
  for (uint64_t done = 0; done < count; done += kChunk) {
    const uint64_t n = std::min(kChunk, count - done);
    Output<U> out(chunk);
    PutArray(array, done, n, out);
    const uint64_t end = (n + kPart - 1) / kPart * kPart;
    std::fill(chunk + n, chunk + end, U{0});
    for (const U* part = chunk; part != chunk + end; part += kPart) {
      for (uint64_t i = 0; i < kPart; ++i) largest = std::max(largest, part[i]);
    }
  }
  return largest;
}

uint64_t LargestBits(PackedArray array, uint64_t count) {
  array.base = 0;
  array.stride = 0;
  if (array.width <= 8) return LargestBits<uint8_t>(array, count);
  if (array.width <= 16) return LargestBits<uint16_t>(array, count);
  if (array.width <= 32) return LargestBits<uint32_t>(array, count);
  return LargestBits<uint64_t>(array, count);
}

}  // namespace

bool AreWithin(const PackedArray& array, uint64_t count,
               const IntegerBounds& bounds) {
  if (bounds.hold_everything()) return true;
  const uint64_t first = InOrder(array.base, bounds.is_signed);
  const uint64_t most = LowMask(array.width);
  // Without a line or wrapping around, no value is below the base.
  if (array.stride == 0 && most <= ~first && bounds.Contains(array.base)) {
    const uint64_t room = InOrder(bounds.hi, bounds.is_signed) - first;
    return most <= room || LargestBits(array, count) <= room;
  }
  constexpr uint64_t kChunk = 256;
  uint64_t chunk[kChunk];
  for (uint64_t done = 0; done < count; done += kChunk) {
    const auto n = static_cast<size_t>(std::min(kChunk, count - done));
    Output<uint64_t> out(chunk);
    PutArray(array, done, n, out);
    if (!AreWithin({chunk, n}, bounds)) return false;
  }
  return true;
}

}  // namespace sinter
