// What few bytes can cost. Opening and verifying take no memory for rows and no
// more time than a stated multiple of bytes and columns; what expands a message
// stops at its budget. --gtest_filter=*Table prints what was measured.
#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <new>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "codec/file/byte_sink.h"
#include "codec/limits.h"
#include "codec/message_reader.h"
#include "gtest/gtest.h"
#include "schema/compile.h"
#include "schema/json/mapping.h"
#include "schema/json/writer.h"
#include "schema/lower.h"
#include "schema/schema_message.h"
#include "tests/limits/attacks.h"
#include "tests/support/status_matchers.h"

namespace sinter::testing {
namespace {

// Bytes that operator new gave and that are still held, and the most of them.
std::atomic<int64_t> held = 0;
std::atomic<int64_t> most_held = 0;

}  // namespace
}  // namespace sinter::testing

// The size stands before the memory.
void* operator new(size_t size) {
  using namespace sinter::testing;
  auto* at = static_cast<size_t*>(std::malloc(size + 16));
  if (at == nullptr) std::abort();
  *at = size;
  const int64_t now = held += static_cast<int64_t>(size);
  most_held = std::max<int64_t>(most_held, now);
  return reinterpret_cast<char*>(at) + 16;
}
void* operator new(size_t size, const std::nothrow_t&) noexcept {
  return operator new(size);
}
void operator delete(void* memory) noexcept {
  if (memory == nullptr) return;
  void* const at = static_cast<char*>(memory) - 16;
  sinter::testing::held -= static_cast<int64_t>(*static_cast<size_t*>(at));
  std::free(at);
}
void operator delete(void* memory, size_t) noexcept { operator delete(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept {
  operator delete(memory);
}

namespace sinter::testing {
namespace {

// Processor time and memory of a call.
struct Cost {
  double seconds = 0;
  int64_t bytes = 0;
};

template <typename Call>
Cost CostOf(const Call& call) {
  const int64_t before = held;
  most_held = before;
  const std::clock_t start = std::clock();
  call();
  return {static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC,
          most_held - before};
}

struct Type {
  std::unique_ptr<schema::LoweredLayout> lowered;
  std::unique_ptr<json::Mapping> mapping;
};

Type Compile(const std::string& text) {
  const schema::Compilation compilation = schema::CompileText(text);
  Type type;
  type.lowered =
      *schema::Lower(*compilation.schema, compilation.schema->roots[0]);
  type.mapping = *json::Mapping::Make(*type.lowered, *compilation.schema);
  return type;
}

// Counts and forgets.
class NoSink final : public ByteSink {
 public:
  absl::Status Append(std::span<const uint8_t> bytes) override {
    size += bytes.size();
    return absl::OkStatus();
  }
  uint64_t size = 0;
};

struct Measured {
  FailureCode code = FailureCode::kNone;
  Cost open;
  Cost expand;
  absl::Status expanded;
  uint64_t json_bytes = 0;
  uint32_t num_slots = 0;
  bool is_copied = false;  // for alignment
  bool has_groups = false;
};

// What code allows that expands messages from strangers.
constexpr Limits kBudget = {.max_rows = uint64_t{1} << 16,
                            .max_text_bytes = uint64_t{1} << 20};

Measured Measure(const Attack& attack) {
  const Type type = Compile(attack.schema);
  const Layout& layout = type.lowered->layout();
  const std::vector<uint8_t> bytes(attack.bytes.begin(), attack.bytes.end());
  Measured measured;
  measured.num_slots = layout.num_slots;
  measured.is_copied = layout.align > 1;
  measured.has_groups = layout.num_later_tables > 0 || !layout.groups.empty();
  MessageReader reader(layout);
  measured.open = CostOf([&] {
    if (!reader.Open(
            bytes, {.root_rows = attack.rows, .alignment = Alignment::kCopy})) {
      measured.code = reader.failure().code;
    }
  });
  if (measured.code != FailureCode::kNone) return measured;
  NoSink sink;
  json::JsonWriter writer(
      *type.mapping, sink,
      {.framing = json::Framing::kLines, .limits = kBudget});
  measured.expand = CostOf([&] {
    measured.expanded = writer.StartMessage(reader);
    for (uint32_t row = 0; row < attack.rows && measured.expanded.ok(); ++row) {
      measured.expanded = writer.WriteRow(row);
    }
  });
  measured.json_bytes = sink.size;
  return measured;
}

FailureCode CodeOf(Outcome outcome) {
  switch (outcome) {
    case Outcome::kRead:
      return FailureCode::kNone;
    case Outcome::kMalformed:
      return FailureCode::kMalformed;
    case Outcome::kLimit:
      return FailureCode::kLimit;
  }
  return FailureCode::kNone;
}

const char* NameOf(Outcome outcome) {
  switch (outcome) {
    case Outcome::kRead:
      return "read";
    case Outcome::kMalformed:
      return "malformed";
    case Outcome::kLimit:
      return "limit";
  }
  return "";
}

// Generous where sanitizers and others on the machine slow us down, and far
// below what one step for each of 2^26 rows would take.
constexpr double kSecondsOfAny = 0.05;
constexpr double kSecondsOfAByte = 1e-6;

// Emulators take tens of times as long: their time says nothing of ours.
#ifdef SINTER_TIMES_MEAN_NOTHING
constexpr bool kTimesCount = false;
#else
constexpr bool kTimesCount = true;
#endif

void ExpectSeconds(const Cost& cost, double most) {
  if (kTimesCount) {
    EXPECT_LE(cost.seconds, most);
  }
}

double MostSeconds(const Attack& attack, const Measured& measured) {
  return kSecondsOfAny +
         kSecondsOfAByte *
             static_cast<double>(attack.bytes.size() + measured.num_slots);
}

// The reader has all it needs, and verifying unions counts their variants; but
// what has to be aligned is copied, and groups that are skipped are listed.
int64_t MostBytes(const Attack& attack, const Measured& measured) {
  const bool keeps = measured.is_copied || measured.has_groups;
  return 4096 + (keeps ? 2 * static_cast<int64_t>(attack.bytes.size()) : 0);
}

TEST(Amplification, OfOpeningIsNone) {
  for (const Attack& attack : MessageAttacks()) {
    SCOPED_TRACE(attack.name);
    const Measured measured = Measure(attack);
    EXPECT_EQ(measured.code, CodeOf(attack.outcome));
    ExpectSeconds(measured.open, MostSeconds(attack, measured));
    EXPECT_LE(measured.open.bytes, MostBytes(attack, measured));
  }
}

TEST(Amplification, OfExpandingEndsAtItsBudget) {
  // Values take at most so much text, times of day, names and quotes included.
  constexpr uint64_t kTextOfAValue = 64;
  for (const Attack& attack : MessageAttacks()) {
    if (attack.outcome != Outcome::kRead) continue;
    SCOPED_TRACE(attack.name);
    const Measured measured = Measure(attack);
    if (!measured.expanded.ok()) {
      EXPECT_EQ(measured.expanded.code(), absl::StatusCode::kResourceExhausted);
    }
    EXPECT_LE(measured.json_bytes, kBudget.max_rows * kTextOfAValue +
                                       kBudget.max_text_bytes +
                                       json::JsonWriter::kBufferBytes);
    ExpectSeconds(measured.expand, 2.0);
    EXPECT_LE(measured.expand.bytes, int64_t{1} << 20);
  }
}

TEST(Amplification, OfSchemasIsBounded) {
  for (const Attack& attack : SchemaAttacks()) {
    SCOPED_TRACE(attack.name);
    absl::Status status;
    const Cost cost =
        CostOf([&] { status = schema::DecodeSchema(attack.bytes).status(); });
    EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted) << status;
    ExpectSeconds(cost, kSecondsOfAny);
    // Types and declarations are a few hundred bytes.
    const Limits limits = schema::SchemaMessageLimits(attack.bytes.size());
    EXPECT_LE(static_cast<uint64_t>(cost.bytes),
              400 * limits.max_rows + limits.max_text_bytes);
  }
}

// Whether a schema becomes a layout, and what it takes to know. The text is
// copied.
bool Lowers(const std::string& text) {
  const schema::Compilation compilation = schema::CompileText(text);
  return compilation.schema &&
         schema::Lower(*compilation.schema, compilation.schema->roots[0]).ok();
}

TEST(Amplification, OfSchemaTextIsBounded) {
  for (const SchemaBomb& bomb : SchemaBombs()) {
    SCOPED_TRACE(bomb.name);
    bool is_lowered = false;
    const Cost cost = CostOf([&] { is_lowered = Lowers(bomb.text); });
    EXPECT_EQ(is_lowered, bomb.is_lowered);
    ExpectSeconds(cost, 1.0);
    // The bytes of structs that are default are kept once each.
    EXPECT_LE(cost.bytes, 4 * int64_t{kMaxStructBytes});
  }
}

TEST(Amplification, Table) {
  std::printf("%-48s %7s %10s  %-9s %9s %9s %10s %12s\n", "attack", "bytes",
              "root rows", "outcome", "open us", "open B", "expand us",
              "expand B");
  for (const Attack& attack : MessageAttacks()) {
    const Measured measured = Measure(attack);
    std::printf("%-48s %7zu %10u  %-9s %9.0f %9lld %10.0f %12lld\n",
                attack.name.c_str(), attack.bytes.size(), attack.rows,
                NameOf(attack.outcome), measured.open.seconds * 1e6,
                static_cast<long long>(measured.open.bytes),
                measured.expand.seconds * 1e6,
                static_cast<long long>(measured.expand.bytes));
  }
  for (const Attack& attack : SchemaAttacks()) {
    const Cost cost =
        CostOf([&] { schema::DecodeSchema(attack.bytes).IgnoreError(); });
    std::printf("%-48s %7zu %10s  %-9s %9.0f %9lld\n", attack.name.c_str(),
                attack.bytes.size(), "schema", NameOf(attack.outcome),
                cost.seconds * 1e6, static_cast<long long>(cost.bytes));
  }
  for (const SchemaBomb& bomb : SchemaBombs()) {
    const Cost cost = CostOf([&] { Lowers(bomb.text); });
    std::printf("%-48s %7zu %10s  %-9s %9.0f %9lld\n", bomb.name.c_str(),
                bomb.text.size(), "text", bomb.is_lowered ? "read" : "refused",
                cost.seconds * 1e6, static_cast<long long>(cost.bytes));
  }
}

}  // namespace
}  // namespace sinter::testing
