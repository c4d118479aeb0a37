// All bytes of a file: mapped when that is possible, else read.
#ifndef SINTER_CODEC_FILE_MAPPED_FILE_H_
#define SINTER_CODEC_FILE_MAPPED_FILE_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "codec/file/aligned_buffer.h"

namespace sinter {

class MappedFile {
 public:
  // What a pipe may bring at most; a mapped file may have any size.
  static constexpr uint64_t kMaxReadBytes = uint64_t{1} << 32;

  // Maps a regular file for reading; reads what is not one, as a pipe. "-" is
  // standard input. Errors name the path.
  static absl::StatusOr<MappedFile> Open(const std::string& path);

  MappedFile(MappedFile&& other) noexcept
      : mapping_(std::exchange(other.mapping_, {})),
        buffer_(std::move(other.buffer_)) {}
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile() { Unmap(); }

  // Starts at a multiple of 64. While mapped it shows changes of the file, and
  // reading what someone cut off the file meanwhile ends the process.
  std::span<const uint8_t> bytes() const {
    return mapping_.empty() ? buffer_.bytes() : mapping_;
  }
  bool is_mapped() const { return !mapping_.empty(); }

 private:
  MappedFile() = default;
  void Unmap();

  std::span<const uint8_t> mapping_;
  AlignedBuffer buffer_;
};

}  // namespace sinter

#endif  // SINTER_CODEC_FILE_MAPPED_FILE_H_
