// A directory that lives as long as a test.
#ifndef SINTER_TESTS_SUPPORT_TEMPORARY_DIRECTORY_H_
#define SINTER_TESTS_SUPPORT_TEMPORARY_DIRECTORY_H_

#include <string>
#include <string_view>
#include <vector>

namespace sinter::testing {

class TemporaryDirectory {
 public:
  TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  ~TemporaryDirectory();

  const std::string& path() const { return path_; }
  std::string File(std::string_view name) const;
  // Names of all that is in it, sorted.
  std::vector<std::string> Names() const;

 private:
  std::string path_;
};

// The bytes of a file; a test failure and nothing if it cannot be read.
std::string ReadFile(const std::string& path);
void WriteFile(const std::string& path, std::string_view bytes);

}  // namespace sinter::testing

#endif  // SINTER_TESTS_SUPPORT_TEMPORARY_DIRECTORY_H_
