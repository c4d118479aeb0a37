#include "tests/support/guarded_bytes.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace sinter::testing {

GuardedBytes::GuardedBytes(std::string_view bytes, size_t align)
    : size_(bytes.size()) {
  const auto page = static_cast<size_t>(sysconf(_SC_PAGESIZE));
  const size_t middle = (size_ + page - 1) / page * page;
  mapped_ = middle + 2 * page;
  mapping_ =
      mmap(nullptr, mapped_, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapping_ == MAP_FAILED) {
    std::perror("GuardedBytes: mmap");
    std::abort();
  }
  uint8_t* begin = static_cast<uint8_t*>(mapping_) + page;
  if (middle > 0 && mprotect(begin, middle, PROT_READ | PROT_WRITE) != 0) {
    std::perror("GuardedBytes: mprotect");
    std::abort();
  }
  data_ = begin + (middle - size_) / align * align;
  std::copy(bytes.begin(), bytes.end(), data_);
}

GuardedBytes::~GuardedBytes() { munmap(mapping_, mapped_); }

}  // namespace sinter::testing
