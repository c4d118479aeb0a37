// A file descriptor that closes itself, and whole reads and writes through it.
#ifndef SINTER_CODEC_FILE_FILE_DESCRIPTOR_H_
#define SINTER_CODEC_FILE_FILE_DESCRIPTOR_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "codec/file/byte_source.h"

namespace sinter {

class FileDescriptor {
 public:
  FileDescriptor() = default;
  // Owns `fd` unless told otherwise.
  explicit FileDescriptor(int fd, bool owned = true) : fd_(fd), owned_(owned) {}
  FileDescriptor(FileDescriptor&& other) noexcept
      : fd_(std::exchange(other.fd_, -1)), owned_(other.owned_) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept;
  ~FileDescriptor() { Close(); }

  int get() const { return fd_; }
  bool valid() const { return fd_ >= 0; }
  // Returns errno, 0 when closed well or not owned.
  int Close();

 private:
  int fd_ = -1;
  bool owned_ = true;
};

// Opens `path` for reading; "-" is standard input, which stays open.
absl::StatusOr<FileDescriptor> OpenForReading(const std::string& path);

// Writes all of `bytes`; `path` is for the error.
absl::Status WriteAll(int fd, std::span<const uint8_t> bytes,
                      const std::string& path);

// The bytes of an open file or pipe, from where it stands.
class FdSource final : public ByteSource {
 public:
  FdSource(FileDescriptor fd, std::string path)
      : fd_(std::move(fd)), path_(std::move(path)) {}

  absl::StatusOr<size_t> Read(std::span<uint8_t> out) override;

 private:
  FileDescriptor fd_;
  std::string path_;
};

}  // namespace sinter

#endif  // SINTER_CODEC_FILE_FILE_DESCRIPTOR_H_
