// Typed views of bytes that nobody has vouched for: a pointer when the bytes
// suffice and the address is aligned, else null. Fields are LittleEndian<T>, so
// that a struct mirrors its bytes on every machine.
#ifndef SINTER_CODEC_TYPED_BYTES_H_
#define SINTER_CODEC_TYPED_BYTES_H_

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

namespace sinter {

// An integer as its little-endian bytes, at any address.
template <std::integral T>
class LittleEndian {
 public:
  constexpr LittleEndian() = default;
  constexpr LittleEndian(T value) { Set(value); }  // NOLINT: acts as a T

  constexpr operator T() const { return Get(); }  // NOLINT: acts as a T

  constexpr T Get() const {
    using Bits = std::make_unsigned_t<T>;
    Bits bits = 0;
    for (size_t i = 0; i < sizeof(T); ++i) {
      bits = static_cast<Bits>(
          bits | static_cast<Bits>(static_cast<Bits>(bytes_[i]) << (8 * i)));
    }
    return static_cast<T>(bits);
  }

  constexpr void Set(T value) {
    auto bits = static_cast<std::make_unsigned_t<T>>(value);
    for (size_t i = 0; i < sizeof(T); ++i) {
      bytes_[i] = static_cast<uint8_t>(bits >> (8 * i));
    }
  }

 private:
  uint8_t bytes_[sizeof(T)] = {};
};

template <typename T>
concept ViewableAsBytes =
    std::is_trivially_copyable_v<T> && std::is_standard_layout_v<T>;

template <typename B>
concept ByteLike = std::same_as<std::remove_const_t<B>, std::byte> ||
    std::same_as<std::remove_const_t<B>, uint8_t>;

// The first sizeof(T) bytes as a T in place, or null when there are fewer or
// their address does not suit T. The view lives as long as the bytes.
template <ViewableAsBytes T, ByteLike B, size_t N>
const T* ViewAs(std::span<B, N> bytes) {
  if (bytes.size() < sizeof(T)) return nullptr;
  if (reinterpret_cast<uintptr_t>(bytes.data()) % alignof(T) != 0) {
    return nullptr;
  }
  return reinterpret_cast<const T*>(bytes.data());
}

// The first `count` Ts in place; nothing when the bytes do not hold as many or
// their address does not suit T.
template <ViewableAsBytes T, ByteLike B, size_t N>
std::optional<std::span<const T>> ViewArrayAs(std::span<B, N> bytes,
                                              uint64_t count) {
  if (count > bytes.size() / sizeof(T)) return std::nullopt;
  if (count == 0) return std::span<const T>();
  if (reinterpret_cast<uintptr_t>(bytes.data()) % alignof(T) != 0) {
    return std::nullopt;
  }
  return std::span<const T>(reinterpret_cast<const T*>(bytes.data()),
                            static_cast<size_t>(count));
}

// The bytes of a value, as they stand in memory.
template <ViewableAsBytes T>
std::span<const uint8_t> BytesOf(const T& value) {
  return {reinterpret_cast<const uint8_t*>(&value), sizeof(T)};
}

// The same bytes as numbers and as characters.
inline std::span<const uint8_t> AsBytes(std::string_view text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}
inline std::string_view AsText(std::span<const uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace sinter

#endif  // SINTER_CODEC_TYPED_BYTES_H_
