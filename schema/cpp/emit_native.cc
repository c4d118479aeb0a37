// Plain structs and the functions that set builders from them and make them of
// views.

#include "schema/cpp/builder_types.h"
#include "schema/cpp/emitters.h"
#include "schema/cpp/plain_types.h"
#include "schema/text.h"

namespace sinter::schema::cpp {
namespace {

bool IsTextId(const Unit& unit, DeclId id) {
  const Declaration& decl = unit.decl(id);
  return decl.kind == DeclKind::kId &&
         unit.schema.type(decl.underlying).kind == TypeKind::kString;
}

void EmitTextIds(const Unit& unit, TextWriter& out) {
  for (const DeclId id : unit.values) {
    if (!IsTextId(unit, id)) continue;
    const DeclNames& names = unit.names.of(id);
    out.Doc(unit.decl(id).doc);
    out.Line("using ", names.plain, " = sinter::TypedText<struct ", names.tag,
             ">;");
    out.Gap();
  }
}

void EmitRecord(const Unit& unit, const PlainTypes& types, DeclId id,
                TextWriter& out) {
  const Declaration& decl = unit.decl(id);
  for (size_t i = 0; i < decl.fields.size(); ++i) {
    const Field& field = decl.fields[i];
    if (field.retired) continue;
    out.Doc(field.doc);
    out.Line(DeprecatedAttribute(field.attributes), types.Plain(field.type, id),
             " ", unit.names.Fields(id)[i], types.Initializer(field, id), ";");
  }
}

void EmitUnion(const Unit& unit, const PlainTypes& types, DeclId id,
               TextWriter& out) {
  const Declaration& decl = unit.decl(id);
  out.Line("using Kind = ", unit.names.of(id).view, "::Kind;");
  out.Gap();
  out.Line("std::variant<");
  out.Indent();
  for (size_t i = 0; i < decl.fields.size(); ++i) {
    out.Line("  ", types.Plain(decl.fields[i].type, id),
             i + 1 == decl.fields.size() ? ">" : ",");
  }
  out.Dedent();
  const size_t first = types.DefaultVariant(id);
  out.Line("    value",
           first == 0 ? "" : Cat("{std::in_place_index<", first, ">}"), ";");
  out.Gap();
  out.Line("Kind kind() const { return static_cast<Kind>(value.index()); }");
}

void EmitPlainStruct(const Unit& unit, const PlainTypes& types, DeclId id,
                     TextWriter& out) {
  const Declaration& decl = unit.decl(id);
  const std::string& name = unit.names.of(id).plain;
  out.Doc(decl.doc);
  out.Line("struct ", DeprecatedAttribute(decl.attributes), name, " {");
  out.Indent();
  if (decl.kind == DeclKind::kUnion) {
    EmitUnion(unit, types, id, out);
  } else {
    EmitRecord(unit, types, id, out);
  }
  out.Gap();
  out.Line("bool operator==(const ", name, "& other) const;");
  out.Dedent();
  out.Line("};");
  out.Gap();
}

std::string PutHead(const Unit& unit, DeclId id) {
  const DeclNames& names = unit.names.of(id);
  return Cat("void PutFields(const ", names.row, "& row, const ", names.plain,
             "& plain, unsigned depth)");
}

std::string GetHead(const Unit& unit, DeclId id) {
  const DeclNames& names = unit.names.of(id);
  return Cat("bool GetFields(", names.view, " view, ", names.plain,
             "& plain, sinter::PlainBudget& budget)");
}

// The source.

class SourceEmitter {
 public:
  SourceEmitter(const Unit& unit, TextWriter& out)
      : unit_(unit), builders_(unit), out_(out) {}

  void Emit(DeclId id) {
    const Declaration& decl = unit_.decl(id);
    id_ = id;
    members_.clear();
    for (size_t i = 0; i < decl.fields.size(); ++i) {
      if (!decl.fields[i].retired) members_.push_back(i);
    }
    Function(Cat("bool ", unit_.names.of(id).plain, "::operator==(const ",
                 unit_.names.of(id).plain, "& other) const"),
             [&] { EmitEquality(); });
    Function(PutHead(unit_, id), [&] {
      out_.Line("static_cast<void>(row), static_cast<void>(plain);");
      out_.Line("static_cast<void>(depth);");
      decl.kind == DeclKind::kUnion ? PutUnion() : PutRecord();
    });
    Function(GetHead(unit_, id), [&] {
      out_.Line("static_cast<void>(view), static_cast<void>(plain);");
      out_.Line("static_cast<void>(budget);");
      decl.kind == DeclKind::kUnion ? GetUnion() : GetRecord();
    });
  }

 private:
  template <typename Body>
  void Function(const std::string& head, const Body& body) {
    out_.Line(head, " {");
    out_.Indent();
    body();
    out_.Dedent();
    out_.Line("}");
    out_.Gap();
  }

  const std::string& Member(size_t i) const {
    return unit_.names.Fields(id_)[i];
  }
  std::string Traits(size_t i) const {
    return builders_.Traits(unit_.decl(id_).fields[i].type,
                            unit_.cpp_namespace(id_));
  }
  uint32_t Slot(size_t i) const {
    return unit_.types.SlotOfField(unit_.decl(id_), i);
  }

  void EmitEquality() {
    if (unit_.decl(id_).kind == DeclKind::kUnion) {
      return out_.Line("return value == other.value;");
    }
    out_.Line("static_cast<void>(other);");
    for (const size_t i : members_) {
      out_.Line("if (!(", Member(i), " == other.", Member(i),
                ")) return false;");
    }
    out_.Line("return true;");
  }

  void PutRecord() {
    for (const size_t i : members_) {
      out_.Line("sinter::PutField<", Traits(i), ">(row, ", Slot(i), ", plain.",
                Member(i), ", depth);");
    }
  }

  void PutUnion() {
    out_.Line("switch (plain.value.index()) {");
    out_.Indent();
    for (const size_t i : members_) {
      out_.Line("case ", i, ":");
      out_.Line("  return sinter::PutVariant<", Traits(i), ">(row, ", i, ", ",
                Slot(i), ", std::get<", i, ">(plain.value), depth);");
    }
    out_.Line("default:");
    out_.Line("  return;  // an exception was thrown while it was assigned");
    out_.Dedent();
    out_.Line("}");
  }

  void GetRecord() {
    for (const size_t i : members_) {
      out_.Line("if (!sinter::GetPlain(view.", Member(i), "(), plain.",
                Member(i), ", budget)) return false;");
    }
    out_.Line("return true;");
  }

  void GetUnion() {
    for (const size_t i : members_) {
      out_.Line("if (const auto value = view.", Member(i), "()) {");
      out_.Line("  return sinter::GetPlain(*value, plain.value.emplace<", i,
                ">(), budget);");
      out_.Line("}");
    }
    out_.Line("return true;  // bytes that nobody verified");
  }

  const Unit& unit_;
  const BuilderTypes builders_;
  TextWriter& out_;
  DeclId id_;
  std::vector<size_t> members_;  // of the declaration at hand
};

}  // namespace

void EmitPlain(const Unit& unit, TextWriter& out) {
  EmitTextIds(unit, out);
  const PlainTypes types(unit);
  for (const DeclId id : types.order()) {
    out.Line("struct ", unit.names.of(id).plain, ";");
  }
  out.Gap();
  for (const DeclId id : types.order()) EmitPlainStruct(unit, types, id, out);
  if (types.order().empty()) return;
  out.Line("// What sinter::Encode, SetPlain and ToStruct are made of.");
  for (const DeclId id : types.order()) {
    out.Line(PutHead(unit, id), ";");
    out.Line(GetHead(unit, id), ";");
  }
  out.Gap();
}

void EmitPlainTraits(const Unit& unit, TextWriter& out) {
  for (const DeclId id : unit.views) {
    const DeclNames& names = unit.names.of(id);
    out.Line("template <>");
    out.Line("struct PlainOf<", unit.names.Qualified(id, names.view, "sinter"),
             "> {");
    out.Line("  using Type = ", unit.names.Qualified(id, names.plain, "sinter"),
             ";");
    out.Line("};");
    out.Gap();
  }
}

void EmitPlainSource(const Unit& unit, TextWriter& out) {
  SourceEmitter emitter(unit, out);
  for (const DeclId id : unit.views) emitter.Emit(id);
}

void AddPlainHeaders(const Unit& unit, std::set<std::string>& standard,
                     std::set<std::string>& headers) {
  headers.insert("codec/native/convert.h");
  for (const DeclId id : unit.values) {
    if (IsTextId(unit, id)) headers.insert("codec/native/typed_text.h");
  }
  const PlainTypes types(unit);
  for (const DeclId id : unit.views) {
    if (unit.decl(id).kind == DeclKind::kUnion) standard.insert("variant");
    for (const Field& field : unit.decl(id).fields) {
      if (!field.retired) types.AddHeaders(field.type, standard, headers);
    }
  }
}

}  // namespace sinter::schema::cpp
