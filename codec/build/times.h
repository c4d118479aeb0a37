// Dates, points in time, durations and decimals in builders.
#ifndef SINTER_CODEC_BUILD_TIMES_H_
#define SINTER_CODEC_BUILD_TIMES_H_

#include <cstdint>

#include "codec/build/traits.h"
#include "codec/view/times.h"  // IWYU pragma: export

namespace sinter {

template <TimeUnit kUnit>
constexpr uint64_t ToNative(Timestamp<kUnit> time) {
  return static_cast<uint64_t>(time.units_since_1970());
}
template <TimeUnit kUnit>
constexpr uint64_t ToNative(Duration<kUnit> duration) {
  return static_cast<uint64_t>(duration.units());
}
template <unsigned kScale>
constexpr uint64_t ToNative(Decimal<kScale> decimal) {
  return static_cast<uint64_t>(decimal.units());
}

// Columns count days in 32 bits, so not every Date has a place in them.
template <>
struct BuildTraits<Date> {
  using Argument = Date;
  static constexpr uint32_t kSlots = 1;
  static void Put(Cells* cells, uint32_t row, Date date) {
    const int64_t days = date.days_since_1970() - kColumnEpochDays;
    const auto narrow = static_cast<int32_t>(days);
    if (narrow != days) {
      return cells->rows->Refuse(cells->node, static_cast<uint64_t>(days));
    }
    BuilderRows::Set(*cells, row, static_cast<uint32_t>(narrow));
  }
};

}  // namespace sinter

#endif  // SINTER_CODEC_BUILD_TIMES_H_
