#include "codec/file/atomic_output.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "codec/file/io_status.h"
#include "codec/status_macros.h"

namespace sinter {
namespace {

constexpr size_t kBufferBytes = size_t{1} << 16;
constexpr int kMaxNameTries = 100;

struct FreeString {
  void operator()(char* text) const { std::free(text); }
};

// What `path` names once symbolic links are followed; `path` if nothing is
// there.
std::string Resolve(const std::string& path) {
  const std::unique_ptr<char, FreeString> resolved(
      ::realpath(path.c_str(), nullptr));
  return resolved ? std::string(resolved.get()) : path;
}

std::string DirectoryOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

// A name that no other output of this process has. It does not contain the
// target's, which may be as long as names can be.
std::string TemporaryName(const std::string& directory) {
  static std::atomic<uint64_t> counter = 0;
  return absl::StrCat(directory, "/.sinter-", ::getpid(), "-", ++counter,
                      ".tmp");
}

// Best effort for the owner: only root may give files away.
int CopyModeAndOwner(int fd, const struct stat& from) {
  struct stat now;
  if (::fstat(fd, &now) != 0) return errno;
  if ((now.st_uid != from.st_uid || now.st_gid != from.st_gid) &&
      ::fchown(fd, from.st_uid, from.st_gid) != 0 && errno != EPERM) {
    return errno;
  }
  return ::fchmod(fd, from.st_mode & 07777) == 0 ? 0 : errno;
}

}  // namespace

absl::StatusOr<std::unique_ptr<OutputFile>> OutputFile::Open(
    const std::string& path, const OutputOptions& options) {
  std::unique_ptr<OutputFile> file(new OutputFile(path, options));
  struct stat info;
  const bool exists = path != "-" && ::stat(path.c_str(), &info) == 0;
  if (path == "-" || (exists && !S_ISREG(info.st_mode))) {
    RETURN_IF_ERROR(file->OpenStream());
    return file;
  }
  if (!exists && errno != ENOENT) return IoError(errno, path, "write");
  // Renaming would replace a file that is protected against writing.
  if (exists && ::access(path.c_str(), W_OK) != 0) {
    return IoError(errno, path, "write");
  }
  RETURN_IF_ERROR(file->OpenTemporary(Resolve(path)));
  if (exists) {
    const int error = CopyModeAndOwner(file->fd_.get(), info);
    if (error != 0) return IoError(error, path, "keep the mode");
  }
  return file;
}

OutputFile::~OutputFile() {
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

absl::Status OutputFile::OpenStream() {
  if (path_ == "-") {
    fd_ = FileDescriptor(STDOUT_FILENO, /*owned=*/false);
    return absl::OkStatus();
  }
  fd_ = FileDescriptor(::open(path_.c_str(), O_WRONLY | O_CLOEXEC));
  if (!fd_.valid()) return IoError(errno, path_, "write");
  return absl::OkStatus();
}

absl::Status OutputFile::OpenTemporary(const std::string& target) {
  const std::string directory = DirectoryOf(target);
  for (int i = 0; i < kMaxNameTries; ++i) {
    std::string name = TemporaryName(directory);
    // The kernel applies the umask, which no thread can read safely.
    fd_ = FileDescriptor(
        ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (fd_.valid()) {
      target_ = target;
      temporary_ = std::move(name);
      return absl::OkStatus();
    }
    if (errno != EEXIST) break;
  }
  return IoError(errno, path_, "write");
}

absl::Status OutputFile::Append(std::span<const uint8_t> bytes) {
  RETURN_IF_ERROR(status_);
  if (bytes.size() > kBufferBytes - buffer_.size()) {
    RETURN_IF_ERROR(Flush());
  }
  if (bytes.size() > kBufferBytes) {
    return status_ = WriteAll(fd_.get(), bytes, path_);
  }
  buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
  return absl::OkStatus();
}

absl::Status OutputFile::Flush() {
  RETURN_IF_ERROR(status_);
  status_ = WriteAll(fd_.get(), buffer_, path_);
  buffer_.clear();
  return status_;
}

absl::Status OutputFile::Commit() {
  RETURN_IF_ERROR(Flush());
  if (!fd_.valid()) return absl::FailedPreconditionError("Commit after Commit");
  if (!is_stream()) return status_ = Rename();
  const int error = fd_.Close();
  if (error != 0) status_ = IoError(error, path_, "write");
  return status_;
}

absl::Status OutputFile::Rename() {
  if (options_.sync && ::fsync(fd_.get()) != 0) {
    return IoError(errno, path_, "write");
  }
  // Network file systems report a full disk here.
  const int error = fd_.Close();
  if (error != 0) return IoError(error, path_, "write");
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) {
    return IoError(errno, path_, "write");
  }
  temporary_.clear();
  if (!options_.sync) return absl::OkStatus();
  // The new name is in the directory, which has to reach the disk as well.
  const FileDescriptor directory(
      ::open(DirectoryOf(target_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!directory.valid() || ::fsync(directory.get()) != 0) {
    return IoError(errno, path_, "write");
  }
  return absl::OkStatus();
}

bool OutputFile::is_terminal() const {
  return is_stream() && ::isatty(fd_.get()) == 1;
}

}  // namespace sinter
