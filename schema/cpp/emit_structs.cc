// Structs: plain C++ structs whose members stand where the format has them.

#include <algorithm>
#include <string>

#include "schema/cpp/emitters.h"
#include "schema/lower_type.h"
#include "schema/text.h"

namespace sinter::schema::cpp {
namespace {

// What a member is that nobody set: zero, unless that is out of its range.
std::string Initial(const Unit& unit, TypeId id, const std::string& type) {
  const Node node = LowerType(unit.schema, id).node;
  if (node.kind != NodeKind::kInteger || node.default_bits == 0) return "";
  const std::string number =
      node.is_signed ? std::to_string(static_cast<int64_t>(node.default_bits))
                     : std::to_string(node.default_bits) + "u";
  return Cat("static_cast<", type, ">(", number, ")");
}

void EmitStruct(const Unit& unit, DeclId id, TextWriter& out) {
  const Declaration& decl = unit.decl(id);
  const DeclNames& names = unit.names.of(id);
  const auto& fields = unit.names.Fields(id);
  out.Doc(decl.doc);
  out.Line("struct ", DeprecatedAttribute(decl.attributes), names.plain, " {");
  out.Indent();
  for (size_t i = 0; i < decl.fields.size(); ++i) {
    const Field& field = decl.fields[i];
    out.Doc(field.doc);
    const std::string type =
        unit.types.InPlace(field.type, names.cpp_namespace);
    // On i386 the members of 8 bytes would stand at multiples of 4.
    const char* const align =
        unit.struct_layouts.Of(field.type).align == 8 ? "alignas(8) " : "";
    out.Line(align, DeprecatedAttribute(field.attributes), type, " ", fields[i],
             "{", Initial(unit, field.type, type), "};");
  }
  out.Gap();
  out.Line("friend bool operator==(const ", names.plain, "&, const ",
           names.plain, "&) = default;");
  out.Dedent();
  out.Line("};");

  uint64_t offset = 0;
  uint32_t align = 1;
  for (size_t i = 0; i < decl.fields.size(); ++i) {
    const FixedLayout layout = unit.struct_layouts.Of(decl.fields[i].type);
    offset = (offset + layout.align - 1) / layout.align * layout.align;
    out.Line("static_assert(offsetof(", names.plain, ", ", fields[i],
             ") == ", offset, ");");
    offset += layout.size_bytes;
    align = std::max(align, layout.align);
  }
  const uint64_t size = (offset + align - 1) / align * align;
  out.Line("static_assert(sizeof(", names.plain, ") == ", size, " && alignof(",
           names.plain, ") == ", align, ");");
  out.Line("static_assert(std::is_trivially_copyable_v<", names.plain, ">);");
  out.Gap();
}

}  // namespace

void EmitStructs(const Unit& unit, TextWriter& out) {
  for (const DeclId id : unit.structs) EmitStruct(unit, id, out);
}

void EmitStructTraits(const Unit& unit, TextWriter& out) {
  for (const DeclId id : unit.structs) {
    const std::string name =
        unit.names.Qualified(id, unit.names.of(id).plain, "sinter");
    out.Line("template <>");
    out.Line("struct StructTraits<", name, "> {");
    out.Indent();
    out.Line("using Members = MemberList<");
    const auto& fields = unit.names.Fields(id);
    for (size_t i = 0; i < fields.size(); ++i) {
      out.Line("    &", name, "::", fields[i],
               i + 1 == fields.size() ? ">;" : ",");
    }
    out.Dedent();
    out.Line("};");
    out.Gap();
  }
}

void AddStructHeaders(const Unit& unit, std::set<std::string>& standard,
                      std::set<std::string>& headers) {
  for (const DeclId id : unit.structs) {
    standard.insert({"cstddef", "type_traits"});
    headers.insert("codec/view/structs.h");
    for (const Field& field : unit.decl(id).fields) {
      unit.types.AddInPlaceHeaders(field.type, standard, headers);
    }
  }
}

}  // namespace sinter::schema::cpp
