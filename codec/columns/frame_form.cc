// The frame form: one base per 16 rows, one width, optionally one stride: time
// series and values that resemble their neighbours (SPEC.md, "Frame").

#include <algorithm>

#include "codec/columns/integer_form.h"

namespace sinter {
namespace {

constexpr uint32_t kFrameRows = 16;

uint32_t NumFrames(uint32_t rows) {
  return rows / kFrameRows + (rows % kFrameRows != 0);
}

// A step that the values could follow: that of the packed form, else the mean
// one, which is the same where the packed form found it worth while.
struct FramePlan {
  uint64_t stride;
  unsigned width;
};

// The least value of each frame above a line of this stride, into `bases`, and
// the width of what they are exceeded by.
unsigned SurveyFrames(const IntegerInput& input, uint64_t stride,
                      std::pmr::vector<uint64_t>& bases) {
  bases.clear();
  uint64_t widest = 0;
  const bool is_signed = input.traits.is_signed;
  const size_t rows = input.values.size();
  for (size_t begin = 0; begin < rows; begin += kFrameRows) {
    const size_t end = std::min(rows, begin + kFrameRows);
    uint64_t lo = ~uint64_t{0};
    uint64_t hi = 0;
    for (size_t i = begin; i < end; ++i) {
      const uint64_t above = InOrder(input.values[i] - i * stride, is_signed);
      lo = std::min(lo, above);
      hi = std::max(hi, above);
    }
    widest = std::max(widest, hi - lo);
    bases.push_back(InOrder(lo, is_signed));
  }
  return StoredWidth(BitsFor(widest));
}

// A stride is taken if it saves more bits in the frames than it costs itself.
FramePlan Plan(const IntegerInput& input, Scratch& scratch) {
  const uint64_t stride = input.packed.stride;
  FramePlan plan{0, SurveyFrames(input, 0, scratch.inner)};
  if (stride == 0) return plan;
  const unsigned sloped = SurveyFrames(input, stride, scratch.inner);
  const uint64_t cost = 8 * uint64_t{VarintBytes(ZigzagEncode(stride))};
  if (sloped < plan.width &&
      uint64_t{plan.width - sloped} * input.values.size() > cost) {
    return {stride, sloped};
  }
  SurveyFrames(input, 0, scratch.inner);
  return plan;
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
  return OpenInner(NumFrames(column.rows), traits.is_signed, "bases of frames",
                   reader, column.frame.bases, column.inner_width) &&
         reader.ReadPacked(column.rows, width, "values", nullptr, column.data);
}

uint64_t Get(const Column& column, uint32_t row) {
  const Column::Frame& frame = column.frame;
  return GetInner(frame.bases, column.inner_width, NumFrames(column.rows),
                  row / kFrameRows) +
         row * frame.stride +
         LoadField(column.data, PackedBytes(column.rows, column.width), row,
                   column.width);
}

const char* FindFault(const Column& column, const IntegerBounds& bounds) {
  const uint64_t bits = uint64_t{column.rows} * column.width;
  const uint64_t base_bits =
      uint64_t{NumFrames(column.rows)} * column.inner_width;
  if (!TailIsZero(column.data, bits) ||
      !TailIsZero(column.frame.bases.data, base_bits)) {
    return "padding after values is not zero";
  }
  for (uint32_t row = 0; row < column.rows; ++row) {
    if (!bounds.Contains(Get(column, row)))
      return "value outside the range of its type";
  }
  return nullptr;
}

}  // namespace

const IntegerForm kFrameForm = {"frame", Applies, Put, Open, Get, FindFault};

}  // namespace sinter
