// One field of all records of a list: a loop over the records beside
// column<>().CopyTo(), for data that leads to each form of column.
//
//   column_copy [ROWS]

#include <algorithm>
#include <bit>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "codec/message_builder.h"
#include "codec/reader.h"
#include "codec/typed_bytes.h"
#include "sample.sinter.h"

namespace {

using bench::Sample;
using bench::SampleView;
using sinter::ColumnMode;

const char* FormOf(const sinter::Column& column) {
  switch (column.mode) {
    case ColumnMode::kPacked:
      return column.width == 0 ? "constant" : "packed";
    case ColumnMode::kLinear:
      return column.packed.stride == 0 ? "packed" : "linear";
    case ColumnMode::kFrame:
      return "frame";
    case ColumnMode::kBlocks:
      return "blocks";
    case ColumnMode::kDictionary:
      return "dictionary";
    case ColumnMode::kSparse:
      return "sparse";
    case ColumnMode::kRuns:
      return "runs";
    default:
      break;
  }
  return column.ranked.bits.form == sinter::BitsForm::kBitmap ? "bitmap"
                                                              : "positions";
}

// The least of several times, in nanoseconds a row.
double NanosecondsPerRow(uint32_t rows, const std::function<void()>& work) {
  double least = 1e9;
  for (int i = 0; i < 9; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double, std::nano> took =
        std::chrono::steady_clock::now() - begin;
    least = std::min(least, took.count() / rows);
  }
  return least;
}

template <auto kAccessor, typename T>
void Measure(const char* what, sinter::List<SampleView> samples) {
  const auto rows = static_cast<uint32_t>(samples.size());
  const std::unique_ptr<T[]> one_by_one(new T[rows]());
  const std::unique_ptr<T[]> together(new T[rows]());
  const double loop = NanosecondsPerRow(rows, [&] {
    T* out = one_by_one.get();
    for (const SampleView sample : samples) *out++ = (sample.*kAccessor)();
  });
  const double copy = NanosecondsPerRow(rows, [&] {
    samples.column<kAccessor>().CopyTo({together.get(), rows});
  });
  if (!std::equal(one_by_one.get(), one_by_one.get() + rows, together.get())) {
    std::fprintf(stderr, "%s: the copies differ\n", what);
    std::exit(1);
  }
  std::printf("%-22s %8.2f %8.2f %7.1f x\n", what, loop, copy, loop / copy);
}

struct Shape {
  const char* name;
  std::function<uint64_t(uint32_t row, std::mt19937_64& random)> value;
};

// A message of `rows` records with one field set.
template <auto kAccessor, typename T>
void Run(uint32_t field, uint32_t rows, const Shape& shape) {
  const sinter::Layout& layout = sinter::RootTraits<Sample>::layout();
  sinter::MessageBuilder builder(layout);
  std::mt19937_64 random(1);
  for (uint32_t i = 0; i < rows; ++i) {
    builder.SetBits(layout.field_id(sinter::TableId(0), field),
                    builder.AddRoot(), shape.value(i, random));
  }
  std::string bytes;
  sinter::Reader<Sample> reader;
  if (!builder.Finish(bytes) ||
      !reader.Open(sinter::AsBytes(bytes), {.num_roots = rows})) {
    std::fprintf(stderr, "%s: cannot be written or read\n", shape.name);
    std::exit(1);
  }
  const sinter::Column& column = *reader.message().column(
      layout.node(layout.field_id(sinter::TableId(0), field)));
  const std::string what = std::string(shape.name) + ", " + FormOf(column);
  Measure<kAccessor, T>(what.c_str(), reader.roots());
}

}  // namespace

int main(int argc, char** argv) {
  const auto rows = static_cast<uint32_t>(
      argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 1'000'000);
  uint64_t walk = 1 << 20;
  const Shape numbers[] = {
      {"u32", [](uint32_t, auto& random) { return random() % 1000; }},
      {"u32", [](uint32_t, auto&) { return 7; }},
      {"u32",
       [&](uint32_t, auto& random) {
         return walk = (walk + random() % 41 - 20) & 0xffffff;
       }},
      // A level for every 16 rows.
      {"u32",
       [&](uint32_t row, auto& random) {
         if (row % 16 == 0) walk = random() & 0xffffff;
         return walk + random() % 8;
       }},
      {"u32",
       [](uint32_t row, auto& random) {
         return random() & ((1u << (row / 4096 % 24)) - 1);
       }},
      {"u32", [](uint32_t, auto& random) { return random() % 9 * 5003 + 11; }},
      {"u32",
       [](uint32_t, auto& random) {
         return random() % 100 == 0 ? random() % 50000 : 0;
       }},
      {"u32",
       [](uint32_t row, auto&) { return row / 50 * 2654435761u % 100000; }},
  };
  const Shape large[] = {
      {"i64", [](uint32_t row, auto&) { return uint64_t{row} * 1000 + 7; }},
      {"i64", [](uint32_t row,
                 auto& random) { return uint64_t{row} * 1000 + random() % 9; }},
  };
  const Shape flags[] = {
      {"bool", [](uint32_t, auto& random) { return random() % 2; }},
      {"bool", [](uint32_t, auto& random) { return random() % 500 == 0; }},
  };
  const Shape reals[] = {
      {"f64 decimal",
       [](uint32_t, auto& random) {
         return std::bit_cast<uint64_t>(static_cast<double>(random() % 100000) /
                                        100);
       }},
      {"f64 rotated",
       [](uint32_t, auto& random) {
         return std::bit_cast<uint64_t>(static_cast<double>(random() >> 11) /
                                        3);
       }},
      // Any bits but those of infinities and NaN.
      {"f64 raw",
       [](uint32_t, auto& random) { return random() & ~(uint64_t{1} << 62); }},
  };
  std::printf("%-22s %8s %8s %9s\n", "ns per row", "loop", "column", "ratio");
  for (const Shape& shape : numbers) {
    Run<&SampleView::number, uint32_t>(0, rows, shape);
  }
  for (const Shape& shape : large) {
    Run<&SampleView::large, int64_t>(1, rows, shape);
  }
  for (const Shape& shape : flags) {
    Run<&SampleView::flag, bool>(2, rows, shape);
  }
  for (const Shape& shape : reals) {
    Run<&SampleView::real, double>(3, rows, shape);
  }
}
