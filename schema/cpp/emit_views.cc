// Views of records and unions: accessors whose bodies are one call.

#include "schema/cpp/emitters.h"
#include "schema/text.h"

namespace sinter::schema::cpp {
namespace {

class ViewEmitter {
 public:
  ViewEmitter(const Unit& unit, TextWriter& out)
      : unit_(unit), out_(out), is_defined_(unit.schema.declarations.size()) {}

  void Run() {
    for (const DeclId id : unit_.views) {
      // The plain struct of a record, which stands for it as a type argument.
      if (unit_.decl(id).kind == DeclKind::kRecord) {
        out_.Line("struct ", unit_.names.of(id).plain, ";");
      }
      out_.Line("class ", unit_.names.of(id).view, ";");
    }
    out_.Gap();
    // What imported headers declare is defined.
    for (uint32_t i = 0; i < is_defined_.size(); ++i) is_defined_[i] = true;
    for (const DeclId id : unit_.views) is_defined_[id.value()] = false;
    for (const DeclId id : unit_.views) EmitView(id);
    // Those that views defined later return.
    out_.Raw(later_.text());
    out_.Gap();
  }

 private:
  void EmitView(DeclId id) {
    const Declaration& decl = unit_.decl(id);
    const DeclNames& names = unit_.names.of(id);
    const bool is_union = decl.kind == DeclKind::kUnion;
    const char* base = !is_union           ? "RecordView"
                       : decl.inline_union ? "UnionView"
                                           : "NamedUnionView";
    from_ = names.cpp_namespace;
    // A view may return itself.
    is_defined_[id.value()] = true;
    out_.Doc(decl.doc);
    out_.Line("class ", DeprecatedAttribute(decl.attributes), names.view,
              " : public sinter::", base, " {");
    out_.Line(" public:");
    out_.Indent();
    if (is_union) EmitKind(id);
    const char* first = is_union ? "columns" : "table";
    out_.Line(names.view, "(const sinter::Column* ", first,
              ", uint32_t row) : sinter::", base, "(", first, ", row) {}");
    out_.Gap();
    if (is_union) EmitKindAccessor(id);
    for (size_t i = 0; i < decl.fields.size(); ++i) {
      if (!decl.fields[i].retired) EmitAccessor(id, i);
    }
    if (is_union) EmitVisit(id);
    out_.Dedent();
    out_.Line("};");
    out_.Gap();
  }

  bool IsStruct(TypeId id) const {
    const Type& type = unit_.schema.type(id);
    return type.kind == TypeKind::kNamed &&
           unit_.decl(type.decl).kind == DeclKind::kStruct;
  }

  // Whether all views in a type are defined before this place.
  bool IsComplete(TypeId type) const {
    std::set<DeclId> views;
    unit_.types.AddViews(type, views);
    for (const DeclId id : views) {
      if (!is_defined_[id.value()]) return false;
    }
    return true;
  }

  void EmitAccessor(DeclId id, size_t index) {
    const Declaration& decl = unit_.decl(id);
    const Field& field = decl.fields[index];
    const std::string& name = unit_.names.Fields(id)[index];
    const uint32_t slot = unit_.types.SlotOfField(decl, index);
    std::string type = unit_.types.View(field.type, from_);
    if (decl.kind == DeclKind::kRecord && IsStruct(field.type)) {
      type = Cat("sinter::InPlace<", type, ">");
    }
    std::string body = Cat("return At<", type, ">(", slot, ");");
    if (decl.kind == DeclKind::kUnion) {
      body = Cat("return Variant<", type, ">(", index, ", ", slot, ");");
      type = Cat("std::optional<", type, ">");
    }
    out_.Doc(field.doc);
    std::string attributes = DeprecatedAttribute(field.attributes);
    // A return may change the bits of a NaN: see GetFloat().
    if (type == "float" || type == "double") {
      attributes += "[[gnu::always_inline]] ";
    }
    if (IsComplete(field.type)) {
      out_.Line(attributes, type, " ", name, "() const { ", body, " }");
      return;
    }
    out_.Line(attributes, type, " ", name, "() const;");
    later_.Line("inline ", type, " ", unit_.names.of(id).view, "::", name,
                "() const { ", body, " }");
  }

  void EmitKind(DeclId id) {
    const Declaration& decl = unit_.decl(id);
    out_.Line("enum class Kind : uint8_t {");
    out_.Indent();
    for (size_t i = 0; i < decl.fields.size(); ++i) {
      out_.Line(unit_.names.Constants(id)[i], " = ", i, ",");
    }
    out_.Dedent();
    out_.Line("};");
    out_.Gap();
  }

  void EmitKindAccessor(DeclId id) {
    out_.Line("Kind kind() const { return static_cast<Kind>(Tag(",
              unit_.decl(id).fields.size(), ")); }");
    out_.Gap();
  }

  // Unions grow: visitors must expect a variant that they do not know.
  void EmitVisit(DeclId id) {
    const Declaration& decl = unit_.decl(id);
    out_.Gap();
    out_.Line("// Calls the visitor with the value of the variant, or with");
    out_.Line("// sinter::UnknownVariant() if it is from a later schema.");
    out_.Line("template <typename Visitor>");
    out_.Line("decltype(auto) visit(Visitor&& visitor) const {");
    out_.Indent();
    out_.Line("switch (kind()) {");
    out_.Indent();
    for (size_t i = 0; i < decl.fields.size(); ++i) {
      out_.Line("case Kind::", unit_.names.Constants(id)[i], ":");
      out_.Line("  return visitor(Value<",
                unit_.types.View(decl.fields[i].type, from_), ">(", i, ", ",
                unit_.types.SlotOfField(decl, i), "));");
    }
    out_.Line("default:");
    out_.Line("  return visitor(sinter::UnknownVariant());");
    out_.Dedent();
    out_.Line("}");
    out_.Dedent();
    out_.Line("}");
  }

  const Unit& unit_;
  TextWriter& out_;
  TextWriter later_;
  std::vector<bool> is_defined_;  // by DeclId: its view
  std::string from_;
};

}  // namespace

void EmitViews(const Unit& unit, TextWriter& out) {
  if (!unit.views.empty()) ViewEmitter(unit, out).Run();
}

void AddViewHeaders(const Unit& unit, std::set<std::string>& headers) {
  for (const DeclId id : unit.views) {
    const Declaration& decl = unit.decl(id);
    headers.insert(decl.kind == DeclKind::kUnion ? "codec/view/union.h"
                                                 : "codec/view/record.h");
    for (const Field& field : decl.fields) {
      if (!field.retired) unit.types.AddHeaders(field.type, headers);
    }
  }
}

void EmitSlots(const Unit& unit, TextWriter& out) {
  for (const DeclId id : unit.views) {
    const Declaration& decl = unit.decl(id);
    if (decl.kind != DeclKind::kRecord) continue;
    for (size_t i = 0; i < decl.fields.size(); ++i) {
      if (decl.fields[i].retired) continue;
      out.Line("template <> inline constexpr uint32_t kSlotOf<&",
               unit.names.Qualified(id, unit.names.of(id).view, "sinter"),
               "::", unit.names.Fields(id)[i],
               "> = ", unit.types.SlotOfField(decl, i), ";");
    }
  }
}

}  // namespace sinter::schema::cpp
