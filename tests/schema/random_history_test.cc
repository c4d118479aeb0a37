// Random schemas with random histories: every version of a reader reads what
// every version of a writer wrote.
#include "tests/support/random_history.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "codec/message_builder.h"
#include "codec/message_reader.h"
#include "codec/status.h"
#include "gtest/gtest.h"
#include "schema/compile.h"
#include "schema/lower.h"
#include "tests/support/exact_bytes.h"
#include "tests/support/expect_encodes.h"
#include "tests/support/random_rows.h"
#include "tests/support/random_source.h"
#include "tests/support/rows.h"

namespace sinter::testing {
namespace {

using Lowered = std::unique_ptr<schema::LoweredLayout>;

std::vector<Lowered> LowerAll(const std::vector<std::string>& versions) {
  std::vector<Lowered> lowered;
  for (const std::string& text : versions) {
    const schema::Compilation compilation = schema::CompileText(text);
    if (!compilation.schema) {
      ADD_FAILURE() << compilation.DiagnosticText();
      return {};
    }
    auto layout =
        schema::Lower(*compilation.schema, compilation.schema->roots[0]);
    if (!layout.ok()) {
      ADD_FAILURE() << layout.status() << "\n" << text;
      return {};
    }
    lowered.push_back(*std::move(layout));
  }
  return lowered;
}

std::string EncodeRows(const Layout& layout, const Rows& rows,
                       RandomSource* source) {
  MessageBuilder builder(layout);
  Fill(rows, source, builder);
  return Encoded(builder);
}

class RandomHistoryTest : public ::testing::Test {
 protected:
  // What one history showed.
  struct Counts {
    uint64_t pairs = 0;     // messages read
    uint64_t extended = 0;  // of them with groups
    uint64_t skipped = 0;   // of them with groups that were skipped
  };

  void RunHistory(uint64_t seed, uint32_t num_roots, uint64_t max_values) {
    RandomSource source(seed);
    const std::vector<std::string> versions = RandomHistory(source);
    SCOPED_TRACE(::testing::Message() << "seed " << seed << "\n"
                                      << versions.back());
    const std::vector<Lowered> lowered = LowerAll(versions);
    for (size_t i = 0; i < lowered.size(); ++i) {
      const Layout& writer = lowered[i]->layout();
      EXPECT_EQ(writer.fingerprint, lowered[0]->layout().fingerprint);
      const Rows rows = RandomRows(writer, num_roots, max_values, source);
      const std::string bytes = EncodeRows(writer, rows, nullptr);
      // The order in which rows are made and set leaves no trace.
      EXPECT_EQ(EncodeRows(writer, rows, &source), bytes);
      for (size_t j = 0; j < lowered.size(); ++j) {
        SCOPED_TRACE(::testing::Message()
                     << "version " << i + 1 << " read by " << j + 1);
        Read(writer, rows, bytes, num_roots, lowered[j]->layout(), j >= i);
        if (HasFailure()) return;
      }
    }
  }

  // Messages of older writers come out as they were, byte by byte.
  void Read(const Layout& writer, const Rows& rows, const std::string& bytes,
            uint32_t num_roots, const Layout& layout, bool knows_all) {
    const ExactBytes exact(bytes);
    MessageReader reader(layout);
    ASSERT_TRUE(reader.Open(exact.span(), {.root_rows = num_roots}))
        << ToStatus(reader.failure(), layout);
    const bool is_extended = (bytes[0] & 1) != 0;
    ++counts_.pairs;
    counts_.extended += is_extended;
    counts_.skipped += reader.num_skipped() > 0;
    if (knows_all) {
      EXPECT_EQ(reader.num_skipped(), 0u);
    }
    const Rows read = Decoded(layout, bytes, num_roots);
    const Rows expected = Project(writer, rows, layout);
    ASSERT_EQ(Dump(layout, read), Dump(layout, expected));
    if (knows_all) {
      ASSERT_EQ(EncodeRows(layout, read, nullptr), bytes);
    }
  }

  Counts counts_;
};

TEST_F(RandomHistoryTest, OfALoneRecordIsReadByAllVersions) {
  for (uint64_t seed = 0; seed < 700 && !HasFailure(); ++seed) {
    RunHistory(seed, 1, 60);
  }
  EXPECT_GT(counts_.pairs, 4000u);
  EXPECT_GT(counts_.extended, counts_.pairs / 4);
  EXPECT_GT(counts_.skipped, counts_.pairs / 10);
  RecordProperty("pairs", static_cast<int>(counts_.pairs));
}

TEST_F(RandomHistoryTest, OfManyRowsIsReadByAllVersions) {
  for (uint64_t seed = 0; seed < 150 && !HasFailure(); ++seed) {
    RunHistory(seed + 100000, static_cast<uint32_t>(seed % 40), 400);
  }
  for (uint64_t seed = 0; seed < 12 && !HasFailure(); ++seed) {
    RunHistory(seed + 200000, static_cast<uint32_t>(300 + seed), 5000);
  }
  EXPECT_GT(counts_.skipped, counts_.pairs / 10);
}

TEST_F(RandomHistoryTest, IsMemorySafeHoweverItIsDamaged) {
  for (uint64_t seed = 0; seed < 100 && !HasFailure(); ++seed) {
    RandomSource source(seed + 300000);
    const std::vector<std::string> versions = RandomHistory(source);
    SCOPED_TRACE(::testing::Message() << "seed " << seed << "\n"
                                      << versions.back());
    const std::vector<Lowered> lowered = LowerAll(versions);
    if (lowered.empty()) return;
    const Layout& writer = lowered.back()->layout();
    const auto num_roots = static_cast<uint32_t>(1 + source.Below(20));
    const Rows rows = RandomRows(writer, num_roots, 150, source);
    const std::string bytes = EncodeRows(writer, rows, nullptr);
    for (int round = 0; round < 40; ++round) {
      std::string damaged = bytes;
      for (uint64_t n = 1 + source.Below(3); n > 0; --n) {
        char& byte = damaged[source.Below(damaged.size())];
        byte = static_cast<char>(byte ^ (1 << source.Below(8)));
      }
      if (source.Chance(20)) damaged.resize(source.Below(damaged.size()));
      for (const Lowered& version : lowered) {
        const Layout& layout = version->layout();
        if (!ReadHostile(layout, damaged, num_roots)) continue;
        // What is verified and known can be written and read again.
        const ExactBytes exact(damaged);
        MessageReader reader(layout);
        ASSERT_TRUE(reader.Open(exact.span(), {.root_rows = num_roots}));
        if (reader.num_skipped() > 0) continue;
        const Rows read = Decoded(layout, damaged, num_roots);
        const std::string again = EncodeRows(layout, read, nullptr);
        ASSERT_EQ(Dump(layout, Decoded(layout, again, num_roots)),
                  Dump(layout, read));
      }
    }
    for (size_t size = 0; size < bytes.size(); ++size) {
      const std::string cut = bytes.substr(0, size);
      for (const Lowered& version : lowered) {
        EXPECT_FALSE(ReadHostile(version->layout(), cut, num_roots)) << size;
      }
    }
  }
}

}  // namespace
}  // namespace sinter::testing
