// Counts the instructions of single calls, exactly, by running them step by
// step under ptrace: what a call costs without any noise, and the worst of many
// calls rather than their mean. Linux on x86-64.
#ifndef SINTER_BENCH_STEP_COUNTER_H_
#define SINTER_BENCH_STEP_COUNTER_H_

#include <cstdint>
#include <functional>
#include <vector>

namespace sinter::bench {

// The instructions of call(0), call(1), ... call(num_calls - 1), each counted
// alone, in a child process; empty where the system does not allow tracing.
std::vector<uint64_t> CountSteps(uint32_t num_calls,
                                 const std::function<void(uint32_t)>& call);

}  // namespace sinter::bench

#endif  // SINTER_BENCH_STEP_COUNTER_H_
