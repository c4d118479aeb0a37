// Writes a container: the schema once, then blocks of rows, then the index.
#ifndef SINTER_CODEC_FILE_FILE_WRITER_H_
#define SINTER_CODEC_FILE_FILE_WRITER_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "codec/file/byte_sink.h"
#include "codec/file/container_checks.h"
#include "codec/file/container_format.h"
#include "codec/file/file_limits.h"

namespace sinter {

// What a container says about all of its blocks.
struct FileInfo {
  std::string_view root;            // qualified name of the root's type
  std::span<const uint8_t> schema;  // a message of schema/schema.sinter
  uint64_t fingerprint = 0;
  // The file stands for one record, not for a list of records: it has exactly
  // one row.
  bool one_record = false;
};

// The first error is kept: every later call returns it and writes nothing.
class FileWriter {
 public:
  // Writes the header. `sink` must outlive the writer, `info` need not.
  FileWriter(const FileInfo& info, ByteSink& sink,
             const FileLimits& limits = {});

  // Writes `message`, whose root table has `rows` rows, at least one: a file
  // without rows has no blocks.
  absl::Status AddBlock(std::span<const uint8_t> message, uint64_t rows);
  // Writes index and trailer; nothing may follow.
  absl::Status Finish();

  const absl::Status& status() const { return status_; }
  uint64_t num_blocks() const { return chain_.num_blocks(); }
  uint64_t num_rows() const { return chain_.num_rows(); }
  // Bytes written so far.
  uint64_t size_bytes() const { return size_bytes_; }

 private:
  absl::Status Append(std::span<const uint8_t> bytes);
  absl::Status AppendPadding();
  absl::Status WriteHeader(const container::FileHeader& header,
                           const FileInfo& info);
  absl::Status WriteBlock(std::span<const uint8_t> message, uint64_t rows);
  absl::Status WriteIndex();

  ByteSink& sink_;
  const FileLimits limits_;
  absl::Status status_;
  bool finished_ = false;
  uint64_t size_bytes_ = 0;
  container::BlockChain chain_;
  std::vector<container::IndexEntry> entries_;
};

}  // namespace sinter

#endif  // SINTER_CODEC_FILE_FILE_WRITER_H_
