#include "codec/layout_text.h"

#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <string_view>

#include "codec/layout_walk.h"

namespace sinter {
namespace {

std::string Number(uint64_t value, bool is_signed) {
  return is_signed ? std::to_string(static_cast<int64_t>(value))
                   : std::to_string(value);
}

std::string Hex(uint64_t value) {
  char text[24];
  std::snprintf(text, sizeof(text), "0x%" PRIx64, value);
  return text;
}

// Printable ASCII as it is, all else as \xNN.
std::string Quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c >= ' ' && c <= '~' && c != '"' && c != '\\') {
      out += c;
      continue;
    }
    char escaped[8];
    std::snprintf(escaped, sizeof(escaped), "\\x%02x",
                  static_cast<unsigned>(static_cast<uint8_t>(c)));
    out += escaped;
  }
  return out + "\"";
}

std::string_view LoneFormName(LoneForm form) {
  switch (form) {
    case LoneForm::kVarint:
      return "varint";
    case LoneForm::kCode:
      return "code";
    case LoneForm::kOpenCode:
      return "open code";
  }
  return "?";
}

std::string IntegerText(const Node& node) {
  std::string out = node.is_signed ? "i" : "u";
  out += std::to_string(node.bits);
  out += " ";
  out += Number(node.lo, node.is_signed) + "..";
  out += Number(node.hi, node.is_signed) + " ";
  out += LoneFormName(node.lone_form);
  return out + " = " + Number(node.default_bits, node.is_signed);
}

std::string InsideText(const Node& node) {
  return "node " + std::to_string(node.child.value()) + " in space " +
         std::to_string(node.child_space.value());
}

std::string ChildrenText(const Node& node) {
  const uint32_t last = node.child.value() + node.num_children - 1;
  return "nodes " + std::to_string(node.child.value()) + " to " +
         std::to_string(last) + " in spaces from " +
         std::to_string(node.child_space.value());
}

std::string TextText(const Node& node) {
  std::string out = node.is_utf8 ? "string" : "bytes";
  if (node.fixed_size > 0) out += "(" + std::to_string(node.fixed_size) + ")";
  return out + " = " + Quoted(node.default_text);
}

std::string NodeText(const Node& node) {
  switch (node.kind) {
    case NodeKind::kBool:
      return node.default_bits != 0 ? "bool = true" : "bool = false";
    case NodeKind::kInteger:
      return IntegerText(node);
    case NodeKind::kFloat:
      return "f" + std::to_string(node.bits) + " = " + Hex(node.default_bits);
    case NodeKind::kText:
      return TextText(node);
    case NodeKind::kOptional:
      return "optional " + InsideText(node);
    case NodeKind::kList:
      return "list of " + InsideText(node);
    case NodeKind::kArray:
      return "array of " + std::to_string(node.array_size) + " " +
             InsideText(node);
    case NodeKind::kMap:
      return "map of " + ChildrenText(node);
    case NodeKind::kUnion:
      return "union of " + ChildrenText(node) + " = " +
             std::to_string(node.default_bits);
    case NodeKind::kStruct:
      return "struct of shape " + std::to_string(node.shape.value());
    case NodeKind::kRaw:
      return "raw list of shape " + std::to_string(node.shape.value()) +
             " aligned to " + std::to_string(node.align);
    case NodeKind::kNull:
      return "null";
    case NodeKind::kRecord:
      return "record table " + std::to_string(node.table.value());
  }
  return "?";
}

std::string NodeLine(const Layout& layout, NodeId id) {
  const Node& node = layout.node(id);
  std::string out = "  node " + std::to_string(id.value());
  if (layout.names != nullptr) {
    out += " ";
    out += layout.names->nodes[id.value()];
  }
  out += ": slot " + std::to_string(node.slot) + ", space " +
         std::to_string(node.space.value());
  if (node.group != kNoGroup) out += ", group " + std::to_string(node.group);
  return out + ", " + NodeText(node) + "\n";
}

std::string TableLine(const Layout& layout, TableId id) {
  const Table& table = layout.table(id);
  std::string out = "table " + std::to_string(id.value());
  if (layout.names != nullptr) {
    out += " ";
    out += layout.names->tables[id.value()];
  }
  out += ": " + std::to_string(table.num_flagged) + " flagged, " +
         std::to_string(table.num_slots) + " slots from " +
         std::to_string(table.first_slot);
  if (table.num_sites > 0) out += ", sites";
  for (const NodeId site :
       layout.sites.subspan(table.first_site, table.num_sites)) {
    out += " " + std::to_string(site.value());
  }
  return out + "\n";
}

std::string ShapeText(const Layout& layout, const Shape& shape) {
  const std::string size = std::to_string(shape.size);
  switch (shape.kind) {
    case ShapeKind::kBool:
      return "bool";
    case ShapeKind::kInteger:
      return (shape.is_signed ? "i" : "u") + std::to_string(8 * shape.size) +
             " " + Number(shape.lo, shape.is_signed) + ".." +
             Number(shape.hi, shape.is_signed);
    case ShapeKind::kFloat:
      return "f" + std::to_string(8 * shape.size);
    case ShapeKind::kBytes:
      return "bytes(" + size + ")";
    case ShapeKind::kArray:
      return "array of " + std::to_string(shape.count) + " shape " +
             std::to_string(shape.element.value());
    case ShapeKind::kStruct:
      break;
  }
  std::string out =
      "struct of " + size + " bytes aligned to " + std::to_string(shape.align);
  for (const ShapeMember& member : layout.shapes.members_of(shape)) {
    out += ", shape " + std::to_string(member.shape.value()) + " at " +
           std::to_string(member.offset);
  }
  return out;
}

std::string GroupLine(const Group& group, uint32_t index) {
  std::string out = "group " + std::to_string(index) + ": key ";
  out += group.key.is_named ? Hex(group.key.id) : std::to_string(group.key.id);
  out += " since " + std::to_string(group.key.since) + ", table " +
         std::to_string(group.table.value());
  out += group.has_variants
             ? ", variants of node " + std::to_string(group.union_node.value())
             : ", fields";
  out += " from " + std::to_string(group.first) + ": " +
         std::to_string(group.count);
  out += group.has_variants
             ? ", slot " + std::to_string(group.slot)
             : ", " + std::to_string(group.num_flagged) + " flagged";
  return out + "\n";
}

}  // namespace

std::string LayoutText(const Layout& layout) {
  std::string out = "layout " + Hex(layout.fingerprint) + ": " +
                    std::to_string(layout.num_slots) + " slots, " +
                    std::to_string(layout.num_spaces) + " spaces, " +
                    std::to_string(layout.num_texts) + " texts, order";
  for (const TableId id : layout.order) out += " " + std::to_string(id.value());
  out += "\n";
  for (uint32_t i = 0; i < layout.tables.size(); ++i) {
    out += TableLine(layout, TableId(i));
    VisitTable(layout, TableId(i),
               [&](NodeId id) { out += NodeLine(layout, id); });
  }
  for (uint32_t i = 0; i < layout.shapes.shapes.size(); ++i) {
    out += "shape " + std::to_string(i) + ": " +
           ShapeText(layout, layout.shapes[ShapeId(i)]) + "\n";
  }
  for (uint32_t i = 0; i < layout.groups.size(); ++i) {
    out += GroupLine(layout.groups[i], i);
  }
  return out;
}

}  // namespace sinter
