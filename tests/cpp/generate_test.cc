// The golden files are made again by
//   SINTER_UPDATE=1 sinter_cpp_tests --gtest_filter='Generate.*'
// in the root of the repository.
#include "schema/cpp/generate.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "schema/compile.h"
#include "tests/support/status_matchers.h"

namespace sinter::schema::cpp {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

std::string ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The header of a schema, or the error.
std::string HeaderOf(std::string_view schema) {
  const Compilation compiled = CompileText(schema, "a.sinter");
  EXPECT_EQ(compiled.DiagnosticText(), "");
  if (!compiled.schema) return "";
  auto files =
      Generate(*compiled.schema,
               {.base_name = [](uint32_t) { return "a"; }, .version = "0.1.0"});
  if (!files.ok()) return std::string(files.status().message());
  return files->at(0).text;
}

TEST(Generate, WritesTheGoldenHeader) {
  DiskLoader disk;
  const Compilation compiled = CompileFile("tests/cpp/shop.sinter", disk);
  ASSERT_EQ(compiled.DiagnosticText(), "");
  const auto files = Generate(
      *compiled.schema,
      {.base_name = [](uint32_t) { return "shop"; }, .version = "0.1.0"});
  ASSERT_OK(files);
  std::vector<std::string> paths;
  for (const GeneratedFile& file : *files) {
    paths.push_back(file.path);
    if (!file.path.ends_with(".h")) continue;
    const std::string golden = "tests/cpp/golden/" + file.path;
    if (std::getenv("SINTER_UPDATE") != nullptr) {
      std::ofstream(golden, std::ios::binary) << file.text;
    }
    EXPECT_TRUE(ReadFile(golden) == file.text)
        << golden << " is not what is generated now";
  }
  EXPECT_THAT(paths, ::testing::ElementsAre("shop.sinter.h", "shop.sinter.cc",
                                            "shop.builder.h", "shop.native.h",
                                            "shop.native.cc"));
}

TEST(Generate, KeepsNamesApart) {
  const std::string header = HeaderOf(
      "record R { kind: u8; At: u8; RView: u8; row_: u8; visit: u8; std: u8; "
      "a__b: u8; a_b: u8; }");
  for (const char* accessor : {" kind_()", " At_()", " RView_()", " row_x()",
                               " visit_()", " std_()", " a_b()", " a_b_()"}) {
    EXPECT_THAT(header, HasSubstr(accessor));
  }
}

TEST(Generate, LeavesDeclaredNamesAlone) {
  EXPECT_THAT(HeaderOf("record R {} record RView {}"), HasSubstr("RView_"));
}

TEST(Generate, QualifiesTypesThatAccessorsHide) {
  EXPECT_THAT(HeaderOf("package p; enum Status { a } record R { Status: "
                       "Status; }"),
              HasSubstr("  ::p::Status Status() const"));
}

TEST(Generate, QualifiesTypesThatMembersHide) {
  EXPECT_THAT(HeaderOf("package p; enum Kind { a } union U { k: Kind; v: "
                       "Value; } record Value { u: U; }"),
              HasSubstr("std::optional<::p::Kind> k() const"));
}

TEST(Generate, LeavesMembersOfStructsAlone) {
  EXPECT_THAT(HeaderOf("struct S { kind: u8; n: i8(-9..-3); }"),
              AllOf(HasSubstr("  uint8_t kind{};\n"),
                    HasSubstr("  int8_t n{static_cast<int8_t>(-9)};\n")));
}

TEST(Generate, DefinesAccessorsBehindTheViewsTheyReturn) {
  const std::string header =
      HeaderOf("record A { b: B?; } record B { a: [A]; } root A;");
  EXPECT_THAT(header, HasSubstr("std::optional<BView> b() const { return"));
  EXPECT_THAT(header, HasSubstr("  sinter::List<AView> a() const;"));
  EXPECT_THAT(header, HasSubstr("inline sinter::List<AView> BView::a() const"));
}

TEST(Generate, SafelyQuotesWhatPeopleWrote) {
  const std::string header = HeaderOf(
      "/// ends with \\\nrecord R { a: u8 deprecated(\"say "
      "\\\"no\\\"\\n\\\\\"); }");
  EXPECT_THAT(header, HasSubstr("/// ends with \\ .\n"));
  EXPECT_THAT(header,
              HasSubstr("[[deprecated(\"say \\\"no\\\"\\012\\\\\")]] "));
}

}  // namespace
}  // namespace sinter::schema::cpp
