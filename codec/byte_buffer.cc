#include "codec/byte_buffer.h"

#include <algorithm>
#include <cstring>
#include <memory_resource>
#include <string>

namespace sinter {
namespace {

constexpr size_t kFirstBytes = 256;

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

void ByteBuffer::Grow(size_t count) {
  if (text_ != nullptr) {
    text_->resize(size_ + count);
    data_ = reinterpret_cast<uint8_t*>(text_->data());
    capacity_ = text_->size();
    return;
  }
  const size_t capacity = std::max({size_ + count, capacity_ * 2, kFirstBytes});
  auto* data = static_cast<uint8_t*>(memory_->allocate(capacity, 1));
  if (data_ != nullptr) {
    std::memcpy(data, data_, size_);
    memory_->deallocate(data_, capacity_, 1);
  }
  data_ = data;
  capacity_ = capacity;
}

}  // namespace sinter
