// What both readers make of files that are cut off, damaged or forged.
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "codec/file/block_stream.h"
#include "codec/file/checksum.h"
#include "codec/file/container_format.h"
#include "codec/file/file_reader.h"
#include "codec/typed_bytes.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/file/sample_file.h"
#include "tests/support/status_matchers.h"

namespace sinter::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// First blocks of SampleBlocks() are whole in the first `size` bytes.
size_t WholeBlocks(size_t size) {
  size_t count = 0;
  uint64_t offset = 128;  // behind header, name and schema
  for (const SampleBlock& block : SampleBlocks()) {
    const uint64_t end = offset + 64 + block.message.size();
    if (end > size) break;
    offset = container::AlignUp(end);
    ++count;
  }
  return count;
}

std::vector<SampleBlock> FirstBlocks(size_t count) {
  std::vector<SampleBlock> blocks = SampleBlocks();
  blocks.resize(count);
  return blocks;
}

// Whether `some` are `all` without some of them.
bool IsPartOf(const std::vector<SampleBlock>& some,
              const std::vector<SampleBlock>& all) {
  auto rest = all.begin();
  for (const SampleBlock& block : some) {
    rest = std::find(rest, all.end(), block);
    if (rest++ == all.end()) return false;
  }
  return true;
}

// Gives the header at `offset` the checksum that it should have.
template <typename Header>
void Reseal(std::string& file, uint64_t offset) {
  constexpr size_t kSealed = sizeof(Header) - sizeof(container::U64);
  const container::U64 sum = Checksum(AsBytes(file).subspan(offset, kSealed));
  file.replace(offset + kSealed, sizeof(sum), AsText(BytesOf(sum)));
}

TEST(ContainerDamage, WholeFilesReadWholeAndStreamed) {
  const std::string file = WriteSample(SampleBlocks());
  for (const bool strict : {false, true}) {
    const Outcome whole = ReadWhole(file, {.strict = strict});
    EXPECT_OK(whole.status);
    EXPECT_OK(whole.index_status);
    EXPECT_EQ(whole.blocks, SampleBlocks());
    EXPECT_THAT(whole.offsets, ElementsAre(128, 256, 384, 448, 576));
    EXPECT_THAT(whole.gaps, IsEmpty());
    for (const size_t step : {size_t{1}, size_t{7}, SIZE_MAX}) {
      const Outcome streamed = ReadStreamed(file, {.strict = strict}, step);
      EXPECT_OK(streamed.status);
      EXPECT_OK(streamed.index_status);
      EXPECT_EQ(streamed.blocks, whole.blocks);
      EXPECT_EQ(streamed.offsets, whole.offsets);
    }
  }
}

TEST(ContainerDamage, FilesWithoutRowsHaveNoBlocks) {
  const std::string file = WriteSample({});
  EXPECT_OK(ReadWhole(file, {.strict = true}).status);
  EXPECT_THAT(ReadWhole(file).blocks, IsEmpty());
  EXPECT_OK(ReadStreamed(file, {.strict = true}).status);
}

TEST(ContainerDamage, EveryCutKeepsEveryWholeBlock) {
  const std::string file = WriteSample(SampleBlocks());
  constexpr size_t kHeaderEnd = 40 + kSampleRoot.size() + kSampleSchema.size();
  for (size_t size = 0; size < file.size(); ++size) {
    SCOPED_TRACE(size);
    const std::string_view cut = std::string_view(file).substr(0, size);
    for (const Outcome& outcome : {ReadWhole(cut), ReadStreamed(cut)}) {
      ASSERT_EQ(outcome.opened, size >= kHeaderEnd) << outcome.status;
      if (!outcome.opened) {
        EXPECT_THAT(outcome.status,
                    StatusIs(absl::StatusCode::kInvalidArgument));
        continue;
      }
      EXPECT_OK(outcome.status);
      EXPECT_THAT(
          outcome.index_status,
          StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("expected")));
      EXPECT_EQ(outcome.blocks, FirstBlocks(WholeBlocks(size)));
    }
    EXPECT_THAT(ReadWhole(cut, {.strict = true}).status,
                StatusIs(absl::StatusCode::kInvalidArgument));
    EXPECT_THAT(ReadStreamed(cut, {.strict = true}).status,
                StatusIs(absl::StatusCode::kInvalidArgument));
  }
}

TEST(ContainerDamage, EveryFlippedBitIsNoticedAndNoBlockChanges) {
  const std::vector<SampleBlock> blocks = SampleBlocks();
  std::string file = WriteSample(blocks);
  for (size_t bit = 0; bit < 8 * file.size(); ++bit) {
    SCOPED_TRACE(bit);
    const char saved = file[bit / 8];
    file[bit / 8] = static_cast<char>(saved ^ (1 << (bit % 8)));
    for (const bool strict : {false, true}) {
      for (const Outcome& outcome : {ReadWhole(file, {.strict = strict}),
                                     ReadStreamed(file, {.strict = strict})}) {
        EXPECT_TRUE(!outcome.status.ok() || !outcome.index_status.ok());
        // Nothing is refused but the block that holds the bit.
        if (!strict && outcome.opened) {
          EXPECT_GE(outcome.blocks.size(), blocks.size() - 1);
        }
        EXPECT_TRUE(IsPartOf(outcome.blocks, blocks))
            << "a block that was never written";
      }
    }
    file[bit / 8] = saved;
  }
}

TEST(ContainerDamage, ADamagedBlockIsSkippedWithoutTheIndex) {
  std::string file = WriteSample(SampleBlocks());
  file.resize(file.size() - 1);  // no trailer
  file[256 + 20] ^= 0x40;        // the second block's header
  for (const Outcome& outcome : {ReadWhole(file), ReadStreamed(file)}) {
    EXPECT_THAT(outcome.offsets, ElementsAre(128, 384, 448, 576));
    ASSERT_THAT(outcome.gaps, SizeIs(1));
    EXPECT_EQ(outcome.gaps[0].offset, 256u);
    EXPECT_EQ(outcome.gaps[0].size, 128u);
    EXPECT_THAT(outcome.gaps[0].reason,
                HasSubstr("offset 256, block header checksum: expected 0x"));
  }
}

TEST(ContainerDamage, ADamagedBlockLeavesTheOthersWithTheIndex) {
  std::string file = WriteSample(SampleBlocks());
  file[256 + 20] ^= 0x40;
  const Outcome outcome = ReadWhole(file, {.strict = true});
  EXPECT_OK(outcome.index_status);
  EXPECT_EQ(outcome.num_found, 5u);
  EXPECT_THAT(outcome.offsets, ElementsAre(128, 384, 448, 576));
  EXPECT_THAT(outcome.status,
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("offset 256, block header checksum")));
}

TEST(ContainerDamage, ADamagedMessageIsAnErrorOfItsBlockAlone) {
  std::string file = WriteSample(SampleBlocks());
  file[256 + 64] ^= 1;
  for (const Outcome& outcome : {ReadWhole(file), ReadStreamed(file)}) {
    EXPECT_THAT(outcome.offsets, ElementsAre(128, 384, 448, 576));
    EXPECT_THAT(outcome.status,
                StatusIs(absl::StatusCode::kInvalidArgument,
                         HasSubstr("offset 256, message checksum: expected")));
    EXPECT_OK(outcome.index_status);
  }
}

TEST(ContainerDamage, ChecksumsOfMessagesAreLeftOutOnDemand) {
  std::string file = WriteSample(SampleBlocks());
  file[128 + 64] ^= 1;
  ASSERT_OK_AND_ASSIGN(const FileReader reader,
                       FileReader::Open(AsBytes(file)));
  EXPECT_OK(reader.block(0, BlockChecks::kHeaderOnly));
  EXPECT_THAT(reader.block(0), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(ContainerDamage, BytesAfterTheEndAreNoticed) {
  const std::string file = WriteSample(SampleBlocks()) + "x";
  for (const Outcome& outcome : {ReadWhole(file), ReadStreamed(file)}) {
    EXPECT_EQ(outcome.blocks, SampleBlocks());
    EXPECT_THAT(outcome.index_status,
                StatusIs(absl::StatusCode::kInvalidArgument));
  }
}

TEST(ContainerDamage, BlocksInsideMessagesAreNotTakenForBlocks) {
  const std::string inner = WriteSample({{.message = "inner", .rows = 1}});
  std::string file = WriteSample(
      {{.message = inner, .rows = 1}, {.message = "outer", .rows = 1}});
  file[128 + 8] ^= 1;  // the header of the block that holds the inner file
  file.resize(file.size() - 1);
  for (const Outcome& outcome : {ReadWhole(file), ReadStreamed(file)}) {
    EXPECT_THAT(outcome.blocks,
                ElementsAre(SampleBlock{.message = "outer", .rows = 1}));
    EXPECT_THAT(outcome.gaps, SizeIs(1));
  }
}

TEST(ContainerDamage, TransfersAsTextAreNamed) {
  std::string file = WriteSample(SampleBlocks());
  file.erase(4, 1);
  for (const Outcome& outcome : {ReadWhole(file), ReadStreamed(file)}) {
    EXPECT_THAT(outcome.status,
                StatusIs(absl::StatusCode::kInvalidArgument,
                         "offset 0, magic: expected 8b 53 4e 54 0d 0a 1a 0a, "
                         "got 8b 53 4e 54 0a 1a 0a 01 (changed as text is, in "
                         "a transfer?)"));
  }
  EXPECT_TRUE(LooksLikeContainer(AsBytes(file)));
  EXPECT_FALSE(LooksLikeContainer(AsBytes("{\"a\": 1}")));
}

TEST(ContainerDamage, NewerVersionsAndFlagsAreNotGuessed) {
  std::string file = WriteSample({});
  file[8] = 2;
  EXPECT_THAT(ReadWhole(file).status,
              StatusIs(absl::StatusCode::kUnimplemented,
                       "offset 8, container version: expected 1, got 2"));
  file[8] = 1;
  file[9] = 2;
  Reseal<container::FileHeader>(file, 0);
  EXPECT_THAT(ReadStreamed(file).status,
              StatusIs(absl::StatusCode::kUnimplemented,
                       HasSubstr("file header flags: expected 0")));
}

TEST(ContainerDamage, FilesOfOneRecordHaveNoOtherRows) {
  for (const std::vector<SampleBlock>& blocks :
       {std::vector<SampleBlock>{},
        {{.message = "a", .rows = 2}},
        {{.message = "a", .rows = 1}, {.message = "b", .rows = 1}}}) {
    std::string file = WriteSample(blocks);
    file[9] = static_cast<char>(container::kFlagOneRecord);
    Reseal<container::FileHeader>(file, 0);
    for (const Outcome& outcome : {ReadWhole(file), ReadStreamed(file)}) {
      EXPECT_LE(outcome.blocks.size(), 1u);
      EXPECT_THAT(
          outcome.index_status,
          StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("expected")));
    }
  }
}

TEST(ContainerDamage, ForgedSizesAreComparedWithWhatIsThere) {
  const std::string good = WriteSample(SampleBlocks());
  for (const uint64_t size : {uint64_t{64}, uint64_t{1} << 29, UINT64_MAX,
                              UINT64_MAX - 63, uint64_t{1} << 63}) {
    SCOPED_TRACE(size);
    std::string file = good;
    const container::U64 forged = size;
    file.replace(576 + 32, 8, AsText(BytesOf(forged)));  // the last block
    Reseal<container::BlockHeader>(file, 576);
    file.resize(576 + 64 + 60);
    for (const Outcome& outcome : {ReadWhole(file), ReadStreamed(file)}) {
      EXPECT_EQ(outcome.blocks, FirstBlocks(4));
      EXPECT_THAT(outcome.gaps, SizeIs(1));
    }
  }
}

TEST(ContainerDamage, ForgedSchemaSizesMeetTheLimit) {
  std::string file = WriteSample({});
  const LittleEndian<uint32_t> forged = uint32_t{1} << 25;
  file.replace(12, 4, AsText(BytesOf(forged)));
  Reseal<container::FileHeader>(file, 0);
  for (const Outcome& outcome : {ReadWhole(file), ReadStreamed(file)}) {
    EXPECT_THAT(outcome.status,
                StatusIs(absl::StatusCode::kResourceExhausted,
                         "offset 12, schema size: expected at most 16777216 "
                         "bytes, got 33554432"));
  }
}

TEST(ContainerDamage, MessagesAboveTheLimitAreRefused) {
  const std::string file = WriteSample(SampleBlocks());
  const FileReaderOptions options{.strict = true,
                                  .limits = {.max_message_bytes = 64}};
  EXPECT_THAT(ReadWhole(file, options).status,
              StatusIs(absl::StatusCode::kResourceExhausted,
                       "offset 576, message size: expected at most 64 bytes, "
                       "got 65"));
  EXPECT_THAT(ReadStreamed(file, options).status,
              StatusIs(absl::StatusCode::kResourceExhausted));
}

TEST(ContainerDamage, ForgedTrailersFallBackToTheBlocks) {
  const std::string good = WriteSample(SampleBlocks());
  const size_t trailer = good.size() - sizeof(container::Trailer);
  for (size_t field = 0; field < 6; ++field) {
    for (const uint64_t value :
         {uint64_t{0}, uint64_t{1}, uint64_t{64}, UINT64_MAX - 63, UINT64_MAX,
          uint64_t{1} << 59, uint64_t{good.size()}}) {
      SCOPED_TRACE(::testing::Message() << field << " " << value);
      std::string file = good;
      const container::U64 forged = value;
      file.replace(trailer + 8 * field, 8, AsText(BytesOf(forged)));
      if (file == good) continue;
      const container::U64 sum = Checksum(AsBytes(file).subspan(trailer, 48));
      file.replace(trailer + 48, 8, AsText(BytesOf(sum)));
      for (const Outcome& outcome : {ReadWhole(file), ReadStreamed(file)}) {
        EXPECT_EQ(outcome.blocks, SampleBlocks());
        EXPECT_THAT(outcome.index_status,
                    StatusIs(absl::StatusCode::kInvalidArgument,
                             HasSubstr("expected")));
      }
    }
  }
}

TEST(ContainerDamage, SourcesThatFailEndTheReading) {
  class FailingSource final : public ByteSource {
   public:
    explicit FailingSource(std::string_view bytes) : source_(AsBytes(bytes)) {}
    absl::StatusOr<size_t> Read(std::span<uint8_t> out) override {
      auto size = source_.Read(out);
      if (*size == 0) return absl::UnavailableError("disk on fire");
      return size;
    }

   private:
    SpanSource source_;
  };
  const std::string file = WriteSample(SampleBlocks());
  for (size_t size = 0; size < file.size(); size += 11) {
    SCOPED_TRACE(size);
    FailingSource source(std::string_view(file).substr(0, size));
    auto reader = BlockStreamReader::Open(source);
    absl::Status status = reader.status();
    while (status.ok()) {
      const auto block = reader->Next();
      ASSERT_TRUE(!block.ok() || block->has_value());
      status = block.status();
    }
    EXPECT_THAT(status,
                StatusIs(absl::StatusCode::kUnavailable, "disk on fire"));
  }
}

}  // namespace
}  // namespace sinter::testing
