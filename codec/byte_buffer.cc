#include "codec/byte_buffer.h"

#include <algorithm>
#include <cstring>
#include <memory_resource>
#include <string>

#include "codec/block_pool.h"

namespace sinter {
namespace {

constexpr uint64_t kFirstBytes = 256;
constexpr uint64_t kLargeText = 1u << 16;

}  // namespace

ByteBuffer::ByteBuffer(std::pmr::memory_resource* memory)
    : memory_(memory == nullptr ? std::pmr::get_default_resource() : memory) {}

ByteBuffer::ByteBuffer(std::string& text)
    : data_(reinterpret_cast<uint8_t*>(text.data())),
      size_(text.size()),
      capacity_(text.size()),
      text_(&text) {}

ByteBuffer::~ByteBuffer() {
  if (memory_ != nullptr && data_ != nullptr) {
    memory_->deallocate(data_, capacity_, 1);
  }
}

void ByteBuffer::TruncateText() {
  text_->resize(size_);
  capacity_ = size_;
}

void ByteBuffer::Grow(uint64_t count) {
  if (text_ != nullptr) {
    const uint64_t needed = size_ + count;
    if (needed > text_->capacity() && size_ >= kLargeText) {
      // Strings double, which of large ones is much.
      std::string larger;
      larger.reserve(AllocationSize(
          std::max<uint64_t>(needed, uint64_t{size_} + size_ / 4)));
      larger.append(*text_);
      text_->swap(larger);
    }
    text_->resize(AllocationSize(needed));
    data_ = reinterpret_cast<uint8_t*>(text_->data());
    capacity_ = text_->size();
    return;
  }
  const size_t capacity = AllocationSize(
      std::max({size_ + count, uint64_t{capacity_} * 2, kFirstBytes}));
  auto* data = static_cast<uint8_t*>(memory_->allocate(capacity, 1));
  if (data_ != nullptr) {
    std::memcpy(data, data_, size_);
    memory_->deallocate(data_, capacity_, 1);
  }
  data_ = data;
  capacity_ = capacity;
}

}  // namespace sinter
