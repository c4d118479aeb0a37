#include "codec/columns/survey_frames.h"

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

#include <limits>

#include "codec/columns/integer_form.h"

namespace sinter {
namespace {

#define SINTER_AVX2 __attribute__((target("avx2"))) inline

constexpr auto kSign = std::numeric_limits<int64_t>::min();

SINTER_AVX2 __m256i Load(const uint64_t* values) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(values));
}
SINTER_AVX2 __m256i All(uint64_t value) {
  return _mm256_set1_epi64x(static_cast<long long>(value));
}
SINTER_AVX2 __m256i Not(__m256i lanes) {
  return _mm256_xor_si256(lanes, _mm256_set1_epi64x(-1));
}

// As signed numbers.
SINTER_AVX2 __m256i Min(__m256i a, __m256i b) {
  return _mm256_blendv_epi8(a, b, _mm256_cmpgt_epi64(a, b));
}
SINTER_AVX2 __m256i Max(__m256i a, __m256i b) {
  return _mm256_blendv_epi8(b, a, _mm256_cmpgt_epi64(a, b));
}

// What turns values into signed numbers that compare as the type does.
SINTER_AVX2 __m256i Flip(bool is_signed) {
  return _mm256_set1_epi64x(is_signed ? 0 : kSign);
}

// From lanes of least and largest such numbers. The complement of the largest
// number is the least of the complements.
SINTER_AVX2 void StoreExtent(__m256i least, __m256i most, Extent& out) {
  static_assert(sizeof(Extent) == 16 && offsetof(Extent, hi) == 8);
  const __m256i falls = Not(most);
  const __m256i pairs = Min(_mm256_unpacklo_epi64(least, falls),
                            _mm256_unpackhi_epi64(least, falls));
  const __m256i both = Min(pairs, _mm256_permute4x64_epi64(pairs, 0x4e));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(&out),
                   _mm_xor_si128(_mm256_castsi256_si128(both),
                                 _mm_set_epi64x(~kSign, kSign)));
}

SINTER_AVX2 uint64_t Sum(__m256i lanes) {
  uint64_t each[4];
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(each), lanes);
  return each[0] + each[1] + each[2] + each[3];
}

__attribute__((target("avx2"))) void Frames(const uint64_t* values,
                                            size_t count, bool is_signed,
                                            uint64_t sparse_value,
                                            Extent* frames,
                                            ValueCounts& counts) {
  const __m256i flip = Flip(is_signed);
  const __m256i usual = All(sparse_value);
  __m256i same = _mm256_setzero_si256();  // counts downwards
  __m256i as_usual = _mm256_setzero_si256();
  for (size_t frame = 0; frame < count; ++frame) {
    __m256i least = All(~uint64_t{0} >> 1);
    __m256i most = All(uint64_t{1} << 63);
    for (unsigned i = 0; i < kFrameRows; i += 4) {
      const __m256i four = Load(values + i);
      same = _mm256_add_epi64(same,
                              _mm256_cmpeq_epi64(four, Load(values + i - 1)));
      as_usual = _mm256_add_epi64(as_usual, _mm256_cmpeq_epi64(four, usual));
      const __m256i ordered = _mm256_xor_si256(four, flip);
      least = Min(least, ordered);
      most = Max(most, ordered);
    }
    StoreExtent(least, most, frames[frame]);
    values += kFrameRows;
  }
  counts.changes += count * kFrameRows + Sum(same);
  counts.exceptions += count * kFrameRows + Sum(as_usual);
}

__attribute__((target("avx2"))) Extent Line(const uint64_t* values,
                                            size_t count, bool is_signed,
                                            uint64_t first, uint64_t slope) {
  const __m256i flip = Flip(is_signed);
  const uint64_t starts[4] = {first, first + slope, first + 2 * slope,
                              first + 3 * slope};
  __m256i line = Load(starts);
  const __m256i step = All(4 * slope);
  __m256i least = All(~uint64_t{0} >> 1);
  __m256i most = All(uint64_t{1} << 63);
  for (size_t i = 0; i < count; i += 4) {
    const __m256i above =
        _mm256_xor_si256(_mm256_sub_epi64(Load(values + i), line), flip);
    least = Min(least, above);
    most = Max(most, above);
    line = _mm256_add_epi64(line, step);
  }
  Extent extent;
  StoreExtent(least, most, extent);
  return extent;
}

__attribute__((target("avx2"))) Extent Exceptions(const uint64_t* values,
                                                  size_t count, bool is_signed,
                                                  uint64_t usual) {
  const __m256i flip = Flip(is_signed);
  const __m256i left_out = All(usual);
  const __m256i none_least = All(~uint64_t{0} >> 1);
  const __m256i none_most = All(uint64_t{1} << 63);
  __m256i least = none_least;
  __m256i most = none_most;
  for (size_t i = 0; i < count; i += 4) {
    const __m256i four = Load(values + i);
    const __m256i leaves_out = _mm256_cmpeq_epi64(four, left_out);
    const __m256i ordered = _mm256_xor_si256(four, flip);
    least = Min(least, _mm256_blendv_epi8(ordered, none_least, leaves_out));
    most = Max(most, _mm256_blendv_epi8(ordered, none_most, leaves_out));
  }
  Extent extent;
  StoreExtent(least, most, extent);
  return extent;
}

}  // namespace

size_t SurveyFrames(std::span<const uint64_t> values, bool is_signed,
                    uint64_t sparse_value, Extent* frames,
                    ValueCounts& counts) {
  if (!__builtin_cpu_supports("avx2")) return 0;
  const size_t count = values.size() / kFrameRows;
  Frames(values.data(), count, is_signed, sparse_value, frames, counts);
  return count;
}

size_t SurveyLine(std::span<const uint64_t> values, bool is_signed,
                  uint64_t first, uint64_t slope, Extent& extent) {
  const size_t count = values.size() - values.size() % 4;
  if (count == 0 || !__builtin_cpu_supports("avx2")) return 0;
  extent.Add(Line(values.data(), count, is_signed, first, slope));
  return count;
}

size_t SurveyExceptions(std::span<const uint64_t> values, bool is_signed,
                        uint64_t usual, Extent& extent) {
  const size_t count = values.size() - values.size() % 4;
  if (count == 0 || !__builtin_cpu_supports("avx2")) return 0;
  extent.Add(Exceptions(values.data(), count, is_signed, usual));
  return count;
}

}  // namespace sinter

#else

namespace sinter {

size_t SurveyFrames(std::span<const uint64_t>, bool, uint64_t, Extent*,
                    ValueCounts&) {
  return 0;
}

size_t SurveyLine(std::span<const uint64_t>, bool, uint64_t, uint64_t,
                  Extent&) {
  return 0;
}

size_t SurveyExceptions(std::span<const uint64_t>, bool, uint64_t, Extent&) {
  return 0;
}

}  // namespace sinter

#endif
