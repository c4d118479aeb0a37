// One run of the benchmarks: where data comes from, where lines of results go.
#ifndef SINTER_BENCH_HARNESS_RUN_H_
#define SINTER_BENCH_HARNESS_RUN_H_

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

namespace sinter::bench {

// Results are lines of tab-separated words, the first of which names the kind:
//   size   SET PEER BYTES ZSTD_BYTES
//   time   SET PEER OPERATION LEAST_NS MEDIAN_NS REPETITIONS
//   memory SET PEER OPERATION ALLOCATIONS PEAK_BYTES
//   plain  SET BYTES                       the memory of the plain structs
struct Run {
  std::string data_dir;    // of the *.borsh
  std::string schema_dir;  // of the *.sinter
  std::string only;        // a data set, or empty
  double budget_seconds;   // for one operation of one peer
  FILE* out;

  void Size(std::string_view set, std::string_view peer, uint64_t bytes,
            uint64_t zstd_bytes) const;
  void Time(std::string_view set, std::string_view peer, std::string_view op,
            double least_ns, double median_ns, size_t repetitions) const;
  void Memory(std::string_view set, std::string_view peer, std::string_view op,
              uint64_t allocations, uint64_t peak_bytes) const;
  // Keeps a message for `sinter stat`.
  void Keep(std::string_view set, std::string_view bytes) const;
  void Plain(std::string_view set, uint64_t bytes) const;
};

// The bytes of a file; ends the program if there is none.
std::string ReadFile(const std::string& path);

// What zstd -3 makes of `bytes`.
uint64_t ZstdSize(std::string_view bytes);

[[noreturn]] void Die(const std::string& message);

void MeasureAll(const Run& run);

}  // namespace sinter::bench

#endif  // SINTER_BENCH_HARNESS_RUN_H_
