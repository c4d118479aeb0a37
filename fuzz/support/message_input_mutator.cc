// The mutator of harnesses whose inputs are as in message_input.h.
#include "fuzz/support/message_input.h"
#include "fuzz/support/message_mutator.h"
#include "tests/support/sample_layouts.h"

namespace sinter::testing {
namespace {

MessagePlace Find(std::span<const uint8_t> input) {
  MessageInput found;
  if (!ParseMessageInput(input, found)) return {};
  return {found.layout, found.num_roots, found.head_size};
}

std::string NewHead(std::mt19937& random) {
  static constexpr uint8_t kRoots[] = {1, 1, 1, 2, 3, 5, 17, 33, 70, 128, 135};
  const uint8_t roots = kRoots[random() % std::size(kRoots)];
  uint8_t kind = static_cast<uint8_t>(random() % kNumSampleLayouts);
  if (random() % 3 > 0) kind = static_cast<uint8_t>(24 + random() % 232);
  std::string made_from(random() % 200, '\0');
  for (char& byte : made_from) byte = static_cast<char>(random());
  return MessageInputHead(kind, roots, made_from);
}

constexpr MessageGrammar kGrammar = {Find, NewHead};

}  // namespace
}  // namespace sinter::testing

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size,
                                          size_t max_size, unsigned seed) {
  return sinter::testing::MutateMessage(sinter::testing::kGrammar, data, size,
                                        max_size, seed);
}
