// A memory resource for buffers that grow: blocks have few sizes, and what one
// buffer left behind serves another. Blocks go back only at the end, so that
// work which was done once takes no memory the second time. All but those of
// more than a megabyte, of which growth would leave too much: these are as
// large as was asked for, and go back at once.
//
// std::pmr::unsynchronized_pool_resource would do, but takes fifteen blocks of
// a size at once: a megabyte for one buffer of 64 KiB.
#ifndef SINTER_CODEC_BLOCK_POOL_H_
#define SINTER_CODEC_BLOCK_POOL_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory_resource>

namespace sinter {

// What to ask a resource for when `bytes` are needed. Where a size_t has 32
// bits that can be more than it holds: then more than there ever is, so that
// the resource fails as it does whenever memory ends.
inline size_t AllocationSize(uint64_t bytes) {
  constexpr uint64_t kTooMuch = uint64_t{PTRDIFF_MAX} + 1;
  return static_cast<size_t>(std::min(bytes, kTooMuch));
}

class BlockPool : public std::pmr::memory_resource {
 public:
  explicit BlockPool(std::pmr::memory_resource* upstream)
      : upstream_(upstream) {}
  ~BlockPool() override;
  BlockPool(const BlockPool&) = delete;
  BlockPool& operator=(const BlockPool&) = delete;

  // What a block of so many bytes really holds.
  static size_t UsableBytes(size_t bytes);
  // Gives a block back that a buffer grew out of, when others grow with it and
  // will not need it. Small ones are kept.
  void Release(void* block, size_t bytes);

 private:
  struct FreeBlock {
    FreeBlock* next;
  };
  // What is taken from upstream starts with one of these.
  struct alignas(std::max_align_t) Chunk {
    Chunk* before;
    Chunk* next;
    size_t bytes;
  };
  static constexpr size_t kNumSizes = 64 * 4;  // of blocks
  static constexpr size_t kFirstSlab = 1024;

  // Alignments are at most that of std::max_align_t.
  void* do_allocate(size_t bytes, size_t align) override;
  void do_deallocate(void* block, size_t bytes, size_t align) override;
  bool do_is_equal(const memory_resource& other) const noexcept override {
    return this == &other;
  }
  std::byte* AddChunk(size_t bytes);
  void FreeChunk(Chunk* chunk);

  std::pmr::memory_resource* upstream_;
  Chunk* chunks_ = nullptr;
  // What is left of the last chunk that small blocks are cut from.
  std::byte* slab_ = nullptr;
  size_t slab_left_ = 0;
  size_t next_slab_ = kFirstSlab;
  FreeBlock* free_[kNumSizes] = {};
};

}  // namespace sinter

#endif  // SINTER_CODEC_BLOCK_POOL_H_
