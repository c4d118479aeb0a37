// The descriptors of columns of which nothing is there: every value is its
// default, every list is empty. They answer any row (SPEC.md, "Defaults").
#ifndef SINTER_CODEC_DEFAULT_COLUMNS_H_
#define SINTER_CODEC_DEFAULT_COLUMNS_H_

#include <cstdint>
#include <span>

#include "codec/column.h"
#include "codec/layout.h"

namespace sinter {

// Bools that are all `value`; optionals that are all absent.
constexpr Column DefaultBits(bool value) {
  BitsShape bits{};
  bits.form = value ? BitsForm::kOnes : BitsForm::kZeros;
  return Column{.data = kZeroBytes,
                .base = 0,
                .rows = 0,
                .mode = ColumnMode::kBits,
                .width = 0,
                .float_form = kFloatRaw,
                .has_whole_loads = false,
                .inner_width = 0,
                .ranked = {.bits = bits, .word = {0, 0, 0}}};
}

// Integers and floats that are all `bits`.
constexpr Column DefaultNumber(uint64_t bits) {
  return ConstantColumn(bits, 0);
}

// `rows` lists or strings of `size` elements or bytes each.
constexpr Column DefaultLengths(uint32_t rows, const uint8_t* bytes,
                                uint64_t size) {
  return Column{.data = kZeroBytes,
                .base = size,
                .rows = rows,
                .mode = ColumnMode::kLengths,
                .width = 0,
                .float_form = kFloatRaw,
                .has_whole_loads = false,
                .inner_width = 0,
                .ranges = {.bytes = bytes,
                           .total = rows * size,
                           .samples = kZeroBytes,
                           .word = {0, 0}}};
}

// Lists without elements.
constexpr Column DefaultList() { return DefaultLengths(0, kZeroBytes, 0); }

// The strings of a text column: one, which every row of the index names.
constexpr Column DefaultText(const uint8_t* bytes, uint64_t size) {
  return DefaultLengths(1, bytes, size);
}

// The index that goes with it.
constexpr Column DefaultIndex() { return ConstantColumn(0, 0); }

// Unions that all have the variant `tag` of so many. The tags of variants that
// were added later stand `next` descriptors further on; 0 if there are none.
constexpr Column DefaultTag(uint32_t tag, uint32_t num_variants,
                            uint32_t next = 0) {
  Column column = ConstantColumn(tag, 0);
  column.mode = ColumnMode::kTags;
  column.packed.mask = num_variants;
  column.packed.stride = next;
  return column;
}

// The rows of any variant of such unions.
constexpr Column DefaultVariant() {
  Column column = ConstantColumn(0, 0);
  column.mode = ColumnMode::kVariant;
  return column;
}

// Structs that are all `bytes`.
constexpr Column DefaultStruct(const uint8_t* bytes) {
  return Column{
      .data = bytes,
      .base = 0,
      .rows = 0,
      .mode = ColumnMode::kStruct,
      .width = 0,
      .float_form = kFloatRaw,
      .has_whole_loads = false,
      .inner_width = 0,
      .packed = {.mask = 0, .stride = 0, .word = {0, 0}, .whole_rows = 0}};
}

// A reference to the default descriptors of another table.
constexpr Column DefaultReference(const Column* table) {
  return Column{
      .table = table,
      .base = 0,
      .rows = 0,
      .mode = ColumnMode::kReference,
      .width = 0,
      .float_form = kFloatRaw,
      .has_whole_loads = false,
      .inner_width = 0,
      .packed = {.mask = 0, .stride = 0, .word = {0, 0}, .whole_rows = 0}};
}

// Fills `columns`, one per slot of the layout, with what `layout.defaults`
// has to hold; references lead to `tables`, the address that they will have.
// Reads nothing of `layout` but tables, nodes, shapes and groups.
void FillDefaults(const Layout& layout, const Column* tables,
                  std::span<Column> columns);

// Whether `layout.defaults` is what FillDefaults makes of the nodes, which must
// be free of faults.
bool HasDefaults(const Layout& layout);

}  // namespace sinter

#endif  // SINTER_CODEC_DEFAULT_COLUMNS_H_
