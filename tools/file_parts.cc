#include "tools/file_parts.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "codec/file/container_format.h"
#include "codec/file/tagged.h"
#include "codec/typed_bytes.h"
#include "schema/text.h"
#include "tools/value_text.h"

namespace sinter::tools {
namespace {

using container::BlockHeader;
using container::FileHeader;
using container::IndexEntry;
using container::IndexHeader;
using container::Trailer;
using schema::Cat;

// Collects the fields of a part one after the other.
class PartBuilder {
 public:
  PartBuilder(FilePart::Kind kind, uint64_t offset) {
    part_.kind = kind;
    part_.offset = offset;
  }

  PartBuilder& Marker(const char* name, const container::Marker& marker) {
    return Add(name, marker.size(), "");
  }
  template <typename Int>
  PartBuilder& Number(const char* name, Int value) {
    return Add(name, sizeof(value), std::to_string(uint64_t{value}));
  }
  PartBuilder& Hash(const char* name, uint64_t value) {
    return Add(name, sizeof(value), HexText(value));
  }

  FilePart Take() { return std::move(part_); }

 private:
  PartBuilder& Add(const char* name, uint64_t size, std::string value) {
    part_.fields.push_back({.offset = part_.offset + part_.size,
                            .size = size,
                            .name = name,
                            .value = std::move(value)});
    part_.size += size;
    return *this;
  }

  FilePart part_;
};

FilePart HeaderPart(const FileHeader& header) {
  return PartBuilder(FilePart::Kind::kHeader, 0)
      .Marker("magic", header.magic)
      .Number("version", header.version)
      .Number("flags", header.flags)
      .Number("size of the root's name", header.root_size.Get())
      .Number("size of the schema", header.schema_size.Get())
      .Hash("fingerprint", header.fingerprint)
      .Hash("checksum of root and schema", header.body_checksum)
      .Hash("checksum of the header", header.header_checksum)
      .Take();
}

FilePart BlockHeaderPart(const BlockHeader& header, uint64_t offset,
                         uint64_t block) {
  FilePart part = PartBuilder(FilePart::Kind::kBlockHeader, offset)
                      .Marker("marker", header.marker)
                      .Number("offset", header.offset.Get())
                      .Number("first row", header.first_row.Get())
                      .Number("rows", header.rows.Get())
                      .Number("size of the message", header.message_size.Get())
                      .Number("flags", header.flags.Get())
                      .Hash("checksum of the message", header.message_checksum)
                      .Hash("checksum of the header", header.header_checksum)
                      .Take();
  part.block = block;
  return part;
}

FilePart IndexPart(std::span<const uint8_t> bytes, uint64_t offset,
                   uint64_t num_blocks) {
  PartBuilder part(FilePart::Kind::kIndex, offset);
  const IndexHeader& header = *ViewAs<IndexHeader>(bytes.subspan(offset));
  part.Marker("marker", header.marker)
      .Number("offset", header.offset.Get())
      .Number("blocks", header.num_blocks.Get())
      .Number("rows", header.num_rows.Get());
  const auto entries = *ViewArrayAs<IndexEntry>(
      bytes.subspan(offset + sizeof(IndexHeader)), num_blocks);
  for (const IndexEntry& entry : entries) {
    part.Number("offset of a block", entry.offset.Get())
        .Number("size of its message", entry.message_size.Get())
        .Number("its first row", entry.first_row.Get())
        .Number("its rows", entry.rows.Get());
  }
  const Trailer& trailer =
      *ViewAs<Trailer>(bytes.subspan(bytes.size() - sizeof(Trailer)));
  part.Number("offset of the index", trailer.index_offset.Get())
      .Number("blocks", trailer.num_blocks.Get())
      .Number("rows", trailer.num_rows.Get())
      .Number("size of the file", trailer.file_size.Get())
      .Hash("checksum of the header", trailer.file_header_checksum)
      .Hash("checksum of the index", trailer.index_checksum)
      .Hash("checksum of the trailer", trailer.trailer_checksum)
      .Marker("magic backwards", trailer.end_magic);
  return part.Take();
}

FilePart Plain(FilePart::Kind kind, uint64_t offset, uint64_t size,
               uint64_t block = 0, std::string note = "") {
  FilePart part;
  part.kind = kind;
  part.offset = offset;
  part.size = size;
  part.block = block;
  part.note = std::move(note);
  return part;
}

// Puts what lies between the parts into parts of its own.
class PartList {
 public:
  PartList(std::span<const uint8_t> bytes, std::string why)
      : bytes_(bytes), why_(std::move(why)) {}

  void Add(FilePart part) {
    FillUpTo(part.offset, why_);
    end_ = part.offset + part.size;
    if (part.size > 0) parts_.push_back(std::move(part));
  }

  void FillUpTo(uint64_t offset, const std::string& why) {
    if (offset <= end_) return;
    const auto gap = bytes_.subspan(end_, offset - end_);
    const bool is_padding =
        offset <= container::AlignUp(end_) &&
        std::ranges::all_of(gap, [](uint8_t byte) { return byte == 0; });
    parts_.push_back(
        is_padding
            ? Plain(FilePart::Kind::kPadding, end_, gap.size())
            : Plain(FilePart::Kind::kUnreadable, end_, gap.size(), 0, why));
    end_ = offset;
  }

  std::vector<FilePart> Take() {
    FillUpTo(bytes_.size(), why_);
    return std::move(parts_);
  }

 private:
  std::span<const uint8_t> bytes_;
  std::string why_;
  uint64_t end_ = 0;
  std::vector<FilePart> parts_;
};

// Bytes up to `end` that recovery skipped.
void AddGaps(std::span<const FileGap> gaps, uint64_t end, size_t& next,
             PartList& parts) {
  for (; next < gaps.size() && gaps[next].offset < end; ++next) {
    parts.Add(Plain(FilePart::Kind::kUnreadable, gaps[next].offset,
                    gaps[next].size, 0, gaps[next].reason));
  }
}

void AddBlocks(std::span<const uint8_t> bytes, const FileReader& reader,
               PartList& parts) {
  size_t next_gap = 0;
  for (size_t i = 0; i < reader.num_blocks(); ++i) {
    const BlockInfo& info = reader.block_info(i);
    AddGaps(reader.gaps(), info.offset, next_gap, parts);
    const auto* header = ViewAs<BlockHeader>(bytes.subspan(info.offset));
    parts.Add(BlockHeaderPart(*header, info.offset, i));
    parts.Add(Plain(FilePart::Kind::kMessage, info.offset + sizeof(BlockHeader),
                    info.message_size, i));
  }
  AddGaps(reader.gaps(), bytes.size(), next_gap, parts);
}

}  // namespace

const char* PartName(FilePart::Kind kind) {
  switch (kind) {
    case FilePart::Kind::kHeader:
      return "file header";
    case FilePart::Kind::kRootName:
      return "root name";
    case FilePart::Kind::kSchema:
      return "schema";
    case FilePart::Kind::kPadding:
      return "padding";
    case FilePart::Kind::kBlockHeader:
      return "block header";
    case FilePart::Kind::kMessage:
      return "message";
    case FilePart::Kind::kIndex:
      return "index and trailer";
    case FilePart::Kind::kTag:
      return "tag";
    case FilePart::Kind::kUnreadable:
      return "unreadable";
  }
  return "";
}

std::vector<FilePart> ListContainer(std::span<const uint8_t> bytes,
                                    const FileReader* reader, std::string why) {
  PartList parts(bytes, std::move(why));
  const auto* header = ViewAs<FileHeader>(bytes);
  if (header == nullptr) return parts.Take();
  parts.Add(HeaderPart(*header));
  if (reader == nullptr) return parts.Take();
  const FileInfo& info = reader->info();
  const uint64_t schema_at = sizeof(FileHeader) + info.root.size();
  parts.Add(
      Plain(FilePart::Kind::kRootName, sizeof(FileHeader), info.root.size()));
  parts.Add(Plain(FilePart::Kind::kSchema, schema_at, info.schema.size()));
  AddBlocks(bytes, *reader, parts);
  if (!reader->recovered()) {
    const uint64_t index_size = sizeof(IndexHeader) +
                                reader->num_blocks() * sizeof(IndexEntry) +
                                sizeof(Trailer);
    parts.Add(
        IndexPart(bytes, bytes.size() - index_size, reader->num_blocks()));
  }
  return parts.Take();
}

std::vector<FilePart> ListMessage(const Input& input) {
  std::vector<FilePart> parts;
  if (input.kind == FileKind::kTagged) {
    parts.push_back(PartBuilder(FilePart::Kind::kTag, 0)
                        .Number("version", input.bytes()[0])
                        .Hash("fingerprint", input.bound->layout().fingerprint)
                        .Take());
  }
  parts.push_back(Plain(FilePart::Kind::kMessage, input.message.offset,
                        input.message.size));
  return parts;
}

}  // namespace sinter::tools
