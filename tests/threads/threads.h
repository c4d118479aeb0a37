// Runs the same thing in several threads that start together.
#ifndef SINTER_TESTS_THREADS_THREADS_H_
#define SINTER_TESTS_THREADS_THREADS_H_

#include <latch>
#include <thread>
#include <vector>

namespace sinter::testing {

inline constexpr unsigned kNumThreads = 8;

// Calls `work(i)` for i from 0 to kNumThreads - 1 and waits for all.
template <typename Work>
void InThreads(const Work& work) {
  std::latch start(kNumThreads);
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < kNumThreads; ++i) {
    threads.emplace_back([&, i] {
      start.arrive_and_wait();
      work(i);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace sinter::testing

#endif  // SINTER_TESTS_THREADS_THREADS_H_
