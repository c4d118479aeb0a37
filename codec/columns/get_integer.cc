// How the integer of a row is found in every form; packed columns and
// dictionaries are read inline but for rows in the last bytes of a message.

#include <algorithm>

#include "codec/columns/bits_column.h"
#include "codec/columns/integer_form.h"
#include "codec/columns/packed.h"

namespace sinter {
namespace {

template <typename Loads>
uint64_t LoadOwnField(const Column& column, uint32_t row) {
  return Loads::Field(column.data, column.rows, row, column.width);
}

template <typename Loads>
uint64_t GetFromLine(const Column& column, uint32_t row) {
  return column.base + row * column.packed.stride +
         LoadOwnField<Loads>(column, row);
}

uint64_t GetFromDictionary(const Column& column, uint32_t row) {
  const Column::Dictionary& dictionary = column.dictionary;
  const uint64_t index = std::min<uint64_t>(
      LoadOwnField<BoundedLoads>(column, row), dictionary.last);
  return GetInner(dictionary.values, column.inner_width,
                  dictionary.last + uint32_t{1}, static_cast<uint32_t>(index));
}

template <typename Loads>
uint64_t GetFromFrame(const Column& column, uint32_t row) {
  const Column::Frame& frame = column.frame;
  return GetInner<Loads>(frame.bases, column.inner_width,
                         NumFrames(column.rows), row / kFrameRows) +
         row * frame.stride + LoadOwnField<Loads>(column, row);
}

uint64_t GetFromBlocks(const Column& column, uint32_t row) {
  const PackedBlock block = GetBlock(column, row / kBlockRows);
  return block.base +
         LoadField(block.data, block.size, row % kBlockRows, block.width);
}

template <typename Loads>
uint64_t GetDense(const Column& column, uint32_t rank) {
  const uint32_t count = NumDenseValues(column);
  return GetInner<Loads>(column.ranked.dense, column.inner_width, count,
                         std::min(rank, count - 1));
}

template <typename Loads>
uint64_t GetFromSparse(const Column& column, uint32_t row) {
  const BitAndRank found = GetBitAndRank(column, row);
  return found.bit ? GetDense<Loads>(column, found.rank) : column.base;
}

template <typename Loads>
uint64_t GetFromRuns(const Column& column, uint32_t row) {
  const BitAndRank found = GetBitAndRank(column, row);
  return GetDense<Loads>(column, found.rank + found.bit);
}

}  // namespace

uint64_t internal::GetIntegerSlow(const Column& column, uint32_t row) {
  const bool whole = column.has_whole_loads;
  switch (column.mode) {
    case ColumnMode::kDictionary:
      return GetFromDictionary(column, row);
    case ColumnMode::kFrame:
      return whole ? GetFromFrame<WholeLoads>(column, row)
                   : GetFromFrame<BoundedLoads>(column, row);
    case ColumnMode::kBlocks:
      return whole ? GetFromWholeBlocks(column, row)
                   : GetFromBlocks(column, row);
    case ColumnMode::kSparse:
      return whole ? GetFromSparse<WholeLoads>(column, row)
                   : GetFromSparse<BoundedLoads>(column, row);
    case ColumnMode::kRuns:
      return whole ? GetFromRuns<WholeLoads>(column, row)
                   : GetFromRuns<BoundedLoads>(column, row);
    case ColumnMode::kLinear:
      if (row < column.packed.whole_rows) {
        return GetFromLine<WholeLoads>(column, row);
      }
      break;
    case ColumnMode::kPacked:
    case ColumnMode::kBits:
    case ColumnMode::kLengths:
    case ColumnMode::kReference:
    case ColumnMode::kTags:
    case ColumnMode::kVariant:
    case ColumnMode::kStruct:
      break;
  }
  return GetFromLine<BoundedLoads>(column, row);
}

}  // namespace sinter
