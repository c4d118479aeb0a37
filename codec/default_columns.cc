#include "codec/default_columns.h"

#include <algorithm>
#include <cstring>
#include <string_view>
#include <vector>

#include "codec/layout_walk.h"

namespace sinter {
namespace {

const uint8_t* BytesOf(std::string_view text) {
  if (text.empty()) return kZeroBytes;
  return reinterpret_cast<const uint8_t*>(text.data());
}

Column DefaultColumn(const Layout& layout, const Node& node,
                     const Column* tables) {
  switch (node.kind) {
    case NodeKind::kBool:
      return DefaultBits(node.default_bits != 0);
    case NodeKind::kInteger:
    case NodeKind::kFloat:
      return DefaultNumber(node.default_bits);
    case NodeKind::kText:
      return DefaultText(BytesOf(node.default_text), node.default_text.size());
    case NodeKind::kOptional:
      return DefaultBits(false);
    case NodeKind::kList:
    case NodeKind::kMap:
    case NodeKind::kRaw:
      return DefaultList();
    case NodeKind::kStruct:
      return DefaultStruct(layout.shapes[node.shape].default_bytes);
    case NodeKind::kUnion:
    case NodeKind::kArray:
    case NodeKind::kNull:
      break;  // has many or none
    case NodeKind::kRecord:
      return DefaultReference(tables + layout.table(node.table).first_slot);
  }
  return {};
}

bool SameColumn(const Column& a, const Column& b) {
  if (a.mode != b.mode || a.base != b.base || a.rows != b.rows ||
      a.width != b.width || a.float_form != b.float_form) {
    return false;
  }
  if (a.mode == ColumnMode::kReference) return a.table == b.table;
  if (a.data != b.data) return false;
  const bool is_tags =
      a.mode == ColumnMode::kTags || a.mode == ColumnMode::kVariant;
  if (is_tags && a.inner_width != b.inner_width) return false;
  if (is_tags || a.mode == ColumnMode::kPacked) {
    return a.packed.mask == b.packed.mask && a.packed.stride == b.packed.stride;
  }
  if (a.mode == ColumnMode::kStruct) return a.packed.stride == b.packed.stride;
  if (a.mode == ColumnMode::kBits) {
    return a.ranked.bits.form == b.ranked.bits.form &&
           a.ranked.bits.listed == b.ranked.bits.listed;
  }
  return a.ranges.total == b.ranges.total && b.ranges.bytes != nullptr &&
         std::memcmp(a.ranges.bytes, b.ranges.bytes, a.ranges.total) == 0;
}

// The tags of a union and those of each of its groups, each with the rows of
// its variants.
void FillUnion(const Layout& layout, const Node& node, Column* columns) {
  auto tag = static_cast<uint32_t>(node.default_bits);
  uint32_t num_variants = node.num_base_children();
  for (uint32_t i = 0;; ++i) {
    const uint32_t next = i < node.num_groups ? 1 + num_variants : 0;
    columns[0] = DefaultTag(tag, num_variants, next);
    std::fill_n(columns + 1, num_variants, DefaultVariant());
    if (next == 0) return;
    columns += next;
    tag = 0;
    num_variants = layout.groups[node.first_group + i].count;
  }
}

}  // namespace

void FillDefaults(const Layout& layout, const Column* tables,
                  std::span<Column> columns) {
  for (const Node& node : layout.nodes) {
    if (SlotsOf(node) == 0) continue;
    Column* at = columns.data() + layout.slot(node);
    if (node.kind == NodeKind::kUnion) {
      FillUnion(layout, node, at);
      continue;
    }
    at[0] = DefaultColumn(layout, node, tables);
    if (SlotsOf(node) == 2) at[1] = DefaultIndex();  // text, raw
  }
}

bool HasDefaults(const Layout& layout) {
  std::vector<Column> expected(layout.num_slots);
  FillDefaults(layout, layout.defaults, expected);
  for (uint32_t slot = 0; slot < layout.num_slots; ++slot) {
    if (!SameColumn(expected[slot], layout.defaults[slot])) return false;
  }
  return true;
}

}  // namespace sinter
