// Times several pieces of work, in processor time and turn by turn, so that
// what disturbs the machine for a while disturbs all of them.
#ifndef SINTER_BENCH_HARNESS_TIMING_H_
#define SINTER_BENCH_HARNESS_TIMING_H_

#include <cstddef>
#include <functional>
#include <span>
#include <string>

namespace sinter::bench {

struct Work {
  std::string peer;
  std::function<void()> run;
  double least_ns = 0;
  double median_ns = 0;
  size_t repetitions = 0;
};

// Fills in the times of every piece. A repetition is a batch of at least 200
// microseconds; there are at least five and no more than 200 of them, as many
// as `budget_seconds` per piece allows.
void TimeInTurns(std::span<Work> works, double budget_seconds);

}  // namespace sinter::bench

#endif  // SINTER_BENCH_HARNESS_TIMING_H_
