// UTF-8 validation (Unicode 15, table 3-7): no overlong forms, no surrogates,
// nothing above U+10FFFF.
#ifndef SINTER_CODEC_UTF8_H_
#define SINTER_CODEC_UTF8_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace sinter {

bool IsUtf8(std::string_view text);

// Whether all bytes are below 80.
bool IsAscii(std::string_view text);

// Whether a text has 4 to 16 bytes, all of them below 80: of lone strings most
// do, and two loads tell.
inline bool IsShortAscii(std::string_view text) {
  const size_t size = text.size();
  if (size < 4 || size > 16) return false;
  const auto high_bits = [&]<typename Word>(Word high) {
    Word first;
    Word last;
    std::memcpy(&first, text.data(), sizeof(Word));
    std::memcpy(&last, text.data() + size - sizeof(Word), sizeof(Word));
    return (first | last) & high;
  };
  return size >= 8 ? high_bits(uint64_t{0x8080808080808080}) == 0
                   : high_bits(uint32_t{0x80808080}) == 0;
}

// Whether a character could start here: any byte but 80 to BF. Text that is
// UTF-8 as a whole is so in pieces that all start like that.
constexpr bool StartsCharacter(char byte) {
  return (static_cast<uint8_t>(byte) & 0xc0) != 0x80;
}

}  // namespace sinter

#endif  // SINTER_CODEC_UTF8_H_
