// Bytes as tests write them down: "8b 53 4e  # comment to the end of the line".
#ifndef SINTER_TESTS_SUPPORT_HEX_H_
#define SINTER_TESTS_SUPPORT_HEX_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace sinter::testing {

// The bytes of hex digits in pairs; white space and comments do not count. A
// test that gives anything else aborts.
std::string FromHex(std::string_view text);

// "8b 53 4e", sixteen bytes to a line.
std::string ToHex(std::span<const uint8_t> bytes);

}  // namespace sinter::testing

#endif  // SINTER_TESTS_SUPPORT_HEX_H_
