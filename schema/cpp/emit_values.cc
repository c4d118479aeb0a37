// Enums, flags and ids.

#include "schema/cpp/emitters.h"
#include "schema/lower_type.h"
#include "schema/text.h"

namespace sinter::schema::cpp {
namespace {

// The integer type that the declaration's values are kept in.
std::string IntegerOf(const Unit& unit, DeclId id) {
  const Node node = LowerDeclaration(unit.schema, id).node;
  return IntegerType(node.bits, node.is_signed);
}

void EmitEnum(const Unit& unit, DeclId id, TextWriter& out) {
  const Declaration& decl = unit.decl(id);
  out.Doc(decl.doc);
  out.Line("enum class ", DeprecatedAttribute(decl.attributes),
           unit.names.of(id).plain, " : ", IntegerOf(unit, id), " {");
  out.Indent();
  for (size_t i = 0; i < decl.members.size(); ++i) {
    const Member& member = decl.members[i];
    if (member.retired) continue;
    out.Doc(member.doc);
    const std::string deprecated = DeprecatedAttribute(member.attributes);
    out.Line(unit.names.Constants(id)[i], deprecated.empty() ? "" : " ",
             deprecated, deprecated.empty() ? " = " : "= ", member.number, ",");
  }
  out.Dedent();
  out.Line("};");
  out.Gap();
}

void EmitFlags(const Unit& unit, DeclId id, TextWriter& out) {
  const Declaration& decl = unit.decl(id);
  const std::string& name = unit.names.of(id).plain;
  const std::string integer = IntegerOf(unit, id);
  out.Doc(decl.doc);
  out.Line("class ", DeprecatedAttribute(decl.attributes), name,
           " : public sinter::Flags<", name, ", ", integer, "> {");
  out.Line(" public:");
  out.Indent();
  out.Line("constexpr ", name, "() = default;");
  out.Line("constexpr explicit ", name, "(", integer, " bits) : sinter::Flags<",
           name, ", ", integer, ">(bits) {}");
  out.Gap();
  for (size_t i = 0; i < decl.members.size(); ++i) {
    const Member& member = decl.members[i];
    if (member.retired) continue;
    out.Doc(member.doc);
    out.Line(DeprecatedAttribute(member.attributes), "static const ", name, " ",
             unit.names.Constants(id)[i], ";");
  }
  out.Dedent();
  out.Line("};");
  for (size_t i = 0; i < decl.members.size(); ++i) {
    const Member& member = decl.members[i];
    if (member.retired) continue;
    out.Line("inline constexpr ", name, " ", name,
             "::", unit.names.Constants(id)[i], "{", integer, "{1} << ",
             member.number, "};");
  }
  out.Gap();
}

void EmitId(const Unit& unit, DeclId id, TextWriter& out) {
  const Declaration& decl = unit.decl(id);
  const DeclNames& names = unit.names.of(id);
  const std::string deprecated = DeprecatedAttribute(decl.attributes);
  const std::string_view gap = deprecated.empty() ? "" : " ";
  out.Doc(decl.doc);
  if (unit.schema.type(decl.underlying).kind == TypeKind::kString) {
    out.Line("using ", names.view, gap, deprecated, gap.empty() ? " = " : "= ",
             "sinter::TypedTextView<struct ", names.tag, ">;");
  } else {
    out.Line("using ", names.plain, gap, deprecated, gap.empty() ? " = " : "= ",
             "sinter::TypedId<struct ", names.tag, ", ", IntegerOf(unit, id),
             ">;");
  }
  out.Gap();
}

}  // namespace

void EmitValues(const Unit& unit, TextWriter& out) {
  for (const DeclId id : unit.values) {
    switch (unit.decl(id).kind) {
      case DeclKind::kEnum:
        EmitEnum(unit, id, out);
        break;
      case DeclKind::kFlags:
        EmitFlags(unit, id, out);
        break;
      case DeclKind::kId:
        EmitId(unit, id, out);
        break;
      case DeclKind::kStruct:
      case DeclKind::kRecord:
      case DeclKind::kUnion:
        break;
    }
  }
}

void AddValueHeaders(const Unit& unit, std::set<std::string>& headers) {
  for (const DeclId id : unit.values) {
    const Declaration& decl = unit.decl(id);
    if (decl.kind == DeclKind::kFlags) headers.insert("codec/view/flags.h");
    if (decl.kind != DeclKind::kId) continue;
    headers.insert(unit.schema.type(decl.underlying).kind == TypeKind::kString
                       ? "codec/view/typed_text.h"
                       : "codec/typed_id.h");
  }
}

}  // namespace sinter::schema::cpp
