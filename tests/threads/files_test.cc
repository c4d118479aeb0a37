// One container, read by several threads.
#include <cstdint>
#include <string>
#include <vector>

#include "codec/file/byte_sink.h"
#include "codec/file/file_reader.h"
#include "codec/file/file_writer.h"
#include "codec/message_builder.h"
#include "codec/reader.h"
#include "codec/typed_bytes.h"
#include "gtest/gtest.h"
#include "shop.sinter.h"
#include "tests/support/expect_encodes.h"
#include "tests/support/random_rows.h"
#include "tests/support/random_source.h"
#include "tests/support/rows.h"
#include "tests/support/status_matchers.h"
#include "tests/threads/threads.h"

namespace sinter::testing {
namespace {

using shop::orders::Order;
using shop::orders::OrderView;

constexpr uint32_t kNumBlocks = 24;
constexpr uint32_t kRowsOfABlock = 20;

// Cut off behind the last block if there is to be no index.
std::string OrderFile(bool with_index) {
  const Layout& layout = RootTraits<Order>::layout();
  std::string file;
  StringSink sink(file);
  FileWriter writer({.root = "shop.orders.Order",
                     .schema = AsBytes("of which readers here need nothing")},
                    sink);
  RandomSource source(11);
  for (uint32_t i = 0; i < kNumBlocks; ++i) {
    MessageBuilder builder(layout);
    Fill(RandomRows(layout, kRowsOfABlock, 400, source), nullptr, builder);
    EXPECT_OK(writer.AddBlock(AsBytes(Encoded(builder)), kRowsOfABlock));
  }
  const size_t end_of_blocks = file.size();
  EXPECT_OK(writer.Finish());
  if (!with_index) file.resize(end_of_blocks);
  return file;
}

uint64_t SumOfBlock(const FileReader& file, size_t i, Reader<Order>& reader) {
  const auto block = file.block(i);
  EXPECT_OK(block);
  if (!block.ok()) return 0;
  EXPECT_TRUE(reader.Open(block->message, {.num_roots = kRowsOfABlock}));
  uint64_t sum = 0;
  for (const OrderView order : reader.roots()) {
    sum += order.id().value() + order.tags().size() + order.lines().size();
  }
  return sum;
}

TEST(Files, AreReadByAnyNumberOfThreads) {
  for (const bool with_index : {true, false}) {
    const std::string bytes = OrderFile(with_index);
    const auto file = FileReader::Open(AsBytes(bytes));
    ASSERT_OK(file);
    ASSERT_EQ(file->num_blocks(), kNumBlocks);
    std::vector<uint64_t> expected;
    Reader<Order> reader;
    for (size_t i = 0; i < kNumBlocks; ++i) {
      expected.push_back(SumOfBlock(*file, i, reader));
    }
    InThreads([&](unsigned thread) {
      Reader<Order> own;
      for (size_t i = 0; i < kNumBlocks; ++i) {
        const size_t block = (i + thread) % kNumBlocks;
        EXPECT_EQ(SumOfBlock(*file, block, own), expected[block]);
      }
    });
  }
}

}  // namespace
}  // namespace sinter::testing
