// A Layout says how the records of one schema stand in a message: the tables,
// their columns and the references between them, as plain structs without
// pointers to each other (SPEC.md, "From schema to layout"). One Layout drives
// the encoder, the decoder, verification and everything that walks messages.
// Generated code holds constant ones; schema/lower.h makes them at run time.
#ifndef SINTER_CODEC_LAYOUT_H_
#define SINTER_CODEC_LAYOUT_H_

#include <compare>
#include <cstdint>
#include <span>
#include <string_view>

#include "codec/column.h"
#include "codec/limits.h"
#include "codec/shape.h"
#include "codec/typed_id.h"

namespace sinter {

using TableId = TypedId<struct LayoutTableTag>;  // index into Layout::tables
using NodeId = TypedId<struct LayoutNodeTag>;    // index into Layout::nodes

// A row space: something with rows of its own. Every table is one; so are the
// present values of an optional and the elements of a list. The spaces of the
// tables come first and have the numbers of their tables.
using SpaceId = TypedId<struct LayoutSpaceTag>;

enum class NodeKind : uint8_t {
  kBool,
  kInteger,   // integers, enums: `bits`, `is_signed`, `lo`, `hi`
  kFloat,     // `bits`
  kText,      // strings and bytes: `is_utf8`, `fixed_size`
  kOptional,  // one child
  kList,      // one child
  kArray,     // one child; `array_size`
  kMap,       // two children: key, value
  kUnion,     // one child a variant; `default_bits` is the tag of unset rows
  kNull,      // a variant without a value; it has no columns
  kRecord,    // `table`; a reference site of that table
  kStruct,    // `shape`
  kRaw,       // a raw list: `shape` of the elements, `align`
};

// How an integer stands alone, where no column is worth its while (SPEC.md,
// "Codes").
enum class LoneForm : uint8_t {
  kVarint,
  kCode,      // value - lo in as many bits as hi - lo needs
  kOpenCode,  // the same, hi + 1 meaning that a number of groups follows
};

inline constexpr uint32_t kNoGroup = 0xffffffff;

// A column of a table, or several where the type is a list or an optional.
struct Node {
  NodeKind kind = NodeKind::kBool;
  uint8_t bits = 0;  // of the C++ type that holds a value: 8, 16, 32, 64
  bool is_signed = false;
  bool is_utf8 = false;
  LoneForm lone_form = LoneForm::kVarint;
  // Every value is in lo..hi, and Verify sees to it. Of an open enum: the
  // known members, others being allowed up to what `bits` holds.
  uint64_t lo = 0;
  uint64_t hi = 0;
  // What an unset row has: an integer, a bool, the bits of a float.
  uint64_t default_bits = 0;
  std::string_view default_text = {};
  uint32_t fixed_size = 0;  // kText: every value has so many bytes; 0: any
  uint32_t array_size = 0;  // kArray: elements of each row
  ShapeId shape = {};       // kStruct; kRaw: of the elements
  uint8_t align = 0;        // kRaw: every row starts at a multiple of it
  // The nodes inside this one: [child, child + num_children). Each variant of a
  // union has a row space of its own, child_space and those that follow it;
  // other children share one.
  NodeId child = {};
  uint32_t num_children = 0;
  SpaceId child_space = {};
  TableId table = {};  // kRecord: the table referred to
  TableId owner = {};  // the table this column belongs to
  SpaceId space = {};  // the rows of this column
  uint32_t slot = 0;   // first descriptor, counted from those of the table
  // Of a union: the last of its children are variants that were added later;
  // they are those of Layout::groups [first_group, first_group + num_groups).
  uint32_t num_later_children = 0;
  uint32_t first_group = 0;
  uint32_t num_groups = 0;
  // The group in whose part of a message this column stands.
  uint32_t group = kNoGroup;

  uint32_t num_base_children() const {
    return num_children - num_later_children;
  }
};

inline constexpr uint32_t kNoCycle = 0xffffffff;

// Fields that stand together in a message.
struct FieldRange {
  uint32_t first = 0;  // node
  uint32_t count = 0;
  uint32_t num_flagged = 0;  // those with a default flag, see IsFlagged
};

struct Table {
  // Its fields are nodes [first_field, first_field + num_fields), in the order
  // of the schema; the nodes inside lists and optionals stand elsewhere.
  uint32_t first_field = 0;
  uint32_t num_fields = 0;
  // Fields of the base with a default flag, see IsFlagged.
  uint32_t num_flagged = 0;
  // Descriptors of its columns: [first_slot, first_slot + num_slots).
  uint32_t first_slot = 0;
  uint32_t num_slots = 0;
  // The nodes that refer to it, in the order of their rows: Layout::sites
  // [first_site, first_site + num_sites).
  uint32_t first_site = 0;
  uint32_t num_sites = 0;
  // The lowest number among the tables with which it refers to itself, directly
  // or through others, by nodes of the base; kNoCycle if it does not.
  uint32_t cycle = kNoCycle;
  // The same by all nodes, where the layout has groups.
  uint32_t all_cycle = kNoCycle;
  // The last of its fields and sites, which do not belong to the base.
  uint32_t num_later_fields = 0;
  uint32_t num_later_sites = 0;
  // The groups that hold its fields: Layout::groups [first_group, first_group +
  // num_groups). The first of a table that the base does not reach is that of
  // the table itself.
  uint32_t first_group = 0;
  uint32_t num_groups = 0;
};

// How a message names a group: the groups of a message stand in this order. A
// union that was written in place has no table of its own, and tables that only
// groups reach have other numbers in other versions of a schema; these go by a
// hash of their name (SPEC.md, "Extensions").
struct GroupKey {
  bool is_named = false;
  uint32_t id = 0;  // the table's number, or the hash
  uint32_t since = 0;

  friend auto operator<=>(const GroupKey&, const GroupKey&) = default;
};

// What a `since` group of a schema added to a table: fields, or variants of a
// union. `since` 1 is a table that the base does not reach.
struct Group {
  GroupKey key;
  TableId table;
  bool has_variants = false;
  NodeId union_node;   // that has the variants
  uint32_t first = 0;  // field of the table or child of the union
  uint32_t count = 0;
  uint32_t num_flagged = 0;  // fields with a default flag
  // Variants: the descriptors of their tags, counted from those of the union.
  uint32_t slot = 0;
  // What the position of its part of a message is a multiple of: 2^align_log2
  // is the largest AlignmentOf its nodes.
  uint8_t align_log2 = 0;
};

// Names, for messages to people. Absent from generated code.
struct LayoutNames {
  std::span<const std::string_view> tables;  // by TableId
  std::span<const std::string_view> nodes;   // by NodeId: "tags", "tags[]"
};

struct Layout {
  // By first appearance, those that the base reaches first of all; the first is
  // the root.
  std::span<const Table> tables;
  // On the wire; those that the base does not reach come last.
  std::span<const TableId> order;
  std::span<const Node> nodes;
  std::span<const NodeId> sites;
  Shapes shapes = {};  // of structs and raw lists
  // What the address of a message has to be a multiple of: the largest
  // AlignmentOf its nodes.
  uint32_t align = 1;
  std::span<const Group> groups = {};  // by key
  // Where there are groups: the order in which all references can be followed.
  std::span<const TableId> all_order = {};
  // One descriptor per slot as it is when nothing is there: every value is its
  // default, every list is empty. Strings point to `default_text`, references
  // to the descriptors of this very array.
  const Column* defaults = nullptr;
  uint32_t num_slots = 0;
  uint32_t num_spaces = 0;
  uint32_t num_texts = 0;  // text nodes: lone strings are at most so many
  uint32_t num_later_tables = 0;  // tables that only groups reach
  uint64_t fingerprint = 0;
  const LayoutNames* names = nullptr;

  const Table& table(TableId id) const { return tables[id.value()]; }
  const Node& node(NodeId id) const { return nodes[id.value()]; }
  std::span<const Node> fields(TableId id) const {
    return nodes.subspan(table(id).first_field, table(id).num_fields);
  }
  NodeId field_id(TableId id, uint32_t field) const {
    return NodeId(table(id).first_field + field);
  }
  uint32_t num_base_tables() const {
    return static_cast<uint32_t>(tables.size()) - num_later_tables;
  }
  std::span<const TableId> base_order() const {
    return order.first(num_base_tables());
  }
  FieldRange base_fields(TableId id) const {
    const Table& t = table(id);
    return {t.first_field, t.num_fields - t.num_later_fields, t.num_flagged};
  }
  // Of a group of fields.
  FieldRange fields(const Group& group) const {
    return {table(group.table).first_field + group.first, group.count,
            group.num_flagged};
  }
  // The tables of the cycle that starts at a place of `order`, or none.
  std::span<const TableId> CycleAt(size_t place) const {
    const uint32_t cycle = table(order[place]).cycle;
    size_t end = place;
    while (cycle != kNoCycle && end < order.size() &&
           table(order[end]).cycle == cycle) {
      ++end;
    }
    return order.subspan(place, end - place);
  }
  // Tables after those that refer to them, groups included, those of a cycle
  // together.
  std::span<const TableId> reference_order() const {
    return groups.empty() ? order : all_order;
  }
  uint32_t reference_cycle(TableId id) const {
    return groups.empty() ? table(id).cycle : table(id).all_cycle;
  }
  // Where a node's descriptors stand among those of the whole layout.
  uint32_t slot(const Node& node) const {
    return table(node.owner).first_slot + node.slot;
  }
};

// Descriptors a node takes: strings have one for the strings and one for the
// index, raw lists one for the ranges and one for what they leave unused,
// unions one for the tags and one for the ranks of each variant, and as much
// again for the variants of each group, arrays and nulls need none.
constexpr uint32_t SlotsOf(const Node& node) {
  switch (node.kind) {
    case NodeKind::kText:
    case NodeKind::kRaw:
      return 2;
    case NodeKind::kUnion:
      return 1 + node.num_children + node.num_groups;
    case NodeKind::kArray:
    case NodeKind::kNull:
      return 0;
    case NodeKind::kBool:
    case NodeKind::kInteger:
    case NodeKind::kFloat:
    case NodeKind::kOptional:
    case NodeKind::kList:
    case NodeKind::kMap:
    case NodeKind::kRecord:
    case NodeKind::kStruct:
      return 1;
  }
  return 0;
}

// Row spaces of the nodes inside a node.
constexpr uint32_t ChildSpacesOf(const Node& node) {
  if (node.kind == NodeKind::kUnion) return node.num_children;
  return node.num_children > 0 ? 1 : 0;
}

// Whether a field has a default flag. Records have no columns of their own, and
// a union is never without rows in one of its variants.
inline bool IsFlagged(const Layout& layout, const Node& node) {
  if (node.kind == NodeKind::kArray) {
    return IsFlagged(layout, layout.node(node.child));
  }
  return node.kind != NodeKind::kRecord && node.kind != NodeKind::kUnion;
}

// Whether a lone row of the field has a default flag of its own. Lone strings,
// lists and maps say so by their length, codes are short enough without
// (SPEC.md, "Default flags").
constexpr bool HasLoneFlag(const Node& node) {
  switch (node.kind) {
    case NodeKind::kBool:
    case NodeKind::kFloat:
    case NodeKind::kOptional:
    case NodeKind::kStruct:
      return true;
    case NodeKind::kInteger:
      return node.lone_form == LoneForm::kVarint;
    case NodeKind::kText:
    case NodeKind::kList:
    case NodeKind::kArray:
    case NodeKind::kMap:
    case NodeKind::kUnion:
    case NodeKind::kNull:
    case NodeKind::kRecord:
    case NodeKind::kRaw:
      return false;
  }
  return false;
}

// What the position of a node's bytes in the message is a multiple of: more
// than 1 of structs and raw lists alone.
inline uint32_t AlignmentOf(const Layout& layout, const Node& node) {
  if (node.kind == NodeKind::kRaw) return node.align;
  return node.kind == NodeKind::kStruct ? layout.shapes[node.shape].align : 1;
}

// The elements of a raw list that its rows consist of.
inline RawUnit RawUnitOf(const Layout& layout, const Node& raw) {
  return RawUnitOf(layout.shapes[raw.shape].size, raw.align);
}

// Whether the default flags of fields stand in a bit column.
constexpr bool HasFlagColumn(const FieldRange& fields) {
  return fields.num_flagged > kMaxFlaggedColumns;
}

// The reason why `layout` breaks one of the rules above or a limit, or null.
// Encoder, decoder and walkers assume that there is none.
const char* FindLayoutFault(const Layout& layout);

}  // namespace sinter

#endif  // SINTER_CODEC_LAYOUT_H_
