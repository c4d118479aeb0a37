#include "tests/spec/vectors.h"

#include <cctype>
#include <charconv>

#include "gtest/gtest.h"
#include "tests/support/hex.h"

namespace sinter::testing {
namespace {

std::string_view TakeLine(std::string_view& text) {
  const size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

std::string_view Trim(std::string_view text) {
  const size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::vector<std::string> Split(std::string_view list) {
  std::vector<std::string> items;
  while (!list.empty()) {
    const size_t comma = list.find(',');
    items.emplace_back(Trim(list.substr(0, comma)));
    list.remove_prefix(comma == std::string_view::npos ? list.size()
                                                       : comma + 1);
  }
  return items;
}

std::string WithoutComments(std::string_view hex) {
  std::string text;
  while (!hex.empty()) {
    const std::string_view line = TakeLine(hex);
    text.append(line.substr(0, line.find('#')));
    text.push_back('\n');
  }
  return text;
}

void SetKey(std::string_view key, std::string_view value, Vector& vector) {
  if (key == "name") {
    vector.name = value;
  } else if (key == "kind") {
    vector.kind = value;
  } else if (key == "rules") {
    vector.rules = Split(value);
  } else if (key == "schema") {
    vector.schema = value;
  } else if (key == "rows") {
    std::from_chars(value.data(), value.data() + value.size(), vector.rows);
  } else if (key == "json") {
    vector.json = Repeat(value, ", ");
  } else if (key == "canonical") {
    vector.is_canonical = value != "no";
  } else if (key == "error") {
    vector.error = value;
  } else if (key == "hex") {
    vector.bytes = FromHex(Repeat(WithoutComments(value), " "));
  } else {
    ADD_FAILURE() << vector.name << ": unknown key " << key;
  }
}

// `block` ends with ``` on a line of its own.
Vector ParseBlock(std::string_view& block) {
  Vector vector;
  std::string key;
  std::string value;
  while (true) {
    const std::string_view line = TakeLine(block);
    if (line.starts_with("  ")) {
      value.append(value.empty() ? "" : "\n").append(Trim(line));
      continue;
    }
    if (!key.empty()) SetKey(key, value, vector);
    if (line == "```" || block.empty()) return vector;
    const size_t colon = line.find(':');
    if (colon == std::string_view::npos) {
      ADD_FAILURE() << vector.name << ": expected `key: value`, got " << line;
      return vector;
    }
    key = line.substr(0, colon);
    value = Trim(line.substr(colon + 1));
  }
}

// Where the word, the {} or the parentheses before a `*` start.
size_t StartOfOperand(std::string_view text) {
  if (text.ends_with(')')) return text.rfind('(');
  const size_t before = text.find_last_of(" \n,[");
  return before == std::string_view::npos ? 0 : before + 1;
}

}  // namespace

std::string Repeat(std::string_view text, std::string_view separator) {
  std::string out;
  while (true) {
    const size_t star = text.find('*');
    if (star == std::string_view::npos) return out.append(text);
    out.append(text.substr(0, star));
    text.remove_prefix(star + 1);
    size_t count = 0;
    const auto end =
        std::from_chars(text.data(), text.data() + text.size(), count);
    text.remove_prefix(static_cast<size_t>(end.ptr - text.data()));
    const size_t start = StartOfOperand(out);
    std::string operand = out.substr(start);
    out.resize(start);
    if (operand.ends_with(')')) operand = operand.substr(1, operand.size() - 2);
    for (size_t i = 0; i < count; ++i) {
      if (i > 0) out.append(separator);
      out.append(operand);
    }
  }
}

std::string Squeeze(std::string_view json) {
  std::string out;
  bool in_string = false;
  for (size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (!in_string && std::isspace(static_cast<unsigned char>(c)) != 0) {
      continue;
    }
    out.push_back(c);
    if (in_string && c == '\\' && i + 1 < json.size()) out.push_back(json[++i]);
    if (c == '"') in_string = !in_string;
  }
  return out;
}

std::vector<Vector> FindVectors(std::string_view markdown) {
  std::vector<Vector> vectors;
  while (!markdown.empty()) {
    if (TakeLine(markdown) == "```vector") {
      vectors.push_back(ParseBlock(markdown));
    }
  }
  return vectors;
}

std::vector<std::string> FindRules(std::string_view markdown) {
  std::vector<std::string> rules;
  while (true) {
    const size_t at = markdown.find("[R-");
    if (at == std::string_view::npos) return rules;
    markdown.remove_prefix(at + 1);
    rules.emplace_back(markdown.substr(0, markdown.find(']')));
  }
}

}  // namespace sinter::testing
