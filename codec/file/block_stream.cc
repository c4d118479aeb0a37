#include "codec/file/block_stream.h"

#include <array>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "codec/file/container_format.h"
#include "codec/status_macros.h"
#include "codec/typed_bytes.h"

namespace sinter {

using container::BlockHeader;
using container::CutOff;
using container::FileHeader;
using container::IndexEntry;
using container::IndexHeader;
using container::kBlockAlignment;
using container::Trailer;

namespace {

template <typename T>
std::span<uint8_t> MutableBytesOf(T& value) {
  return {reinterpret_cast<uint8_t*>(&value), sizeof(T)};
}

bool IsIndexHeader(const IndexHeader& header, uint64_t offset) {
  return header.marker == container::kIndexMarker && header.offset == offset;
}

}  // namespace

BlockStreamReader::BlockStreamReader(ByteSource& source,
                                     const FileReaderOptions& options)
    : reader_(source), options_(options) {}

absl::StatusOr<BlockStreamReader> BlockStreamReader::Open(
    ByteSource& source, const FileReaderOptions& options) {
  BlockStreamReader reader(source, options);
  RETURN_IF_ERROR(reader.ReadHeader());
  return reader;
}

template <typename T>
absl::Status BlockStreamReader::ReadPart(std::string_view name, T& part) {
  const uint64_t offset = reader_.offset();
  ASSIGN_OR_RETURN(const size_t got, reader_.Read(MutableBytesOf(part)));
  if (got < sizeof(T)) return CutOff(offset, name, sizeof(T), got);
  return absl::OkStatus();
}

absl::Status BlockStreamReader::ReadHeader() {
  FileHeader header;
  ASSIGN_OR_RETURN(const size_t got, reader_.Read(MutableBytesOf(header)));
  RETURN_IF_ERROR(container::CheckMagic(BytesOf(header).first(got)));
  if (got < sizeof(header)) {
    return CutOff(0, "file header", sizeof(header), got);
  }
  RETURN_IF_ERROR(container::CheckFileHeader(header, options_.limits));
  const uint64_t body_size = uint64_t{header.root_size} + header.schema_size;
  RETURN_IF_ERROR(reader_.ReadInto(body_size, buffer_));
  if (buffer_.size() < body_size) {
    return CutOff(sizeof(header), "root name and schema", body_size,
                  buffer_.size());
  }
  body_.assign(buffer_.bytes().begin(), buffer_.bytes().end());
  const auto body = std::span<const uint8_t>(body_);
  RETURN_IF_ERROR(container::CheckBody(header, body));
  info_ = {.root = AsText(body.first(header.root_size)),
           .schema = body.subspan(header.root_size),
           .fingerprint = header.fingerprint,
           .one_record = (header.flags & container::kFlagOneRecord) != 0};
  chain_.emplace(header);
  max_rows_ = container::MaxRows(header);
  const uint64_t offset = reader_.offset();
  RETURN_IF_ERROR(reader_.ReadInto(chain_->offset() - offset, buffer_));
  return container::CheckPadding(buffer_.bytes(), offset);
}

absl::StatusOr<std::optional<Block>> BlockStreamReader::Next() {
  RETURN_IF_ERROR(status_);
  if (ended_) return std::nullopt;
  message_damaged_ = false;
  auto block = ReadNext();
  if (!block.ok() && (options_.strict || !message_damaged_)) {
    status_ = block.status();
  }
  return block;
}

absl::StatusOr<std::optional<Block>> BlockStreamReader::ReadNext() {
  while (true) {
    const uint64_t offset = reader_.offset();
    BlockHeader header;
    ASSIGN_OR_RETURN(const size_t size, ReadHead(header));
    if (size < sizeof(header)) return ReadEnd(offset, BytesOf(header), size);
    const absl::Status check =
        container::CheckBlockHeader(header,
                                    {.offset = offset,
                                     .first_row = next_row_,
                                     .rows_lost = !gaps_.empty(),
                                     .max_rows = max_rows_},
                                    options_.limits);
    if (check.ok()) {
      CloseGap(offset);
      return ReadBlock(header);
    }
    RETURN_IF_ERROR(Skip(offset, check));
  }
}

absl::StatusOr<size_t> BlockStreamReader::ReadHead(BlockHeader& header) {
  const uint64_t offset = reader_.offset();
  const auto bytes = MutableBytesOf(header);
  constexpr size_t kIndexSize = sizeof(IndexHeader);
  ASSIGN_OR_RETURN(const size_t size, reader_.Read(bytes.first(kIndexSize)));
  if (size < kIndexSize || IsIndexHeader(*ViewAs<IndexHeader>(bytes), offset)) {
    return size;
  }
  ASSIGN_OR_RETURN(const size_t rest, reader_.Read(bytes.subspan(size)));
  return size + rest;
}

absl::StatusOr<std::optional<Block>> BlockStreamReader::ReadEnd(
    uint64_t offset, std::span<const uint8_t> bytes, size_t size) {
  if (size == sizeof(IndexHeader)) {
    const IndexHeader index = *ViewAs<IndexHeader>(bytes);
    if (IsIndexHeader(index, offset)) {
      CloseGap(offset);
      return End(ReadIndex(index));
    }
  }
  const absl::Status cut =
      CutOff(offset, "block header or index", sizeof(BlockHeader), size);
  if (size > 0) RETURN_IF_ERROR(Skip(offset, cut));
  CloseGap(reader_.offset());
  return End(cut);
}

absl::StatusOr<std::optional<Block>> BlockStreamReader::ReadBlock(
    const BlockHeader& header) {
  const uint64_t offset = reader_.offset();
  RETURN_IF_ERROR(reader_.ReadInto(header.message_size, buffer_));
  const auto message = std::span<const uint8_t>(buffer_.bytes());
  if (message.size() < header.message_size) {
    const absl::Status cut =
        CutOff(offset, "message", header.message_size, message.size());
    RETURN_IF_ERROR(Skip(header.offset, cut));
    CloseGap(reader_.offset());
    return End(cut);
  }
  const uint64_t end = reader_.offset();
  std::array<uint8_t, kBlockAlignment> padding;
  ASSIGN_OR_RETURN(
      const size_t pad_size,
      reader_.Read(std::span(padding).first(container::AlignUp(end) - end)));
  chain_->Add(header.message_size, header.rows);
  next_row_ = header.first_row + header.rows;
  num_rows_ += header.rows;

  message_damaged_ = true;
  RETURN_IF_ERROR(container::CheckMessage(header, message));
  RETURN_IF_ERROR(
      container::CheckPadding(std::span(padding).first(pad_size), end));
  return Block{.message = message, .info = InfoOf(header)};
}

// The blocks that were read determine every byte of index and trailer.
absl::Status BlockStreamReader::ReadIndex(const IndexHeader& header) {
  if (!gaps_.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("offset ", gaps_.front().offset,
                     ", blocks before the index: ", gaps_.front().reason));
  }
  RETURN_IF_ERROR(chain_->CheckIndexHeader(header));
  RunningChecksum entries;
  for (uint64_t i = 0; i < chain_->num_blocks(); ++i) {
    IndexEntry entry;
    RETURN_IF_ERROR(ReadPart("index entry", entry));
    entries.Add(BytesOf(entry));
  }
  RETURN_IF_ERROR(chain_->CheckEntries(entries.value()));
  Trailer trailer;
  RETURN_IF_ERROR(ReadPart("trailer", trailer));
  RETURN_IF_ERROR(chain_->CheckTrailer(trailer));
  ASSIGN_OR_RETURN(const bool at_end, reader_.AtEnd());
  if (at_end) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      "offset ", reader_.offset(), ": expected the end of the file, got more"));
}

absl::Status BlockStreamReader::Skip(uint64_t offset,
                                     const absl::Status& reason) {
  if (options_.strict) return reason;
  if (in_gap_) return absl::OkStatus();
  in_gap_ = true;
  gaps_.push_back(
      {.offset = offset, .size = 0, .reason = std::string(reason.message())});
  return absl::OkStatus();
}

void BlockStreamReader::CloseGap(uint64_t end) {
  if (in_gap_) gaps_.back().size = end - gaps_.back().offset;
  in_gap_ = false;
}

absl::StatusOr<std::optional<Block>> BlockStreamReader::End(
    const absl::Status& index_status) {
  RETURN_IF_ERROR(reader_.status());
  if (options_.strict) RETURN_IF_ERROR(index_status);
  ended_ = true;
  index_status_ = index_status;
  return std::nullopt;
}

}  // namespace sinter
