#include "tools/schema_text.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "schema/format.h"
#include "schema/model_text.h"
#include "schema/text.h"

namespace sinter::tools {
namespace {

using schema::Attribute;
using schema::Cat;
using schema::Declaration;
using schema::DeclKind;
using schema::Field;
using schema::Member;
using schema::Schema;

std::string DocText(std::string_view doc) {
  std::string out;
  while (!doc.empty()) {
    const size_t end = std::min(doc.find('\n'), doc.size());
    out += Cat("/// ", doc.substr(0, end), "\n");
    doc.remove_prefix(std::min(end + 1, doc.size()));
  }
  return out;
}

// One package of a schema.
class PackageWriter {
 public:
  // The names of other packages' declarations stay qualified.
  PackageWriter(Schema schema, std::string package)
      : schema_(std::move(schema)), package_(std::move(package)) {
    for (uint32_t i = 0; i < schema_.declarations.size(); ++i) {
      Declaration& decl = schema_.declarations[i];
      if (decl.package != package_) continue;
      decl.package.clear();
      if (!decl.inline_union && !decl.is_value()) AddItem(decl.name, i);
    }
  }

  std::string Text() {
    if (!package_.empty()) out_ += Cat("package ", package_, ";\n\n");
    PutItems("");
    for (const schema::DeclId root : schema_.roots) {
      const Declaration& decl = schema_.declaration(root);
      if (decl.package.empty()) out_ += Cat("root ", decl.name, ";\n");
    }
    schema::Formatted formatted = schema::Format(out_);
    return formatted.text ? *std::move(formatted.text) : std::move(out_);
  }

 private:
  // A declaration, or a record that is only known from what is inside of it.
  struct Item {
    std::string name;
    std::optional<uint32_t> decl;
  };

  void AddItem(const std::string& name, std::optional<uint32_t> decl) {
    const size_t dot = name.rfind('.');
    if (dot != std::string::npos) AddItem(name.substr(0, dot), std::nullopt);
    const auto known = std::ranges::find(items_, name, &Item::name);
    if (known == items_.end()) {
      items_.push_back({name, decl});
    } else if (decl) {
      known->decl = decl;
    }
  }

  // What is declared directly inside `outer`.
  void PutItems(const std::string& outer) {
    for (size_t i = 0; i < items_.size(); ++i) {
      const Item item = items_[i];
      const size_t dot = item.name.rfind('.');
      const bool is_inside =
          dot == std::string::npos
              ? outer.empty()
              : std::string_view(item.name).substr(0, dot) == outer;
      if (is_inside) PutItem(item);
    }
  }

  void PutItem(const Item& item) {
    const size_t dot = item.name.rfind('.');
    const std::string name =
        dot == std::string::npos ? item.name : item.name.substr(dot + 1);
    if (!item.decl) {
      out_ += Cat("record ", name, " {\n");
      PutItems(item.name);
      out_ += "}\n\n";
      return;
    }
    const Declaration& decl = schema_.declarations[*item.decl];
    out_ += DocText(decl.doc);
    if (decl.kind == DeclKind::kId) {
      out_ +=
          Cat("id ", name, " = ", schema::TypeText(schema_, decl.underlying),
              schema::AttributesText(decl.attributes), ";\n\n");
      return;
    }
    out_ += Cat(KeywordOf(decl), " ", name,
                schema::AttributesText(decl.attributes), " {\n");
    if (decl.kind == DeclKind::kRecord) PutItems(item.name);
    PutGroups(decl.fields, [&](const Field& field) { PutField(field); });
    PutGroups(decl.members, [&](const Member& member) { PutMember(member); });
    out_ += "}\n\n";
  }

  static const char* KeywordOf(const Declaration& decl) {
    switch (decl.kind) {
      case DeclKind::kEnum:
        return decl.closed ? "closed enum" : "enum";
      case DeclKind::kFlags:
        return "flags";
      case DeclKind::kStruct:
        return "struct";
      case DeclKind::kRecord:
        return "record";
      case DeclKind::kUnion:
        return "union";
      case DeclKind::kId:
        break;
    }
    return "id";
  }

  template <typename Named, typename Put>
  void PutGroups(const std::vector<Named>& all, Put put) {
    uint32_t since = 1;
    for (const Named& named : all) {
      if (named.since != since) {
        if (since > 1) out_ += "}\n";
        since = named.since;
        out_ += Cat("since ", since, " {\n");
      }
      put(named);
    }
    if (since > 1) out_ += "}\n";
  }

  // The text of a type; unions without a name are written where they are used.
  std::string TypeOf(schema::TypeId id) const {
    std::string text = schema::TypeText(schema_, id);
    const schema::Type* type = &schema_.type(id);
    while (type->kind == schema::TypeKind::kOptional ||
           type->kind == schema::TypeKind::kList ||
           type->kind == schema::TypeKind::kArray ||
           type->kind == schema::TypeKind::kMap) {
      type = &schema_.type(type->element);
    }
    if (type->kind != schema::TypeKind::kNamed) return text;
    const Declaration& decl = schema_.declaration(type->decl);
    if (!decl.inline_union) return text;
    std::string variants =
        Cat("union", schema::AttributesText(decl.attributes), " { ");
    for (const Field& variant : decl.fields) {
      variants += Cat(variant.name, ": ", TypeOf(variant.type),
                      schema::AttributesText(variant.attributes), "; ");
    }
    const std::string name = decl.QualifiedName();
    return text.replace(text.rfind(name), name.size(), variants + "}");
  }

  void PutField(const Field& field) {
    out_ += DocText(field.doc);
    out_ += Cat(field.retired ? "retired " : "", field.name, ": ",
                TypeOf(field.type));
    if (field.default_value) {
      out_ += " = " + schema::LiteralText(*field.default_value);
    }
    out_ += schema::AttributesText(field.attributes) + ";\n";
  }

  void PutMember(const Member& member) {
    out_ += DocText(member.doc);
    out_ += Cat(member.retired ? "retired " : "", member.name,
                schema::AttributesText(member.attributes), ",\n");
  }

  Schema schema_;
  const std::string package_;
  std::vector<Item> items_;
  std::string out_;
};

}  // namespace

std::string SchemaText(const Schema& schema) {
  std::vector<std::string> packages;
  const auto add = [&](const Declaration& decl) {
    if (std::ranges::find(packages, decl.package) == packages.end()) {
      packages.push_back(decl.package);
    }
  };
  for (const schema::DeclId root : schema.roots) add(schema.declaration(root));
  for (const Declaration& decl : schema.declarations) add(decl);
  std::string out;
  for (const std::string& package : packages) {
    if (!out.empty())
      out += Cat("\n// Another file, of package ", package, ":\n");
    out += PackageWriter(schema, package).Text();
  }
  return out;
}

}  // namespace sinter::tools
