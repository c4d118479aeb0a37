// Ids that are strings: a Sku is not a CustomerName.
#ifndef SINTER_CODEC_VIEW_TYPED_TEXT_H_
#define SINTER_CODEC_VIEW_TYPED_TEXT_H_

#include <compare>
#include <cstdint>
#include <string_view>

#include "codec/view/traits.h"

namespace sinter {

// A std::string_view that converts to no other `Tag`'s, nor from strings.
template <typename Tag>
class TypedTextView {
 public:
  constexpr TypedTextView() = default;
  constexpr explicit TypedTextView(std::string_view value) : value_(value) {}

  constexpr std::string_view value() const { return value_; }

  friend constexpr auto operator<=>(TypedTextView, TypedTextView) = default;

 private:
  std::string_view value_;
};

template <typename Tag>
struct ColumnTraits<TypedTextView<Tag>> {
  static constexpr uint32_t kSlots = 2;
  static TypedTextView<Tag> Get(const Column* columns, uint32_t row) {
    return TypedTextView<Tag>(GetText(columns, row));
  }
};

}  // namespace sinter

#endif  // SINTER_CODEC_VIEW_TYPED_TEXT_H_
