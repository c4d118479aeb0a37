// The mutator of generated_fuzzer.cc.
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <random>
#include <span>
#include <string>

#include "any.sinter.h"
#include "fuzz/support/message_input.h"
#include "fuzz/support/message_mutator.h"
#include "kinds.sinter.h"
#include "places.sinter.h"
#include "shop.sinter.h"

namespace sinter::testing {
namespace {

MessagePlace Find(std::span<const uint8_t> input) {
  if (input.size() < 2) return {};
  static const Layout* const kLayouts[] = {
      &RootTraits<shop::orders::Order>::layout(),
      &RootTraits<kinds::Root>::layout(),
      &RootTraits<kinds::Tree>::layout(),
      &RootTraits<places::Place>::layout(),
      &RootTraits<any::Doc>::layout(),
  };
  return {kLayouts[input[0] % std::size(kLayouts)], RootsOf(input[1]), 2};
}

std::string NewHead(std::mt19937& random) {
  static constexpr uint8_t kRoots[] = {1, 1, 1, 2, 3, 5, 17, 33, 70};
  return {static_cast<char>(random() % 5),
          static_cast<char>(kRoots[random() % std::size(kRoots)])};
}

constexpr MessageGrammar kGrammar = {Find, NewHead};

}  // namespace
}  // namespace sinter::testing

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size,
                                          size_t max_size, unsigned seed) {
  return sinter::testing::MutateMessage(sinter::testing::kGrammar, data, size,
                                        max_size, seed);
}
