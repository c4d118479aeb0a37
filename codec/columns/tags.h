// Tag columns of unions: which variant each row has, and the row of its value
// among those of that variant. Tags are bit planes in groups of 64 rows, so
// that "how many rows before this one have my tag" is a few words of logic;
// counts are sampled every 256 rows, for each variant (SPEC.md, "Unions").
//
// Variants that were added later have tags of their own, in as many rows as
// have the tag behind those of the variants before, the escape (SPEC.md,
// "Extensions"). An open column of tags holds in `packed` the number of its
// variants (mask), how many descriptors further on the tags of the variants
// added next stand (stride; 0: nowhere), its planes if they are few (word[0])
// and the number of rows with the escape (word[1]).
#ifndef SINTER_CODEC_COLUMNS_TAGS_H_
#define SINTER_CODEC_COLUMNS_TAGS_H_

#include <cstdint>
#include <span>

#include "codec/column.h"
#include "codec/columns/scratch.h"
#include "codec/wire_reader.h"
#include "codec/wire_writer.h"

namespace sinter {

inline constexpr uint32_t kTagBlock = 256;  // rows between samples

// Bits of a tag of a union of so many variants. One code is kept for variants
// that later versions of the schema add.
constexpr unsigned TagWidth(uint32_t num_variants) {
  return BitsFor(num_variants);
}

// Variants that stand together in a message.
struct TagsShape {
  uint32_t num_variants = 0;
  uint32_t next = 0;        // see above
  bool may_escape = false;  // rows may have variants added later
};

// Writes the tags of one row or more, each at most `num_variants`, which is the
// escape.
void PutTags(std::span<const uint8_t> tags, uint32_t num_variants,
             Scratch& scratch, WireWriter& writer);

// Reads the tags of `columns[0].rows` rows, at least one, into 1 + num_variants
// descriptors: the tags, and for each variant its rows.
[[nodiscard]] bool OpenTags(const TagsShape& shape, WireReader& reader,
                            Column* columns);

// The rows of an open tag column that have the escape.
inline uint32_t EscapeRows(const Column& tags) {
  return static_cast<uint32_t>(tags.packed.word[1]);
}

// The tags of the variants added next to those of an open tag column, or null.
inline const Column* NextTags(const Column* tags) {
  return tags->packed.stride == 0 ? nullptr : tags + tags->packed.stride;
}

// Why the open tag columns of a union break the rules that opening does not
// check, or null.
const char* FindTagsFault(const Column* columns);

}  // namespace sinter

#endif  // SINTER_CODEC_COLUMNS_TAGS_H_
