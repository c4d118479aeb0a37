// Counts the allocations of this process, malloc's and those above it, and the
// most memory held at one time.
#ifndef SINTER_BENCH_HARNESS_ALLOCATIONS_H_
#define SINTER_BENCH_HARNESS_ALLOCATIONS_H_

#include <cstdint>

namespace sinter::bench {

struct Allocations {
  uint64_t calls = 0;
  uint64_t peak_bytes = 0;  // beyond what was held at the start
};

void StartCounting();
Allocations StopCounting();

template <class Work>
Allocations CountAllocations(Work&& work) {
  StartCounting();
  work();
  return StopCounting();
}

}  // namespace sinter::bench

#endif  // SINTER_BENCH_HARNESS_ALLOCATIONS_H_
