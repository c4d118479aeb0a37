#include "codec/string_table.h"

#include <algorithm>
#include <chrono>
#include <cstring>

#include "codec/bits.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace sinter {
namespace {

// So many strings are looked through one by one, which takes less than a hash.
constexpr size_t kFew = 8;
constexpr size_t kFirstSlots = 64;
// At least: where fewer are free, strings get into each other's way.
constexpr size_t kSlotsPerString = 4;
// Texts of up to so many bytes are two words that may overlap, or six.
constexpr size_t kShort = 16;
constexpr size_t kMedium = 48;

// Unpredictable enough from outside the process: a clock and an address.
uint64_t MakeSeed(const void* address, uint64_t salt) {
  const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
  const uint64_t parts[3] = {static_cast<uint64_t>(now),
                             reinterpret_cast<uintptr_t>(address), salt};
  return XXH3_64bits(parts, sizeof(parts));
}

inline uint64_t LoadPair(const uint8_t* bytes) {
  uint16_t pair;
  std::memcpy(&pair, bytes, sizeof(pair));
  return pair;
}

// Both halves of the product, one upon the other.
inline uint64_t FoldedProduct(uint64_t a, uint64_t b) {
#ifdef __SIZEOF_INT128__
  const unsigned __int128 product = static_cast<unsigned __int128>(a) * b;
  return static_cast<uint64_t>(product >> 64) ^ static_cast<uint64_t>(product);
#else
  const auto low = [](uint64_t x) { return x & 0xffffffff; };
  const uint64_t first = low(a) * low(b);
  const uint64_t second = (a >> 32) * low(b) + (first >> 32);
  const uint64_t third = low(a) * (b >> 32) + low(second);
  return ((a >> 32) * (b >> 32) + (second >> 32) + (third >> 32)) ^ (a * b);
#endif
}

}  // namespace

StringTable::StringTable(std::pmr::memory_resource* memory)
    : strings_(memory),
      keys_(memory),
      slots_(memory),
      seeds_{MakeSeed(this, 0), MakeSeed(this, 1), MakeSeed(this, 2),
             MakeSeed(this, 3), MakeSeed(this, 4), MakeSeed(this, 5)} {}

void StringTable::Clear() {
  strings_.clear();
  keys_.clear();
  mask_ = 0;
}

[[gnu::always_inline]] inline StringTable::Words StringTable::WordsOf(
    std::string_view text) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const size_t size = text.size();
  if (size >= 8) {
    return {LoadLittleEndian64(bytes), LoadLittleEndian64(bytes + size - 8)};
  }
  // Less than eight, without a branch for each size: pairs that overlap.
  if (size >= 2) {
    const size_t last = size - 2;
    return {LoadPair(bytes) | LoadPair(bytes + (last < 2 ? last : 2)) << 16 |
                LoadPair(bytes + (last < 4 ? last : 4)) << 32 |
                LoadPair(bytes + last) << 48,
            0};
  }
  return {size == 0 ? 0 : uint64_t{bytes[0]}, 0};
}

// What a medium text has between or around its first and last words.
[[gnu::always_inline]] inline StringTable::InnerWords StringTable::InnerWordsOf(
    std::string_view text) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const uint8_t* end = bytes + text.size();
  const uint8_t* middle = bytes + std::min<size_t>(16, text.size() - 16);
  return {{LoadLittleEndian64(bytes + 8), LoadLittleEndian64(end - 16)},
          {LoadLittleEndian64(middle), LoadLittleEndian64(middle + 8)}};
}

// Of texts that are not long, which most are, by products of their words and
// the seeds.
[[gnu::always_inline]] inline uint32_t StringTable::Hash(
    std::string_view text, const Words& words) const {
  const size_t size = text.size();
  const uint64_t ends = FoldedProduct(words.first ^ seeds_[0],
                                      words.last ^ seeds_[1] ^ uint64_t{size});
  if (size <= kShort) return static_cast<uint32_t>(ends);
  if (size > kMedium) {
    return static_cast<uint32_t>(XXH3_64bits_withSeed(text.data(), size, ends));
  }
  const auto [next, middle] = InnerWordsOf(text);
  return static_cast<uint32_t>(
      ends ^ FoldedProduct(next.first ^ seeds_[2], next.last ^ seeds_[3]) ^
      FoldedProduct(middle.first ^ seeds_[4], middle.last ^ seeds_[5]));
}

[[gnu::always_inline]] inline bool StringTable::IsNumber(
    uint32_t number, std::string_view text, const Words& words) const {
  const std::string_view known = strings_[number];
  const size_t size = text.size();
  if (known.size() != size || keys_[number].words != words) return false;
  if (size <= kShort) return true;
  if (size <= kMedium) return InnerWordsOf(known) == InnerWordsOf(text);
  return std::memcmp(known.data(), text.data(), size) == 0;
}

[[gnu::always_inline]] inline uint32_t StringTable::Find(std::string_view text,
                                                         const Key& key) const {
  for (size_t at = key.hash & mask_;; at = (at + 1) & mask_) {
    const Slot slot = slots_[at];
    if (slot.number == kFree) return kFree;
    if (slot.hash == key.hash && IsNumber(slot.number, text, key.words)) {
      return slot.number;
    }
  }
}

[[gnu::noinline]] uint32_t StringTable::Add(std::string_view text,
                                            const Key& key) {
  const uint32_t number = size();
  strings_.push_back(text);
  keys_.push_back(key);
  if (number < (mask_ + 1) / kSlotsPerString) {
    Place(number);
  } else {
    UseSlots((mask_ + 1) * 4);
  }
  return number;
}

uint32_t StringTable::InternAmongFew(std::string_view text,
                                     const Words& words) {
  const uint32_t count = size();
  for (uint32_t number = 0; number < count; ++number) {
    if (IsNumber(number, text, words)) return number;
  }
  strings_.push_back(text);
  keys_.push_back({0, words});
  if (count == kFew) StartSlots();
  return count;
}

void StringTable::StartSlots() {
  for (uint32_t number = 0; number < size(); ++number) {
    Key& key = keys_[number];
    key.hash = Hash(strings_[number], key.words);
  }
  UseSlots(kFirstSlots);
}

void StringTable::UseSlots(size_t count) {
  if (slots_.size() < count) slots_.resize(count);
  static_assert(kFree == 0xffffffff);
  std::memset(slots_.data(), 0xff, count * sizeof(Slot));
  mask_ = count - 1;
  for (uint32_t number = 0; number < keys_.size(); ++number) Place(number);
}

void StringTable::Place(uint32_t number) {
  const uint32_t hash = keys_[number].hash;
  size_t at = hash & mask_;
  while (slots_[at].number != kFree) at = (at + 1) & mask_;
  slots_[at] = {hash, number};
}

[[gnu::always_inline]] inline uint32_t StringTable::InternBySlot(
    std::string_view text, const Words& words) {
  const Key key{Hash(text, words), words};
  const uint32_t number = Find(text, key);
  return number != kFree ? number : Add(text, key);
}

uint32_t StringTable::Intern(std::string_view text) {
  const Words words = WordsOf(text);
  return mask_ == 0 ? InternAmongFew(text, words) : InternBySlot(text, words);
}

void StringTable::InternAll(std::span<const std::string_view> texts,
                            uint64_t* numbers) {
  if (mask_ == 0) StartSlots();
  // Short texts are often like the one before. No text has so many bytes.
  constexpr size_t kNone = ~size_t{0};
  size_t size_before = kNone;
  Words words_before{};
  uint64_t number = 0;
  for (const std::string_view text : texts) {
    const Words words = WordsOf(text);
    if (text.size() != size_before || words != words_before) {
      number = InternBySlot(text, words);
      size_before = text.size() <= kShort ? text.size() : kNone;
      words_before = words;
    }
    *numbers++ = number;
  }
}

}  // namespace sinter
