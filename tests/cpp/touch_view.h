// Calls every accessor of what a view reaches.
#ifndef SINTER_TESTS_CPP_TOUCH_VIEW_H_
#define SINTER_TESTS_CPP_TOUCH_VIEW_H_

#include <cstdint>
#include <tuple>
#include <type_traits>

#include "codec/view/record.h"
#include "codec/view/union.h"
#include "tests/cpp/expect_view.h"

namespace sinter::testing {

// Calls every accessor of what can be reached, as far as the budget goes.
class Toucher {
 public:
  explicit Toucher(uint64_t budget) : budget_(budget) {}

  template <typename T>
  void Touch(const T& value) {
    // Unverified rows may hold each other: how deep is up to who walks them.
    if (budget_ == 0 || depth_ == kMaxDepth) return;
    --budget_;
    ++depth_;
    TouchInside(value);
    --depth_;
  }

 private:
  static constexpr uint32_t kMaxDepth = 1000;

  template <typename T>
  void TouchInside(const T& value) {
    if constexpr (IsRecordView<T>) {
      std::apply([&](const auto&... each) { (Touch(each), ...); },
                 FieldsOf<T>::Get(value));
    } else if constexpr (std::is_base_of_v<UnionView, T>) {
      value.visit([&](const auto& variant) { Touch(variant); });
    } else if constexpr (requires { value.has_value(); }) {
      if (value) Touch(*value);
    } else if constexpr (requires { value.keys(); }) {
      for (const auto& [key, each] : value) {
        Touch(key);
        Touch(each);
        Touch(value.find(key));
        if (budget_ == 0) return;
      }
    } else if constexpr (requires { value.CopyTo({}); }) {
      for (const auto each : value) {
        Touch(each);
        if (budget_ == 0) return;
      }
    } else if constexpr (requires { value.begin(); }) {
      for (const auto byte : value) sum_ += static_cast<uint8_t>(byte);
    } else {
      // Makes the compiler load it.
      const volatile T copy = value;
      (void)copy;
    }
  }

  uint64_t budget_;
  uint32_t depth_ = 0;
  uint64_t sum_ = 0;
};

}  // namespace sinter::testing

#endif  // SINTER_TESTS_CPP_TOUCH_VIEW_H_
