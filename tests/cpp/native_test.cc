// Plain structs: there and back again is the same, and what has no end or
// hides a bomb is refused.
#include <bit>
#include <cstdint>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "codec/message_builder.h"
#include "codec/reader.h"
#include "codec/typed_bytes.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "kinds.native.h"
#include "shop.native.h"
#include "tests/support/expect_encodes.h"
#include "tests/support/random_rows.h"
#include "tests/support/random_source.h"
#include "tests/support/rows.h"
#include "tests/support/status_matchers.h"

namespace shop::orders {
namespace {

using ::sinter::testing::IsOk;
using ::sinter::testing::StatusIs;
using ::testing::HasSubstr;

// The bytes that the dynamic builder makes of random values.
template <typename T>
std::string RandomBytes(uint64_t seed, uint32_t num_roots) {
  const sinter::Layout& layout = sinter::RootTraits<T>::layout();
  sinter::testing::RandomSource source(seed);
  const sinter::testing::Rows rows =
      sinter::testing::RandomRows(layout, num_roots, 400, source);
  sinter::MessageBuilder builder(layout);
  sinter::testing::Fill(rows, &source, builder);
  return sinter::testing::Encoded(builder);
}

template <typename T>
std::vector<T> StructsOf(const std::string& bytes, uint32_t num_roots) {
  sinter::Reader<T> reader;
  EXPECT_TRUE(reader.Open(sinter::AsBytes(bytes), {.num_roots = num_roots}));
  std::vector<T> records;
  for (const auto view : reader.roots()) {
    absl::StatusOr<T> record = sinter::ToStruct(view);
    // Random trees may be too deep.
    if (!record.ok()) {
      EXPECT_THAT(record, StatusIs(absl::StatusCode::kResourceExhausted));
      return {};
    }
    records.push_back(*std::move(record));
  }
  return records;
}

// Lines of a dump, without those of Order.old.
std::string WithoutRetired(const std::string& dump) {
  std::string kept;
  std::istringstream lines(dump);
  for (std::string line; std::getline(lines, line);) {
    if (line.find("Order.old") == std::string::npos) kept += line + "\n";
  }
  return kept;
}

// Random values through plain structs: the same values, but for what is
// retired, in the bytes that the dynamic builder makes of them.
template <typename T>
void ExpectThereAndBackIsTheSame(uint64_t seed) {
  SCOPED_TRACE(seed);
  const sinter::Layout& layout = sinter::RootTraits<T>::layout();
  const auto num_roots = static_cast<uint32_t>(seed % 7 == 0 ? 40 : 1);
  const std::string bytes = RandomBytes<T>(seed, num_roots);
  const std::vector<T> records = StructsOf<T>(bytes, num_roots);
  if (records.empty()) return;
  ASSERT_EQ(records.size(), num_roots);
  const absl::StatusOr<std::string> again =
      sinter::Encode(std::span<const T>(records));
  ASSERT_THAT(again, IsOk());
  const auto read = [&](const std::string& message) {
    return sinter::testing::Decoded(layout, message, num_roots);
  };
  const sinter::testing::Rows rows = read(*again);
  ASSERT_EQ(WithoutRetired(Dump(layout, rows)),
            WithoutRetired(Dump(layout, read(bytes))));
  sinter::MessageBuilder builder(layout);
  sinter::testing::Fill(rows, nullptr, builder);
  ASSERT_TRUE(sinter::testing::Encoded(builder) == *again);
}

TEST(Native, AgreesWithTheDynamicBuilderOnRandomValues) {
  for (uint64_t seed = 0; seed < 300; ++seed) {
    ExpectThereAndBackIsTheSame<Order>(seed);
    ExpectThereAndBackIsTheSame<kinds::Root>(seed);
    ExpectThereAndBackIsTheSame<kinds::Tree>(seed);
    if (HasFatalFailure()) return;
  }
}

// Also on machines that return floats in registers which make them quiet.
TEST(Native, KeepsTheBitsOfSignalingNans) {
  const auto set = [](auto& number, uint64_t payload) {
    if constexpr (sizeof(number) == 4) {
      number =
          std::bit_cast<float>(0x7f800001u + static_cast<uint32_t>(payload));
    } else {
      number = std::bit_cast<double>(0x7ff0000000000001u + payload);
    }
  };
  for (const size_t count : {1u, 40u}) {
    std::vector<kinds::Root> roots(count);
    for (size_t i = 0; i < count; ++i) {
      kinds::Root& root = roots[i];
      root.floats.resize(3);
      for (float& number : root.floats) set(number, i);
      set(root.shape.value.emplace<0>(), i);
      set(root.shapes.emplace_back().value.emplace<1>()[2], i);
      set(root.defaults.half, i);
    }
    const auto bytes = sinter::Encode(std::span<const kinds::Root>(roots));
    ASSERT_THAT(bytes, IsOk());
    const auto read =
        StructsOf<kinds::Root>(*bytes, static_cast<uint32_t>(count));
    ASSERT_EQ(read.size(), count);
    for (size_t i = 0; i < count; ++i) {
      const kinds::Root& root = read[i];
      const float& circle = std::get<0>(root.shape.value);
      const float& side = std::get<1>(root.shapes.at(0).value)[2];
      for (const float* number : {&root.floats.at(2), &circle, &side}) {
        EXPECT_EQ(std::bit_cast<uint32_t>(*number), 0x7f800001u + i);
      }
      EXPECT_EQ(std::bit_cast<uint64_t>(root.defaults.half),
                0x7ff0000000000001u + i);
    }
  }
}

template <typename T>
void ExpectDefaultsAgree() {
  sinter::RootBuilder<T> builder;
  const std::string bytes = *builder.Finish();
  const sinter::Layout& layout = sinter::RootTraits<T>::layout();
  const std::string encoded = *sinter::Encode(T());
  EXPECT_EQ(Dump(layout, sinter::testing::Decoded(layout, encoded)),
            Dump(layout, sinter::testing::Decoded(layout, bytes)));
  EXPECT_TRUE(encoded == bytes);
  EXPECT_TRUE(StructsOf<T>(bytes, 1)[0] == T());
}

TEST(Native, OfADefaultStructIsThatOfAnEmptyBuilder) {
  ExpectDefaultsAgree<Order>();
  ExpectDefaultsAgree<kinds::Root>();
  ExpectDefaultsAgree<kinds::Tree>();
}

TEST(Native, ComparesDeeply) {
  Order order;
  order.next.emplace();
  (*order.next)->lines.emplace_back().sku = Sku("tea");
  order.payment.value.emplace<3>(Payment());
  Order copy = order;
  EXPECT_TRUE(copy == order);
  (*copy.next)->lines[0].count = 5;
  EXPECT_FALSE(copy == order);
  EXPECT_EQ((*order.next)->lines[0].count, 1u);
  EXPECT_EQ(copy.payment.kind(), Payment::Kind::kRefund);
  auto from = std::make_unique<Order>(order);
  copy = std::move(*from);
  EXPECT_EQ((*copy.next)->lines[0].sku.value(), "tea");
  EXPECT_TRUE(copy == StructsOf<Order>(*sinter::Encode(copy), 1)[0]);
}

// Orders inside orders, `depth` of them; the innermost holds unions.
Order Nested(int depth) {
  Order order;
  for (int i = 1; i < depth; ++i) {
    Order outer;
    outer.next = std::move(order);
    order = std::move(outer);
  }
  return order;
}

TEST(Native, IsAtMostAHundredDeep) {
  const Order deepest = Nested(99);
  const absl::StatusOr<std::string> bytes = sinter::Encode(deepest);
  ASSERT_THAT(bytes, IsOk());
  EXPECT_TRUE(StructsOf<Order>(*bytes, 1)[0] == deepest);
  EXPECT_THAT(sinter::Encode(Nested(100)),
              StatusIs(absl::StatusCode::kResourceExhausted));

  OrderBuilder builder;
  OrderRow row = builder;
  for (int i = 1; i < 101; ++i) row = row.mutable_next();
  const std::string deeper = *builder.Finish();
  sinter::Reader<Order> reader;
  ASSERT_TRUE(reader.Open(sinter::AsBytes(deeper)));
  EXPECT_THAT(
      sinter::ToStruct(reader.root()),
      StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("max_depth")));
  EXPECT_THAT(sinter::ToStruct(reader.root(), {.max_depth = 102}), IsOk());
}

// Equal elements cost no bytes in a message, but memory in a struct.
TEST(Native, TakesNoMoreMemoryThanItMay) {
  OrderBuilder builder;
  const std::string text(1000, 'x');
  for (int i = 0; i < 100000; ++i) builder.add_tags(text);
  const std::string bytes = *builder.Finish();
  EXPECT_LT(bytes.size(), 2000u);
  sinter::Reader<Order> reader;
  ASSERT_TRUE(reader.Open(sinter::AsBytes(bytes)));
  EXPECT_THAT(
      sinter::ToStruct(reader.root(), {.max_bytes = 50'000'000}),
      StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("max_bytes")));
  EXPECT_THAT(sinter::ToStruct(reader.root(), {.max_bytes = 200'000'000}),
              IsOk());
}

TEST(Native, OfHostileBytesIsSomethingOrAnError) {
  for (uint64_t seed = 0; seed < 300; ++seed) {
    std::string bytes = RandomBytes<Order>(seed, 1);
    sinter::testing::RandomSource source(seed);
    for (int i = 0; i < 3; ++i) {
      bytes[source.Below(bytes.size())] = static_cast<char>(source.Bits(8));
    }
    sinter::Reader<Order> reader;
    if (!reader.OpenUnverified(sinter::AsBytes(bytes))) continue;
    const absl::StatusOr<Order> order =
        sinter::ToStruct(reader.root(), {.max_bytes = 1 << 20});
    if (!order.ok()) {
      EXPECT_THAT(order, StatusIs(absl::StatusCode::kResourceExhausted));
    }
  }
}

}  // namespace
}  // namespace shop::orders
