// A layout and values that the input chooses: what is written is verified, is
// read by row and in bulk as it was, and is written again byte by byte the
// same. The order of setting leaves no trace.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "fuzz/support/check.h"
#include "fuzz/support/row_checks.h"
#include "tests/support/random_layout.h"
#include "tests/support/random_rows.h"
#include "tests/support/random_source.h"
#include "tests/support/rows.h"
#include "tests/support/test_layout.h"

namespace sinter::testing {
namespace {

constexpr uint64_t kMaxValues = 500;  // of unset rows

void RoundTrip(std::span<const uint8_t> input) {
  RandomSource source(input);
  const TestLayout made(RandomTables(source));
  const Layout& layout = made;
  Check(FindLayoutFault(layout) == nullptr, "layouts have no fault");
  const uint64_t most = 1 + kMaxValues / LeastValuesOfRoot(layout);
  const auto num_roots =
      static_cast<uint32_t>(std::min(source.Below(256), most));
  const Rows rows = RandomRows(layout, num_roots, input.size(), source);
  const std::string bytes = EncodeRows(layout, rows);
  RandomSource order(input.size());
  Check(EncodeRows(layout, rows, &order) == bytes, "order leaves no trace");
  const Rows read = DecodeRows(layout, bytes, num_roots);
  Check(SameRows(layout, read, rows), "values survive");
  Check(EncodeRows(layout, read) == bytes, "canonical bytes stay as they are");
}

}  // namespace
}  // namespace sinter::testing

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sinter::testing::RoundTrip({data, size});
  return 0;
}
