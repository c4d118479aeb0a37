// Writes JSON for programs: what `--json` prints.
#ifndef SINTER_TOOLS_JSON_OUT_H_
#define SINTER_TOOLS_JSON_OUT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sinter::tools {

class JsonOut {
 public:
  // Inside an object a key comes first; `Member` is both at once.
  void BeginObject() { Begin('{'); }
  void EndObject() { End('}'); }
  void BeginArray() { Begin('['); }
  void EndArray() { End(']'); }
  void Key(std::string_view key);
  void String(std::string_view text);
  void Number(uint64_t number);
  void Number(int64_t number);
  void Number(double number);
  void Bool(bool value);

  template <typename T>
  void Member(std::string_view key, const T& value) {
    Key(key);
    if constexpr (std::is_same_v<T, bool>) {
      Bool(value);
    } else if constexpr (std::is_floating_point_v<T>) {
      Number(static_cast<double>(value));
    } else if constexpr (std::is_unsigned_v<T>) {
      Number(static_cast<uint64_t>(value));
    } else if constexpr (std::is_signed_v<T>) {
      Number(static_cast<int64_t>(value));
    } else {
      String(value);
    }
  }

  // The text, ended by a line break.
  std::string Take();

 private:
  void Begin(char bracket);
  void End(char bracket);
  void Separate();

  struct Level {
    bool empty = true;
  };
  std::string out_;
  std::vector<Level> levels_;
  bool after_key_ = false;
};

}  // namespace sinter::tools

#endif  // SINTER_TOOLS_JSON_OUT_H_
