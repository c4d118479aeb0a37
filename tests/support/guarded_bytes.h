// Memory that ends at a page nobody may read.
#ifndef SINTER_TESTS_SUPPORT_GUARDED_BYTES_H_
#define SINTER_TESTS_SUPPORT_GUARDED_BYTES_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace sinter::testing {

// A copy of some bytes with unreadable pages right before the page it starts in
// and right behind its end, or less than `align` bytes behind it, where its
// address has to be a multiple of that. Aborts where the system gives none.
class GuardedBytes {
 public:
  explicit GuardedBytes(std::string_view bytes, size_t align = 1);
  ~GuardedBytes();
  GuardedBytes(const GuardedBytes&) = delete;
  GuardedBytes& operator=(const GuardedBytes&) = delete;

  std::span<const uint8_t> span() const { return {data_, size_}; }

 private:
  void* mapping_ = nullptr;
  size_t mapped_ = 0;
  uint8_t* data_ = nullptr;
  size_t size_ = 0;
};

}  // namespace sinter::testing

#endif  // SINTER_TESTS_SUPPORT_GUARDED_BYTES_H_
