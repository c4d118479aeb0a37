// Counts what reaches the global operator new. Linking this file replaces it in
// the whole program.
#ifndef SINTER_TESTS_SUPPORT_ALLOCATION_COUNT_H_
#define SINTER_TESTS_SUPPORT_ALLOCATION_COUNT_H_

#include <cstdint>

namespace sinter::testing {

// Allocations of this thread so far.
uint64_t NumAllocations();

}  // namespace sinter::testing

#endif  // SINTER_TESTS_SUPPORT_ALLOCATION_COUNT_H_
