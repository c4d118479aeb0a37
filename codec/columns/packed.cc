#include "codec/columns/packed.h"

#include <algorithm>

#include "codec/columns/survey_frames.h"
#include "codec/limits.h"

namespace sinter {
namespace {

// The slope of the line from the first value to the last, rounded, halves up;
// 0 if the difference does not fit 64 signed bits, where the line would wrap.
uint64_t MeanSlope(std::span<const uint64_t> values, bool is_signed) {
  if (values.size() < 2) return 0;
  const uint64_t first = InOrder(values.front(), is_signed);
  const uint64_t last = InOrder(values.back(), is_signed);
  const uint64_t rise = last - first;
  const bool falls = last < first;
  if (falls ? 0 - rise > uint64_t{1} << 62 : rise > uint64_t{1} << 62) return 0;
  const auto steps = static_cast<int64_t>(values.size() - 1);
  const auto difference = static_cast<int64_t>(rise);
  // floor(difference / steps + 1/2), in two parts so that nothing overflows.
  int64_t slope = difference / steps;
  int64_t rest = difference % steps;
  if (rest < 0) {
    rest += steps;
    --slope;
  }
  if (rest >= steps - rest) ++slope;
  return static_cast<uint64_t>(slope);
}

// A line may start below zero even where no value does.
bool BaseIsSigned(bool is_signed, bool has_stride) {
  return is_signed || has_stride;
}

uint64_t HeaderBytes(const PackedPlan& plan, bool is_signed) {
  const uint64_t base = BaseIsSigned(is_signed, plan.stride != 0)
                            ? ZigzagEncode(plan.base)
                            : plan.base;
  return (plan.base == 0 ? 0 : VarintBytes(base)) +
         (plan.stride == 0 ? 0 : VarintBytes(ZigzagEncode(plan.stride)));
}

constexpr bool kAboveIsSigned = true;

}  // namespace

Extent ExtentAboveLine(std::span<const uint64_t> values, bool is_signed,
                       uint64_t first, uint64_t slope) {
  Extent extent;
  const size_t done = SurveyLine(values, is_signed, first, slope, extent);
  uint64_t line = first + done * slope;
  for (const uint64_t value : values.subspan(done)) {
    extent.Add(InOrder(value - line, is_signed));
    line += slope;
  }
  return extent;
}

uint64_t RangeAboveLine(uint64_t widest, uint64_t slope) {
  const uint64_t steepness =
      static_cast<int64_t>(slope) < 0 ? 0 - slope : slope;
  // Beyond these bounds what is above a line might wrap.
  if (widest >= uint64_t{1} << 61 || steepness >= widest / 15) return 0;
  return widest - 15 * steepness;
}

PackedPlan PlanPacked(std::span<const uint64_t> values, bool is_signed,
                      const Extent& all, uint64_t widest) {
  PackedPlan flat{.base = InOrder(all.lo, is_signed),
                  .stride = 0,
                  .width = StoredWidth(BitsFor(all.range()))};
  if (flat.width == 64) flat.base = 0;
  const uint64_t slope = MeanSlope(values, is_signed);
  if (slope == 0) return flat;
  const bool wraps = all.range() >= uint64_t{1} << 61;
  if (!wraps && BitsFor(RangeAboveLine(widest, slope)) >= flat.width) {
    return flat;
  }
  const Extent above =
      ExtentAboveLine(values, kAboveIsSigned, values.front(), slope);
  const uint64_t least = InOrder(above.lo, kAboveIsSigned);
  const PackedPlan sloped{.base = values.front() + least,
                          .stride = slope,
                          .width = StoredWidth(BitsFor(above.range()))};
  if (sloped.width == 64) return flat;
  const auto bytes = [&](const PackedPlan& plan) {
    return HeaderBytes(plan, is_signed) +
           PackedBytes(values.size(), plan.width);
  };
  return bytes(sloped) < bytes(flat) ? sloped : flat;
}

PackedPlan PlanPacked(std::span<const uint64_t> values, bool is_signed) {
  return PlanPacked(values, is_signed, ExtentOf(values, is_signed), 0);
}

void PutWidth(unsigned width, WireWriter& writer) {
  writer.PutBits(width == 64 ? 57 : width, 6);
}

bool ReadWidth(WireReader& reader, unsigned& width) {
  uint64_t code;
  if (!reader.ReadBits(6, "width", code)) return false;
  if (code > 57) {
    return reader.Malformed("width", "a code of at most 57", code);
  }
  width = code == 57 ? 64 : static_cast<unsigned>(code);
  return true;
}

void PutPackedHeader(const PackedPlan& plan, bool is_signed,
                     WireWriter& writer) {
  PutWidth(plan.width, writer);
  writer.PutBits(plan.base != 0, 1);
  writer.PutBits(plan.stride != 0, 1);
  if (plan.base != 0) {
    writer.PutNumber(BaseIsSigned(is_signed, plan.stride != 0), plan.base);
  }
  if (plan.stride != 0) writer.PutNumber(true, plan.stride);
}

bool ReadPackedHeader(bool is_signed, WireReader& reader,
                      PackedHeader& header) {
  uint64_t has_base;
  uint64_t has_stride;
  if (!ReadWidth(reader, header.width) ||
      !reader.ReadBits(1, "has base", has_base) ||
      !reader.ReadBits(1, "has stride", has_stride)) {
    return false;
  }
  if (header.width == 64 && (has_base | has_stride) != 0) {
    return reader.Malformed("packed column of 64 bits", "no base, no stride",
                            has_base + 2 * has_stride);
  }
  if (has_base != 0) {
    const bool base_is_signed = BaseIsSigned(is_signed, has_stride != 0);
    if (!reader.ReadNumber(base_is_signed, "base", header.base)) return false;
    if (header.base == 0) return reader.Malformed("base", "not zero", 0);
  }
  if (has_stride != 0) {
    if (!reader.ReadNumber(true, "stride", header.stride)) return false;
    if (header.stride == 0) return reader.Malformed("stride", "not zero", 0);
  }
  return true;
}

void PutPackedColumn(std::span<const uint64_t> values, bool is_signed,
                     WireWriter& writer) {
  const PackedPlan plan = PlanPacked(values, is_signed);
  PutPackedHeader(plan, is_signed, writer);
  writer.PutPacked(values.size(), plan.width, false, [&](uint64_t i) {
    return values[i] - plan.base - i * plan.stride;
  });
}

bool OpenInner(uint32_t count, bool is_signed, const char* what,
               WireReader& reader, InnerPacked& inner, uint8_t& width) {
  PackedHeader header;
  if (!ReadPackedHeader(is_signed, reader, header)) return false;
  inner.base = header.base;
  inner.stride = header.stride;
  width = static_cast<uint8_t>(header.width);
  return reader.ReadPacked(count, header.width, what, nullptr, inner.data);
}

bool LineStays(uint64_t first, uint64_t stride, uint32_t steps, uint64_t lo,
               uint64_t hi) {
  if (first < lo || first > hi) return false;
  const bool falls = static_cast<int64_t>(stride) < 0;
  const uint64_t room = falls ? first - lo : hi - first;
  const uint64_t slope = falls ? 0 - stride : stride;
  return steps == 0 || slope <= room / steps;
}

bool FitsCounts(const InnerPacked& inner, unsigned width, uint32_t count) {
  return width <= 32 && inner.stride <= kMaxTableRows &&
         GetInner(inner, width, count, 0) <= kMaxTableRows;
}

}  // namespace sinter
