#include "schema/emit_layout.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "schema/lower.h"
#include "tests/schema/model_builder.h"
#include "tests/support/status_matchers.h"

namespace sinter::schema {
namespace {

using ::testing::HasSubstr;

TEST(EmitLayout, NamesNodesAfterTheirFields) {
  ModelBuilder b;
  const DeclId root = b.Record("Outer.Order");
  b.Add(root, "first_tags", b.Optional(b.List(b.Unsigned(8))));
  ASSERT_OK_AND_ASSIGN(const auto lowered, Lower(b.schema, root));
  EXPECT_EQ(EmitLayoutHeader(lowered->layout(), {.origin = "shop.sinter",
                                                 .header = "gen/shop-layout.h",
                                                 .cpp_namespace = "shop",
                                                 .variable = "kShop"}),
            R"(// Made from shop.sinter. Do not edit.
#ifndef SINTER_GEN_SHOP_LAYOUT_H_
#define SINTER_GEN_SHOP_LAYOUT_H_

#include "codec/layout.h"

namespace shop {

extern const Layout kShop;

// Its nodes.
namespace nodes {
inline constexpr NodeId kOuterOrderFirstTags(0);
inline constexpr NodeId kOuterOrderFirstTagsValue(1);
inline constexpr NodeId kOuterOrderFirstTagsValueItem(2);
}  // namespace nodes

}  // namespace shop

#endif  // SINTER_GEN_SHOP_LAYOUT_H_
)");
}

TEST(EmitLayout, WritesDefaultsOfEveryKind) {
  ModelBuilder b;
  const DeclId root = b.Record("Root");
  b.Add(root, "number", b.Signed(8)).default_value =
      ModelBuilder::IntegerLiteral(-1);
  b.Add(root, "text", b.String()).default_value =
      ModelBuilder::StringLiteral("a\"\xc3\xa9");
  b.Add(root, "yes", b.Bool()).default_value = ModelBuilder::BoolLiteral(true);
  b.Add(root, "inner", b.Named(b.Record("Inner")));
  ASSERT_OK_AND_ASSIGN(const auto lowered, Lower(b.schema, root));
  const std::string source =
      EmitLayoutSource(lowered->layout(), {"o", "h.h", "shop", "kShop"});
  EXPECT_THAT(source, HasSubstr("    DefaultNumber(0xffffffffffffffff),\n"
                                "    DefaultText(kBytes1, sizeof(kBytes1)),\n"
                                "    DefaultIndex(),\n"
                                "    DefaultBits(true),\n"
                                "    DefaultReference(kDefaults + 5),\n"));
  EXPECT_THAT(source, HasSubstr("kBytes1[] = {97, 34, 195, 169};"));
  EXPECT_THAT(source, HasSubstr("kText1[] = {char(97), char(34), char(195), "
                                "char(169)};"));
  EXPECT_THAT(source, HasSubstr("std::string_view(kText1, sizeof(kText1))"));
}

}  // namespace
}  // namespace sinter::schema
