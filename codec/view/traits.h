// How the C++ type that an accessor returns is read from its columns. Each type
// that a field can have specializes ColumnTraits:
//
//   static constexpr uint32_t kSlots;  // descriptors of its own, where a key
//                                      // of a map stands before the value
//   static T Get(const Column* columns, uint32_t row);
//   static void Copy(const Column* columns, uint32_t first, std::span<T> out);
//                                      // if many rows at once are faster
//
// `columns` is the first descriptor of the node, those of the nodes inside it
// follow (SPEC.md, "Nodes"). Rows are less than the column's rows.
#ifndef SINTER_CODEC_VIEW_TRAITS_H_
#define SINTER_CODEC_VIEW_TRAITS_H_

#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

#include "codec/column.h"
#include "codec/typed_id.h"
#include "codec/unpack.h"

namespace sinter {

// The version of what generated code and the library expect of each other.
inline constexpr int kAbiVersion = 1;

template <typename T>
struct ColumnTraits;

namespace internal {

// Types that are made of one integer and nothing else.
template <typename T>
struct IntegerCopy {
  static void Copy(const Column* columns, uint32_t first, std::span<T> out) {
    static_assert(std::is_trivially_copyable_v<T>);
    UnpackIntegers(*columns, first, out.size(), sizeof(T), out.data());
  }
};

}  // namespace internal

// The value of a variant that has none.
struct Null {
  friend bool operator==(Null, Null) = default;
};

template <>
struct ColumnTraits<Null> {
  static constexpr uint32_t kSlots = 0;
  static Null Get(const Column*, uint32_t) { return {}; }
};

template <>
struct ColumnTraits<bool> {
  static constexpr uint32_t kSlots = 1;
  static bool Get(const Column* columns, uint32_t row) {
    return GetBit(*columns, row);
  }
  static void Copy(const Column* columns, uint32_t first, std::span<bool> out) {
    UnpackBits(*columns, first, out.size(), out.data());
  }
};

// Integers, and enums as what they are made of.
template <typename T>
requires std::integral<T> || std::is_enum_v<T>
struct ColumnTraits<T> : internal::IntegerCopy<T> {
  static constexpr uint32_t kSlots = 1;
  static T Get(const Column* columns, uint32_t row) {
    return static_cast<T>(GetInteger(*columns, row));
  }
};

template <>
struct ColumnTraits<float> {
  static constexpr uint32_t kSlots = 1;
  [[gnu::always_inline]] static float Get(const Column* columns, uint32_t row) {
    return GetFloat(*columns, row);
  }
  static void Copy(const Column* columns, uint32_t first,
                   std::span<float> out) {
    UnpackFloats(*columns, first, out.size(), out.data());
  }
};

template <>
struct ColumnTraits<double> {
  static constexpr uint32_t kSlots = 1;
  [[gnu::always_inline]] static double Get(const Column* columns,
                                           uint32_t row) {
    return GetDouble(*columns, row);
  }
  static void Copy(const Column* columns, uint32_t first,
                   std::span<double> out) {
    UnpackDoubles(*columns, first, out.size(), out.data());
  }
};

template <typename Tag, typename Int>
struct ColumnTraits<TypedId<Tag, Int>>
    : internal::IntegerCopy<TypedId<Tag, Int>> {
  static constexpr uint32_t kSlots = 1;
  static TypedId<Tag, Int> Get(const Column* columns, uint32_t row) {
    return TypedId<Tag, Int>(static_cast<Int>(GetInteger(*columns, row)));
  }
};

template <>
struct ColumnTraits<std::string_view> {
  static constexpr uint32_t kSlots = 2;
  static std::string_view Get(const Column* columns, uint32_t row) {
    return GetText(columns, row);
  }
};

template <typename T>
struct ColumnTraits<std::optional<T>> {
  static std::optional<T> Get(const Column* columns, uint32_t row) {
    const uint64_t child = ChildRow(*columns, row);
    if (child == kAbsent) return std::nullopt;
    return ColumnTraits<T>::Get(columns + 1, static_cast<uint32_t>(child));
  }
};

}  // namespace sinter

#endif  // SINTER_CODEC_VIEW_TRAITS_H_
