// Ids that are strings, in plain structs.
#ifndef SINTER_CODEC_NATIVE_TYPED_TEXT_H_
#define SINTER_CODEC_NATIVE_TYPED_TEXT_H_

#include <compare>
#include <string>
#include <utility>

#include "codec/view/typed_text.h"

namespace sinter {

// A std::string that converts to no other `Tag`'s, nor from strings; what a
// TypedTextView of the same tag is a view of.
template <typename Tag>
class TypedText {
 public:
  TypedText() = default;
  explicit TypedText(std::string value) : value_(std::move(value)) {}
  explicit TypedText(TypedTextView<Tag> view) : value_(view.value()) {}

  const std::string& value() const { return value_; }
  operator TypedTextView<Tag>() const {  // NOLINT: as std::string_view
    return TypedTextView<Tag>(value_);
  }

  friend auto operator<=>(const TypedText&, const TypedText&) = default;

 private:
  std::string value_;
};

}  // namespace sinter

#endif  // SINTER_CODEC_NATIVE_TYPED_TEXT_H_
