// A table of distinct strings in the order of their first use: what a
// dictionary column writes, and how equal strings find each other. The strings
// are referred to, not copied.
#ifndef SINTER_CODEC_STRING_TABLE_H_
#define SINTER_CODEC_STRING_TABLE_H_

#include <cstdint>
#include <memory_resource>
#include <span>
#include <string_view>
#include <vector>

namespace sinter {

class StringTable {
 public:
  static constexpr uint32_t kNone = 0xffffffff;

  explicit StringTable(std::pmr::memory_resource* memory);

  // Forgets all strings, keeps the memory.
  void Clear();

  // The number of `text`, which is added at the end if it is new. The bytes
  // must outlive the table or its next Clear.
  uint32_t Intern(std::string_view text);

  // The number of `text`, or kNone.
  uint32_t Find(std::string_view text) const;

  std::span<const std::string_view> strings() const { return strings_; }
  uint32_t size() const { return static_cast<uint32_t>(strings_.size()); }

 private:
  // Half a hash and a number; a number of kNone marks a free slot.
  struct Slot {
    uint32_t hash;
    uint32_t number;
  };

  uint64_t Hash(std::string_view text) const;
  // The slot that holds `text`, or the free one where it belongs.
  size_t Probe(std::string_view text, uint32_t hash) const;
  void Grow();

  std::pmr::vector<std::string_view> strings_;
  std::pmr::vector<Slot> slots_;  // a power of two, at most half full
  uint64_t seed_;  // differs between tables, so that nobody can aim collisions
};

}  // namespace sinter

#endif  // SINTER_CODEC_STRING_TABLE_H_
