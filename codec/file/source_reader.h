// Reads a ByteSource in wholes, with a small buffer, and knows the offset.
#ifndef SINTER_CODEC_FILE_SOURCE_READER_H_
#define SINTER_CODEC_FILE_SOURCE_READER_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "codec/file/aligned_buffer.h"
#include "codec/file/byte_source.h"

namespace sinter {

class SourceReader {
 public:
  // `source` must outlive the reader, which reads ahead.
  explicit SourceReader(ByteSource& source);

  // The first error of the source, which every later read returns too.
  const absl::Status& status() const { return status_; }
  // Bytes given out so far.
  uint64_t offset() const { return offset_; }

  // Fills `out`, or as much of it as there is before the end.
  absl::StatusOr<size_t> Read(std::span<uint8_t> out);
  // Reads `size` bytes into `out`, or as many as there are before the end, as
  // out.size() tells. Takes memory in proportion to the bytes that come.
  absl::Status ReadInto(uint64_t size, AlignedBuffer& out);
  // Whether no byte is left.
  absl::StatusOr<bool> AtEnd();

 private:
  // Reads ahead if nothing is buffered.
  absl::Status Refill();
  absl::StatusOr<size_t> ReadSource(std::span<uint8_t> out);

  ByteSource* source_;
  absl::Status status_;
  std::vector<uint8_t> buffer_;
  std::span<const uint8_t> buffered_;  // of buffer_, not yet given out
  uint64_t offset_ = 0;
};

}  // namespace sinter

#endif  // SINTER_CODEC_FILE_SOURCE_READER_H_
