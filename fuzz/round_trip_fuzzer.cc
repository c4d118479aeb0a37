// A layout and values that the input chooses. What is written can be read and
// is the same; the order of setting leaves no trace; writing again gives the
// same bytes.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>

#include "codec/message_builder.h"
#include "codec/message_reader.h"
#include "tests/support/exact_bytes.h"
#include "tests/support/random_layout.h"
#include "tests/support/random_rows.h"
#include "tests/support/random_source.h"
#include "tests/support/rows.h"
#include "tests/support/test_layout.h"

namespace sinter::testing {
namespace {

void Check(bool holds, const char* claim) {
  if (holds) return;
  std::fprintf(stderr, "violated: %s\n", claim);
  std::abort();
}

std::string Encode(const Layout& layout, const Rows& rows,
                   RandomSource* source) {
  MessageBuilder builder(layout);
  Fill(rows, source, builder);
  std::string bytes;
  Check(builder.Finish(bytes), "rows can be written");
  return bytes;
}

void RoundTrip(std::span<const uint8_t> input) {
  RandomSource source(input);
  const TestLayout layout(RandomTables(source));
  const auto num_roots = static_cast<uint32_t>(source.Below(64));
  const Rows rows = RandomRows(layout, num_roots, input.size(), source);
  const std::string bytes = Encode(layout, rows, nullptr);
  RandomSource order(input.size());
  Check(Encode(layout, rows, &order) == bytes, "order leaves no trace");
  const ExactBytes exact(bytes);
  MessageReader reader(layout);
  Check(reader.Open(exact.span(), {.root_rows = num_roots}),
        "what was written can be read");
  uint64_t left = ~uint64_t{0};
  bool complete;
  const Rows read = ReadRows(reader, left, complete);
  Check(complete, "what was written is in bounds");
  Check(Dump(layout, read) == Dump(layout, rows), "values survive");
  Check(Encode(layout, read, nullptr) == bytes, "encoding is deterministic");
}

}  // namespace
}  // namespace sinter::testing

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sinter::testing::RoundTrip({data, size});
  return 0;
}
