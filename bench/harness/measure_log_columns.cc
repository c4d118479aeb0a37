// What only Sinter can do with `log`: read by column; and verify it as if its
// texts were bytes, which are not checked to be UTF-8.

#include "bench/harness/measure_log_columns.h"

#include <span>
#include <string>
#include <vector>

#include "bench/harness/fold.h"
#include "bench/harness/timing.h"
#include "codec/reader.h"
#include "log.sinter.h"
#include "log_bytes.sinter.h"

namespace sinter::bench {
namespace {

using ::bench::log::Address;
using ::bench::log::Logs;
using ::bench::log::LogView;

// Copies a column into `numbers`, which is reused, and adds it up.
template <class T>
uint64_t Sum(const List<T>& column, std::vector<T>& numbers) {
  numbers.resize(column.size());
  column.CopyTo(numbers);
  uint64_t sum = 0;
  for (const T number : numbers) sum += Fold(number);
  return sum;
}

class LogColumns {
 public:
  uint64_t SumThree(const List<LogView>& logs) {
    const auto addresses = logs.column<&LogView::address>();
    addresses_.resize(addresses.size());
    addresses.CopyTo(addresses_);
    uint64_t sum = 0;
    for (const Address& a : addresses_) sum += a.x0 + a.x1 + a.x2 + a.x3;
    return sum + Sum(logs.column<&LogView::code>(), codes_) +
           Sum(logs.column<&LogView::size>(), sizes_);
  }

 private:
  std::vector<Address> addresses_;
  std::vector<uint16_t> codes_;
  std::vector<uint64_t> sizes_;
};

volatile uint64_t sink;

}  // namespace

void MeasureLogColumns(const Run& run) {
  const std::string bytes = ReadFile(run.data_dir + "/log.message");
  const std::span span(reinterpret_cast<const uint8_t*>(bytes.data()),
                       bytes.size());
  Reader<Logs> reader;
  Reader<::bench::log_bytes::Logs> bytes_reader;
  if (!reader.Open(span) || !bytes_reader.Open(span)) {
    Die("log: did not verify");
  }
  LogColumns columns;
  std::vector<Work> works;
  works.push_back({.peer = "three, by column", .run = [&] {
                     sink = columns.SumThree(reader.root().logs());
                   }});
  works.push_back({.peer = "verify, bytes for strings",
                   .run = [&] { sink = bytes_reader.Open(span); }});
  TimeInTurns(works, run.budget_seconds);
  for (const Work& work : works) {
    run.Time("log", "Sinter", work.peer, work.least_ns, work.median_ns,
             work.repetitions);
  }
}

}  // namespace sinter::bench
