#include "tests/support/hex.h"

#include <cctype>
#include <charconv>
#include <cstdio>
#include <cstdlib>

#include "absl/strings/str_cat.h"

namespace sinter::testing {

std::string FromHex(std::string_view text) {
  std::string bytes;
  for (size_t i = 0; i < text.size();) {
    if (std::isspace(static_cast<unsigned char>(text[i])) != 0) {
      ++i;
    } else if (text[i] == '#') {
      i = text.find('\n', i);
      if (i == std::string_view::npos) break;
    } else {
      uint8_t byte = 0;
      const std::string_view pair = text.substr(i, 2);
      const char* end = pair.data() + pair.size();
      if (pair.size() < 2 ||
          std::from_chars(pair.data(), end, byte, 16).ptr != end) {
        std::fprintf(stderr, "FromHex: no hex digits at %zu\n", i);
        std::abort();
      }
      bytes.push_back(static_cast<char>(byte));
      i += 2;
    }
  }
  return bytes;
}

std::string ToHex(std::span<const uint8_t> bytes) {
  std::string text;
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (i > 0) text.push_back(i % 16 == 0 ? '\n' : ' ');
    absl::StrAppend(&text, absl::Hex(bytes[i], absl::kZeroPad2));
  }
  return text;
}

}  // namespace sinter::testing
