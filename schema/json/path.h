// JSON pointers (RFC 6901) to where something failed, made from the inside out
// while the failure is handed up: what goes well pays nothing for them.
#ifndef SINTER_SCHEMA_JSON_PATH_H_
#define SINTER_SCHEMA_JSON_PATH_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace sinter::json {

class Path {
 public:
  void Clear() { text_.clear(); }
  // Puts a step before the others. Return false, for callers that fail.
  bool Enter(std::string_view key);
  bool Enter(uint64_t index);

  // "/lines/3/price", safe to print; empty for the whole.
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace sinter::json

#endif  // SINTER_SCHEMA_JSON_PATH_H_
