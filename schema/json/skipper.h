// Reads over values that no field takes, as strictly as those that one does.
// Internal to the library.
#ifndef SINTER_SCHEMA_JSON_SKIPPER_H_
#define SINTER_SCHEMA_JSON_SKIPPER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "schema/json/cursor.h"
#include "schema/json/path.h"

namespace sinter::json {

class Skipper {
 public:
  Skipper(Cursor& cursor, Path& path) : cursor_(cursor), path_(path) {}

  // Reads over the next value, which stands inside `depth` objects and arrays.
  // On failure `path` leads to the place from the value on.
  [[nodiscard]] bool Skip(uint32_t depth);

  // Forgets the unknown keys of the record at `depth`, which starts.
  void StartRecord(uint32_t depth);
  // Notes an unknown key at `offset`; fails if the record had it before.
  [[nodiscard]] bool AddKey(uint32_t depth, size_t offset,
                            std::string_view key);

 private:
  bool SkipObject(uint32_t depth);
  bool SkipArray(uint32_t depth);

  Cursor& cursor_;
  Path& path_;
  std::vector<absl::flat_hash_set<std::string>> keys_;  // by depth
};

// Reads what follows an element: a comma, then `more` is true, or `close`.
[[nodiscard]] bool ReadSeparator(Cursor& cursor, char close, bool& more);

// Reads the colon behind a key.
[[nodiscard]] bool ReadColon(Cursor& cursor);

// Fails when something that starts at the cursor stands inside of `depth`
// objects and arrays and the limits allow no more.
[[nodiscard]] bool CheckDepth(Cursor& cursor, uint32_t depth);

// Fails because a record has a key twice.
bool FailDuplicate(Cursor& cursor, size_t offset, std::string_view key);

// A key or name as messages show it, shortened if need be.
std::string ShownName(std::string_view name);

}  // namespace sinter::json

#endif  // SINTER_SCHEMA_JSON_SKIPPER_H_
