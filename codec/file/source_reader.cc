#include "codec/file/source_reader.h"

#include <algorithm>

#include "absl/status/status.h"
#include "codec/status_macros.h"

namespace sinter {
namespace {

constexpr size_t kBufferBytes = size_t{1} << 16;
// The least that a message's buffer grows by.
constexpr uint64_t kMinStepBytes = uint64_t{1} << 20;

}  // namespace

SourceReader::SourceReader(ByteSource& source)
    : source_(&source), buffer_(kBufferBytes) {}

absl::StatusOr<size_t> SourceReader::ReadSource(std::span<uint8_t> out) {
  RETURN_IF_ERROR(status_);
  auto size = source_->Read(out);
  if (!size.ok()) status_ = size.status();
  return size;
}

absl::Status SourceReader::Refill() {
  if (!buffered_.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const size_t size, ReadSource(buffer_));
  buffered_ = std::span(buffer_).first(size);
  return absl::OkStatus();
}

absl::StatusOr<size_t> SourceReader::Read(std::span<uint8_t> out) {
  size_t done = 0;
  while (done < out.size()) {
    const auto rest = out.subspan(done);
    size_t size = 0;
    if (buffered_.empty() && rest.size() >= kBufferBytes) {
      ASSIGN_OR_RETURN(size, ReadSource(rest));
    } else {
      RETURN_IF_ERROR(Refill());
      size = std::min(rest.size(), buffered_.size());
      std::copy_n(buffered_.begin(), size, rest.begin());
      buffered_ = buffered_.subspan(size);
    }
    if (size == 0) break;
    done += size;
    offset_ += size;
  }
  return done;
}

absl::Status SourceReader::ReadInto(uint64_t size, AlignedBuffer& out) {
  out.Resize(0);
  while (out.size() < size) {
    const size_t done = out.size();
    const uint64_t step =
        std::min(size - done, std::max<uint64_t>(done, kMinStepBytes));
    out.Resize(done + static_cast<size_t>(step));
    ASSIGN_OR_RETURN(const size_t got, Read(out.bytes().subspan(done)));
    if (got < step) {
      out.Resize(done + got);
      break;
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> SourceReader::AtEnd() {
  RETURN_IF_ERROR(Refill());
  return buffered_.empty();
}

}  // namespace sinter
