// What well-formed schemas resolve to. What is refused: diagnostics_test.cc.
#include <bit>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "schema/compile.h"
#include "schema/model_text.h"

namespace sinter::schema {
namespace {

using ::testing::HasSubstr;

Schema Compiled(std::string_view text) {
  Compilation result = CompileText(text);
  EXPECT_TRUE(result.schema.has_value()) << result.DiagnosticText();
  return result.schema.value_or(Schema());
}

std::string Resolved(std::string_view text) {
  return ModelText(Compiled(text));
}

// The type of the only field of the last record of `declarations`.
std::string ResolvedType(const std::string& type,
                         const std::string& declarations = "") {
  const Schema schema =
      Compiled(declarations + "record R { field: " + type + "; }");
  if (schema.declarations.empty()) return "";
  for (const Declaration& decl : schema.declarations) {
    if (decl.name == "R") return TypeText(schema, decl.fields[0].type);
  }
  return "";
}

TEST(Resolver, KnowsEveryBuiltInType) {
  for (const char* type : {"bool",
                           "i8",
                           "i16",
                           "i32",
                           "i64",
                           "u8",
                           "u16",
                           "u32",
                           "u64",
                           "f32",
                           "f64",
                           "string",
                           "bytes",
                           "bytes(16)",
                           "date",
                           "timestamp(s)",
                           "timestamp(ms)",
                           "timestamp(us)",
                           "duration(ns)",
                           "uuid",
                           "decimal(0)",
                           "decimal(18)",
                           "value",
                           "[value]",
                           "{string: value}",
                           "u8?",
                           "[u8]",
                           "[u8; 65535]",
                           "[f32] raw",
                           "[f32] raw align(64)",
                           "{string: u8}",
                           "{u64: [string]?}",
                           "u8(0..130)",
                           "i64(-9223372036854775808..9223372036854775807)",
                           "i8(-5..-5)",
                           "[[{string: [u8; 4]?}]]",
                           "[[u8] raw align(2)]"}) {
    EXPECT_EQ(ResolvedType(type), type);
  }
}

TEST(Resolver, FoldsConstants) {
  const std::string constants =
      "const LO = -5; const HI = 0x1_0; const SIZE = 0b100; const A = 8;";
  EXPECT_EQ(ResolvedType("i8(LO..HI)", constants), "i8(-5..16)");
  EXPECT_EQ(ResolvedType("[u8; SIZE]", constants), "[u8; 4]");
  EXPECT_EQ(ResolvedType("bytes(SIZE)", constants), "bytes(4)");
  EXPECT_EQ(ResolvedType("[u8] raw align(A)", constants), "[u8] raw align(8)");
  EXPECT_EQ(ResolvedType("decimal(SIZE)", constants), "decimal(4)");
}

TEST(Resolver, KeepsConstantsInTheModel) {
  EXPECT_EQ(Resolved("package p;\n/// Most.\nconst A = 5; const B = -2;\n"
                     "const C = 1.5; const D = \"a\\n\"; const E = true;\n"
                     "const F = -inf; const G = 18446744073709551615;"),
            "doc \"Most.\"\nconst p.A = 5\nconst p.B = -2\nconst p.C = 1.5\n"
            "const p.D = \"a\\n\"\nconst p.E = true\nconst p.F = -inf\n"
            "const p.G = 18446744073709551615\n");
}

TEST(Resolver, InternsEqualTypes) {
  const Schema schema = Compiled(
      "record R { a: [u8]; b: [u8]; c: u8(0..255); d: u8; e: [u8] raw; }");
  const std::vector<Field>& fields = schema.declarations[0].fields;
  EXPECT_EQ(fields[0].type, fields[1].type);
  EXPECT_NE(fields[2].type, fields[3].type);
  EXPECT_NE(fields[0].type, fields[4].type);
  EXPECT_EQ(schema.types.size(), 4u);
}

TEST(Resolver, ReadsTheExampleOfTheLanguage) {
  EXPECT_EQ(Resolved(R"(
package shop;
id UserId = u64;
enum Status { active, inactive, suspended }
flags Perm { read, write, execute }
struct Vec3 { x: f32; y: f32; z: f32; }
union Payload { note: string; blob: bytes; at: Vec3; }
record User {
  id: UserId;
  status: Status = active;
  perm: Perm = read | execute;
  age: u8(0..130);
  email: string?;
  payload: Payload;
  children: [User];
  since 2 { phone: string?; }
}
root User;
)"),
            R"(id shop.UserId = u64
enum shop.Status
  0 active
  1 inactive
  2 suspended
flags shop.Perm
  0 read
  1 write
  2 execute
struct shop.Vec3
  0 x: f32
  1 y: f32
  2 z: f32
union shop.Payload
  0 note: string
  1 blob: bytes
  2 at: shop.Vec3
record shop.User
  0 id: shop.UserId
  1 status: shop.Status = active
  2 perm: shop.Perm = read | execute
  3 age: u8(0..130)
  4 email: string?
  5 payload: shop.Payload
  6 children: [shop.User]
  7 phone: string? since 2
root shop.User
)");
}

TEST(Resolver, NumbersMembersOfGroupsOn) {
  EXPECT_EQ(
      Resolved("enum E { a, retired b, since 2 { c, d } since 5 { e, }, }"),
      "enum E\n  0 a\n  1 retired b\n  2 c since 2\n  3 d since 2\n"
      "  4 e since 5\n");
  EXPECT_EQ(Resolved("union U { a: u8; since 3 { retired b: u8; } }"),
            "union U\n  0 a: u8\n  1 retired b: u8 since 3\n");
}

TEST(Resolver, MakesDeclarationsOfInlineUnions) {
  EXPECT_EQ(Resolved("package p; record R { a: [union { x: u8; y: union { z: "
                     "R; }?; }]; b: u8; }"),
            "record p.R\n  0 a: [p.R.a]\n  1 b: u8\n"
            "inline union p.R.a\n  0 x: u8\n  1 y: p.R.a.y?\n"
            "inline union p.R.a.y\n  0 z: p.R\n");
}

TEST(Resolver, LooksNamesUpFromTheInside) {
  EXPECT_EQ(Resolved("package p;\n"
                     "record A { record B { x: C; record C { } } y: C; z: B.C; "
                     "w: p.C; v: A.B.C; }\n"
                     "record C { }"),
            "record p.A\n  0 y: p.C\n  1 z: p.A.B.C\n  2 w: p.C\n"
            "  3 v: p.A.B.C\n"
            "record p.A.B\n  0 x: p.A.B.C\nrecord p.A.B.C\nrecord p.C\n");
}

TEST(Resolver, TakesKeywordsAsNames) {
  EXPECT_EQ(Resolved("record record { id: u8; record: record?; since: u8; "
                     "retired: u8; enum: u8; retired union: u8; text: u8; }\n"
                     "enum enum { since, retired, closed, enum }"),
            "record record\n  0 id: u8\n  1 record: record?\n  2 since: u8\n"
            "  3 retired: u8\n  4 enum: u8\n"
            "  5 retired union: u8\n  6 text: u8\n"
            "enum enum\n  0 since\n  1 retired\n  2 closed\n  3 enum\n");
}

TEST(Resolver, ReadsDefaults) {
  const std::string text = Resolved(R"(
const N = 7; const S = "s"; const F = 2;
enum E { a, b } flags P { r, w } id I = i16(-5..5); id T = string;
record R {
  a: bool = true; b: u8 = N; c: i64 = -9223372036854775808;
  d: u64 = 18446744073709551615; e: f64 = F; f: f32 = -1e10; g: string = S;
  h: bytes = "\u{7f}"; i: E = b; j: P = r | w; k: I = -5; l: T = "t";
  m: decimal(3) = -1.25; n: date = 19000; o: timestamp(us) = -1;
  p: duration(s) = N; q: f64 = -inf; s: f32 = nan; t: P = w;
})");
  for (const char* line :
       {"a: bool = true", "b: u8 = 7", "c: i64 = -9223372036854775808",
        "d: u64 = 18446744073709551615", "e: f64 = 2", "f: f32 = -1e+10",
        "g: string = \"s\"", "h: bytes = \"\\u{7f}\"", "i: E = b",
        "j: P = r | w", "k: I = -5", "l: T = \"t\"", "m: decimal(3) = -1250",
        "n: date = 19000", "o: timestamp(us) = -1", "p: duration(s) = 7",
        "q: f64 = -inf", "s: f32 = nan", "t: P = w"}) {
    EXPECT_THAT(text, HasSubstr(std::string(" ") + line + "\n"));
  }
}

TEST(Resolver, GivesLiteralsTheirBits) {
  const Schema schema = Compiled(
      "enum E { a, b } flags P { r, w, x }\n"
      "record R { a: E = b; b: P = r | x; c: f32 = 0.1; d: i8 = -1; }");
  const std::vector<Field>& fields = schema.declarations[2].fields;
  EXPECT_EQ(fields[0].default_value->bits, 1u);
  EXPECT_EQ(fields[1].default_value->bits, 5u);
  EXPECT_EQ(std::bit_cast<double>(fields[2].default_value->bits),
            static_cast<double>(0.1f));
  EXPECT_EQ(fields[3].default_value->bits, ~uint64_t{0});
  EXPECT_TRUE(fields[3].default_value->negative);
}

TEST(Resolver, KeepsAttributesAndJsonNames) {
  const Schema schema = Compiled(
      "const WHY = \"old\";\n"
      "record R x_table(\"r\") deprecated(WHY) {\n"
      "  a: u8 json(\"A b\") x_n(-1) x_f(1.5) x_b(true) x_none; b: u8; }\n"
      "enum E { v json(\"V\"), w }");
  EXPECT_THAT(ModelText(schema),
              HasSubstr("record R x_table(\"r\") deprecated(\"old\")\n  0 a: "
                        "u8 json(\"A b\") x_n(-1) x_f(1.5) x_b(true) x_none"));
  EXPECT_EQ(schema.declarations[0].fields[0].json_name(), "A b");
  EXPECT_EQ(schema.declarations[0].fields[1].json_name(), "b");
  EXPECT_EQ(schema.declarations[1].members[0].json_name(), "V");
  EXPECT_EQ(schema.declarations[1].members[1].json_name(), "w");
}

TEST(Resolver, TakesDocumentationFromTripleSlashes) {
  const Schema schema = Compiled(
      "/// A record.\n"
      "///   Indented.\n"
      "// Not this.\n"
      "record R {  /// nor this\n"
      "  /// A field.\n"
      "  retired a: u8; /// nor this\n"
      "  b: u8;\n"
      "}\n"
      "//// nor this\n"
      "enum E {\n"
      "  ///A member.\n"
      "  a }\n");
  EXPECT_EQ(schema.declarations[0].doc, "A record.\n  Indented.");
  EXPECT_EQ(schema.declarations[0].fields[0].doc, "A field.");
  EXPECT_EQ(schema.declarations[0].fields[1].doc, "");
  EXPECT_EQ(schema.declarations[1].doc, "");
  EXPECT_EQ(schema.declarations[1].members[0].doc, "A member.");
}

TEST(Resolver, SaysWhereDeclarationsStand) {
  const Schema schema = Compiled("\nrecord R {\n  name: u8;\n}");
  EXPECT_EQ(schema.declarations[0].place.line, 2u);
  EXPECT_EQ(schema.declarations[0].place.column, 8u);
  EXPECT_EQ(schema.declarations[0].fields[0].place.line, 3u);
  EXPECT_EQ(schema.declarations[0].fields[0].place.column, 3u);
}

TEST(Resolver, DeclaresValueOnceItIsUsed) {
  EXPECT_EQ(Compiled("record R { a: u8; }").declarations.size(), 1u);
  const Schema schema = Compiled(
      "record R { a: value; b: [value?]; } record S { c: value; } root value;");
  ASSERT_EQ(schema.declarations.size(), 3u);
  EXPECT_TRUE(schema.declarations[2].is_value());
  EXPECT_THAT(schema.roots, ::testing::ElementsAre(DeclId(2)));
  EXPECT_THAT(ModelText(schema), HasSubstr("union value untagged\n"
                                           "  0 null: null\n"
                                           "  1 bool: bool\n"
                                           "  2 integer: i64\n"
                                           "  3 number: f64\n"
                                           "  4 string: string\n"
                                           "  5 list: [value]\n"
                                           "  6 map: {string: value}\n"
                                           "root value\n"));
}

TEST(Resolver, KnowsUnionsWithoutTags) {
  const Schema schema = Compiled(
      "union U untagged x_a { a: null; b: u8; }\n"
      "record union {} record untagged {}\n"
      "record R { u: union untagged x_b(-1) deprecated { a: f64; b: U; };\n"
      "  v: [union { a: null; }]; w: union; x: union x_c; y: untagged; }");
  EXPECT_TRUE(schema.declarations[0].is_untagged());
  const Declaration* inlined = nullptr;
  for (const Declaration& decl : schema.declarations) {
    if (decl.name == "R.u") inlined = &decl;
    EXPECT_TRUE(decl.name != "R.v" || !decl.is_untagged());
  }
  ASSERT_NE(inlined, nullptr);
  EXPECT_TRUE(inlined->is_untagged());
  EXPECT_EQ(inlined->attributes.size(), 3u);
}

TEST(Resolver, AllowsRecursionThatEnds) {
  Compiled(
      "record R { a: R?; b: [R]; c: {string: R}; d: U; e: [[R; 2]?; 3]; }"
      "union U { leaf: u8; node: R; more: U; }");
}

}  // namespace
}  // namespace sinter::schema
