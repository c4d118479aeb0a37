// Makes the shapes of a Layout at run time, each once: what is put together in
// the same way is the same shape.
#ifndef SINTER_CODEC_SHAPE_TABLE_H_
#define SINTER_CODEC_SHAPE_TABLE_H_

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "codec/shape.h"

namespace sinter {

class ShapeTable {
 public:
  // Each is nothing if a limit of shapes is exceeded. A layout's shapes are
  // numbered right if they are added as a walk through its nodes meets them.
  std::optional<ShapeId> AddBool();
  std::optional<ShapeId> AddInteger(uint32_t size, bool is_signed, uint64_t lo,
                                    uint64_t hi);
  std::optional<ShapeId> AddFloat(uint32_t size);
  std::optional<ShapeId> AddBytes(uint32_t size);
  std::optional<ShapeId> AddArray(ShapeId element, uint32_t count);
  std::optional<ShapeId> AddStruct(std::span<const ShapeId> members);

  // Valid until the next shape is added; default bytes as long as the table.
  Shapes shapes() const { return {shapes_, members_}; }

 private:
  // GCC 12 compares an eighth of such vectors where numbers are big-endian (its
  // bug 113960), but not if it is told how to compare their elements.
  struct IsBefore {
    bool operator()(const std::vector<uint64_t>& a,
                    const std::vector<uint64_t>& b) const {
      return std::lexicographical_compare(
          a.begin(), a.end(), b.begin(), b.end(),
          [](uint64_t x, uint64_t y) { return x < y; });
    }
  };

  std::optional<ShapeId> Add(const Shape& given,
                             std::span<const ShapeId> members);

  std::vector<Shape> shapes_;
  std::vector<ShapeMember> members_;
  std::vector<uint32_t> depths_;  // by shape
  std::vector<std::unique_ptr<uint64_t[]>> defaults_;
  uint64_t struct_bytes_ = 0;
  std::map<std::vector<uint64_t>, ShapeId, IsBefore> known_;
};

}  // namespace sinter

#endif  // SINTER_CODEC_SHAPE_TABLE_H_
