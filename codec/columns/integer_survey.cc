// One pass over a column's values for all that the choice of its form asks for
// (SPEC.md, "The canonical choices").

#include <algorithm>

#include "codec/columns/integer_form.h"

namespace sinter {
namespace {

struct Counts {
  uint64_t changes = 0;
  uint64_t exceptions = 0;
  Extent all;
  uint64_t widest = 0;  // range of a frame
};

// Adds `count` values from `values` on, which follow `before`, to `counts` and
// to the frame that they are. Without branches on values.
template <bool kIsSigned>
[[gnu::always_inline]] inline void CountFrame(const uint64_t* values,
                                              size_t count, uint64_t before,
                                              uint64_t sparse_value,
                                              Counts& counts, Extent& frame) {
  uint64_t exceptions = 0;
  uint64_t changes = values[0] != before;
  for (size_t i = 0; i < count; ++i) {
    frame.Add(InOrder(values[i], kIsSigned));
    exceptions += values[i] != sparse_value;
  }
  for (size_t i = 1; i < count; ++i) changes += values[i] != values[i - 1];
  counts.exceptions += exceptions;
  counts.changes += changes;
  counts.all.Add(frame);
  counts.widest = std::max(counts.widest, frame.range());
}

// The frames of `values`, and counts on the way.
template <bool kIsSigned>
Counts Count(std::span<const uint64_t> values, uint64_t sparse_value,
             std::pmr::vector<Extent>& frames) {
  Counts counts;
  const size_t rows = values.size();
  frames.resize(rows / kFrameRows + (rows % kFrameRows != 0));
  uint64_t before = values.front();
  const uint64_t* at = values.data();
  for (size_t i = 0; i < rows / kFrameRows; ++i, at += kFrameRows) {
    Extent frame;
    CountFrame<kIsSigned>(at, kFrameRows, before, sparse_value, counts, frame);
    frames[i] = frame;
    before = at[kFrameRows - 1];
  }
  if (rows % kFrameRows != 0) {
    CountFrame<kIsSigned>(at, rows % kFrameRows, before, sparse_value, counts,
                          frames.back());
  }
  return counts;
}

}  // namespace

IntegerInput SurveyIntegers(std::span<const uint64_t> values,
                            const IntegerTraits& traits, Scratch& scratch) {
  scratch.frames.clear();
  const Counts counts =
      traits.is_signed
          ? Count<true>(values, traits.sparse_value, scratch.frames)
          : Count<false>(values, traits.sparse_value, scratch.frames);
  return {
      .values = values,
      .traits = traits,
      .packed = PlanPacked(values, traits.is_signed, counts.all, counts.widest),
      .frames = scratch.frames,
      .lo = InOrder(counts.all.lo, traits.is_signed),
      .range = counts.all.range(),
      .flat_width = BitsFor(counts.all.range()),
      .num_changes = counts.changes,
      .num_exceptions = counts.exceptions};
}

}  // namespace sinter
