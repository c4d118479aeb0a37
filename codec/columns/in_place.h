// Columns whose values stand in the message as they stand in memory: structs,
// and raw lists of anything of a fixed shape. Their bytes are aligned, counted
// from the start of the message (SPEC.md, "Structs", "Raw lists").
#ifndef SINTER_CODEC_COLUMNS_IN_PLACE_H_
#define SINTER_CODEC_COLUMNS_IN_PLACE_H_

#include <cstdint>
#include <memory_resource>
#include <span>
#include <string_view>
#include <vector>

#include "codec/column.h"
#include "codec/columns/scratch.h"
#include "codec/shape.h"
#include "codec/wire_reader.h"
#include "codec/wire_writer.h"

namespace sinter {

// Reads `column.rows` structs, at least one.
[[nodiscard]] bool OpenStructs(const Shape& shape, WireReader& reader,
                               Column& column);

// Writes raw lists, at least one, each a whole number of elements; `numbers` is
// working memory.
void PutRaw(std::span<const std::string_view> rows, uint32_t element_size,
            uint32_t align, std::pmr::vector<uint64_t>& numbers,
            Scratch& scratch, WireWriter& writer);

// Reads `columns[0].rows` raw lists, at least one, into two descriptors: the
// ranges in units, and the elements at the end of each row that are unused.
[[nodiscard]] bool OpenRaw(RawUnit unit, uint32_t align, WireReader& reader,
                           Column* columns);

// Why an open column breaks the rules that opening does not check, or null.
const char* FindStructsFault(const Shapes& shapes, ShapeId shape,
                             const Column& column);
const char* FindRawFault(const Shapes& shapes, ShapeId element, RawUnit unit,
                         const Column* columns);

}  // namespace sinter

#endif  // SINTER_CODEC_COLUMNS_IN_PLACE_H_
