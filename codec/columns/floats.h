// Float columns: scaled decimals where every number is one and that is smaller,
// else the bits rotated by one as integers, else the bits as they are (SPEC.md,
// "Floats"). Numbers are handled as their IEEE 754 bits, of 32 or 64.
#ifndef SINTER_CODEC_COLUMNS_FLOATS_H_
#define SINTER_CODEC_COLUMNS_FLOATS_H_

#include <cstdint>
#include <span>

#include "codec/column.h"
#include "codec/columns/scratch.h"
#include "codec/wire_reader.h"
#include "codec/wire_writer.h"

namespace sinter {

// The largest exponents and mantissas with which mantissa / 10^e is one exact
// power and one correctly rounded division.
struct DecimalLimits {
  unsigned exponent;
  uint64_t mantissa;
};
constexpr DecimalLimits DecimalLimitsOf(unsigned bits) {
  if (bits == 32) return {10, (uint64_t{1} << 24) - 1};
  return {22, (uint64_t{1} << 53) - 1};
}

// Finds the mantissa that over 10^exponent gives exactly the float `number`.
bool FindMantissa(uint64_t number, unsigned bits, unsigned exponent,
                  int64_t& mantissa);

// Two rows or more. `numbers` is overwritten.
void PutFloats(std::span<uint64_t> numbers, unsigned bits, Scratch& scratch,
               WireWriter& writer);
[[nodiscard]] bool OpenFloats(unsigned bits, WireReader& reader,
                              Column& column);

// One row. The column that is read is a default one until then.
template <typename Writer>
void PutLoneFloat(uint64_t number, unsigned bits, Writer& writer);
[[nodiscard]] bool OpenLoneFloat(unsigned bits, WireReader& reader,
                                 Column& column);
// Whether FindFloatsFault has nothing to find in it.
inline bool IsLoneFloat(const Column& column, unsigned bits) {
  // A number that was not a decimal had no more bits than it is to have.
  const uint64_t most = DecimalLimitsOf(bits).mantissa;
  return column.float_form < kFloatDecimal || column.base + most <= 2 * most;
}

// How it is written: in decimal where that takes fewer bits.
struct LoneFloat {
  bool is_decimal = false;
  unsigned exponent = 0;
  uint64_t number = 0;  // the mantissa, zigzag coded, or the bits
};
LoneFloat ChooseLoneFloat(uint64_t number, unsigned bits);

template <typename Writer>
void PutLoneFloat(uint64_t number, unsigned bits, Writer& writer) {
  const LoneFloat chosen = ChooseLoneFloat(number, bits);
  if (!chosen.is_decimal) {
    writer.PutBits(1, 1);
    return writer.PutFixed(chosen.number, bits);
  }
  writer.PutBits(0, 1);
  writer.PutGroups(chosen.exponent);
  writer.PutVarint(chosen.number);
}

// What the bits of rows of a column of this form stand for, each as
// internal::DecodeFloatBits has it.
void DecodeDoubles(uint8_t form, std::span<const uint64_t> bits, double* out);
void DecodeFloats(uint8_t form, std::span<const uint64_t> bits, float* out);

// Why an open float column breaks the rules that opening does not check, or
// null.
const char* FindFloatsFault(const Column& column, unsigned bits);

}  // namespace sinter

#endif  // SINTER_CODEC_COLUMNS_FLOATS_H_
