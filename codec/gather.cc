#include "codec/gather.h"

#include <algorithm>

namespace sinter {
namespace {

// Calls `visit(position, cell)` for each row that has a cell, until it returns
// false. Returns whether it never did.
template <typename T, typename Visit>
bool ForEachCell(const GatherSource& source, const Visit& visit) {
  const std::span<const T> cells = source.cells.of<T>();
  const uint32_t rows = source.order.size();
  if (source.order.is_identity()) {
    const auto set =
        static_cast<uint32_t>(std::min<size_t>(rows, cells.size()));
    for (uint32_t i = 0; i < set; ++i) {
      if (!visit(i, cells[i])) return false;
    }
    return true;
  }
  for (uint32_t i = 0; i < rows; ++i) {
    const uint32_t row = source.order[i];  // kNoRow is beyond all cells
    if (row < cells.size() && !visit(i, cells[row])) return false;
  }
  return true;
}

// Calls `visit` with a null pointer to the type of the numbers' cells.
template <typename Visit>
auto WithCellType(const Node& node, const Visit& visit) {
  switch (node.bits) {
    case 8:
      return node.is_signed ? visit(static_cast<int8_t*>(nullptr))
                            : visit(static_cast<uint8_t*>(nullptr));
    case 16:
      return node.is_signed ? visit(static_cast<int16_t*>(nullptr))
                            : visit(static_cast<uint16_t*>(nullptr));
    case 32:
      return node.is_signed ? visit(static_cast<int32_t*>(nullptr))
                            : visit(static_cast<uint32_t*>(nullptr));
    default:
      return visit(static_cast<uint64_t*>(nullptr));
  }
}

template <typename T>
uint64_t Widen(T cell) {
  return static_cast<uint64_t>(static_cast<int64_t>(cell));
}
template <>
uint64_t Widen(uint64_t cell) {
  return cell;
}

// Whether every row has a cell.
bool IsFull(const GatherSource& source) {
  return source.order.is_identity() && source.cells.size >= source.order.size();
}

}  // namespace

void GatherNumbers(const GatherSource& source,
                   std::pmr::vector<uint64_t>& numbers) {
  if (IsFull(source)) {
    numbers.resize(source.order.size());
  } else {
    numbers.assign(source.order.size(), source.node.default_bits);
  }
  WithCellType(source.node, [&]<typename T>(T*) {
    ForEachCell<T>(source, [&, out = numbers.data()](uint32_t i, T cell) {
      out[i] = Widen(cell);
      return true;
    });
  });
}

std::span<const uint64_t> GatherIntegers(const GatherSource& source,
                                         std::pmr::vector<uint64_t>& numbers) {
  if (source.node.bits == 64 && IsFull(source)) {
    return source.cells.of<uint64_t>().first(source.order.size());
  }
  GatherNumbers(source, numbers);
  return numbers;
}

namespace {

// Eight bools in eight bytes, 0 or 1, as eight bits.
uint64_t BitsOfBytes(const uint8_t* bools) {
  return (LoadLittleEndian64(bools) * 0x0102040810204080) >> 56;
}

}  // namespace

void GatherBools(const GatherSource& source,
                 std::pmr::vector<uint64_t>& words) {
  const uint32_t rows = source.order.size();
  const size_t num_words = (size_t{rows} + 63) / 64;
  if (IsFull(source)) {
    words.resize(num_words);
    const uint8_t* bools = source.cells.of<uint8_t>().data();
    for (uint32_t word = 0; word < rows / 64; ++word, bools += 64) {
      uint64_t bits = 0;
      for (unsigned i = 0; i < 64; i += 8) bits |= BitsOfBytes(bools + i) << i;
      words[word] = bits;
    }
    if (rows % 64 != 0) words.back() = 0;
    for (uint32_t i = 0; i < rows % 64; ++i) {
      words.back() |= uint64_t{bools[i]} << i;
    }
    return;
  }
  const bool fallback = source.node.default_bits != 0;
  words.assign(num_words, fallback ? ~uint64_t{0} : 0);
  if (fallback && rows % 64 != 0) words.back() = LowMask(rows % 64);
  ForEachCell<uint8_t>(source, [&](uint32_t i, uint8_t cell) {
    words[i / 64] ^= uint64_t{(cell != 0) != fallback} << (i % 64);
    return true;
  });
}

void GatherPresence(const GatherSource& source,
                    std::pmr::vector<uint64_t>& words) {
  const uint32_t rows = source.order.size();
  words.assign((size_t{rows} + 63) / 64, 0);
  if (IsFull(source)) {
    const auto children = source.cells.of<uint32_t>().first(rows);
    for (size_t begin = 0; begin < rows; begin += 64) {
      const size_t end = std::min<size_t>(rows, begin + 64);
      uint64_t word = 0;
      for (size_t i = begin; i < end; ++i) {
        word |= uint64_t{children[i] != kNoRow} << (i - begin);
      }
      words[begin / 64] = word;
    }
    return;
  }
  ForEachCell<uint32_t>(source, [&](uint32_t i, uint32_t child) {
    words[i / 64] |= uint64_t{child != kNoRow} << (i % 64);
    return true;
  });
}

std::span<const std::string_view> GatherTexts(
    const GatherSource& source, std::pmr::vector<std::string_view>& texts) {
  if (IsFull(source)) {
    return source.cells.of<std::string_view>().first(source.order.size());
  }
  texts.assign(source.order.size(), source.node.default_text);
  ForEachCell<std::string_view>(source, [&](uint32_t i, std::string_view text) {
    texts[i] = text;
    return true;
  });
  return texts;
}

bool AllDefault(const GatherSource& source) {
  const Node& node = source.node;
  if (node.kind == NodeKind::kText) {
    return ForEachCell<std::string_view>(source,
                                         [&](uint32_t, std::string_view text) {
                                           return text == node.default_text;
                                         });
  }
  return WithCellType(node, [&]<typename T>(T*) {
    return ForEachCell<T>(source, [&](uint32_t, T cell) {
      return Widen(cell) == node.default_bits;
    });
  });
}

}  // namespace sinter
