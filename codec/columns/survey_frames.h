// Extents and counts of integers in vectors of four, by instructions that not
// every processor has: looked for when the program runs, as in unpack_eights.h.
// Internal to the engine; each caller has a loop that always works.
#ifndef SINTER_CODEC_COLUMNS_SURVEY_FRAMES_H_
#define SINTER_CODEC_COLUMNS_SURVEY_FRAMES_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "codec/columns/packed.h"

namespace sinter {

// How many values of some differ from the one before each, and from the value
// of a sparse column.
struct ValueCounts {
  uint64_t changes = 0;
  uint64_t exceptions = 0;
};

// The extents of frames of 16 values, into `frames`, and what they add to
// `counts`. Another value stands in front of the first. Of as many frames as it
// can, from the first on, perhaps none; returns how many.
size_t SurveyFrames(std::span<const uint64_t> values, bool is_signed,
                    uint64_t sparse_value, Extent* frames, ValueCounts& counts);

// What values are above the line of first + i * slope (modulo 2^64), at least
// and at most, added to `extent` as InOrder maps them; of as many values as it
// can. Returns how many.
size_t SurveyLine(std::span<const uint64_t> values, bool is_signed,
                  uint64_t first, uint64_t slope, Extent& extent);

// The extent of the values other than `usual`, added to `extent`, of as many as
// it can. Returns how many it looked at.
size_t SurveyExceptions(std::span<const uint64_t> values, bool is_signed,
                        uint64_t usual, Extent& extent);

}  // namespace sinter

#endif  // SINTER_CODEC_COLUMNS_SURVEY_FRAMES_H_
