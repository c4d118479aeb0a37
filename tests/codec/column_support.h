// Columns written into strings and opened from buffers of their exact size.
#ifndef SINTER_TESTS_CODEC_COLUMN_SUPPORT_H_
#define SINTER_TESTS_CODEC_COLUMN_SUPPORT_H_

#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "codec/column.h"
#include "codec/columns/bits_column.h"
#include "codec/columns/integer_form.h"
#include "codec/columns/integers.h"
#include "codec/columns/lengths.h"
#include "codec/failure.h"
#include "codec/wire_reader.h"
#include "codec/wire_writer.h"
#include "tests/support/exact_bytes.h"

namespace sinter::testing {

// Numbers of rows around which the code behaves differently.
inline constexpr uint32_t kRowCounts[] = {2,   3,   15,  16,  17,   31,   32,
                                          33,  63,  64,  65,  127,  128,  129,
                                          511, 512, 513, 767, 1024, 1025, 3000};

// What `put` writes. Checks that counting finds as many bits, and that these
// are all of the bytes but the rest of the last control byte.
std::string Written(const std::function<void(WireWriter&)>& put);

// A column, or two, in a buffer of their own. `open` returns whether it
// succeeded; the end of the bytes must follow.
class OpenColumn {
 public:
  using Open = std::function<bool(WireReader&, Column*)>;

  // `slack` zero bytes follow the column.
  OpenColumn(std::string_view bytes, uint32_t rows, const Open& open,
             size_t slack = 0);
  OpenColumn(const OpenColumn&) = delete;
  OpenColumn& operator=(const OpenColumn&) = delete;

  bool ok() const { return ok_; }
  const Failure& failure() const { return failure_; }
  const Column& operator*() const { return columns_[0]; }
  const Column* columns() const { return columns_; }
  ExactBytes& bytes() { return bytes_; }

 private:
  ExactBytes bytes_;
  Failure failure_;
  Column columns_[2] = {};
  bool ok_ = false;
};

// Opens an integer column.
OpenColumn::Open OpensIntegers(const IntegerTraits& traits);
// Opens one form of it, without the bits that name the form.
OpenColumn::Open OpensForm(const IntegerForm& form,
                           const IntegerTraits& traits);
OpenColumn::Open OpensBits(BitsUse use);
OpenColumn::Open OpensLengths(LengthsUse use, uint64_t max_total);

std::string PutIntegers(const std::vector<uint64_t>& values,
                        const IntegerTraits& traits);

// What the forms are given for these values, which `scratch` holds a part of.
// Checks it value by value.
IntegerInput InputOf(const std::vector<uint64_t>& values,
                     const IntegerTraits& traits, Scratch& scratch);

// The forms of integer columns, and whether one of them can hold the values.
std::vector<const IntegerForm*> AllForms();
bool CanHold(const IntegerForm& form, const IntegerInput& input);

// Columns as they occur, and as they do not.
enum class Shape : uint8_t {
  kConstant,
  kRamp,
  kJitteredClock,
  kRandomWalk,
  kFewDistinct,
  kSparse,
  kRuns,
  kMixedMagnitudes,
  kSteps,
  kUniform,
  kExtremes,
  kCount,
};
std::vector<uint64_t> RandomColumn(Shape shape, uint32_t rows,
                                   const IntegerTraits& traits,
                                   std::mt19937_64& random);

// Bounds of all numbers of 64 bits.
inline IntegerBounds AllNumbers(bool is_signed) {
  constexpr uint64_t kSignBit = uint64_t{1} << 63;
  if (is_signed) return {true, kSignBit, kSignBit - 1};
  return {false, 0, ~uint64_t{0}};
}

// Bits of words, as BitSpan wants them.
std::vector<uint64_t> WordsOf(const std::vector<bool>& bits);

}  // namespace sinter::testing

#endif  // SINTER_TESTS_CODEC_COLUMN_SUPPORT_H_
