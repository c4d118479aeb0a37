// What "reading" a value means here: it is added to a sum that the caller uses,
// so that no read can be left out and all peers must come to the same sum.
#ifndef SINTER_BENCH_HARNESS_FOLD_H_
#define SINTER_BENCH_HARNESS_FOLD_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace sinter::bench {

template <class T>
requires(std::is_arithmetic_v<T> || std::is_enum_v<T>) uint64_t Fold(T value) {
  if constexpr (std::is_same_v<T, float>) {
    return std::bit_cast<uint32_t>(value);
  } else if constexpr (std::is_same_v<T, double>) {
    return std::bit_cast<uint64_t>(value);
  } else {
    return static_cast<uint64_t>(value);
  }
}

// Of texts: the length and the first byte.
inline uint64_t FoldBytes(const void* data, size_t size) {
  return size + (size > 0 ? *static_cast<const uint8_t*>(data) : 0);
}
inline uint64_t Fold(std::string_view text) {
  return FoldBytes(text.data(), text.size());
}

// Sets a plain field from a peer's type for it.
template <class To, class From>
void Assign(To&& to, From from) {
  if constexpr (std::is_same_v<std::remove_cvref_t<To>,
                               std::vector<bool>::reference>) {
    to = static_cast<bool>(from);
  } else {
    to = static_cast<std::remove_cvref_t<To>>(from);
  }
}

// Structs within structs come as references, within tables as pointers.
template <class T>
const T* PointerTo(const T& value) {
  return &value;
}
template <class T>
const T* PointerTo(const T* value) {
  return value;
}

// The sum of everything in a plain struct.
template <class T>
uint64_t SumPlain(const T& value) {
  if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
    return Fold(value);
  } else if constexpr (std::is_same_v<T, std::string>) {
    return Fold(std::string_view(value));
  } else if constexpr (std::is_same_v<T, std::vector<uint8_t>>) {
    return FoldBytes(value.data(), value.size());
  } else if constexpr (requires { value.has_value(); }) {
    return value ? SumPlain(*value) : 0;
  } else if constexpr (requires { value.begin(); }) {
    uint64_t sum = 0;
    for (const auto& v : value) {
      sum += SumPlain<typename T::value_type>(v);
    }
    return sum;
  } else {
    uint64_t sum = 0;
    T::ForEachField(value, [&](const auto& v) { sum += SumPlain(v); });
    return sum;
  }
}

}  // namespace sinter::bench

#endif  // SINTER_BENCH_HARNESS_FOLD_H_
