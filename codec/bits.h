// Bits in bytes: little-endian loads and stores, masks, widths, and fields of
// any width at any bit, least significant bit first (SPEC.md, "Packed bits").
#ifndef SINTER_CODEC_BITS_H_
#define SINTER_CODEC_BITS_H_

#include <bit>
#include <cstdint>
#include <cstring>

namespace sinter {

inline uint64_t ByteSwap64(uint64_t value) { return __builtin_bswap64(value); }

// Eight bytes at any address as a little-endian number.
inline uint64_t LoadLittleEndian64(const uint8_t* bytes) {
  uint64_t value;
  std::memcpy(&value, bytes, sizeof(value));
  if constexpr (std::endian::native == std::endian::big) {
    value = ByteSwap64(value);
  }
  return value;
}

inline void StoreLittleEndian64(uint64_t value, uint8_t* bytes) {
  if constexpr (std::endian::native == std::endian::big) {
    value = ByteSwap64(value);
  }
  std::memcpy(bytes, &value, sizeof(value));
}

// The low `width` bits set; 0 <= width <= 64.
constexpr uint64_t LowMask(unsigned width) {
  return width >= 64 ? ~uint64_t{0} : (uint64_t{1} << width) - 1;
}

// Bits needed for the numbers 0 to `largest`: 0 for 0, 64 at most.
constexpr unsigned BitsFor(uint64_t largest) {
  return static_cast<unsigned>(std::bit_width(largest));
}

// Bytes of `count` fields of `width` bits; count < 2^32 and width <= 64, so the
// product stays below 2^38.
constexpr uint64_t PackedBytes(uint64_t count, unsigned width) {
  return (count * width + 7) / 8;
}

namespace internal {

// How many ones there are in each byte of a word, in that byte.
inline uint64_t CountInBytes(uint64_t word) {
  word -= (word >> 1) & 0x5555555555555555;
  word = (word & 0x3333333333333333) + ((word >> 2) & 0x3333333333333333);
  return (word + (word >> 4)) & 0x0f0f0f0f0f0f0f0f;
}

}  // namespace internal

// Ones among the low 64 bits, without a library call where the processor's
// instruction cannot be assumed.
inline unsigned PopCount(uint64_t word) {
#if defined(__POPCNT__) || defined(__aarch64__)
  return static_cast<unsigned>(__builtin_popcountll(word));
#else
  return static_cast<unsigned>(
      (internal::CountInBytes(word) * 0x0101010101010101) >> 56);
#endif
}

// The ones of up to 31 words, whose counts are put together only once.
class OneCounter {
 public:
  void Add(uint64_t word) {
#if defined(__POPCNT__) || defined(__aarch64__)
    count_ += PopCount(word);
#else
    count_ += internal::CountInBytes(word);
#endif
  }
  unsigned total() const {
#if defined(__POPCNT__) || defined(__aarch64__)
    return static_cast<unsigned>(count_);
#else
    const uint64_t pairs =
        (count_ & 0x00ff00ff00ff00ff) + ((count_ >> 8) & 0x00ff00ff00ff00ff);
    return static_cast<unsigned>((pairs * 0x0001000100010001) >> 48);
#endif
  }

 private:
  uint64_t count_ = 0;  // of each byte, or of all
};

namespace internal {

// The last `left` bytes, less than eight, of an array of `size` bytes.
inline uint64_t LoadTail(const uint8_t* bytes, uint64_t size, uint64_t left) {
  if (left == 0) return 0;
  if (size >= 8) {
    return LoadLittleEndian64(bytes + size - 8) >> (64 - 8 * left);
  }
  uint64_t value = 0;
  for (uint64_t i = 0; i < left; ++i) {
    value |= uint64_t{bytes[size - left + i]} << (8 * i);
  }
  return value;
}

}  // namespace internal

// Up to eight bytes at `bytes` + `offset`, of which only those before `size`
// are touched; the others read as zero. offset <= size.
inline uint64_t LoadBounded64(const uint8_t* bytes, uint64_t size,
                              uint64_t offset) {
  const uint64_t left = size - offset;
  if (left >= 8) [[likely]]
    return LoadLittleEndian64(bytes + offset);
  return internal::LoadTail(bytes, size, left);
}

// Field `index` of `width` bits (0 to 56, or 64), of which `mask` is made, of
// an array where eight bytes may be loaded from the field's first byte on.
inline uint64_t LoadWholeField(const uint8_t* bytes, uint64_t index,
                               unsigned width, uint64_t mask) {
  const uint64_t bit = index * width;
  return (LoadLittleEndian64(bytes + (bit >> 3)) >> (bit & 7)) & mask;
}

// How many of the fields from the first on may be loaded so, of an array in
// front of `size` readable bytes. width > 0.
constexpr uint64_t NumWholeFields(uint64_t size, unsigned width) {
  return size < 8 ? 0 : ((size - 7) * 8 + width - 1) / width;
}

// Field `index` of `width` bits (0 to 56, or 64) of an array of `size` bytes
// that holds it whole: never touches a byte outside the array.
inline uint64_t LoadField(const uint8_t* bytes, uint64_t size, uint64_t index,
                          unsigned width) {
  const uint64_t bit = index * width;
  return (LoadBounded64(bytes, size, bit >> 3) >> (bit & 7)) & LowMask(width);
}

}  // namespace sinter

#endif  // SINTER_CODEC_BITS_H_
