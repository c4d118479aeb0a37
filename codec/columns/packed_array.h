// Runs of packed values into arrays of integers, for columns of every form:
// eight at a time where the processor has vectors for it, else one by one.
// Internal to the engine.
#ifndef SINTER_CODEC_COLUMNS_PACKED_ARRAY_H_
#define SINTER_CODEC_COLUMNS_PACKED_ARRAY_H_

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "codec/bits.h"
#include "codec/columns/unpack_eights.h"

namespace sinter {

// Where values go: integers of type U, one after the other. The memory may be
// that of any type that is made of such an integer.
template <typename U>
class Output {
 public:
  explicit Output(void* out) : next_(static_cast<uint8_t*>(out)) {}

  void Put(uint64_t value) { Fill(value, 1); }
  void Fill(uint64_t value, size_t count) {
    PutEach(count, [value](size_t) { return value; });
  }
  // Values `value_of(0)` to `value_of(count - 1)`. Where they go may be memory
  // of any type, this object too for all the compiler knows: the position is a
  // variable of its own while they are put there.
  template <typename ValueOf>
  void PutEach(size_t count, const ValueOf& value_of) {
    uint8_t* to = next_;
    for (size_t i = 0; i < count; ++i) {
      const auto narrow = static_cast<U>(value_of(i));
      std::memcpy(to, &narrow, sizeof(U));
      to += sizeof(U);
    }
    next_ = to;
  }
  // `count` values that were put there by other means.
  void Skip(size_t count) { next_ += count * sizeof(U); }
  void* next() const { return next_; }

 private:
  uint8_t* __restrict next_;
};

// Values [first, first + count), one by one.
template <typename U>
void PutOneByOne(const PackedArray& array, uint64_t first, uint64_t count,
                 Output<U>& out) {
  uint64_t line = array.base + first * array.stride;
  if (array.width == 0) {
    return out.PutEach(count,
                       [&](uint64_t i) { return line + i * array.stride; });
  }
  const uint64_t mask = LowMask(array.width);
  const uint64_t whole = NumWholeFields(array.size, array.width);
  const uint64_t fast = whole <= first ? 0 : std::min(whole - first, count);
  uint64_t bit = first * array.width;
  out.PutEach(fast, [&](uint64_t) {
    const uint64_t word = LoadLittleEndian64(array.data + (bit >> 3));
    const uint64_t value = line + ((word >> (bit & 7)) & mask);
    bit += array.width;
    line += array.stride;
    return value;
  });
  first += fast;
  out.PutEach(count - fast, [&](uint64_t i) {
    return line + i * array.stride +
           LoadField(array.data, array.size, first + i, array.width);
  });
}

// The same, in the fastest way.
template <typename U>
void PutArray(const PackedArray& array, uint64_t first, uint64_t count,
              Output<U>& out) {
  constexpr uint64_t kWorthIt = 16;
  if constexpr (sizeof(U) == 8 && std::endian::native == std::endian::little) {
    if (array.width == 64 && array.stride == 0 && array.base == 0) {
      std::memcpy(out.next(), array.data + first * 8, count * 8);
      return out.Skip(count);
    }
  }
  if (count >= kWorthIt && array.width > 0) {
    const uint64_t head = (8 - first % 8) % 8;
    PutOneByOne(array, first, head, out);
    const uint64_t eights =
        UnpackEights(array, first + head, count - head, sizeof(U), out.next());
    out.Skip(eights);
    first += head + eights;
    count -= head + eights;
  }
  PutOneByOne(array, first, count, out);
}

}  // namespace sinter

#endif  // SINTER_CODEC_COLUMNS_PACKED_ARRAY_H_
