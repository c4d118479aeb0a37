// A Column describes one open column of a message: at most 64 bytes that turn a
// row number into a value without looking at anything but the column's own
// bytes. Opening a message fills one per column; accessors are inline for the
// form nearly all columns have (packed integers) and out of line for the
// others.
//
// Reads are safe on bytes that nobody verified, even on bytes that change under
// the reader: whatever is used as an index or an offset is loaded once and
// compared with a bound held here. A row must be less than the column's rows;
// rows come from the functions below, which keep that promise.
#ifndef SINTER_CODEC_COLUMN_H_
#define SINTER_CODEC_COLUMN_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "codec/bits.h"
#include "codec/shape.h"

namespace sinter {

// How a column's values are found. Not the codes on the wire: what is open is
// described by what a read has to do.
enum class ColumnMode : uint8_t {
  kPacked = 0,  // base + bits[row]
  kLinear,      // base + row * stride + bits[row], bounded loads
  kFrame,       // bases[row / 16] + row * stride + bits[row]
  kBlocks,      // blocks of 64 rows with a base and a width each
  kDictionary,  // values[bits[row]]
  kSparse,      // base, or dense[rank] where a bit is set
  kRuns,        // dense[number of run starts up to the row]
  kBits,        // a bit column: Test, Rank
  kLengths,     // lists and strings: ranges
  kReference,   // rows of another table
  kTags,        // which variant of a union
  kVariant,     // the rows of one variant
  kStruct,      // values in place: data + row * stride
};

enum class BitsForm : uint8_t {
  kZeros = 0,
  kOnes = 1,
  kBitmap = 2,
  kOnePositions = 3,   // the rows of the ones, ascending
  kZeroPositions = 4,  // the rows of the zeros
};

// What the bits of a float column mean.
inline constexpr uint8_t kFloatRaw = 0;      // the IEEE 754 bits
inline constexpr uint8_t kFloatRotated = 1;  // the bits rotated left by one
inline constexpr uint8_t kFloatDecimal = 2;  // + e: a mantissa over 10^e

// A packed column inside another: base + index * stride + bits[index].
struct InnerPacked {
  const uint8_t* data;
  uint64_t base;
  uint64_t stride;
};

// The shape of a bit column, alone or inside a sparse or runs column.
struct BitsShape {
  uint32_t listed;       // bitmap: the ones; positions: how many are listed
  uint32_t sample_base;  // rank samples: one per 512 rows after the first
  uint32_t sample_stride;
  uint8_t sample_width;
  BitsForm form;
  uint16_t sample_gap;  // bytes between the bits and the samples
};

struct Column {
  struct Packed {  // structs: `stride` alone, in bytes; tags: columns/tags.h
    uint64_t mask;
    uint64_t stride;
    uint64_t word[2];  // values that came among the control bits
    // Rows, from the first on, at whose values eight bytes may be loaded: all
    // but those in the last bytes of a message.
    uint32_t whole_rows;
  };
  struct Frame {
    uint64_t mask;
    uint64_t stride;
    InnerPacked bases;
  };
  struct Dictionary {
    uint64_t value_mask;
    uint32_t whole_rows;  // as of packed; 0 if that is not so of the values
    uint8_t last;         // index
    uint8_t mask;         // of indexes
    InnerPacked values;
  };
  struct Blocks {  // `base` holds the size of `data` in bytes
    InnerPacked bases;
    uint32_t sample_base;  // of totals: modulo 2^32
    uint32_t sample_stride;
    uint32_t lengths_before;  // the packed widths stand so far before `data`
    uint8_t min;
    uint8_t width : 7;
    bool sample_base_is_negative : 1;  // and above -2^32
    uint8_t sample_width;
    uint8_t sample_gap;  // bytes between the widths and the samples
  };
  struct Ranked {  // bits, sparse, runs
    BitsShape bits;
    union {
      InnerPacked dense;
      uint64_t word[3];  // a bit column that came among the control bits
    };
  };
  struct Ranges {          // lengths; `base` holds the least length
    const uint8_t* bytes;  // of strings
    uint64_t total;        // bytes or elements of all rows
    const uint8_t* samples;
    union {
      struct {
        uint64_t sample_base;
        uint64_t sample_stride;
      };
      uint64_t word[2];  // lengths that came among the control bits
    };
  };

  union {
    const uint8_t* data;
    const Column* table;  // of a reference: the other table's descriptors
  };
  uint64_t base;  // of a reference: the first row of its site
  uint32_t rows;
  ColumnMode mode;
  uint8_t width;           // of `bits[row]`; of positions
  uint8_t float_form : 7;  // kFloat...
  // Eight bytes may be loaded at each field of the column, and at what stands
  // up to eight bytes further on; set where `whole_rows` does not tell.
  bool has_whole_loads : 1;
  uint8_t inner_width;  // of bases, values, dense, samples of lengths
  union {
    Packed packed;
    Frame frame;
    Dictionary dictionary;
    Blocks blocks;
    Ranked ranked;
    Ranges ranges;
  };
};
static_assert(sizeof(Column) <= 64);  // less where pointers have 32 bits

// Readable zeros: what columns without bits of their own point to, as aligned
// as anything.
alignas(64) inline constexpr uint8_t kZeroBytes[16] = {};

// A column whose every row is `value`.
constexpr Column ConstantColumn(uint64_t value, uint32_t rows) {
  return Column{
      .data = kZeroBytes,
      .base = value,
      .rows = rows,
      .mode = ColumnMode::kPacked,
      .width = 0,
      .float_form = kFloatRaw,
      .has_whole_loads = false,
      .inner_width = 0,
      .packed = {
          .mask = 0, .stride = 0, .word = {0, 0}, .whole_rows = ~uint32_t{0}}};
}

// `count` consecutive positions from `start`.
struct RowRange {
  uint64_t start;
  uint64_t count;
};

// Sentinel of `ChildRow`: the row has no value.
inline constexpr uint64_t kAbsent = ~uint64_t{0};

namespace internal {
uint64_t GetIntegerSlow(const Column& column, uint32_t row);
bool GetBitSlow(const Column& column, uint32_t row);
uint64_t ChildRowSlow(const Column& presence, uint32_t row);
uint64_t DecodeFloatBits(uint8_t form, uint64_t number, unsigned bits);
}  // namespace internal

// The integer of a row: two's complement in 64 bits when signed. O(1).
inline uint64_t GetInteger(const Column& column, uint32_t row) {
  if (column.mode == ColumnMode::kPacked && row < column.packed.whole_rows)
      [[likely]] {
    return column.base +
           LoadWholeField(column.data, row, column.width, column.packed.mask);
  }
  if (column.mode == ColumnMode::kDictionary &&
      row < column.dictionary.whole_rows) {
    const Column::Dictionary& dictionary = column.dictionary;
    const uint64_t index =
        LoadWholeField(column.data, row, column.width, dictionary.mask);
    const uint64_t number = index < dictionary.last ? index : dictionary.last;
    const InnerPacked& values = dictionary.values;
    return values.base + number * values.stride +
           LoadWholeField(values.data, number, column.inner_width,
                          dictionary.value_mask);
  }
  return internal::GetIntegerSlow(column, row);
}

// The IEEE 754 bits of a row of a float column of `bits` (64 or 32). O(1).
inline uint64_t GetFloatBits(const Column& column, uint32_t row,
                             unsigned bits) {
  const uint64_t number = GetInteger(column, row);
  if (column.float_form == kFloatRaw) return number;
  return internal::DecodeFloatBits(column.float_form, number, bits);
}

// The number itself. i386 returns floats in x87 registers: what returns one
// makes a signaling NaN quiet there unless it is inlined, as these are. Bits,
// bulk reads and plain structs are exact everywhere.
[[gnu::always_inline]] inline double GetDouble(const Column& column,
                                               uint32_t row) {
  return std::bit_cast<double>(GetFloatBits(column, row, 64));
}
[[gnu::always_inline]] inline float GetFloat(const Column& column,
                                             uint32_t row) {
  return std::bit_cast<float>(
      static_cast<uint32_t>(GetFloatBits(column, row, 32)));
}

namespace internal {
// Whether the bit of a row of a bitmap is set.
inline bool IsSet(const Column& bitmap, uint32_t row) {
  return ((bitmap.data[row / 8] >> (row % 8)) & 1) != 0;
}
}  // namespace internal

// Whether the bit of a row is set: bools, presence. O(1).
inline bool GetBit(const Column& column, uint32_t row) {
  if (column.ranked.bits.form == BitsForm::kBitmap) [[likely]] {
    return internal::IsSet(column, row);
  }
  return internal::GetBitSlow(column, row);
}

// The number of ones before `row`, which may be `rows` itself; at most the
// number of all ones whatever the bytes say. O(1).
uint64_t Rank(const Column& column, uint32_t row);

// The number of ones of a bit column. O(1).
uint64_t CountOnes(const Column& column);

// The position of an optional's value among the present ones, or kAbsent. O(1).
inline uint64_t ChildRow(const Column& presence, uint32_t row) {
  const BitsForm form = presence.ranked.bits.form;
  // In records of many optionals most are absent from all rows.
  if (form == BitsForm::kZeros) [[likely]] {
    return kAbsent;
  }
  if (form == BitsForm::kOnes) return row;
  if (form == BitsForm::kBitmap && !internal::IsSet(presence, row)) {
    return kAbsent;
  }
  return internal::ChildRowSlow(presence, row);
}

// The elements of a list among those of all rows, or the bytes of a string
// among those of all strings; empty where unverified bytes contradict
// themselves. O(1).
RowRange GetRange(const Column& lengths, uint32_t row);

// The value of a struct's row, aligned as the struct is where the message is.
// O(1).
inline const uint8_t* GetStruct(const Column& column, uint32_t row) {
  return column.data + row * column.packed.stride;
}

// The elements of a raw list's row: the first, aligned as the list is where the
// message is, and how many there are. `columns` points to the two descriptors
// of the list, `unit` is RawUnitOf its element size and alignment. O(1).
struct RawRange {
  const uint8_t* data;
  uint64_t count;
};
RawRange GetRaw(const Column* columns, RawUnit unit, uint32_t row);

// The string of a row. `columns` points to the two descriptors of a string
// column: the strings and the index. Lives as long as the message's bytes.
// O(1).
std::string_view GetText(const Column* columns, uint32_t row);

// The variant that a union's row has; the number of all variants if it is one
// that only later versions of the schema know. `tags` is the first of the
// union's descriptors. O(1), in proportion to the tag's bits.
uint32_t GetTag(const Column& tags, uint32_t row);

// The position of a row's value among those of its variant `tag`, or kAbsent
// where unverified bytes contradict themselves. `columns` points to the union's
// descriptors. O(1).
uint64_t GetVariantRow(const Column* columns, uint32_t tag, uint32_t row);

// A row of another table: the child of position `position` at a reference site.
struct TableRow {
  const Column* table;  // the table's descriptors
  uint32_t row;
};
inline TableRow GetReference(const Column& site, uint32_t position) {
  return {site.table, static_cast<uint32_t>(site.base) + position};
}

}  // namespace sinter

#endif  // SINTER_CODEC_COLUMN_H_
