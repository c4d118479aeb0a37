#include "codec/columns/in_place.h"

#include <algorithm>

#include "codec/bits.h"
#include "codec/columns/integers.h"
#include "codec/columns/lengths.h"

namespace sinter {

bool OpenStructs(const Shape& shape, WireReader& reader, Column& column) {
  const uint32_t rows = column.rows;
  const uint8_t* data;
  if (rows > 1) reader.TraceForm("structs");
  // Below 2^52.
  if (!reader.ReadAligned(uint64_t{rows} * shape.size, shape.align, "structs",
                          data)) {
    return false;
  }
  column = ConstantColumn(0, rows);
  column.mode = ColumnMode::kStruct;
  column.data = data;
  column.packed.stride = shape.size;
  return true;
}

const char* FindStructsFault(const Shapes& shapes, ShapeId shape,
                             const Column& column) {
  return FindShapeFaults(shapes, shape, column.rows, column.data);
}

void PutRaw(std::span<const std::string_view> rows, uint32_t element_size,
            uint32_t align, std::pmr::vector<uint64_t>& numbers,
            Scratch& scratch, WireWriter& writer) {
  const RawUnit unit = RawUnitOf(element_size, align);
  const auto units_of = [&](std::string_view row) {
    return (row.size() + unit.bytes - 1) / unit.bytes;
  };
  const auto zeros_after = [&](std::string_view row) {
    return units_of(row) * unit.bytes - row.size();
  };
  bool are_empty = true;
  numbers.clear();
  for (const std::string_view row : rows) {
    numbers.push_back(units_of(row));
    are_empty = are_empty && row.empty();
  }
  PutLengths(numbers, LengthsUse::kAlone, scratch, writer);
  if (are_empty) return;
  if (unit.elements > 1) {
    numbers.clear();
    for (const std::string_view row : rows) {
      numbers.push_back(zeros_after(row) / element_size);
    }
    if (rows.size() == 1) {
      writer.PutBits(numbers[0], BitsFor(unit.elements - 1));
    } else {
      PutIntegers(numbers, {}, scratch, writer);
    }
  }
  writer.PutPadding(align);
  for (const std::string_view row : rows) {
    writer.PutBytes(row);
    writer.PutZeros(zeros_after(row));
  }
}

bool OpenRaw(RawUnit unit, uint32_t align, WireReader& reader,
             Column* columns) {
  const uint32_t rows = columns[0].rows;
  columns[1] = ConstantColumn(0, rows);
  if (!OpenLengths(LengthsUse::kAlone, reader.remaining() / unit.bytes,
                   FailureCode::kMalformed, reader, columns[0])) {
    return false;
  }
  const uint64_t total = columns[0].ranges.total;
  if (total == 0) return true;
  if (unit.elements > 1 && rows == 1) {
    uint64_t unused;
    // Units have 2^k elements: no code is too large.
    if (!reader.ReadBits(BitsFor(unit.elements - 1), "unused", unused)) {
      return false;
    }
    columns[1] = ConstantColumn(unused, 1);
  } else if (unit.elements > 1 && !OpenIntegers({}, reader, columns[1])) {
    return false;
  }
  return reader.ReadAligned(total * unit.bytes, align, "raw lists",
                            columns[0].ranges.bytes);
}

RawRange GetRaw(const Column* columns, RawUnit unit, uint32_t row) {
  const RowRange range = GetRange(columns[0], row);
  const uint8_t* data = columns[0].ranges.bytes + range.start * unit.bytes;
  if (range.count == 0) return {data, 0};
  const uint64_t unused = GetInteger(columns[1], row);
  // What nobody verified may be any number.
  if (unused >= unit.elements) return {data, 0};
  return {data, range.count * unit.elements - unused};
}

const char* FindRawFault(const Shapes& shapes, ShapeId element, RawUnit unit,
                         const Column* columns) {
  if (const char* fault = FindLengthsFault(columns[0])) return fault;
  if (columns[0].ranges.total == 0) return nullptr;
  const IntegerBounds bounds{
      .is_signed = false, .lo = 0, .hi = unit.elements - uint64_t{1}};
  if (const char* fault = FindIntegersFault(columns[1], bounds)) return fault;
  const Shape& shape = shapes[element];
  if (unit.elements == 1 && shape.is_plain()) return nullptr;
  // There are units, and where rows differ in them there are bits for each row:
  // no more rows than in proportion to the bytes.
  for (uint32_t row = 0; row < columns[0].rows; ++row) {
    const RowRange range = GetRange(columns[0], row);
    const uint64_t unused = GetInteger(columns[1], row);
    if (range.count == 0) {
      if (unused != 0) return "an empty raw list leaves elements unused";
      continue;
    }
    const RawRange raw = GetRaw(columns, unit, row);
    if (const char* fault =
            FindShapeFaults(shapes, element, raw.count, raw.data)) {
      return fault;
    }
    const uint8_t* end = raw.data + raw.count * shape.size;
    if (std::any_of(end, end + unused * shape.size,
                    [](uint8_t byte) { return byte != 0; })) {
      return "padding after a raw list is not zero";
    }
  }
  return nullptr;
}

}  // namespace sinter
