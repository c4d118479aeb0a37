// Random values for any layout.
#ifndef SINTER_TESTS_SUPPORT_RANDOM_ROWS_H_
#define SINTER_TESTS_SUPPORT_RANDOM_ROWS_H_

#include <cstdint>

#include "codec/layout.h"
#include "tests/support/random_source.h"
#include "tests/support/rows.h"

namespace sinter::testing {

// `num_roots` records of the root table. Once about `max_values` values are
// made, lists stay empty and optionals absent.
Rows RandomRows(const Layout& layout, uint32_t num_roots, uint64_t max_values,
                RandomSource& source);

}  // namespace sinter::testing

#endif  // SINTER_TESTS_SUPPORT_RANDOM_ROWS_H_
