// Setting structs and raw lists: copies of their bytes.
#ifndef SINTER_CODEC_BUILD_STRUCTS_H_
#define SINTER_CODEC_BUILD_STRUCTS_H_

#include <cstdint>
#include <span>

#include "codec/build/traits.h"
#include "codec/view/structs.h"

namespace sinter {

namespace internal {

template <typename T>
std::span<const uint8_t> BytesOfAll(std::span<const T> values) {
  return {reinterpret_cast<const uint8_t*>(values.data()), values.size_bytes()};
}

}  // namespace internal

template <IsStruct T>
struct BuildTraits<T> {
  using Argument = const T&;
  static constexpr uint32_t kSlots = 1;
  static void Put(Cells* cells, uint32_t row, const T& value) {
    cells->rows->SetStruct(*cells, row, value);
  }
};

template <typename T, uint8_t kAlign>
struct BuildTraits<Raw<T, kAlign>> {
  using Argument = std::span<const T>;
  static constexpr uint32_t kSlots = 2;
  static void Put(Cells* cells, uint32_t row, std::span<const T> values) {
    cells->rows->SetRaw(*cells, row, internal::BytesOfAll(values));
  }
};

}  // namespace sinter

#endif  // SINTER_CODEC_BUILD_STRUCTS_H_
