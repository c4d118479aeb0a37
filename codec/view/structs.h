// Structs and raw lists, which stand in a message as they do in memory: views
// of them are pointers and spans into its bytes. Generated structs are plain
// C++ structs whose layout is checked where they are defined.
#ifndef SINTER_CODEC_VIEW_STRUCTS_H_
#define SINTER_CODEC_VIEW_STRUCTS_H_

#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

#include "codec/column.h"
#include "codec/shape.h"
#include "codec/view/times.h"
#include "codec/view/traits.h"

namespace sinter {

// Where the machine's order of bytes is another, schemas with structs or raw
// lists have no views: to use one is an error, to include this header is not.
template <typename T>
inline constexpr bool kIsReadInPlace = std::endian::native ==
                                           std::endian::little &&
                                       sizeof(T) > 0;

// A bool as a byte of a struct: any byte is a value, as nobody may have
// verified it.
class InPlaceBool {
 public:
  constexpr InPlaceBool() = default;
  constexpr InPlaceBool(bool value) : byte_(value) {}  // NOLINT: acts as a bool
  constexpr operator bool() const { return byte_ != 0; }  // NOLINT

  friend constexpr bool operator==(InPlaceBool a, InPlaceBool b) {
    return bool{a} == bool{b};
  }

 private:
  uint8_t byte_ = 0;
};
static_assert(sizeof(InPlaceBool) == 1);

// A date as four bytes of a struct.
class InPlaceDate {
 public:
  constexpr InPlaceDate() = default;
  // Days that 32 bits do not hold, beyond millions of years, are cut off.
  constexpr InPlaceDate(Date date)  // NOLINT: acts as a Date
      : days_(static_cast<int32_t>(date.days_since_1970() - kColumnEpochDays)) {
  }
  constexpr operator Date() const {  // NOLINT
    return Date(days_ + kColumnEpochDays);
  }

  friend constexpr auto operator<=>(InPlaceDate, InPlaceDate) = default;

 private:
  int32_t days_ = 0;  // since 2020-01-01
};
static_assert(sizeof(InPlaceDate) == 4 && alignof(InPlaceDate) == 4);

// Specialized as true for each generated struct.
template <typename T>
inline constexpr bool kIsStruct = false;

template <typename T>
concept IsStruct = kIsStruct<T>;

// The struct where it stands.
template <IsStruct T>
struct ColumnTraits<const T&> {
  static constexpr uint32_t kSlots = 1;
  static const T& Get(const Column* columns, uint32_t row) {
    static_assert(kIsReadInPlace<T>, "structs need a little-endian machine");
    return *reinterpret_cast<const T*>(GetStruct(*columns, row));
  }
};

// A copy, where references cannot stand: in optionals and lists.
template <IsStruct T>
struct ColumnTraits<T> {
  static constexpr uint32_t kSlots = 1;
  static T Get(const Column* columns, uint32_t row) {
    return ColumnTraits<const T&>::Get(columns, row);
  }
};

// The elements of a raw list: a std::span into the message, whose first element
// stands at a multiple of kAlign.
template <typename T, uint8_t kAlign = alignof(T)>
class Raw : public std::span<const T> {
 public:
  static_assert(kIsReadInPlace<T>, "raw lists need a little-endian machine");
  static_assert(std::is_trivially_copyable_v<T>);
  using std::span<const T>::span;
};

template <typename T, uint8_t kAlign>
struct ColumnTraits<Raw<T, kAlign>> {
  static constexpr uint32_t kSlots = 2;
  static Raw<T, kAlign> Get(const Column* columns, uint32_t row) {
    constexpr RawUnit kUnit = RawUnitOf(sizeof(T), kAlign);
    const RawRange found = GetRaw(columns, kUnit, row);
    return {reinterpret_cast<const T*>(found.data),
            static_cast<size_t>(found.count)};
  }
};

}  // namespace sinter

#endif  // SINTER_CODEC_VIEW_STRUCTS_H_
