// Optionals, lists, arrays and maps of builders. Where the value inside is set
// at once functions take it, otherwise they return a handle on it.
#ifndef SINTER_CODEC_BUILD_CONTAINERS_H_
#define SINTER_CODEC_BUILD_CONTAINERS_H_

#include <cstdint>
#include <span>

#include "codec/build/traits.h"

namespace sinter {

template <typename T>
class OptionalBuilder : public BuildHandle {
 public:
  using BuildHandle::BuildHandle;

  template <typename U = T>
  requires IsSetAtOnce<U>
  void set(ArgumentOf<U> value) const {
    BuildTraits<T>::Put(cells_ + 1, Child(), value);
  }
  auto mutable_value() const requires(!IsSetAtOnce<T>) {
    return BuildTraits<T>::Open(cells_ + 1, Child());
  }
  void clear() const { BuilderRows::ResetChild(*cells_, row_); }

 private:
  uint32_t Child() const { return rows().SetChild(*cells_, row_); }
};

template <typename T>
class ListBuilder : public BuildHandle {
 public:
  using BuildHandle::BuildHandle;

  template <typename U = T>
  requires IsSetAtOnce<U>
  void add(ArgumentOf<U> value) const {
    BuildTraits<T>::Put(cells_ + 1, rows().Append(*cells_, row_, 1), value);
  }
  auto add() const requires(!IsSetAtOnce<T>) {
    return BuildTraits<T>::Open(cells_ + 1, rows().Append(*cells_, row_, 1));
  }
  // Makes `count` elements at once, from the one returned on; kNoRow if those
  // are too many.
  uint32_t AddRows(uint64_t count) const {
    const uint64_t most = count < kNoRow ? count : kNoRow;
    return rows().Append(*cells_, row_, static_cast<uint32_t>(most));
  }
};

template <typename T, uint32_t kSize>
class ArrayBuilder : public BuildHandle {
 public:
  using BuildHandle::BuildHandle;

  static constexpr uint32_t size() { return kSize; }

  // index < size()
  template <typename U = T>
  requires IsSetAtOnce<U>
  void set(uint32_t index, ArgumentOf<U> value) const {
    BuildTraits<T>::Put(cells_, Element(index), value);
  }
  auto at(uint32_t index) const requires(!IsSetAtOnce<T>) {
    return BuildTraits<T>::Open(cells_, Element(index));
  }

 private:
  // An array has no descriptors but those of its elements.
  uint32_t Element(uint32_t index) const {
    return rows().ElementRow(*cells_, kSize, row_, index);
  }
};

// Entries may be added in any order; two with one key make Finish fail.
template <typename K, typename V>
class MapBuilder : public BuildHandle {
 public:
  using BuildHandle::BuildHandle;

  template <typename U = V>
  requires IsSetAtOnce<U>
  void add(ArgumentOf<K> key, ArgumentOf<U> value) const {
    BuildTraits<V>::Put(Values(), Entry(key), value);
  }
  auto add(ArgumentOf<K> key) const requires(!IsSetAtOnce<V>) {
    return BuildTraits<V>::Open(Values(), Entry(key));
  }

 private:
  Cells* Values() const { return cells_ + 1 + BuildTraits<K>::kSlots; }
  uint32_t Entry(ArgumentOf<K> key) const {
    const uint32_t entry = rows().Append(*cells_, row_, 1);
    BuildTraits<K>::Put(cells_ + 1, entry, key);
    return entry;
  }
};

// What has a handle that is a class template over what is inside.
template <typename T>
struct OpenedAs {
  using Handle = T;
  static T Open(Cells* cells, uint32_t row) { return T(cells, row); }
};
template <typename T>
struct BuildTraits<OptionalBuilder<T>> : OpenedAs<OptionalBuilder<T>> {};
template <typename T>
struct BuildTraits<ListBuilder<T>> : OpenedAs<ListBuilder<T>> {};
template <typename T, uint32_t kSize>
struct BuildTraits<ArrayBuilder<T, kSize>> : OpenedAs<ArrayBuilder<T, kSize>> {
};
template <typename K, typename V>
struct BuildTraits<MapBuilder<K, V>> : OpenedAs<MapBuilder<K, V>> {};

}  // namespace sinter

#endif  // SINTER_CODEC_BUILD_CONTAINERS_H_
