// Dates and times to and from std::chrono. A header of its own, since <chrono>
// is slow to compile.
#ifndef SINTER_CODEC_VIEW_CHRONO_H_
#define SINTER_CODEC_VIEW_CHRONO_H_

#include <chrono>
#include <cstdint>
#include <ratio>

#include "codec/view/times.h"

namespace sinter {

namespace internal {

template <TimeUnit kUnit>
struct ChronoDuration;
template <>
struct ChronoDuration<TimeUnit::kSeconds> {
  using Type = std::chrono::duration<int64_t>;
};
template <>
struct ChronoDuration<TimeUnit::kMillis> {
  using Type = std::chrono::duration<int64_t, std::milli>;
};
template <>
struct ChronoDuration<TimeUnit::kMicros> {
  using Type = std::chrono::duration<int64_t, std::micro>;
};
template <>
struct ChronoDuration<TimeUnit::kNanos> {
  using Type = std::chrono::duration<int64_t, std::nano>;
};

}  // namespace internal

template <TimeUnit kUnit>
constexpr auto ToChrono(Duration<kUnit> duration) {
  return typename internal::ChronoDuration<kUnit>::Type(duration.units());
}

template <TimeUnit kUnit>
constexpr auto ToChrono(Timestamp<kUnit> timestamp) {
  using Units = typename internal::ChronoDuration<kUnit>::Type;
  return std::chrono::sys_time<Units>(Units(timestamp.units_since_1970()));
}

// Days beyond those of std::chrono::days, about 5.8 million years, are cut off.
constexpr std::chrono::sys_days ToChrono(Date date) {
  using Days = std::chrono::days;
  return std::chrono::sys_days(
      Days(static_cast<Days::rep>(date.days_since_1970())));
}

// From a duration or point in time of the same unit or a coarser one:
// FromChrono<DurationMs>(std::chrono::seconds(3)).
template <typename T, typename Rep, typename Period>
constexpr T FromChrono(std::chrono::duration<Rep, Period> duration) {
  const decltype(ToChrono(T())) units = duration;
  return T(units.count());
}
template <typename T, typename Units>
constexpr T FromChrono(std::chrono::sys_time<Units> time) {
  const decltype(ToChrono(T())) point = time;
  return T(point.time_since_epoch().count());
}
constexpr Date FromChrono(std::chrono::sys_days days) {
  return Date(days.time_since_epoch().count());
}

}  // namespace sinter

#endif  // SINTER_CODEC_VIEW_CHRONO_H_
