// The bytes of a container, by hand.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "codec/file/block_stream.h"
#include "codec/file/byte_sink.h"
#include "codec/file/checksum.h"
#include "codec/file/file_reader.h"
#include "codec/file/file_writer.h"
#include "codec/typed_bytes.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/hex.h"
#include "tests/support/status_matchers.h"

namespace sinter::testing {
namespace {

using ::testing::HasSubstr;

// SPEC.md holds the same file, "container/one-block".
constexpr std::string_view kOneBlock = R"(
8b 53 4e 54 0d 0a 1a 0a  # magic
01 00                    # version, flags
03 00 06 00 00 00        # bytes of the root's name, of the schema
88 77 66 55 44 33 22 11  # fingerprint
7d 2d c5 3c 20 7e ae 22  # checksum of the next two
13 5d 9f 14 ee d2 5d 42  # checksum of this header
61 2e 42                 # "a.B"
73 63 68 65 6d 61        # the schema, "schema" here
00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
8b 53 4e 42 d1 9c 3e a7  # a block
40 00 00 00 00 00 00 00  # its offset
00 00 00 00 00 00 00 00  # first row
02 00 00 00 00 00 00 00  # rows
05 00 00 00 00 00 00 00  # bytes of the message
00 00 00 00 00 00 00 00  # flags
a3 6d 9f 88 7d 82 c7 26  # checksum of the message
51 83 fd 80 6f a2 83 e9  # checksum of this header
68 65 6c 6c 6f           # the message, "hello" here
00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
8b 53 4e 49 6c e5 92 1f  # the index
c0 00 00 00 00 00 00 00  # its offset
01 00 00 00 00 00 00 00  # blocks
02 00 00 00 00 00 00 00  # rows
40 00 00 00 00 00 00 00  # block 0: offset
05 00 00 00 00 00 00 00  #   bytes of the message
00 00 00 00 00 00 00 00  #   first row
02 00 00 00 00 00 00 00  #   rows
c0 00 00 00 00 00 00 00  # the trailer: offset of the index
01 00 00 00 00 00 00 00  # blocks
02 00 00 00 00 00 00 00  # rows
40 01 00 00 00 00 00 00  # bytes of the file
13 5d 9f 14 ee d2 5d 42  # checksum of the file header
ea df 13 a2 0c 9d 24 90  # checksum of the index entries
8e 9d 62 00 00 50 e4 90  # checksum of this trailer
0a 1a 0a 0d 54 4e 53 8b  # end magic
)";

std::string WriteOneBlock() {
  std::string file;
  StringSink sink(file);
  FileWriter writer({.root = "a.B",
                     .schema = AsBytes("schema"),
                     .fingerprint = 0x1122334455667788},
                    sink);
  EXPECT_OK(writer.AddBlock(AsBytes("hello"), 2));
  EXPECT_OK(writer.Finish());
  return file;
}

TEST(Checksum, IsXxh64WithSeedZero) {
  EXPECT_EQ(Checksum(AsBytes("")), 0xef46db3751d8e999u);
  EXPECT_EQ(Checksum(AsBytes("abc")), 0x44bc2cf5ad770999u);
  RunningChecksum running;
  running.Add(AsBytes("a"));
  running.Add({});
  running.Add(AsBytes("bc"));
  EXPECT_EQ(running.value(), 0x44bc2cf5ad770999u);
}

TEST(Container, HasTheseBytes) {
  EXPECT_EQ(ToHex(AsBytes(WriteOneBlock())),
            ToHex(AsBytes(FromHex(kOneBlock))));
}

TEST(Container, IsReadFromTheseBytes) {
  const std::string file = FromHex(kOneBlock);
  ASSERT_OK_AND_ASSIGN(const FileReader reader,
                       FileReader::Open(AsBytes(file), {.strict = true}));
  EXPECT_EQ(reader.info().root, "a.B");
  EXPECT_EQ(AsText(reader.info().schema), "schema");
  EXPECT_EQ(reader.info().fingerprint, 0x1122334455667788u);
  ASSERT_EQ(reader.num_blocks(), 1u);
  EXPECT_EQ(reader.num_rows(), 2u);
  ASSERT_OK_AND_ASSIGN(const Block block, reader.block(0));
  EXPECT_EQ(AsText(block.message), "hello");
  EXPECT_EQ(block.info.offset, 64u);
  EXPECT_EQ(block.info.rows, 2u);
}

TEST(Container, IsStreamedFromTheseBytes) {
  const std::string file = FromHex(kOneBlock);
  SpanSource source(AsBytes(file));
  ASSERT_OK_AND_ASSIGN(BlockStreamReader reader,
                       BlockStreamReader::Open(source, {.strict = true}));
  ASSERT_OK_AND_ASSIGN(const std::optional<Block> block, reader.Next());
  ASSERT_TRUE(block.has_value());
  EXPECT_EQ(AsText(block->message), "hello");
  EXPECT_EQ(reinterpret_cast<uintptr_t>(block->message.data()) % 64, 0u);
  EXPECT_THAT(reader.Next(), IsOkAndHolds(::testing::Eq(std::nullopt)));
  EXPECT_OK(reader.index_status());
}

TEST(FileWriter, RefusesWhatReadersWouldRefuse) {
  std::string file;
  StringSink sink(file);
  const FileInfo info{.root = "A", .schema = AsBytes("s")};
  const auto write = [&](const FileInfo& of, std::string_view message,
                         uint64_t rows) {
    FileWriter writer(of, sink,
                      {.max_schema_bytes = 4, .max_message_bytes = 5});
    return writer.AddBlock(AsBytes(message), rows);
  };
  EXPECT_OK(write(info, "12345", 1));
  EXPECT_THAT(write(info, "123456", 1),
              StatusIs(absl::StatusCode::kResourceExhausted,
                       HasSubstr("message size: expected at most 5 bytes")));
  EXPECT_THAT(write(info, "1", 0),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("rows of the block: expected 1 to 4294967295, "
                                 "got 0")));
  EXPECT_THAT(write(info, "1", uint64_t{1} << 32),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("rows")));
  EXPECT_THAT(
      write({.root = "", .schema = info.schema}, "", 1),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("root name")));
  EXPECT_THAT(
      write({.root = "a-b", .schema = info.schema}, "", 1),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("got \"a-b\"")));
  EXPECT_THAT(
      write({.root = "a b", .schema = info.schema}, "", 1),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("got \"a b\"")));
  EXPECT_THAT(
      write({.root = std::string(1025, 'a'), .schema = info.schema}, "", 1),
      StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(write({.root = "A", .schema = {}}, "", 1),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("schema: expected bytes")));
  EXPECT_THAT(write({.root = "A", .schema = AsBytes("12345")}, "", 1),
              StatusIs(absl::StatusCode::kResourceExhausted,
                       HasSubstr("schema size: expected at most 4 bytes")));
}

// Refuses everything after some bytes.
class FullSink final : public ByteSink {
 public:
  explicit FullSink(size_t room) : room_(room) {}
  absl::Status Append(std::span<const uint8_t> bytes) override {
    ++calls;
    if (bytes.size() > room_) return absl::UnavailableError("full");
    room_ -= bytes.size();
    return absl::OkStatus();
  }
  int calls = 0;

 private:
  size_t room_;
};

TEST(FileWriter, KeepsTheFirstErrorAndStopsWriting) {
  FullSink sink(/*room=*/100);
  FileWriter writer({.root = "A", .schema = AsBytes("s")}, sink);
  EXPECT_OK(writer.status());
  EXPECT_THAT(writer.AddBlock(AsBytes("1"), 1),
              StatusIs(absl::StatusCode::kUnavailable, "full"));
  const int calls = sink.calls;
  EXPECT_THAT(writer.AddBlock(AsBytes("1"), 1),
              StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_THAT(writer.Finish(), StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(sink.calls, calls);
}

TEST(FileWriter, KeepsOneRecordApartFromAListOfOne) {
  for (const bool one_record : {false, true}) {
    std::string file;
    StringSink sink(file);
    FileWriter writer(
        {.root = "A", .schema = AsBytes("s"), .one_record = one_record}, sink);
    EXPECT_OK(writer.AddBlock(AsBytes("1"), 1));
    EXPECT_OK(writer.Finish());
    EXPECT_EQ(file[9], one_record ? 1 : 0);
    const auto reader = FileReader::Open(AsBytes(file));
    ASSERT_OK(reader.status());
    EXPECT_EQ(reader->info().one_record, one_record);
    SpanSource source(AsBytes(file));
    const auto stream = BlockStreamReader::Open(source);
    ASSERT_OK(stream.status());
    EXPECT_EQ(stream->info().one_record, one_record);
  }
}

TEST(FileWriter, AFileOfOneRecordHasOneRow) {
  std::string file;
  StringSink sink(file);
  const FileInfo info{.root = "A", .schema = AsBytes("s"), .one_record = true};
  FileWriter two_rows(info, sink);
  EXPECT_THAT(two_rows.AddBlock(AsBytes("1"), 2),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("rows of the block: expected 1 to 1, got 2")));
  FileWriter two_blocks(info, sink);
  EXPECT_OK(two_blocks.AddBlock(AsBytes("1"), 1));
  EXPECT_THAT(two_blocks.AddBlock(AsBytes("2"), 1),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("first row: expected 0 to 0, got 1")));
  FileWriter none(info, sink);
  EXPECT_THAT(none.Finish(),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("one record: expected 1, got 0")));
}

TEST(FileWriter, TakesNothingAfterFinish) {
  std::string file;
  StringSink sink(file);
  FileWriter writer({.root = "A", .schema = AsBytes("s")}, sink);
  EXPECT_OK(writer.Finish());
  EXPECT_THAT(writer.AddBlock({}, 1),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(writer.Finish(), StatusIs(absl::StatusCode::kFailedPrecondition));
}

}  // namespace
}  // namespace sinter::testing
