// Makes plain values of views. Generated for each record and union, in its
// namespace:
//
//   bool GetFields(UserView view, User& plain, sinter::PlainBudget& budget);
#ifndef SINTER_CODEC_NATIVE_GET_PLAIN_H_
#define SINTER_CODEC_NATIVE_GET_PLAIN_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "codec/limits.h"
#include "codec/native/box.h"
#include "codec/native/typed_text.h"
#include "codec/view/array.h"
#include "codec/view/list.h"
#include "codec/view/map.h"
#include "codec/view/record.h"
#include "codec/view/structs.h"
#include "codec/view/union.h"

namespace sinter {

// A few bytes can stand for very many values: limits of plain copies.
struct PlainLimits {
  // Bytes of memory that strings, elements and entries take together.
  uint64_t max_bytes = uint64_t{1} << 30;
  // Records inside records.
  unsigned max_depth = kMaxValueDepth;
};

// What is left of them, over all nesting.
class PlainBudget {
 public:
  explicit PlainBudget(const PlainLimits& limits)
      : bytes_left_(limits.max_bytes), depth_left_(limits.max_depth) {}

  [[nodiscard]] bool Take(uint64_t count, uint64_t size) {
    if (count > bytes_left_ / size) {
      is_out_of_bytes_ = true;
      return false;
    }
    bytes_left_ -= count * size;
    return true;
  }
  [[nodiscard]] bool Descend() {
    if (depth_left_ == 0) return false;
    --depth_left_;
    return true;
  }
  void Ascend() { ++depth_left_; }

  // Which limit it was that a function failed at.
  bool is_out_of_bytes() const { return is_out_of_bytes_; }

 private:
  uint64_t bytes_left_;
  unsigned depth_left_;
  bool is_out_of_bytes_ = false;
};

// Overhead of an entry of a std::map.
inline constexpr size_t kMapEntryBytes = 48;

// Of all functions: false once a limit is reached; `plain` then has some of the
// values.

// Numbers, enums, flags, times, UUIDs: the same type in both.
template <typename T>
requires(!requires(T t) {
  t.has_value();
}) bool GetPlain(const T& view, T& plain, PlainBudget&) {
  plain = view;
  return true;
}

inline bool GetPlain(std::string_view view, std::string& plain,
                     PlainBudget& budget) {
  if (!budget.Take(view.size(), 1)) return false;
  plain.assign(view);
  return true;
}
template <typename Tag>
bool GetPlain(TypedTextView<Tag> view, TypedText<Tag>& plain,
              PlainBudget& budget) {
  if (!budget.Take(view.value().size(), 1)) return false;
  plain = TypedText<Tag>(view);
  return true;
}
inline bool GetPlain(std::span<const uint8_t> view, std::vector<uint8_t>& plain,
                     PlainBudget& budget) {
  if (!budget.Take(view.size(), 1)) return false;
  plain.assign(view.begin(), view.end());
  return true;
}
template <typename T, uint8_t kAlign>
bool GetPlain(const Raw<T, kAlign>& view, std::vector<T>& plain,
              PlainBudget& budget) {
  if (!budget.Take(view.size(), sizeof(T))) return false;
  plain.assign(view.begin(), view.end());
  return true;
}
template <size_t kSize>
bool GetPlain(std::span<const uint8_t, kSize> view,
              std::array<uint8_t, kSize>& plain, PlainBudget&) {
  for (size_t i = 0; i < kSize; ++i) plain[i] = view[i];
  return true;
}

template <typename View, typename Plain>
bool GetPlain(const View& view, Box<Plain>& plain, PlainBudget& budget) {
  return budget.Take(1, sizeof(Plain)) && GetPlain(view, *plain, budget);
}

template <typename View, typename Plain>
requires(
    IsRecordView<View> ||
    std::is_base_of_v<UnionView, View>) bool GetPlain(const View& view,
                                                      Plain& plain,
                                                      PlainBudget& budget) {
  if (!budget.Descend()) return false;
  const bool ok = GetFields(view, plain, budget);
  budget.Ascend();
  return ok;
}

template <typename View, typename Plain>
bool GetPlain(const std::optional<View>& view, std::optional<Plain>& plain,
              PlainBudget& budget) {
  plain.reset();
  return !view.has_value() || GetPlain(*view, plain.emplace(), budget);
}

template <typename View, typename Plain>
bool GetPlain(const List<View>& view, std::vector<Plain>& plain,
              PlainBudget& budget) {
  plain.clear();
  if (!budget.Take(view.size(), sizeof(Plain))) return false;
  if constexpr (std::is_same_v<View, bool>) {
    plain.assign(view.begin(), view.end());  // elements are no objects
  } else if constexpr (std::is_same_v<View, Plain>) {
    plain.resize(view.size());
    view.CopyTo(plain);
  } else {
    plain.reserve(view.size());
    for (const View element : view) {
      if (!GetPlain(element, plain.emplace_back(), budget)) return false;
    }
  }
  return true;
}

template <typename View, typename Plain, size_t kSize>
bool GetPlain(const Array<View, kSize>& view, std::array<Plain, kSize>& plain,
              PlainBudget& budget) {
  if constexpr (std::is_same_v<View, Plain>) {
    view.CopyTo(plain);
  } else {
    for (size_t i = 0; i < kSize; ++i) {
      if (!GetPlain(view[i], plain[i], budget)) return false;
    }
  }
  return true;
}

template <typename KeyView, typename View, typename Key, typename Plain>
bool GetPlain(const Map<KeyView, View>& view, std::map<Key, Plain>& plain,
              PlainBudget& budget) {
  plain.clear();
  if (!budget.Take(view.size(),
                   sizeof(std::pair<Key, Plain>) + kMapEntryBytes)) {
    return false;
  }
  for (const auto& entry : view) {
    Key key;
    if (!GetPlain(entry.key, key, budget)) return false;
    const auto added = plain.try_emplace(plain.end(), std::move(key));
    if (!GetPlain(entry.value, added->second, budget)) return false;
  }
  return true;
}

}  // namespace sinter

#endif  // SINTER_CODEC_NATIVE_GET_PLAIN_H_
