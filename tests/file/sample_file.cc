#include "tests/file/sample_file.h"

#include <algorithm>
#include <optional>

#include "codec/file/block_stream.h"
#include "codec/file/byte_sink.h"
#include "codec/file/file_writer.h"
#include "codec/typed_bytes.h"
#include "gtest/gtest.h"

namespace sinter::testing {
namespace {

void AddBlock(const Block& block, Outcome& outcome) {
  outcome.blocks.push_back(
      {.message = std::string(AsText(block.message)), .rows = block.info.rows});
  outcome.offsets.push_back(block.info.offset);
}

}  // namespace

std::string WriteSample(const std::vector<SampleBlock>& blocks) {
  std::string file;
  StringSink sink(file);
  FileWriter writer({.root = kSampleRoot,
                     .schema = AsBytes(kSampleSchema),
                     .fingerprint = kSampleFingerprint},
                    sink);
  for (const SampleBlock& block : blocks) {
    EXPECT_TRUE(writer.AddBlock(AsBytes(block.message), block.rows).ok());
  }
  EXPECT_TRUE(writer.Finish().ok());
  EXPECT_EQ(writer.size_bytes(), file.size());
  EXPECT_EQ(writer.num_blocks(), blocks.size());
  return file;
}

std::vector<SampleBlock> SampleBlocks() {
  return {{.message = "hello", .rows = 3},
          {.message = std::string(63, 'x'), .rows = 1},
          {.message = "", .rows = 0xffffffff},
          {.message = std::string(64, 'y'), .rows = 7},
          {.message = std::string(65, 'z'), .rows = 2}};
}

Outcome ReadWhole(std::string_view file, const FileReaderOptions& options) {
  const auto bytes = std::make_unique<uint8_t[]>(file.size());
  std::copy(file.begin(), file.end(), bytes.get());
  Outcome outcome;
  const auto reader = FileReader::Open({bytes.get(), file.size()}, options);
  outcome.status = reader.status();
  if (!reader.ok()) return outcome;
  outcome.opened = true;
  EXPECT_EQ(reader->info().root, kSampleRoot);
  EXPECT_EQ(AsText(reader->info().schema), kSampleSchema);
  EXPECT_EQ(reader->info().fingerprint, kSampleFingerprint);
  outcome.num_found = reader->num_blocks();
  outcome.index_status = reader->index_status();
  outcome.gaps.assign(reader->gaps().begin(), reader->gaps().end());
  for (size_t i = 0; i < reader->num_blocks(); ++i) {
    const auto block = reader->block(i);
    if (block.ok()) {
      AddBlock(*block, outcome);
    } else {
      outcome.status.Update(block.status());
    }
  }
  return outcome;
}

Outcome ReadStreamed(std::string_view file, const FileReaderOptions& options,
                     size_t step) {
  SlowSource source(file, step);
  Outcome outcome;
  auto reader = BlockStreamReader::Open(source, options);
  outcome.status = reader.status();
  if (!reader.ok()) return outcome;
  outcome.opened = true;
  EXPECT_EQ(reader->info().root, kSampleRoot);
  EXPECT_EQ(AsText(reader->info().schema), kSampleSchema);
  EXPECT_EQ(reader->info().fingerprint, kSampleFingerprint);
  while (true) {
    const auto block = reader->Next();
    if (block.ok() && !block->has_value()) break;
    if (block.ok()) {
      AddBlock(**block, outcome);
    } else {
      outcome.status.Update(block.status());
      if (options.strict) {
        EXPECT_EQ(reader->Next().status(), block.status());
        break;
      }
    }
    ++outcome.num_found;
  }
  outcome.index_status = reader->index_status();
  outcome.gaps.assign(reader->gaps().begin(), reader->gaps().end());
  return outcome;
}

SlowSource::SlowSource(std::string_view bytes, size_t step)
    : source_(AsBytes(bytes)), step_(step) {}

absl::StatusOr<size_t> SlowSource::Read(std::span<uint8_t> out) {
  return source_.Read(out.first(std::min(out.size(), step_)));
}

}  // namespace sinter::testing
