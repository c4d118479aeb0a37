#include "codec/file/file_descriptor.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "codec/file/io_status.h"

namespace sinter {

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
  if (this != &other) {
    Close();
    fd_ = std::exchange(other.fd_, -1);
    owned_ = other.owned_;
  }
  return *this;
}

int FileDescriptor::Close() {
  const int fd = std::exchange(fd_, -1);
  if (fd < 0 || !owned_) return 0;
  // Not repeated after EINTR: Linux has closed the descriptor by then.
  return ::close(fd) == 0 || errno == EINTR ? 0 : errno;
}

absl::StatusOr<FileDescriptor> OpenForReading(const std::string& path) {
  if (path == "-") return FileDescriptor(STDIN_FILENO, /*owned=*/false);
  FileDescriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd.valid()) return IoError(errno, path, "open");
  return fd;
}

absl::Status WriteAll(int fd, std::span<const uint8_t> bytes,
                      const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t size = ::write(fd, bytes.data(), bytes.size());
    if (size < 0) {
      if (errno == EINTR) continue;
      return IoError(errno, path, "write");
    }
    bytes = bytes.subspan(static_cast<size_t>(size));
  }
  return absl::OkStatus();
}

absl::StatusOr<size_t> FdSource::Read(std::span<uint8_t> out) {
  while (true) {
    const ssize_t size = ::read(fd_.get(), out.data(), out.size());
    if (size >= 0) return static_cast<size_t>(size);
    if (errno != EINTR) return IoError(errno, path_, "read");
  }
}

}  // namespace sinter
