// Bytes, bytes of a fixed size and UUIDs in builders.
#ifndef SINTER_CODEC_BUILD_BYTES_H_
#define SINTER_CODEC_BUILD_BYTES_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "codec/build/traits.h"
#include "codec/view/bytes.h"  // IWYU pragma: export

namespace sinter {

template <size_t kSize>
struct BuildTraits<std::span<const uint8_t, kSize>> {
  using Argument = std::span<const uint8_t, kSize>;
  static constexpr uint32_t kSlots = 2;
  static void Put(Cells* cells, uint32_t row, Argument bytes) {
    cells->rows->SetText(
        *cells, row,
        {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  }
};

// Always copied: it is an argument by value in all but name.
template <>
struct BuildTraits<Uuid> {
  using Argument = const Uuid&;
  static constexpr uint32_t kSlots = 2;
  static void Put(Cells* cells, uint32_t row, const Uuid& uuid) {
    cells->rows->SetCopy(
        *cells, row,
        {reinterpret_cast<const char*>(uuid.bytes), sizeof(uuid.bytes)});
  }
};

}  // namespace sinter

#endif  // SINTER_CODEC_BUILD_BYTES_H_
