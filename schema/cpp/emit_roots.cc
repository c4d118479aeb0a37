// What readers need of the roots of a schema.

#include <algorithm>
#include <string_view>

#include "schema/cpp/emitters.h"
#include "schema/emit_layout_arrays.h"
#include "schema/text.h"

namespace sinter::schema::cpp {

void EmitRootTraits(const Unit& unit, TextWriter& out) {
  for (const Root& root : unit.roots) {
    const DeclNames& names = unit.names.of(root.decl);
    const Layout& layout = root.lowered->layout();
    out.Line("template <>");
    out.Line("struct RootTraits<",
             unit.names.Qualified(root.decl, names.plain, "sinter"), "> {");
    out.Indent();
    out.Line("using View = ",
             unit.names.Qualified(root.decl, names.view, "sinter"), ";");
    out.Line("static constexpr std::string_view kName = \"",
             unit.decl(root.decl).QualifiedName(), "\";");
    out.Line("static constexpr LayoutShape kShape = {", layout.num_slots, ", ",
             layout.tables.size(), ", ",
             layout.nodes.size() + layout.groups.size(), ", ", layout.num_texts,
             "};");
    out.Line("static const Layout& layout();");
    out.Line("static std::span<const uint8_t> schema();");
    out.Dedent();
    out.Line("};");
    out.Gap();
  }
}

namespace {

// Of the namespace that holds a root's arrays: unlike any other, so that
// several generated sources may be compiled as one.
std::string LayoutNamespace(const DeclNames& names) {
  std::string name = Cat("layout_of_", names.cpp_namespace, "_", names.plain);
  for (char& c : name) {
    if (c == ':') c = '_';
  }
  return SafeName(name);
}

void EmitSchemaMessage(std::string_view message, TextWriter& out) {
  constexpr size_t kBytesPerLine = 20;
  out.Line("constexpr uint8_t kSchema[] = {");
  while (!message.empty()) {
    std::string line = "   ";
    for (const char c : message.substr(0, kBytesPerLine)) {
      line += Cat(" ", unsigned{static_cast<uint8_t>(c)}, ",");
    }
    out.Line(line);
    message.remove_prefix(std::min(kBytesPerLine, message.size()));
  }
  out.Line("};");
}

}  // namespace

void EmitRootLayouts(const Unit& unit, TextWriter& out) {
  for (const Root& root : unit.roots) {
    const Layout& layout = root.lowered->layout();
    const DeclNames& names = unit.names.of(root.decl);
    const std::string home = LayoutNamespace(names);
    out.Line("namespace sinter {");
    out.Line("namespace {");
    out.Line("namespace ", home, " {");
    out.Gap();
    out.Raw(EmitLayoutArrays(layout));
    out.Gap();
    out.Raw(EmitLayoutVariable(layout, "kLayout"));
    out.Gap();
    EmitSchemaMessage(root.schema_message, out);
    out.Gap();
    out.Line("}  // namespace ", home);
    out.Line("}  // namespace");
    out.Gap();
    const std::string traits =
        Cat("RootTraits<",
            unit.names.Qualified(root.decl, names.plain, "sinter"), ">");
    out.Line("const Layout& ", traits, "::layout() {");
    out.Line("  return ", home, "::kLayout;");
    out.Line("}");
    out.Gap();
    out.Line("std::span<const uint8_t> ", traits, "::schema() {");
    out.Line("  return ", home, "::kSchema;");
    out.Line("}");
    out.Gap();
    out.Line("}  // namespace sinter");
  }
}

}  // namespace sinter::schema::cpp
