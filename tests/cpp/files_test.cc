// Containers written and read by generated code.

#include <cstdint>
#include <string>
#include <utility>

#include "codec/file/byte_sink.h"
#include "codec/file/file_reader.h"
#include "codec/file/root_info.h"
#include "codec/open.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "schema/lower.h"
#include "schema/schema_message.h"
#include "shop.builder.h"
#include "tests/support/status_matchers.h"

namespace sinter::testing {
namespace {

using ::testing::HasSubstr;

// A file of orders 0, 1, ... in blocks of `block_rows`.
std::string WriteOrders(uint32_t count, uint32_t block_rows) {
  std::string bytes;
  StringSink sink(bytes);
  FileWriter file(FileInfoOf<shop::orders::Order>(), sink);
  RootListBuilder<shop::orders::Order> orders;
  for (uint32_t i = 0; i < count; ++i) {
    orders.AddRow().set_id(shop::orders::OrderId(i));
    if (orders.size() < block_rows && i + 1 < count) continue;
    EXPECT_TRUE(orders.FinishWith([&](std::span<const uint8_t> message) {
      EXPECT_OK(file.AddBlock(message, orders.size()));
    }));
    orders.Clear();
  }
  EXPECT_OK(file.Finish());
  return bytes;
}

TEST(Files, AreReadByGeneratedViews) {
  const std::string bytes = WriteOrders(25, 10);
  ASSERT_OK_AND_ASSIGN(const FileReader file, FileReader::Open(AsBytes(bytes)));
  EXPECT_OK(CheckRoot<shop::orders::Order>(file.info()));
  ASSERT_EQ(file.num_blocks(), 3u);
  Reader<shop::orders::Order> reader;
  uint64_t next = 0;
  for (size_t i = 0; i < file.num_blocks(); ++i) {
    ASSERT_OK_AND_ASSIGN(const Block block, file.block(i));
    const auto rows = static_cast<uint32_t>(block.info.rows);
    ASSERT_TRUE(reader.Open(block.message, {.num_roots = rows}));
    for (const shop::orders::OrderView order : reader.roots()) {
      EXPECT_EQ(order.id(), shop::orders::OrderId(next++));
    }
  }
  EXPECT_EQ(next, 25u);
}

TEST(Files, HoldTheSchemaOfTheirRoot) {
  const std::string bytes = WriteOrders(1, 1);
  ASSERT_OK_AND_ASSIGN(const FileReader file, FileReader::Open(AsBytes(bytes)));
  ASSERT_OK_AND_ASSIGN(const schema::Schema schema,
                       schema::DecodeSchema(AsText(file.info().schema)));
  ASSERT_EQ(schema.roots.size(), 1u);
  EXPECT_EQ(schema.declaration(schema.roots[0]).QualifiedName(),
            file.info().root);
  ASSERT_OK_AND_ASSIGN(const auto lowered,
                       schema::Lower(schema, schema.roots[0]));
  EXPECT_EQ(lowered->layout().fingerprint, file.info().fingerprint);
  EXPECT_EQ(lowered->layout().fingerprint,
            RootTraits<shop::orders::Order>::layout().fingerprint);
}

TEST(Files, OfOtherRootsAreRefused) {
  std::string bytes = WriteOrders(1, 1);
  ASSERT_OK_AND_ASSIGN(const FileReader file, FileReader::Open(AsBytes(bytes)));
  EXPECT_THAT(CheckRootName(file.info(), "shop.orders.Line"),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       HasSubstr("expected root shop.orders.Line, got "
                                 "shop.orders.Order")));
}

}  // namespace
}  // namespace sinter::testing
