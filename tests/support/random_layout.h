// Random schemas, as layouts: any types within each other, records used at many
// places, few fields or more than fit single flags.
#ifndef SINTER_TESTS_SUPPORT_RANDOM_LAYOUT_H_
#define SINTER_TESTS_SUPPORT_RANDOM_LAYOUT_H_

#include <vector>

#include "tests/support/random_source.h"
#include "tests/support/test_layout.h"

namespace sinter::testing {

// Tables for a TestLayout, which may be recursive. No table stands more than a
// few hundred times in one row of the root by what must be there alone.
std::vector<TestTable> RandomTables(RandomSource& source);

}  // namespace sinter::testing

#endif  // SINTER_TESTS_SUPPORT_RANDOM_LAYOUT_H_
