// Where bytes come from that cannot be mapped: pipes, sockets.
#ifndef SINTER_CODEC_FILE_BYTE_SOURCE_H_
#define SINTER_CODEC_FILE_BYTE_SOURCE_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "absl/status/statusor.h"

namespace sinter {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Fills the front of `out`, which is not empty, and returns how much: at
  // least one byte, or 0 at the end.
  virtual absl::StatusOr<size_t> Read(std::span<uint8_t> out) = 0;
};

// Bytes in memory, which must outlive the source.
class SpanSource final : public ByteSource {
 public:
  explicit SpanSource(std::span<const uint8_t> bytes) : bytes_(bytes) {}

  absl::StatusOr<size_t> Read(std::span<uint8_t> out) override {
    const size_t size = std::min(out.size(), bytes_.size());
    std::copy_n(bytes_.begin(), size, out.begin());
    bytes_ = bytes_.subspan(size);
    return size;
  }

 private:
  std::span<const uint8_t> bytes_;
};

}  // namespace sinter

#endif  // SINTER_CODEC_FILE_BYTE_SOURCE_H_
