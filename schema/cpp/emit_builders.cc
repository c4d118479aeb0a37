// Builders: handles on rows of records and unions with a setter for each field,
// and builders of whole messages for roots.

#include "schema/cpp/builder_types.h"
#include "schema/cpp/emitters.h"
#include "schema/text.h"

namespace sinter::schema::cpp {
namespace {

// Members of all handles and builders, or names that their bodies use.
const NameScope& ReservedMembers() {
  static const NameScope reserved = {
      "At",         "BuildHandle",
      "Clear",      "Finish",
      "FinishTo",   "FinishWith",
      "Put",        "RecordRow",
      "UnionRow",   "Choose",
      "cells",      "row",
      "builder_",   "cells_",
      "row_",       "rows",
      "sinter",     "set_borrows_texts",
      "size_bytes", "status",
      "std",        "NamedUnionRow",
      "Row",        "value",
      "key",        "index",
  };
  return reserved;
}

class BuilderEmitter {
 public:
  BuilderEmitter(const Unit& unit, TextWriter& out)
      : unit_(unit), types_(unit), out_(out) {}

  void Run() {
    for (const DeclId id : unit_.views) {
      out_.Line("class ", unit_.names.of(id).row, ";");
    }
    out_.Gap();
    for (const DeclId id : unit_.views) EmitRow(id);
    // What returns handles stands behind all of them.
    out_.Raw(later_.text());
    out_.Gap();
    for (const Root& root : unit_.roots) EmitRoot(root.decl);
    out_.Gap();
  }

 private:
  void EmitRow(DeclId id) {
    const Declaration& decl = unit_.decl(id);
    row_ = unit_.names.of(id).row;
    from_ = unit_.cpp_namespace(id);
    members_ = ReservedMembers();
    members_.Reserve(row_);
    const char* base = decl.kind == DeclKind::kRecord ? "RecordRow"
                       : decl.inline_union            ? "UnionRow"
                                                      : "NamedUnionRow";
    out_.Doc(decl.doc);
    out_.Line("class ", DeprecatedAttribute(decl.attributes), row_,
              " : public sinter::", base, " {");
    out_.Line(" public:");
    out_.Indent();
    out_.Line("using sinter::", base, "::", base, ";");
    out_.Gap();
    for (size_t i = 0; i < decl.fields.size(); ++i) {
      const Field& field = decl.fields[i];
      if (field.retired) continue;
      place_ = Cat(decl.kind == DeclKind::kUnion ? Cat(i, ", ") : "",
                   unit_.types.SlotOfField(decl, i));
      EmitField(field);
    }
    out_.Dedent();
    out_.Line("};");
    out_.Gap();
  }

  void EmitField(const Field& field) {
    const Type& type = unit_.schema.type(field.type);
    const std::string traits = types_.Traits(field.type, from_);
    out_.Doc(field.doc);
    if (type.kind == TypeKind::kOptional) {
      EmitOptional(field, type, traits);
    } else if (type.kind == TypeKind::kList && !type.raw) {
      EmitList(field, type, traits);
    } else if (type.kind == TypeKind::kArray) {
      EmitArray(field, type, traits);
    } else if (type.kind == TypeKind::kMap) {
      EmitMap(field, type, traits);
    } else if (types_.IsSetAtOnce(field.type)) {
      Setter(field, "set_", Parameter(field.type, "value"),
             Cat("Put<", traits, ">(", place_, ", value)"));
    } else {
      Opener(field, "mutable_", traits, "",
             Cat("At<", traits, ">(", place_, ")"));
    }
  }

  void EmitList(const Field& field, const Type& type,
                const std::string& traits) {
    const std::string list = Cat("At<", traits, ">(", place_, ")");
    if (types_.IsSetAtOnce(type.element)) {
      Setter(field, "add_", Parameter(type.element, "value"),
             Cat(list, ".add(value)"));
    } else {
      Opener(field, "add_", types_.Traits(type.element, from_), "",
             Cat(list, ".add()"));
    }
  }

  void EmitArray(const Field& field, const Type& type,
                 const std::string& traits) {
    const std::string array = Cat("At<", traits, ">(", place_, ")");
    if (types_.IsSetAtOnce(type.element)) {
      Setter(field, "set_",
             Cat("uint32_t index, ", Parameter(type.element, "value")),
             Cat(array, ".set(index, value)"));
    } else {
      Opener(field, "mutable_", types_.Traits(type.element, from_),
             "uint32_t index", Cat(array, ".at(index)"));
    }
  }

  void EmitMap(const Field& field, const Type& type,
               const std::string& traits) {
    const std::string map = Cat("At<", traits, ">(", place_, ")");
    const std::string key = Parameter(type.key, "key");
    if (types_.IsSetAtOnce(type.element)) {
      Setter(field, "add_", Cat(key, ", ", Parameter(type.element, "value")),
             Cat(map, ".add(key, value)"));
    } else {
      Opener(field, "add_", types_.Traits(type.element, from_), key,
             Cat(map, ".add(key)"));
    }
  }

  void EmitOptional(const Field& field, const Type& type,
                    const std::string& traits) {
    if (types_.IsSetAtOnce(type.element)) {
      Setter(field, "set_", Parameter(type.element, "value"),
             Cat("At<", traits, ">(", place_, ").set(value)"));
    } else {
      Opener(field, "mutable_", types_.Traits(type.element, from_), "",
             Cat("At<", traits, ">(", place_, ").mutable_value()"));
    }
    Setter(field, "clear_", "", Cat("At<", traits, ">(", place_, ").clear()"));
  }

  std::string Parameter(TypeId type, const char* name) const {
    return Cat(types_.Argument(type, from_), " ", name);
  }

  // A function whose types are all complete where the class is.
  void Setter(const Field& field, const char* verb,
              const std::string& parameters, const std::string& body) {
    const std::string name = members_.Claim(Cat(verb, field.name));
    const std::string head = Cat("void ", name, "(", parameters, ") const");
    if (NamesRow(field.type)) {
      out_.Line(DeprecatedAttribute(field.attributes), head, ";");
      later_.Line("inline void ", row_, "::", name, "(", parameters,
                  ") const { ", body, "; }");
    } else {
      out_.Line(DeprecatedAttribute(field.attributes), head, " { ", body,
                "; }");
    }
  }

  void Opener(const Field& field, const char* verb, const std::string& handle,
              const std::string& parameters, const std::string& body) {
    const std::string name = members_.Claim(Cat(verb, field.name));
    out_.Line(DeprecatedAttribute(field.attributes), handle, " ", name, "(",
              parameters, ") const;");
    later_.Line("inline ", handle, " ", row_, "::", name, "(", parameters,
                ") const {");
    later_.Line("  return ", body, ";");
    later_.Line("}");
  }

  // Whether there is a row of a record or union anywhere in the type.
  bool NamesRow(TypeId type) const {
    std::set<DeclId> views;
    unit_.types.AddViews(type, views);
    return !views.empty();
  }

  void EmitRoot(DeclId id) {
    const DeclNames& names = unit_.names.of(id);
    out_.Line("using ", names.builder, " = sinter::RootBuilder<", names.plain,
              ">;");
    out_.Line("using ", names.list_builder, " = sinter::RootListBuilder<",
              names.plain, ">;");
  }

  const Unit& unit_;
  const BuilderTypes types_;
  TextWriter& out_;
  TextWriter later_;
  std::string row_;
  std::string from_;
  std::string place_;  // arguments of At and Put
  NameScope members_;
};

}  // namespace

void EmitBuilders(const Unit& unit, TextWriter& out) {
  if (!unit.views.empty()) BuilderEmitter(unit, out).Run();
}

void EmitBuilderTraits(const Unit& unit, TextWriter& out) {
  for (const Root& root : unit.roots) {
    const DeclNames& names = unit.names.of(root.decl);
    const std::string plain =
        unit.names.Qualified(root.decl, names.plain, "sinter");
    out.Line("template <>");
    out.Line("struct BuilderTraits<", plain, "> {");
    out.Indent();
    out.Line("using Row = ",
             unit.names.Qualified(root.decl, names.row, "sinter"), ";");
    out.Line("static const Layout& layout() { return RootTraits<", plain,
             ">::layout(); }");
    out.Dedent();
    out.Line("};");
    out.Gap();
  }
}

void AddBuilderHeaders(const Unit& unit, std::set<std::string>& headers) {
  const BuilderTypes types(unit);
  headers.insert("codec/build/record.h");
  headers.insert("codec/build/traits.h");
  if (!unit.roots.empty()) headers.insert("codec/build/root.h");
  for (const DeclId id : unit.views) {
    for (const Field& field : unit.decl(id).fields) {
      if (!field.retired) types.AddHeaders(field.type, headers);
    }
  }
}

}  // namespace sinter::schema::cpp
