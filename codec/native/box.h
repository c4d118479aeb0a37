// A value elsewhere, as if it were here: what lets a plain struct contain
// itself. Copies are deep, equality is that of the values, and there always is
// a value, except in a box that was moved from.
#ifndef SINTER_CODEC_NATIVE_BOX_H_
#define SINTER_CODEC_NATIVE_BOX_H_

#include <memory>
#include <utility>

namespace sinter {

template <typename T>
class Box {
 public:
  Box() : value_(std::make_unique<T>()) {}
  Box(T value)  // NOLINT: acts as a T
      : value_(std::make_unique<T>(std::move(value))) {}
  Box(const Box& other) : value_(std::make_unique<T>(*other)) {}
  Box(Box&&) noexcept = default;
  Box& operator=(const Box& other) {
    if (this != &other) value_ = std::make_unique<T>(*other);
    return *this;
  }
  Box& operator=(Box&&) noexcept = default;
  // Not inline, where GCC 12 warns of boxes that optionals do not hold.
  [[gnu::noinline]] ~Box() {}  // NOLINT(modernize-use-equals-default)

  T& operator*() { return *value_; }
  const T& operator*() const { return *value_; }
  T* operator->() { return value_.get(); }
  const T* operator->() const { return value_.get(); }

  friend bool operator==(const Box& a, const Box& b) { return *a == *b; }

 private:
  std::unique_ptr<T> value_;
};

}  // namespace sinter

#endif  // SINTER_CODEC_NATIVE_BOX_H_
