#include "codec/columns/integers.h"

#include <algorithm>

#include "codec/columns/integer_form.h"

namespace sinter {
namespace {

// By number on the wire.
constexpr const IntegerForm* kForms[] = {
    &kPackedForm,     &kFrameForm,  &kBlocksForm,
    &kDictionaryForm, &kSparseForm, &kRunsForm,
};
constexpr uint64_t kNumForms = std::size(kForms);

const IntegerForm& FormOf(ColumnMode mode) {
  switch (mode) {
    case ColumnMode::kFrame:
      return kFrameForm;
    case ColumnMode::kBlocks:
      return kBlocksForm;
    case ColumnMode::kDictionary:
      return kDictionaryForm;
    case ColumnMode::kSparse:
      return kSparseForm;
    case ColumnMode::kRuns:
      return kRunsForm;
    case ColumnMode::kPacked:
    case ColumnMode::kLinear:
    case ColumnMode::kBits:
    case ColumnMode::kLengths:
    case ColumnMode::kReference:
    case ColumnMode::kTags:
    case ColumnMode::kVariant:
      break;
  }
  return kPackedForm;
}

// The immediate form: few rows of few bits, all of it control bits.

constexpr uint32_t kMaxImmediateRows = 16;
constexpr unsigned kImmediateWidths[] = {0, 1,  2,  3,  4,  5,  6, 7,
                                         8, 10, 12, 16, 20, 24, 32};
constexpr unsigned kNotImmediate = 15;

// The class of the least width that holds `bits`, or kNotImmediate where so
// many rows of it do not fit 64 bits.
unsigned WidthClass(unsigned bits, uint32_t rows) {
  for (unsigned i = 0; i < std::size(kImmediateWidths); ++i) {
    if (kImmediateWidths[i] < bits) continue;
    return kImmediateWidths[i] * rows <= 64 ? i : kNotImmediate;
  }
  return kNotImmediate;
}

void WriteImmediate(const IntegerInput& input, unsigned width_class,
                    uint64_t base, WireWriter& writer) {
  writer.PutBits(width_class, 4);
  writer.PutBits(base != 0, 1);
  if (base != 0) {
    writer.PutGroups(input.traits.is_signed ? ZigzagEncode(base) : base);
  }
  writer.PutPacked(input.rows(), kImmediateWidths[width_class], true,
                   [&](uint64_t i) { return input.values[i] - base; });
}

// Writes the smaller of the immediate forms with and without a base. False if
// neither fits.
bool PutImmediate(const IntegerInput& input, WireWriter& writer) {
  const unsigned with_base = WidthClass(input.flat_width, input.rows());
  if (with_base == kNotImmediate) return false;
  const uint64_t most = input.lo + input.range;
  const bool negative =
      input.traits.is_signed && static_cast<int64_t>(input.lo) < 0;
  const unsigned without =
      negative ? kNotImmediate : WidthClass(BitsFor(most), input.rows());
  WireWriter based;
  WriteImmediate(input, with_base, input.lo, based);
  if (without != kNotImmediate) {
    WireWriter plain;
    WriteImmediate(input, without, 0, plain);
    if (plain.bits() <= based.bits()) {
      WriteImmediate(input, without, 0, writer);
      return true;
    }
  }
  WriteImmediate(input, with_base, input.lo, writer);
  return true;
}

bool OpenImmediate(const IntegerTraits& traits, unsigned width_class,
                   WireReader& reader, Column& column) {
  const unsigned width = kImmediateWidths[width_class];
  if (width * column.rows > 64) {
    return reader.Malformed("width class", "values of at most 64 bits together",
                            width_class);
  }
  uint64_t has_base;
  uint64_t base = 0;
  if (!reader.ReadBits(1, "has base", has_base)) return false;
  if (has_base != 0) {
    if (!reader.ReadGroups("base", base)) return false;
    if (base == 0) return reader.Malformed("base", "not zero", 0);
    if (traits.is_signed) {
      base = ZigzagDecode(base);
      reader.TraceSigned(base);
    }
  }
  reader.TraceForm("immediate");
  column.mode = ColumnMode::kPacked;
  column.base = base;
  column.width = static_cast<uint8_t>(width);
  column.packed = {LowMask(width), 0, {0, 0}};
  return reader.ReadPacked(column.rows, width, "values", column.packed.word,
                           column.data);
}

}  // namespace

void PutIntegers(std::span<const uint64_t> values, const IntegerTraits& traits,
                 Scratch& scratch, WireWriter& writer) {
  const IntegerInput input = SurveyIntegers(values, traits, scratch);
  uint64_t least = ~uint64_t{0};
  uint64_t best = 0;
  for (uint64_t form = 0; form < kNumForms; ++form) {
    const IntegerForm& tried = *kForms[form];
    if (!tried.applies(input) ||
        tried.least_bits(input, scratch, least) >= least) {
      continue;
    }
    WireWriter counter;
    tried.put(input, scratch, counter);
    if (counter.bits() < least) {
      least = counter.bits();
      best = form;
    }
  }
  if (input.rows() <= kMaxImmediateRows) {
    WireWriter counter;
    if (PutImmediate(input, counter) && counter.bits() <= least + 7) {
      PutImmediate(input, writer);
      return;
    }
    writer.PutBits(kNotImmediate, 4);
  }
  writer.PutBits(best, 3);
  kForms[best]->put(input, scratch, writer);
}

bool OpenIntegers(const IntegerTraits& traits, WireReader& reader,
                  Column& column) {
  if (column.rows <= kMaxImmediateRows) {
    uint64_t width_class;
    if (!reader.ReadBits(4, "width class", width_class)) return false;
    if (width_class != kNotImmediate) {
      return OpenImmediate(traits, static_cast<unsigned>(width_class), reader,
                           column);
    }
  }
  uint64_t form;
  if (!reader.ReadBits(3, "form of integers", form)) return false;
  if (form >= kNumForms) {
    return reader.Fail(FailureCode::kUnsupported, "form of integers",
                       "at most 5", form);
  }
  reader.TraceForm(kForms[form]->name);
  return kForms[form]->open(traits, reader, column);
}

uint64_t internal::GetIntegerSlow(const Column& column, uint32_t row) {
  return FormOf(column.mode).get(column, row);
}

IntegerBounds BoundsOf(const Node& node) {
  if (node.kind == NodeKind::kBool) return {false, 0, 1};
  if (node.kind == NodeKind::kFloat) return {false, 0, LowMask(node.bits)};
  if (node.lone_form == LoneForm::kOpenCode) {
    return {node.is_signed, node.lo, LowMask(node.bits)};
  }
  return {node.is_signed, node.lo, node.hi};
}

bool IntegerBounds::Contains(uint64_t value) const {
  const uint64_t ordered = InOrder(value, is_signed);
  return InOrder(lo, is_signed) <= ordered && ordered <= InOrder(hi, is_signed);
}

const char* FindIntegersFault(const Column& column,
                              const IntegerBounds& bounds) {
  return FormOf(column.mode).find_fault(column, bounds);
}

}  // namespace sinter
