#include "codec/map_keys.h"

#include "codec/columns/packed.h"

namespace sinter {
namespace {

// The first entry of [begin, end) whose key is not `less` than the one sought.
template <typename IsLess>
uint64_t Bisect(RowRange entries, const IsLess& is_less) {
  uint64_t begin = entries.start;
  uint64_t count = entries.count;
  while (count > 0) {
    const uint64_t half = count / 2;
    if (is_less(static_cast<uint32_t>(begin + half))) {
      begin += half + 1;
      count -= half + 1;
    } else {
      count = half;
    }
  }
  return begin;
}

bool Ascends(const Node& key, const Column* keys, uint32_t entry) {
  if (key.kind == NodeKind::kText) {
    return GetText(keys, entry) < GetText(keys, entry + 1);
  }
  return InOrder(GetInteger(*keys, entry), key.is_signed) <
         InOrder(GetInteger(*keys, entry + 1), key.is_signed);
}

// base + row * stride, without a wrap and rising: ascending in every map.
bool IsRisingLine(const Node& key, const Column& keys) {
  if (keys.mode != ColumnMode::kLinear || keys.width != 0 || keys.rows == 0) {
    return false;
  }
  const uint64_t stride = keys.packed.stride;
  return static_cast<int64_t>(stride) > 0 &&
         LineStays(InOrder(keys.base, key.is_signed), stride, keys.rows - 1, 0,
                   ~uint64_t{0});
}

}  // namespace

uint64_t FindTextKey(const Column& map, const Column* keys, uint32_t row,
                     std::string_view key) {
  const RowRange entries = GetRange(map, row);
  const uint64_t found = Bisect(
      entries, [&](uint32_t entry) { return GetText(keys, entry) < key; });
  if (found == entries.start + entries.count) return kAbsent;
  return GetText(keys, static_cast<uint32_t>(found)) == key ? found : kAbsent;
}

uint64_t FindIntegerKey(const Column& map, const Column& keys, bool is_signed,
                        uint32_t row, uint64_t key) {
  const RowRange entries = GetRange(map, row);
  const uint64_t found = Bisect(entries, [&](uint32_t entry) {
    return InOrder(GetInteger(keys, entry), is_signed) <
           InOrder(key, is_signed);
  });
  if (found == entries.start + entries.count) return kAbsent;
  return GetInteger(keys, static_cast<uint32_t>(found)) == key ? found
                                                               : kAbsent;
}

const char* FindKeysFault(const Column& map, const Node& key,
                          const Column* keys) {
  // Maps of at most one entry, and maps whose keys are one line: nothing to
  // look at, however many they are.
  if (map.width == 0 && map.base <= 1) return nullptr;
  if (key.kind == NodeKind::kInteger && IsRisingLine(key, *keys)) {
    return nullptr;
  }
  for (uint32_t row = 0; row < map.rows; ++row) {
    const RowRange entries = GetRange(map, row);
    for (uint64_t i = 1; i < entries.count; ++i) {
      if (!Ascends(key, keys, static_cast<uint32_t>(entries.start + i - 1))) {
        return "keys of a map are not ascending";
      }
    }
  }
  return nullptr;
}

}  // namespace sinter
