#include "codec/unpack.h"

#include <algorithm>
#include <cstring>

#include "codec/bits.h"
#include "codec/columns/bits_column.h"
#include "codec/columns/floats.h"
#include "codec/columns/integer_form.h"
#include "codec/columns/packed.h"
#include "codec/columns/packed_array.h"

namespace sinter {
namespace {

// Rows that pass through a buffer together.
constexpr size_t kChunk = 256;

PackedArray ArrayOf(const InnerPacked& inner, unsigned width, uint32_t count) {
  return {inner.data, PackedBytes(count, width), inner.base, inner.stride,
          width};
}

template <typename U>
void PutPackedRows(const Column& column, uint32_t first, size_t count,
                   Output<U>& out) {
  PutArray({column.data, PackedBytes(column.rows, column.width), column.base,
            column.packed.stride, column.width},
           first, count, out);
}

// Chunks begin with a frame: what stands above the bases, then the bases.
template <typename U>
void PutFrames(const Column& column, uint32_t first, size_t count,
               Output<U>& out) {
  const Column::Frame& frame = column.frame;
  const uint32_t num_frames = NumFrames(column.rows);
  const PackedArray all_bases =
      ArrayOf(frame.bases, column.inner_width, num_frames);
  const PackedArray all_values = {column.data,
                                  PackedBytes(column.rows, column.width), 0,
                                  frame.stride, column.width};
  uint64_t row = first;
  const uint64_t end = row + count;
  while (row < end) {
    const uint64_t chunk_end =
        std::min<uint64_t>(end, row - row % kFrameRows + kChunk);
    U values[kChunk];
    Output<U> values_out(values);
    PutArray(all_values, row, chunk_end - row, values_out);
    U bases[kChunk / kFrameRows];
    Output<U> bases_out(bases);
    PutArray(
        all_bases, row / kFrameRows,
        NumFrames(static_cast<uint32_t>(chunk_end - row + row % kFrameRows)),
        bases_out);
    const U* value = values;
    for (const U* base = bases; row < chunk_end; ++base) {
      const uint64_t frame_end =
          std::min<uint64_t>(chunk_end, row - row % kFrameRows + kFrameRows);
      const size_t n = frame_end - row;
      out.PutEach(n, [&](size_t i) { return uint64_t{*base} + value[i]; });
      value += n;
      row = frame_end;
    }
  }
}

template <typename U>
void PutBlocks(const Column& column, uint32_t first, size_t count,
               Output<U>& out) {
  uint64_t row = first;
  const uint64_t end = row + count;
  while (row < end) {
    const auto block = static_cast<uint32_t>(row / kBlockRows);
    const uint64_t block_end =
        std::min(end, (uint64_t{block} + 1) * kBlockRows);
    const PackedBlock found = GetBlock(column, block);
    PutArray({found.data, found.size, found.base, 0, found.width},
             row % kBlockRows, block_end - row, out);
    row = block_end;
  }
}

template <typename U>
void PutDictionary(const Column& column, uint32_t first, size_t count,
                   Output<U>& out) {
  constexpr uint32_t kMaxValues = 256;
  const Column::Dictionary& dictionary = column.dictionary;
  // Indexes that nobody verified name the last value where there is none.
  const uint32_t last = dictionary.last;
  U values[kMaxValues];
  Output<U> values_out(values);
  PutArray(ArrayOf(dictionary.values, column.inner_width, last + 1), 0,
           last + 1, values_out);
  std::fill(values + last + 1, values + dictionary.mask + 1, values[last]);
  const PackedArray indexes = {
      column.data, PackedBytes(column.rows, column.width), 0, 0, column.width};
  uint8_t chunk[kChunk];
  for (uint64_t done = 0; done < count; done += kChunk) {
    const uint64_t n = std::min<uint64_t>(kChunk, count - done);
    Output<uint8_t> chunk_out(chunk);
    PutArray(indexes, first + done, n, chunk_out);
    out.PutEach(n, [&](size_t i) { return values[chunk[i]]; });
  }
}

// Calls `visit(bit, rows)` for the bits of rows [first, first + count), up to
// 64 of them in a word.
template <typename Visit>
void VisitBits(const Column& column, uint32_t first, size_t count,
               const Visit& visit) {
  constexpr size_t kWords = kRankBlock / 64;
  uint64_t row = first;
  const uint64_t end = row + count;
  while (row < end) {
    uint64_t words[kWords];
    const auto block = static_cast<uint32_t>(row / kRankBlock);
    GetBitWords(column, block, words);
    const uint64_t block_end =
        std::min(end, (uint64_t{block} + 1) * kRankBlock);
    while (row < block_end) {
      const uint64_t skip = row % 64;
      const uint64_t rows = std::min<uint64_t>(64 - skip, block_end - row);
      visit(words[row % kRankBlock / 64] >> skip, rows);
      row += rows;
    }
  }
}

// The values that a sparse or runs column picks by rank.
struct DenseValues {
  const Column& column;
  uint32_t count;

  uint64_t operator[](uint64_t rank) const {
    const auto index =
        static_cast<uint32_t>(std::min<uint64_t>(rank, count - 1));
    return GetInner(column.ranked.dense, column.inner_width, count, index);
  }
};

template <typename U>
void PutSparseRows(const Column& column, uint32_t first, size_t count,
                   Output<U>& out) {
  const DenseValues dense{column, static_cast<uint32_t>(CountOnes(column))};
  uint64_t rank = GetBitAndRank(column, first).rank;
  VisitBits(column, first, count, [&](uint64_t bits, uint64_t rows) {
    out.PutEach(rows, [&](size_t i) {
      return ((bits >> i) & 1) != 0 ? dense[rank++] : column.base;
    });
  });
}

template <typename U>
void PutRunRows(const Column& column, uint32_t first, size_t count,
                Output<U>& out) {
  const DenseValues dense{column, static_cast<uint32_t>(CountOnes(column)) + 1};
  uint64_t rank = GetBitAndRank(column, first).rank;
  uint64_t value = dense[rank];
  VisitBits(column, first, count, [&](uint64_t bits, uint64_t rows) {
    while (rows > 0) {
      // Rows up to the next one that starts a run.
      const uint64_t same = std::min<uint64_t>(
          rows, static_cast<uint64_t>(std::countr_zero(bits)));
      out.Fill(value, same);
      rows -= same;
      if (rows == 0) break;
      value = dense[++rank];
      out.Put(value);
      --rows;
      bits = same == 63 ? 0 : bits >> (same + 1);
    }
  });
}

template <typename U>
void PutAny(const Column& column, uint32_t first, size_t count, Output<U> out) {
  switch (column.mode) {
    case ColumnMode::kFrame:
      return PutFrames(column, first, count, out);
    case ColumnMode::kBlocks:
      return PutBlocks(column, first, count, out);
    case ColumnMode::kDictionary:
      return PutDictionary(column, first, count, out);
    case ColumnMode::kSparse:
      return PutSparseRows(column, first, count, out);
    case ColumnMode::kRuns:
      return PutRunRows(column, first, count, out);
    case ColumnMode::kPacked:
    case ColumnMode::kLinear:
    case ColumnMode::kBits:
    case ColumnMode::kLengths:
    case ColumnMode::kReference:
    case ColumnMode::kTags:
    case ColumnMode::kVariant:
    case ColumnMode::kStruct:
      break;
  }
  PutPackedRows(column, first, count, out);
}

}  // namespace

void UnpackIntegers(const Column& column, uint32_t first, size_t count,
                    unsigned size_bytes, void* out) {
  if (count == 0) return;
  switch (size_bytes) {
    case 1:
      return PutAny(column, first, count, Output<uint8_t>(out));
    case 2:
      return PutAny(column, first, count, Output<uint16_t>(out));
    case 4:
      return PutAny(column, first, count, Output<uint32_t>(out));
    default:
      return PutAny(column, first, count, Output<uint64_t>(out));
  }
}

void UnpackDoubles(const Column& column, uint32_t first, size_t count,
                   double* out) {
  if (column.float_form == kFloatRaw) {
    return UnpackIntegers(column, first, count, sizeof(double), out);
  }
  uint64_t chunk[kChunk];
  for (size_t done = 0; done < count; done += kChunk) {
    const size_t n = std::min(kChunk, count - done);
    UnpackIntegers(column, first + static_cast<uint32_t>(done), n,
                   sizeof(uint64_t), chunk);
    DecodeDoubles(column.float_form, {chunk, n}, out + done);
  }
}

void UnpackFloats(const Column& column, uint32_t first, size_t count,
                  float* out) {
  if (column.float_form == kFloatRaw) {
    return UnpackIntegers(column, first, count, sizeof(float), out);
  }
  uint64_t chunk[kChunk];
  for (size_t done = 0; done < count; done += kChunk) {
    const size_t n = std::min(kChunk, count - done);
    UnpackIntegers(column, first + static_cast<uint32_t>(done), n,
                   sizeof(uint64_t), chunk);
    DecodeFloats(column.float_form, {chunk, n}, out + done);
  }
}

void UnpackBits(const Column& column, uint32_t first, size_t count, bool* out) {
  VisitBits(column, first, count, [&](uint64_t bits, uint64_t rows) {
    for (uint64_t i = 0; i < rows; ++i, bits >>= 1) *out++ = (bits & 1) != 0;
  });
}

}  // namespace sinter
