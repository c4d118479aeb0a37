// Compares what a view says with the value that was written, for every type
// that a field can have: the generated path against the model that the dynamic
// one is compared with.
#ifndef SINTER_TESTS_CPP_EXPECT_VIEW_H_
#define SINTER_TESTS_CPP_EXPECT_VIEW_H_

#include <bit>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>

#include "codec/layout.h"
#include "codec/view/array.h"
#include "codec/view/bytes.h"
#include "codec/view/flags.h"
#include "codec/view/list.h"
#include "codec/view/map.h"
#include "codec/view/record.h"
#include "codec/view/times.h"
#include "codec/view/typed_text.h"
#include "codec/view/union.h"
#include "gtest/gtest.h"
#include "tests/support/returned_float.h"
#include "tests/support/rows.h"

namespace sinter::testing {

// In place of a field without an accessor.
struct NoAccessor {};

// Specialized for each view of records: `static auto Get(View)`, a tuple of
// what its accessors return, in the order of the fields.
template <typename View>
struct FieldsOf;

// What the value in `node` is to be.
class ExpectedValue {
 public:
  ExpectedValue(const Layout& layout, NodeId node, const Value& value)
      : layout_(layout), node_(node), value_(value) {}

  void Is(NoAccessor) const {}
  void Is(UnknownVariant) const { ADD_FAILURE() << Name(); }
  void Is(bool got) const { EXPECT_EQ(got, value_.bits != 0) << Name(); }
  void Is(float got) const {
    EXPECT_EQ(ReturnedFloat(std::bit_cast<uint32_t>(got)),
              ReturnedFloat(value_.bits))
        << Name();
  }
  void Is(double got) const {
    EXPECT_EQ(ReturnedDouble(std::bit_cast<uint64_t>(got)),
              ReturnedDouble(value_.bits))
        << Name();
  }
  template <typename T>
  requires std::is_integral_v<T>
  void Is(T got) const {
    EXPECT_EQ(static_cast<uint64_t>(got), value_.bits) << Name();
  }
  template <typename T>
  requires std::is_enum_v<T>
  void Is(T got) const { Is(static_cast<std::underlying_type_t<T>>(got)); }
  template <typename Tag, typename Int>
  void Is(TypedId<Tag, Int> got) const {
    Is(got.value());
  }
  template <FlagSet T>
  void Is(T got) const {
    Is(got.bits());
  }
  void Is(Date got) const { Is(got.days_since_1970() - kColumnEpochDays); }
  template <TimeUnit kUnit>
  void Is(Timestamp<kUnit> got) const {
    Is(got.units_since_1970());
  }
  template <TimeUnit kUnit>
  void Is(Duration<kUnit> got) const {
    Is(got.units());
  }
  template <unsigned kScale>
  void Is(Decimal<kScale> got) const {
    Is(got.units());
  }
  void Is(std::string_view got) const { EXPECT_EQ(got, value_.text) << Name(); }
  template <typename Tag>
  void Is(TypedTextView<Tag> got) const {
    Is(got.value());
  }
  template <size_t kSize>
  void Is(std::span<const uint8_t, kSize> got) const {
    Is(std::string_view(reinterpret_cast<const char*>(got.data()), got.size()));
  }
  void Is(const Uuid& got) const {
    Is(std::span<const uint8_t, 16>(got.bytes));
  }
  template <typename T>
  void Is(const std::optional<T>& got) const {
    ASSERT_EQ(got.has_value(), !value_.items.empty()) << Name();
    if (got) Child(0, value_.items[0]).Is(*got);
  }
  template <typename T>
  void Is(List<T> got) const {
    IsRange(got);
    // All at once and one by one.
    if constexpr (std::is_arithmetic_v<T>) {
      std::unique_ptr<T[]> copy(new T[got.size() + 1]());
      EXPECT_EQ(got.CopyTo({copy.get(), got.size()}), got.size());
      for (size_t i = 0; i < got.size(); ++i) {
        Child(0, value_.items[i]).Is(copy[i]);
      }
    }
  }
  template <typename T, size_t kSize>
  void Is(Array<T, kSize> got) const {
    IsRange(got);
  }
  template <typename K, typename V>
  void Is(Map<K, V> got) const {
    ASSERT_EQ(got.size(), value_.items.size() / 2) << Name();
    size_t i = 0;
    for (const auto& [key, value] : got) {
      Child(0, value_.items[i]).Is(key);
      Child(1, value_.items[i + 1]).Is(value);
      ASSERT_TRUE(got.contains(key)) << Name();
      // Maps inside maps would be walked twice at each depth.
      if constexpr (!IsTableView<V>) {
        Child(1, value_.items[i + 1]).Is(*got.find(key));
      }
      i += 2;
    }
  }
  template <typename T>
  requires std::is_base_of_v<UnionView, T>
  void Is(T got) const {
    if (layout_.node(node_).kind == NodeKind::kRecord) {
      return Field(0).Is(got);  // its union is the only column of its table
    }
    ASSERT_EQ(static_cast<uint64_t>(got.kind()), value_.bits) << Name();
    got.visit([&](auto variant) {
      Child(static_cast<uint32_t>(value_.bits), value_.items[0]).Is(variant);
    });
  }
  template <IsRecordView T>
  void Is(T got) const {
    uint32_t field = 0;
    std::apply([&](const auto&... each) { (Field(field++).Is(each), ...); },
               FieldsOf<T>::Get(got));
    EXPECT_EQ(field, value_.items.size()) << Name();
  }

 private:
  template <typename Range>
  void IsRange(const Range& got) const {
    ASSERT_EQ(got.size(), value_.items.size()) << Name();
    size_t i = 0;
    for (const auto element : got) Child(0, value_.items[i++]).Is(element);
  }

  ExpectedValue Child(uint32_t index, const Value& value) const {
    return {layout_, NodeId(layout_.node(node_).child.value() + index), value};
  }
  ExpectedValue Field(uint32_t index) const {
    return {layout_, layout_.field_id(layout_.node(node_).table, index),
            value_.items[index]};
  }
  std::string_view Name() const { return layout_.names->nodes[node_.value()]; }

  const Layout& layout_;
  const NodeId node_;
  const Value& value_;
};

// A record of the root table.
template <IsRecordView T>
void ExpectRoot(const Layout& layout, const Value& value, T got) {
  uint32_t field = 0;
  const auto expect = [&](const auto& each) {
    ExpectedValue(layout, layout.field_id(TableId(0), field),
                  value.items[field])
        .Is(each);
    ++field;
  };
  std::apply([&](const auto&... each) { (expect(each), ...); },
             FieldsOf<T>::Get(got));
  EXPECT_EQ(field, value.items.size());
}

}  // namespace sinter::testing

#endif  // SINTER_TESTS_CPP_EXPECT_VIEW_H_
