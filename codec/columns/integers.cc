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
constexpr uint8_t kNumForms = std::size(kForms);

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
    case ColumnMode::kStruct:
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

// Bits that name a form, behind those that a few rows have for their width.
constexpr uint64_t kFormBits = 3;
constexpr uint64_t kClassBits = 4;

struct ImmediatePlan {
  unsigned width_class;
  uint64_t base;
};

void PutImmediate(const IntegerInput& input, const ImmediatePlan& plan,
                  WireWriter& writer) {
  writer.PutBits(plan.width_class, kClassBits);
  writer.PutBits(plan.base != 0, 1);
  if (plan.base != 0) {
    writer.PutGroups(input.traits.is_signed ? ZigzagEncode(plan.base)
                                            : plan.base);
  }
  writer.PutPacked(input.rows(), kImmediateWidths[plan.width_class], true,
                   [&](uint64_t i) { return input.values[i] - plan.base; });
}

uint64_t BitsOf(const IntegerInput& input, const ImmediatePlan& plan) {
  WireWriter counter;
  PutImmediate(input, plan, counter);
  return counter.bits();
}

// The smaller of the immediate forms with and without a base; the class
// kNotImmediate if neither fits.
ImmediatePlan PlanImmediate(const IntegerInput& input) {
  const ImmediatePlan based{WidthClass(input.flat_width, input.rows()),
                            input.lo};
  if (based.width_class == kNotImmediate) return based;
  const bool is_negative =
      input.traits.is_signed && static_cast<int64_t>(input.lo) < 0;
  if (is_negative) return based;
  const ImmediatePlan plain{
      WidthClass(BitsFor(input.lo + input.range), input.rows()), 0};
  if (plain.width_class == kNotImmediate) return based;
  return BitsOf(input, plain) <= BitsOf(input, based) ? plain : based;
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
  // The values stand in the first of two words, or where none is loaded.
  column.packed = {LowMask(width), 0, {0, 0}, column.rows};
  return reader.ReadPacked(column.rows, width, "values", column.packed.word,
                           column.data);
}

}  // namespace

IntegerChoice ChooseIntegers(std::span<const uint64_t> values,
                             const IntegerTraits& traits, uint64_t budget,
                             Scratch& scratch) {
  IntegerChoice choice{.input = SurveyIntegers(values, traits, scratch)};
  const IntegerInput& input = choice.input;
  const bool is_short = input.rows() <= kMaxImmediateRows;
  const uint64_t named = kFormBits + (is_short ? kClassBits : 0);
  // The immediate form, where there is one, is what the others have to beat.
  if (is_short) {
    const ImmediatePlan plan = PlanImmediate(input);
    const uint64_t bits =
        plan.width_class == kNotImmediate ? ~uint64_t{0} : BitsOf(input, plan);
    if (bits < budget) {
      choice.is_immediate = true;
      choice.bits = bits;
      budget = bits;
    }
  }
  uint64_t least = budget < named ? 0 : budget - named;
  for (uint8_t form = 0; form < kNumForms; ++form) {
    const IntegerForm& tried = *kForms[form];
    if (!tried.applies(input) ||
        tried.least_bits(input, scratch, least) >= least) {
      continue;
    }
    WireWriter counter;
    tried.put(input, scratch, counter);
    if (counter.bits() < least) {
      least = counter.bits();
      choice.form = form;
      choice.bits = named + least;
      choice.is_immediate = false;
    }
  }
  return choice;
}

void PutChosen(const IntegerChoice& choice, Scratch& scratch,
               WireWriter& writer) {
  const IntegerInput& input = choice.input;
  if (choice.is_immediate) {
    return PutImmediate(input, PlanImmediate(input), writer);
  }
  if (input.rows() <= kMaxImmediateRows) {
    writer.PutBits(kNotImmediate, kClassBits);
  }
  writer.PutBits(choice.form, kFormBits);
  kForms[choice.form]->put(input, scratch, writer);
}

void PutIntegers(std::span<const uint64_t> values, const IntegerTraits& traits,
                 Scratch& scratch, WireWriter& writer) {
  constexpr uint64_t kAny = ~uint64_t{0};
  PutChosen(ChooseIntegers(values, traits, kAny, scratch), scratch, writer);
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

bool IntegerBounds::hold_everything() const {
  return InOrder(lo, is_signed) == 0 && InOrder(hi, is_signed) == ~uint64_t{0};
}

const char* FindIntegersFault(const Column& column,
                              const IntegerBounds& bounds) {
  return FormOf(column.mode).find_fault(column, bounds);
}

}  // namespace sinter
