#include "schema/format.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "schema/compile.h"
#include "schema/model_text.h"

namespace sinter::schema {
namespace {

// Formats, and checks that formatting again changes nothing.
std::string Formatted(std::string_view text) {
  const auto once = Format(text);
  EXPECT_TRUE(once.text.has_value()) << once.DiagnosticText();
  if (!once.text) return "";
  const auto twice = Format(*once.text);
  EXPECT_EQ(twice.text.value_or(twice.DiagnosticText()), *once.text);
  return *once.text;
}

TEST(Format, LaysOutDeclarations) {
  EXPECT_EQ(Formatted("package  a . b ;import\"x\";const A=- 5;id I=u8( 0 .. "
                      "A ) ;\nrecord R deprecated x_a( 1 ){a:[ u8 ]raw align( "
                      "4 )?;b : { string:[u8;4] }= 5 json( \"x\" );}root R;"),
            "package a.b;\n"
            "import \"x\";\n"
            "const A = -5;\n"
            "id I = u8(0..A);\n"
            "record R deprecated x_a(1) {\n"
            "  a: [u8] raw align(4)?;\n"
            "  b: {string: [u8; 4]} = 5 json(\"x\");\n"
            "}\n"
            "root R;\n");
}

TEST(Format, KeepsShortBodiesOnOneLine) {
  EXPECT_EQ(Formatted("enum E{a,b,}flags F{a}struct S{x:u8;y:u8;}\nunion U{\n"
                      "a:u8;\n}record R{}"),
            "enum E { a, b }\n"
            "flags F { a }\n"
            "struct S { x: u8; y: u8; }\n"
            "union U { a: u8; }\n"
            "record R {}\n");
}

TEST(Format, BreaksBodiesThatDoNotFit) {
  const std::string name(66, 'a');
  EXPECT_EQ(Formatted("enum E { " + name + ", b }"),
            "enum E { " + name + ", b }\n");  // 80 columns
  EXPECT_EQ(Formatted("enum E { " + name + "a, b }"),
            "enum E {\n  " + name + "a,\n  b,\n}\n");
}

TEST(Format, KeepsAttributesOfUnionsInTheirLines) {
  EXPECT_EQ(Formatted("union U untagged x_a( 1 ){a:null;}record R{u:union "
                      "untagged{a:u8;b:null;}?json(\"x\");v:[union untagged "
                      "x_b{c:value;}];}root value;"),
            "union U untagged x_a(1) { a: null; }\n"
            "record R {\n"
            "  u: union untagged { a: u8; b: null; }? json(\"x\");\n"
            "  v: [union untagged x_b { c: value; }];\n"
            "}\n"
            "root value;\n");
}

TEST(Format, PutsGroupsAndInlineUnionsIntoTheirLines) {
  EXPECT_EQ(
      Formatted("record R{u:union{a:u8;b:u8;}?json(\"x\");v:[union{a:union"
                "{b:u8;};}];since 2{c:u8;}since 3{d:{u8:union{e:u8;}};}}"),
      "record R {\n"
      "  u: union { a: u8; b: u8; }? json(\"x\");\n"
      "  v: [union {\n"
      "    a: union { b: u8; };\n"
      "  }];\n"
      "  since 2 { c: u8; }\n"
      "  since 3 {\n"
      "    d: {u8: union { e: u8; }};\n"
      "  }\n"
      "}\n");
  EXPECT_EQ(Formatted("enum E{a,since 2{b,c,},since 3{d}}"),
            "enum E {\n  a,\n  since 2 { b, c }\n  since 3 { d }\n}\n");
}

TEST(Format, KeepsComments) {
  EXPECT_EQ(Formatted("// head\n\n\n\n/// doc\nrecord R // open\n{ // in\n"
                      "/// field\na:u8 // before\n; // after\n"
                      "b: // middle\nu8;\n// last\n}\n// end"),
            "// head\n"
            "\n"
            "/// doc\n"
            "record R {  // open\n"
            "  // in\n"
            "  /// field\n"
            "  a: u8;  // before\n"
            "  // after\n"
            "  b:  // middle\n"
            "      u8;\n"
            "  // last\n"
            "}\n"
            "// end\n");
  EXPECT_EQ(Formatted("enum E { a // one\n, b, // two\n}"),
            "enum E {\n  a,  // one\n  b,  // two\n}\n");
}

TEST(Format, DoesNotTurnCommentsIntoDocumentation) {
  const std::string text =
      "record R {\n  a: u8\n  /// not of b\n  ;\n  b: u8;\n}\n";
  const Compilation before = CompileText(text);
  const Compilation after = CompileText(Formatted(text));
  ASSERT_TRUE(before.schema.has_value() && after.schema.has_value());
  EXPECT_EQ(ModelText(*after.schema), ModelText(*before.schema));
}

TEST(Format, KeepsOneBlankLineBetweenStatements) {
  EXPECT_EQ(Formatted("\n\nrecord R {\n\n\n  a: u8;\n\n\n\n  b: u8;\n  c: "
                      "u8;\n\n}\n\n\n\nroot R;\n\n\n"),
            "record R {\n  a: u8;\n\n  b: u8;\n  c: u8;\n}\n\nroot R;\n");
}

TEST(Format, ReadsWindowsLineEnds) {
  EXPECT_EQ(Formatted("// a\r\nrecord R {\r\n  a: u8; // b\r\n}\r\n"),
            "// a\nrecord R {\n  a: u8;  // b\n}\n");
}

TEST(Format, LeavesEmptyTextEmpty) {
  EXPECT_EQ(Formatted(""), "");
  EXPECT_EQ(Formatted("\n\n"), "");
  EXPECT_EQ(Formatted("// only\n"), "// only\n");
}

TEST(Format, ReportsSyntaxErrors) {
  const auto result = Format("record {", "x.sinter");
  EXPECT_FALSE(result.text.has_value());
  EXPECT_EQ(result.DiagnosticText().substr(0, 32),
            "x.sinter:1:8: error[SYNTAX]: exp");
}

TEST(Format, DoesNotNeedNamesToResolve) {
  EXPECT_EQ(Formatted("import \"missing\"; record R { a: Missing; }"),
            "import \"missing\";\nrecord R {\n  a: Missing;\n}\n");
}

}  // namespace
}  // namespace sinter::schema
