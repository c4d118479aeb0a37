// What makes each part of a container well-formed; all readers ask here. Every
// error names the offset, the field, what was expected and what was found.
#ifndef SINTER_CODEC_FILE_CONTAINER_CHECKS_H_
#define SINTER_CODEC_FILE_CONTAINER_CHECKS_H_

#include <cstdint>
#include <span>
#include <string_view>

#include "absl/status/status.h"
#include "codec/file/checksum.h"
#include "codec/file/container_format.h"
#include "codec/file/file_limits.h"

namespace sinter::container {

// "offset 64, rows: expected 3, got 7", or OK if they are equal.
absl::Status ExpectNumber(uint64_t offset, std::string_view field,
                          uint64_t expected, uint64_t got);
// "offset 64, block header: expected 64 bytes, got 7".
absl::Status CutOff(uint64_t offset, std::string_view part, uint64_t expected,
                    uint64_t got);

// `bytes` are the start of the file, all of it if shorter than a magic.
absl::Status CheckMagic(std::span<const uint8_t> bytes);
// All fields; sizes only against the limits.
absl::Status CheckFileHeader(const FileHeader& header,
                             const FileLimits& limits);
// `body` is what header.root_size and header.schema_size span.
absl::Status CheckBody(const FileHeader& header, std::span<const uint8_t> body);
absl::Status CheckRootName(std::string_view root);
// `padding` starts at `offset`.
absl::Status CheckPadding(std::span<const uint8_t> padding, uint64_t offset);

// Rows that a file may have: one if that is what its header says.
uint64_t MaxRows(const FileHeader& header);

// A place where a block may start, and the rows that stand before it.
struct BlockPlace {
  uint64_t offset = 0;
  uint64_t first_row = 0;
  bool rows_lost = false;  // blocks before it were skipped: more rows may stand
  uint64_t max_rows = UINT64_MAX;  // of the file
};
absl::Status CheckBlockHeader(const BlockHeader& header,
                              const BlockPlace& place,
                              const FileLimits& limits);
absl::Status CheckMessage(const BlockHeader& header,
                          std::span<const uint8_t> message);

// The last bytes of the file only; BlockChain checks the rest of a trailer.
absl::Status CheckEndMagic(const Trailer& trailer, uint64_t offset);

// The blocks of a file in their order, without gaps, and so the one index and
// the one trailer that the file can have.
class BlockChain {
 public:
  explicit BlockChain(const FileHeader& header);

  // Where the next block, or the index, starts.
  uint64_t offset() const { return offset_; }
  BlockPlace place() const {
    return {.offset = offset_, .first_row = num_rows_, .max_rows = max_rows_};
  }
  uint64_t num_blocks() const { return num_blocks_; }
  uint64_t num_rows() const { return num_rows_; }

  // The entry of a block that is at offset(). Its size and rows have passed
  // CheckBlockHeader or CheckIndexEntry.
  IndexEntry Add(uint64_t message_size, uint64_t rows);

  // An entry of an index whose header starts at `index_offset`, as the next.
  absl::Status CheckIndexEntry(const IndexEntry& entry, uint64_t index_offset,
                               uint64_t entry_offset) const;
  // Whether the blocks so far may be all.
  absl::Status CheckComplete() const;
  absl::Status CheckIndexHeader(const IndexHeader& header) const;
  // `checksum` is that of the entries that stand before the trailer.
  absl::Status CheckEntries(uint64_t checksum) const;
  absl::Status CheckTrailer(const Trailer& trailer) const;

  IndexHeader index_header() const;
  Trailer trailer() const;
  uint64_t trailer_offset() const;

 private:
  uint64_t file_header_checksum_;
  uint64_t max_rows_;
  uint64_t offset_;
  uint64_t num_blocks_ = 0;
  uint64_t num_rows_ = 0;
  RunningChecksum entries_;
};

}  // namespace sinter::container

#endif  // SINTER_CODEC_FILE_CONTAINER_CHECKS_H_
