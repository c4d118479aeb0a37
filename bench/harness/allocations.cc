#include "bench/harness/allocations.h"

#include <malloc.h>

#include <algorithm>
#include <cstddef>

// glibc's own allocator under the names that a program may replace.
extern "C" {
void* __libc_malloc(size_t size);
void* __libc_calloc(size_t count, size_t size);
void* __libc_realloc(void* pointer, size_t size);
void* __libc_memalign(size_t alignment, size_t size);
void __libc_free(void* pointer);
}

namespace sinter::bench {
namespace {

// The benchmarks have one thread.
bool counting = false;
Allocations counted;
int64_t held = 0;

void* Took(void* pointer) {
  if (counting && pointer != nullptr) {
    ++counted.calls;
    held += static_cast<int64_t>(malloc_usable_size(pointer));
    counted.peak_bytes = std::max(
        counted.peak_bytes, static_cast<uint64_t>(std::max<int64_t>(held, 0)));
  }
  return pointer;
}

void Gives(void* pointer) {
  if (counting && pointer != nullptr) {
    held -= static_cast<int64_t>(malloc_usable_size(pointer));
  }
}

}  // namespace

void StartCounting() {
  counted = {};
  held = 0;
  counting = true;
}

Allocations StopCounting() {
  counting = false;
  return counted;
}

}  // namespace sinter::bench

extern "C" {

void* malloc(size_t size) { return sinter::bench::Took(__libc_malloc(size)); }
void* calloc(size_t count, size_t size) {
  return sinter::bench::Took(__libc_calloc(count, size));
}
void* realloc(void* pointer, size_t size) {
  sinter::bench::Gives(pointer);
  return sinter::bench::Took(__libc_realloc(pointer, size));
}
void* memalign(size_t alignment, size_t size) {
  return sinter::bench::Took(__libc_memalign(alignment, size));
}
void* aligned_alloc(size_t alignment, size_t size) {
  return sinter::bench::Took(__libc_memalign(alignment, size));
}
int posix_memalign(void** pointer, size_t alignment, size_t size) {
  *pointer = sinter::bench::Took(__libc_memalign(alignment, size));
  return *pointer == nullptr ? 12 : 0;
}
void free(void* pointer) {
  sinter::bench::Gives(pointer);
  __libc_free(pointer);
}

}  // extern "C"
