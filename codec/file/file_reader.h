// Reads a container that is in memory or mapped: any block, in any order. With
// a whole index opening looks at header and index only; without it the blocks
// are found by walking their headers, past damaged ones too.
#ifndef SINTER_CODEC_FILE_FILE_READER_H_
#define SINTER_CODEC_FILE_FILE_READER_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "codec/file/container_checks.h"
#include "codec/file/container_format.h"
#include "codec/file/file_limits.h"
#include "codec/file/file_writer.h"

namespace sinter {

struct FileReaderOptions {
  // A file without a whole index and trailer is an error, not recovered.
  bool strict = false;
  FileLimits limits = {};
};

// Where a block is; what block() gives if it is intact.
struct BlockInfo {
  uint64_t offset = 0;  // of the block's header, from the start of the file
  uint64_t message_size = 0;
  uint64_t first_row = 0;
  uint64_t rows = 0;
};

BlockInfo InfoOf(const container::BlockHeader& header);

struct Block {
  std::span<const uint8_t> message;
  BlockInfo info;
};

// Bytes that hold no readable block, and why.
struct FileGap {
  uint64_t offset = 0;
  uint64_t size = 0;
  std::string reason;
};

enum class BlockChecks : uint8_t {
  kAll,
  kHeaderOnly,  // neither the message's checksum nor the padding after it
};

// Whether bytes begin as a container does: enough to tell a damaged one from
// other kinds of files.
bool LooksLikeContainer(std::span<const uint8_t> bytes);

class FileReader {
 public:
  // `bytes` must outlive the reader and all blocks. Fails when the header is
  // not whole; see FileReaderOptions for the rest.
  static absl::StatusOr<FileReader> Open(std::span<const uint8_t> bytes,
                                         const FileReaderOptions& options = {});

  // Root name, schema and fingerprint; views of the bytes.
  const FileInfo& info() const { return info_; }

  size_t num_blocks() const { return blocks_.size(); }
  // Rows of all blocks that were found.
  uint64_t num_rows() const { return num_rows_; }
  // `i` < num_blocks().
  const BlockInfo& block_info(size_t i) const { return blocks_[i]; }
  // Block `i` < num_blocks(), checked. Safe in several threads at once.
  absl::StatusOr<Block> block(size_t i,
                              BlockChecks checks = BlockChecks::kAll) const;

  // Whether the blocks were found without the index, and what was wrong with
  // it.
  bool recovered() const { return !index_status_.ok(); }
  const absl::Status& index_status() const { return index_status_; }
  // What a recovery had to skip, a last block that is cut off included.
  std::span<const FileGap> gaps() const { return gaps_; }

 private:
  FileReader() = default;

  absl::Status ReadHeader();
  absl::Status ReadIndex();
  absl::StatusOr<std::span<const container::IndexEntry>> FindEntries(
      const container::Trailer& trailer, uint64_t trailer_offset) const;
  void WalkBlocks();
  // Of the block header at `place`; its message may be cut off.
  absl::StatusOr<BlockInfo> ReadBlockAt(
      const container::BlockPlace& place) const;
  bool IsIndexAt(uint64_t offset) const;

  std::span<const uint8_t> bytes_;
  FileLimits limits_;
  FileInfo info_;
  uint64_t first_block_ = 0;
  uint64_t max_rows_ = 0;
  std::vector<BlockInfo> blocks_;
  uint64_t num_rows_ = 0;
  absl::Status index_status_;
  std::vector<FileGap> gaps_;
};

}  // namespace sinter

#endif  // SINTER_CODEC_FILE_FILE_READER_H_
