#include "bench/harness/timing.h"

#include <time.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace sinter::bench {
namespace {

// Nanoseconds in which this thread had a processor: other programs take cache
// and memory from it, but not time.
double Now() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e9 +
         static_cast<double>(now.tv_nsec);
}

constexpr double kBatchNs = 200'000;
constexpr size_t kMinRepetitions = 5;
constexpr size_t kMaxRepetitions = 200;

double RunBatch(const Work& work, uint64_t times) {
  const double start = Now();
  for (uint64_t i = 0; i < times; ++i) work.run();
  return (Now() - start) / static_cast<double>(times);
}

// How often the work fits into one repetition, measured when it is warm.
uint64_t BatchSize(const Work& work) {
  RunBatch(work, 1);
  const double once = std::max(RunBatch(work, 1), 1.0);
  const uint64_t guess = static_cast<uint64_t>(std::max(kBatchNs / once, 1.0));
  if (guess == 1) return 1;
  const double each = std::max(RunBatch(work, guess), 0.1);
  return static_cast<uint64_t>(std::max(kBatchNs / each, 1.0));
}

}  // namespace

void TimeInTurns(std::span<Work> works, double budget_seconds) {
  std::vector<uint64_t> batches;
  for (const Work& work : works) batches.push_back(BatchSize(work));
  std::vector<std::vector<double>> samples(works.size());
  const double budget =
      budget_seconds * 1e9 * static_cast<double>(works.size());
  const double start = Now();
  for (size_t round = 0; round < kMaxRepetitions; ++round) {
    if (round >= kMinRepetitions && Now() - start > budget) break;
    for (size_t i = 0; i < works.size(); ++i) {
      samples[i].push_back(RunBatch(works[i], batches[i]));
    }
  }
  for (size_t i = 0; i < works.size(); ++i) {
    std::sort(samples[i].begin(), samples[i].end());
    works[i].least_ns = samples[i].front();
    works[i].median_ns = samples[i][samples[i].size() / 2];
    works[i].repetitions = samples[i].size();
  }
}

}  // namespace sinter::bench
