// One pass over a column's values for all that the choice of its form asks for
// (SPEC.md, "The canonical choices").

#include <algorithm>

#include "codec/columns/integer_form.h"
#include "codec/columns/survey_frames.h"

namespace sinter {
namespace {

// The frames of `values` behind the first `begin`, whole ones, and counts on
// the way. Without branches on values.
template <bool kIsSigned>
void Survey(std::span<const uint64_t> values, size_t begin, size_t end,
            uint64_t sparse_value, Extent* frames, ValueCounts& counts) {
  uint64_t before = values[begin == 0 ? 0 : begin - 1];
  for (; begin < end; begin += kFrameRows) {
    const size_t frame_end = std::min<size_t>(end, begin + kFrameRows);
    Extent frame;
    for (size_t i = begin; i < frame_end; ++i) {
      const uint64_t value = values[i];
      frame.Add(InOrder(value, kIsSigned));
      counts.exceptions += value != sparse_value;
      counts.changes += value != before;
      before = value;
    }
    frames[begin / kFrameRows] = frame;
  }
}

void Survey(std::span<const uint64_t> values, size_t begin, size_t end,
            const IntegerTraits& traits, Extent* frames, ValueCounts& counts) {
  const uint64_t usual = traits.sparse_value;
  if (begin >= end) return;
  return traits.is_signed
             ? Survey<true>(values, begin, end, usual, frames, counts)
             : Survey<false>(values, begin, end, usual, frames, counts);
}

}  // namespace

IntegerInput SurveyIntegers(std::span<const uint64_t> values,
                            const IntegerTraits& traits, Scratch& scratch) {
  auto& frames = scratch.frames;
  frames.resize(values.size() / kFrameRows + (values.size() % kFrameRows != 0));
  ValueCounts counts;
  // The vectors compare each value with the one in front of it.
  const size_t first = std::min<size_t>(values.size(), kFrameRows);
  Survey(values, 0, first, traits, frames.data(), counts);
  const size_t done =
      first + kFrameRows * SurveyFrames(values.subspan(first), traits.is_signed,
                                        traits.sparse_value, frames.data() + 1,
                                        counts);
  Survey(values, done, values.size(), traits, frames.data(), counts);
  Extent all;
  uint64_t widest = 0;  // range of a frame
  for (const Extent& frame : frames) {
    all.Add(frame);
    widest = std::max(widest, frame.range());
  }
  return {.values = values,
          .traits = traits,
          .packed = PlanPacked(values, traits.is_signed, all, widest),
          .frames = scratch.frames,
          .lo = InOrder(all.lo, traits.is_signed),
          .range = all.range(),
          .flat_width = BitsFor(all.range()),
          .num_changes = counts.changes,
          .num_exceptions = counts.exceptions};
}

}  // namespace sinter
