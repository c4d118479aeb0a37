// Many rows of a column at once, whatever its form, in a fraction of the time
// that reading them one by one takes. What List::CopyTo stands on.
//
// As with the accessors of column.h, rows must be less than the column's,
// unless nothing of the column is there; no bytes make a read leave the
// message.
#ifndef SINTER_CODEC_UNPACK_H_
#define SINTER_CODEC_UNPACK_H_

#include <cstddef>
#include <cstdint>

#include "codec/column.h"

namespace sinter {

// The integers of rows [first, first + count), each in its low `size_bytes`
// bytes (1, 2, 4, 8), in the machine's order of bytes. `out` may have any
// alignment.
void UnpackIntegers(const Column& column, uint32_t first, size_t count,
                    unsigned size_bytes, void* out);

// Floats of 64 or 32 bits.
void UnpackDoubles(const Column& column, uint32_t first, size_t count,
                   double* out);
void UnpackFloats(const Column& column, uint32_t first, size_t count,
                  float* out);

// A bool for each bit.
void UnpackBits(const Column& column, uint32_t first, size_t count, bool* out);

}  // namespace sinter

#endif  // SINTER_CODEC_UNPACK_H_
