// Sets of flags: at most 64 named bits. Generated types derive from Flags and
// name its members:
//
//   class Perm : public sinter::Flags<Perm, uint8_t> { ... kRead, kWrite };
//   if (user.perm().contains(Perm::kRead | Perm::kWrite)) ...
//
// Bits that no member names, from later versions of a schema, are kept.
#ifndef SINTER_CODEC_VIEW_FLAGS_H_
#define SINTER_CODEC_VIEW_FLAGS_H_

#include <bit>
#include <cstdint>
#include <type_traits>

#include "codec/view/traits.h"

namespace sinter {

template <typename Set, typename Int>
class Flags {
 public:
  using Integer = Int;

  constexpr Flags() = default;
  constexpr explicit Flags(Int bits) : bits_(bits) {}

  constexpr Int bits() const { return bits_; }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr unsigned size() const {
    return static_cast<unsigned>(std::popcount(bits_));
  }

  // Whether all, or any, of the flags of `other` are in this set.
  constexpr bool contains(Set other) const {
    return (bits_ & other.bits()) == other.bits();
  }
  constexpr bool intersects(Set other) const {
    return (bits_ & other.bits()) != 0;
  }

  constexpr void insert(Set other) { bits_ = Narrow(bits_ | other.bits()); }
  constexpr void erase(Set other) { bits_ = Narrow(bits_ & ~other.bits()); }

  // Union, intersection, the flags of one set only, difference.
  friend constexpr Set operator|(Set a, Set b) {
    return Set(Narrow(a.bits() | b.bits()));
  }
  friend constexpr Set operator&(Set a, Set b) {
    return Set(Narrow(a.bits() & b.bits()));
  }
  friend constexpr Set operator^(Set a, Set b) {
    return Set(Narrow(a.bits() ^ b.bits()));
  }
  friend constexpr Set operator-(Set a, Set b) {
    return Set(Narrow(a.bits() & ~b.bits()));
  }
  friend constexpr bool operator==(Set a, Set b) {
    return a.bits() == b.bits();
  }

 private:
  // Narrow integers are promoted by every operator.
  static constexpr Int Narrow(uint64_t bits) { return static_cast<Int>(bits); }

  Int bits_ = 0;
};

template <typename T>
concept FlagSet = std::is_base_of_v<Flags<T, typename T::Integer>, T>;

template <FlagSet T>
struct ColumnTraits<T> : internal::IntegerCopy<T> {
  static constexpr uint32_t kSlots = 1;
  static T Get(const Column* columns, uint32_t row) {
    return T(static_cast<typename T::Integer>(GetInteger(*columns, row)));
  }
};

}  // namespace sinter

#endif  // SINTER_CODEC_VIEW_FLAGS_H_
