#include "tests/codec/column_support.h"

#include <algorithm>
#include <memory_resource>
#include <set>

#include "codec/columns/packed.h"
#include "gtest/gtest.h"

namespace sinter::testing {

std::string Written(const std::function<void(WireWriter&)>& put) {
  std::string bytes;
  WireWriter writer(bytes);
  put(writer);
  WireWriter counter;
  put(counter);
  EXPECT_EQ(counter.bits(), writer.bits());
  EXPECT_EQ((writer.bits() + 7) / 8, bytes.size());
  return bytes;
}

OpenColumn::OpenColumn(std::string_view bytes, uint32_t rows, const Open& open,
                       size_t slack)
    : bytes_(std::string(bytes) + std::string(slack, '\0')) {
  for (Column& column : columns_) column = ConstantColumn(0, rows);
  WireReader reader(bytes_.span(), failure_, nullptr);
  ok_ = open(reader, columns_);
  if (ok_ && slack == 0) ok_ = reader.ReadEnd();
}

OpenColumn::Open OpensIntegers(const IntegerTraits& traits) {
  return [traits](WireReader& reader, Column* columns) {
    return OpenIntegers(traits, reader, columns[0]);
  };
}

OpenColumn::Open OpensForm(const IntegerForm& form,
                           const IntegerTraits& traits) {
  return [&form, traits](WireReader& reader, Column* columns) {
    return form.open(traits, reader, columns[0]);
  };
}

OpenColumn::Open OpensBits(BitsUse use) {
  return [use](WireReader& reader, Column* columns) {
    return OpenBitColumn(use, reader, columns[0]);
  };
}

OpenColumn::Open OpensLengths(LengthsUse use, uint64_t max_total) {
  return [use, max_total](WireReader& reader, Column* columns) {
    return OpenLengths(use, max_total, FailureCode::kMalformed, reader,
                       columns[0]);
  };
}

std::string PutIntegers(const std::vector<uint64_t>& values,
                        const IntegerTraits& traits) {
  Scratch scratch(std::pmr::get_default_resource());
  return Written([&](WireWriter& writer) {
    sinter::PutIntegers(values, traits, scratch, writer);
  });
}

IntegerInput InputOf(const std::vector<uint64_t>& values,
                     const IntegerTraits& traits, Scratch& scratch) {
  const IntegerInput input = SurveyIntegers(values, traits, scratch);
  const auto less = [&](uint64_t a, uint64_t b) {
    return InOrder(a, traits.is_signed) < InOrder(b, traits.is_signed);
  };
  const auto [lo, hi] = std::ranges::minmax(values, less);
  EXPECT_EQ(input.lo, lo);
  EXPECT_EQ(input.range, hi - lo);
  EXPECT_EQ(input.flat_width, BitsFor(hi - lo));
  uint64_t changes = 0;
  uint64_t exceptions = 0;
  for (size_t i = 0; i < values.size(); ++i) {
    changes += i > 0 && values[i] != values[i - 1];
    exceptions += values[i] != traits.sparse_value;
  }
  EXPECT_EQ(input.num_changes, changes);
  EXPECT_EQ(input.num_exceptions, exceptions);
  return input;
}

std::vector<const IntegerForm*> AllForms() {
  return {&kPackedForm,     &kFrameForm,  &kBlocksForm,
          &kDictionaryForm, &kSparseForm, &kRunsForm};
}

bool CanHold(const IntegerForm& form, const IntegerInput& input) {
  if (!form.applies(input)) return false;
  if (&form != &kDictionaryForm) return true;
  return std::set(input.values.begin(), input.values.end()).size() <= 256;
}

std::vector<uint64_t> RandomColumn(Shape shape, uint32_t rows,
                                   const IntegerTraits& traits,
                                   std::mt19937_64& random) {
  const uint64_t base = traits.is_signed || random() % 2 == 0
                            ? random() >> (random() % 64)
                            : random() % 1000;
  const uint64_t sign =
      traits.is_signed && random() % 2 == 0 ? ~uint64_t{0} : 0;
  const uint64_t mask = LowMask(static_cast<unsigned>(random() % 20));
  const uint64_t step = random() >> (24 + random() % 40);
  std::vector<uint64_t> values(rows, base ^ sign);
  uint64_t level = base;
  uint64_t magnitude = mask;
  for (uint32_t i = 0; i < rows; ++i) {
    uint64_t& value = values[i];
    switch (shape) {
      case Shape::kConstant:
      case Shape::kCount:
        break;
      case Shape::kRamp:
        value = base + i * step;
        break;
      case Shape::kJitteredClock:
        value = base + i * step + (random() & mask);
        break;
      case Shape::kRandomWalk:
        level += (random() & mask) - mask / 2;
        value = level;
        break;
      case Shape::kFewDistinct:
        value = (base & 0xffff) * (random() % 7);
        break;
      case Shape::kSparse:
        value =
            random() % 20 == 0 ? base + (random() & mask) : traits.sparse_value;
        break;
      case Shape::kRuns:
        if (random() % 30 == 0) level = random() & mask;
        value = level;
        break;
      case Shape::kMixedMagnitudes:
        if (i % 64 == 0)
          magnitude = LowMask(static_cast<unsigned>(random() % 65));
        value = random() & magnitude;
        break;
      case Shape::kSteps:
        if (i % 64 == 0) level = random() & mask;
        value = level;
        break;
      case Shape::kUniform:
        value = base + (random() & mask);
        break;
      case Shape::kExtremes: {
        constexpr uint64_t kExtremes[] = {0,
                                          1,
                                          ~uint64_t{0},
                                          uint64_t{1} << 63,
                                          (uint64_t{1} << 63) - 1,
                                          uint64_t{1} << 62};
        value = kExtremes[random() % std::size(kExtremes)];
        break;
      }
    }
  }
  return values;
}

std::vector<uint64_t> WordsOf(const std::vector<bool>& bits) {
  std::vector<uint64_t> words((bits.size() + 63) / 64);
  for (size_t i = 0; i < bits.size(); ++i) {
    words[i / 64] |= uint64_t{bits[i]} << (i % 64);
  }
  return words;
}

}  // namespace sinter::testing
