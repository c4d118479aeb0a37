// Where a builder's memory comes from, that it stays, and what happens when
// there is none.
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <new>
#include <optional>
#include <string>

#include "codec/message_builder.h"
#include "gtest/gtest.h"
#include "tests/support/allocation_count.h"
#include "tests/support/expect_encodes.h"
#include "tests/support/random_rows.h"
#include "tests/support/random_source.h"
#include "tests/support/rows.h"
#include "tests/support/sample_layouts.h"
#include "tests/support/test_layout.h"

namespace sinter::testing {
namespace {

// Counts what it hands out and takes back, and can be told to have nothing.
class CountingResource : public std::pmr::memory_resource {
 public:
  uint64_t allocations = 0;
  uint64_t bytes_in_use = 0;
  // After so many more allocations there is no memory.
  std::optional<uint64_t> left;

 private:
  void* do_allocate(size_t bytes, size_t align) override {
    if (left.has_value()) {
      if (*left == 0) throw std::bad_alloc();
      --*left;
    }
    ++allocations;
    bytes_in_use += bytes;
    return std::pmr::new_delete_resource()->allocate(bytes, align);
  }
  void do_deallocate(void* memory, size_t bytes, size_t align) override {
    bytes_in_use -= bytes;
    std::pmr::new_delete_resource()->deallocate(memory, bytes, align);
  }
  bool do_is_equal(const memory_resource& other) const noexcept override {
    return this == &other;
  }
};

Rows SomeRows(const Layout& layout, uint64_t seed) {
  RandomSource source(seed);
  return RandomRows(layout, 8, 400, source);
}

std::string Encode(const Rows& rows, MessageBuilder& builder) {
  builder.Clear();
  Fill(rows, nullptr, builder);
  return Encoded(builder);
}

TEST(BuilderMemory, OfTheThousandthMessageIsThatOfTheFirst) {
  for (uint32_t i = 0; i < kNumSampleLayouts; ++i) {
    const Layout& layout = SampleLayout(i);
    const Rows rows = SomeRows(layout, i);
    CountingResource resource;
    MessageBuilder builder(layout, &resource);
    std::string out;
    uint64_t taken = 0;  // from the resource until the last message
    uint64_t encoding = 0;
    for (int message = 1; message <= 1000; ++message) {
      taken = resource.allocations;
      builder.Clear();
      Fill(rows, nullptr, builder);
      out.clear();
      const uint64_t before = NumAllocations();
      ASSERT_TRUE(builder.Finish(out));
      encoding = NumAllocations() - before;
    }
    EXPECT_EQ(resource.allocations, taken) << "layout " << i;
    EXPECT_EQ(encoding, 0u) << "layout " << i;
  }
}

TEST(BuilderMemory, IsNeverThatOfTheProgramWhereAResourceIsGiven) {
  for (uint32_t i = 0; i < kNumSampleLayouts; ++i) {
    const Layout& layout = SampleLayout(i);
    const Rows rows = SomeRows(layout, i);
    CountingResource resource;
    {
      uint64_t others = NumAllocations();
      MessageBuilder builder(layout, &resource);
      others = NumAllocations() - others - resource.allocations;
      Fill(rows, nullptr, builder);
      others += resource.allocations - NumAllocations();
      EXPECT_TRUE(builder.Encode().has_value());
      others += NumAllocations() - resource.allocations;
      EXPECT_GT(resource.allocations, 0u);
      EXPECT_EQ(others, 0u);
    }
    EXPECT_EQ(resource.bytes_in_use, 0u);
  }
}

TEST(BuilderMemory, MayBeAnArenaOnTheStack) {
  const TestLayout layout({{"R", {{"tags", List(Text())}}}});
  alignas(std::max_align_t) std::array<std::byte, 16384> buffer;
  std::pmr::monotonic_buffer_resource arena(buffer.data(), buffer.size(),
                                            std::pmr::null_memory_resource());
  MessageBuilder builder(layout, &arena);
  const uint32_t row = builder.AddRoot();
  for (const char* tag : {"clay", "glaze"}) {
    const uint32_t element = builder.Append(layout.node("R.tags"), row);
    builder.SetText(layout.node("R.tags[]"), element, tag);
  }
  const uint64_t before = NumAllocations();
  ASSERT_TRUE(builder.Encode().has_value());
  EXPECT_EQ(NumAllocations(), before);
}

TEST(BuilderMemory, MayBeAPoolThatManyBuildersShare) {
  const Layout& layout = SampleLayout(2);
  const Rows rows = SomeRows(layout, 1);
  CountingResource resource;
  // Blocks beyond the largest that a pool keeps are not its own.
  std::pmr::unsynchronized_pool_resource pool(
      {.max_blocks_per_chunk = 0, .largest_required_pool_block = 1 << 20},
      &resource);
  std::string first;
  uint64_t after_first = 0;
  for (int i = 0; i < 10; ++i) {
    MessageBuilder builder(layout, &pool);
    const std::string bytes = Encode(rows, builder);
    if (i == 0) {
      first = bytes;
      after_first = resource.allocations;
    }
    EXPECT_EQ(bytes, first);
  }
  // What one builder gave back serves the next.
  EXPECT_EQ(resource.allocations, after_first);
}

TEST(BuilderMemory, MayEndAtAnyPoint) {
  for (const uint32_t i : {2u, 9u, 14u, 17u}) {
    const Layout& layout = SampleLayout(i);
    const Rows rows = SomeRows(layout, i);
    MessageBuilder plenty(layout);
    const std::string expected = Encode(rows, plenty);
    CountingResource resource;
    bool ended = true;
    for (uint64_t allowed = 0; ended; ++allowed) {
      ended = false;
      MessageBuilder builder(layout, &resource);
      resource.left = allowed;
      try {
        EXPECT_EQ(Encode(rows, builder), expected);
      } catch (const std::bad_alloc&) {
        ended = true;
      }
      // With memory again it goes on as if nothing had been.
      resource.left.reset();
      EXPECT_EQ(Encode(rows, builder), expected);
    }
    EXPECT_EQ(resource.bytes_in_use, 0u);
  }
}

// What large buffers grew out of is not kept: of half a million numbers there
// are the cells, their wide copies and the message, and little else.
TEST(BuilderMemory, OfManyRowsIsNotThatOfAllTheirGrowth) {
  constexpr uint32_t kCount = 500000;
  constexpr uint64_t kBytes = kCount * sizeof(uint64_t);
  const TestLayout layout({{"R", {{"numbers", List(Unsigned(64))}}}});
  CountingResource resource;
  MessageBuilder builder(layout, &resource);
  RandomSource source(1);
  uint64_t taken = 0;
  for (int message = 0; message < 3; ++message) {
    taken = resource.allocations;
    builder.Clear();
    const uint32_t first =
        builder.Append(layout.node("R.numbers"), builder.AddRoot(), kCount);
    for (uint32_t i = 0; i < kCount; ++i) {
      builder.SetBits(layout.node("R.numbers[]"), first + i, source.Bits(64));
    }
    EXPECT_TRUE(builder.Encode().has_value());
  }
  EXPECT_EQ(resource.allocations, taken);
  EXPECT_LT(resource.bytes_in_use, 5 * kBytes);
}

// A long message before must not make later ones slow or large.
TEST(BuilderMemory, OfLongTextsServesShortOnes) {
  const TestLayout layout({{"R", {{"text", Text()}}}});
  CountingResource resource;
  MessageBuilder builder(layout, &resource);
  for (const size_t size : {100u, 100000u, 3u, 50000u, 100000u, 99999u}) {
    const std::string text(size, 'x');
    const uint64_t before = resource.allocations;
    builder.Clear();
    builder.SetText(layout.node("R.text"), builder.AddRoot(), text);
    const auto bytes = builder.Encode();
    ASSERT_TRUE(bytes.has_value());
    EXPECT_GE(bytes->size(), size);
    if (size == 99999u || size == 3u) {
      EXPECT_LE(resource.allocations - before, 1u) << size;
    }
  }
}

}  // namespace
}  // namespace sinter::testing
