#include "schema/lower.h"

#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "codec/column.h"
#include "codec/layout_text.h"
#include "codec/limits.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "schema/fingerprint.h"
#include "tests/schema/model_builder.h"
#include "tests/support/status_matchers.h"

namespace sinter::schema {
namespace {

using ::sinter::testing::IsOk;
using ::sinter::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Lowers a record of one field and returns the field's node.
Node LowerField(ModelBuilder& b, TypeId type,
                std::optional<Literal> default_value = std::nullopt) {
  const DeclId record =
      b.Record("R" + std::to_string(b.schema.declarations.size()));
  b.Add(record, "f", type).default_value = std::move(default_value);
  auto lowered = Lower(b.schema, record);
  EXPECT_THAT(lowered, IsOk());
  if (!lowered.ok()) return {};
  Node node = (*lowered)->layout().nodes[0];
  node.default_text = {};  // ends with the layout
  return node;
}

TEST(Lower, GivesTheWholeLayoutOfASmallSchema) {
  ModelBuilder b;
  const DeclId order = b.Record("Order");
  const DeclId line = b.Record("Line");
  const DeclId money = b.Record("Money");
  b.Add(order, "id", b.Unsigned(64));
  b.Add(order, "total", b.Named(money));
  b.Add(order, "lines", b.List(b.Named(line)));
  b.Add(order, "note", b.Optional(b.String()));
  b.Add(line, "price", b.Optional(b.Named(money)));
  b.Add(line, "tags", b.List(b.Optional(b.List(b.Bytes()))));
  b.Add(money, "cents", b.SignedRange(16, -100, 100));
  b.Add(money, "unit", b.String()).default_value =
      ModelBuilder::StringLiteral("E\"");
  ASSERT_OK_AND_ASSIGN(const auto lowered, Lower(b.schema, order));
  EXPECT_EQ(
      LayoutText(lowered->layout()),
      R"(layout 0xb02d813794efe7ec: 17 slots, 9 spaces, 3 texts, order 0 2 1
table 0 shop.Order: 3 flagged, 7 slots from 0
  node 0 Order.id: slot 0, space 0, u64 0..18446744073709551615 varint = 0
  node 1 Order.total: slot 1, space 0, record table 1
  node 2 Order.lines: slot 2, space 0, list of node 8 in space 3
  node 8 Order.lines[]: slot 3, space 3, record table 2
  node 3 Order.note: slot 4, space 0, optional node 9 in space 4
  node 9 Order.note?: slot 5, space 4, string = ""
table 1 shop.Money: 2 flagged, 3 slots from 7, sites 1 10
  node 4 Money.cents: slot 0, space 1, i16 -100..100 code = 0
  node 5 Money.unit: slot 1, space 1, string = "E\x22"
table 2 shop.Line: 2 flagged, 7 slots from 10, sites 8
  node 6 Line.price: slot 0, space 2, optional node 10 in space 5
  node 10 Line.price?: slot 1, space 5, record table 1
  node 7 Line.tags: slot 2, space 2, list of node 11 in space 6
  node 11 Line.tags[]: slot 3, space 6, optional node 12 in space 7
  node 12 Line.tags[]?: slot 4, space 7, list of node 13 in space 8
  node 13 Line.tags[]?[]: slot 5, space 8, bytes = ""
)");
  EXPECT_EQ(lowered->declaration(TableId(1)), money);
  EXPECT_EQ(lowered->declaration(TableId(2)), line);
}

TEST(Lower, GivesIntegersTheBoundsOfTheirTypes) {
  ModelBuilder b;
  const Node u8 = LowerField(b, b.Unsigned(8));
  EXPECT_EQ(u8.kind, NodeKind::kInteger);
  EXPECT_EQ(u8.bits, 8);
  EXPECT_FALSE(u8.is_signed);
  EXPECT_EQ(u8.lo, 0u);
  EXPECT_EQ(u8.hi, 255u);
  EXPECT_EQ(u8.lone_form, LoneForm::kVarint);
  const Node u64 = LowerField(b, b.Unsigned(64));
  EXPECT_EQ(u64.hi, ~uint64_t{0});
  const Node i16 = LowerField(b, b.Signed(16));
  EXPECT_TRUE(i16.is_signed);
  EXPECT_EQ(i16.lo, static_cast<uint64_t>(-32768));
  EXPECT_EQ(i16.hi, 32767u);
  const Node i64 = LowerField(b, b.Signed(64));
  EXPECT_EQ(i64.lo, uint64_t{1} << 63);
  EXPECT_EQ(i64.hi, ~uint64_t{0} >> 1);
}

TEST(Lower, MakesCodesOfDeclaredRangesOfSixteenBits) {
  ModelBuilder b;
  EXPECT_EQ(LowerField(b, b.UnsignedRange(32, 7, 65542)).lone_form,
            LoneForm::kCode);
  EXPECT_EQ(LowerField(b, b.UnsignedRange(32, 7, 65543)).lone_form,
            LoneForm::kVarint);
  EXPECT_EQ(LowerField(b, b.SignedRange(64, INT64_MIN, INT64_MAX)).lone_form,
            LoneForm::kVarint);
  EXPECT_EQ(LowerField(b, b.SignedRange(8, -128, 127)).lone_form,
            LoneForm::kCode);
}

TEST(Lower, DefaultsToZeroOrToTheLeastValue) {
  ModelBuilder b;
  EXPECT_EQ(LowerField(b, b.UnsignedRange(8, 3, 9)).default_bits, 3u);
  EXPECT_EQ(LowerField(b, b.SignedRange(8, -3, 9)).default_bits, 0u);
  EXPECT_EQ(LowerField(b, b.SignedRange(8, -9, -3)).default_bits,
            static_cast<uint64_t>(-9));
  EXPECT_EQ(LowerField(b, b.Signed(8)).default_bits, 0u);
}

TEST(Lower, TakesDeclaredDefaults) {
  ModelBuilder b;
  using B = ModelBuilder;
  EXPECT_EQ(LowerField(b, b.Signed(32), B::IntegerLiteral(-5)).default_bits,
            static_cast<uint64_t>(-5));
  EXPECT_EQ(LowerField(b, b.Bool(), B::BoolLiteral(true)).default_bits, 1u);
  EXPECT_EQ(LowerField(b, b.Float(64), B::FloatLiteral(1.5)).default_bits,
            std::bit_cast<uint64_t>(1.5));
  EXPECT_EQ(LowerField(b, b.Float(32), B::FloatLiteral(1.5)).default_bits,
            std::bit_cast<uint32_t>(1.5f));
  EXPECT_EQ(LowerField(b, b.Float(64), B::IntegerLiteral(-2)).default_bits,
            std::bit_cast<uint64_t>(-2.0));
  const TypeId status = b.Named(b.Enum("Status", /*closed=*/false, 3));
  EXPECT_EQ(LowerField(b, status, B::MemberLiteral(2, "m2")).default_bits, 2u);
}

TEST(Lower, GivesEnumsCodesAndRoomToGrow) {
  ModelBuilder b;
  const auto lower = [&](bool closed, uint32_t members) {
    return LowerField(
        b, b.Named(b.Enum("E" + std::to_string(members) + (closed ? "c" : "o"),
                          closed, members)));
  };
  const Node open = lower(false, 128);
  EXPECT_EQ(open.kind, NodeKind::kInteger);
  EXPECT_EQ(open.lone_form, LoneForm::kOpenCode);
  EXPECT_FALSE(open.is_signed);
  EXPECT_EQ(open.bits, 8);
  EXPECT_EQ(open.lo, 0u);
  EXPECT_EQ(open.hi, 127u);
  EXPECT_EQ(lower(false, 129).bits, 16);
  EXPECT_EQ(lower(false, 32768).bits, 16);
  EXPECT_EQ(lower(false, 32769).bits, 32);
  const Node closed = lower(true, 256);
  EXPECT_EQ(closed.lone_form, LoneForm::kCode);
  EXPECT_EQ(closed.bits, 8);
  EXPECT_EQ(closed.hi, 255u);
  EXPECT_EQ(lower(true, 257).bits, 16);
}

TEST(Lower, LimitsOpenEnumsToTheBitsOfTheirBase) {
  ModelBuilder b;
  const auto grown = [&](uint32_t members) {
    const DeclId id = b.Enum("E" + std::to_string(members), false, members);
    for (Member& member : b.schema.declarations[id.value()].members) {
      member.since = member.number < 3 ? 1 : 2;
    }
    const DeclId root = b.Record("R" + std::to_string(members));
    b.Add(root, "status", b.Named(id));
    return Lower(b.schema, root);
  };
  EXPECT_THAT(grown(256), IsOk());
  EXPECT_THAT(grown(257),
              StatusIs(absl::StatusCode::kUnimplemented,
                       HasSubstr("expected at most 256 members of an enum "
                                 "with 3 in its base, got 257")));
}

TEST(Lower, LooksThroughIds) {
  ModelBuilder b;
  const Node id = LowerField(b, b.Named(b.Id("UserId", b.Unsigned(64))));
  EXPECT_EQ(id.kind, NodeKind::kInteger);
  EXPECT_EQ(id.bits, 64);
  const Node name = LowerField(b, b.Named(b.Id("Sku", b.String())));
  EXPECT_EQ(name.kind, NodeKind::kText);
  EXPECT_TRUE(name.is_utf8);
}

TEST(Lower, DefaultColumnsAnswerAnyRow) {
  ModelBuilder b;
  const DeclId root = b.Record("Root");
  const DeclId inner = b.Record("Inner");
  b.Add(root, "number", b.Signed(8)).default_value =
      ModelBuilder::IntegerLiteral(-7);
  b.Add(root, "text", b.String()).default_value =
      ModelBuilder::StringLiteral("a text longer than any small buffer holds");
  b.Add(root, "yes", b.Bool()).default_value = ModelBuilder::BoolLiteral(true);
  b.Add(root, "maybe", b.Optional(b.Unsigned(8)));
  b.Add(root, "list", b.List(b.Unsigned(8)));
  b.Add(root, "inner", b.Named(inner));
  b.Add(inner, "ratio", b.Float(32)).default_value =
      ModelBuilder::FloatLiteral(0.5);
  ASSERT_OK_AND_ASSIGN(const auto lowered, Lower(b.schema, root));
  const Layout& layout = lowered->layout();
  b.schema = Schema();  // nothing of it is needed any more
  const auto column = [&](uint32_t field) {
    return layout.defaults + layout.slot(layout.nodes[field]);
  };
  EXPECT_EQ(GetInteger(*column(0), 12345), static_cast<uint64_t>(-7));
  EXPECT_EQ(layout.nodes[1].default_text,
            "a text longer than any small buffer holds");
  EXPECT_EQ(column(1)[0].ranges.total, 41u);
  EXPECT_EQ(column(1)[0].rows, 1u);
  EXPECT_EQ(GetInteger(column(1)[1], 99), 0u);
  EXPECT_EQ(column(2)->ranked.bits.form, BitsForm::kOnes);
  EXPECT_EQ(column(3)->ranked.bits.form, BitsForm::kZeros);
  EXPECT_EQ(column(4)->mode, ColumnMode::kLengths);
  const TableRow child = GetReference(*column(5), 3);
  EXPECT_EQ(GetFloat(*child.table, child.row), 0.5f);
}

TEST(Lower, OrdersTablesAfterAllThatReferToThem) {
  ModelBuilder b;
  const DeclId a = b.Record("A");
  const DeclId leaf = b.Record("Leaf");
  const DeclId mid = b.Record("Mid");
  const DeclId low = b.Record("Low");
  b.Add(a, "leaf", b.Named(leaf));
  b.Add(a, "mid", b.Named(mid));
  b.Add(a, "leaves", b.List(b.Named(leaf)));
  b.Add(mid, "low", b.Optional(b.Named(low)));
  b.Add(low, "leaf", b.Named(leaf));
  ASSERT_OK_AND_ASSIGN(const auto lowered, Lower(b.schema, a));
  const Layout& layout = lowered->layout();
  EXPECT_THAT(layout.names->tables,
              ElementsAre("shop.A", "shop.Leaf", "shop.Mid", "shop.Low"));
  EXPECT_THAT(layout.order,
              ElementsAre(TableId(0), TableId(2), TableId(3), TableId(1)));
  const Table& leaves = layout.tables[1];
  ASSERT_EQ(leaves.num_sites, 3u);
  EXPECT_EQ(layout.names->nodes[layout.sites[leaves.first_site].value()],
            "A.leaf");
  EXPECT_EQ(layout.names->nodes[layout.sites[leaves.first_site + 1].value()],
            "A.leaves[]");
  EXPECT_EQ(layout.names->nodes[layout.sites[leaves.first_site + 2].value()],
            "Low.leaf");
}

TEST(Lower, AcceptsRecordsWithoutFields) {
  ModelBuilder b;
  const DeclId root = b.Record("Root");
  ASSERT_OK_AND_ASSIGN(const auto empty, Lower(b.schema, root));
  EXPECT_EQ(empty->layout().num_slots, 0u);
  b.Add(root, "nothing", b.List(b.Named(b.Record("Nothing"))));
  EXPECT_THAT(Lower(b.schema, root), IsOk());
}

TEST(Lower, KeepsTheNumbersOfTheBaseWhenASchemaGrows) {
  ModelBuilder b;
  const DeclId root = b.Record("Root");
  const DeclId item = b.Record("Item");
  const DeclId later = b.Record("Later");
  b.Add(root, "item", b.Named(item));
  b.Add(root, "later", b.Optional(b.Named(later))).since = 2;
  b.Add(root, "more", b.List(b.Named(item))).since = 3;
  b.Add(item, "n", b.Unsigned(8));
  b.Add(item, "up", b.Optional(b.Named(root))).since = 2;
  b.Add(later, "x", b.Unsigned(8));
  b.Add(later, "item", b.Named(item));
  b.Add(later, "y", b.Unsigned(8)).since = 5;
  ASSERT_OK_AND_ASSIGN(const auto lowered, Lower(b.schema, root));
  const Layout& layout = lowered->layout();
  EXPECT_THAT(layout.names->tables,
              ElementsAre("shop.Root", "shop.Item", "shop.Later"));
  EXPECT_EQ(layout.num_later_tables, 1u);
  EXPECT_THAT(layout.order, ElementsAre(TableId(0), TableId(1), TableId(2)));
  for (const Table& table : layout.tables) EXPECT_EQ(table.cycle, kNoCycle);
  EXPECT_EQ(layout.base_fields(TableId(0)).count, 1u);
  EXPECT_EQ(layout.base_fields(TableId(2)).count, 2u);

  ASSERT_EQ(layout.groups.size(), 5u);
  const auto key = [&](size_t i) { return layout.groups[i].key; };
  EXPECT_EQ(key(0), (GroupKey{false, 0, 2}));
  EXPECT_EQ(key(1), (GroupKey{false, 0, 3}));
  EXPECT_EQ(key(2), (GroupKey{false, 1, 2}));
  EXPECT_EQ(key(3), (GroupKey{true, NameHash("shop.Later"), 1}));
  EXPECT_EQ(key(4), (GroupKey{true, NameHash("shop.Later"), 5}));

  // Rows of the base come first, then those of groups by their keys.
  const Table& items = layout.table(TableId(1));
  EXPECT_EQ(items.num_later_sites, 2u);
  std::vector<std::string_view> sites;
  for (const NodeId site :
       layout.sites.subspan(items.first_site, items.num_sites)) {
    sites.push_back(layout.names->nodes[site.value()]);
  }
  EXPECT_THAT(sites, ElementsAre("Root.item", "Root.more[]", "Later.item"));
}

TEST(Lower, RefusesUnionsOfLaterVariantsOnly) {
  ModelBuilder b;
  const DeclId root = b.Record("Root");
  const DeclId either = b.Declare(DeclKind::kUnion, "Either");
  b.Add(root, "either", b.Named(either));
  b.Add(either, "n", b.Unsigned(8)).since = 2;
  EXPECT_THAT(Lower(b.schema, root),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("no variant but those added later")));
  // The default has to be of the base too.
  const DeclId circle = b.Declare(DeclKind::kUnion, "Circle");
  b.Add(circle, "self", b.Named(circle));
  b.Add(circle, "n", b.Unsigned(8)).since = 2;
  const DeclId other = b.Record("Other");
  b.Add(other, "circle", b.Named(circle));
  EXPECT_THAT(Lower(b.schema, other),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("contains itself without end")));
}

TEST(Lower, PutsTheTablesOfACircleTogether) {
  ModelBuilder b;
  const DeclId root = b.Record("Root");
  const DeclId a = b.Record("A");
  const DeclId c = b.Record("C");
  const DeclId after = b.Record("After");
  b.Add(root, "a", b.Named(a));
  b.Add(a, "after", b.Named(after));
  b.Add(a, "c", b.List(b.Named(c)));
  b.Add(c, "a", b.Optional(b.Named(a)));
  ASSERT_OK_AND_ASSIGN(const auto lowered, Lower(b.schema, root));
  const Layout& layout = lowered->layout();
  EXPECT_THAT(layout.names->tables,
              ElementsAre("shop.Root", "shop.A", "shop.After", "shop.C"));
  EXPECT_THAT(layout.order,
              ElementsAre(TableId(0), TableId(1), TableId(3), TableId(2)));
  EXPECT_EQ(layout.tables[0].cycle, kNoCycle);
  EXPECT_EQ(layout.tables[1].cycle, 1u);
  EXPECT_EQ(layout.tables[2].cycle, kNoCycle);
  EXPECT_EQ(layout.tables[3].cycle, 1u);
}

TEST(Lower, RefusesRecordsWithoutEnd) {
  ModelBuilder b;
  const DeclId root = b.Record("Root");
  b.Add(root, "self", b.Named(root));
  EXPECT_THAT(Lower(b.schema, root),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("Root: contains itself without end")));
}

TEST(Lower, MakesEachShapeOnce) {
  ModelBuilder b;
  const DeclId order = b.Record("Order");
  const DeclId point = b.Declare(DeclKind::kStruct, "Point");
  b.Add(point, "x", b.Float(32));
  b.Add(point, "y", b.Float(32));
  const DeclId size = b.Declare(DeclKind::kStruct, "Size");
  b.Add(size, "width", b.Float(32));
  b.Add(size, "height", b.Float(32));
  const DeclId line = b.Declare(DeclKind::kStruct, "Line");
  b.Add(line, "wide", b.Bool());
  b.Add(line, "from", b.Named(point));
  b.Add(line, "to", b.Named(size));
  b.Add(order, "at", b.Optional(b.Named(size)));
  b.Add(order, "line", b.Named(line));
  ASSERT_OK_AND_ASSIGN(const auto lowered, Lower(b.schema, order));
  const Layout& layout = lowered->layout();
  // f32, the pair of them, bool, Line.
  ASSERT_EQ(layout.shapes.shapes.size(), 4u);
  EXPECT_EQ(layout.align, 4u);
  EXPECT_EQ(layout.node(layout.field_id(TableId(0), 1)).shape, ShapeId(3));
  const Shape& shape = layout.shapes[ShapeId(3)];
  EXPECT_EQ(shape.size, 20u);
  EXPECT_TRUE(shape.has_padding);
  EXPECT_FALSE(shape.holds_any);
  const auto members = layout.shapes.members_of(shape);
  EXPECT_EQ(members[0].shape, ShapeId(2));
  EXPECT_EQ(members[1].offset, 4u);
  EXPECT_EQ(members[2].offset, 12u);
  EXPECT_EQ(members[1].shape, ShapeId(1));
  EXPECT_EQ(members[2].shape, ShapeId(1));
}

TEST(Lower, RefusesStructsThatAreTooLarge) {
  ModelBuilder b;
  const DeclId root = b.Record("Root");
  DeclId inner = b.Declare(DeclKind::kStruct, "S0");
  b.Add(inner, "x", b.Unsigned(64));
  // Doubles in size from one to the next, which looks at none twice.
  for (int i = 1; i < 25; ++i) {
    const DeclId outer = b.Declare(DeclKind::kStruct, "S" + std::to_string(i));
    b.Add(outer, "a", b.Named(inner));
    b.Add(outer, "b", b.Named(inner));
    inner = outer;
  }
  b.Add(root, "s", b.Named(inner));
  EXPECT_THAT(
      Lower(b.schema, root),
      StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("too large")));
}

TEST(Lower, RefusesARootThatIsNoRecord) {
  ModelBuilder b;
  EXPECT_THAT(
      Lower(b.schema, b.Enum("Status", false, 1)),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("Status")));
}

TEST(Lower, KeepsToTheLimits) {
  ModelBuilder b;
  const DeclId root = b.Record("Root");
  TypeId deep = b.Bool();
  for (int i = 0; i < 31; ++i) deep = b.List(deep);
  b.Add(root, "deep", deep);
  EXPECT_THAT(Lower(b.schema, root), IsOk());
  b.Add(root, "deeper", b.List(deep));
  EXPECT_THAT(Lower(b.schema, root),
              StatusIs(absl::StatusCode::kResourceExhausted,
                       HasSubstr("more than 32 types inside each other")));

  const DeclId wide = b.Record("Wide");
  for (int i = 0; i < (1 << 17); ++i) b.Add(wide, "f", b.Bool());
  EXPECT_THAT(Lower(b.schema, wide), IsOk());
  b.Add(wide, "text", b.String());
  for (int i = 0; i < (1 << 16); ++i) b.Add(wide, "g", b.String());
  EXPECT_THAT(
      Lower(b.schema, wide),
      StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("columns")));
  for (int i = 0; i < (1 << 16); ++i) b.Add(wide, "h", b.Bool());
  EXPECT_THAT(
      Lower(b.schema, wide),
      StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("fields")));

  const DeclId many = b.Record("Many");
  for (uint32_t i = 0; i < kMaxTables; ++i) {
    b.Add(many, "f", b.Named(b.Record("M")));
  }
  EXPECT_THAT(Lower(b.schema, many),
              StatusIs(absl::StatusCode::kResourceExhausted,
                       HasSubstr("more than 16384 records")));
}

}  // namespace
}  // namespace sinter::schema
