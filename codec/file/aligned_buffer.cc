#include "codec/file/aligned_buffer.h"

#include <algorithm>
#include <new>
#include <utility>

namespace sinter {
namespace {

constexpr std::align_val_t kNewAlignment{AlignedBuffer::kAlignment};

}  // namespace

void AlignedBuffer::Free::operator()(uint8_t* data) const {
  ::operator delete(data, kNewAlignment);
}

void AlignedBuffer::Resize(size_t size) {
  if (size > capacity_) {
    const size_t capacity = std::max(size, capacity_ + capacity_ / 2);
    std::unique_ptr<uint8_t[], Free> data(
        static_cast<uint8_t*>(::operator new(capacity, kNewAlignment)));
    std::copy_n(data_.get(), size_, data.get());
    data_ = std::move(data);
    capacity_ = capacity;
  }
  size_ = size;
}

}  // namespace sinter
