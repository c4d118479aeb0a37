// Packed values in vectors of eight, by instructions that not every processor
// has: looked for when the program runs, so that users need no flags. Internal
// to the engine; packed_array.h has what always works.
#ifndef SINTER_CODEC_COLUMNS_UNPACK_EIGHTS_H_
#define SINTER_CODEC_COLUMNS_UNPACK_EIGHTS_H_

#include <cstddef>
#include <cstdint>

namespace sinter {

// A packed array of `size` bytes: value i is base + i * stride + bits[i].
struct PackedArray {
  const uint8_t* data;
  uint64_t size;
  uint64_t base;
  uint64_t stride;
  unsigned width;
};

// Unpacks as many of the values [first, first + count) of an array that has
// bits as it can, a multiple of eight, perhaps none, and returns how many. Each
// goes into the low bytes of an integer of `size_bytes` (1, 2, 4, 8) at `out`.
// `first` is a multiple of eight. Touches nothing outside of the array.
uint64_t UnpackEights(const PackedArray& array, uint64_t first, uint64_t count,
                      unsigned size_bytes, void* out);

// Floats of 64 bits that are these mantissas, of at most 53 bits and a sign,
// over `power`; as many of `count` as it can, a multiple of four.
size_t DivideFours(const uint64_t* mantissas, size_t count, double power,
                   double* out);

}  // namespace sinter

#endif  // SINTER_CODEC_COLUMNS_UNPACK_EIGHTS_H_
