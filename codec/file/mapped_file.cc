#include "codec/file/mapped_file.h"

#include <sys/mman.h>
#include <sys/stat.h>

#include <cerrno>
#include <limits>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "codec/file/file_descriptor.h"
#include "codec/file/io_status.h"
#include "codec/file/source_reader.h"
#include "codec/status_macros.h"

namespace sinter {
namespace {

// The file as a mapping, or nothing when it cannot be mapped. Files that say
// their size is 0 may have content all the same, below /proc for instance.
std::span<const uint8_t> Map(int fd, const struct stat& info) {
  if (!S_ISREG(info.st_mode) || info.st_size <= 0) return {};
  const auto size = static_cast<uint64_t>(info.st_size);
  if (size > std::numeric_limits<size_t>::max()) return {};
  void* data =
      ::mmap(nullptr, static_cast<size_t>(size), PROT_READ, MAP_PRIVATE, fd, 0);
  if (data == MAP_FAILED) return {};
  return {static_cast<const uint8_t*>(data), static_cast<size_t>(size)};
}

}  // namespace

absl::StatusOr<MappedFile> MappedFile::Open(const std::string& path) {
  ASSIGN_OR_RETURN(FileDescriptor fd, OpenForReading(path));
  struct stat info;
  if (::fstat(fd.get(), &info) != 0) return IoError(errno, path, "open");
  if (S_ISDIR(info.st_mode)) return IoError(EISDIR, path, "read");
  MappedFile file;
  // A descriptor that was handed over may stand behind the start.
  if (path != "-") file.mapping_ = Map(fd.get(), info);
  if (file.is_mapped()) return file;

  FdSource source(std::move(fd), path);
  SourceReader reader(source);
  RETURN_IF_ERROR(reader.ReadInto(kMaxReadBytes, file.buffer_));
  ASSIGN_OR_RETURN(const bool at_end, reader.AtEnd());
  if (!at_end) {
    return absl::ResourceExhaustedError(
        absl::StrCat(path, ": expected at most ", kMaxReadBytes,
                     " bytes from what cannot be mapped, got more"));
  }
  return file;
}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  if (this != &other) {
    Unmap();
    mapping_ = std::exchange(other.mapping_, {});
    buffer_ = std::move(other.buffer_);
  }
  return *this;
}

void MappedFile::Unmap() {
  if (mapping_.empty()) return;
  ::munmap(const_cast<uint8_t*>(mapping_.data()), mapping_.size());
  mapping_ = {};
}

}  // namespace sinter
