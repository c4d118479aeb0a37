// UTF-8 validation (Unicode 15, table 3-7): no overlong forms, no surrogates,
// nothing above U+10FFFF.
#ifndef SINTER_CODEC_UTF8_H_
#define SINTER_CODEC_UTF8_H_

#include <cstdint>
#include <string_view>

namespace sinter {

bool IsUtf8(std::string_view text);

// Whether all bytes are below 80.
bool IsAscii(std::string_view text);

// Whether a character could start here: any byte but 80 to BF. Text that is
// UTF-8 as a whole is so in pieces that all start like that.
constexpr bool StartsCharacter(char byte) {
  return (static_cast<uint8_t>(byte) & 0xc0) != 0x80;
}

}  // namespace sinter

#endif  // SINTER_CODEC_UTF8_H_
