#include "codec/columns/unpack_eights.h"

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace sinter {
namespace {

#define SINTER_AVX2 __attribute__((target("avx2")))

constexpr unsigned kMaxWidth = 56;
// So wide, a value and the bits before it in its first byte fit 32 bits.
constexpr unsigned kMaxNarrowWidth = 25;

// How eight values of a width are moved into lanes. They take as many bytes as
// one takes bits, so that all eights of an array are alike. 16 bytes are loaded
// for each half of a vector, from `offset` on; `shuffle` moves the bytes of
// each value into its lane, `shift` drops the bits before it.
struct Narrow {  // eight lanes of 32 bits
  uint8_t shuffle[32];
  uint32_t shift[8];
  uint8_t offset[2];
};
struct Wide {  // two vectors of four lanes of 64 bits
  uint8_t shuffle[2][32];
  uint64_t shift[2][4];
  uint8_t offset[4];
};

constexpr auto kNarrow = [] {
  std::array<Narrow, kMaxNarrowWidth + 1> table{};
  for (unsigned width = 0; width < table.size(); ++width) {
    Narrow& to = table[width];
    for (unsigned lane = 0; lane < 8; ++lane) {
      const unsigned start = lane / 4 * 4 * width / 8;
      const unsigned bit = lane * width - start * 8;
      to.offset[lane / 4] = static_cast<uint8_t>(start);
      to.shift[lane] = bit % 8;
      for (unsigned i = 0; i < 4; ++i) {
        to.shuffle[lane * 4 + i] = static_cast<uint8_t>(bit / 8 + i);
      }
    }
  }
  return table;
}();

constexpr auto kWide = [] {
  std::array<Wide, kMaxWidth + 1> table{};
  for (unsigned width = 0; width < table.size(); ++width) {
    Wide& to = table[width];
    for (unsigned lane = 0; lane < 8; ++lane) {
      const unsigned start = lane / 2 * 2 * width / 8;
      const unsigned bit = lane * width - start * 8;
      to.offset[lane / 2] = static_cast<uint8_t>(start);
      to.shift[lane / 4][lane % 4] = bit % 8;
      for (unsigned i = 0; i < 8; ++i) {
        to.shuffle[lane / 4][lane % 4 * 8 + i] =
            static_cast<uint8_t>(bit / 8 + i);
      }
    }
  }
  return table;
}();

// So wide, a value and the bits before it in its first byte fit 16 bits.
constexpr unsigned kMaxByteWidth = 8;
// Of the two eights that 16 bytes hold, eight lanes of 16 bits each. `factor`
// moves a value to the top of its lane, which drops what stands above it.
struct ToBytes {
  uint8_t shuffle[2][16];
  uint16_t factor[8];
};

constexpr auto kToBytes = [] {
  std::array<ToBytes, kMaxByteWidth + 1> table{};
  for (unsigned width = 1; width < table.size(); ++width) {
    ToBytes& to = table[width];
    for (unsigned lane = 0; lane < 8; ++lane) {
      const unsigned bit = lane * width;
      to.factor[lane] = static_cast<uint16_t>(1u << (16 - width - bit % 8));
      for (unsigned i = 0; i < 2; ++i) {
        const auto byte = static_cast<uint8_t>(bit / 8 + i);
        to.shuffle[0][lane * 2 + i] = byte;
        to.shuffle[1][lane * 2 + i] = static_cast<uint8_t>(byte + width);
      }
    }
  }
  return table;
}();

SINTER_AVX2 inline __m256i LoadTable(const void* table) {
  return _mm256_loadu_si256(static_cast<const __m256i*>(table));
}

SINTER_AVX2 inline __m256i LoadHalves(const uint8_t* low, const uint8_t* high) {
  const __m128i halves[2] = {
      _mm_loadu_si128(reinterpret_cast<const __m128i*>(low)),
      _mm_loadu_si128(reinterpret_cast<const __m128i*>(high))};
  return _mm256_inserti128_si256(_mm256_castsi128_si256(halves[0]), halves[1],
                                 1);
}

template <typename To>
SINTER_AVX2 inline To* Vector(void* out) {
  return static_cast<To*>(out);
}

// Eight lanes of 32 bits to integers of kBytes, which may cut them off.
template <unsigned kBytes>
SINTER_AVX2 inline void StoreNarrow(__m256i lanes, uint8_t* out) {
  if constexpr (kBytes == 4) {
    _mm256_storeu_si256(Vector<__m256i>(out), lanes);
  } else if constexpr (kBytes == 2) {
    const __m256i picked = _mm256_shuffle_epi8(
        lanes, _mm256_setr_epi8(0, 1, 4, 5, 8, 9, 12, 13, -1, -1, -1, -1, -1,
                                -1, -1, -1, 0, 1, 4, 5, 8, 9, 12, 13, -1, -1,
                                -1, -1, -1, -1, -1, -1));
    _mm_storeu_si128(
        Vector<__m128i>(out),
        _mm256_castsi256_si128(_mm256_permute4x64_epi64(picked, 0x08)));
  } else {
    const __m256i picked = _mm256_shuffle_epi8(
        lanes, _mm256_setr_epi8(0, 4, 8, 12, -1, -1, -1, -1, -1, -1, -1, -1, -1,
                                -1, -1, -1, 0, 4, 8, 12, -1, -1, -1, -1, -1, -1,
                                -1, -1, -1, -1, -1, -1));
    _mm_storel_epi64(Vector<__m128i>(out),
                     _mm_unpacklo_epi32(_mm256_castsi256_si128(picked),
                                        _mm256_extracti128_si256(picked, 1)));
  }
}

template <unsigned kBytes>
SINTER_AVX2 void UnpackNarrow(const PackedArray& array, const uint8_t* data,
                              uint64_t first, uint64_t eights, uint8_t* out) {
  const Narrow& how = kNarrow[array.width];
  const __m256i shuffle = LoadTable(how.shuffle);
  const __m256i shift = LoadTable(how.shift);
  const __m256i mask =
      _mm256_set1_epi32(static_cast<int>((uint32_t{1} << array.width) - 1));
  const auto stride = static_cast<uint32_t>(array.stride);
  __m256i line = _mm256_add_epi32(
      _mm256_set1_epi32(static_cast<int>(
          static_cast<uint32_t>(array.base + first * array.stride))),
      _mm256_mullo_epi32(_mm256_set1_epi32(static_cast<int>(stride)),
                         _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7)));
  const __m256i step = _mm256_set1_epi32(static_cast<int>(8 * stride));
  for (; eights > 0; --eights) {
    const __m256i bytes =
        LoadHalves(data + how.offset[0], data + how.offset[1]);
    const __m256i values = _mm256_and_si256(
        _mm256_srlv_epi32(_mm256_shuffle_epi8(bytes, shuffle), shift), mask);
    StoreNarrow<kBytes>(_mm256_add_epi32(values, line), out);
    line = _mm256_add_epi32(line, step);
    data += array.width;
    out += 8 * kBytes;
  }
}

SINTER_AVX2 inline __m256i Twice(const void* table) {
  return _mm256_broadcastsi128_si256(
      _mm_loadu_si128(static_cast<const __m128i*>(table)));
}

// Narrow values without a stride to bytes: four eights at a time.
SINTER_AVX2 void UnpackToBytes(const PackedArray& array, const uint8_t* data,
                               uint64_t first, uint64_t eights, uint8_t* out) {
  const ToBytes& how = kToBytes[array.width];
  const __m256i shuffle[2] = {Twice(how.shuffle[0]), Twice(how.shuffle[1])};
  const __m256i factor = Twice(how.factor);
  const __m128i shift = _mm_cvtsi32_si128(static_cast<int>(16 - array.width));
  const __m256i base = _mm256_set1_epi8(static_cast<char>(array.base));
  for (; eights >= 4; eights -= 4) {
    const __m256i bytes = LoadHalves(data, data + 2 * array.width);
    __m256i lanes[2];
    for (unsigned i = 0; i < 2; ++i) {
      lanes[i] = _mm256_srl_epi16(
          _mm256_mullo_epi16(_mm256_shuffle_epi8(bytes, shuffle[i]), factor),
          shift);
    }
    _mm256_storeu_si256(
        Vector<__m256i>(out),
        _mm256_add_epi8(_mm256_packus_epi16(lanes[0], lanes[1]), base));
    data += 4 * array.width;
    out += 32;
  }
  if (eights > 0) UnpackNarrow<1>(array, data, first, eights, out);
}

template <unsigned kBytes>
SINTER_AVX2 inline void StoreWide(__m256i lanes, uint8_t* out) {
  if constexpr (kBytes == 8) {
    _mm256_storeu_si256(Vector<__m256i>(out), lanes);
  } else {
    _mm_storeu_si128(Vector<__m128i>(out),
                     _mm256_castsi256_si128(_mm256_permutevar8x32_epi32(
                         lanes, _mm256_setr_epi32(0, 2, 4, 6, 0, 2, 4, 6))));
  }
}

template <unsigned kBytes>
SINTER_AVX2 void UnpackWide(const PackedArray& array, const uint8_t* data,
                            uint64_t first, uint64_t eights, uint8_t* out) {
  const Wide& how = kWide[array.width];
  const __m256i mask = _mm256_set1_epi64x(
      static_cast<long long>((uint64_t{1} << array.width) - 1));
  const uint64_t at = array.base + first * array.stride;
  const uint64_t lines[8] = {at,
                             at + array.stride,
                             at + 2 * array.stride,
                             at + 3 * array.stride,
                             at + 4 * array.stride,
                             at + 5 * array.stride,
                             at + 6 * array.stride,
                             at + 7 * array.stride};
  __m256i line[2] = {LoadTable(lines), LoadTable(lines + 4)};
  const __m256i step =
      _mm256_set1_epi64x(static_cast<long long>(8 * array.stride));
  const __m256i shuffle[2] = {LoadTable(how.shuffle[0]),
                              LoadTable(how.shuffle[1])};
  const __m256i shift[2] = {LoadTable(how.shift[0]), LoadTable(how.shift[1])};
  for (; eights > 0; --eights) {
    for (unsigned half = 0; half < 2; ++half) {
      const __m256i bytes = LoadHalves(data + how.offset[2 * half],
                                       data + how.offset[2 * half + 1]);
      const __m256i values = _mm256_and_si256(
          _mm256_srlv_epi64(_mm256_shuffle_epi8(bytes, shuffle[half]),
                            shift[half]),
          mask);
      StoreWide<kBytes>(_mm256_add_epi64(values, line[half]), out);
      line[half] = _mm256_add_epi64(line[half], step);
      out += 4 * kBytes;
    }
    data += array.width;
  }
}

using Unpack = void (*)(const PackedArray&, const uint8_t* data, uint64_t first,
                        uint64_t eights, uint8_t* out);

// Null where no kernel does it.
Unpack KernelFor(const PackedArray& array, unsigned size_bytes) {
  const unsigned width = array.width;
  if (width == 0 || width > kMaxWidth) return nullptr;
  if (size_bytes == 8) return UnpackWide<8>;
  if (width > kMaxNarrowWidth) {
    return size_bytes == 4 ? UnpackWide<4> : nullptr;
  }
  if (size_bytes == 4) return UnpackNarrow<4>;
  if (size_bytes == 2) return UnpackNarrow<2>;
  return width <= kMaxByteWidth && array.stride == 0 ? UnpackToBytes
                                                     : UnpackNarrow<1>;
}

// 16 bytes are loaded from the last offset in an eight on.
constexpr unsigned Reach(unsigned width) { return 6 * width / 8 + 16; }

}  // namespace

uint64_t UnpackEights(const PackedArray& array, uint64_t first, uint64_t count,
                      unsigned size_bytes, void* out) {
  const Unpack kernel = KernelFor(array, size_bytes);
  if (kernel == nullptr || !__builtin_cpu_supports("avx2")) return 0;
  auto* to = static_cast<uint8_t*>(out);
  const uint64_t eights = count / 8;
  const uint8_t* data = array.data + first / 8 * array.width;
  const uint64_t left = array.size - first / 8 * array.width;
  const unsigned reach = Reach(array.width);
  const uint64_t within =
      left < reach ? 0 : std::min(eights, (left - reach) / array.width + 1);
  kernel(array, data, first, within, to);
  if (within == eights) return 8 * eights;
  // The last ones from a copy that loads may go beyond.
  uint8_t copy[2 * Reach(kMaxWidth)] = {};
  const uint64_t rest = eights - within;
  std::memcpy(copy, data + within * array.width, rest * array.width);
  kernel(array, copy, first + 8 * within, rest, to + 8 * within * size_bytes);
  return 8 * eights;
}

namespace {

// 64-bit integers below 2^53 as floats: the high and the low half each become
// the fraction of a float of a known exponent.
SINTER_AVX2 inline __m256d ToDoubles(__m256i numbers) {
  const __m256d high_bias = _mm256_set1_pd(0x1.8p68);  // 3 * 2^67
  const __m256d low_bias = _mm256_set1_pd(0x1p52);
  const __m256i high =
      _mm256_add_epi64(_mm256_blend_epi16(_mm256_srai_epi32(numbers, 16),
                                          _mm256_setzero_si256(), 0x33),
                       _mm256_castpd_si256(high_bias));
  const __m256i low =
      _mm256_blend_epi16(numbers, _mm256_castpd_si256(low_bias), 0x88);
  const __m256d biases = _mm256_set1_pd(0x1.8p68 + 0x1p52);
  return _mm256_add_pd(_mm256_sub_pd(_mm256_castsi256_pd(high), biases),
                       _mm256_castsi256_pd(low));
}

SINTER_AVX2 void Divide(const uint64_t* mantissas, size_t count, double power,
                        double* out) {
  const __m256d divisor = _mm256_set1_pd(power);
  for (size_t i = 0; i < count; i += 4) {
    _mm256_storeu_pd(
        out + i, _mm256_div_pd(ToDoubles(LoadTable(mantissas + i)), divisor));
  }
}

}  // namespace

size_t DivideFours(const uint64_t* mantissas, size_t count, double power,
                   double* out) {
  if (!__builtin_cpu_supports("avx2")) return 0;
  const size_t fours = count - count % 4;
  Divide(mantissas, fours, power, out);
  return fours;
}

}  // namespace sinter

#else

namespace sinter {

uint64_t UnpackEights(const PackedArray&, uint64_t, uint64_t, unsigned, void*) {
  return 0;
}

size_t DivideFours(const uint64_t*, size_t, double, double*) { return 0; }

}  // namespace sinter

#endif
