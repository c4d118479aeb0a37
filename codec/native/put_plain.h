// Sets what builders take from plain structs. Generated for each record and
// union, in its namespace:
//
//   void PutFields(const UserRow& row, const User& plain, unsigned depth);
#ifndef SINTER_CODEC_NATIVE_PUT_PLAIN_H_
#define SINTER_CODEC_NATIVE_PUT_PLAIN_H_

#include <cstddef>
#include <cstdint>

#include "codec/build/containers.h"
#include "codec/build/record.h"
#include "codec/build/traits.h"
#include "codec/limits.h"
#include "codec/native/box.h"

namespace sinter {

// Sets a row's value to a plain one, where `T` is what BuildTraits is
// specialized for. `depth` counts records inside records.
template <typename T>
struct PlainPutter;

template <typename T, typename Plain>
void PutPlain(Cells* cells, uint32_t row, const Plain& plain, unsigned depth) {
  if constexpr (IsSetAtOnce<T>) {
    BuildTraits<T>::Put(cells, row, plain);
  } else {
    PlainPutter<T>::Put(cells, row, plain, depth);
  }
}
template <typename T, typename Plain>
void PutPlain(Cells* cells, uint32_t row, const Box<Plain>& plain,
              unsigned depth) {
  PutPlain<T>(cells, row, *plain, depth);
}

// The same for the field of a row at `slot`, for a variant of a union.
template <typename T, typename Plain>
void PutField(const RecordRow& row, uint32_t slot, const Plain& plain,
              unsigned depth) {
  PutPlain<T>(row.cells() + slot, row.row(), plain, depth);
}
template <typename T, typename Plain>
void PutVariant(const UnionRow& row, uint32_t tag, uint32_t slot,
                const Plain& plain, unsigned depth) {
  PutPlain<T>(row.cells() + slot, row.Choose(tag), plain, depth);
}

// Records and unions.
template <typename T>
struct PlainPutter {
  template <typename Plain>
  static void Put(Cells* cells, uint32_t row, const Plain& plain,
                  unsigned depth) {
    if (depth >= kMaxValueDepth) {
      return cells->rows->Latch({.code = FailureCode::kLimit,
                                 .what = "records inside records",
                                 .expected = "at most 100 deep",
                                 .found = depth + 1,
                                 .node = cells->node.value()});
    }
    PutFields(BuildTraits<T>::Open(cells, row), plain, depth + 1);
  }
};

template <typename T>
struct PlainPutter<OptionalBuilder<T>> {
  template <typename Plain>
  static void Put(Cells* cells, uint32_t row, const Plain& plain,
                  unsigned depth) {
    if (!plain.has_value()) return;
    PutPlain<T>(cells + 1, cells->rows->SetChild(*cells, row), *plain, depth);
  }
};

template <typename T>
struct PlainPutter<ListBuilder<T>> {
  template <typename Plain>
  static void Put(Cells* cells, uint32_t row, const Plain& plain,
                  unsigned depth) {
    if (plain.empty()) return;
    const uint32_t first = ListBuilder<T>(cells, row).AddRows(plain.size());
    if (first == kNoRow) return;
    for (size_t i = 0; i < plain.size(); ++i) {
      PutPlain<T>(cells + 1, first + static_cast<uint32_t>(i), plain[i], depth);
    }
  }
};

template <typename T, uint32_t kSize>
struct PlainPutter<ArrayBuilder<T, kSize>> {
  template <typename Plain>
  static void Put(Cells* cells, uint32_t row, const Plain& plain,
                  unsigned depth) {
    for (uint32_t i = 0; i < kSize; ++i) {
      PutPlain<T>(cells, cells->rows->ElementRow(*cells, kSize, row, i),
                  plain[i], depth);
    }
  }
};

template <typename K, typename V>
struct PlainPutter<MapBuilder<K, V>> {
  template <typename Plain>
  static void Put(Cells* cells, uint32_t row, const Plain& plain,
                  unsigned depth) {
    if (plain.empty()) return;
    uint32_t entry = ListBuilder<K>(cells, row).AddRows(plain.size());
    if (entry == kNoRow) return;
    for (const auto& [key, value] : plain) {
      BuildTraits<K>::Put(cells + 1, entry, key);
      PutPlain<V>(cells + 1 + BuildTraits<K>::kSlots, entry, value, depth);
      ++entry;
    }
  }
};

}  // namespace sinter

#endif  // SINTER_CODEC_NATIVE_PUT_PLAIN_H_
