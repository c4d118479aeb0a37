// Files, imports and limits.
#include "schema/compile.h"

#include <filesystem>
#include <fstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "schema/model_text.h"
#include "schema/text.h"

namespace sinter::schema {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> Rules(const Compilation& result) {
  std::vector<std::string> rules;
  for (const Diagnostic& diagnostic : result.diagnostics) {
    rules.push_back(diagnostic.rule);
  }
  return rules;
}

TEST(NormalPath, RemovesDots) {
  EXPECT_EQ(NormalPath("a/./b//c"), "a/b/c");
  EXPECT_EQ(NormalPath("a/../b"), "b");
  EXPECT_EQ(NormalPath("../../a"), "../../a");
  EXPECT_EQ(NormalPath("/../a"), "/a");
  EXPECT_EQ(PathBeside("x/y.sinter", "../z.sinter"), "z.sinter");
  EXPECT_EQ(PathBeside("y.sinter", "z.sinter"), "z.sinter");
}

TEST(Compile, ReadsADiamondOnce) {
  MemoryLoader files;
  files.Add("a.sinter",
            "package a; import \"b.sinter\"; import \"c.sinter\";\n"
            "record A { b: b.B; c: c.C; } root A;");
  files.Add("b.sinter",
            "package b; import \"d.sinter\"; record B { d: d.D; } root B;");
  files.Add("c.sinter", "package c; import \"d.sinter\"; record C { d: d.D; }");
  files.Add("d.sinter", "package d; record D { }");
  const Compilation result = CompileFile("a.sinter", files);
  ASSERT_TRUE(result.schema.has_value()) << result.DiagnosticText();
  EXPECT_THAT(result.schema->files,
              ElementsAre("a.sinter", "b.sinter", "d.sinter", "c.sinter"));
  EXPECT_EQ(ModelText(*result.schema),
            "record a.A\n  0 b: b.B\n  1 c: c.C\nrecord b.B\n  0 d: d.D\n"
            "record d.D\nrecord c.C\n  0 d: d.D\nroot a.A\n");
}

TEST(Compile, ReadsGroupsBehindMembersWithoutAComma) {
  const Compilation result = CompileText(
      "enum E { a, b since 2 { c, d } since 3 { e } }\n"
      "flags F { r deprecated since 2 { w } }\nrecord R { e: E; f: F; } "
      "root R;");
  ASSERT_TRUE(result.schema.has_value()) << result.DiagnosticText();
  EXPECT_EQ(result.schema->declarations[0].members.size(), 5u);
  EXPECT_EQ(result.schema->declarations[0].members[4].since, 3u);
  EXPECT_EQ(result.schema->declarations[1].members[1].since, 2u);
}

TEST(Compile, RefusesUnionsWithoutABase) {
  EXPECT_THAT(Rules(CompileText("union U { since 2 { a: u8; } }\n"
                                "record R { u: U; } root R;")),
              ElementsAre("EMPTY"));
}

TEST(Compile, ReportsImportCycles) {
  MemoryLoader files;
  files.Add("a.sinter", "import \"b.sinter\"; record A { }");
  files.Add("b.sinter", "import \"./c.sinter\";");
  files.Add("c.sinter", "import \"a.sinter\";");
  const Compilation result = CompileFile("a.sinter", files);
  EXPECT_EQ(result.DiagnosticText(),
            "c.sinter:1:8: error[IMPORT_CYCLE]: files import each other\n"
            "  1 | import \"a.sinter\";\n"
            "    |        ^~~~~~~~~~\n"
            "    = a.sinter -> b.sinter -> c.sinter -> a.sinter\n");
  files.Add("self.sinter", "import \"self.sinter\";");
  EXPECT_THAT(Rules(CompileFile("self.sinter", files)),
              ElementsAre("IMPORT_CYCLE"));
}

TEST(Compile, LooksBesideTheImporterThenInSearchPaths) {
  MemoryLoader files;
  files.Add("dir/a.sinter",
            "import \"b.sinter\"; import \"x/c.sinter\"; record A { b: B; c: "
            "C; }");
  files.Add("dir/b.sinter", "record B { near: u8; }");
  files.Add("first/b.sinter", "record B { far: u8; }");
  files.Add("second/x/c.sinter", "import \"../b.sinter\"; record C { }");
  files.Add("second/b.sinter", "record D { }");
  const Compilation result =
      CompileFile("dir/a.sinter", files, {{"first", "second/"}});
  ASSERT_TRUE(result.schema.has_value()) << result.DiagnosticText();
  EXPECT_THAT(result.schema->files,
              ElementsAre("dir/a.sinter", "dir/b.sinter", "second/x/c.sinter",
                          "second/b.sinter"));
  EXPECT_THAT(ModelText(*result.schema), HasSubstr("near"));
}

TEST(Compile, SaysWhereItLookedForAnImport) {
  MemoryLoader files;
  files.Add("d/a.sinter", "import \"x.sinter\";");
  const Compilation result = CompileFile("d/a.sinter", files, {{"lib"}});
  EXPECT_EQ(result.DiagnosticText(),
            "d/a.sinter:1:8: error[IMPORT]: cannot find \"x.sinter\"\n"
            "  1 | import \"x.sinter\";\n"
            "    |        ^~~~~~~~~~\n"
            "    = looked for d/x.sinter\n"
            "    = looked for lib/x.sinter\n");
}

TEST(Compile, RefusesImportPathsThatAreNotRelative) {
  for (const char* path : {"", "/etc/x", "a\\\\b", "a\\0b"}) {
    EXPECT_THAT(Rules(CompileText("import \"" + std::string(path) + "\";")),
                ElementsAre("IMPORT_PATH"))
        << path;
  }
}

TEST(Compile, ShowsNamesOfDirectImportsOnly) {
  MemoryLoader files;
  files.Add("a.sinter", "import \"b.sinter\"; record A { c: c.C; }");
  files.Add("b.sinter", "package b; import \"c.sinter\";");
  files.Add("c.sinter", "package c; record C { }");
  EXPECT_EQ(CompileFile("a.sinter", files).DiagnosticText(),
            "a.sinter:1:34: error[UNKNOWN_TYPE]: no type is named `c.C`\n"
            "  1 | import \"b.sinter\"; record A { c: c.C; }\n"
            "    |                                  ^~~\n"
            "    = this file does not import the file that declares it\n"
            "    = declared here: c.sinter:1:19\n");
}

TEST(Compile, SortsDiagnosticsByFile) {
  MemoryLoader files;
  files.Add("a.sinter", "import \"b.sinter\"; record A { x: X; }");
  files.Add("b.sinter", "record B { x u8; y: Y; }");
  const Compilation result = CompileFile("a.sinter", files);
  EXPECT_THAT(Rules(result),
              ElementsAre("UNKNOWN_TYPE", "SYNTAX", "UNKNOWN_TYPE"));
  EXPECT_EQ(result.diagnostics[0].span->file, 0u);
}

TEST(Compile, ReportsARootFileThatCannotBeRead) {
  DiskLoader disk;
  const Compilation missing = CompileFile("/nonexistent/a.sinter", disk);
  EXPECT_TRUE(missing.io_failed);
  EXPECT_EQ(missing.DiagnosticText(),
            "error[FILE]: /nonexistent/a.sinter: no such file\n");
  const Compilation directory = CompileFile("/", disk);
  EXPECT_TRUE(directory.io_failed);
  EXPECT_EQ(directory.DiagnosticText(), "error[FILE]: /: Is a directory\n");
}

TEST(Compile, ReadsFromTheDisk) {
  const std::filesystem::path directory =
      std::filesystem::path(testing::TempDir()) / "sinter_compile_test";
  std::filesystem::create_directories(directory);
  std::ofstream(directory / "a.sinter") << "import \"b.sinter\";";
  std::ofstream(directory / "b.sinter") << "record B { }";
  DiskLoader disk;
  const Compilation result =
      CompileFile((directory / "a.sinter").string(), disk);
  EXPECT_TRUE(result.schema.has_value()) << result.DiagnosticText();
  std::filesystem::remove_all(directory);
}

TEST(Compile, AcceptsEmptyText) {
  EXPECT_TRUE(CompileText("").schema.has_value());
  EXPECT_TRUE(CompileText("// nothing").schema.has_value());
}

std::string Repeat(std::string_view text, size_t count) {
  std::string out;
  for (size_t i = 0; i < count; ++i) out += text;
  return out;
}

TEST(Limits, RefuseDeepNesting) {
  auto list = [](size_t depth) {
    return "record R { a: " + Repeat("[", depth) + "u8" + Repeat("]", depth) +
           "; }";
  };
  EXPECT_TRUE(CompileText(list(60)).schema.has_value());
  EXPECT_THAT(Rules(CompileText(list(70))), ElementsAre("TOO_DEEP"));
  EXPECT_THAT(Rules(CompileText(list(20000))), ElementsAre("TOO_DEEP"));
  for (const char* opening : {"record A { ", "record A { a: union { b: ",
                              "record A { a: {string: "}) {
    EXPECT_FALSE(CompileText(Repeat(opening, 20000)).schema.has_value());
  }
}

TEST(Limits, RefuseLargeFiles) {
  const Compilation result =
      CompileText(std::string((size_t{16} << 20) + 1, ' '));
  EXPECT_EQ(result.DiagnosticText(),
            "error[FILE]: schema.sinter: larger than 16777216 bytes\n");
}

TEST(Limits, RefuseTooManyDeclarations) {
  std::string text;
  for (int i = 0; i < 65537; ++i) text += Cat("record R", i, "{}");
  EXPECT_THAT(Rules(CompileText(text)), ElementsAre("TOO_LARGE"));
}

TEST(Limits, RefuseTooManyMembers) {
  std::string members;
  for (int i = 0; i < 65537; ++i) members += Cat("m", i, ",");
  EXPECT_THAT(Rules(CompileText("enum E { " + members + "}")),
              ElementsAre("TOO_LARGE"));
  std::string flags;
  for (int i = 0; i < 65; ++i) flags += Cat("m", i, ",");
  EXPECT_THAT(Rules(CompileText("flags F { " + flags + "}")),
              ElementsAre("TOO_LARGE"));
}

TEST(Limits, RefuseLongQualifiedNames) {
  const std::string name(250, 'a');
  EXPECT_THAT(Rules(CompileText("record " + name + " { record " + name +
                                " { record " + name + " { } } }")),
              ElementsAre("NAME_TOO_LONG"));
  EXPECT_THAT(Rules(CompileText("package " + Repeat(name + ".", 3) + "a;")),
              ElementsAre("NAME_TOO_LONG"));
}

TEST(Limits, CountEachUseOfAString) {
  const std::string text =
      "const S = \"" + std::string(1 << 20, 'a') + "\";\nrecord R ";
  auto uses = [](int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out += Cat(" x_", i, "(S)");
    return out + " { }";
  };
  EXPECT_TRUE(CompileText(text + uses(10)).schema.has_value());
  EXPECT_THAT(Rules(CompileText(text + uses(64))), ElementsAre("TOO_LARGE"));
}

TEST(Limits, SearchLargeEnumsQuickly) {
  std::string members, fields;
  for (int i = 0; i < 20000; ++i) {
    members += Cat("m", i, ",");
    fields += Cat("f", i, ": E = m19999;");
  }
  EXPECT_TRUE(
      CompileText("enum E { " + members + "} record R { " + fields + "}")
          .schema.has_value());
}

TEST(Limits, CheckLongChainsWithoutRecursion) {
  std::string chain, structs;
  for (int i = 0; i < 10000; ++i) {
    chain += Cat("record R", i, " { next: R", i + 1, "; }\n");
    structs += Cat("struct S", i, " { next: S", i + 1, "; }\n");
  }
  EXPECT_TRUE(CompileText(chain + "record R10000 { }").schema.has_value());
  EXPECT_THAT(Rules(CompileText(chain + "record R10000 { a: R0; }")),
              ElementsAre("ENDLESS"));
  EXPECT_TRUE(
      CompileText(structs + "struct S10000 { a: u8; }").schema.has_value());
}

}  // namespace
}  // namespace sinter::schema
