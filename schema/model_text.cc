#include "schema/model_text.h"

#include <bit>
#include <charconv>

#include "schema/text.h"
#include "schema/type_table.h"

namespace sinter::schema {
namespace {

std::string BoundText(uint64_t bits, bool is_signed) {
  return is_signed ? std::to_string(static_cast<int64_t>(bits))
                   : std::to_string(bits);
}

std::string IntegerText(const Type& type) {
  std::string out = Cat(type.is_signed ? "i" : "u", type.bits);
  if (type.has_range) {
    out += Cat("(", BoundText(type.lo, type.is_signed), "..",
               BoundText(type.hi, type.is_signed), ")");
  }
  return out;
}

std::string ListText(const Schema& schema, const Type& type) {
  std::string out = Cat("[", TypeText(schema, type.element), "]");
  if (type.raw) out += " raw";
  if (type.align != 0) out += Cat(" align(", type.align, ")");
  return out;
}

const char* KindText(const Declaration& decl) {
  switch (decl.kind) {
    case DeclKind::kEnum:
      return decl.closed ? "closed enum" : "enum";
    case DeclKind::kFlags:
      return "flags";
    case DeclKind::kId:
      return "id";
    case DeclKind::kStruct:
      return "struct";
    case DeclKind::kRecord:
      return "record";
    case DeclKind::kUnion:
      return decl.inline_union ? "inline union" : "union";
  }
  return "";
}

void AppendDoc(const std::string& doc, const char* indent, std::string& out) {
  if (!doc.empty()) out += Cat(indent, "doc ", QuoteString(doc), "\n");
}

template <typename Named>
void AppendMember(size_t position, const Named& member, std::string_view rest,
                  std::string& out) {
  AppendDoc(member.doc, "  ", out);
  out += Cat("  ", position, " ", member.retired ? "retired " : "", member.name,
             rest, AttributesText(member.attributes));
  if (member.since != 1) out += Cat(" since ", member.since);
  out += '\n';
}

void AppendDeclaration(const Schema& schema, const Declaration& decl,
                       std::string& out) {
  AppendDoc(decl.doc, "", out);
  out += Cat(KindText(decl), " ", decl.QualifiedName());
  if (decl.kind == DeclKind::kId) {
    out += Cat(" = ", TypeText(schema, decl.underlying));
  }
  out += AttributesText(decl.attributes) + "\n";
  for (const Member& member : decl.members) {
    AppendMember(member.number, member, "", out);
  }
  for (size_t i = 0; i < decl.fields.size(); ++i) {
    const Field& field = decl.fields[i];
    std::string rest = ": " + TypeText(schema, field.type);
    if (field.default_value) rest += " = " + LiteralText(*field.default_value);
    AppendMember(i, field, rest, out);
  }
}

}  // namespace

std::string TypeText(const Schema& schema, TypeId type) {
  return TypeText(schema, schema.type(type));
}

std::string TypeText(const Schema& schema, const Type& type) {
  switch (type.kind) {
    case TypeKind::kBool:
      return "bool";
    case TypeKind::kInteger:
      return IntegerText(type);
    case TypeKind::kFloat:
      return Cat("f", type.bits);
    case TypeKind::kString:
      return "string";
    case TypeKind::kBytes:
      return "bytes";
    case TypeKind::kFixedBytes:
      return Cat("bytes(", type.size, ")");
    case TypeKind::kDate:
      return "date";
    case TypeKind::kTimestamp:
      return Cat("timestamp(", TimeUnitName(type.unit), ")");
    case TypeKind::kDuration:
      return Cat("duration(", TimeUnitName(type.unit), ")");
    case TypeKind::kUuid:
      return "uuid";
    case TypeKind::kDecimal:
      return Cat("decimal(", type.scale, ")");
    case TypeKind::kNamed:
      return schema.declaration(type.decl).QualifiedName();
    case TypeKind::kOptional:
      return TypeText(schema, type.element) + "?";
    case TypeKind::kList:
      return ListText(schema, type);
    case TypeKind::kArray:
      return Cat("[", TypeText(schema, type.element), "; ", type.size, "]");
    case TypeKind::kMap:
      return Cat("{", TypeText(schema, type.key), ": ",
                 TypeText(schema, type.element), "}");
    case TypeKind::kNull:
      return "null";
  }
  return "";
}

std::string AttributesText(const std::vector<Attribute>& attributes) {
  std::string out;
  for (const Attribute& attribute : attributes) {
    out += " " + attribute.name;
    if (attribute.argument) {
      out += Cat("(", LiteralText(*attribute.argument), ")");
    }
  }
  return out;
}

std::string LiteralText(const Literal& literal) {
  switch (literal.kind) {
    case Literal::Kind::kBool:
      return literal.bits != 0 ? "true" : "false";
    case Literal::Kind::kInteger:
      return BoundText(literal.bits, literal.negative);
    case Literal::Kind::kFloat: {
      char digits[40];
      const auto end = std::to_chars(digits, digits + sizeof digits,
                                     std::bit_cast<double>(literal.bits));
      return std::string(digits, end.ptr);
    }
    case Literal::Kind::kString:
      return QuoteString(literal.text);
    case Literal::Kind::kMember:
      return literal.text;
  }
  return "";
}

std::string ModelText(const Schema& schema) {
  std::string out;
  for (const Constant& constant : schema.constants) {
    AppendDoc(constant.doc, "", out);
    out += Cat("const ", constant.package, constant.package.empty() ? "" : ".",
               constant.name, " = ", LiteralText(constant.value), "\n");
  }
  for (const Declaration& decl : schema.declarations) {
    AppendDeclaration(schema, decl, out);
  }
  for (DeclId root : schema.roots) {
    out += Cat("root ", schema.declaration(root).QualifiedName(), "\n");
  }
  return out;
}

}  // namespace sinter::schema
