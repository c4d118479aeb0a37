// Values as generated code gives and takes them, to and from those of plain
// structs.
#ifndef SINTER_BENCH_PEERS_SINTER_VALUES_H_
#define SINTER_BENCH_PEERS_SINTER_VALUES_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "bench/harness/fold.h"

namespace sinter::bench {

// What an accessor of a view returns.
template <auto kAccessor>
struct AccessorResult;
template <class View, class Result, Result (View::*kAccessor)() const>
struct AccessorResult<kAccessor> {
  using Type = Result;
};
template <auto kAccessor>
using Got = typename AccessorResult<kAccessor>::Type;

// A plain value as the type that a setter takes.
template <class To, class From>
To As(const From& from) {
  if constexpr (std::is_constructible_v<To, const From&>) {
    return To(from);
  } else {
    return static_cast<To>(from);
  }
}

// Plain structs as the generated ones of the same layout.
template <class To, class From>
std::span<const To> InPlace(const std::vector<From>& from) {
  static_assert(sizeof(To) == sizeof(From) && alignof(To) == alignof(From) &&
                std::is_trivially_copyable_v<From>);
  return {reinterpret_cast<const To*>(from.data()), from.size()};
}

// A value of a view as a plain one.
template <class T>
decltype(auto) PlainValue(const T& value) {
  if constexpr (requires { value.units_since_1970(); }) {
    return value.units_since_1970();
  } else if constexpr (requires { value.units(); }) {
    return value.units();
  } else if constexpr (requires { value.value(); }) {
    return value.value();
  } else {
    return value;
  }
}

template <class T>
uint64_t FoldValue(const T& value) {
  if constexpr (std::is_convertible_v<T, std::span<const uint8_t>>) {
    return FoldBytes(value.data(), value.size());
  } else {
    return Fold(PlainValue(value));
  }
}

template <class To, class From>
void AssignFrom(To&& to, const From& from) {
  if constexpr (requires { from.begin(); }) {
    to.assign(from.begin(), from.end());
  } else {
    Assign(to, PlainValue(from));
  }
}

}  // namespace sinter::bench

#endif  // SINTER_BENCH_PEERS_SINTER_VALUES_H_
