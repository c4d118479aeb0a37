// What generated views of unions stand on.
#ifndef SINTER_CODEC_VIEW_UNION_H_
#define SINTER_CODEC_VIEW_UNION_H_

#include <cstdint>
#include <optional>
#include <type_traits>

#include "codec/column.h"
#include "codec/view/record.h"
#include "codec/view/traits.h"

namespace sinter {

// What `visit` passes where the variant is one that only a later version of the
// schema has.
struct UnknownVariant {};

// A union in place: a row of the columns that start with its tags, which a
// union with a name has in a table of its own and one without in that of its
// record.
class UnionView {
 public:
  UnionView(const Column* columns, uint32_t row)
      : columns_(columns), row_(row) {}

 protected:
  // The variant that is there, less than `num_variants`; `num_variants` itself,
  // which is none of the kinds, if only a later version of the schema has it.
  uint32_t Tag(uint32_t num_variants) const {
    const uint32_t tag = GetTag(*columns_, row_);
    return tag < num_variants ? tag : num_variants;
  }

  // The value of variant `tag`, which is there. Its first descriptor is `slot`
  // of the union.
  template <typename T>
  [[gnu::always_inline]] T Value(uint32_t tag, uint32_t slot) const {
    const uint64_t row = GetVariantRow(columns_, tag, row_);
    // Bytes that contradict themselves: some row, or the default where there is
    // none.
    return ColumnTraits<T>::Get(
        columns_ + slot, row == kAbsent ? 0 : static_cast<uint32_t>(row));
  }

  template <typename T>
  std::optional<T> Variant(uint32_t tag, uint32_t slot) const {
    if (GetTag(*columns_, row_) != tag) return std::nullopt;
    return Value<T>(tag, slot);
  }

  const Column* columns_;
  uint32_t row_;
};

// A field whose union is written in place.
template <typename T>
requires(std::is_base_of_v<UnionView, T> &&
         !IsTableView<T>) struct ColumnTraits<T> {
  static T Get(const Column* columns, uint32_t row) { return T(columns, row); }
};

// A union that has a name, and so a table.
class NamedUnionView : public UnionView, public TableView {
 public:
  using UnionView::UnionView;
};

}  // namespace sinter

#endif  // SINTER_CODEC_VIEW_UNION_H_
