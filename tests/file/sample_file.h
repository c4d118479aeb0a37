// Containers for tests: written by the writer, read by both readers.
#ifndef SINTER_TESTS_FILE_SAMPLE_FILE_H_
#define SINTER_TESTS_FILE_SAMPLE_FILE_H_

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "codec/file/byte_source.h"
#include "codec/file/file_reader.h"

namespace sinter::testing {

struct SampleBlock {
  std::string message;
  uint64_t rows = 1;

  friend bool operator==(const SampleBlock&, const SampleBlock&) = default;
};

inline constexpr std::string_view kSampleRoot = "shop.Order";
inline constexpr std::string_view kSampleSchema = "a schema, as bytes";
inline constexpr uint64_t kSampleFingerprint = 0x0123456789abcdef;

// A container of kSampleRoot with these blocks.
std::string WriteSample(const std::vector<SampleBlock>& blocks);

// Blocks of several sizes, also none, one below and one above a multiple of 64.
std::vector<SampleBlock> SampleBlocks();

// What a reader made of a file: the blocks it gave and the first error.
struct Outcome {
  std::vector<SampleBlock> blocks;  // those that were intact
  std::vector<uint64_t> offsets;    // of these
  size_t num_found = 0;             // with those that were not
  absl::Status status;              // first error: of opening, else of a block
  absl::Status index_status;
  std::vector<FileGap> gaps;
  bool opened = false;
};

// Copies the bytes to memory of their exact size, so that a sanitizer sees any
// read past them.
Outcome ReadWhole(std::string_view file, const FileReaderOptions& options = {});
// Through the reader of pipes, `step` bytes at most at a time.
Outcome ReadStreamed(std::string_view file,
                     const FileReaderOptions& options = {},
                     size_t step = SIZE_MAX);

// Gives `step` bytes at most at a time.
class SlowSource final : public ByteSource {
 public:
  SlowSource(std::string_view bytes, size_t step);
  absl::StatusOr<size_t> Read(std::span<uint8_t> out) override;

 private:
  SpanSource source_;
  size_t step_;
};

}  // namespace sinter::testing

#endif  // SINTER_TESTS_FILE_SAMPLE_FILE_H_
