// Ids that are strings in builders.
#ifndef SINTER_CODEC_BUILD_TYPED_TEXT_H_
#define SINTER_CODEC_BUILD_TYPED_TEXT_H_

#include <cstdint>

#include "codec/build/traits.h"
#include "codec/view/typed_text.h"  // IWYU pragma: export

namespace sinter {

template <typename Tag>
struct BuildTraits<TypedTextView<Tag>> {
  using Argument = TypedTextView<Tag>;
  static constexpr uint32_t kSlots = 2;
  static void Put(Cells* cells, uint32_t row, TypedTextView<Tag> text) {
    cells->rows->SetText(*cells, row, text.value());
  }
};

}  // namespace sinter

#endif  // SINTER_CODEC_BUILD_TYPED_TEXT_H_
