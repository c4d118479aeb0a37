#include "schema/json/skipper.h"

#include <algorithm>

#include "codec/limits.h"
#include "codec/utf8.h"
#include "schema/json/escape.h"
#include "schema/text.h"

namespace sinter::json {

std::string ShownName(std::string_view name) {
  constexpr size_t kMaxShown = 40;
  size_t size = std::min(name.size(), kMaxShown);
  while (size < name.size() && size > 0 && !StartsCharacter(name[size])) --size;
  std::string shown = schema::EscapeForTerminal(Quoted(name.substr(0, size)));
  if (size < name.size()) shown.insert(shown.size() - 1, "...");
  return shown;
}

bool ReadSeparator(Cursor& cursor, char close, bool& more) {
  const int c = cursor.Peek();
  if (c != ',' && c != close) {
    return cursor.FailHere(close == '}' ? "',' or '}'" : "',' or ']'");
  }
  cursor.Take();
  more = c == ',';
  return true;
}

bool ReadColon(Cursor& cursor) {
  if (cursor.Peek() != ':') return cursor.FailHere("':'");
  cursor.Take();
  return true;
}

bool CheckDepth(Cursor& cursor, uint32_t depth) {
  if (depth < kMaxValueDepth) return true;
  return cursor.FailLimit(cursor.offset(),
                          schema::Cat("at most ", kMaxValueDepth,
                                      " objects and arrays inside each other"),
                          "more");
}

bool FailDuplicate(Cursor& cursor, size_t offset, std::string_view key) {
  return cursor.Fail(offset, "each key once",
                     schema::Cat(ShownName(key), " again"));
}

void Skipper::StartRecord(uint32_t depth) {
  if (keys_.size() <= depth) return;
  if (!keys_[depth].empty()) keys_[depth].clear();
}

bool Skipper::AddKey(uint32_t depth, size_t offset, std::string_view key) {
  if (keys_.size() <= depth) keys_.resize(size_t{depth} + 1);
  if (keys_[depth].emplace(key).second) return true;
  return FailDuplicate(cursor_, offset, key);
}

bool Skipper::Skip(uint32_t depth) {
  std::string_view text;
  NumberShape shape;
  switch (cursor_.Peek()) {
    case '{':
      return CheckDepth(cursor_, depth) && SkipObject(depth + 1);
    case '[':
      return CheckDepth(cursor_, depth) && SkipArray(depth + 1);
    case '"':
      return cursor_.ReadString(text);
    case 't':
      return cursor_.ReadWord("true");
    case 'f':
      return cursor_.ReadWord("false");
    case 'n':
      return cursor_.ReadWord("null");
    case Cursor::kEnd:
      return cursor_.FailHere("a value");
    default:
      if (!IsNumberCharacter(static_cast<char>(cursor_.Peek()))) {
        return cursor_.FailHere("a value");
      }
      return cursor_.ReadNumber(text, shape);
  }
}

bool Skipper::SkipObject(uint32_t depth) {
  StartRecord(depth);
  cursor_.Take();
  bool more = cursor_.Peek() != '}';
  if (!more) cursor_.Take();
  std::string key;
  while (more) {
    if (cursor_.Peek() != '"') return cursor_.FailHere("a key");
    const size_t offset = cursor_.offset();
    std::string_view text;
    if (!cursor_.ReadString(text)) return false;
    key = text;
    if (!AddKey(depth, offset, key)) return false;
    if (!ReadColon(cursor_)) return false;
    if (!Skip(depth)) return path_.Enter(key);
    if (!ReadSeparator(cursor_, '}', more)) return false;
  }
  return true;
}

bool Skipper::SkipArray(uint32_t depth) {
  cursor_.Take();
  bool more = cursor_.Peek() != ']';
  if (!more) cursor_.Take();
  for (uint64_t i = 0; more; ++i) {
    if (!Skip(depth)) return path_.Enter(i);
    if (!ReadSeparator(cursor_, ']', more)) return false;
  }
  return true;
}

}  // namespace sinter::json
