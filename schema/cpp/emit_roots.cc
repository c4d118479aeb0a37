// What readers need of the roots of a schema.

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
    out.Line("static constexpr LayoutShape kShape = {", layout.num_slots, ", ",
             layout.tables.size(), ", ",
             layout.nodes.size() + layout.groups.size(), ", ", layout.num_texts,
             "};");
    out.Line("static const Layout& layout();");
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
    out.Line("}  // namespace ", home);
    out.Line("}  // namespace");
    out.Gap();
    out.Line("const Layout& RootTraits<",
             unit.names.Qualified(root.decl, names.plain, "sinter"),
             ">::layout() {");
    out.Line("  return ", home, "::kLayout;");
    out.Line("}");
    out.Gap();
    out.Line("}  // namespace sinter");
  }
}

}  // namespace sinter::schema::cpp
