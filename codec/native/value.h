// The plain struct of `value`: JSON of any kind, as a tree.
#ifndef SINTER_CODEC_NATIVE_VALUE_H_
#define SINTER_CODEC_NATIVE_VALUE_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "codec/build/value.h"
#include "codec/native/box.h"
#include "codec/native/convert.h"
#include "codec/view/value.h"

namespace sinter {

struct Value {
  using Kind = ValueView::Kind;
  using List = std::vector<Value>;
  using Map = std::map<std::string, Box<Value>>;

  std::variant<Null, bool, int64_t, double, std::string, List, Map> value;

  Kind kind() const { return static_cast<Kind>(value.index()); }

  bool operator==(const Value& other) const { return value == other.value; }
};

template <>
struct PlainOf<ValueView> {
  using Type = Value;
};

inline void PutFields(const ValueRow& row, const Value& plain, unsigned depth) {
  const auto put = [&]<typename T>(uint32_t tag, const auto& value) {
    PutVariant<T>(row, tag, ValueView::SlotOf(tag), value, depth);
  };
  switch (plain.kind()) {
    case Value::Kind::kNull:
      return row.set_null();
    case Value::Kind::kBool:
      return row.set_boolean(std::get<1>(plain.value));
    case Value::Kind::kInteger:
      return row.set_integer(std::get<2>(plain.value));
    case Value::Kind::kNumber:
      return row.set_number(std::get<3>(plain.value));
    case Value::Kind::kString:
      return row.set_string(std::get<4>(plain.value));
    case Value::Kind::kList:
      return put.template operator()<ListBuilder<ValueRow>>(
          5, std::get<5>(plain.value));
    case Value::Kind::kMap:
      return put.template operator()<MapBuilder<std::string_view, ValueRow>>(
          6, std::get<6>(plain.value));
  }
}

inline bool GetFields(ValueView view, Value& plain, PlainBudget& budget) {
  const auto get = [&]<size_t kIndex>(const auto& value) {
    return !value.has_value() ||  // bytes that nobody verified
           GetPlain(*value, plain.value.emplace<kIndex>(), budget);
  };
  plain.value.emplace<0>();
  switch (view.kind()) {
    case Value::Kind::kNull:
      return true;
    case Value::Kind::kBool:
      return get.template operator()<1>(view.boolean());
    case Value::Kind::kInteger:
      return get.template operator()<2>(view.integer());
    case Value::Kind::kNumber:
      return get.template operator()<3>(view.number());
    case Value::Kind::kString:
      return get.template operator()<4>(view.string());
    case Value::Kind::kList:
      return get.template operator()<5>(view.list());
    case Value::Kind::kMap:
      return get.template operator()<6>(view.map());
  }
  return true;
}

}  // namespace sinter

#endif  // SINTER_CODEC_NATIVE_VALUE_H_
