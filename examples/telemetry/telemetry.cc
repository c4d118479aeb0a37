// A log of telemetry, written batch by batch and then scanned.
//
//   telemetry write LOG [BATCHES]   a new log
//   telemetry scan LOG              what is in it, by columns

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <memory_resource>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "codec/build/finish.h"
#include "codec/file/byte_source.h"
#include "codec/file/mapped_file.h"
#include "codec/file/stream.h"
#include "codec/open.h"
#include "telemetry.builder.h"
#include "telemetry.sinter.h"

namespace telemetry {
namespace {

constexpr int kReadings = 1000;  // of a batch

// Writes to a file.
class FileSink final : public sinter::ByteSink {
 public:
  explicit FileSink(const std::string& path) : file_(path, std::ios::binary) {}

  absl::Status Append(std::span<const uint8_t> bytes) override {
    file_.write(reinterpret_cast<const char*>(bytes.data()),
                static_cast<std::streamsize>(bytes.size()));
    return file_ ? absl::OkStatus() : absl::UnavailableError("cannot write");
  }

 private:
  std::ofstream file_;
};

// A station that warms up and cools down, and whose clock is nearly regular.
void FillBatch(int batch, std::mt19937& random, BatchBuilder& builder) {
  builder.set_station(StationId(17));
  for (int i = 0; i < kReadings; ++i) {
    const int64_t n = int64_t{batch} * kReadings + i;
    const ReadingRow reading = builder.add_readings();
    reading.set_at(sinter::TimestampMs(1'700'000'000'000 + n * 1000 +
                                       static_cast<int64_t>(random() % 4)));
    reading.set_temperature(sinter::Decimal<2>(
        1500 + n % 2000 / 4 + static_cast<int64_t>(random() % 10)));
    reading.set_pressure(
        sinter::Decimal<1>(10132 + static_cast<int64_t>(random() % 5)));
    reading.set_humidity(static_cast<uint8_t>(55 + random() % 3));
    if (random() % 500 == 0) {
      reading.set_faults(Fault::kSensor | Fault::kClock);
      reading.set_note("looked at");
    }
  }
}

absl::Status Write(const std::string& path, int num_batches) {
  FileSink file(path);
  sinter::MessageStreamWriter log(file);
  // One builder for all batches: from the second on it has the memory it
  // needs. A pool gives it out in pieces that can be used again.
  std::pmr::unsynchronized_pool_resource pool;
  BatchBuilder builder(&pool);
  std::mt19937 random(1);
  for (int batch = 0; batch < num_batches; ++batch) {
    builder.Clear();
    FillBatch(batch, random, builder);
    absl::Status added;
    if (!builder.FinishWith([&](std::span<const uint8_t> message) {
          added = log.Add(message);
        })) {
      return builder.status();
    }
    if (!added.ok()) return added;
  }
  return absl::OkStatus();
}

// What a scan collects.
struct Totals {
  uint64_t readings = 0;
  int64_t temperature = 0;
  sinter::TimestampMs first{INT64_MAX};
  sinter::TimestampMs last{INT64_MIN};
  uint64_t faults = 0;
  uint64_t notes = 0;
};

// Columns of numbers are unpacked whole; only readings with a fault are looked
// at one by one.
void Scan(BatchView batch, Totals& totals) {
  const sinter::List<ReadingView> readings = batch.readings();
  if (readings.empty()) return;
  std::vector<sinter::Decimal<2>> temperatures(readings.size());
  readings.column<&ReadingView::temperature>().CopyTo(temperatures);
  for (const sinter::Decimal<2> each : temperatures) {
    totals.temperature += each.units();
  }
  std::vector<Fault> faults(readings.size());
  readings.column<&ReadingView::faults>().CopyTo(faults);
  for (size_t i = 0; i < faults.size(); ++i) {
    if (faults[i].empty()) continue;
    ++totals.faults;
    if (readings[i].note()) ++totals.notes;
  }
  totals.readings += readings.size();
  totals.first = std::min(totals.first, readings.front().at());
  totals.last = std::max(totals.last, readings.back().at());
}

absl::Status Scan(const std::string& path) {
  absl::StatusOr<sinter::MappedFile> file = sinter::MappedFile::Open(path);
  if (!file.ok()) return file.status();
  sinter::SpanSource bytes(file->bytes());
  sinter::MessageStreamReader log(bytes);
  sinter::Reader<Batch> reader;  // for all messages
  Totals totals;
  while (true) {
    const auto message = log.Next();
    if (!message.ok()) return message.status();
    if (!message->has_value()) break;
    if (!reader.Open(**message)) return StatusOf(reader);
    Scan(reader.root(), totals);
  }
  std::cout << totals.readings << " readings in " << file->bytes().size()
            << " bytes, "
            << (totals.last.units_since_1970() -
                totals.first.units_since_1970()) /
                   1000
            << " s, " << totals.faults << " with faults, " << totals.notes
            << " with notes";
  if (totals.readings > 0) {
    std::cout << ", on average "
              << static_cast<double>(totals.temperature) / 100 /
                     static_cast<double>(totals.readings)
              << " degrees";
  }
  std::cout << "\n";
  return absl::OkStatus();
}

absl::Status Run(std::string_view command, const std::string& path,
                 std::string_view batches) {
  if (command == "scan") return Scan(path);
  int num_batches = 100;
  std::from_chars(batches.data(), batches.data() + batches.size(), num_batches);
  return Write(path, num_batches);
}

}  // namespace
}  // namespace telemetry

int main(int argc, char** argv) {
  const std::string_view command = argc > 1 ? argv[1] : "";
  if (argc < 3 || (command != "write" && command != "scan")) {
    std::cerr << "usage: telemetry write LOG [BATCHES] | telemetry scan LOG\n";
    return 2;
  }
  const absl::Status status =
      telemetry::Run(command, argv[2], argc > 3 ? argv[3] : "");
  if (status.ok()) return 0;
  std::cerr << "telemetry: " << status.message() << "\n";
  return 1;
}
