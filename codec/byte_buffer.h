// Bytes that grow at their end and are not cleared first: where messages are
// written. Memory comes from a resource and stays when the bytes are forgotten.
#ifndef SINTER_CODEC_BYTE_BUFFER_H_
#define SINTER_CODEC_BYTE_BUFFER_H_

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <span>

#include "codec/memory_fwd.h"

namespace sinter {

class ByteBuffer {
 public:
  // Null is the default resource.
  explicit ByteBuffer(std::pmr::memory_resource* memory);
  // Appends to `text` itself, which always has exactly the bytes written.
  explicit ByteBuffer(std::string& text);
  ~ByteBuffer();
  ByteBuffer(const ByteBuffer&) = delete;
  ByteBuffer& operator=(const ByteBuffer&) = delete;

  uint8_t* data() { return data_; }
  size_t size() const { return size_; }
  std::span<const uint8_t> bytes() const { return {data_, size_}; }

  // Forgets the bytes behind the first `size`, which are there.
  void Truncate(size_t size) {
    size_ = size;
    if (text_ != nullptr) TruncateText();
  }
  // Room for `count` more bytes, whose values are not specified. The pointer is
  // good until the next call.
  uint8_t* Extend(uint64_t count) {
    if (count > capacity_ - size_) Grow(count);
    uint8_t* at = data_ + size_;
    size_ += static_cast<size_t>(count);
    return at;
  }

  // The same without making them part of the bytes, which Advance does with the
  // first `count` of them.
  uint8_t* Room(uint64_t count) {
    if (count > capacity_ - size_) Grow(count);
    return data_ + size_;
  }
  void Advance(uint64_t count) { Truncate(size_ + static_cast<size_t>(count)); }

 private:
  void Grow(uint64_t count);
  void TruncateText();

  uint8_t* data_ = nullptr;
  size_t size_ = 0;
  size_t capacity_ = 0;
  std::pmr::memory_resource* memory_ = nullptr;
  std::string* text_ = nullptr;
};

}  // namespace sinter

#endif  // SINTER_CODEC_BYTE_BUFFER_H_
