// The iterator of ranges that are indexed: List, Map, Raw.
#ifndef SINTER_CODEC_VIEW_ITERATOR_H_
#define SINTER_CODEC_VIEW_ITERATOR_H_

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>  // for the tags of iterators: <iterator> takes twice as long

namespace sinter {

// Holds a copy of the range, so it outlives it. Elements are values.
template <typename Range, typename T, typename Index = uint32_t>
class IndexIterator {
 public:
  using iterator_concept = std::random_access_iterator_tag;
  using iterator_category = std::input_iterator_tag;
  using value_type = T;
  using difference_type = ptrdiff_t;
  using reference = T;
  using pointer = void;

  IndexIterator() = default;
  IndexIterator(const Range& range, Index index)
      : range_(range), index_(index) {}

  T operator*() const { return range_[index_]; }
  T operator[](difference_type n) const { return *(*this + n); }

  IndexIterator& operator++() { return *this += 1; }
  IndexIterator& operator--() { return *this -= 1; }
  IndexIterator operator++(int) {
    IndexIterator before = *this;
    ++*this;
    return before;
  }
  IndexIterator operator--(int) {
    IndexIterator before = *this;
    --*this;
    return before;
  }
  IndexIterator& operator+=(difference_type n) {
    index_ += static_cast<Index>(n);
    return *this;
  }
  IndexIterator& operator-=(difference_type n) {
    index_ -= static_cast<Index>(n);
    return *this;
  }
  friend IndexIterator operator+(IndexIterator it, difference_type n) {
    return it += n;
  }
  friend IndexIterator operator+(difference_type n, IndexIterator it) {
    return it += n;
  }
  friend IndexIterator operator-(IndexIterator it, difference_type n) {
    return it -= n;
  }
  friend difference_type operator-(const IndexIterator& a,
                                   const IndexIterator& b) {
    return static_cast<difference_type>(a.index_) -
           static_cast<difference_type>(b.index_);
  }
  // Of iterators of one range.
  friend bool operator==(const IndexIterator& a, const IndexIterator& b) {
    return a.index_ == b.index_;
  }
  friend auto operator<=>(const IndexIterator& a, const IndexIterator& b) {
    return a.index_ <=> b.index_;
  }

 private:
  Range range_;
  Index index_ = 0;
};

}  // namespace sinter

#endif  // SINTER_CODEC_VIEW_ITERATOR_H_
