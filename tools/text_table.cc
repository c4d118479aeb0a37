#include "tools/text_table.h"

#include <algorithm>

#include "schema/text.h"

namespace sinter::tools {
namespace {

// The characters from the decimal point on.
size_t FractionWidth(const std::string& cell) {
  const size_t point = cell.find('.');
  return point == std::string::npos ? 0 : cell.size() - point;
}

void PadFractions(std::vector<std::vector<std::string>>& lines, size_t column) {
  size_t widest = 0;
  for (const auto& line : lines) {
    widest = std::max(widest, FractionWidth(line[column]));
  }
  for (auto& line : lines) {
    line[column].append(widest - FractionWidth(line[column]), ' ');
  }
}

}  // namespace

std::string TextTable::Text() const {
  std::vector<std::vector<std::string>> lines = lines_;
  std::vector<size_t> widths(alignment_.size());
  for (size_t column = 0; column < widths.size(); ++column) {
    // The first line is the heading and has no fraction.
    if (alignment_[column] == '.') PadFractions(lines, column);
    for (const auto& line : lines) {
      widths[column] =
          std::max(widths[column], schema::CountCharacters(line[column]));
    }
  }
  std::string out;
  for (const auto& line : lines) {
    std::string text;
    for (size_t column = 0; column < widths.size(); ++column) {
      const std::string& cell = line[column];
      const std::string padding(widths[column] - schema::CountCharacters(cell),
                                ' ');
      text += column == 0 ? "" : "  ";
      text += alignment_[column] == 'l' ? cell + padding : padding + cell;
    }
    text.erase(text.find_last_not_of(' ') + 1);
    out += text + "\n";
  }
  return out;
}

}  // namespace sinter::tools
