#include "schema/json/path.h"

#include "schema/text.h"

namespace sinter::json {

bool Path::Enter(std::string_view key) {
  constexpr size_t kMaxShown = 200;
  const bool is_long = key.size() > kMaxShown;
  std::string step = "/";
  for (const char c : key.substr(0, kMaxShown)) {
    if (c == '~') {
      step += "~0";
    } else if (c == '/') {
      step += "~1";
    } else {
      step += c;
    }
  }
  text_.insert(0, schema::EscapeForTerminal(step) + (is_long ? "..." : ""));
  return false;
}

bool Path::Enter(uint64_t index) {
  text_.insert(0, schema::Cat("/", index));
  return false;
}

}  // namespace sinter::json
