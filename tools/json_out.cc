#include "tools/json_out.h"

#include <charconv>
#include <cstdio>
#include <utility>

#include "schema/text.h"

namespace sinter::tools {

void JsonOut::Separate() {
  if (std::exchange(after_key_, false)) return;
  if (levels_.empty()) return;
  if (!std::exchange(levels_.back().empty, false)) out_ += ',';
  out_ += '\n';
  out_.append(levels_.size() * 2, ' ');
}

void JsonOut::Begin(char bracket) {
  Separate();
  out_ += bracket;
  levels_.push_back({});
}

void JsonOut::End(char bracket) {
  const bool empty = levels_.back().empty;
  levels_.pop_back();
  if (!empty) {
    out_ += '\n';
    out_.append(levels_.size() * 2, ' ');
  }
  out_ += bracket;
}

void JsonOut::Key(std::string_view key) {
  String(key);
  out_ += ": ";
  after_key_ = true;
}

void JsonOut::String(std::string_view text) {
  Separate();
  out_ += '"';
  while (!text.empty()) {
    const size_t size = schema::Utf8SequenceLength(text);
    const auto c = static_cast<unsigned char>(text.front());
    if (size == 0) {
      out_ += "\\ufffd";
    } else if (c == '"' || c == '\\') {
      out_ += '\\';
      out_ += text.front();
    } else if (c < 0x20 || c == 0x7f) {
      char escaped[8];
      std::snprintf(escaped, sizeof(escaped), "\\u%04x", unsigned{c});
      out_ += escaped;
    } else {
      out_ += text.substr(0, size);
    }
    text.remove_prefix(size == 0 ? 1 : size);
  }
  out_ += '"';
}

void JsonOut::Number(uint64_t number) {
  Separate();
  out_ += std::to_string(number);
}

void JsonOut::Number(int64_t number) {
  Separate();
  out_ += std::to_string(number);
}

void JsonOut::Number(double number) {
  Separate();
  char text[40];
  out_.append(text, std::to_chars(text, text + sizeof(text), number).ptr);
}

void JsonOut::Bool(bool value) {
  Separate();
  out_ += value ? "true" : "false";
}

std::string JsonOut::Take() {
  out_ += '\n';
  return std::move(out_);
}

}  // namespace sinter::tools
