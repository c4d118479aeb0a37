// Where the compiler reads files from: the file system, or memory.
#ifndef SINTER_SCHEMA_FILE_LOADER_H_
#define SINTER_SCHEMA_FILE_LOADER_H_

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace sinter::schema {

enum class LoadResult { kLoaded, kNotFound, kTooLarge, kFailed };

class FileLoader {
 public:
  virtual ~FileLoader() = default;

  // Reads a whole file of at most `max_bytes` into `text`. On kFailed `text`
  // says why.
  virtual LoadResult Load(const std::string& path, size_t max_bytes,
                          std::string& text) = 0;
};

// The file system. Only regular files and pipes: no directories.
class DiskLoader : public FileLoader {
 public:
  LoadResult Load(const std::string& path, size_t max_bytes,
                  std::string& text) override;
};

// Texts by path, for tests, fuzzing and schemas inside other files.
class MemoryLoader : public FileLoader {
 public:
  void Add(std::string path, std::string text) {
    files_[std::move(path)] = std::move(text);
  }
  LoadResult Load(const std::string& path, size_t max_bytes,
                  std::string& text) override;

 private:
  std::map<std::string, std::string> files_;
};

// The path without "." and "a/..", so that one file has one name. Purely
// textual: "a/../b" is "b" whatever a is.
std::string NormalPath(std::string_view path);

// `path` as seen from the directory of `importer`.
std::string PathBeside(std::string_view importer, std::string_view path);

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_FILE_LOADER_H_
