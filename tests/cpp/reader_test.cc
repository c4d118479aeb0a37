#include "codec/reader.h"

#include <cstdint>
#include <string>
#include <utility>

#include "account.sinter.h"
#include "codec/message_builder.h"
#include "codec/open.h"
#include "codec/typed_bytes.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "shop.sinter.h"
#include "tests/support/allocation_count.h"
#include "tests/support/random_rows.h"
#include "tests/support/random_source.h"
#include "tests/support/rows.h"
#include "tests/support/status_matchers.h"

namespace sinter::testing {
namespace {

using bench::Account;
using bench::AccountView;
using ::testing::HasSubstr;

std::string RandomAccounts(uint32_t count, uint64_t seed) {
  const Layout& layout = RootTraits<Account>::layout();
  RandomSource source(seed);
  MessageBuilder builder(layout);
  Fill(RandomRows(layout, count, 1000, source), nullptr, builder);
  std::string bytes;
  EXPECT_TRUE(builder.Finish(bytes));
  return bytes;
}

// Something of every field.
uint64_t Sum(AccountView a) {
  uint64_t sum =
      a.id() + a.name().size() + a.email().size() +
      a.phone().value_or("").size() + static_cast<uint64_t>(a.plan()) +
      a.active() + a.admin() + a.age() + a.visits() +
      static_cast<uint64_t>(a.created()) + static_cast<uint64_t>(a.updated()) +
      static_cast<uint64_t>(a.expires().value_or(0)) +
      static_cast<uint64_t>(a.balance()) + (a.credit() > 0) + (a.score() > 0) +
      a.rank() + static_cast<uint64_t>(a.level()) + a.parent().value_or(0) +
      a.language().size() + a.zone().size() + a.picture().size() +
      a.home().street().size() + a.flags() + a.version();
  if (a.office()) sum += a.office()->city().size();
  for (const bench::DeviceView device : a.devices()) sum += device.serial();
  for (const std::string_view tag : a.tags()) sum += tag.size();
  for (const uint32_t group : a.groups()) sum += group;
  for (const double sample : a.samples()) sum += sample > 0;
  return sum + a.note().value_or("").size();
}

TEST(Reader, NeedsNoHeapOnceItIsMade) {
  const std::string messages[] = {RandomAccounts(1, 1), RandomAccounts(1, 2),
                                  RandomAccounts(1, 3)};
  const uint64_t before_reader = NumAllocations();
  Reader<Account> reader;
  // Its descriptors are inside.
  EXPECT_EQ(NumAllocations(), before_reader);
  uint64_t sum = 0;
  const uint64_t before = NumAllocations();
  for (int i = 0; i < 100; ++i) {
    ASSERT_TRUE(reader.Open(AsBytes(messages[i % 3])));
    sum += Sum(reader.root());
  }
  EXPECT_EQ(NumAllocations(), before);
  EXPECT_NE(sum, 0u);
}

TEST(Reader, NeedsNoHeapToVerifyUnions) {
  const Layout& layout = RootTraits<shop::orders::Order>::layout();
  RandomSource source(4);
  MessageBuilder builder(layout);
  Fill(RandomRows(layout, 900, 20000, source), nullptr, builder);
  std::string bytes;
  ASSERT_TRUE(builder.Finish(bytes));
  Reader<shop::orders::Order> reader;
  const uint64_t before = NumAllocations();
  ASSERT_TRUE(reader.Open(AsBytes(bytes), {.num_roots = 900}));
  EXPECT_EQ(NumAllocations(), before);
}

TEST(Reader, StartsAnewWithEveryMessage) {
  Reader<Account> reader;
  EXPECT_TRUE(reader.roots().empty());
  EXPECT_EQ(reader.root().name(), "");
  ASSERT_TRUE(reader.Open(AsBytes(RandomAccounts(1, 1))));
  const std::string many = RandomAccounts(5, 2);
  ASSERT_TRUE(reader.Open(AsBytes(many), {.num_roots = 5}));
  EXPECT_EQ(reader.roots().size(), 5u);
  EXPECT_FALSE(reader.Open(AsBytes(many.substr(0, 3))));
  EXPECT_TRUE(reader.failure().failed());
  EXPECT_TRUE(reader.roots().empty());
  EXPECT_EQ(reader.root().visits(), 0u);
}

TEST(Open, GivesAMessageThatCanBeMoved) {
  const std::string bytes = RandomAccounts(1, 5);
  auto opened = Open<Account>(bytes);
  ASSERT_OK(opened);
  const AccountView before = opened->root();
  const Message<Account> message = *std::move(opened);
  EXPECT_EQ(Sum(before), Sum(message.root()));
}

TEST(Open, OwnsBytesThatItIsGiven) {
  std::string bytes = RandomAccounts(1, 6);
  const uint64_t sum = Sum(Open<Account>(bytes)->root());
  const auto message = OpenOwned<Account>(std::move(bytes));
  ASSERT_OK(message);
  EXPECT_EQ(Sum(message->root()), sum);
  EXPECT_THAT(OpenOwned<Account>(""),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(Open, TellsWhereItFailed) {
  const std::string bytes = RandomAccounts(1, 8);
  EXPECT_THAT(
      Open<Account>(std::string_view(bytes).substr(0, bytes.size() / 2)),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("offset ")));
}

TEST(Open, VerifiesUnlessToldNotTo) {
  // A string that is not UTF-8.
  const Layout& layout = RootTraits<Account>::layout();
  MessageBuilder builder(layout);
  const uint32_t root = builder.AddRoot();
  builder.SetText(layout.field_id(TableId(0), 1), root, "name");
  std::string bytes;
  ASSERT_TRUE(builder.Finish(bytes));
  bytes[bytes.find("name")] = '\xff';
  EXPECT_THAT(Open<Account>(bytes),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("Account.name: text is not UTF-8")));
  const auto unverified = OpenUnverified<Account>(bytes);
  ASSERT_OK(unverified);
  EXPECT_EQ(unverified->root().name(),
            "\xff"
            "ame");
  Reader<Account> reader;
  ASSERT_TRUE(reader.OpenUnverified(AsBytes(bytes)));
  EXPECT_FALSE(reader.Verify());
}

TEST(Open, KeepsToItsLimits) {
  const std::string bytes = RandomAccounts(50, 9);
  EXPECT_THAT(
      Open<Account>(bytes, {.num_roots = 50, .limits = {.max_rows = 40}}),
      StatusIs(absl::StatusCode::kResourceExhausted));
}

}  // namespace
}  // namespace sinter::testing
