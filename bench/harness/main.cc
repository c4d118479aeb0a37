// bench_peers DATA_DIR OUT [SECONDS [SET]]: measures Sinter and the peers that
// have C++ libraries. SECONDS is for one operation of one peer.

#include <cstdlib>

#include "bench/harness/measure_log_columns.h"
#include "bench/harness/run.h"

int main(int argc, char** argv) {
  using sinter::bench::Die;
  if (argc < 3) Die("usage: bench_peers DATA_DIR OUT [SECONDS [SET]]");
  FILE* out = std::fopen(argv[2], "w");
  if (out == nullptr) Die(std::string("cannot write ") + argv[2]);
  const sinter::bench::Run run{
      .data_dir = argv[1],
      .only = argc > 4 ? argv[4] : "",
      .budget_seconds = argc > 3 ? std::atof(argv[3]) : 0.1,
      .out = out};
  sinter::bench::MeasureAll(run);
  if (run.only.empty() || run.only == "log") {
    sinter::bench::MeasureLogColumns(run);
  }
  return std::fclose(out) == 0 ? 0 : 1;
}
