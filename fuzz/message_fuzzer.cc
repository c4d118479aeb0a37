// Any bytes as a message of one of the sample layouts. The first byte chooses
// the layout, the second the number of roots. Reading them is harmless; what
// verification accepts can be written, and means the same when read again.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>

#include "codec/message_builder.h"
#include "codec/message_reader.h"
#include "tests/support/exact_bytes.h"
#include "tests/support/rows.h"
#include "tests/support/sample_layouts.h"

namespace sinter::testing {
namespace {

constexpr uint64_t kMaxValues = 20000;  // read from one message
constexpr Limits kLimits{.max_rows = 1 << 20};

void Check(bool holds, const char* claim) {
  if (holds) return;
  std::fprintf(stderr, "violated: %s\n", claim);
  std::abort();
}

std::string Encode(const Layout& layout, const Rows& rows) {
  MessageBuilder builder(layout);
  Fill(rows, nullptr, builder);
  std::string bytes;
  Check(builder.Finish(bytes), "what was read can be written");
  return bytes;
}

Rows Decode(const Layout& layout, const std::string& bytes, size_t num_roots) {
  const ExactBytes exact(bytes);
  MessageReader reader(layout);
  Check(reader.Open(exact.span(),
                    {.root_rows = static_cast<uint32_t>(num_roots)}),
        "what was written can be read");
  uint64_t left = ~uint64_t{0};
  bool complete;
  Rows rows = ReadRows(reader, left, complete);
  Check(complete, "what was written is in bounds");
  return rows;
}

void TryMessage(const Layout& layout, std::string_view bytes,
                uint32_t num_roots) {
  const ExactBytes exact(bytes);
  MessageReader reader(layout);
  const bool opened =
      reader.Open(exact.span(),
                  {.root_rows = num_roots, .verify = false, .limits = kLimits});
  TouchAll(reader);
  uint64_t left = 1000;
  bool complete;
  ReadRows(reader, left, complete);
  if (!opened || !reader.Verify()) return;
  // A few bytes may stand for very many rows; those are left alone.
  left = kMaxValues;
  const Rows rows = ReadRows(reader, left, complete);
  // What was skipped cannot be written again.
  if (left == 0 || reader.num_skipped() > 0) return;
  Check(complete, "verified values are in bounds");
  const std::string again = Encode(layout, rows);
  const Rows read = Decode(layout, again, rows.size());
  Check(Dump(layout, read) == Dump(layout, rows), "values survive");
  Check(Encode(layout, read) == again, "encoding is deterministic");
}

}  // namespace
}  // namespace sinter::testing

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sinter::testing;
  if (size < 2 || data[0] >= kNumSampleLayouts) return -1;
  const uint32_t num_roots = data[1] < 128 ? data[1] : (data[1] - 127u) * 40;
  TryMessage(SampleLayout(data[0]),
             {reinterpret_cast<const char*>(data) + 2, size - 2}, num_roots);
  return 0;
}
