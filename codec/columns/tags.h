// Tag columns of unions: which variant each row has, and the row of its value
// among those of that variant. Tags are bit planes in groups of 64 rows, so
// that "how many rows before this one have my tag" is a few words of logic;
// counts are sampled every 256 rows, for each variant (SPEC.md, "Unions").
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

// Writes the tags of one row or more, each less than `num_variants`.
void PutTags(std::span<const uint8_t> tags, uint32_t num_variants,
             Scratch& scratch, WireWriter& writer);

// Reads the tags of `columns[0].rows` rows, at least one, into 1 + num_variants
// descriptors: the tags, and for each variant its rows.
[[nodiscard]] bool OpenTags(uint32_t num_variants, WireReader& reader,
                            Column* columns);

// A union whose rows all have one tag.
void SetConstantTag(uint32_t tag, uint32_t rows, uint32_t num_variants,
                    Column* columns);

// Why an open tag column breaks the rules that opening does not check, or null.
const char* FindTagsFault(const Column* columns, uint32_t num_variants);

}  // namespace sinter

#endif  // SINTER_CODEC_COLUMNS_TAGS_H_
