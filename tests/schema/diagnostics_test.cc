// Golden diagnostics: each diagnostics/*.sinter gives exactly the text beside
// it. SINTER_WRITE_GOLDEN=1 writes the texts instead, to be read and committed.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "schema/compile.h"
#include "schema/render.h"
#include "schema/text.h"

namespace sinter::schema {
namespace {

using ::testing::ElementsAre;

namespace fs = std::filesystem;

constexpr char kDirectory[] = "tests/schema/diagnostics";

std::string ReadFile(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> GoldenSchemas() {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(kDirectory)) {
    if (entry.path().extension() == ".sinter") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

TEST(Diagnostics, MatchTheGoldenTexts) {
  const std::vector<fs::path> schemas = GoldenSchemas();
  ASSERT_GE(schemas.size(), 12u);
  for (const fs::path& path : schemas) {
    SCOPED_TRACE(path);
    const Compilation result =
        CompileText(ReadFile(path), path.filename().string());
    EXPECT_FALSE(result.schema.has_value());
    fs::path expected = path;
    expected.replace_extension(".txt");
    if (std::getenv("SINTER_WRITE_GOLDEN") != nullptr) {
      std::ofstream(expected, std::ios::binary) << result.DiagnosticText();
    }
    EXPECT_EQ(result.DiagnosticText(), ReadFile(expected));
  }
}

TEST(Diagnostics, FindFiveMistakesInOneRun) {
  const Compilation result =
      CompileText(ReadFile(fs::path(kDirectory) / "five_mistakes.sinter"));
  std::vector<std::string> rules;
  for (const Diagnostic& diagnostic : result.diagnostics) {
    rules.push_back(diagnostic.rule);
  }
  EXPECT_THAT(rules, ElementsAre("UNKNOWN_TYPE", "RANGE", "UNKNOWN_NAME",
                                 "SYNTAX", "MAP_KEY"));
}

TEST(Diagnostics, AreSortedByPlace) {
  // The resolver finds the second line's mistake after the parser the third's.
  const Compilation result = CompileText(
      "record A {\n"
      "  x: Missing;\n"
      "  y u8;\n"
      "  z: Missing;\n"
      "}\n");
  std::vector<uint32_t> lines;
  for (const Diagnostic& diagnostic : result.diagnostics) {
    lines.push_back(result.sources.Place(*diagnostic.span).line);
  }
  EXPECT_THAT(lines, ElementsAre(2, 3, 4));
}

TEST(Diagnostics, AreCappedAndCounted) {
  std::string text = "record A {\n";
  for (int i = 0; i < 250; ++i) {
    text += Cat("  f", i, ": Missing;\n");
  }
  const Compilation result = CompileText(text + "}\n");
  EXPECT_EQ(result.diagnostics.size(), 100u);
  EXPECT_EQ(result.num_dropped, 150u);
  EXPECT_TRUE(result.DiagnosticText().ends_with("... and 150 more\n"));
}

TEST(Diagnostics, ShowPartOfALongLine) {
  const Compilation result =
      CompileText("record A { " + std::string(100000, ' ') + "x: Missing; " +
                  std::string(100000, ' ') + "}\n");
  ASSERT_EQ(result.diagnostics.size(), 1u);
  EXPECT_LT(result.DiagnosticText().size(), 500u);
  EXPECT_NE(result.DiagnosticText().find("x: Missing;"), std::string::npos);
}

TEST(Diagnostics, RenderAsJson) {
  const Compilation result = CompileText("record \"x\"", "a\"b.sinter");
  ASSERT_FALSE(result.diagnostics.empty());
  EXPECT_EQ(
      RenderJson(result.diagnostics[0], result.sources),
      R"({"severity":"error","rule":"SYNTAX","message":"expected the name of )"
      R"(the declaration, got a string","file":"a\"b.sinter","line":1,)"
      R"("column":8,"length":3,"notes":[]})");
}

TEST(Diagnostics, RenderNotesAndRelatedPlacesAsJson) {
  const Compilation result =
      CompileText("record A { }\nrecord A { x: strin; }");
  ASSERT_EQ(result.diagnostics.size(), 2u);
  EXPECT_EQ(RenderJson(result.diagnostics[0], result.sources),
            R"({"severity":"error","rule":"DUPLICATE_NAME","message":"`A` is )"
            R"(declared twice","file":"schema.sinter","line":2,"column":8,)"
            R"("length":1,"notes":[],"related":{"label":"first declared here",)"
            R"("file":"schema.sinter","line":1,"column":8}})");
  EXPECT_EQ(RenderJson(result.diagnostics[1], result.sources),
            R"({"severity":"error","rule":"UNKNOWN_TYPE","message":"no type )"
            R"(is named `strin`","file":"schema.sinter","line":2,"column":15,)"
            R"("length":5,"notes":["did you mean `string`?"]})");
}

}  // namespace
}  // namespace sinter::schema
