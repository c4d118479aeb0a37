// The inputs of harnesses that read messages: a layout, a number of roots and
// the message itself, so that layouts are fuzzed together with bytes.
//
//   byte 0    below kNumSampleLayouts: that layout, and the message from byte 2
//             else even: a random layout; odd: a version of a random schema
//   byte 1    roots
//   byte 2    n
//   n bytes   what the layout or schema is made from
//   the rest  the message
#ifndef SINTER_FUZZ_SUPPORT_MESSAGE_INPUT_H_
#define SINTER_FUZZ_SUPPORT_MESSAGE_INPUT_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "codec/layout.h"
#include "schema/json/mapping.h"

namespace sinter::testing {

struct MessageInput {
  const Layout* layout = nullptr;
  const json::Mapping* mapping = nullptr;  // of layouts that have a schema
  uint32_t num_roots = 0;
  size_t head_size = 0;  // bytes before the message
  std::string_view message;
};

// False if there is no layout. Layouts stay for the inputs that follow, but not
// for ever: the next call may end the life of what this one found.
[[nodiscard]] bool ParseMessageInput(std::span<const uint8_t> input,
                                     MessageInput& found);

// What stands before the message; `kind` is byte 0, at most 255 bytes count.
std::string MessageInputHead(uint8_t kind, uint8_t roots,
                             std::string_view made_from);

// The roots that byte 1 stands for: each number below 128, then steps.
constexpr uint32_t RootsOf(uint8_t code) {
  return code < 128 ? code : (code - 127u) * 40;
}

}  // namespace sinter::testing

#endif  // SINTER_FUZZ_SUPPORT_MESSAGE_INPUT_H_
