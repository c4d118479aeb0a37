#include "codec/string_table.h"

#include <chrono>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace sinter {
namespace {

constexpr size_t kFirstSlots = 64;

// Unpredictable enough from outside the process: a clock and an address.
uint64_t MakeSeed(const void* address) {
  const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
  const uint64_t parts[2] = {static_cast<uint64_t>(now),
                             reinterpret_cast<uintptr_t>(address)};
  return XXH3_64bits(parts, sizeof(parts));
}

}  // namespace

StringTable::StringTable(std::pmr::memory_resource* memory)
    : strings_(memory), slots_(memory), seed_(MakeSeed(this)) {}

void StringTable::Clear() {
  if (strings_.empty()) return;
  strings_.clear();
  slots_.assign(slots_.size(), Slot{0, kNone});
}

uint64_t StringTable::Hash(std::string_view text) const {
  return XXH3_64bits_withSeed(text.data(), text.size(), seed_);
}

size_t StringTable::Probe(std::string_view text, uint32_t hash) const {
  const size_t mask = slots_.size() - 1;
  for (size_t at = hash & mask;; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.number == kNone) return at;
    if (slot.hash == hash && strings_[slot.number] == text) return at;
  }
}

void StringTable::Grow() {
  const std::pmr::vector<Slot> old(slots_, slots_.get_allocator());
  const size_t size = old.empty() ? kFirstSlots : old.size() * 4;
  slots_.assign(size, Slot{0, kNone});
  for (const Slot& slot : old) {
    if (slot.number == kNone) continue;
    size_t at = slot.hash & (size - 1);
    while (slots_[at].number != kNone) at = (at + 1) & (size - 1);
    slots_[at] = slot;
  }
}

uint32_t StringTable::Intern(std::string_view text) {
  if (strings_.size() >= slots_.size() / 2) Grow();
  const auto hash = static_cast<uint32_t>(Hash(text));
  Slot& slot = slots_[Probe(text, hash)];
  if (slot.number == kNone) {
    slot = {hash, size()};
    strings_.push_back(text);
  }
  return slot.number;
}

uint32_t StringTable::Find(std::string_view text) const {
  if (slots_.empty()) return kNone;
  return slots_[Probe(text, static_cast<uint32_t>(Hash(text)))].number;
}

}  // namespace sinter
