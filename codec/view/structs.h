// Structs and raw lists, which stand in a message as little-endian machines
// have them in memory: views of them are references and spans into its bytes.
// Elsewhere the same accessors return values whose numbers are reversed, and
// there are no spans of what has to be. Generated structs are plain C++ structs
// whose layout is checked where they are defined.
#ifndef SINTER_CODEC_VIEW_STRUCTS_H_
#define SINTER_CODEC_VIEW_STRUCTS_H_

#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <type_traits>

#include "codec/column.h"
#include "codec/shape.h"
#include "codec/view/byte_order.h"
#include "codec/view/iterator.h"
#include "codec/view/times.h"
#include "codec/view/traits.h"

namespace sinter {

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

// What accessors of structs return: the struct where it stands, or a copy where
// the machine's order of bytes is another.
template <typename T>
using InPlace = std::conditional_t<kIsReadInPlace<T>, const T&, T>;

template <IsStruct T>
struct ColumnTraits<const T&> {
  static constexpr uint32_t kSlots = 1;
  static const T& Get(const Column* columns, uint32_t row) {
    static_assert(kIsReadInPlace<T>, "numbers have to be reversed: a copy");
    return *reinterpret_cast<const T*>(GetStruct(*columns, row));
  }
};

// A copy, also where references cannot stand: in optionals and lists.
template <IsStruct T>
struct ColumnTraits<T> {
  static constexpr uint32_t kSlots = 1;
  static T Get(const Column* columns, uint32_t row) {
    return internal::LoadInPlace(
        reinterpret_cast<const T*>(GetStruct(*columns, row)));
  }
  static void Copy(const Column* columns, uint32_t first, std::span<T> out) {
    static_assert(std::is_trivially_copyable_v<T>);
    // Rows that all have the default share one struct.
    if (kIsReadInPlace<T> && columns->packed.stride == sizeof(T)) {
      std::memcpy(out.data(), GetStruct(*columns, first), out.size_bytes());
      return;
    }
    for (T& each : out) each = Get(columns, first++);
  }
};

namespace internal {

// Elements whose numbers are reversed as they are read.
template <typename T>
class ReversedElements {
 public:
  using iterator = IndexIterator<ReversedElements, T, size_t>;
  using value_type = T;
  using size_type = size_t;
  using difference_type = ptrdiff_t;
  using reference = T;
  using const_reference = T;
  using const_iterator = iterator;

  ReversedElements() = default;
  ReversedElements(const T* first, size_t size) : first_(first), size_(size) {}

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

  // index < size().
  T operator[](size_t index) const { return LoadInPlace(first_ + index); }
  T front() const { return (*this)[0]; }
  T back() const { return (*this)[size_ - 1]; }

  iterator begin() const { return iterator(*this, 0); }
  iterator end() const { return iterator(*this, size_); }

  // The bytes are no numbers of this machine: copy the elements instead.
  const T* data() const = delete;
  operator std::span<const T>() const = delete;  // NOLINT: as of spans

 private:
  const T* first_ = nullptr;
  size_t size_ = 0;
};

template <typename T>
using RawElements = std::conditional_t<kIsReadInPlace<T>, std::span<const T>,
                                       ReversedElements<T>>;

}  // namespace internal

// The elements of a raw list: a std::span into the message, whose first element
// stands at a multiple of kAlign, or a range of the same elements by value
// where the machine's order of bytes is another.
template <typename T, uint8_t kAlign = alignof(T)>
class Raw : public internal::RawElements<T> {
 public:
  static_assert(std::is_trivially_copyable_v<T>);
  using internal::RawElements<T>::RawElements;
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
