// Messages one after another, each behind its length as a varint (SPEC.md,
// "Streams"): for pipes and logs between programs that share a schema.
#ifndef SINTER_CODEC_FILE_STREAM_H_
#define SINTER_CODEC_FILE_STREAM_H_

#include <cstdint>
#include <optional>
#include <span>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "codec/file/aligned_buffer.h"
#include "codec/file/byte_sink.h"
#include "codec/file/byte_source.h"
#include "codec/file/file_limits.h"
#include "codec/file/source_reader.h"

namespace sinter {

// The first error is kept: every later call returns it and writes nothing.
class MessageStreamWriter {
 public:
  // `sink` must outlive the writer.
  explicit MessageStreamWriter(ByteSink& sink, const FileLimits& limits = {})
      : sink_(sink), limits_(limits) {}

  absl::Status Add(std::span<const uint8_t> message);
  const absl::Status& status() const { return status_; }

 private:
  absl::Status Write(std::span<const uint8_t> message);

  ByteSink& sink_;
  const FileLimits limits_;
  absl::Status status_;
};

// The first error is kept: behind it no message can be found.
class MessageStreamReader {
 public:
  // `source` must outlive the reader.
  explicit MessageStreamReader(ByteSource& source,
                               const FileLimits& limits = {})
      : reader_(source), limits_(limits) {}

  // The next message, valid until the next call; nothing at the end. It starts
  // at an address that is a multiple of 64.
  absl::StatusOr<std::optional<std::span<const uint8_t>>> Next();

 private:
  absl::StatusOr<uint64_t> ReadSize();
  absl::StatusOr<std::optional<std::span<const uint8_t>>> ReadNext();

  SourceReader reader_;
  const FileLimits limits_;
  AlignedBuffer buffer_;
  absl::Status status_;
};

}  // namespace sinter

#endif  // SINTER_CODEC_FILE_STREAM_H_
