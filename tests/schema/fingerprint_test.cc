#include "schema/fingerprint.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "schema/lower.h"
#include "tests/schema/model_builder.h"
#include "tests/support/status_matchers.h"

namespace sinter::schema {
namespace {

using ::sinter::testing::IsOk;

// A schema with every kind of column; `change` may alter it before lowering.
uint64_t FingerprintOf(const std::function<void(ModelBuilder&)>& change) {
  ModelBuilder b;
  const DeclId root = b.Record("Root");
  const DeclId item = b.Record("Item");
  b.Add(root, "count", b.Unsigned(8));
  b.Add(root, "level", b.UnsignedRange(8, 1, 9));
  b.Add(root, "status", b.Named(b.Enum("Status", /*closed=*/false, 3)));
  b.Add(root, "text", b.String());
  b.Add(root, "flag", b.Bool());
  b.Add(root, "ratio", b.Float(32));
  b.Add(root, "items", b.List(b.Named(item)));
  b.Add(item, "weight", b.Float(64));
  change(b);
  const auto lowered = Lower(b.schema, root);
  EXPECT_THAT(lowered, IsOk());
  if (!lowered.ok()) return 0;
  EXPECT_EQ((*lowered)->layout().fingerprint,
            Fingerprint((*lowered)->layout()));
  return Fingerprint((*lowered)->layout());
}

Declaration& Root(ModelBuilder& b) { return b.schema.declarations[0]; }

TEST(Fingerprint, HashesTheseBytes) {
  ModelBuilder b;
  const DeclId root = b.Record("Root");
  const DeclId item = b.Record("Item");
  b.Add(root, "level", b.SignedRange(16, -2, 300)).default_value =
      ModelBuilder::IntegerLiteral(-1);
  b.Add(root, "text", b.Optional(b.Bytes()));
  b.Add(root, "items", b.List(b.Named(item)));
  b.Add(item, "flag", b.Bool()).default_value = ModelBuilder::BoolLiteral(true);
  b.Add(item, "name", b.String()).default_value =
      ModelBuilder::StringLiteral("ab");
  b.Add(item, "ratio", b.Float(32)).default_value =
      ModelBuilder::FloatLiteral(1);
  b.Add(item, "status", b.Named(b.Enum("Status", /*closed=*/false, 3)));
  ASSERT_OK_AND_ASSIGN(const auto lowered, Lower(b.schema, root));
  constexpr std::string_view kExpected(
      "\x02"                              // tables
      "\x03"                              // fields of Root
      "\x01\x10\x01\x01\x03\xd8\x04\x01"  // level
      "\x04\x03\x00\x00"                  // text
      "\x05\x06\x01"                      // items
      "\x04"                              // fields of Item
      "\x00\x01"                          // flag
      "\x03\x01\x02"
      "ab"                                        // name
      "\x02\x20\x00\x00\x80\x3f\x00\x00\x00\x00"  // ratio
      "\x01\x08\x00\x02\x00\x02\x00",             // status
      42);
  EXPECT_EQ(FingerprintBytes(lowered->layout()), kExpected);
  EXPECT_EQ(Fingerprint(lowered->layout()), 0xfed0fe9160bf8f7bu);
}

TEST(Fingerprint, IgnoresNamesDocumentationAndAttributes) {
  const uint64_t plain = FingerprintOf([](ModelBuilder&) {});
  EXPECT_EQ(plain, FingerprintOf([](ModelBuilder& b) {
              Root(b).name = "Tree";
              Root(b).package = "other";
              Root(b).doc = "About it.";
              Root(b).fields[0].name = "n";
              Root(b).fields[0].doc = "How many.";
              Root(b).fields[0].attributes.push_back(
                  {"json", ModelBuilder::StringLiteral("N")});
              Root(b).fields[1].retired = true;
              b.schema.declarations[2].members[0].name = "zero";
            }));
  // What later versions add.
  EXPECT_EQ(
      plain, FingerprintOf([](ModelBuilder& b) {
        b.Add(DeclId(0), "later", b.List(b.Named(b.Record("New")))).since = 2;
        b.Add(DeclId(1), "root", b.Optional(b.Named(DeclId(0)))).since = 3;
        Member member;
        member.name = "m3";
        member.number = 3;
        member.since = 2;
        b.schema.declarations[2].members.push_back(member);
      }));
  // A default that says what holds anyway.
  EXPECT_EQ(plain, FingerprintOf([](ModelBuilder& b) {
              Root(b).fields[0].default_value = ModelBuilder::IntegerLiteral(0);
            }));
}

TEST(Fingerprint, SeesWhateverChangesTheBytes) {
  const uint64_t plain = FingerprintOf([](ModelBuilder&) {});
  const std::function<void(ModelBuilder&)> changes[] = {
      [](ModelBuilder& b) { Root(b).fields[0].type = b.Unsigned(16); },
      [](ModelBuilder& b) { Root(b).fields[0].type = b.Signed(8); },
      [](ModelBuilder& b) {
        Root(b).fields[0].type = b.UnsignedRange(8, 0, 255);
      },
      [](ModelBuilder& b) {
        Root(b).fields[1].type = b.UnsignedRange(8, 1, 8);
      },
      [](ModelBuilder& b) {
        Root(b).fields[1].default_value = ModelBuilder::IntegerLiteral(2);
      },
      [](ModelBuilder& b) { b.schema.declarations[2].members.resize(2); },
      [](ModelBuilder& b) { b.schema.declarations[2].closed = true; },
      [](ModelBuilder& b) { Root(b).fields[3].type = b.Bytes(); },
      [](ModelBuilder& b) {
        Root(b).fields[3].default_value = ModelBuilder::StringLiteral("x");
      },
      [](ModelBuilder& b) {
        Root(b).fields[4].default_value = ModelBuilder::BoolLiteral(true);
      },
      [](ModelBuilder& b) { Root(b).fields[5].type = b.Float(64); },
      [](ModelBuilder& b) {
        Root(b).fields[6].type = b.Optional(b.Named(DeclId(1)));
      },
      [](ModelBuilder& b) { b.Add(DeclId(0), "more", b.Bool()); },
      [](ModelBuilder& b) { b.Add(DeclId(1), "more", b.Bool()); },
      [](ModelBuilder& b) { Root(b).fields.pop_back(); },
      [](ModelBuilder& b) { std::swap(Root(b).fields[3], Root(b).fields[4]); },
  };
  for (const auto& change : changes) {
    EXPECT_NE(plain, FingerprintOf(change)) << (&change - changes);
  }
}

}  // namespace
}  // namespace sinter::schema
