// Two forms that pick values from a short packed column by rank in a bit
// column: sparse (a bit per exception, all else is one value) and runs (a bit
// per row that starts a run) (SPEC.md, "Sparse" and "Runs").

#include <algorithm>

#include "codec/columns/bits_column.h"
#include "codec/columns/integer_form.h"
#include "codec/columns/survey_frames.h"

namespace sinter {
namespace {

// A set bit for each row that `is_marked`, of which there are `count`; the
// values there go to the end of scratch.inner. Without branches on values.
template <typename IsMarked>
BitSpan Mark(const IntegerInput& input, size_t count, Scratch& scratch,
             const IsMarked& is_marked) {
  const size_t rows = input.values.size();
  const size_t before = scratch.inner.size();
  scratch.inner.resize(before + count + 1);  // one to write to in vain
  scratch.bits.resize((rows + 63) / 64);
  uint64_t* dense = scratch.inner.data() + before;
  for (size_t begin = 0; begin < rows; begin += 64) {
    const size_t end = std::min<size_t>(rows, begin + 64);
    uint64_t word = 0;
    for (size_t row = begin; row < end; ++row) {
      const uint64_t bit = is_marked(row);
      word |= bit << (row - begin);
      *dense = input.values[row];
      dense += bit;
    }
    scratch.bits[begin / 64] = word;
  }
  scratch.inner.pop_back();
  return {scratch.bits, input.rows()};
}

// Bits that a bit column with so many ones takes at least.
uint64_t LeastMarkBits(uint32_t rows, uint64_t ones) {
  const uint64_t listed = std::min(ones, rows - ones);
  return std::min(PackedBits(rows, 1), PackedBits(listed, PositionWidth(rows)));
}

// Bits that so many values of this range take at least. A line could hold them
// in fewer than the range needs, but no line rises by less than half a step a
// value.
uint64_t LeastDenseBits(uint64_t values, uint64_t range) {
  return range < values / 2 ? PackedBits(values, BitsFor(range)) : 0;
}

bool OpenDense(const IntegerTraits& traits, uint64_t count, WireReader& reader,
               Column& column) {
  if (!OpenInner(static_cast<uint32_t>(count), traits.is_signed, "values",
                 reader, column.ranked.dense, column.inner_width)) {
    return false;
  }
  column.has_whole_loads = reader.has_whole_loads();
  return true;
}

const char* FindDenseFault(const Column& column, const IntegerBounds& bounds) {
  if (const char* fault = FindBitsFault(column, BitsUse::kInner)) return fault;
  return FindInnerFault(column.ranked.dense, column.inner_width,
                        NumDenseValues(column), bounds);
}

// Sparse.

bool SparseApplies(const IntegerInput& input) {
  return input.num_exceptions > 0 &&
         input.num_exceptions < input.values.size() && input.flat_width > 1;
}

// The values are looked at only where the marks alone are not too many bits.
uint64_t SparseLeastBits(const IntegerInput& input, Scratch&, uint64_t budget) {
  const uint64_t marks = LeastMarkBits(input.rows(), input.num_exceptions);
  const auto least = [&](const Extent& exceptions) {
    if (exceptions.hi < exceptions.lo) return marks;  // none yet
    return marks + LeastDenseBits(input.num_exceptions, exceptions.range());
  };
  // The range of some exceptions is at most that of all.
  constexpr size_t kStep = 256;
  Extent exceptions;
  auto left = input.values;
  while (!left.empty() && least(exceptions) < budget) {
    const auto step = left.first(std::min(left.size(), kStep));
    left = left.subspan(step.size());
    const size_t done = SurveyExceptions(step, input.traits.is_signed,
                                         input.traits.sparse_value, exceptions);
    for (const uint64_t value : step.subspan(done)) {
      const bool counts = value != input.traits.sparse_value;
      const uint64_t ordered = InOrder(value, input.traits.is_signed);
      exceptions.Add(
          {.lo = counts ? ordered : ~uint64_t{0}, .hi = counts ? ordered : 0});
    }
  }
  return least(exceptions);
}

void PutSparse(const IntegerInput& input, Scratch& scratch,
               WireWriter& writer) {
  const auto count = static_cast<size_t>(input.num_exceptions);
  scratch.inner.clear();
  const uint64_t usual = input.traits.sparse_value;
  const BitSpan marked = Mark(input, count, scratch, [&](size_t row) {
    return uint64_t{input.values[row] != usual};
  });
  PutBitColumn(marked, BitsUse::kInner, scratch, writer);
  PutPackedColumn(scratch.inner, input.traits.is_signed, writer);
}

bool OpenSparse(const IntegerTraits& traits, WireReader& reader,
                Column& column) {
  column.mode = ColumnMode::kSparse;
  column.base = traits.sparse_value;
  if (!OpenBitColumn(BitsUse::kInner, reader, column)) return false;
  const uint64_t ones = CountOnes(column);
  if (ones == 0) return reader.Malformed("exceptions", "at least one", 0);
  return OpenDense(traits, ones, reader, column);
}

// Runs. The first row starts a run whatever its bit, which is zero.

bool RunsApplies(const IntegerInput& input) {
  return input.num_changes > 0 && input.flat_width > 1 &&
         input.num_changes < input.values.size() - 1;
}

uint64_t RunsLeastBits(const IntegerInput& input, Scratch&, uint64_t) {
  return LeastMarkBits(input.rows(), input.num_changes) +
         LeastDenseBits(input.num_changes + 1, input.range);
}

void PutRuns(const IntegerInput& input, Scratch& scratch, WireWriter& writer) {
  const auto count = static_cast<size_t>(input.num_changes);
  scratch.inner.reserve(count + 2);
  scratch.inner.assign(1, input.values.front());
  const BitSpan starts = Mark(input, count, scratch, [&](size_t row) {
    return uint64_t{row > 0 && input.values[row] != input.values[row - 1]};
  });
  PutBitColumn(starts, BitsUse::kInner, scratch, writer);
  PutPackedColumn(scratch.inner, input.traits.is_signed, writer);
}

bool OpenRuns(const IntegerTraits& traits, WireReader& reader, Column& column) {
  column.mode = ColumnMode::kRuns;
  column.base = 0;
  if (!OpenBitColumn(BitsUse::kInner, reader, column)) return false;
  const uint64_t ones = CountOnes(column);
  if (ones == 0 || ones == column.rows) {
    return reader.Malformed("run starts", "some of the rows", ones);
  }
  return OpenDense(traits, ones + 1, reader, column);
}

const char* FindRunsFault(const Column& column, const IntegerBounds& bounds) {
  if (GetBitAndRank(column, 0).bit)
    return "run start bit of the first row is set";
  return FindDenseFault(column, bounds);
}

}  // namespace

const IntegerForm kSparseForm = {"sparse",  SparseApplies, SparseLeastBits,
                                 PutSparse, OpenSparse,    FindDenseFault};
const IntegerForm kRunsForm = {"runs",  RunsApplies, RunsLeastBits,
                               PutRuns, OpenRuns,    FindRunsFault};

}  // namespace sinter
