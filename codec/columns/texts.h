// String columns: every string in its place, or an interned table of the
// distinct ones and an integer column of their numbers (SPEC.md, "Strings").
#ifndef SINTER_CODEC_COLUMNS_TEXTS_H_
#define SINTER_CODEC_COLUMNS_TEXTS_H_

#include <cstdint>
#include <span>
#include <string_view>

#include "codec/column.h"
#include "codec/columns/scratch.h"
#include "codec/string_table.h"
#include "codec/wire_reader.h"
#include "codec/wire_writer.h"

namespace sinter {

struct TextTraits {
  uint32_t fixed_size = 0;  // of all strings, which go without lengths; or 0
  bool is_utf8 = false;
};

// Writes two strings or more, in the smaller way; `table` is working memory.
// False if they are to be UTF-8 and are not; what was written means nothing
// then.
[[nodiscard]] bool PutTexts(std::span<const std::string_view> texts,
                            const TextTraits& traits, StringTable& table,
                            Scratch& scratch, WireWriter& writer);

// Reads the strings of `columns[0].rows` rows, at least two, into two
// descriptors: the strings and the index.
[[nodiscard]] bool OpenTexts(uint32_t fixed_size, WireReader& reader,
                             Column* columns);

// Fills two descriptors with one string for every row.
void SetConstantText(std::string_view text, uint32_t rows, Column* columns);

// The number of a lone string among those of its message, counted from 1, so
// that one which stands for many columns is verified once; 0 for empty ones.
// Of columns of one row only.
inline void SetLoneNumber(uint32_t number, Column* columns) {
  columns[1].packed.word[0] = number;
}
inline uint32_t LoneNumber(const Column* columns) {
  return static_cast<uint32_t>(columns[1].packed.word[0]);
}

// Why an open string column breaks the rules that opening does not check, or
// null.
const char* FindTextsFault(const Column* columns, bool is_utf8);

}  // namespace sinter

#endif  // SINTER_CODEC_COLUMNS_TEXTS_H_
