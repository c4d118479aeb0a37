#include "codec/file/container_checks.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "codec/status_macros.h"

namespace sinter::container {
namespace {

absl::string_view Absl(std::string_view text) {
  return {text.data(), text.size()};
}

std::string Hex(std::span<const uint8_t> bytes) {
  std::string text;
  for (const uint8_t byte : bytes) {
    absl::StrAppend(&text, text.empty() ? "" : " ",
                    absl::Hex(byte, absl::kZeroPad2));
  }
  return text.empty() ? "nothing" : text;
}

std::string Mismatch(uint64_t offset, std::string_view field,
                     std::string_view expected, std::string_view got) {
  return absl::StrCat("offset ", offset, ", ", Absl(field), ": expected ",
                      Absl(expected), ", got ", Absl(got));
}

absl::Status Malformed(uint64_t offset, std::string_view field,
                       std::string_view expected, std::string_view got) {
  return absl::InvalidArgumentError(Mismatch(offset, field, expected, got));
}

absl::Status ExpectRange(uint64_t offset, std::string_view field, uint64_t low,
                         uint64_t high, uint64_t got) {
  if (got >= low && got <= high) return absl::OkStatus();
  return Malformed(offset, field, absl::StrCat(low, " to ", high),
                   absl::StrCat(got));
}

absl::Status ExpectChecksum(uint64_t offset, std::string_view field,
                            uint64_t stored, uint64_t computed) {
  if (stored == computed) return absl::OkStatus();
  return Malformed(offset, field,
                   absl::StrCat("0x", absl::Hex(stored, absl::kZeroPad16)),
                   absl::StrCat("0x", absl::Hex(computed, absl::kZeroPad16)));
}

absl::Status ExpectMarker(uint64_t offset, std::string_view field,
                          const Marker& expected, const Marker& got) {
  if (got == expected) return absl::OkStatus();
  return Malformed(offset, field, Hex(expected), Hex(got));
}

absl::Status ExpectWithin(uint64_t offset, std::string_view field,
                          uint64_t limit, uint64_t got) {
  if (got <= limit) return absl::OkStatus();
  return absl::ResourceExhaustedError(
      Mismatch(offset, field, absl::StrCat("at most ", limit, " bytes"),
               absl::StrCat(got)));
}

absl::Status ExpectNoFlags(uint64_t offset, std::string_view field,
                           uint64_t flags) {
  if (flags == 0) return absl::OkStatus();
  return absl::UnimplementedError(
      Mismatch(offset, field, "0 (others are reserved)", absl::StrCat(flags)));
}

// Row numbers are 64-bit numbers, the rows of one block 32-bit ones.
absl::Status CheckRows(uint64_t offset, uint64_t first_row, uint64_t rows,
                       uint64_t max_rows) {
  RETURN_IF_ERROR(ExpectRange(offset, "rows of the block", 1,
                              std::min(kMaxBlockRows, max_rows), rows));
  return ExpectRange(offset, "first row", 0, max_rows - rows, first_row);
}

// The bytes of a part before the checksum of these bytes.
template <typename Part>
uint64_t ChecksumBefore(const Part& part, const U64& checksum) {
  const auto* begin = reinterpret_cast<const uint8_t*>(&part);
  const auto* end = reinterpret_cast<const uint8_t*>(&checksum);
  return Checksum({begin, end});
}

}  // namespace

absl::Status ExpectNumber(uint64_t offset, std::string_view field,
                          uint64_t expected, uint64_t got) {
  if (got == expected) return absl::OkStatus();
  return Malformed(offset, field, absl::StrCat(expected), absl::StrCat(got));
}

absl::Status CutOff(uint64_t offset, std::string_view part, uint64_t expected,
                    uint64_t got) {
  return Malformed(offset, part, absl::StrCat(expected, " bytes"),
                   absl::StrCat(got));
}

absl::Status CheckMagic(std::span<const uint8_t> bytes) {
  const auto start = bytes.first(std::min(bytes.size(), kMagic.size()));
  if (std::ranges::equal(start, kMagic)) return absl::OkStatus();
  std::string got = Hex(start);
  // Whatever changes line ends keeps the four bytes before them.
  if (start.size() > 4 &&
      std::equal(kMagic.begin(), kMagic.begin() + 4, start.begin())) {
    absl::StrAppend(&got, " (changed as text is, in a transfer?)");
  }
  return Malformed(0, "magic", Hex(kMagic), got);
}

absl::Status CheckFileHeader(const FileHeader& header,
                             const FileLimits& limits) {
  RETURN_IF_ERROR(CheckMagic(header.magic));
  if (header.version != kVersion) {
    return absl::UnimplementedError(
        Mismatch(offsetof(FileHeader, version), "container version",
                 absl::StrCat(kVersion), absl::StrCat(header.version)));
  }
  RETURN_IF_ERROR(ExpectChecksum(
      offsetof(FileHeader, header_checksum), "file header checksum",
      header.header_checksum, ChecksumBefore(header, header.header_checksum)));
  RETURN_IF_ERROR(ExpectNoFlags(offsetof(FileHeader, flags),
                                "file header flags",
                                header.flags & ~unsigned{kFlagOneRecord}));
  RETURN_IF_ERROR(ExpectRange(offsetof(FileHeader, root_size), "root name size",
                              1, kMaxRootNameBytes, header.root_size));
  RETURN_IF_ERROR(ExpectRange(offsetof(FileHeader, schema_size), "schema size",
                              1, UINT32_MAX, header.schema_size));
  return ExpectWithin(offsetof(FileHeader, schema_size), "schema size",
                      limits.max_schema_bytes, header.schema_size);
}

absl::Status CheckBody(const FileHeader& header,
                       std::span<const uint8_t> body) {
  RETURN_IF_ERROR(ExpectChecksum(offsetof(FileHeader, body_checksum),
                                 "checksum of root name and schema",
                                 header.body_checksum, Checksum(body)));
  return CheckRootName(AsText(body.first(header.root_size)));
}

absl::Status CheckRootName(std::string_view root) {
  const auto is_name_byte = [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_' ||
           c == '.';
  };
  if (!root.empty() && root.size() <= kMaxRootNameBytes &&
      std::ranges::all_of(root, is_name_byte)) {
    return absl::OkStatus();
  }
  return Malformed(
      sizeof(FileHeader), "root name",
      absl::StrCat("1 to ", kMaxRootNameBytes, " letters, digits, '_' or '.'"),
      absl::StrCat("\"", absl::CHexEscape(Absl(root.substr(0, 64))), "\""));
}

absl::Status CheckPadding(std::span<const uint8_t> padding, uint64_t offset) {
  const auto bad =
      std::ranges::find_if(padding, [](uint8_t byte) { return byte != 0; });
  if (bad == padding.end()) return absl::OkStatus();
  return ExpectNumber(offset + static_cast<uint64_t>(bad - padding.begin()),
                      "padding", 0, *bad);
}

absl::Status CheckBlockHeader(const BlockHeader& header,
                              const BlockPlace& place,
                              const FileLimits& limits) {
  const uint64_t at = place.offset;
  RETURN_IF_ERROR(
      ExpectMarker(at, "block marker", kBlockMarker, header.marker));
  RETURN_IF_ERROR(
      ExpectChecksum(at, "block header checksum", header.header_checksum,
                     ChecksumBefore(header, header.header_checksum)));
  RETURN_IF_ERROR(ExpectNoFlags(at, "block flags", header.flags));
  RETURN_IF_ERROR(ExpectNumber(at, "offset of the block", at, header.offset));
  RETURN_IF_ERROR(CheckRows(at, header.first_row, header.rows, place.max_rows));
  if (place.rows_lost) {
    RETURN_IF_ERROR(ExpectRange(at, "first row", place.first_row, UINT64_MAX,
                                header.first_row));
  } else {
    RETURN_IF_ERROR(
        ExpectNumber(at, "first row", place.first_row, header.first_row));
  }
  RETURN_IF_ERROR(ExpectWithin(at, "message size", limits.max_message_bytes,
                               header.message_size));
  const uint64_t room = kMaxFileBytes - sizeof(BlockHeader) - kBlockAlignment;
  return ExpectWithin(at, "message size", room - std::min(at, room),
                      header.message_size);
}

uint64_t MaxRows(const FileHeader& header) {
  return (header.flags & kFlagOneRecord) != 0 ? 1 : UINT64_MAX;
}

absl::Status CheckMessage(const BlockHeader& header,
                          std::span<const uint8_t> message) {
  return ExpectChecksum(header.offset, "message checksum",
                        header.message_checksum, Checksum(message));
}

absl::Status CheckEndMagic(const Trailer& trailer, uint64_t offset) {
  const uint64_t at = offset + offsetof(Trailer, end_magic);
  if (trailer.end_magic == kEndMagic) return absl::OkStatus();
  return Malformed(at, "end of the file", Hex(kEndMagic),
                   absl::StrCat(Hex(trailer.end_magic),
                                "; the file is cut off or bytes follow it"));
}

BlockChain::BlockChain(const FileHeader& header)
    : file_header_checksum_(header.header_checksum),
      max_rows_(MaxRows(header)),
      offset_(FirstBlockOffset(header)) {}

IndexEntry BlockChain::Add(uint64_t message_size, uint64_t rows) {
  const IndexEntry entry{.offset = offset_,
                         .message_size = message_size,
                         .first_row = num_rows_,
                         .rows = rows};
  entries_.Add(BytesOf(entry));
  offset_ = AlignUp(offset_ + sizeof(BlockHeader) + message_size);
  num_rows_ += rows;
  ++num_blocks_;
  return entry;
}

absl::Status BlockChain::CheckIndexEntry(const IndexEntry& entry,
                                         uint64_t index_offset,
                                         uint64_t entry_offset) const {
  const uint64_t at = entry_offset;
  RETURN_IF_ERROR(
      ExpectNumber(at, "block offset in index", offset_, entry.offset));
  RETURN_IF_ERROR(
      ExpectNumber(at, "first row in index", num_rows_, entry.first_row));
  RETURN_IF_ERROR(CheckRows(at, entry.first_row, entry.rows, max_rows_));
  const uint64_t room = index_offset - std::min(index_offset, offset_);
  if (room < sizeof(BlockHeader)) {
    return CutOff(at, "block before the index", sizeof(BlockHeader), room);
  }
  return ExpectRange(at, "message size in index", 0, room - sizeof(BlockHeader),
                     entry.message_size);
}

IndexHeader BlockChain::index_header() const {
  return {.marker = kIndexMarker,
          .offset = offset_,
          .num_blocks = num_blocks_,
          .num_rows = num_rows_};
}

uint64_t BlockChain::trailer_offset() const {
  return offset_ + sizeof(IndexHeader) + num_blocks_ * sizeof(IndexEntry);
}

Trailer BlockChain::trailer() const {
  Trailer trailer{.index_offset = offset_,
                  .num_blocks = num_blocks_,
                  .num_rows = num_rows_,
                  .file_size = trailer_offset() + sizeof(Trailer),
                  .file_header_checksum = file_header_checksum_,
                  .index_checksum = entries_.value(),
                  .trailer_checksum = 0,
                  .end_magic = kEndMagic};
  trailer.trailer_checksum = ChecksumBefore(trailer, trailer.trailer_checksum);
  return trailer;
}

absl::Status BlockChain::CheckComplete() const {
  if (max_rows_ > 1) return absl::OkStatus();
  return ExpectNumber(offset_, "rows of a file of one record", 1, num_rows_);
}

absl::Status BlockChain::CheckIndexHeader(const IndexHeader& header) const {
  RETURN_IF_ERROR(CheckComplete());
  RETURN_IF_ERROR(
      ExpectMarker(offset_, "index marker", kIndexMarker, header.marker));
  RETURN_IF_ERROR(
      ExpectNumber(offset_, "offset of the index", offset_, header.offset));
  RETURN_IF_ERROR(
      ExpectNumber(offset_, "blocks in index", num_blocks_, header.num_blocks));
  return ExpectNumber(offset_, "rows in index", num_rows_, header.num_rows);
}

absl::Status BlockChain::CheckEntries(uint64_t checksum) const {
  return ExpectChecksum(offset_ + sizeof(IndexHeader), "index entries",
                        entries_.value(), checksum);
}

absl::Status BlockChain::CheckTrailer(const Trailer& trailer) const {
  const uint64_t at = trailer_offset();
  const Trailer want = this->trailer();
  RETURN_IF_ERROR(CheckEndMagic(trailer, at));
  RETURN_IF_ERROR(
      ExpectChecksum(at, "trailer checksum", trailer.trailer_checksum,
                     ChecksumBefore(trailer, trailer.trailer_checksum)));
  RETURN_IF_ERROR(ExpectNumber(at, "index offset in trailer", want.index_offset,
                               trailer.index_offset));
  RETURN_IF_ERROR(ExpectNumber(at, "blocks in trailer", want.num_blocks,
                               trailer.num_blocks));
  RETURN_IF_ERROR(
      ExpectNumber(at, "rows in trailer", want.num_rows, trailer.num_rows));
  RETURN_IF_ERROR(ExpectNumber(at, "file size in trailer", want.file_size,
                               trailer.file_size));
  RETURN_IF_ERROR(ExpectChecksum(at, "file header checksum in trailer",
                                 trailer.file_header_checksum,
                                 want.file_header_checksum));
  return ExpectChecksum(at, "index checksum", trailer.index_checksum,
                        want.index_checksum);
}

}  // namespace sinter::container
