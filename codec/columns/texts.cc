#include "codec/columns/texts.h"

#include <algorithm>
#include <cmath>

#include "codec/columns/integer_form.h"
#include "codec/columns/integers.h"
#include "codec/columns/lengths.h"
#include "codec/utf8.h"

namespace sinter {
namespace {

// `width` of the index column of a plain column: rows are their own numbers.
constexpr uint8_t kOwnIndex = 0xff;

constexpr size_t kExactRows = 256;  // up to here both ways are measured
constexpr size_t kSampleRun = 16;   // neighbours looked at together
constexpr uint32_t kEnoughRepeats = 8;

size_t SquareRoot(size_t n) {
  auto root = static_cast<size_t>(std::sqrt(static_cast<double>(n)));
  while (root * root > n) --root;
  while ((root + 1) * (root + 1) <= n) ++root;
  return root;
}

// Whether strings repeat often enough for a dictionary to be tried: runs of 16
// rows spread evenly over the column are looked at, max(256, 4 * sqrt(rows))
// strings together, and eight of them must be repetitions. Random picks from
// strings that stand m times each on average hold about 8 m repetitions.
bool SampleRepeats(std::span<const std::string_view> texts,
                   StringTable& table) {
  const size_t wanted = std::max<size_t>(256, 4 * SquareRoot(texts.size()));
  const size_t runs = (wanted + kSampleRun - 1) / kSampleRun;
  table.Clear();
  uint64_t numbers[kSampleRun];
  for (size_t run = 0; run < runs; ++run) {
    const size_t begin = run * (texts.size() - kSampleRun) / (runs - 1);
    table.InternAll(texts.subspan(begin, kSampleRun), numbers);
  }
  return runs * kSampleRun - table.size() >= kEnoughRepeats;
}

// Whether strings that stand at `bytes`, one after the other, `size` bytes
// together, are UTF-8: what they are together is, and each starts where a
// character could.
bool AreUtf8(const uint8_t* bytes, size_t size,
             std::span<const std::string_view> texts) {
  const std::string_view all(reinterpret_cast<const char*>(bytes), size);
  if (IsAscii(all)) return true;
  return IsUtf8(all) && std::ranges::all_of(texts, [](std::string_view text) {
           return text.empty() || StartsCharacter(text.front());
         });
}

// The lengths of strings, one after the other, and their bytes.
bool PutStrings(std::span<const std::string_view> texts,
                const TextTraits& traits, Scratch& scratch,
                WireWriter& writer) {
  if (traits.fixed_size == 0) {
    scratch.lengths.clear();
    scratch.lengths.resize(texts.size());
    for (size_t i = 0; i < texts.size(); ++i) {
      scratch.lengths[i] = texts[i].size();
    }
    PutLengths(scratch.lengths, LengthsUse::kAlone, scratch, writer);
  }
  const uint64_t before = writer.bits();
  const uint8_t* bytes = writer.PutTexts(texts);
  return !traits.is_utf8 || bytes == nullptr ||
         AreUtf8(bytes, static_cast<size_t>((writer.bits() - before) / 8),
                 texts);
}

bool PutPlain(std::span<const std::string_view> texts, const TextTraits& traits,
              Scratch& scratch, WireWriter& writer) {
  writer.PutBits(0, 1);
  return PutStrings(texts, traits, scratch, writer);
}

// What a dictionary has in front of the index.
bool PutDictionary(const StringTable& table, const TextTraits& traits,
                   Scratch& scratch, WireWriter& writer) {
  writer.PutBits(1, 1);
  writer.PutGroups(table.size());
  return PutStrings(table.strings(), traits, scratch, writer);
}

// Whether plain strings take no more than `budget` bits. Mostly their bytes
// alone tell.
bool PlainFits(std::span<const std::string_view> texts,
               const TextTraits& traits, uint64_t budget, Scratch& scratch) {
  uint64_t bytes = 0;
  for (const std::string_view text : texts) bytes += text.size();
  if (8 * bytes >= budget) return false;
  WireWriter counter;  // checks nothing
  return PutPlain(texts, traits, scratch, counter) && counter.bits() <= budget;
}

}  // namespace

bool PutTexts(std::span<const std::string_view> texts, const TextTraits& traits,
              StringTable& table, Scratch& scratch, WireWriter& writer) {
  if (texts.size() > kExactRows && !SampleRepeats(texts, table)) {
    return PutPlain(texts, traits, scratch, writer);
  }
  table.Clear();
  scratch.values.resize(texts.size());
  table.InternAll(texts, scratch.values.data());
  // A table of all of them, and indexes on top, is larger.
  if (table.size() == texts.size()) {
    return PutPlain(texts, traits, scratch, writer);
  }
  IntegerChoice index;
  index.bits = 0;
  if (table.size() > 1) {
    index = ChooseIntegers(scratch.values, {}, ~uint64_t{0}, scratch);
  }
  WireWriter counter;
  const bool counted = PutDictionary(table, traits, scratch, counter);
  if (!counted ||
      PlainFits(texts, traits, counter.bits() + index.bits, scratch)) {
    return PutPlain(texts, traits, scratch, writer);
  }
  if (!PutDictionary(table, traits, scratch, writer)) return false;
  if (table.size() > 1) PutChosen(index, scratch, writer);
  return true;
}

namespace {

bool OpenStrings(uint32_t fixed_size, WireReader& reader, Column& strings) {
  if (fixed_size > 0) {
    strings = ConstantLengths(fixed_size, strings.rows);
    return reader.ReadBytes(strings.ranges.total, 0, "text",
                            strings.ranges.bytes);
  }
  return OpenLengths(LengthsUse::kAlone, reader.remaining(),
                     FailureCode::kMalformed, reader, strings) &&
         reader.ReadBytes(strings.ranges.total, 0, "text",
                          strings.ranges.bytes);
}

}  // namespace

bool OpenTexts(uint32_t fixed_size, WireReader& reader, Column* columns) {
  Column& strings = columns[0];
  Column& index = columns[1];
  const uint32_t rows = strings.rows;
  uint64_t is_dictionary;
  if (!reader.ReadBits(1, "dictionary", is_dictionary)) return false;
  index = ConstantColumn(0, rows);
  if (is_dictionary == 0) {
    reader.TraceForm("plain");
    index.width = kOwnIndex;
    return OpenStrings(fixed_size, reader, strings);
  }
  reader.TraceForm("dictionary");
  uint64_t distinct;
  if (!reader.ReadGroups("distinct strings", distinct)) return false;
  if (distinct == 0 || distinct > rows) {
    return reader.Malformed("distinct strings",
                            "at least 1 and at most the rows", distinct);
  }
  strings.rows = static_cast<uint32_t>(distinct);
  return OpenStrings(fixed_size, reader, strings) &&
         (distinct == 1 || OpenIntegers({}, reader, index));
}

void SetConstantText(std::string_view text, uint32_t rows, Column* columns) {
  columns[0] = ConstantLengths(text.size(), 1);
  if (!text.empty()) {
    columns[0].ranges.bytes = reinterpret_cast<const uint8_t*>(text.data());
  }
  columns[1] = ConstantColumn(0, rows);
}

std::string_view GetText(const Column* columns, uint32_t row) {
  const Column& strings = columns[0];
  const Column& index = columns[1];
  const uint64_t number =
      index.width == kOwnIndex ? row : GetInteger(index, row);
  if (number >= strings.rows) return {};
  const RowRange range = FindRange(strings, static_cast<uint32_t>(number));
  return {reinterpret_cast<const char*>(strings.ranges.bytes) + range.start,
          static_cast<size_t>(range.count)};
}

namespace {

// Text that is UTF-8 as a whole and in which every string starts a character
// is UTF-8 in every string.
const char* FindUtf8Fault(const Column& strings) {
  const auto* bytes = reinterpret_cast<const char*>(strings.ranges.bytes);
  const auto total = static_cast<size_t>(strings.ranges.total);
  if (!IsUtf8({bytes, total})) return "text is not UTF-8";
  if (strings.width == 0 && strings.base == 0) return nullptr;
  if (IsAscii({bytes, total})) return nullptr;
  // The lengths were verified: every start is within the total. Bytes that
  // change meanwhile are not read beyond it.
  const bool all_start = ForEachRange(strings, [&](RowRange range) {
    return range.start >= total || StartsCharacter(bytes[range.start]);
  });
  return all_start ? nullptr : "text is not UTF-8";
}

}  // namespace

const char* FindTextsFault(const Column* columns, bool is_utf8) {
  const Column& strings = columns[0];
  const Column& index = columns[1];
  if (const char* fault = FindLengthsFault(strings)) return fault;
  if (is_utf8) {
    if (const char* fault = FindUtf8Fault(strings)) return fault;
  }
  if (index.width == kOwnIndex) return nullptr;
  const char* fault =
      FindIntegersFault(index, {false, 0, strings.rows - uint64_t{1}});
  return fault == nullptr ? nullptr : "index of a string that does not exist";
}

}  // namespace sinter
