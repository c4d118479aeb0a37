// The builder of `value`: JSON of any kind (SPEC.md, "Values without a
// schema").
#ifndef SINTER_CODEC_BUILD_VALUE_H_
#define SINTER_CODEC_BUILD_VALUE_H_

#include <cstdint>
#include <string_view>

#include "codec/build/containers.h"
#include "codec/build/record.h"
#include "codec/build/traits.h"
#include "codec/view/value.h"

namespace sinter {

// What is set last counts. A value that nobody sets is null.
class ValueRow : public NamedUnionRow {
 public:
  using NamedUnionRow::NamedUnionRow;

  void set_null() const { Choose(0); }
  void set_boolean(bool value) const {
    Put<bool>(1, ValueView::SlotOf(1), value);
  }
  void set_integer(int64_t value) const {
    Put<int64_t>(2, ValueView::SlotOf(2), value);
  }
  void set_number(double value) const {
    Put<double>(3, ValueView::SlotOf(3), value);
  }
  void set_string(std::string_view value) const {
    Put<std::string_view>(4, ValueView::SlotOf(4), value);
  }
  // A list or map of which nothing was added is empty.
  ListBuilder<ValueRow> mutable_list() const;
  MapBuilder<std::string_view, ValueRow> mutable_map() const;
};

inline ListBuilder<ValueRow> ValueRow::mutable_list() const {
  return At<ListBuilder<ValueRow>>(5, ValueView::SlotOf(5));
}

inline MapBuilder<std::string_view, ValueRow> ValueRow::mutable_map() const {
  return At<MapBuilder<std::string_view, ValueRow>>(6, ValueView::SlotOf(6));
}

}  // namespace sinter

#endif  // SINTER_CODEC_BUILD_VALUE_H_
