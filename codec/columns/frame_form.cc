// The frame form: one base per 16 rows, one width, optionally one stride: time
// series and values that resemble their neighbours (SPEC.md, "Frame").

#include <algorithm>

#include "codec/columns/integer_form.h"
#include "codec/unpack.h"

namespace sinter {
namespace {

// With the stride of the packed form, or without one.
struct FramePlan {
  uint64_t stride;
  unsigned width;
};

uint64_t WidestFrame(const IntegerInput& input) {
  uint64_t widest = 0;
  for (const Extent& frame : input.frames) {
    widest = std::max(widest, frame.range());
  }
  return widest;
}

// The least value of each frame above a line of this stride, into `bases`, and
// the width of what they are exceeded by.
unsigned SurveyAboveLine(const IntegerInput& input, uint64_t stride,
                         std::pmr::vector<uint64_t>& bases) {
  bases.clear();
  uint64_t widest = 0;
  const bool is_signed = input.traits.is_signed;
  const size_t rows = input.values.size();
  for (size_t begin = 0; begin < rows; begin += kFrameRows) {
    const size_t end = std::min(rows, begin + kFrameRows);
    Extent frame;
    for (size_t i = begin; i < end; ++i) {
      frame.Add(InOrder(input.values[i] - i * stride, is_signed));
    }
    widest = std::max(widest, frame.range());
    bases.push_back(InOrder(frame.lo, is_signed));
  }
  return StoredWidth(BitsFor(widest));
}

// A stride is taken if it saves more bits in the frames than it costs itself.
// The bases go into scratch.inner.
FramePlan Plan(const IntegerInput& input, Scratch& scratch) {
  const uint64_t stride = input.packed.stride;
  const unsigned flat = StoredWidth(BitsFor(WidestFrame(input)));
  if (stride != 0) {
    const unsigned sloped = SurveyAboveLine(input, stride, scratch.inner);
    const uint64_t cost = 8 * uint64_t{VarintBytes(ZigzagEncode(stride))};
    if (sloped < flat && uint64_t{flat - sloped} * input.rows() > cost) {
      return {stride, sloped};
    }
  }
  scratch.inner.clear();
  for (const Extent& frame : input.frames) {
    scratch.inner.push_back(InOrder(frame.lo, input.traits.is_signed));
  }
  return {0, flat};
}

uint64_t LeastBits(const IntegerInput& input, Scratch&, uint64_t) {
  const uint64_t widest = WidestFrame(input);
  const uint64_t range = RangeAboveLine(widest, input.packed.stride);
  const unsigned width = BitsFor(input.packed.stride == 0 ? widest : range);
  return PackedBits(input.rows(), std::max(width, 1u));
}

bool Applies(const IntegerInput& input) {
  return input.values.size() > kFrameRows && input.packed.width > 1;
}

void Put(const IntegerInput& input, Scratch& scratch, WireWriter& writer) {
  FramePlan plan = Plan(input, scratch);
  plan.width = std::max(plan.width, 1u);
  PutWidth(plan.width, writer);
  writer.PutBits(plan.stride != 0, 1);
  if (plan.stride != 0) writer.PutNumber(true, plan.stride);
  PutPackedColumn(scratch.inner, input.traits.is_signed, writer);
  writer.PutPacked(input.values.size(), plan.width, false, [&](uint64_t i) {
    return input.values[i] - scratch.inner[i / kFrameRows] - i * plan.stride;
  });
}

bool Open(const IntegerTraits& traits, WireReader& reader, Column& column) {
  unsigned width;
  uint64_t has_stride;
  if (!ReadWidth(reader, width) ||
      !reader.ReadBits(1, "has stride", has_stride)) {
    return false;
  }
  // Without bits of its own each row would cost nothing.
  if (width == 0) return reader.Malformed("width of a frame", "at least 1", 0);
  column.mode = ColumnMode::kFrame;
  column.base = 0;
  column.width = static_cast<uint8_t>(width);
  column.frame = {LowMask(width), 0, {}};
  if (has_stride != 0) {
    if (!reader.ReadNumber(true, "stride", column.frame.stride)) return false;
    if (column.frame.stride == 0) {
      return reader.Malformed("stride", "not zero", 0);
    }
  }
  if (!OpenInner(NumFrames(column.rows), traits.is_signed, "bases of frames",
                 reader, column.frame.bases, column.inner_width) ||
      !reader.ReadPacked(column.rows, width, "values", nullptr, column.data)) {
    return false;
  }
  column.has_whole_loads = reader.has_whole_loads();
  return true;
}

const char* FindFault(const Column& column, const IntegerBounds& bounds) {
  const uint64_t bits = uint64_t{column.rows} * column.width;
  const uint64_t base_bits =
      uint64_t{NumFrames(column.rows)} * column.inner_width;
  if (!TailIsZero(column.data, bits) ||
      !TailIsZero(column.frame.bases.data, base_bits)) {
    return "padding after values is not zero";
  }
  if (bounds.hold_everything()) return nullptr;
  constexpr uint32_t kChunk = 256;
  uint64_t chunk[kChunk];
  for (uint64_t row = 0; row < column.rows; row += kChunk) {
    const auto n =
        static_cast<size_t>(std::min<uint64_t>(kChunk, column.rows - row));
    UnpackIntegers(column, static_cast<uint32_t>(row), n, sizeof(uint64_t),
                   chunk);
    if (!AreWithin({chunk, n}, bounds))
      return "value outside the range of its type";
  }
  return nullptr;
}

}  // namespace

const IntegerForm kFrameForm = {"frame", Applies, LeastBits,
                                Put,     Open,    FindFault};

}  // namespace sinter
