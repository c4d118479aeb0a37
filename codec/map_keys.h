// Keys of maps: ascending within each map and unique, so that entries are found
// by bisection (SPEC.md, "Maps").
#ifndef SINTER_CODEC_MAP_KEYS_H_
#define SINTER_CODEC_MAP_KEYS_H_

#include <cstdint>
#include <string_view>

#include "codec/column.h"
#include "codec/layout.h"

namespace sinter {

// The row of the entry with this key in the map of `row`, or kAbsent. `map` is
// the map's descriptor, `keys` those of its keys. O(log entries).
uint64_t FindTextKey(const Column& map, const Column* keys, uint32_t row,
                     std::string_view key);
uint64_t FindIntegerKey(const Column& map, const Column& keys, bool is_signed,
                        uint32_t row, uint64_t key);

// Why keys that are otherwise verified are not ascending in every map, or null.
// `key` is their node. Takes time in proportion to the bytes, not to the
// entries: where entries cost no bytes they are soon found to be equal, or they
// are a line.
const char* FindKeysFault(const Column& map, const Node& key,
                          const Column* keys);

}  // namespace sinter

#endif  // SINTER_CODEC_MAP_KEYS_H_
