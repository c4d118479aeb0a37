// The dictionary form: up to 256 distinct values in ascending order, and for
// each row the index of its value (SPEC.md, "Dictionary").

#include <algorithm>
#include <vector>

#include "codec/columns/integer_form.h"

namespace sinter {
namespace {

constexpr uint64_t kMaxDictionary = 256;
// Values further apart than this are not looked at: finding the distinct ones
// must cost one pass over a small table.
constexpr uint64_t kMaxDictionaryRange = 1u << 16;
constexpr uint16_t kUnseen = 0xffff;

bool Applies(const IntegerInput& input) {
  return input.flat_width > 1 && input.range < kMaxDictionaryRange &&
         input.num_changes > 0;
}

// The distinct values into scratch.inner and the index of each, by its distance
// from the least, into scratch.marks. False if there are more than 256.
bool Survey(const IntegerInput& input, Scratch& scratch) {
  scratch.inner.clear();
  scratch.marks.assign(input.range + 1, kUnseen);
  uint64_t distinct = 0;
  for (const uint64_t value : input.values) {
    uint16_t& mark = scratch.marks[value - input.lo];
    if (mark != kUnseen) continue;
    mark = 0;
    if (++distinct > kMaxDictionary) return false;
  }
  for (uint64_t i = 0; i <= input.range; ++i) {
    if (scratch.marks[i] == kUnseen) continue;
    scratch.marks[i] = static_cast<uint16_t>(scratch.inner.size());
    scratch.inner.push_back(input.lo + i);
  }
  return true;
}

void Put(const IntegerInput& input, Scratch& scratch, WireWriter& writer) {
  if (!Survey(input, scratch)) {
    // Larger than any other form: never chosen.
    return writer.PutPacked(input.values.size(), 64, false,
                            [](uint64_t) { return uint64_t{0}; });
  }
  const uint64_t count = scratch.inner.size();
  writer.PutBits(count - 1, 8);
  PutPackedColumn(scratch.inner, input.traits.is_signed, writer);
  writer.PutPacked(input.values.size(), BitsFor(count - 1), false,
                   [&](uint64_t i) -> uint64_t {
                     return scratch.marks[input.values[i] - input.lo];
                   });
}

bool Open(const IntegerTraits& traits, WireReader& reader, Column& column) {
  uint64_t last;
  if (!reader.ReadBits(8, "distinct values", last)) return false;
  if (last == 0) {
    return reader.Malformed("distinct values", "at least 2", last + 1);
  }
  column.mode = ColumnMode::kDictionary;
  column.base = 0;
  column.width = static_cast<uint8_t>(BitsFor(last));
  column.dictionary = {LowMask(column.width), last + 1, {}};
  return OpenInner(static_cast<uint32_t>(last + 1), traits.is_signed,
                   "distinct values", reader, column.dictionary.values,
                   column.inner_width) &&
         reader.ReadPacked(column.rows, column.width, "indexes", nullptr,
                           column.data);
}

uint64_t Index(const Column& column, uint32_t row) {
  return LoadField(column.data, PackedBytes(column.rows, column.width), row,
                   column.width);
}

uint64_t Value(const Column& column, uint64_t index) {
  const Column::Dictionary& dictionary = column.dictionary;
  return GetInner(dictionary.values, column.inner_width,
                  static_cast<uint32_t>(dictionary.count),
                  static_cast<uint32_t>(index));
}

uint64_t Get(const Column& column, uint32_t row) {
  const uint64_t last = column.dictionary.count - 1;
  return Value(column, std::min(Index(column, row), last));
}

const char* FindFault(const Column& column, const IntegerBounds& bounds) {
  const uint64_t count = column.dictionary.count;
  if (!TailIsZero(column.data, uint64_t{column.rows} * column.width) ||
      !TailIsZero(column.dictionary.values.data, count * column.inner_width)) {
    return "padding after values is not zero";
  }
  for (uint64_t i = 0; i < count; ++i) {
    const uint64_t value = Value(column, i);
    if (!bounds.Contains(value)) return "value outside the range of its type";
    if (i > 0 && InOrder(value, bounds.is_signed) <=
                     InOrder(Value(column, i - 1), bounds.is_signed)) {
      return "distinct values are not ascending";
    }
  }
  if (std::has_single_bit(count)) return nullptr;  // every index exists
  for (uint32_t row = 0; row < column.rows; ++row) {
    if (Index(column, row) >= count)
      return "index of a value that does not exist";
  }
  return nullptr;
}

}  // namespace

const IntegerForm kDictionaryForm = {"dictionary", Applies, Put,
                                     Open,         Get,     FindFault};

}  // namespace sinter
