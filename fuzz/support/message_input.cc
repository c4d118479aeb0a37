#include "fuzz/support/message_input.h"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "fuzz/support/check.h"
#include "fuzz/support/made_schema.h"
#include "tests/support/random_layout.h"
#include "tests/support/random_source.h"
#include "tests/support/sample_layouts.h"
#include "tests/support/test_layout.h"

namespace sinter::testing {
namespace {

// What was made from some bytes: one of the two.
struct Made {
  std::unique_ptr<TestLayout> layout;
  std::unique_ptr<MadeSchema> schema;
};

Made Make(uint8_t kind, std::span<const uint8_t> from) {
  RandomSource source(from);
  Made made;
  if (kind % 2 == 0) {
    made.layout = std::make_unique<TestLayout>(RandomTables(source));
    Check(FindLayoutFault(*made.layout) == nullptr, "layouts have no fault");
  } else {
    made.schema = MakeSchema(RandomHistory(source), kind / 2);
  }
  return made;
}

// Most inputs differ from one before in their message alone.
const Made& Remembered(uint8_t kind, std::span<const uint8_t> from) {
  constexpr size_t kMost = 200;
  using Key = std::pair<uint8_t, std::string>;
  static auto& all = *new std::map<Key, Made>;
  Key key(kind, std::string(from.begin(), from.end()));
  const auto found = all.find(key);
  if (found != all.end()) return found->second;
  if (all.size() == kMost) all.clear();
  return all.emplace(std::move(key), Make(kind, from)).first->second;
}

}  // namespace

bool ParseMessageInput(std::span<const uint8_t> input, MessageInput& found) {
  if (input.size() < 2) return false;
  const uint8_t kind = input[0];
  found.num_roots = RootsOf(input[1]);
  found.head_size = 2;
  found.mapping = nullptr;
  if (kind < kNumSampleLayouts) {
    found.layout = &SampleLayout(kind).layout();
  } else {
    if (input.size() < 3) return false;
    const size_t count = std::min<size_t>(input[2], input.size() - 3);
    found.head_size = 3 + count;
    const Made& made = Remembered(kind, input.subspan(3, count));
    found.layout =
        made.layout ? &made.layout->layout() : &made.schema->layout();
    if (made.schema) found.mapping = &made.schema->mapping();
  }
  const auto message = input.subspan(found.head_size);
  found.message = {reinterpret_cast<const char*>(message.data()),
                   message.size()};
  return true;
}

std::string MessageInputHead(uint8_t kind, uint8_t roots,
                             std::string_view made_from) {
  std::string head = {static_cast<char>(kind), static_cast<char>(roots)};
  if (kind < kNumSampleLayouts) return head;
  made_from = made_from.substr(0, 255);
  head += static_cast<char>(made_from.size());
  head += made_from;
  return head;
}

}  // namespace sinter::testing
