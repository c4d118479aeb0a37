// The cells of a builder's column in the order of the wire, widened to what the
// column forms take. One loop per native width; where rows were made in their
// final order, as builders in natural order do, it is a plain copy. Internal to
// the engine.
#ifndef SINTER_CODEC_GATHER_H_
#define SINTER_CODEC_GATHER_H_

#include <cstdint>
#include <memory_resource>
#include <span>
#include <string_view>
#include <vector>

#include "codec/builder_rows.h"
#include "codec/row_order.h"

namespace sinter {

// One column: its node, its cells, and the order of the rows of its space.
struct GatherSource {
  const Node& node;
  const Cells& cells;
  const SpaceOrder& order;
};

// Numbers, sign extended, one per row.
void GatherNumbers(const GatherSource& source,
                   std::pmr::vector<uint64_t>& numbers);

// The same for reading alone: the result refers to the cells themselves where
// these are as wide, else to `numbers`.
std::span<const uint64_t> GatherIntegers(const GatherSource& source,
                                         std::pmr::vector<uint64_t>& numbers);

// Bools, one bit per row.
void GatherBools(const GatherSource& source, std::pmr::vector<uint64_t>& words);

// Which rows of an optional have a value, one bit per row.
void GatherPresence(const GatherSource& source,
                    std::pmr::vector<uint64_t>& words);

// Texts, one per row. The result refers to the cells themselves where it can,
// else to `texts`.
std::span<const std::string_view> GatherTexts(
    const GatherSource& source, std::pmr::vector<std::string_view>& texts);

// Whether all rows of a bool, number or text column have the node's default.
bool AllDefault(const GatherSource& source);

}  // namespace sinter

#endif  // SINTER_CODEC_GATHER_H_
