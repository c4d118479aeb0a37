// What is left of the bits of a float that a function returned.
#ifndef SINTER_TESTS_SUPPORT_RETURNED_FLOAT_H_
#define SINTER_TESTS_SUPPORT_RETURNED_FLOAT_H_

#include <cstdint>

namespace sinter::testing {

// i386 returns floats in x87 registers, which make signaling NaNs quiet, even
// where all arithmetic is done in SSE2. Not so where the call is inlined: both
// what is returned and what is expected have to be taken for quiet.
inline uint64_t ReturnedDouble(uint64_t bits) {
#ifdef __i386__
  constexpr uint64_t kQuiet = uint64_t{1} << 51;
  constexpr uint64_t kInfinity = uint64_t{0x7ff} << 52;
  if ((bits & ~(uint64_t{1} << 63)) > kInfinity) return bits | kQuiet;
#endif
  return bits;
}
inline uint64_t ReturnedFloat(uint64_t bits) {
#ifdef __i386__
  constexpr uint64_t kQuiet = uint64_t{1} << 22;
  constexpr uint64_t kInfinity = uint64_t{0xff} << 23;
  if ((bits & ~(uint64_t{1} << 31)) > kInfinity) return bits | kQuiet;
#endif
  return bits;
}

}  // namespace sinter::testing

#endif  // SINTER_TESTS_SUPPORT_RETURNED_FLOAT_H_
