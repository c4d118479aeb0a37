// Layouts that together have every kind of column at every kind of
// place. Their order and fields never change: saved inputs of fuzzers name them
// by number.
#ifndef SINTER_TESTS_SUPPORT_SAMPLE_LAYOUTS_H_
#define SINTER_TESTS_SUPPORT_SAMPLE_LAYOUTS_H_

#include <cstdint>

#include "tests/support/test_layout.h"

namespace sinter::testing {

inline constexpr uint32_t kNumSampleLayouts = 24;

// Made at the first call and kept.
const TestLayout& SampleLayout(uint32_t index);

}  // namespace sinter::testing

#endif  // SINTER_TESTS_SUPPORT_SAMPLE_LAYOUTS_H_
