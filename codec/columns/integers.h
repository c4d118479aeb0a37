// Integer columns: two rows or more of 64-bit numbers in the smallest of six
// forms, or among the control bits when they are few (SPEC.md, "Integer
// columns").
#ifndef SINTER_CODEC_COLUMNS_INTEGERS_H_
#define SINTER_CODEC_COLUMNS_INTEGERS_H_

#include <cstdint>
#include <span>

#include "codec/column.h"
#include "codec/columns/scratch.h"
#include "codec/layout.h"
#include "codec/wire_reader.h"
#include "codec/wire_writer.h"

namespace sinter {

// What the forms need to know of a column's type.
struct IntegerTraits {
  bool is_signed = false;
  uint64_t sparse_value = 0;  // of the rows that a sparse column leaves out
};

// Writes the values of two rows or more in the form that takes the fewest bits;
// among equals the one with the lowest number.
void PutIntegers(std::span<const uint64_t> values, const IntegerTraits& traits,
                 Scratch& scratch, WireWriter& writer);

// Reads the values of `column.rows` rows, at least two. `column.float_form` is
// left alone.
[[nodiscard]] bool OpenIntegers(const IntegerTraits& traits, WireReader& reader,
                                Column& column);

// Inclusive bounds in the order of the type.
struct IntegerBounds {
  bool is_signed = false;
  uint64_t lo = 0;
  uint64_t hi = 0;

  bool Contains(uint64_t value) const;
  // Whether they leave no 64-bit number out.
  bool hold_everything() const;
};

// The values that a bool, integer or float node may have, floats as their bits.
IntegerBounds BoundsOf(const Node& node);

// Why an open column breaks the rules that opening does not check, or null:
// values out of bounds, indexes, ranks, padding. Takes time in proportion to
// the column's bytes, not to its rows.
const char* FindIntegersFault(const Column& column,
                              const IntegerBounds& bounds);

}  // namespace sinter

#endif  // SINTER_CODEC_COLUMNS_INTEGERS_H_
