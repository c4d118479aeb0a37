#include "tests/support/expect_encodes.h"

#include <cstdint>

#include "codec/status.h"
#include "gtest/gtest.h"
#include "tests/support/coverage_tracer.h"
#include "tests/support/exact_bytes.h"
#include "tests/support/hex.h"

namespace sinter::testing {
namespace {

std::string HexOf(std::string_view bytes) {
  return ToHex({reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()});
}

}  // namespace

std::string Encoded(MessageBuilder& builder) {
  std::string bytes = "before";
  EXPECT_TRUE(builder.Finish(bytes))
      << ToStatus(builder.failure(), builder.layout());
  EXPECT_EQ(bytes.substr(0, 6), "before");
  return bytes.substr(6);
}

Rows Decoded(const Layout& layout, std::string_view bytes, uint32_t root_rows) {
  const ExactBytes exact(bytes);
  MessageReader reader(layout);
  CoverageTracer tracer(bytes.size());
  if (!reader.Open(exact.span(), {.root_rows = root_rows, .tracer = &tracer})) {
    ADD_FAILURE() << ToStatus(reader.failure(), layout);
    return {};
  }
  EXPECT_TRUE(tracer.IsComplete());
  TouchAll(reader);
  uint64_t values_left = ~uint64_t{0};
  bool complete = false;
  Rows rows = ReadRows(reader, values_left, complete);
  EXPECT_TRUE(complete);
  return rows;
}

void ExpectEncodesTo(const Layout& layout,
                     const std::function<void(MessageBuilder&)>& fill,
                     std::string_view hex) {
  const std::string expected = FromHex(hex);
  MessageBuilder builder(layout);
  fill(builder);
  const std::string bytes = Encoded(builder);
  EXPECT_EQ(HexOf(bytes), HexOf(expected));
  const uint32_t num_roots = builder.num_roots();
  // Written again from what was read they are the same bytes.
  const Rows rows = Decoded(layout, expected, num_roots);
  MessageBuilder again(layout);
  Fill(rows, nullptr, again);
  EXPECT_EQ(HexOf(Encoded(again)), HexOf(expected));
  EXPECT_TRUE(ReadHostile(layout, expected, num_roots));
  for (size_t size = 0; size < expected.size(); ++size) {
    const std::string_view cut = std::string_view(expected).substr(0, size);
    MessageReader reader(layout);
    const ExactBytes exact(cut);
    EXPECT_FALSE(reader.Open(exact.span(), {.root_rows = num_roots})) << size;
    EXPECT_FALSE(ReadHostile(layout, cut, num_roots)) << size;
  }
}

bool ReadHostile(const Layout& layout, std::string_view bytes,
                 uint32_t root_rows) {
  const ExactBytes exact(bytes);
  MessageReader reader(layout);
  const bool opened =
      reader.Open(exact.span(), {.root_rows = root_rows,
                                 .verify = false,
                                 .limits = {.max_rows = 1 << 20}});
  TouchAll(reader);
  uint64_t values_left = 5000;
  bool complete;
  ReadRows(reader, values_left, complete);
  return opened && reader.Verify();
}

}  // namespace sinter::testing
