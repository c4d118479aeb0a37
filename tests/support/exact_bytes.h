// Buffers in which a read past the end does not go unnoticed.
#ifndef SINTER_TESTS_SUPPORT_EXACT_BYTES_H_
#define SINTER_TESTS_SUPPORT_EXACT_BYTES_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <span>
#include <string_view>

namespace sinter::testing {

// A copy in heap memory of exactly its size, `offset` bytes behind an address
// that is a multiple of 64: AddressSanitizer sees every read outside of it.
class ExactBytes {
 public:
  explicit ExactBytes(std::string_view bytes, size_t offset = 0)
      : memory_(static_cast<uint8_t*>(
            ::operator new[](offset + bytes.size(), kAlign))),
        offset_(offset),
        size_(bytes.size()) {
    std::copy(bytes.begin(), bytes.end(), data());
  }

  uint8_t* data() { return memory_.get() + offset_; }
  std::span<const uint8_t> span() const {
    return {memory_.get() + offset_, size_};
  }

 private:
  static constexpr std::align_val_t kAlign{64};
  struct Delete {
    void operator()(uint8_t* memory) const {
      ::operator delete[](memory, kAlign);
    }
  };

  std::unique_ptr<uint8_t[], Delete> memory_;
  size_t offset_;
  size_t size_;
};

}  // namespace sinter::testing

#endif  // SINTER_TESTS_SUPPORT_EXACT_BYTES_H_
