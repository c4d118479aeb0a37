#ifndef SINTER_BENCH_HARNESS_MEASURE_LOG_COLUMNS_H_
#define SINTER_BENCH_HARNESS_MEASURE_LOG_COLUMNS_H_

#include "bench/harness/run.h"

namespace sinter::bench {

// After MeasureAll, which leaves the message behind.
void MeasureLogColumns(const Run& run);

}  // namespace sinter::bench

#endif  // SINTER_BENCH_HARNESS_MEASURE_LOG_COLUMNS_H_
