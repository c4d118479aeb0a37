// The view of `value`: JSON of any kind (SPEC.md, "Values without a schema").
#ifndef SINTER_CODEC_VIEW_VALUE_H_
#define SINTER_CODEC_VIEW_VALUE_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "codec/column.h"
#include "codec/view/list.h"
#include "codec/view/map.h"
#include "codec/view/traits.h"
#include "codec/view/union.h"

namespace sinter {

class ValueView : public NamedUnionView {
 public:
  enum class Kind : uint8_t {
    kNull = 0,
    kBool = 1,
    kInteger = 2,
    kNumber = 3,
    kString = 4,
    kList = 5,
    kMap = 6,
  };

  ValueView(const Column* table, uint32_t row) : NamedUnionView(table, row) {}

  Kind kind() const { return static_cast<Kind>(Tag(kNumKinds)); }

  bool is_null() const { return kind() == Kind::kNull; }
  // Each has a value if the kind is its own.
  std::optional<bool> boolean() const { return Variant<bool>(1, SlotOf(1)); }
  std::optional<int64_t> integer() const {
    return Variant<int64_t>(2, SlotOf(2));
  }
  // Numbers with a fraction, or beyond what an integer holds.
  std::optional<double> number() const { return Variant<double>(3, SlotOf(3)); }
  std::optional<std::string_view> string() const {
    return Variant<std::string_view>(4, SlotOf(4));
  }
  std::optional<List<ValueView>> list() const;
  // Keys ascend.
  std::optional<Map<std::string_view, ValueView>> map() const;

  // For code of the library: the first descriptor of a variant. In front stand
  // the tags and the rows of each variant; null has none.
  static constexpr uint32_t SlotOf(uint32_t tag) {
    constexpr uint32_t kSlots[] = {0, 0, 1, 2, 3, 5, 7};
    return 1 + kNumKinds + kSlots[tag];
  }

 private:
  static constexpr uint32_t kNumKinds = 7;
};

inline std::optional<List<ValueView>> ValueView::list() const {
  return Variant<List<ValueView>>(5, SlotOf(5));
}

inline std::optional<Map<std::string_view, ValueView>> ValueView::map() const {
  return Variant<Map<std::string_view, ValueView>>(6, SlotOf(6));
}

}  // namespace sinter

#endif  // SINTER_CODEC_VIEW_VALUE_H_
