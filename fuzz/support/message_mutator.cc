#include "fuzz/support/message_mutator.h"

#include <algorithm>

#include "fuzz/support/row_checks.h"
#include "tests/support/random_rows.h"
#include "tests/support/random_source.h"

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t max_size);

namespace sinter::testing {
namespace {

std::span<const uint8_t> BytesOf(const std::string& text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

// A message of random values, or nothing where rows are too large.
std::string NewMessage(const MessagePlace& place, std::mt19937& random) {
  constexpr uint64_t kMostValues = 20000;
  if (place.num_roots * LeastValuesOfRoot(*place.layout) > kMostValues) {
    return {};
  }
  RandomSource source(uint64_t{random()});
  const uint64_t values = uint64_t{1} << random() % 12;
  return EncodeRows(*place.layout,
                    RandomRows(*place.layout, place.num_roots, values, source));
}

// Small changes, so that what follows is still read.
void ChangeBytes(std::string& message, std::mt19937& random) {
  const auto byte = static_cast<char>(random());
  if (message.empty()) {
    message.push_back(byte);
    return;
  }
  const size_t at = random() % message.size();
  switch (random() % 8) {
    case 0:
    case 1:
    case 2:
      message[at] ^= static_cast<char>(1u << random() % 8);
      break;
    case 3:
      message[at] = byte;
      break;
    case 4:
      message[at] += random() % 2 == 0 ? 1 : -1;
      break;
    case 5:
      message.insert(at, 1 + random() % 4, byte);
      break;
    case 6:
      message.erase(at, 1 + random() % 4);
      break;
    default:
      message[at] = message[random() % message.size()];
  }
}

size_t Store(const std::string& input, uint8_t* data) {
  std::copy(input.begin(), input.end(), data);
  return input.size();
}

}  // namespace

size_t MutateMessage(const MessageGrammar& grammar, uint8_t* data, size_t size,
                     size_t max_size, unsigned seed) {
  std::mt19937 random(seed);
  const auto plain = [&] { return LLVMFuzzerMutate(data, size, max_size); };
  const MessagePlace place = grammar.find({data, size});
  const unsigned choice = random() % 16;
  if (place.layout == nullptr || choice == 0) {
    const std::string head = grammar.new_head(random);
    const MessagePlace made = grammar.find(BytesOf(head));
    if (made.layout == nullptr) return plain();
    const std::string input = head + NewMessage(made, random);
    return input.size() <= max_size ? Store(input, data) : plain();
  }
  const std::string head(data, data + place.head_size);
  if (choice == 1) {
    const std::string input = head + NewMessage(place, random);
    return input.size() <= max_size ? Store(input, data) : plain();
  }
  if (choice == 2) return plain();
  if (choice < 7) {
    return place.head_size + LLVMFuzzerMutate(data + place.head_size,
                                              size - place.head_size,
                                              max_size - place.head_size);
  }
  std::string message(data + place.head_size, data + size);
  for (unsigned n = 1 + random() % 3; n > 0; --n) ChangeBytes(message, random);
  const std::string input = head + message;
  return input.size() <= max_size ? Store(input, data) : plain();
}

}  // namespace sinter::testing
