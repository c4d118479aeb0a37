// Where random layouts and values get their choices from: a seed, or the bytes
// of a fuzzer, which learns what they lead to.
#ifndef SINTER_TESTS_SUPPORT_RANDOM_SOURCE_H_
#define SINTER_TESTS_SUPPORT_RANDOM_SOURCE_H_

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>

#include "codec/bits.h"

namespace sinter::testing {

class RandomSource {
 public:
  explicit RandomSource(uint64_t seed) : engine_(seed), has_bytes_(false) {}
  // Choices are taken from the bytes; once they end all are 0.
  explicit RandomSource(std::span<const uint8_t> bytes)
      : bytes_(bytes), has_bytes_(true) {}

  // 0 to `count` - 1; count > 0.
  uint64_t Below(uint64_t count) {
    return Bits(BitsFor(count - 1) + (has_bytes_ ? 0u : 8u)) % count;
  }
  bool Chance(unsigned percent) { return Below(100) < percent; }
  // A number of at most `width` bits.
  uint64_t Bits(unsigned width) {
    if (!has_bytes_) return engine_() & LowMask(width);
    uint64_t value = 0;
    for (unsigned i = 0; i < width && i < 64 && !bytes_.empty(); i += 8) {
      value |= uint64_t{bytes_.front()} << i;
      bytes_ = bytes_.subspan(1);
    }
    return value & LowMask(width);
  }
  // Numbers of all magnitudes alike.
  uint64_t AnyMagnitude() { return Bits(static_cast<unsigned>(Below(65))); }

 private:
  std::mt19937_64 engine_;
  std::span<const uint8_t> bytes_;
  bool has_bytes_;
};

}  // namespace sinter::testing

#endif  // SINTER_TESTS_SUPPORT_RANDOM_SOURCE_H_
