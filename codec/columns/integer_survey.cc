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

// The frames of `values`, and counts on the way. Without branches on values.
template <bool kIsSigned>
Counts Count(std::span<const uint64_t> values, uint64_t sparse_value,
             std::pmr::vector<Extent>& frames) {
  Counts counts;
  uint64_t before = values.front();
  frames.reserve(values.size() / kFrameRows + 1);
  for (size_t begin = 0; begin < values.size(); begin += kFrameRows) {
    const size_t end = std::min<size_t>(values.size(), begin + kFrameRows);
    Extent frame;
    for (size_t i = begin; i < end; ++i) {
      const uint64_t value = values[i];
      frame.Add(InOrder(value, kIsSigned));
      counts.exceptions += value != sparse_value;
      counts.changes += value != before;
      before = value;
    }
    counts.all.Add(frame);
    counts.widest = std::max(counts.widest, frame.range());
    frames.push_back(frame);
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
