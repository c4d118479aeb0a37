// What every form of an integer column is to the rest: a few functions and a
// name. A form is one file; the table in integers.cc lists them.
#ifndef SINTER_CODEC_COLUMNS_INTEGER_FORM_H_
#define SINTER_CODEC_COLUMNS_INTEGER_FORM_H_

#include <cstdint>
#include <span>

#include "codec/column.h"
#include "codec/columns/integers.h"
#include "codec/columns/packed.h"
#include "codec/columns/packed_array.h"
#include "codec/columns/scratch.h"

namespace sinter {

inline constexpr uint32_t kFrameRows = 16;

constexpr uint32_t NumFrames(uint32_t rows) {
  return rows / kFrameRows + (rows % kFrameRows != 0);
}

// The values to write and what one pass over them tells.
struct IntegerInput {
  std::span<const uint64_t> values;
  IntegerTraits traits;
  PackedPlan packed;               // the packed form
  std::span<const Extent> frames;  // of every 16 rows
  uint64_t lo = 0;                 // least value, in the order of the type
  uint64_t range = 0;              // largest minus least
  unsigned flat_width = 0;         // bits for `range`
  uint64_t num_changes = 0;        // rows that differ from the one before
  uint64_t num_exceptions = 0;     // rows other than traits.sparse_value

  uint32_t rows() const { return static_cast<uint32_t>(values.size()); }
};

// Looks at every value once, or twice where the values might follow a line.
// `values` is not empty; the result refers to it and to scratch.frames.
IntegerInput SurveyIntegers(std::span<const uint64_t> values,
                            const IntegerTraits& traits, Scratch& scratch);

struct IntegerForm {
  const char* name;
  // Whether the form could pay, seen from the statistics alone.
  bool (*applies)(const IntegerInput& input);
  // Bits that the column takes at least in this form, so that most forms need
  // not be tried; at most what `put` writes.
  uint64_t (*least_bits)(const IntegerInput& input, Scratch& scratch,
                         uint64_t budget);
  // Writes the column after the three bits that name its form.
  void (*put)(const IntegerInput& input, Scratch& scratch, WireWriter& writer);
  // Reads it into `column`, whose rows are set.
  bool (*open)(const IntegerTraits& traits, WireReader& reader, Column& column);
  const char* (*find_fault)(const Column& column, const IntegerBounds& bounds);
};

extern const IntegerForm kPackedForm;
extern const IntegerForm kFrameForm;
extern const IntegerForm kBlocksForm;
extern const IntegerForm kDictionaryForm;
extern const IntegerForm kSparseForm;
extern const IntegerForm kRunsForm;

// The smallest way to write a column.
struct IntegerChoice {
  IntegerInput input;
  bool is_immediate = false;
  uint8_t form = 0;              // else; its number on the wire
  uint64_t bits = ~uint64_t{0};  // with those that name the form
};

// Finds it, if it takes fewer bits than `budget`; else `bits` is not less than
// that. The choice refers to `values` and `scratch`, until the next survey.
IntegerChoice ChooseIntegers(std::span<const uint64_t> values,
                             const IntegerTraits& traits, uint64_t budget,
                             Scratch& scratch);

// Writes the column as chosen.
void PutChosen(const IntegerChoice& choice, Scratch& scratch,
               WireWriter& writer);

// Bits of the packed numbers of a column in bytes.
inline uint64_t PackedBits(uint64_t count, unsigned width) {
  return 8 * PackedBytes(count, width);
}

// One block of a blocks column: the packed values of up to kBlockRows rows,
// inside the column whatever the widths say.
inline constexpr uint32_t kBlockRows = 64;
struct PackedBlock {
  const uint8_t* data;
  uint64_t size;  // in bytes
  uint64_t base;
  unsigned width;
};
PackedBlock GetBlock(const Column& column, uint32_t block);

// The value of a row of a blocks column that has_whole_loads.
uint64_t GetFromWholeBlocks(const Column& column, uint32_t row);

// Values that a sparse or runs column picks from.
inline uint32_t NumDenseValues(const Column& column) {
  const auto ones = static_cast<uint32_t>(CountOnes(column));
  return column.mode == ColumnMode::kRuns ? ones + 1 : ones;
}

// Whether the bits of the last byte behind `bits` packed bits are zero.
inline bool TailIsZero(const uint8_t* data, uint64_t bits) {
  return bits % 8 == 0 || (data[bits / 8] >> (bits % 8)) == 0;
}

// How many rows from the first on may be read by loads of eight bytes, of
// column.data, which stands in the message and has bits.
inline uint32_t NumWholeRows(const WireReader& reader, const Column& column) {
  const uint64_t size = reader.remaining_from(column.data);
  const uint64_t last = uint64_t{column.rows - 1} * column.width / 8;
  if (last + 8 <= size) return column.rows;
  return static_cast<uint32_t>(NumWholeFields(size, column.width));
}

// Whether all of the first `count` values, at least one, of an array with bits
// lie within `bounds`: seen from its base and width, or value by value.
bool AreWithin(const PackedArray& array, uint64_t count,
               const IntegerBounds& bounds);
// Whether these do.
bool AreWithin(std::span<const uint64_t> values, const IntegerBounds& bounds);

// Why the values of a packed column inside another break `bounds`, or null.
const char* FindInnerFault(const InnerPacked& inner, unsigned width,
                           uint32_t count, const IntegerBounds& bounds);

}  // namespace sinter

#endif  // SINTER_CODEC_COLUMNS_INTEGER_FORM_H_
