#include "schema/emit_layout_arrays.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include "codec/layout_walk.h"
#include "schema/emit_names.h"
#include "schema/text.h"

namespace sinter::schema {
namespace {

std::string Hex(uint64_t value) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  do {
    out.insert(out.begin(), kDigits[value & 15]);
    value >>= 4;
  } while (value != 0);
  return "0x" + out;
}

const char* BoolName(bool value) { return value ? "true" : "false"; }

// Defines the arrays that a Layout points to.
class Emitter {
 public:
  explicit Emitter(const Layout& layout) : layout_(layout) {}

  std::string Run() {
    EmitTables();
    EmitOrder("kOrder", layout_.order);
    EmitOrder("kAllOrder", layout_.all_order);
    EmitTexts();
    EmitNodes();
    EmitSites();
    EmitShapes();
    EmitGroups();
    EmitDefaults();
    EmitNames();
    return std::move(out_);
  }

 private:
  template <typename... Pieces>
  void Line(const Pieces&... pieces) {
    out_ += Cat(pieces..., "\n");
  }

  // ".name = value, " if the member is not what it is when left out.
  template <typename Number>
  static std::string Member(const char* name, Number value, Number unset) {
    if (value == unset) return "";
    return Cat(".", name, " = ", uint64_t{value}, ", ");
  }
  static std::string Member(const char* name, bool value) {
    return value ? Cat(".", name, " = true, ") : "";
  }
  template <typename Id>
  static std::string IdMember(const char* name, const char* type, Id id) {
    if (id.value() == 0) return "";
    return Cat(".", name, " = ", type, "(", id.value(), "), ");
  }
  static std::string HexMember(const char* name, uint64_t value) {
    return value == 0 ? "" : Cat(".", name, " = ", Hex(value), ", ");
  }
  // One element of an array, its members being Member's.
  void Element(std::string members) {
    if (members.ends_with(", ")) members.resize(members.size() - 2);
    Line("    {", members, "},");
  }

  void EmitTables() {
    const Table unset;
    Line("constexpr Table kTables[] = {");
    for (const Table& table : layout_.tables) {
      Element(Cat(Member("first_field", table.first_field, unset.first_field),
                  Member("num_fields", table.num_fields, unset.num_fields),
                  Member("num_flagged", table.num_flagged, unset.num_flagged),
                  Member("first_slot", table.first_slot, unset.first_slot),
                  Member("num_slots", table.num_slots, unset.num_slots),
                  Member("first_site", table.first_site, unset.first_site),
                  Member("num_sites", table.num_sites, unset.num_sites),
                  Member("cycle", table.cycle, unset.cycle),
                  Member("all_cycle", table.all_cycle, unset.all_cycle),
                  Member("num_later_fields", table.num_later_fields,
                         unset.num_later_fields),
                  Member("num_later_sites", table.num_later_sites,
                         unset.num_later_sites),
                  Member("first_group", table.first_group, unset.first_group),
                  Member("num_groups", table.num_groups, unset.num_groups)));
    }
    Line("};\n");
  }

  void EmitOrder(const char* name, std::span<const TableId> order) {
    if (order.empty()) return;
    Line("constexpr TableId ", name, "[] = {");
    for (const TableId id : order) Line("    TableId(", id.value(), "),");
    Line("};\n");
  }

  // Default texts, as the characters of strings and as the bytes of columns.
  void EmitTexts() {
    for (uint32_t i = 0; i < layout_.nodes.size(); ++i) {
      const std::string_view text = layout_.nodes[i].default_text;
      if (text.empty()) continue;
      if (std::ranges::all_of(text, [](char c) { return c == 0; })) {
        Line("constexpr uint8_t kBytes", i, "[", text.size(), "] = {};");
        Line("constexpr char kText", i, "[", text.size(), "] = {};\n");
        continue;
      }
      std::string bytes;
      std::string chars;
      for (const char c : text) {
        const auto byte = static_cast<uint8_t>(c);
        bytes += Cat(bytes.empty() ? "" : ", ", byte);
        chars += Cat(chars.empty() ? "" : ", ", "char(", byte, ")");
      }
      Line("constexpr uint8_t kBytes", i, "[] = {", bytes, "};");
      Line("constexpr char kText", i, "[] = {", chars, "};\n");
    }
  }

  void EmitNode(uint32_t index) {
    const Node& node = layout_.nodes[index];
    const Node unset;
    const std::string lone_form =
        node.lone_form == unset.lone_form
            ? ""
            : Cat(".lone_form = LoneForm::", LoneFormName(node.lone_form),
                  ", ");
    const std::string text = node.default_text.empty()
                                 ? ""
                                 : Cat(".default_text = std::string_view(kText",
                                       index, ", sizeof(kText", index, ")), ");
    Element(Cat(".kind = NodeKind::", KindName(node.kind), ", ",
                Member("bits", node.bits, unset.bits),
                Member("is_signed", node.is_signed),
                Member("is_utf8", node.is_utf8), lone_form,
                HexMember("lo", node.lo), HexMember("hi", node.hi),
                HexMember("default_bits", node.default_bits), text,
                Member("fixed_size", node.fixed_size, unset.fixed_size),
                Member("array_size", node.array_size, unset.array_size),
                IdMember("shape", "ShapeId", node.shape),
                Member("align", node.align, unset.align),
                IdMember("child", "NodeId", node.child),
                Member("num_children", node.num_children, unset.num_children),
                IdMember("child_space", "SpaceId", node.child_space),
                IdMember("table", "TableId", node.table),
                IdMember("owner", "TableId", node.owner),
                IdMember("space", "SpaceId", node.space),
                Member("slot", node.slot, unset.slot),
                Member("num_later_children", node.num_later_children,
                       unset.num_later_children),
                Member("first_group", node.first_group, unset.first_group),
                Member("num_groups", node.num_groups, unset.num_groups),
                Member("group", node.group, unset.group)));
  }

  void EmitNodes() {
    if (layout_.nodes.empty()) return;
    Line("constexpr Node kNodes[] = {");
    for (uint32_t i = 0; i < layout_.nodes.size(); ++i) EmitNode(i);
    Line("};\n");
  }

  void EmitShapes() {
    const Shapes& shapes = layout_.shapes;
    if (shapes.shapes.empty()) return;
    for (uint32_t i = 0; i < shapes.shapes.size(); ++i) EmitStructDefault(i);
    if (!shapes.members.empty()) {
      Line("constexpr ShapeMember kShapeMembers[] = {");
      for (const ShapeMember& member : shapes.members) {
        Line("    {.offset = ", member.offset, ", .shape = ShapeId(",
             member.shape.value(), ")},");
      }
      Line("};\n");
    }
    Line("constexpr Shape kShapes[] = {");
    for (uint32_t i = 0; i < shapes.shapes.size(); ++i) EmitShape(i);
    Line("};\n");
  }

  // Zeros at the end go without saying.
  void EmitStructDefault(uint32_t index) {
    const Shape& shape = layout_.shapes[ShapeId(index)];
    if (shape.kind != ShapeKind::kStruct) return;
    uint32_t size = shape.size;
    while (size > 1 && shape.default_bytes[size - 1] == 0) --size;
    std::string bytes;
    for (uint32_t i = 0; i < size; ++i) {
      bytes += Cat(i == 0 ? "" : ", ", shape.default_bytes[i]);
    }
    Line("alignas(8) constexpr uint8_t kStruct", index, "[", shape.size,
         "] = {", bytes, "};\n");
  }

  void EmitShape(uint32_t index) {
    const Shape& shape = layout_.shapes[ShapeId(index)];
    const std::string default_bytes = shape.kind == ShapeKind::kStruct
                                          ? Cat("kStruct", index)
                                          : std::string("nullptr");
    Line("    {.kind = ShapeKind::", KindName(shape.kind),
         ", .align = ", unsigned{shape.align},
         ", .is_signed = ", BoolName(shape.is_signed),
         ", .holds_any = ", BoolName(shape.holds_any),
         ", .has_padding = ", BoolName(shape.has_padding),
         ", .size = ", shape.size, ",");
    Line("     .lo = ", Hex(shape.lo), ", .hi = ", Hex(shape.hi),
         ", .element = ShapeId(", shape.element.value(),
         "), .count = ", shape.count, ",");
    Line("     .first_member = ", shape.first_member,
         ", .num_members = ", shape.num_members,
         ", .default_bytes = ", default_bytes, "},");
  }

  void EmitSites() {
    if (layout_.sites.empty()) return;
    Line("constexpr NodeId kSites[] = {");
    for (const NodeId id : layout_.sites) Line("    NodeId(", id.value(), "),");
    Line("};\n");
  }

  // The columns that FillDefaults makes; their order is that of the slots.
  void EmitDefaults() {
    if (layout_.num_slots == 0) return;
    Line("constexpr Column kDefaults[", layout_.num_slots, "] = {");
    VisitLayout(layout_, [&](NodeId id) { EmitDefault(id); });
    Line("};\n");
  }

  void EmitDefault(NodeId id) {
    const Node& node = layout_.node(id);
    switch (node.kind) {
      case NodeKind::kBool:
        return Line("    DefaultBits(", BoolName(node.default_bits != 0), "),");
      case NodeKind::kInteger:
      case NodeKind::kFloat:
        return Line("    DefaultNumber(", Hex(node.default_bits), "),");
      case NodeKind::kText:
        if (node.default_text.empty()) {
          Line("    DefaultText(kZeroBytes, 0),");
        } else {
          Line("    DefaultText(kBytes", id.value(), ", sizeof(kBytes",
               id.value(), ")),");
        }
        return Line("    DefaultIndex(),");
      case NodeKind::kOptional:
        return Line("    DefaultBits(false),");
      case NodeKind::kList:
      case NodeKind::kMap:
        return Line("    DefaultList(),");
      case NodeKind::kStruct:
        return Line("    DefaultStruct(kStruct", node.shape.value(), "),");
      case NodeKind::kRaw:
        Line("    DefaultList(),");
        return Line("    DefaultIndex(),");
      case NodeKind::kArray:
      case NodeKind::kNull:
        return;  // have none
      case NodeKind::kUnion:
        return EmitUnionDefault(node);
      case NodeKind::kRecord:
        return Line("    DefaultReference(kDefaults + ",
                    layout_.table(node.table).first_slot, "),");
    }
  }

  // As FillUnion makes them.
  void EmitUnionDefault(const Node& node) {
    uint64_t tag = node.default_bits;
    uint32_t num_variants = node.num_base_children();
    for (uint32_t i = 0;; ++i) {
      const uint32_t next = i < node.num_groups ? 1 + num_variants : 0;
      Line("    DefaultTag(", tag, ", ", num_variants, ", ", next, "),");
      for (uint32_t j = 0; j < num_variants; ++j) {
        Line("    DefaultVariant(),");
      }
      if (next == 0) return;
      tag = 0;
      num_variants = layout_.groups[node.first_group + i].count;
    }
  }

  void EmitGroups() {
    if (layout_.groups.empty()) return;
    Line("constexpr Group kGroups[] = {");
    for (const Group& group : layout_.groups) {
      Line("    {.key = {.is_named = ", BoolName(group.key.is_named),
           ", .id = ", group.key.id, ", .since = ", group.key.since, "},");
      Line("     .table = TableId(", group.table.value(),
           "), .has_variants = ", BoolName(group.has_variants),
           ", .union_node = NodeId(", group.union_node.value(), "),");
      Line("     .first = ", group.first, ", .count = ", group.count,
           ", .num_flagged = ", group.num_flagged, ", .slot = ", group.slot,
           ", .align_log2 = ", unsigned{group.align_log2}, "},");
    }
    Line("};\n");
  }

  void EmitNames() {
    Line("constexpr std::string_view kTableNames[] = {");
    for (const std::string_view name : layout_.names->tables) {
      Line("    \"", name, "\",");
    }
    Line("};\n");
    if (!layout_.nodes.empty()) {
      Line("constexpr std::string_view kNodeNames[] = {");
      for (const std::string_view name : layout_.names->nodes) {
        Line("    \"", name, "\",");
      }
      Line("};\n");
    }
    Line("constexpr LayoutNames kNames = {.tables = kTableNames, .nodes = ",
         layout_.nodes.empty() ? "{}" : "kNodeNames", "};");
  }

  const Layout& layout_;
  std::string out_;
};

std::string LayoutValue(const Layout& layout) {
  const bool has_nodes = !layout.nodes.empty();
  std::string shapes;
  if (!layout.shapes.shapes.empty()) {
    shapes = Cat(",\n    .shapes = {.shapes = kShapes, .members = ",
                 layout.shapes.members.empty() ? "{}" : "kShapeMembers",
                 "},\n    .align = ", layout.align);
  }
  return Cat("    .tables = kTables,\n    .order = kOrder,\n    .nodes = ",
             has_nodes ? "kNodes" : "{}",
             ",\n    .sites = ", layout.sites.empty() ? "{}" : "kSites", shapes,
             layout.groups.empty()
                 ? ""
                 : ",\n    .groups = kGroups,\n    .all_order = kAllOrder",
             ",\n    .defaults = ", has_nodes ? "kDefaults" : "nullptr",
             ",\n    .num_slots = ", layout.num_slots,
             ",\n    .num_spaces = ", layout.num_spaces,
             ",\n    .num_texts = ", layout.num_texts,
             layout.num_later_tables == 0
                 ? ""
                 : Cat(",\n    .num_later_tables = ", layout.num_later_tables),
             ",\n    .fingerprint = ", Hex(layout.fingerprint),
             ",\n    .names = &kNames,\n");
}

}  // namespace

std::string EmitLayoutArrays(const Layout& layout) {
  return Emitter(layout).Run();
}

std::string EmitLayoutVariable(const Layout& layout,
                               std::string_view variable) {
  return Cat("constinit const Layout ", variable, " = {\n", LayoutValue(layout),
             "};\n");
}

}  // namespace sinter::schema
