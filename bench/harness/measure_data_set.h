// Measures every format on one data set: sizes, times, memory. Before that,
// every format has to come to the same sum of all values as the plain structs.
#ifndef SINTER_BENCH_HARNESS_MEASURE_DATA_SET_H_
#define SINTER_BENCH_HARNESS_MEASURE_DATA_SET_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bench/harness/allocations.h"
#include "bench/harness/borsh.h"
#include "bench/harness/contestant.h"
#include "bench/harness/fold.h"
#include "bench/harness/run.h"
#include "bench/harness/timing.h"

namespace sinter::bench {

template <class Plain>
class DataSetMeasurement {
 public:
  DataSetMeasurement(const Run& run, const char* name,
                     std::vector<Entry<Plain>> entries)
      : run_(run), name_(name) {
    const std::string bytes = ReadFile(run.data_dir + "/" + name + ".borsh");
    BorshReader reader(bytes);
    reader.Read(data_);
    if (!reader.at_end()) Die(name_ + ": bytes are left over");
    for (const Entry<Plain>& entry : entries) {
      formats_.push_back({entry, entry.make(), {}});
    }
  }

  void Measure() {
    const Allocations copy = CountAllocations([&] { Plain other = data_; });
    run_.Plain(name_, copy.peak_bytes + sizeof(Plain));
    for (Format& format : formats_) Check(format);
    TimeAll();
    for (Format& format : formats_) CountMemory(format);
  }

 private:
  // The message is stored where malloc aligned it for all formats.
  struct Format {
    Entry<Plain> entry;
    std::unique_ptr<Contestant<Plain>> it;
    std::vector<char> stored;

    std::string_view bytes() const { return {stored.data(), stored.size()}; }
  };

  // Encodes, and makes sure that what is read back is what was encoded.
  void Check(Format& format) {
    const std::string who = name_ + ", " + format.entry.name;
    for (int times = 0; times < 2; ++times) format.it->Encode(data_);
    const std::string_view bytes = format.it->bytes();
    format.stored.assign(bytes.begin(), bytes.end());
    run_.Size(name_, format.entry.name, format.bytes().size(),
              ZstdSize(format.bytes()));
    if (format.entry.name == std::string_view("Sinter")) {
      run_.Keep(name_, format.bytes());
    }
    const uint64_t sum = SumPlain(data_);
    if (!format.it->OpenVerified(format.bytes())) Die(who + ": not verified");
    if (format.it->SumAll() != sum) Die(who + ": reads other values");
    Plain decoded;
    if (!format.it->Decode(format.bytes(), decoded)) Die(who + ": not decoded");
    if (SumPlain(decoded) != sum) Die(who + ": decodes other values");
  }

  void TimeAll() {
    Time("encode", [this](Format& f) { f.it->Encode(data_); });
    Time("open", [](Format& f) { sink_ = f.it->Open(f.bytes()); });
    Time(
        "verify", [](Format& f) { sink_ = f.it->OpenVerified(f.bytes()); },
        [](const Format& f) { return f.entry.verifies; });
    for (Format& f : formats_) sink_ = f.it->Open(f.bytes());
    Time("three", [](Format& f) { sink_ = f.it->SumThree(); });
    Time("all", [](Format& f) { sink_ = f.it->SumAll(); });
    Time("verify, all", [](Format& f) {
      sink_ = f.it->OpenVerified(f.bytes());
      sink_ = f.it->SumAll();
    });
    Time("open, three", [](Format& f) {
      sink_ = f.it->Open(f.bytes());
      sink_ = f.it->SumThree();
    });
    Time("decode",
         [this](Format& f) { sink_ = f.it->Decode(f.bytes(), decoded_); });
  }

  template <class Body>
  void Time(const char* operation, Body body) {
    Time(operation, body, [](const Format&) { return true; });
  }

  template <class Body, class Applies>
  void Time(const char* operation, Body body, Applies applies) {
    std::vector<Work> works;
    for (Format& format : formats_) {
      if (!applies(format)) continue;
      works.push_back({.peer = format.entry.name,
                       .run = [&format, body] { body(format); }});
    }
    TimeInTurns(works, run_.budget_seconds);
    for (const Work& work : works) {
      run_.Time(name_, work.peer, operation, work.least_ns, work.median_ns,
                work.repetitions);
    }
  }

  void CountMemory(Format& format) {
    const auto record = [&](const char* operation, const Allocations& counted) {
      run_.Memory(name_, format.entry.name, operation, counted.calls,
                  counted.peak_bytes);
    };
    record("encode",
           CountAllocations([&] { format.entry.make()->Encode(data_); }));
    record("encode, reused",
           CountAllocations([&] { format.it->Encode(data_); }));
    record("open", CountAllocations([&] {
             sink_ = format.entry.make()->OpenVerified(format.bytes());
           }));
    record("open, reused", CountAllocations([&] {
             sink_ = format.it->OpenVerified(format.bytes());
           }));
  }

  static inline volatile uint64_t sink_;

  const Run& run_;
  const std::string name_;
  Plain data_;
  Plain decoded_;
  std::vector<Format> formats_;
};

template <class Plain>
void MeasureDataSet(const Run& run, const char* name,
                    std::vector<Entry<Plain>> entries) {
  if (!run.only.empty() && run.only != name) return;
  std::fprintf(stderr, "%s\n", name);
  DataSetMeasurement<Plain>(run, name, std::move(entries)).Measure();
}

}  // namespace sinter::bench

#endif  // SINTER_BENCH_HARNESS_MEASURE_DATA_SET_H_
