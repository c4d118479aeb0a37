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
constexpr uint64_t kFewMarks = 1u << 12;
constexpr uint16_t kUnseen = 0xffff;

bool Applies(const IntegerInput& input) {
  return input.flat_width > 1 && input.range < kMaxDictionaryRange &&
         input.num_changes > 0;
}

// Marks the values of a column, by their distance from the least, while it is
// in scope; all marks are unseen before and after.
class Marks {
 public:
  Marks(const IntegerInput& input, Scratch& scratch)
      : lo_(input.lo), marks_(scratch.marks), distinct_(scratch.inner) {
    distinct_.clear();
    if (marks_.size() <= input.range) {
      // In two steps at most: vectors leave behind what they grow out of.
      const uint64_t room =
          input.range < kFewMarks ? kFewMarks : kMaxDictionaryRange;
      marks_.resize(static_cast<size_t>(room), kUnseen);
    }
  }
  ~Marks() {
    for (const uint64_t value : distinct_) (*this)[value] = kUnseen;
  }
  Marks(const Marks&) = delete;
  Marks& operator=(const Marks&) = delete;

  uint16_t& operator[](uint64_t value) { return marks_[value - lo_]; }

  // The distinct values, in the order of their first rows, into scratch.inner.
  // False as soon as there are more than `most`.
  bool FindDistinct(std::span<const uint64_t> values, uint64_t most) {
    uint16_t* const marks = marks_.data();
    const uint64_t lo = lo_;
    for (const uint64_t value : values) {
      uint16_t& mark = marks[value - lo];
      if (mark != kUnseen) continue;
      mark = 0;
      distinct_.push_back(value);
      if (distinct_.size() > most) return false;
    }
    return true;
  }

  // Puts them in order and marks each with its index.
  void Number() {
    std::ranges::sort(distinct_, {}, [&](uint64_t v) { return v - lo_; });
    for (size_t i = 0; i < distinct_.size(); ++i) {
      (*this)[distinct_[i]] = static_cast<uint16_t>(i);
    }
  }

 private:
  const uint64_t lo_;
  std::pmr::vector<uint16_t>& marks_;
  std::pmr::vector<uint64_t>& distinct_;
};

// Bits besides the indexes: the count, and a packed column of at least two
// distinct values, which takes a byte behind its header.
constexpr uint64_t kLeastOverhead = 8 + 8 + 8;

// So many distinct values take fewer bits than `budget`.
uint64_t MostDistinct(uint64_t rows, uint64_t budget) {
  uint64_t most = 1;
  while (most < kMaxDictionary &&
         PackedBits(rows, BitsFor(2 * most - 1)) + kLeastOverhead < budget) {
    most *= 2;
  }
  return most;
}

uint64_t LeastBits(const IntegerInput& input, Scratch& scratch,
                   uint64_t budget) {
  const uint64_t most = MostDistinct(input.rows(), budget);
  Marks marks(input, scratch);
  if (most == 1 || !marks.FindDistinct(input.values, most)) return budget;
  return PackedBits(input.rows(), BitsFor(scratch.inner.size() - 1)) +
         kLeastOverhead;
}

void Put(const IntegerInput& input, Scratch& scratch, WireWriter& writer) {
  Marks marks(input, scratch);
  marks.FindDistinct(input.values, kMaxDictionary);
  marks.Number();
  const uint64_t count = scratch.inner.size();
  writer.PutBits(count - 1, 8);
  PutPackedColumn(scratch.inner, input.traits.is_signed, writer);
  writer.PutPacked(
      input.values.size(), BitsFor(count - 1), false,
      [&](uint64_t i) -> uint64_t { return marks[input.values[i]]; });
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
  Column::Dictionary& dictionary = column.dictionary;
  dictionary = {};
  dictionary.last = static_cast<uint8_t>(last);
  dictionary.mask = static_cast<uint8_t>(LowMask(column.width));
  if (!OpenInner(static_cast<uint32_t>(last + 1), traits.is_signed,
                 "distinct values", reader, dictionary.values,
                 column.inner_width) ||
      !reader.ReadPacked(column.rows, column.width, "indexes", nullptr,
                         column.data)) {
    return false;
  }
  dictionary.value_mask = LowMask(column.inner_width);
  const uint64_t last_value = last * column.inner_width / 8;
  if (reader.remaining_from(dictionary.values.data) >= last_value + 8) {
    dictionary.whole_rows = NumWholeRows(reader, column);
  }
  return true;
}

uint64_t Value(const Column& column, uint64_t index) {
  const Column::Dictionary& dictionary = column.dictionary;
  return GetInner(dictionary.values, column.inner_width,
                  dictionary.last + uint32_t{1}, static_cast<uint32_t>(index));
}

const char* FindFault(const Column& column, const IntegerBounds& bounds) {
  const uint64_t count = column.dictionary.last + uint64_t{1};
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
  const PackedArray indexes = {
      column.data, PackedBytes(column.rows, column.width), 0, 0, column.width};
  return AreWithin(indexes, column.rows, {false, 0, count - 1})
             ? nullptr
             : "index of a value that does not exist";
}

}  // namespace

const IntegerForm kDictionaryForm = {"dictionary", Applies, LeastBits,
                                     Put,          Open,    FindFault};

}  // namespace sinter
