// How generated builders set values, by the type that their setters take. What
// a field can have specializes BuildTraits in one of two ways.
//
// A value that is set at once:
//   using Argument = ...;
//   static constexpr uint32_t kSlots;  // descriptors of its own
//   static void Put(Cells* cells, uint32_t row, Argument value);
//
// Something with parts of its own:
//   using Handle = ...;
//   static Handle Open(Cells* cells, uint32_t row);
//
// `cells` are those of the node's first descriptor, behind them come those of
// the nodes inside it, as in views.
#ifndef SINTER_CODEC_BUILD_TRAITS_H_
#define SINTER_CODEC_BUILD_TRAITS_H_

#include <bit>
#include <concepts>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include "codec/builder_rows.h"
#include "codec/typed_id.h"
#include "codec/view/traits.h"

namespace sinter {

template <typename T>
struct BuildTraits;

template <typename T>
concept IsSetAtOnce = requires {
  typename BuildTraits<T>::Argument;
};
template <typename T>
using ArgumentOf = typename BuildTraits<T>::Argument;
template <typename T>
using HandleOf = typename BuildTraits<T>::Handle;

// A pointer and a number: something that can be set, of a row of a builder.
// Valid, whatever else is built, until the builder is cleared or gone.
class BuildHandle {
 public:
  BuildHandle(Cells* cells, uint32_t row) : cells_(cells), row_(row) {}

  // For code of the library.
  Cells* cells() const { return cells_; }
  uint32_t row() const { return row_; }

 protected:
  BuilderRows& rows() const { return *cells_->rows; }

  Cells* cells_;
  uint32_t row_;
};
static_assert(sizeof(BuildHandle) == 2 * sizeof(void*));

// The unsigned number as which a value is kept: overloads for every type that
// is one number.
template <std::integral T>
constexpr auto ToNative(T value) {
  if constexpr (std::same_as<T, bool>) {
    return static_cast<uint8_t>(value);
  } else {
    return static_cast<std::make_unsigned_t<T>>(value);
  }
}
template <typename T>
requires std::is_enum_v<T>
constexpr auto ToNative(T value) {
  return ToNative(static_cast<std::underlying_type_t<T>>(value));
}
inline uint32_t ToNative(float value) { return std::bit_cast<uint32_t>(value); }
inline uint64_t ToNative(double value) {
  return std::bit_cast<uint64_t>(value);
}
template <typename Tag, typename Int>
constexpr auto ToNative(TypedId<Tag, Int> id) {
  return ToNative(id.value());
}

template <typename T>
concept IsOneNumber = requires(T value) {
  { ToNative(value) } -> std::unsigned_integral;
};

template <IsOneNumber T>
struct BuildTraits<T> {
  using Argument = T;
  static constexpr uint32_t kSlots = 1;
  static void Put(Cells* cells, uint32_t row, T value) {
    BuilderRows::Set(*cells, row, ToNative(value));
  }
};

// A number of kLo to kHi; as a field of its own type. What is outside is
// refused when the message is finished.
template <typename T, auto kLo, auto kHi>
struct Within {};

template <typename T, auto kLo, auto kHi>
struct BuildTraits<Within<T, kLo, kHi>> {
  using Argument = T;
  static constexpr uint32_t kSlots = 1;
  static void Put(Cells* cells, uint32_t row, T value) {
    const auto native = ToNative(value);
    const auto number = static_cast<decltype(kLo)>(native);
    if (number < kLo || number > kHi) {
      return cells->rows->Refuse(cells->node, native);
    }
    BuilderRows::Set(*cells, row, native);
  }
};

// A variant without a value is chosen, and that is all.
template <>
struct BuildTraits<Null> {
  using Argument = Null;
  static constexpr uint32_t kSlots = 0;
  static void Put(Cells*, uint32_t, Null) {}
};

template <>
struct BuildTraits<std::string_view> {
  using Argument = std::string_view;
  static constexpr uint32_t kSlots = 2;
  static void Put(Cells* cells, uint32_t row, std::string_view text) {
    cells->rows->SetText(*cells, row, text);
  }
};

}  // namespace sinter

#endif  // SINTER_CODEC_BUILD_TRAITS_H_
