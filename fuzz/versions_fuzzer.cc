// A schema with a history and values of one of its versions, which the input
// chooses: every version reads the message as the version that wrote it, but
// for what it does not know; later ones write it again byte by byte the same.
// Damaged, it is refused or clean for each of them.
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "codec/message_reader.h"
#include "fuzz/support/check.h"
#include "fuzz/support/made_schema.h"
#include "fuzz/support/row_checks.h"
#include "tests/support/exact_bytes.h"
#include "tests/support/random_rows.h"
#include "tests/support/random_source.h"
#include "tests/support/rows.h"

namespace sinter::testing {
namespace {

constexpr uint64_t kMaxValues = 200;  // of unset rows

using Versions = std::vector<std::unique_ptr<MadeSchema>>;

// Compiling takes longer than all that follows.
const Versions& Compiled(const std::vector<std::string>& texts) {
  constexpr size_t kMost = 200;
  static auto& all = *new std::map<std::string, Versions>;
  const auto found = all.find(texts.back());
  if (found != all.end() && found->second.size() == texts.size()) {
    return found->second;
  }
  if (all.size() >= kMost) all.clear();
  Versions versions;
  for (const std::string& text : texts) {
    versions.push_back(std::make_unique<MadeSchema>(text));
  }
  return all[texts.back()] = std::move(versions);
}

void CheckDamaged(const Versions& versions, std::string bytes,
                  uint32_t num_roots, RandomSource& source) {
  if (bytes.empty()) return;
  for (uint64_t n = 1 + source.Below(3); n > 0; --n) {
    char& byte = bytes[source.Below(bytes.size())];
    byte = static_cast<char>(byte ^ (1 << source.Below(8)));
  }
  const ExactBytes exact(bytes);
  for (const auto& version : versions) {
    const Layout& layout = version->layout();
    MessageReader reader(layout);
    const bool opened = reader.Open(
        exact.span(),
        {.root_rows = num_roots, .verify = false, .limits = {1 << 20}});
    TouchAll(reader, 100);
    CheckBulk(reader, Bulk::kIsSafe);
    uint64_t left = 2000;
    bool complete;
    const Rows rows = ReadRows(reader, left, complete);
    if (!opened || !reader.Verify() || left == 0) continue;
    Check(complete, "verified values are in bounds");
    CheckBulk(reader, Bulk::kEqualsRows);
    if (reader.num_skipped() > 0) continue;
    const std::string again = EncodeRows(layout, rows);
    Check(SameRows(layout, DecodeRows(layout, again, num_roots), rows),
          "values survive");
  }
}

void TryVersions(std::span<const uint8_t> input) {
  RandomSource source(input);
  const Versions& versions = Compiled(RandomHistory(source));
  const size_t writer = source.Below(versions.size());
  const Layout& from = versions[writer]->layout();
  const uint64_t most = 1 + kMaxValues / LeastValuesOfRoot(from);
  const auto num_roots =
      static_cast<uint32_t>(std::min(source.Below(128), most));
  const Rows rows = RandomRows(from, num_roots, input.size(), source);
  const std::string bytes = EncodeRows(from, rows);
  for (size_t i = 0; i < versions.size(); ++i) {
    const Layout& to = versions[i]->layout();
    Check(to.fingerprint == from.fingerprint, "versions have one fingerprint");
    const Rows read = DecodeRows(to, bytes, num_roots);
    Check(SameRows(to, read, Project(from, rows, to)),
          "versions read each other");
    if (i < writer) continue;
    Check(EncodeRows(to, read) == bytes,
          "later versions write what earlier ones wrote");
  }
  CheckDamaged(versions, bytes, num_roots, source);
}

}  // namespace
}  // namespace sinter::testing

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sinter::testing::TryVersions({data, size});
  return 0;
}
