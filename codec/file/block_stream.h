// Reads a container from a source that cannot seek, one block at a time,
// holding no more than one message.
#ifndef SINTER_CODEC_FILE_BLOCK_STREAM_H_
#define SINTER_CODEC_FILE_BLOCK_STREAM_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "codec/file/aligned_buffer.h"
#include "codec/file/byte_source.h"
#include "codec/file/container_checks.h"
#include "codec/file/file_reader.h"
#include "codec/file/source_reader.h"

namespace sinter {

class BlockStreamReader {
 public:
  // Reads the header. `source` must outlive the reader.
  static absl::StatusOr<BlockStreamReader> Open(
      ByteSource& source, const FileReaderOptions& options = {});

  // Root name, schema and fingerprint; views that live as long as the reader.
  const FileInfo& info() const { return info_; }

  // The next block, valid until the next call; nothing at the end of the file.
  // A message with a wrong checksum is an error, after which Next may be called
  // for the blocks behind it. Headers that are damaged are skipped, unless
  // strict: then, as when reading fails, the error stays.
  absl::StatusOr<std::optional<Block>> Next();

  // After the end: what is wrong with index or trailer, as in FileReader.
  const absl::Status& index_status() const { return index_status_; }
  std::span<const FileGap> gaps() const { return gaps_; }
  uint64_t num_rows() const { return num_rows_; }

 private:
  BlockStreamReader(ByteSource& source, const FileReaderOptions& options);

  absl::Status ReadHeader();
  absl::StatusOr<std::optional<Block>> ReadNext();
  // Reads what stands where a block may start and returns how much it is:
  // less than a block header where the index or the end of the file is.
  absl::StatusOr<size_t> ReadHead(container::BlockHeader& header);
  // Goes on from the `size` bytes at `offset` that ReadHead found.
  absl::StatusOr<std::optional<Block>> ReadEnd(uint64_t offset,
                                               std::span<const uint8_t> bytes,
                                               size_t size);
  absl::StatusOr<std::optional<Block>> ReadBlock(
      const container::BlockHeader& header);
  absl::Status ReadIndex(const container::IndexHeader& header);
  // Reads a whole T or says what is missing.
  template <typename T>
  absl::Status ReadPart(std::string_view name, T& part);
  // Notes that what starts at `offset` is no block; an error if strict.
  absl::Status Skip(uint64_t offset, const absl::Status& reason);
  void CloseGap(uint64_t end);
  absl::StatusOr<std::optional<Block>> End(const absl::Status& index_status);

  SourceReader reader_;
  FileReaderOptions options_;
  AlignedBuffer buffer_;
  std::vector<uint8_t> body_;
  FileInfo info_;
  std::optional<container::BlockChain> chain_;
  uint64_t max_rows_ = 0;
  uint64_t next_row_ = 0;
  uint64_t num_rows_ = 0;
  bool ended_ = false;
  absl::Status status_;  // the error that stays
  absl::Status index_status_;
  std::vector<FileGap> gaps_;
  bool in_gap_ = false;
  bool message_damaged_ = false;  // and the blocks behind it are in reach
};

}  // namespace sinter

#endif  // SINTER_CODEC_FILE_BLOCK_STREAM_H_
