// Mutations that know where the message of an input begins and how one is made:
// plain ones hardly ever get past the first columns.
#ifndef SINTER_FUZZ_SUPPORT_MESSAGE_MUTATOR_H_
#define SINTER_FUZZ_SUPPORT_MESSAGE_MUTATOR_H_

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string>

#include "codec/layout.h"

namespace sinter::testing {

// Where the message of an input begins and what it is one of.
struct MessagePlace {
  const Layout* layout = nullptr;  // null: nowhere
  uint32_t num_roots = 0;
  size_t head_size = 0;
};

// What a harness tells of its inputs.
struct MessageGrammar {
  MessagePlace (*find)(std::span<const uint8_t> input);
  // What stands before the message of a new input.
  std::string (*new_head)(std::mt19937& random);
};

// As LLVMFuzzerCustomMutator.
size_t MutateMessage(const MessageGrammar& grammar, uint8_t* data, size_t size,
                     size_t max_size, unsigned seed);

}  // namespace sinter::testing

#endif  // SINTER_FUZZ_SUPPORT_MESSAGE_MUTATOR_H_
