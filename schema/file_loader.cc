#include "schema/file_loader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

namespace sinter::schema {
namespace {

LoadResult ReadAll(int file, size_t max_bytes, std::string& text) {
  struct stat info;
  if (fstat(file, &info) == 0 && S_ISDIR(info.st_mode)) {
    text = std::strerror(EISDIR);
    return LoadResult::kFailed;
  }
  text.clear();
  char buffer[16384];
  for (;;) {
    const ssize_t count = read(file, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      text = std::strerror(errno);
      return LoadResult::kFailed;
    }
    if (count == 0) return LoadResult::kLoaded;
    if (static_cast<size_t>(count) > max_bytes - text.size()) {
      return LoadResult::kTooLarge;
    }
    text.append(buffer, static_cast<size_t>(count));
  }
}

}  // namespace

LoadResult DiskLoader::Load(const std::string& path, size_t max_bytes,
                            std::string& text) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    if (errno == ENOENT || errno == ENOTDIR) return LoadResult::kNotFound;
    text = std::strerror(errno);
    return LoadResult::kFailed;
  }
  const LoadResult result = ReadAll(file, max_bytes, text);
  close(file);
  return result;
}

LoadResult MemoryLoader::Load(const std::string& path, size_t max_bytes,
                              std::string& text) {
  const auto file = files_.find(path);
  if (file == files_.end()) return LoadResult::kNotFound;
  if (file->second.size() > max_bytes) return LoadResult::kTooLarge;
  text = file->second;
  return LoadResult::kLoaded;
}

std::string NormalPath(std::string_view path) {
  const bool is_absolute = path.starts_with('/');
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const size_t slash = std::min(path.find('/'), path.size());
    const std::string_view part = path.substr(0, slash);
    path.remove_prefix(std::min(slash + 1, path.size()));
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      parts.push_back(part);
    } else if (!parts.empty() && parts.back() != "..") {
      parts.pop_back();
    } else if (!is_absolute) {
      parts.push_back(part);
    }
  }
  std::string out = is_absolute ? "/" : "";
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += '/';
    out += parts[i];
  }
  return out;
}

std::string PathBeside(std::string_view importer, std::string_view path) {
  const size_t slash = importer.rfind('/');
  if (slash == std::string_view::npos) return NormalPath(path);
  std::string joined(importer.substr(0, slash + 1));
  joined += path;
  return NormalPath(joined);
}

}  // namespace sinter::schema
