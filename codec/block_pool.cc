#include "codec/block_pool.h"

#include <algorithm>
#include <bit>
#include <new>

namespace sinter {
namespace {

constexpr unsigned kLeastExponent = 5;  // blocks of 32 bytes
// Blocks of at most so many bytes are cut from slabs.
constexpr size_t kMostCut = 512;
// Larger ones are not kept.
constexpr size_t kMostKept = size_t{1} << 20;
constexpr size_t kLargestSlab = size_t{1} << 15;

// One of the sizes that blocks have: powers of two up to kMostCut, beyond that
// four to a power.
struct BlockSize {
  unsigned index;
  size_t bytes;
};

BlockSize SizeFor(size_t bytes) {
  const auto bits = static_cast<unsigned>(std::bit_width(bytes - 1));
  const unsigned exponent =
      bytes <= 1 ? kLeastExponent : std::max(bits, kLeastExponent);
  if (bytes <= kMostCut) return {exponent * 4 + 3, size_t{1} << exponent};
  const size_t step = size_t{1} << (exponent - 3);
  const size_t steps = (bytes + step - 1) / step;  // 5 to 8
  return {exponent * 4 + static_cast<unsigned>(steps) - 5, steps * step};
}

}  // namespace

BlockPool::~BlockPool() {
  while (chunks_ != nullptr) FreeChunk(chunks_);
}

void BlockPool::FreeChunk(Chunk* chunk) {
  (chunk->before == nullptr ? chunks_ : chunk->before->next) = chunk->next;
  if (chunk->next != nullptr) chunk->next->before = chunk->before;
  upstream_->deallocate(chunk, chunk->bytes, alignof(Chunk));
}

std::byte* BlockPool::AddChunk(size_t bytes) {
  const size_t size = sizeof(Chunk) + bytes;
  auto* chunk = static_cast<Chunk*>(upstream_->allocate(size, alignof(Chunk)));
  chunk->before = nullptr;
  chunk->next = chunks_;
  if (chunks_ != nullptr) chunks_->before = chunk;
  chunk->bytes = size;
  chunks_ = chunk;
  return reinterpret_cast<std::byte*>(chunk + 1);
}

size_t BlockPool::UsableBytes(size_t bytes) {
  return bytes > kMostKept ? bytes : SizeFor(bytes).bytes;
}

void BlockPool::Release(void* block, size_t bytes) {
  if (bytes <= kMostCut) return do_deallocate(block, bytes, 1);
  FreeChunk(static_cast<Chunk*>(block) - 1);
}

void* BlockPool::do_allocate(size_t bytes, size_t) {
  if (bytes > kMostKept) return AddChunk(bytes);
  const auto [index, size] = SizeFor(bytes);
  FreeBlock*& free = free_[index];
  if (free != nullptr) {
    FreeBlock* block = free;
    free = block->next;
    return block;
  }
  if (size > kMostCut) return AddChunk(size);
  if (slab_left_ < size) {
    // The rest of the old slab is lost: less than a block.
    slab_ = AddChunk(next_slab_);
    slab_left_ = next_slab_;
    next_slab_ = std::min(next_slab_ * 2, kLargestSlab);
  }
  std::byte* block = slab_;
  slab_ += size;
  slab_left_ -= size;
  return block;
}

void BlockPool::do_deallocate(void* block, size_t bytes, size_t) {
  if (bytes > kMostKept) return FreeChunk(static_cast<Chunk*>(block) - 1);
  FreeBlock*& free = free_[SizeFor(bytes).index];
  free = new (block) FreeBlock{free};
}

}  // namespace sinter
