// Memory that the encoder's column forms use while they write one column, kept
// between columns and messages.
#ifndef SINTER_CODEC_COLUMNS_SCRATCH_H_
#define SINTER_CODEC_COLUMNS_SCRATCH_H_

#include <cstdint>
#include <memory_resource>
#include <vector>

#include "codec/columns/packed.h"

namespace sinter {

struct Scratch {
  explicit Scratch(std::pmr::memory_resource* memory)
      : values(memory),
        inner(memory),
        bits(memory),
        lengths(memory),
        mantissas(memory),
        samples(memory),
        marks(memory),
        frames(memory) {}

  std::pmr::vector<uint64_t> values;     // the column at hand, widened
  std::pmr::vector<uint64_t> inner;      // bases, distinct or dense values
  std::pmr::vector<uint64_t> bits;       // exceptions, run starts
  std::pmr::vector<uint64_t> lengths;    // widths of blocks
  std::pmr::vector<uint64_t> mantissas;  // of decimals
  std::pmr::vector<uint64_t> samples;    // ranks, totals
  // Index of a value in a dictionary; those in use are set back after use.
  std::pmr::vector<uint16_t> marks;
  std::pmr::vector<Extent> frames;  // of the column at hand
};

}  // namespace sinter

#endif  // SINTER_CODEC_COLUMNS_SCRATCH_H_
