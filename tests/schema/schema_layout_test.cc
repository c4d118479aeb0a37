// schema/schema_layout.{h,cc} are made from schema/schema.sinter. To make them
// again:  SINTER_UPDATE=1 sinter_schema_tests --gtest_filter='SchemaLayout.*'
// in the root of the repository.
#include "schema/schema_layout.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "codec/layout_text.h"
#include "gtest/gtest.h"
#include "schema/compile.h"
#include "schema/emit_layout.h"
#include "schema/lower.h"
#include "tests/support/status_matchers.h"

namespace sinter::schema {
namespace {

const EmitLayoutOptions kOptions = {.origin = "schema/schema.sinter",
                                    .header = "schema/schema_layout.h",
                                    .cpp_namespace = "sinter::schema",
                                    .variable = "kSchemaLayout"};

std::string ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Compares a file with what it should be, or writes it when asked to.
void ExpectFile(const std::string& path, const std::string& expected) {
  if (std::getenv("SINTER_UPDATE") != nullptr) {
    std::ofstream(path, std::ios::binary) << expected;
    return;
  }
  EXPECT_TRUE(ReadFile(path) == expected)
      << path << " is not what schema/schema.sinter says. Make it again:\n"
      << "SINTER_UPDATE=1 sinter_schema_tests "
         "--gtest_filter='SchemaLayout.*'";
}

std::unique_ptr<LoweredLayout> LowerSchemaOfSchemas() {
  DiskLoader disk;
  const Compilation compiled = CompileFile("schema/schema.sinter", disk);
  EXPECT_EQ(compiled.DiagnosticText(), "");
  if (!compiled.schema.has_value()) return nullptr;
  auto lowered = Lower(*compiled.schema, compiled.schema->roots.at(0));
  EXPECT_OK(lowered);
  return lowered.ok() ? *std::move(lowered) : nullptr;
}

TEST(SchemaLayout, IsWhatTheSchemaOfSchemasSays) {
  const auto lowered = LowerSchemaOfSchemas();
  ASSERT_NE(lowered, nullptr);
  ExpectFile("schema/schema_layout.h",
             EmitLayoutHeader(lowered->layout(), kOptions));
  ExpectFile("schema/schema_layout.cc",
             EmitLayoutSource(lowered->layout(), kOptions));
}

TEST(SchemaLayout, IsCompiledToTheLayoutItWasMadeFrom) {
  EXPECT_EQ(FindLayoutFault(kSchemaLayout), nullptr);
  const auto lowered = LowerSchemaOfSchemas();
  ASSERT_NE(lowered, nullptr);
  EXPECT_EQ(LayoutText(kSchemaLayout), LayoutText(lowered->layout()));
}

}  // namespace
}  // namespace sinter::schema
