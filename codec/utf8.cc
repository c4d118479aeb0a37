#include "codec/utf8.h"

#include <cstddef>

#include "codec/bits.h"

namespace sinter {
namespace {

// Bytes of the character that starts with `lead`, and the range its second byte
// is limited to, which rules out overlong forms and surrogates.
struct Sequence {
  unsigned size;  // 0: no character starts so
  uint8_t least;
  uint8_t most;
};

constexpr Sequence SequenceOf(uint8_t lead) {
  if (lead < 0xc2) return {0, 0, 0};
  if (lead < 0xe0) return {2, 0x80, 0xbf};
  if (lead == 0xe0) return {3, 0xa0, 0xbf};
  if (lead == 0xed) return {3, 0x80, 0x9f};
  if (lead < 0xf0) return {3, 0x80, 0xbf};
  if (lead == 0xf0) return {4, 0x90, 0xbf};
  if (lead < 0xf4) return {4, 0x80, 0xbf};
  if (lead == 0xf4) return {4, 0x80, 0x8f};
  return {0, 0, 0};
}

constexpr uint64_t kHighBits = 0x8080808080808080;

// Bytes at the start, in whole steps of 64, that are below 80. The loop inside
// has no branch, so that compilers make vectors of it.
size_t AsciiSteps(const uint8_t* bytes, size_t size) {
  constexpr size_t kStep = 64;
  size_t i = 0;
  for (; size - i >= kStep; i += kStep) {
    uint64_t all = 0;
    for (size_t j = 0; j < kStep; j += 8) {
      all |= LoadLittleEndian64(bytes + i + j);
    }
    if ((all & kHighBits) != 0) break;
  }
  return i;
}

}  // namespace

bool IsAscii(std::string_view text) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const size_t size = text.size();
  size_t i = AsciiSteps(bytes, size);
  if (size - i >= 64) return false;
  uint64_t all = 0;
  if (size >= 8) {
    for (; size - i > 8; i += 8) all |= LoadLittleEndian64(bytes + i);
    // The last eight, some of them perhaps once more.
    all |= LoadLittleEndian64(bytes + size - 8);
  } else {
    for (; i < size; ++i) all |= bytes[i];
  }
  return (all & kHighBits) == 0;
}

bool IsUtf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const size_t size = text.size();
  if (size < 64 && IsAscii(text)) return true;
  for (size_t i = AsciiSteps(bytes, size); i < size;) {
    if (size - i >= 16) {
      const uint64_t high =
          LoadLittleEndian64(bytes + i) | LoadLittleEndian64(bytes + i + 8);
      if ((high & kHighBits) == 0) {
        i += 16;
        continue;
      }
    }
    const uint8_t lead = bytes[i];
    if (lead < 0x80) {
      ++i;
      continue;
    }
    const Sequence sequence = SequenceOf(lead);
    if (sequence.size == 0 || sequence.size > size - i) return false;
    if (bytes[i + 1] < sequence.least || bytes[i + 1] > sequence.most) {
      return false;
    }
    for (unsigned j = 2; j < sequence.size; ++j) {
      if ((bytes[i + j] & 0xc0) != 0x80) return false;
    }
    i += sequence.size;
  }
  return true;
}

}  // namespace sinter
