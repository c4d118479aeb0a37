// Bytes, bytes of a fixed size, UUIDs.
#ifndef SINTER_CODEC_VIEW_BYTES_H_
#define SINTER_CODEC_VIEW_BYTES_H_

#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include "codec/view/traits.h"

namespace sinter {

struct Uuid {
  uint8_t bytes[16] = {};

  friend constexpr auto operator<=>(const Uuid&, const Uuid&) = default;
};
static_assert(sizeof(Uuid) == 16 && alignof(Uuid) == 1);

namespace internal {

template <size_t kSize>
inline constexpr uint8_t kZeros[kSize] = {};

inline const uint8_t* BytesOf(std::string_view text) {
  return reinterpret_cast<const uint8_t*>(text.data());
}

}  // namespace internal

template <>
struct ColumnTraits<std::span<const uint8_t>> {
  static constexpr uint32_t kSlots = 2;
  static std::span<const uint8_t> Get(const Column* columns, uint32_t row) {
    const std::string_view text = GetText(columns, row);
    return {internal::BytesOf(text), text.size()};
  }
};

// Bytes that nobody verified may name a value that does not exist; it reads as
// zeros.
template <size_t kSize>
requires(
    kSize !=
    std::dynamic_extent) struct ColumnTraits<std::span<const uint8_t, kSize>> {
  static constexpr uint32_t kSlots = 2;
  static std::span<const uint8_t, kSize> Get(const Column* columns,
                                             uint32_t row) {
    const std::string_view text = GetText(columns, row);
    const uint8_t* bytes = text.size() == kSize ? internal::BytesOf(text)
                                                : internal::kZeros<kSize>;
    return std::span<const uint8_t, kSize>(bytes, kSize);
  }
};

template <>
struct ColumnTraits<Uuid> {
  static constexpr uint32_t kSlots = 2;
  static Uuid Get(const Column* columns, uint32_t row) {
    const std::string_view text = GetText(columns, row);
    Uuid uuid;
    if (text.size() == sizeof(uuid.bytes)) {
      std::memcpy(uuid.bytes, text.data(), sizeof(uuid.bytes));
    }
    return uuid;
  }
};

}  // namespace sinter

#endif  // SINTER_CODEC_VIEW_BYTES_H_
