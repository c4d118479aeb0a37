// The order of bytes of structs and of the elements of raw lists. Messages have
// little-endian numbers: where the machine's are too, a value in a message is
// one in memory. Elsewhere the numbers in it are reversed on their way in and
// out, member by member, as generated for each struct:
//
//   template <>
//   struct StructTraits<Point> {
//     using Members = MemberList<&Point::x, &Point::y>;
//   };
#ifndef SINTER_CODEC_VIEW_BYTE_ORDER_H_
#define SINTER_CODEC_VIEW_BYTE_ORDER_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace sinter {

template <auto... kMembers>
struct MemberList {};

template <typename T>
struct StructTraits;

template <typename T>
concept IsStruct = requires {
  typename StructTraits<T>::Members;
};

// Whether values stand in a message as they stand in memory. What is made of
// single bytes does everywhere.
template <typename T>
inline constexpr bool kIsReadInPlace = std::endian::native ==
                                           std::endian::little ||
                                       alignof(T) == 1;

namespace internal {

template <typename T>
void ReverseNumbers(T& value);

template <typename T, auto... kMembers>
void ReverseMembers(T& value, MemberList<kMembers...>) {
  (ReverseNumbers(value.*kMembers), ...);
}

// Reverses the bytes of each number in a value. In memory: a float whose bytes
// are another's must not pass through a register of floats.
template <typename T>
void ReverseNumbers(T& value) {
  if constexpr (IsStruct<T>) {
    ReverseMembers(value, typename StructTraits<T>::Members());
  } else if constexpr (requires { value.begin(); }) {  // a std::array
    for (auto& element : value) ReverseNumbers(element);
  } else if constexpr (alignof(T) > 1) {
    static_assert(std::is_trivially_copyable_v<T> && sizeof(T) <= 8);
    uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof(T));
    bits = __builtin_bswap64(bits);
    std::memcpy(&value, reinterpret_cast<const char*>(&bits) + 8 - sizeof(T),
                sizeof(T));
  }
}
// The same for values one behind the other, at any address.
template <typename T>
void ReverseElements(uint8_t* elements, size_t count) {
  for (size_t i = 0; i < count; ++i, elements += sizeof(T)) {
    T value;
    std::memcpy(&value, elements, sizeof(T));
    ReverseNumbers(value);
    std::memcpy(elements, &value, sizeof(T));
  }
}

// A value of a message in the machine's order of bytes.
template <typename T>
T LoadInPlace(const T* at) {
  if constexpr (kIsReadInPlace<T>) {
    return *at;
  } else {
    T value;
    std::memcpy(&value, at, sizeof(T));
    ReverseNumbers(value);
    return value;
  }
}

}  // namespace internal

}  // namespace sinter

#endif  // SINTER_CODEC_VIEW_BYTE_ORDER_H_
