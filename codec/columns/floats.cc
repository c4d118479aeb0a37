#include "codec/columns/floats.h"

#include <algorithm>
#include <cfloat>
#include <cmath>

#include "codec/columns/integer_form.h"
#include "codec/columns/integers.h"
#include "codec/columns/unpack_eights.h"

#ifdef __FAST_MATH__
#error "Sinter's decimals need IEEE arithmetic: compile without -ffast-math"
#endif
// Quotients are rounded once. As doubles those of floats come out the same.
#if FLT_EVAL_METHOD < 0 || FLT_EVAL_METHOD == 2
#error "Sinter's decimals need IEEE arithmetic: on x86 -msse2 -mfpmath=sse"
#endif

namespace sinter {
namespace {

enum Form : uint64_t { kDecimal = 0, kRotated = 1, kRaw = 2 };

constexpr double kPowers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                              1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                              1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
constexpr float kFloatPowers[] = {1e0f, 1e1f, 1e2f, 1e3f, 1e4f, 1e5f,
                                  1e6f, 1e7f, 1e8f, 1e9f, 1e10f};

uint64_t Rotate(uint64_t number, unsigned bits) {
  if (bits == 32) return std::rotl(static_cast<uint32_t>(number), 1);
  return std::rotl(number, 1);
}

uint64_t Quotient(int64_t mantissa, unsigned exponent, unsigned bits) {
  if (bits == 32) {
    return std::bit_cast<uint32_t>(static_cast<float>(mantissa) /
                                   kFloatPowers[exponent]);
  }
  return std::bit_cast<uint64_t>(static_cast<double>(mantissa) /
                                 kPowers[exponent]);
}

double ToDouble(uint64_t number, unsigned bits) {
  if (bits == 32) {
    return double{std::bit_cast<float>(static_cast<uint32_t>(number))};
  }
  return std::bit_cast<double>(number);
}

void PutForm(Form form, WireWriter& writer) { writer.PutBits(form, 2); }

}  // namespace

namespace {

// FindMantissa for numbers of a width that is known, so that it is inlined.
template <unsigned kBits>
[[gnu::always_inline]] inline bool FindMantissaOf(uint64_t number,
                                                  unsigned exponent,
                                                  int64_t& mantissa) {
  constexpr auto kLimit = static_cast<double>(DecimalLimitsOf(kBits).mantissa);
  // What d / 10^e and the product below are rounded by together, and more: a
  // division is worth its while only where an integer is as near as that.
  constexpr double kRounding = kBits == 32 ? 0x1p-23 : 0x1p-51;
  const double scaled = ToDouble(number, kBits) * kPowers[exponent];
  const double size = std::fabs(scaled);
  if (!(size <= kLimit)) return false;  // nor NaN
  const int64_t nearest = std::llrint(scaled);
  if (std::fabs(scaled - static_cast<double>(nearest)) > size * kRounding) {
    return false;
  }
  for (const int64_t candidate : {nearest, nearest - 1, nearest + 1}) {
    if (std::fabs(static_cast<double>(candidate)) > kLimit) continue;
    if (Quotient(candidate, exponent, kBits) == number) {
      mantissa = candidate;
      return true;
    }
  }
  return false;
}

// The least exponent with which every number is a decimal, and the mantissas.
// False if there is none.
template <unsigned kBits>
bool FindDecimals(std::span<const uint64_t> numbers,
                  std::pmr::vector<uint64_t>& mantissas, unsigned& exponent) {
  constexpr unsigned kMost = DecimalLimitsOf(kBits).exponent;
  mantissas.resize(numbers.size());
  exponent = 0;
  size_t num_outdated = 0;  // rows before the exponent was the last one
  int64_t mantissa;
  for (size_t i = 0; i < numbers.size(); ++i) {
    while (!FindMantissaOf<kBits>(numbers[i], exponent, mantissa)) {
      if (exponent == kMost) return false;
      ++exponent;
      num_outdated = i;
    }
    mantissas[i] = static_cast<uint64_t>(mantissa);
  }
  // A number found with a lower exponent has more digits with this one.
  for (size_t i = 0; i < num_outdated; ++i) {
    if (!FindMantissaOf<kBits>(numbers[i], exponent, mantissa)) return false;
    mantissas[i] = static_cast<uint64_t>(mantissa);
  }
  return true;
}

bool FindDecimals(std::span<const uint64_t> numbers, unsigned bits,
                  std::pmr::vector<uint64_t>& mantissas, unsigned& exponent) {
  return bits == 32 ? FindDecimals<32>(numbers, mantissas, exponent)
                    : FindDecimals<64>(numbers, mantissas, exponent);
}

}  // namespace

bool FindMantissa(uint64_t number, unsigned bits, unsigned exponent,
                  int64_t& mantissa) {
  return bits == 32 ? FindMantissaOf<32>(number, exponent, mantissa)
                    : FindMantissaOf<64>(number, exponent, mantissa);
}

void PutFloats(std::span<uint64_t> numbers, unsigned bits, Scratch& scratch,
               WireWriter& writer) {
  constexpr IntegerTraits kSigned{.is_signed = true};
  std::pmr::vector<uint64_t>& mantissas = scratch.mantissas;
  const uint64_t raw_bits = uint64_t{numbers.size()} * bits;
  uint64_t decimal_bits = ~uint64_t{0};
  unsigned exponent = 0;
  if (FindDecimals(numbers, bits, mantissas, exponent)) {
    WireWriter counter;
    counter.PutGroups(exponent);
    const IntegerChoice choice =
        ChooseIntegers(mantissas, kSigned, raw_bits + 1, scratch);
    if (choice.bits <= raw_bits) decimal_bits = counter.bits() + choice.bits;
  }
  // Of equal ones decimals come first, raw numbers last.
  for (uint64_t& number : numbers) number = Rotate(number, bits);
  const IntegerChoice rotated = ChooseIntegers(
      numbers, {}, std::min(decimal_bits, raw_bits + 1), scratch);
  if (rotated.bits < std::min(decimal_bits, raw_bits + 1)) {
    PutForm(kRotated, writer);
    return PutChosen(rotated, scratch, writer);
  }
  if (decimal_bits <= raw_bits) {
    PutForm(kDecimal, writer);
    writer.PutGroups(exponent);
    return PutIntegers(mantissas, kSigned, scratch, writer);
  }
  PutForm(kRaw, writer);
  writer.PutPacked(numbers.size(), bits, false, [&](uint64_t i) {
    return bits == 32 ? std::rotr(static_cast<uint32_t>(numbers[i]), 1)
                      : std::rotr(numbers[i], 1);
  });
}

namespace {

inline bool OpenExponent(unsigned bits, WireReader& reader, Column& column) {
  uint64_t exponent;
  if (!reader.ReadGroups("exponent", exponent)) return false;
  if (exponent > DecimalLimitsOf(bits).exponent) {
    return reader.Malformed("exponent",
                            bits == 32 ? "at most 10" : "at most 22", exponent);
  }
  column.float_form = (kFloatDecimal + exponent) & 0x7f;
  return true;
}

bool OpenRaw(unsigned bits, WireReader& reader, Column& column) {
  reader.TraceForm("raw");
  column.base = 0;
  column.width = static_cast<uint8_t>(bits);
  column.float_form = kFloatRaw;
  column.mode = ColumnMode::kPacked;
  if (!reader.ReadPacked(column.rows, bits, "numbers", nullptr, column.data)) {
    return false;
  }
  column.packed = {LowMask(bits), 0, {0, 0}, NumWholeRows(reader, column)};
  return true;
}

}  // namespace

bool OpenFloats(unsigned bits, WireReader& reader, Column& column) {
  uint64_t form;
  if (!reader.ReadBits(2, "form of numbers", form)) return false;
  switch (form) {
    case kDecimal:
      reader.TraceForm("decimal");
      return OpenExponent(bits, reader, column) &&
             OpenIntegers({.is_signed = true}, reader, column);
    case kRotated:
      reader.TraceForm("rotated");
      column.float_form = kFloatRotated;
      return OpenIntegers({}, reader, column);
    case kRaw:
      return OpenRaw(bits, reader, column);
    default:
      return reader.Fail(FailureCode::kUnsupported, "form of numbers",
                         "at most 2", form);
  }
}

namespace {

template <unsigned kBits>
LoneFloat ChooseLoneFloatOf(uint64_t number) {
  constexpr unsigned kMost = DecimalLimitsOf(kBits).exponent;
  int64_t mantissa = 0;
  unsigned exponent = 0;
  while (!FindMantissaOf<kBits>(number, exponent, mantissa)) {
    if (exponent == kMost) return {.number = number};
    ++exponent;
  }
  const uint64_t digits = ZigzagEncode(static_cast<uint64_t>(mantissa));
  if (GroupsBits(exponent) + 8 * VarintBytes(digits) > kBits) {
    return {.number = number};
  }
  return {.is_decimal = true, .exponent = exponent, .number = digits};
}

}  // namespace

LoneFloat ChooseLoneFloat(uint64_t number, unsigned bits) {
  return bits == 32 ? ChooseLoneFloatOf<32>(number)
                    : ChooseLoneFloatOf<64>(number);
}

bool OpenLoneFloat(unsigned bits, WireReader& reader, Column& column) {
  uint64_t raw;
  if (!reader.ReadBits(1, "raw", raw)) return false;
  if (raw == 0) {
    if (!OpenExponent(bits, reader, column)) return false;
    return reader.ReadNumber(true, "mantissa", column.base);
  }
  const uint8_t* data = nullptr;
  if (!reader.ReadPacked(1, bits, "number", nullptr, data)) return false;
  column.base = LoadBounded64(data, bits / 8, 0);
  return true;
}

uint64_t internal::DecodeFloatBits(uint8_t form, uint64_t number,
                                   unsigned bits) {
  if (form != kFloatRotated) {
    return Quotient(static_cast<int64_t>(number), form - kFloatDecimal, bits);
  }
  if (bits == 32) return std::rotr(static_cast<uint32_t>(number), 1);
  return std::rotr(number, 1);
}

void DecodeDoubles(uint8_t form, std::span<const uint64_t> bits, double* out) {
  if (form == kFloatRotated) {
    for (const uint64_t each : bits) {
      *out++ = std::bit_cast<double>(std::rotr(each, 1));
    }
    return;
  }
  const double power = kPowers[form - kFloatDecimal];
  const size_t done = DivideFours(bits.data(), bits.size(), power, out);
  for (size_t i = done; i < bits.size(); ++i) {
    out[i] = static_cast<double>(static_cast<int64_t>(bits[i])) / power;
  }
}

void DecodeFloats(uint8_t form, std::span<const uint64_t> bits, float* out) {
  if (form == kFloatRotated) {
    for (const uint64_t each : bits) {
      *out++ = std::bit_cast<float>(std::rotr(static_cast<uint32_t>(each), 1));
    }
    return;
  }
  const float power = kFloatPowers[form - kFloatDecimal];
  for (const uint64_t each : bits) {
    *out++ = static_cast<float>(static_cast<int64_t>(each)) / power;
  }
}

const char* FindFloatsFault(const Column& column, unsigned bits) {
  if (column.float_form >= kFloatDecimal) {
    const uint64_t most = DecimalLimitsOf(bits).mantissa;
    return FindIntegersFault(column, {true, 0 - most, most});
  }
  return FindIntegersFault(column, {false, 0, LowMask(bits)});
}

}  // namespace sinter
