// Setting structs and raw lists: copies of their bytes, numbers reversed where
// the machine's order of bytes is not that of messages.
#ifndef SINTER_CODEC_BUILD_STRUCTS_H_
#define SINTER_CODEC_BUILD_STRUCTS_H_

#include <cstdint>
#include <span>

#include "codec/build/traits.h"
#include "codec/view/byte_order.h"
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
    if constexpr (kIsReadInPlace<T>) {
      cells->rows->SetStruct(*cells, row, value);
    } else {
      T reversed = value;
      internal::ReverseNumbers(reversed);
      cells->rows->SetStruct(*cells, row, reversed);
    }
  }
};

template <typename T, uint8_t kAlign>
struct BuildTraits<Raw<T, kAlign>> {
  using Argument = std::span<const T>;
  static constexpr uint32_t kSlots = 2;
  static void Put(Cells* cells, uint32_t row, std::span<const T> values) {
    if constexpr (kIsReadInPlace<T>) {
      cells->rows->SetRaw(*cells, row, internal::BytesOfAll(values));
    } else {
      cells->rows->SetRaw(*cells, row, internal::BytesOfAll(values),
                          internal::ReverseElements<T>);
    }
  }
};

}  // namespace sinter

#endif  // SINTER_CODEC_BUILD_STRUCTS_H_
