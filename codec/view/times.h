// Dates, points in time, durations and decimals as small strong types over
// their integers. chrono.h, which few need, converts them to std::chrono.
#ifndef SINTER_CODEC_VIEW_TIMES_H_
#define SINTER_CODEC_VIEW_TIMES_H_

#include <compare>
#include <cstdint>

#include "codec/view/traits.h"

namespace sinter {

// A day of the Gregorian calendar.
class Date {
 public:
  constexpr Date() = default;
  constexpr explicit Date(int64_t days_since_1970) : days_(days_since_1970) {}

  constexpr int64_t days_since_1970() const { return days_; }

  friend constexpr auto operator<=>(Date, Date) = default;

 private:
  int64_t days_ = 0;
};

// Columns count days from 2020-01-01.
inline constexpr int64_t kColumnEpochDays = 18262;

enum class TimeUnit : uint8_t { kSeconds, kMillis, kMicros, kNanos };

// Units since 1970-01-01T00:00:00Z, without leap seconds.
template <TimeUnit kUnit>
class Timestamp {
 public:
  constexpr Timestamp() = default;
  constexpr explicit Timestamp(int64_t units) : units_(units) {}

  constexpr int64_t units_since_1970() const { return units_; }

  friend constexpr auto operator<=>(Timestamp, Timestamp) = default;

 private:
  int64_t units_ = 0;
};

template <TimeUnit kUnit>
class Duration {
 public:
  constexpr Duration() = default;
  constexpr explicit Duration(int64_t units) : units_(units) {}

  constexpr int64_t units() const { return units_; }

  friend constexpr auto operator<=>(Duration, Duration) = default;

 private:
  int64_t units_ = 0;
};

using TimestampS = Timestamp<TimeUnit::kSeconds>;
using TimestampMs = Timestamp<TimeUnit::kMillis>;
using TimestampUs = Timestamp<TimeUnit::kMicros>;
using TimestampNs = Timestamp<TimeUnit::kNanos>;
using DurationS = Duration<TimeUnit::kSeconds>;
using DurationMs = Duration<TimeUnit::kMillis>;
using DurationUs = Duration<TimeUnit::kMicros>;
using DurationNs = Duration<TimeUnit::kNanos>;

// A number with `kScale` digits after the point, as the integer that it is
// times 10^kScale.
template <unsigned kScale>
class Decimal {
 public:
  static constexpr unsigned scale = kScale;

  constexpr Decimal() = default;
  constexpr explicit Decimal(int64_t units) : units_(units) {}

  constexpr int64_t units() const { return units_; }
  // The nearest double.
  constexpr double ToDouble() const {
    return static_cast<double>(units_) / Power();
  }

  friend constexpr auto operator<=>(Decimal, Decimal) = default;

 private:
  static constexpr double Power() {
    double power = 1;
    for (unsigned i = 0; i < kScale; ++i) power *= 10;
    return power;
  }

  int64_t units_ = 0;
};

template <>
struct ColumnTraits<Date> {
  static constexpr uint32_t kSlots = 1;
  static Date Get(const Column* columns, uint32_t row) {
    return Date(static_cast<int32_t>(GetInteger(*columns, row)) +
                kColumnEpochDays);
  }
};

namespace internal {

// Types made of one signed integer.
template <typename T>
struct UnitTraits : IntegerCopy<T> {
  static constexpr uint32_t kSlots = 1;
  static T Get(const Column* columns, uint32_t row) {
    return T(static_cast<int64_t>(GetInteger(*columns, row)));
  }
};

}  // namespace internal

template <TimeUnit kUnit>
struct ColumnTraits<Timestamp<kUnit>> : internal::UnitTraits<Timestamp<kUnit>> {
};
template <TimeUnit kUnit>
struct ColumnTraits<Duration<kUnit>> : internal::UnitTraits<Duration<kUnit>> {};
template <unsigned kScale>
struct ColumnTraits<Decimal<kScale>> : internal::UnitTraits<Decimal<kScale>> {};

}  // namespace sinter

#endif  // SINTER_CODEC_VIEW_TIMES_H_
