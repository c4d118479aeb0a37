// Bytes that start at a multiple of 64, as mapped messages do, and that grow
// only as far as bytes really come.
#ifndef SINTER_CODEC_FILE_ALIGNED_BUFFER_H_
#define SINTER_CODEC_FILE_ALIGNED_BUFFER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace sinter {

class AlignedBuffer {
 public:
  static constexpr size_t kAlignment = 64;

  std::span<uint8_t> bytes() { return {data_.get(), size_}; }
  std::span<const uint8_t> bytes() const { return {data_.get(), size_}; }
  size_t size() const { return size_; }

  // Keeps what there is; new bytes are unspecified.
  void Resize(size_t size);

 private:
  struct Free {
    void operator()(uint8_t* data) const;
  };

  std::unique_ptr<uint8_t[], Free> data_;
  size_t size_ = 0;
  size_t capacity_ = 0;
};

}  // namespace sinter

#endif  // SINTER_CODEC_FILE_ALIGNED_BUFFER_H_
