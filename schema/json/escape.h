// Strings of JSON text (RFC 8259, section 7): scanning, escaping, unescaping.
#ifndef SINTER_SCHEMA_JSON_ESCAPE_H_
#define SINTER_SCHEMA_JSON_ESCAPE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sinter::json {

// The first character of [at, end) that cannot stand for itself in a string:
// a quote, a backslash, a control character; `end` if there is none. `high`
// gets a bit if a byte of what was looked at is not ASCII; there may be one
// only behind the place returned.
const char* FindSpecial(const char* at, const char* end, uint64_t& high);

// The bits that FindSpecial may set in `high`.
inline constexpr uint64_t kHighBits = 0x8080808080808080;

// What is wrong with an escape sequence, and where it starts.
struct EscapeFault {
  size_t offset = 0;
  const char* expected = "";
};

// Appends what the inside of a string literal stands for. False, with `fault`
// set, when an escape is unknown or half of a surrogate pair.
bool Unescape(std::string_view raw, std::string& out, EscapeFault& fault);

// Appends `text`, which is UTF-8, with what must be escaped, and no more.
void AppendEscaped(std::string_view text, std::string& out);

// `text` as a JSON string with its quotes.
std::string Quoted(std::string_view text);

}  // namespace sinter::json

#endif  // SINTER_SCHEMA_JSON_ESCAPE_H_
