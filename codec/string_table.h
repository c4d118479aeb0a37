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
  explicit StringTable(std::pmr::memory_resource* memory);

  // Forgets all strings, keeps the memory.
  void Clear();

  // The number of `text`, which is added at the end if it is new. The bytes
  // must outlive the table or its next Clear.
  uint32_t Intern(std::string_view text);

  // The same for each of `texts`, into `numbers`, which has room for as many.
  void InternAll(std::span<const std::string_view> texts, uint64_t* numbers);

  std::span<const std::string_view> strings() const { return strings_; }
  uint32_t size() const { return static_cast<uint32_t>(strings_.size()); }

 private:
  // The first and last bytes of a text, which of short ones are all of it.
  struct Words {
    uint64_t first;
    uint64_t last;

    bool operator==(const Words&) const = default;
  };
  struct InnerWords {
    Words next;  // to the first and last ones
    Words middle;

    bool operator==(const InnerWords&) const = default;
  };
  // What texts are compared by, beside the texts themselves.
  struct Key {
    uint32_t hash;
    Words words;
  };
  // A number of kFree marks a free slot.
  struct Slot {
    uint32_t hash;
    uint32_t number;
  };
  static constexpr uint32_t kFree = 0xffffffff;

  static Words WordsOf(std::string_view text);
  static InnerWords InnerWordsOf(std::string_view text);
  uint32_t Hash(std::string_view text, const Words& words) const;
  // Whether a number is that of `text`.
  bool IsNumber(uint32_t number, std::string_view text,
                const Words& words) const;
  // The number of `text`, or kFree.
  uint32_t Find(std::string_view text, const Key& key) const;
  // Intern while there are no slots yet, and once there are.
  uint32_t InternAmongFew(std::string_view text, const Words& words);
  uint32_t InternBySlot(std::string_view text, const Words& words);
  // Adds `text`, which is new; returns its number.
  uint32_t Add(std::string_view text, const Key& key);
  void StartSlots();
  void UseSlots(size_t count);
  // Finds a slot for a string that has none.
  void Place(uint32_t number);

  std::pmr::vector<std::string_view> strings_;
  // Of the strings; the hashes are there once slots are in use.
  std::pmr::vector<Key> keys_;
  // None are in use while there are few strings, then a power of two, at most a
  // quarter full. How many depends on the strings at hand: a large message
  // before costs a small one nothing.
  std::pmr::vector<Slot> slots_;
  size_t mask_ = 0;  // slots in use - 1; 0 if there are none
  // Differ between tables, so that nobody can aim collisions.
  uint64_t seeds_[6];
};

}  // namespace sinter

#endif  // SINTER_CODEC_STRING_TABLE_H_
