// Maps in place: entries in the order of their keys, found by bisection.
#ifndef SINTER_CODEC_VIEW_MAP_H_
#define SINTER_CODEC_VIEW_MAP_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "codec/column.h"
#include "codec/view/iterator.h"
#include "codec/view/list.h"
#include "codec/view/traits.h"

namespace sinter {

template <typename K, typename V>
struct MapEntry {
  K key;
  V value;
};

template <typename K, typename V>
class Map {
 public:
  using key_type = K;
  using mapped_type = V;
  using value_type = MapEntry<K, V>;
  using iterator = IndexIterator<Map, value_type>;
  using size_type = size_t;
  using difference_type = ptrdiff_t;
  using reference = value_type;
  using const_iterator = iterator;

  Map() = default;
  // `size` entries from row `first` on of the keys that start at `columns` and
  // the values behind them.
  Map(const Column* columns, uint32_t first, uint32_t size)
      : columns_(columns), first_(first), size_(size) {}

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

  // The value of a key, or nothing. O(log size()).
  std::optional<V> find(const K& key) const {
    const uint32_t entry = LowerBound(key);
    if (entry == size_ || KeyAt(entry) != key) return std::nullopt;
    return ValueAt(entry);
  }
  bool contains(const K& key) const {
    const uint32_t entry = LowerBound(key);
    return entry != size_ && KeyAt(entry) == key;
  }

  List<K> keys() const { return {columns_, first_, size_}; }
  List<V> values() const {
    return {columns_ + ColumnTraits<K>::kSlots, first_, size_};
  }

  // index < size(): the entries in the order of their keys.
  value_type operator[](size_t index) const {
    const auto entry = static_cast<uint32_t>(index);
    return {KeyAt(entry), ValueAt(entry)};
  }
  iterator begin() const { return iterator(*this, 0); }
  iterator end() const { return iterator(*this, size_); }

 private:
  K KeyAt(uint32_t entry) const {
    return ColumnTraits<K>::Get(columns_, first_ + entry);
  }
  [[gnu::always_inline]] V ValueAt(uint32_t entry) const {
    return ColumnTraits<V>::Get(columns_ + ColumnTraits<K>::kSlots,
                                first_ + entry);
  }

  // The first entry whose key is not less than `key`.
  uint32_t LowerBound(const K& key) const {
    uint32_t begin = 0;
    uint32_t count = size_;
    while (count > 0) {
      const uint32_t half = count / 2;
      if (KeyAt(begin + half) < key) {
        begin += half + 1;
        count -= half + 1;
      } else {
        count = half;
      }
    }
    return begin;
  }

  const Column* columns_ = nullptr;
  uint32_t first_ = 0;
  uint32_t size_ = 0;
};

template <typename K, typename V>
struct ColumnTraits<Map<K, V>> {
  static Map<K, V> Get(const Column* columns, uint32_t row) {
    const RowRange range = GetRange(*columns, row);
    return {columns + 1, static_cast<uint32_t>(range.start),
            static_cast<uint32_t>(range.count)};
  }
};

}  // namespace sinter

template <typename K, typename V>
inline constexpr bool std::ranges::enable_borrowed_range<sinter::Map<K, V>> =
    true;

#endif  // SINTER_CODEC_VIEW_MAP_H_
