// Lines of cells, in columns as wide as their widest cell.
#ifndef SINTER_TOOLS_TEXT_TABLE_H_
#define SINTER_TOOLS_TEXT_TABLE_H_

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace sinter::tools {

class TextTable {
 public:
  // How the cells of each column stand: 'l' to the left, 'r' to the right, '.'
  // with their decimal points below each other.
  explicit TextTable(std::string alignment)
      : alignment_(std::move(alignment)) {}

  // As many cells as there are columns.
  void Add(std::vector<std::string> cells) {
    lines_.push_back(std::move(cells));
  }

  std::string Text() const;

 private:
  std::string alignment_;
  std::vector<std::vector<std::string>> lines_;
};

}  // namespace sinter::tools

#endif  // SINTER_TOOLS_TEXT_TABLE_H_
