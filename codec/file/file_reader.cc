#include "codec/file/file_reader.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "codec/file/container_checks.h"
#include "codec/file/container_format.h"
#include "codec/status_macros.h"
#include "codec/typed_bytes.h"

namespace sinter {
namespace {

using container::BlockHeader;
using container::CutOff;
using container::FileHeader;
using container::IndexEntry;
using container::IndexHeader;
using container::kBlockAlignment;
using container::Trailer;

BlockInfo InfoOf(const IndexEntry& entry) {
  return {.offset = entry.offset,
          .message_size = entry.message_size,
          .first_row = entry.first_row,
          .rows = entry.rows};
}

}  // namespace

BlockInfo InfoOf(const BlockHeader& header) {
  return {.offset = header.offset,
          .message_size = header.message_size,
          .first_row = header.first_row,
          .rows = header.rows};
}

bool LooksLikeContainer(std::span<const uint8_t> bytes) {
  constexpr size_t kName = 4;  // what transfers as text leave of the magic
  return bytes.size() >= kName &&
         std::equal(bytes.begin(), bytes.begin() + kName,
                    container::kMagic.begin());
}

absl::StatusOr<FileReader> FileReader::Open(std::span<const uint8_t> bytes,
                                            const FileReaderOptions& options) {
  FileReader reader;
  reader.bytes_ = bytes;
  reader.limits_ = options.limits;
  RETURN_IF_ERROR(reader.ReadHeader());
  reader.index_status_ = reader.ReadIndex();
  if (reader.recovered()) {
    if (options.strict) return reader.index_status_;
    reader.WalkBlocks();
  }
  return reader;
}

absl::Status FileReader::ReadHeader() {
  RETURN_IF_ERROR(container::CheckMagic(bytes_));
  const auto* header = ViewAs<FileHeader>(bytes_);
  if (header == nullptr) {
    return CutOff(0, "file header", sizeof(FileHeader), bytes_.size());
  }
  RETURN_IF_ERROR(container::CheckFileHeader(*header, limits_));
  const uint64_t root_size = header->root_size;
  const uint64_t body_size = root_size + header->schema_size;
  const auto rest = bytes_.subspan(sizeof(FileHeader));
  if (rest.size() < body_size) {
    return CutOff(sizeof(FileHeader), "root name and schema", body_size,
                  rest.size());
  }
  const auto body = rest.first(body_size);
  RETURN_IF_ERROR(container::CheckBody(*header, body));
  info_ = {.root = AsText(body.first(root_size)),
           .schema = body.subspan(root_size),
           .fingerprint = header->fingerprint,
           .one_record = (header->flags & container::kFlagOneRecord) != 0};
  first_block_ = container::FirstBlockOffset(*header);
  max_rows_ = container::MaxRows(*header);
  const auto padding = rest.subspan(body_size).first(std::min<uint64_t>(
      rest.size() - body_size, first_block_ - sizeof(FileHeader) - body_size));
  return container::CheckPadding(padding, sizeof(FileHeader) + body_size);
}

// What the trailer says of the index, as far as it is needed to find the
// entries.
absl::StatusOr<std::span<const IndexEntry>> FileReader::FindEntries(
    const Trailer& trailer, uint64_t trailer_offset) const {
  RETURN_IF_ERROR(container::CheckEndMagic(trailer, trailer_offset));
  const uint64_t index_offset = trailer.index_offset;
  const uint64_t last_offset = trailer_offset - sizeof(IndexHeader);
  if (index_offset < first_block_ || index_offset > last_offset ||
      index_offset % kBlockAlignment != 0) {
    return absl::InvalidArgumentError(absl::StrCat(
        "offset ", trailer_offset,
        ", index offset in trailer: expected a multiple of 64 from ",
        first_block_, " to ", last_offset, ", got ", index_offset));
  }
  const auto entries =
      bytes_.first(trailer_offset).subspan(index_offset + sizeof(IndexHeader));
  const uint64_t count = entries.size() / sizeof(IndexEntry);
  RETURN_IF_ERROR(container::ExpectNumber(trailer_offset, "blocks in trailer",
                                          count, trailer.num_blocks));
  RETURN_IF_ERROR(container::ExpectNumber(
      trailer_offset, "start of the trailer",
      index_offset + sizeof(IndexHeader) + count * sizeof(IndexEntry),
      trailer_offset));
  return *ViewArrayAs<IndexEntry>(entries, count);
}

// The entries of the index tell where each block is; nothing of the blocks is
// looked at. Entries are copied because a mapped file may change.
absl::Status FileReader::ReadIndex() {
  constexpr uint64_t kEnds = sizeof(IndexHeader) + sizeof(Trailer);
  const uint64_t room =
      bytes_.size() - std::min<uint64_t>(bytes_.size(), first_block_);
  if (room < kEnds) {
    return CutOff(first_block_, "index and trailer", kEnds, room);
  }
  const uint64_t trailer_offset = bytes_.size() - sizeof(Trailer);
  const Trailer trailer = *ViewAs<Trailer>(bytes_.subspan(trailer_offset));
  ASSIGN_OR_RETURN(const auto entries, FindEntries(trailer, trailer_offset));
  uint64_t at = trailer_offset - entries.size_bytes();
  const uint64_t index_offset = at - sizeof(IndexHeader);

  container::BlockChain chain(*ViewAs<FileHeader>(bytes_));
  std::vector<BlockInfo> blocks;
  blocks.reserve(entries.size());
  for (const IndexEntry& view : entries) {
    const IndexEntry entry = view;
    RETURN_IF_ERROR(chain.CheckIndexEntry(entry, index_offset, at));
    chain.Add(entry.message_size, entry.rows);
    blocks.push_back(InfoOf(entry));
    at += sizeof(IndexEntry);
  }
  RETURN_IF_ERROR(chain.CheckIndexHeader(
      *ViewAs<IndexHeader>(bytes_.subspan(index_offset))));
  RETURN_IF_ERROR(chain.CheckTrailer(trailer));
  blocks_ = std::move(blocks);
  num_rows_ = chain.num_rows();
  return absl::OkStatus();
}

absl::StatusOr<BlockInfo> FileReader::ReadBlockAt(
    const container::BlockPlace& place) const {
  const auto rest = bytes_.subspan(place.offset);
  const auto* view = ViewAs<BlockHeader>(rest);
  if (view == nullptr) {
    return CutOff(place.offset, "block header", sizeof(BlockHeader),
                  rest.size());
  }
  const BlockHeader header = *view;
  RETURN_IF_ERROR(container::CheckBlockHeader(header, place, limits_));
  return InfoOf(header);
}

bool FileReader::IsIndexAt(uint64_t offset) const {
  const auto* header = ViewAs<IndexHeader>(bytes_.subspan(offset));
  return header != nullptr && header->marker == container::kIndexMarker &&
         header->offset == offset;
}

// Every block starts at a multiple of 64 and says where that is, so no message
// that holds a container of its own is taken for blocks of this one.
void FileReader::WalkBlocks() {
  container::BlockPlace place{.offset = first_block_, .max_rows = max_rows_};
  bool in_gap = false;
  const auto close_gap = [&](uint64_t end) {
    if (in_gap) gaps_.back().size = end - gaps_.back().offset;
    in_gap = false;
  };
  const auto open_gap = [&](const absl::Status& reason) {
    if (in_gap) return;
    in_gap = true;
    place.rows_lost = true;
    gaps_.push_back({.offset = place.offset,
                     .size = 0,
                     .reason = std::string(reason.message())});
  };
  while (place.offset < bytes_.size() && !IsIndexAt(place.offset)) {
    const uint64_t rest = bytes_.size() - place.offset;
    const auto info = ReadBlockAt(place);
    if (!info.ok()) {
      open_gap(info.status());
      place.offset += std::min(kBlockAlignment, rest);
      continue;
    }
    close_gap(place.offset);
    const uint64_t room = rest - sizeof(BlockHeader);
    if (info->message_size > room) {
      // The header holds, so it is the file that ends too early.
      open_gap(CutOff(place.offset + sizeof(BlockHeader), "message",
                      info->message_size, room));
      place.offset = bytes_.size();
      break;
    }
    blocks_.push_back(*info);
    num_rows_ += info->rows;
    place.first_row = info->first_row + info->rows;
    const uint64_t end =
        place.offset + sizeof(BlockHeader) + info->message_size;
    place.offset = std::min<uint64_t>(container::AlignUp(end), bytes_.size());
  }
  close_gap(std::min<uint64_t>(place.offset, bytes_.size()));
}

absl::StatusOr<Block> FileReader::block(size_t i, BlockChecks checks) const {
  const BlockInfo& info = blocks_[i];
  const auto* view = ViewAs<BlockHeader>(bytes_.subspan(info.offset));
  const BlockHeader header = *view;
  RETURN_IF_ERROR(container::CheckBlockHeader(header,
                                              {.offset = info.offset,
                                               .first_row = info.first_row,
                                               .max_rows = max_rows_},
                                              limits_));
  RETURN_IF_ERROR(
      container::ExpectNumber(info.offset, "message size, as in the index",
                              info.message_size, header.message_size));
  RETURN_IF_ERROR(container::ExpectNumber(info.offset, "rows, as in the index",
                                          info.rows, header.rows));
  const auto rest = bytes_.subspan(info.offset + sizeof(BlockHeader));
  const auto message = rest.first(info.message_size);
  if (checks == BlockChecks::kAll) {
    RETURN_IF_ERROR(container::CheckMessage(header, message));
    const uint64_t end = info.offset + sizeof(BlockHeader) + info.message_size;
    const uint64_t pad_size = container::AlignUp(end) - end;
    RETURN_IF_ERROR(
        container::CheckPadding(bytes_.subspan(end).first(std::min<uint64_t>(
                                    pad_size, bytes_.size() - end)),
                                end));
  }
  return Block{.message = message, .info = info};
}

}  // namespace sinter
