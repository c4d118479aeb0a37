// Arrays of fixed length in place: each row has kSize elements, row after row.
#ifndef SINTER_CODEC_VIEW_ARRAY_H_
#define SINTER_CODEC_VIEW_ARRAY_H_

#include <cstddef>
#include <cstdint>

#include "codec/view/list.h"
#include "codec/view/traits.h"

namespace sinter {

// A List whose size is part of its type.
template <typename T, size_t kSize>
class Array : public List<T> {
 public:
  Array() = delete;
  Array(const Column* columns, uint32_t first)
      : List<T>(columns, first, static_cast<uint32_t>(kSize)) {}

  static constexpr size_t size() { return kSize; }
  static constexpr bool empty() { return false; }
};

template <typename T, size_t kSize>
struct ColumnTraits<Array<T, kSize>> {
  static Array<T, kSize> Get(const Column* columns, uint32_t row) {
    return {columns, row * static_cast<uint32_t>(kSize)};
  }
};

}  // namespace sinter

template <typename T, size_t kSize>
inline constexpr bool
    std::ranges::enable_borrowed_range<sinter::Array<T, kSize>> = true;
template <typename T, size_t kSize>
inline constexpr bool std::ranges::enable_view<sinter::Array<T, kSize>> = false;

#endif  // SINTER_CODEC_VIEW_ARRAY_H_
