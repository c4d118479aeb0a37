// Lists in place: ranges with random access, whose elements are read when they
// are asked for. What stands in consecutive rows of one column is a list, so a
// field of all records of a list is one too:
//
//   for (std::string_view tag : user.tags()) ...
//   message.users().column<&UserView::age>().CopyTo(ages);
#ifndef SINTER_CODEC_VIEW_LIST_H_
#define SINTER_CODEC_VIEW_LIST_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

#include "codec/column.h"
#include "codec/view/iterator.h"
#include "codec/view/record.h"
#include "codec/view/traits.h"

namespace sinter {

namespace internal {

// What an accessor, a pointer to member function, belongs to and returns.
template <typename Accessor>
struct AccessorTraits;
template <typename View, typename Result>
struct AccessorTraits<Result (View::*)() const> {
  using Owner = View;
  using Value = Result;
};

}  // namespace internal

template <typename T>
class List {
 public:
  using iterator = IndexIterator<List, T>;
  using value_type = T;
  using size_type = size_t;
  using difference_type = ptrdiff_t;
  using reference = T;
  using const_reference = T;
  using const_iterator = iterator;

  List() = default;
  // `size` elements from row `first` on of the node that starts at `columns`,
  // which has so many.
  List(const Column* columns, uint32_t first, uint32_t size)
      : columns_(columns), first_(first), size_(size) {
    if constexpr (IsTableView<T>) {
      const TableRow start = GetReference(*columns, first);
      columns_ = start.table;
      first_ = start.row;
    }
  }
  // Rows of the table of a record.
  static List OfTable(const Column* table, uint32_t first,
                      uint32_t size) requires(IsTableView<T>) {
    List list;
    list.columns_ = table;
    list.first_ = first;
    list.size_ = size;
    return list;
  }

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

  // index < size().
  T operator[](size_t index) const { return Get(static_cast<uint32_t>(index)); }
  T front() const { return Get(0); }
  T back() const { return Get(size_ - 1); }

  iterator begin() const { return iterator(*this, 0); }
  iterator end() const { return iterator(*this, size_); }

  // Copies the first elements into `out`, as many as there are and fit; returns
  // how many. Numbers are unpacked at the speed of memory.
  size_t CopyTo(std::span<T> out) const {
    const size_t count = out.size() < size_ ? out.size() : size_;
    if constexpr (requires { &ColumnTraits<T>::Copy; }) {
      if (count > 0) {
        ColumnTraits<T>::Copy(columns_, first_, out.first(count));
      }
    } else {
      for (size_t i = 0; i < count; ++i) out[i] = (*this)[i];
    }
    return count;
  }

  // One field of all records in the list: column<&UserView::age>().
  template <auto kAccessor>
  auto column() const requires(IsRecordView<T>) {
    using Traits = internal::AccessorTraits<decltype(kAccessor)>;
    static_assert(std::is_same_v<typename Traits::Owner, T>,
                  "the accessor is not one of the records in this list");
    static_assert(kSlotOf<kAccessor> != ~uint32_t{0},
                  "only accessors of fields name a column");
    return List<std::remove_cvref_t<typename Traits::Value>>(
        columns_ + kSlotOf<kAccessor>, first_, size_);
  }

 private:
  T Get(uint32_t index) const {
    if constexpr (IsTableView<T>) {
      return T(columns_, first_ + index);
    } else {
      return ColumnTraits<T>::Get(columns_, first_ + index);
    }
  }

  const Column* columns_ = nullptr;  // of records: their table
  uint32_t first_ = 0;
  uint32_t size_ = 0;
};

template <typename T>
struct ColumnTraits<List<T>> {
  static List<T> Get(const Column* columns, uint32_t row) {
    const RowRange range = GetRange(*columns, row);
    return {columns + 1, static_cast<uint32_t>(range.start),
            static_cast<uint32_t>(range.count)};
  }
};

}  // namespace sinter

// Iterators do not need the List they come from.
template <typename T>
inline constexpr bool std::ranges::enable_borrowed_range<sinter::List<T>> =
    true;
template <typename T>
inline constexpr bool std::ranges::enable_view<sinter::List<T>> = true;

#endif  // SINTER_CODEC_VIEW_LIST_H_
