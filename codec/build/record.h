// What generated builders of records and unions stand on.
#ifndef SINTER_CODEC_BUILD_RECORD_H_
#define SINTER_CODEC_BUILD_RECORD_H_

#include <cstdint>
#include <type_traits>

#include "codec/build/traits.h"

namespace sinter {

// A row of a table: `cells_` are the table's.
class RecordRow : public BuildHandle {
 public:
  using BuildHandle::BuildHandle;

 protected:
  // The field whose first descriptor is `slot` of the table.
  template <typename T>
  void Put(uint32_t slot, ArgumentOf<T> value) const {
    BuildTraits<T>::Put(cells_ + slot, row_, value);
  }
  template <typename T>
  auto At(uint32_t slot) const {
    return BuildTraits<T>::Open(cells_ + slot, row_);
  }
};

// A row of a union: `cells_` are the union's, those of its variants follow. The
// variant that was set last is the one that counts.
class UnionRow : public BuildHandle {
 public:
  using BuildHandle::BuildHandle;

  // The row of the value of variant `tag`, which is the one from now on.
  uint32_t Choose(uint32_t tag) const {
    return rows().SetVariant(*cells_, row_, tag);
  }

 protected:
  template <typename T>
  void Put(uint32_t tag, uint32_t slot, ArgumentOf<T> value) const {
    BuildTraits<T>::Put(cells_ + slot, Choose(tag), value);
  }
  template <typename T>
  auto At(uint32_t tag, uint32_t slot) const {
    return BuildTraits<T>::Open(cells_ + slot, Choose(tag));
  }
};

// A union that has a name has a table of its own, whose only column it is.
class NamedUnionRow : public UnionRow {
 public:
  using UnionRow::UnionRow;
};

template <typename T>
concept IsTableRow =
    std::is_base_of_v<RecordRow, T> || std::is_base_of_v<NamedUnionRow, T>;

// A reference to a row of a table, which is made at the first use.
template <IsTableRow T>
struct BuildTraits<T> {
  using Handle = T;
  static T Open(Cells* cells, uint32_t row) {
    BuilderRows& rows = *cells->rows;
    return T(rows.target(*cells), rows.SetChild(*cells, row));
  }
};

// A union that is written in place.
template <typename T>
requires(std::is_base_of_v<UnionRow, T> &&
         !IsTableRow<T>) struct BuildTraits<T> {
  using Handle = T;
  static T Open(Cells* cells, uint32_t row) { return T(cells, row); }
};

}  // namespace sinter

#endif  // SINTER_CODEC_BUILD_RECORD_H_
