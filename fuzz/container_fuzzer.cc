// Any bytes as a container, a stream and a tagged message. What must hold:
// - no reader leaves the bytes, and each ends;
// - the reader of pipes and the reader of memory find the same blocks;
// - a file that a strict reader accepts is what the writer writes.
// Checksums are also made right first: no mutation would guess them.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "codec/file/block_stream.h"
#include "codec/file/byte_sink.h"
#include "codec/file/byte_source.h"
#include "codec/file/checksum.h"
#include "codec/file/container_format.h"
#include "codec/file/file_reader.h"
#include "codec/file/file_writer.h"
#include "codec/file/stream.h"
#include "codec/file/tagged.h"
#include "codec/typed_bytes.h"
#include "fuzz/support/check.h"

namespace sinter {
namespace {

using container::BlockHeader;
using container::FileHeader;
using container::Trailer;

using testing::Check;

using Bytes = std::span<const uint8_t>;

constexpr FileLimits kLimits{.max_schema_bytes = 1 << 12,
                             .max_message_bytes = 1 << 16};

bool SamePlace(const BlockInfo& a, const BlockInfo& b) {
  return a.offset == b.offset && a.message_size == b.message_size &&
         a.first_row == b.first_row && a.rows == b.rows;
}

// The file that holds what `reader` found, if every block is intact.
std::optional<std::string> Rewrite(const FileReader& reader) {
  std::string file;
  StringSink sink(file);
  FileWriter writer(reader.info(), sink, kLimits);
  for (size_t i = 0; i < reader.num_blocks(); ++i) {
    const auto block = reader.block(i);
    if (!block.ok()) return std::nullopt;
    Check(writer.AddBlock(block->message, block->info.rows).ok(),
          "blocks that are read can be written");
  }
  Check(writer.Finish().ok(), "a file that is read can be written");
  return file;
}

void ReadStrict(Bytes bytes) {
  const FileReaderOptions options{.strict = true, .limits = kLimits};
  const auto reader = FileReader::Open(bytes, options);
  std::optional<std::string> again;
  if (reader.ok()) again = Rewrite(*reader);
  if (again) {
    Check(std::ranges::equal(AsBytes(*again), bytes),
          "an accepted file is what the writer writes");
  }
  SpanSource source(bytes);
  auto streamed = BlockStreamReader::Open(source, options);
  absl::Status status = streamed.status();
  while (status.ok()) {
    const auto block = streamed->Next();
    status = block.status();
    if (block.ok() && !block->has_value()) break;
  }
  Check(status.ok() == again.has_value(), "strict readers agree on files");
}

void ReadRecovering(Bytes bytes) {
  const FileReaderOptions options{.strict = false, .limits = kLimits};
  const auto reader = FileReader::Open(bytes, options);
  SpanSource source(bytes);
  auto streamed = BlockStreamReader::Open(source, options);
  // A cut in the padding behind the header is read over by neither.
  Check(reader.ok() == streamed.ok(), "readers agree on headers");
  if (!reader.ok()) return;

  size_t i = 0;
  while (true) {
    const auto block = streamed->Next();
    if (block.ok() && !block->has_value()) break;
    // With an index, blocks are found whose own headers are damaged.
    if (!reader->recovered()) continue;
    Check(i < reader->num_blocks(), "a walk finds what a stream finds");
    const auto other = reader->block(i);
    Check(other.ok() == block.ok(), "readers agree on blocks");
    if (block.ok()) {
      Check(SamePlace((*block)->info, other->info), "... on their places");
      Check(std::ranges::equal((*block)->message, other->message),
            "... on their messages");
    }
    ++i;
  }
  if (reader->recovered()) {
    Check(i == reader->num_blocks(), "a stream finds what a walk finds");
    Check(!streamed->index_status().ok(), "readers agree on the index");
  }
  for (size_t k = 0; k < reader->num_blocks(); ++k) (void)reader->block(k);
}

void ReadStream(Bytes bytes) {
  SpanSource source(bytes);
  MessageStreamReader reader(source, kLimits);
  std::string again;
  StringSink sink(again);
  MessageStreamWriter writer(sink, kLimits);
  while (true) {
    const auto message = reader.Next();
    if (!message.ok()) return;
    if (!message->has_value()) break;
    Check(writer.Add(**message).ok(), "messages that are read can be written");
  }
  Check(std::ranges::equal(AsBytes(again), bytes),
        "an accepted stream is what the writer writes");
}

// Gives the T at `offset` of `file` the checksum that stands in its `field`.
template <typename T>
void Reseal(std::vector<uint8_t>& file, uint64_t offset, size_t field) {
  const auto part = Bytes(file).subspan(offset, sizeof(T));
  const container::U64 sum = Checksum(part.first(field));
  std::ranges::copy(BytesOf(sum),
                    file.begin() + static_cast<ptrdiff_t>(offset + field));
}

std::vector<uint8_t> WithRightChecksums(Bytes bytes) {
  std::vector<uint8_t> file(bytes.begin(), bytes.end());
  if (file.size() < sizeof(FileHeader)) return file;
  const FileHeader header = *ViewAs<FileHeader>(bytes);
  const uint64_t body =
      std::min<uint64_t>(uint64_t{header.root_size} + header.schema_size,
                         file.size() - sizeof(FileHeader));
  const container::U64 sum = Checksum(bytes.subspan(sizeof(FileHeader), body));
  std::ranges::copy(BytesOf(sum),
                    file.begin() + offsetof(FileHeader, body_checksum));
  Reseal<FileHeader>(file, 0, offsetof(FileHeader, header_checksum));
  for (uint64_t at = 0; at + sizeof(BlockHeader) <= file.size(); at += 64) {
    if (ViewAs<BlockHeader>(bytes.subspan(at))->marker ==
        container::kBlockMarker) {
      Reseal<BlockHeader>(file, at, offsetof(BlockHeader, header_checksum));
    }
  }
  if (file.size() >= sizeof(Trailer)) {
    const uint64_t at = file.size() - sizeof(Trailer);
    if (ViewAs<Trailer>(bytes.subspan(at))->end_magic == container::kEndMagic) {
      std::copy_n(
          file.begin() + offsetof(FileHeader, header_checksum), 8,
          file.begin() + static_cast<ptrdiff_t>(
                             at + offsetof(Trailer, file_header_checksum)));
      Reseal<Trailer>(file, at, offsetof(Trailer, trailer_checksum));
    }
  }
  return file;
}

void RunAll(Bytes bytes) {
  ReadStrict(bytes);
  ReadRecovering(bytes);
  ReadStream(bytes);
  (void)ParseTagged(bytes);
}

}  // namespace
}  // namespace sinter

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const sinter::Bytes bytes(data, size);
  sinter::RunAll(bytes);
  sinter::RunAll(sinter::WithRightChecksums(bytes));
  return 0;
}
