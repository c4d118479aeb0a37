// The bytes of a container (SPEC.md, "Container"):
//
//   file   = FileHeader root schema pad block* index trailer
//   block  = BlockHeader message pad
//   index  = IndexHeader IndexEntry*
//
// `pad` is zero bytes up to the next multiple of 64, so blocks and messages
// start at multiples of 64. Each struct mirrors its bytes.
#ifndef SINTER_CODEC_FILE_CONTAINER_FORMAT_H_
#define SINTER_CODEC_FILE_CONTAINER_FORMAT_H_

#include <array>
#include <cstdint>

#include "codec/typed_bytes.h"

namespace sinter::container {

using Marker = std::array<uint8_t, 8>;
using U64 = LittleEndian<uint64_t>;

// A byte that is not ASCII, "SNT", and the line ends and the end-of-file mark
// that transfers as text would change.
inline constexpr Marker kMagic = {0x8b, 'S', 'N', 'T', 0x0d, 0x0a, 0x1a, 0x0a};
inline constexpr Marker kBlockMarker = {0x8b, 'S',  'N',  'B',
                                        0xd1, 0x9c, 0x3e, 0xa7};
inline constexpr Marker kIndexMarker = {0x8b, 'S',  'N',  'I',
                                        0x6c, 0xe5, 0x92, 0x1f};
// The magic backwards.
inline constexpr Marker kEndMagic = {0x0a, 0x1a, 0x0a, 0x0d,
                                     'T',  'N',  'S',  0x8b};

inline constexpr uint8_t kVersion = 1;

// FileHeader::flags: the file holds one record, not a list of records that
// happens to have one. Such a file has exactly one row.
inline constexpr uint8_t kFlagOneRecord = 1;

inline constexpr uint64_t kBlockAlignment = 64;

struct FileHeader {
  Marker magic;
  uint8_t version;
  uint8_t flags;
  LittleEndian<uint16_t> root_size;
  LittleEndian<uint32_t> schema_size;
  U64 fingerprint;
  U64 body_checksum;    // of root and schema
  U64 header_checksum;  // of all fields before it
};
static_assert(sizeof(FileHeader) == 40);

struct BlockHeader {
  Marker marker;
  U64 offset;  // where this header starts
  U64 first_row;
  U64 rows;
  U64 message_size;
  U64 flags;
  U64 message_checksum;
  U64 header_checksum;  // of all fields before it
};
static_assert(sizeof(BlockHeader) == kBlockAlignment);

struct IndexHeader {
  Marker marker;
  U64 offset;  // where this header starts
  U64 num_blocks;
  U64 num_rows;
};
static_assert(sizeof(IndexHeader) == 32);

struct IndexEntry {
  U64 offset;  // where the block's header starts
  U64 message_size;
  U64 first_row;
  U64 rows;
};
static_assert(sizeof(IndexEntry) == 32);

struct Trailer {
  U64 index_offset;
  U64 num_blocks;
  U64 num_rows;
  U64 file_size;
  U64 file_header_checksum;  // FileHeader::header_checksum
  U64 index_checksum;        // of all entries
  U64 trailer_checksum;      // of all fields before it
  Marker end_magic;
};
static_assert(sizeof(Trailer) == 64);

// `offset` up to the next multiple of 64; at most kMaxFileBytes - 63.
constexpr uint64_t AlignUp(uint64_t offset) {
  return (offset + kBlockAlignment - 1) / kBlockAlignment * kBlockAlignment;
}

// Where the first block, or the index, starts.
constexpr uint64_t FirstBlockOffset(const FileHeader& header) {
  return AlignUp(sizeof(FileHeader) + uint64_t{header.root_size} +
                 header.schema_size);
}

}  // namespace sinter::container

#endif  // SINTER_CODEC_FILE_CONTAINER_FORMAT_H_
