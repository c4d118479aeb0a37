// Strong integer types: an index into one array is not an index into another,
// and saying so costs nothing at run time.
#ifndef SINTER_CODEC_TYPED_ID_H_
#define SINTER_CODEC_TYPED_ID_H_

#include <compare>
#include <cstdint>
#include <type_traits>

namespace sinter {

// An integer that converts neither from nor to other integers, nor to ids of
// another `Tag`. It has the size, alignment and register passing of `Int`.
template <typename Tag, typename Int = uint32_t>
class TypedId {
 public:
  using Integer = Int;

  constexpr TypedId() = default;
  constexpr explicit TypedId(Int value) : value_(value) {}

  constexpr Int value() const { return value_; }

  friend constexpr auto operator<=>(TypedId, TypedId) = default;
  friend constexpr bool operator==(TypedId, TypedId) = default;

 private:
  Int value_ = 0;
};

static_assert(sizeof(TypedId<struct AnyTag, uint32_t>) == sizeof(uint32_t));
static_assert(std::is_trivially_copyable_v<TypedId<struct AnyTag, uint64_t>>);

}  // namespace sinter

#endif  // SINTER_CODEC_TYPED_ID_H_
