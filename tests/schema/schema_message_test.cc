#include "schema/schema_message.h"

#include <cstdint>
#include <random>
#include <string>
#include <utility>

#include "codec/message_builder.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "schema/compile.h"
#include "schema/lower.h"
#include "schema/model_text.h"
#include "schema/schema_layout.h"
#include "schema/validate_model.h"
#include "tests/schema/model_builder.h"
#include "tests/support/status_matchers.h"

namespace sinter::schema {
namespace {

using ::sinter::testing::IsOk;
using ::sinter::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Everything that the language has.
constexpr std::string_view kEverything = R"(
package shop.test;
const LIMIT = 9;
id UserId = u64;
id Sku = string;
/// What it is about.
enum Status x_note("hm") { active, retired old, late json("L"), since 2 { newer } }
closed enum Side { left, right }
flags Perm { read, write, execute }
struct Vec3 { x: f32; y: f32; z: [f64; 3]; }
union Payload { note: string; at: Vec3; since 3 { user: User; } }
record Empty {}
record User deprecated("no more") {
  enum Mood { good, bad }
  id: UserId = 18446744073709551615;
  low: i8(-100..LIMIT) = -7;
  high: u64(18446744073709551614..18446744073709551615);
  sku: Sku = "a\"\u{e9}";
  status: Status = late;
  perm: Perm = write | read;
  side: Side;
  mood: Mood = bad;
  ratio: f32 = 0.1;
  big: f64 = -inf;
  flag: bool = true;
  blob: bytes = "xyz";
  hash: bytes(16);
  born: date = -5;
  at: timestamp(ms);
  took: duration(ns);
  key: uuid;
  price: decimal(2) = -1.25;
  any: value;
  tags: {Status: [string?]};
  raw: [Vec3] raw align(64);
  matrix: [[i16; 3]; 4];
  choice: union { a: i32; b: User; };
  friends: [User];
  retired gone: string?;
  /// About it.
  since 4 { later: Empty x_a x_b(-1.5) x_c(false) deprecated; }
}
record Unrelated { x: bool; }
root User;
root Unrelated;
)";

Schema Compile(std::string_view text) {
  Compilation compiled = CompileText(text);
  EXPECT_EQ(compiled.DiagnosticText(), "");
  return compiled.schema.has_value() ? *std::move(compiled.schema) : Schema();
}

TEST(SchemaMessage, KeepsAllButPlacesAndConstants) {
  Schema schema = Compile(kEverything);
  ASSERT_FALSE(schema.declarations.empty());
  EXPECT_OK(ValidateModel(schema));
  ASSERT_OK_AND_ASSIGN(const std::string bytes, EncodeSchema(schema));
  ASSERT_OK_AND_ASSIGN(Schema decoded, DecodeSchema(bytes));
  // Names of flags come in the order of their bits.
  for (Declaration& decl : schema.declarations) {
    for (Field& field : decl.fields) {
      if (field.name == "perm") field.default_value->text = "read | write";
    }
  }
  schema.constants.clear();
  EXPECT_EQ(ModelText(decoded), ModelText(schema));
  EXPECT_TRUE(decoded.files.empty());
}

TEST(SchemaMessage, IsTheSameForEqualSchemas) {
  const Schema schema = Compile(kEverything);
  ASSERT_OK_AND_ASSIGN(const std::string bytes, EncodeSchema(schema));
  ASSERT_OK_AND_ASSIGN(const Schema decoded, DecodeSchema(bytes));
  EXPECT_THAT(EncodeSchema(decoded), ::sinter::testing::IsOkAndHolds(bytes));
}

TEST(SchemaMessage, HoldsWhatTheRootReaches) {
  const Schema schema = Compile(R"(
    record Unused { a: u16; }
    record Root { items: [Item]; }
    record Item { status: Status; next: Item?; }
    enum Status { active }
    root Unused;
    root Root;
  )");
  ASSERT_OK_AND_ASSIGN(const std::string bytes,
                       EncodeSchema(schema, schema.roots.at(1)));
  ASSERT_OK_AND_ASSIGN(const Schema decoded, DecodeSchema(bytes));
  ASSERT_EQ(decoded.declarations.size(), 3u);
  EXPECT_EQ(decoded.declarations[0].name, "Root");
  EXPECT_EQ(decoded.declarations[2].name, "Status");
  EXPECT_THAT(decoded.roots, ElementsAre(DeclId(0)));
  EXPECT_EQ(decoded.types.size(), 4u);
  // What is left out does not matter.
  ASSERT_OK_AND_ASSIGN(const std::string whole, EncodeSchema(decoded));
  EXPECT_EQ(whole, bytes);
}

TEST(SchemaMessage, LowersToTheSameLayoutAfterwards) {
  const Schema schema = Compile(R"(
    record Root { items: [Item]; name: string = "x"; level: u8(1..5) = 2; }
    record Item { status: Status = idle; weight: f32?; }
    enum Status { active, idle }
    root Root;
  )");
  ASSERT_OK_AND_ASSIGN(const auto before, Lower(schema, schema.roots.at(0)));
  ASSERT_OK_AND_ASSIGN(const std::string bytes, EncodeSchema(schema));
  EXPECT_LT(bytes.size(), 100u);
  ASSERT_OK_AND_ASSIGN(const Schema decoded, DecodeSchema(bytes));
  ASSERT_OK_AND_ASSIGN(const auto after, Lower(decoded, decoded.roots.at(0)));
  EXPECT_EQ(before->layout().fingerprint, after->layout().fingerprint);
}

TEST(SchemaMessage, DescribesItself) {
  DiskLoader disk;
  const Compilation compiled = CompileFile("schema/schema.sinter", disk);
  ASSERT_TRUE(compiled.schema.has_value());
  ASSERT_OK_AND_ASSIGN(const std::string bytes, EncodeSchema(*compiled.schema));
  ASSERT_OK_AND_ASSIGN(const Schema decoded, DecodeSchema(bytes));
  EXPECT_EQ(ModelText(decoded), ModelText(*compiled.schema));
}

TEST(SchemaMessage, RefusesFewBytesThatClaimManyRows) {
  MessageBuilder builder(kSchemaLayout);
  const uint32_t root = builder.AddRoot();
  const uint32_t decl =
      builder.GetRecord(nodes::kSchemaDeclarationsItem,
                        builder.Append(nodes::kSchemaDeclarations, root));
  constexpr uint32_t kFields = 1 << 20;
  const uint32_t first =
      builder.Append(nodes::kDeclarationFields, decl, kFields);
  for (uint32_t i = 0; i < kFields; ++i) {
    builder.GetRecord(nodes::kDeclarationFieldsItem, first + i);
  }
  std::string bytes;
  ASSERT_TRUE(builder.Finish(bytes));
  EXPECT_LT(bytes.size(), 40u);
  EXPECT_THAT(DecodeSchema(bytes),
              StatusIs(absl::StatusCode::kResourceExhausted));
}

TEST(SchemaMessage, HoldsAsManyRowsAsFewBytesOfASchemaCanHave) {
  // What repeats costs next to nothing: fields of one bit each.
  std::string text;
  for (int i = 0; i < 3000; ++i) {
    text += "record R" + std::to_string(i) + " { a: u8; b: u8; }\n";
  }
  const Compilation compilation = CompileText(text + "root R0;");
  ASSERT_TRUE(compilation.schema.has_value());
  const auto bytes = EncodeSchema(*compilation.schema);
  ASSERT_THAT(bytes, IsOk());
  EXPECT_THAT(DecodeSchema(*bytes), IsOk());
}

TEST(SchemaMessage, RefusesOneTextInManyPlaces) {
  Schema schema;
  const std::string doc(size_t{1} << 20, 'x');
  for (int i = 0; i < 33; ++i) {
    Declaration& decl = schema.declarations.emplace_back();
    decl.name = "R" + std::to_string(i);
    decl.doc = doc;
  }
  EXPECT_THAT(EncodeSchema(schema),
              StatusIs(absl::StatusCode::kResourceExhausted));
  schema.declarations.resize(31);
  const auto bytes = EncodeSchema(schema);
  ASSERT_THAT(bytes, IsOk());
  EXPECT_THAT(DecodeSchema(*bytes), IsOk());
}

TEST(SchemaMessage, RefusesDefaultsOfFlagsThatGrowOnTheWayIn) {
  ModelBuilder b;
  const DeclId flags = b.Declare(DeclKind::kFlags, "Perm");
  const DeclId record = b.Record("Root");
  for (uint32_t i = 0; i < 64; ++i) {
    Member member;
    member.name = std::string(250, 'x') + std::to_string(i);
    member.number = i;
    b.schema.declarations[flags.value()].members.push_back(member);
  }
  for (int i = 0; i < 4000; ++i) {
    b.Add(record, "f" + std::to_string(i), b.Named(flags)).default_value =
        ModelBuilder::MemberLiteral(0, "");
    b.schema.declarations[record.value()].fields.back().default_value->bits =
        ~uint64_t{0};
  }
  ASSERT_OK_AND_ASSIGN(const std::string bytes, EncodeSchema(b.schema));
  EXPECT_THAT(DecodeSchema(bytes),
              StatusIs(absl::StatusCode::kResourceExhausted,
                       HasSubstr("defaults of flags")));
}

TEST(SchemaMessage, NamesWhatOnlyANewerVersionKnows) {
  MessageBuilder builder(kSchemaLayout);
  const uint32_t type =
      builder.GetRecord(nodes::kSchemaTypesItem,
                        builder.Append(nodes::kSchemaTypes, builder.AddRoot()));
  builder.SetBits(nodes::kTypeKind, type, 25);
  std::string bytes;
  ASSERT_TRUE(builder.Finish(bytes));
  EXPECT_THAT(DecodeSchema(bytes),
              StatusIs(absl::StatusCode::kUnimplemented,
                       HasSubstr("kind of type of number 25")));
}

// Whatever bytes decode, they decode to a schema that encodes.
void ExpectSafe(std::string_view bytes) {
  const absl::StatusOr<Schema> schema = DecodeSchema(bytes);
  if (!schema.ok()) {
    const absl::StatusCode code = schema.status().code();
    EXPECT_TRUE(code == absl::StatusCode::kInvalidArgument ||
                code == absl::StatusCode::kResourceExhausted ||
                code == absl::StatusCode::kUnimplemented)
        << schema.status();
    return;
  }
  EXPECT_OK(ValidateModel(*schema));
  const absl::StatusOr<std::string> again = EncodeSchema(*schema);
  EXPECT_THAT(again, IsOk());
  for (const DeclId root : schema->roots) {
    const auto lowered = Lower(*schema, root);
    EXPECT_NE(lowered.status().code(), absl::StatusCode::kInternal);
  }
}

TEST(SchemaMessage, RefusesEveryTruncation) {
  ASSERT_OK_AND_ASSIGN(const std::string bytes,
                       EncodeSchema(Compile(kEverything)));
  for (size_t size = 0; size < bytes.size(); ++size) {
    const std::string cut = bytes.substr(0, size);
    EXPECT_THAT(DecodeSchema(cut), StatusIs(absl::StatusCode::kInvalidArgument))
        << size;
  }
}

TEST(SchemaMessage, IsSafeWithEveryByteChanged) {
  ASSERT_OK_AND_ASSIGN(const std::string bytes,
                       EncodeSchema(Compile(kEverything)));
  for (size_t i = 0; i < bytes.size(); ++i) {
    for (const int mask : {1, 8, 64, 255}) {
      std::string changed = bytes;
      changed[i] = static_cast<char>(changed[i] ^ mask);
      ExpectSafe(changed);
    }
  }
}

TEST(SchemaMessage, IsSafeWithManyBytesChanged) {
  ASSERT_OK_AND_ASSIGN(const std::string bytes,
                       EncodeSchema(Compile(kEverything)));
  std::mt19937 random(1);
  for (int round = 0; round < 3000; ++round) {
    std::string changed = bytes;
    for (unsigned i = 1 + random() % 8; i > 0; --i) {
      changed[random() % changed.size()] = static_cast<char>(random());
    }
    ExpectSafe(changed);
  }
}

}  // namespace
}  // namespace sinter::schema
