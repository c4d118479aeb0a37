// Vectors of values are surveyed as the values are one by one.
#include "codec/columns/survey_frames.h"

#include <algorithm>
#include <random>
#include <vector>

#include "codec/columns/integer_form.h"
#include "gtest/gtest.h"

namespace sinter::testing {
namespace {

// Values of many magnitudes, ends of the types among them, some of them equal.
std::vector<uint64_t> RandomValues(size_t count, std::mt19937_64& random) {
  std::vector<uint64_t> values;
  const unsigned shift = random() % 64;
  for (size_t i = 0; i < count; ++i) {
    switch (random() % 8) {
      case 0:
        values.push_back(i == 0 ? 0 : values.back());
        break;
      case 1:
        values.push_back((uint64_t{1} << 63) - random() % 2);
        break;
      case 2:
        values.push_back(0 - random() % 3);
        break;
      default:
        values.push_back(random() >> shift);
    }
  }
  return values;
}

// The least and the largest of values in the order of their type, as the
// standard library finds them.
template <typename T>
Extent ModelOf(std::vector<T> values) {
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  const bool is_signed = std::is_signed_v<T>;
  return {InOrder(static_cast<uint64_t>(*least), is_signed),
          InOrder(static_cast<uint64_t>(*most), is_signed)};
}
Extent ModelOf(std::span<const uint64_t> values, bool is_signed) {
  return is_signed
             ? ModelOf(std::vector<int64_t>(values.begin(), values.end()))
             : ModelOf(std::vector<uint64_t>(values.begin(), values.end()));
}

void ExpectSame(const Extent& got, const Extent& expected) {
  EXPECT_EQ(got.lo, expected.lo);
  EXPECT_EQ(got.hi, expected.hi);
}

TEST(SurveyFrames, GivesWhatTheValuesGiveOneByOne) {
  std::mt19937_64 random(1);
  for (size_t times = 0; times < 400; ++times) {
    const std::vector<uint64_t> all = RandomValues(1 + times % 100, random);
    const std::span<const uint64_t> values = std::span(all).subspan(1);
    const bool is_signed = random() % 2 == 0;
    const uint64_t usual = all[random() % all.size()];
    std::vector<Extent> frames(values.size() / kFrameRows + 1, {7, 9});
    ValueCounts counts{.changes = 3, .exceptions = 5};
    const size_t done =
        SurveyFrames(values, is_signed, usual, frames.data(), counts);
    ASSERT_LE(done * kFrameRows, values.size());
    ValueCounts expected{.changes = 3, .exceptions = 5};
    for (size_t i = 0; i < done * kFrameRows; ++i) {
      expected.changes += all[i + 1] != all[i];
      expected.exceptions += all[i + 1] != usual;
    }
    EXPECT_EQ(counts.changes, expected.changes);
    EXPECT_EQ(counts.exceptions, expected.exceptions);
    for (size_t i = 0; i < done; ++i) {
      ExpectSame(frames[i], ModelOf(values.subspan(i * kFrameRows, kFrameRows),
                                    is_signed));
    }
    ExpectSame(frames[done], {7, 9});
  }
}

TEST(SurveyFrames, GivesWhatIsAboveALine) {
  std::mt19937_64 random(2);
  for (size_t times = 0; times < 400; ++times) {
    const std::vector<uint64_t> values = RandomValues(1 + times % 70, random);
    const bool is_signed = random() % 2 == 0;
    const uint64_t first = times % 3 == 0 ? 0 : values.front();
    const uint64_t slope = times % 3 == 0 ? 0 : random() >> random() % 64;
    std::vector<uint64_t> above;
    for (size_t i = 0; i < values.size(); ++i) {
      above.push_back(values[i] - first - i * slope);
    }
    ExpectSame(ExtentAboveLine(values, is_signed, first, slope),
               ModelOf(above, is_signed));
    Extent extent;
    const size_t done = SurveyLine(values, is_signed, first, slope, extent);
    if (done == 0) continue;
    ASSERT_LE(done, values.size());
    ExpectSame(extent, ModelOf(std::span(above).first(done), is_signed));
  }
}

TEST(SurveyFrames, GivesWhatExceptionsGiveOneByOne) {
  std::mt19937_64 random(4);
  for (int times = 0; times < 400; ++times) {
    const std::vector<uint64_t> values =
        RandomValues(1 + static_cast<size_t>(times) % 70, random);
    const bool is_signed = random() % 2 == 0;
    const uint64_t usual = times % 5 == 0 ? 1 : values[values.size() / 2];
    Extent extent;
    const size_t done = SurveyExceptions(values, is_signed, usual, extent);
    ASSERT_LE(done, values.size());
    std::vector<uint64_t> exceptions(values.begin(),
                                     values.begin() + ptrdiff_t(done));
    std::erase(exceptions, usual);
    ExpectSame(extent,
               exceptions.empty() ? Extent{} : ModelOf(exceptions, is_signed));
  }
}

// The whole survey, of which the vectors are the middle.
TEST(SurveyFrames, LeavesNoValueOut) {
  std::mt19937_64 random(3);
  Scratch scratch(std::pmr::get_default_resource());
  for (size_t rows = 1; rows <= 100; ++rows) {
    for (const bool is_signed : {false, true}) {
      const std::vector<uint64_t> values = RandomValues(rows, random);
      const IntegerTraits traits{.is_signed = is_signed,
                                 .sparse_value = values[rows / 2]};
      const IntegerInput input = SurveyIntegers(values, traits, scratch);
      uint64_t changes = 0;
      for (size_t i = 1; i < rows; ++i) changes += values[i] != values[i - 1];
      EXPECT_EQ(input.num_changes, changes);
      EXPECT_EQ(input.num_exceptions,
                rows - static_cast<size_t>(
                           std::ranges::count(values, traits.sparse_value)));
      const Extent all = ModelOf(values, is_signed);
      EXPECT_EQ(InOrder(input.lo, is_signed), all.lo);
      EXPECT_EQ(input.range, all.hi - all.lo);
      ASSERT_EQ(input.frames.size(), NumFrames(static_cast<uint32_t>(rows)));
      for (size_t i = 0; i < input.frames.size(); ++i) {
        const size_t begin = i * kFrameRows;
        const auto frame = std::span(values).subspan(
            begin, std::min<size_t>(kFrameRows, rows - begin));
        ExpectSame(input.frames[i], ModelOf(frame, is_signed));
      }
    }
  }
}

}  // namespace
}  // namespace sinter::testing
