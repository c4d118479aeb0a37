// What FindLayoutFault finds: each rule of codec/layout.h broken in a layout
// that keeps all others.
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "codec/column.h"
#include "codec/default_columns.h"
#include "codec/layout.h"
#include "codec/limits.h"
#include "gtest/gtest.h"
#include "schema/lower.h"
#include "tests/schema/model_builder.h"
#include "tests/support/status_matchers.h"

namespace sinter::schema {
namespace {

// A layout whose parts can be changed.
struct Parts {
  std::vector<Table> tables;
  std::vector<TableId> order;
  std::vector<Node> nodes;
  std::vector<NodeId> sites;
  std::vector<Group> groups;
  std::vector<Column> defaults;
  Layout layout;

  // References of the default columns lead to this copy.
  explicit Parts(const Layout& from)
      : tables(from.tables.begin(), from.tables.end()),
        order(from.order.begin(), from.order.end()),
        nodes(from.nodes.begin(), from.nodes.end()),
        sites(from.sites.begin(), from.sites.end()),
        groups(from.groups.begin(), from.groups.end()),
        defaults(from.num_slots),
        layout(from) {
    FillDefaults(from, defaults.data(), defaults);
  }

  std::string Fault() {
    layout.tables = tables;
    layout.order = order;
    layout.nodes = nodes;
    layout.sites = sites;
    layout.groups = groups;
    layout.defaults = defaults.data();
    layout.names = nullptr;
    const char* fault = FindLayoutFault(layout);
    return fault == nullptr ? "" : fault;
  }
};

class LayoutFaultTest : public ::testing::Test {
 protected:
  // Nodes: 0 Root.level, 1 Root.text, 2 Root.items, 3 Root.pair, 4 Root.extra,
  // 5 Item.flag, 6 Item.pair, 7 Pair.ratio, 8 Root.items[], 9 Root.extra?,
  // 10 Item.pair?
  LayoutFaultTest() {
    const DeclId root = b_.Record("Root");
    const DeclId item = b_.Record("Item");
    const DeclId pair = b_.Record("Pair");
    b_.Add(root, "level", b_.UnsignedRange(8, 1, 9));
    b_.Add(root, "text", b_.String()).default_value =
        ModelBuilder::StringLiteral("some text");
    b_.Add(root, "items", b_.List(b_.Named(item)));
    b_.Add(root, "pair", b_.Named(pair));
    b_.Add(root, "extra", b_.Optional(b_.Signed(16)));
    b_.Add(item, "flag", b_.Bool());
    b_.Add(item, "pair", b_.Optional(b_.Named(pair)));
    b_.Add(pair, "ratio", b_.Float(32));
    auto lowered = Lower(b_.schema, root);
    EXPECT_OK(lowered);
    lowered_ = *std::move(lowered);
  }

  std::string FaultAfter(const std::function<void(Parts&)>& change) const {
    Parts parts(lowered_->layout());
    change(parts);
    return parts.Fault();
  }

  ModelBuilder b_;
  std::unique_ptr<LoweredLayout> lowered_;
};

TEST_F(LayoutFaultTest, IsNoneInWhatLoweringMakes) {
  EXPECT_EQ(FindLayoutFault(lowered_->layout()), nullptr);
  EXPECT_EQ(FaultAfter([](Parts&) {}), "");
}

TEST_F(LayoutFaultTest, IsFoundWhereverARuleIsBroken) {
  const std::pair<const char*, std::function<void(Parts&)>> cases[] = {
      {"no tables", [](Parts& p) { p.tables.clear(); }},
      {"an order of other than all tables",
       [](Parts& p) { p.order.pop_back(); }},
      {"too many slots", [](Parts& p) { p.layout.num_slots = kMaxSlots + 1; }},
      {"an unknown kind of node",
       [](Parts& p) { p.nodes[0].kind = static_cast<NodeKind>(99); }},
      {"an integer of other than 8, 16, 32 or 64 bits",
       [](Parts& p) { p.nodes[0].bits = 9; }},
      {"a bound or default beyond the bits of its integer",
       [](Parts& p) { p.nodes[0].hi = 256; }},
      {"a bound or default beyond the bits of its integer",
       [](Parts& p) { p.nodes[9].lo = 0xffff8000; }},
      {"a default outside the bounds of its integer",
       [](Parts& p) { p.nodes[0].default_bits = 0; }},
      {"a default outside the bounds of its integer",
       [](Parts& p) { std::swap(p.nodes[0].lo, p.nodes[0].hi); }},
      {"a code of more than 16 bits",
       [](Parts& p) {
         p.nodes[0].bits = 32;
         p.nodes[0].hi = 0x10001;
       }},
      {"an unknown lone form",
       [](Parts& p) { p.nodes[0].lone_form = static_cast<LoneForm>(3); }},
      {"an open code not from zero",
       [](Parts& p) { p.nodes[0].lone_form = LoneForm::kOpenCode; }},
      {"a bool other than 0 or 1",
       [](Parts& p) { p.nodes[5].default_bits = 2; }},
      {"a float of other widths", [](Parts& p) { p.nodes[7].bits = 16; }},
      {"a default beyond the bits of its float",
       [](Parts& p) { p.nodes[7].default_bits = uint64_t{1} << 32; }},
      {"a long default",
       [](Parts& p) {
         static const std::string text(kMaxDefaultText + 1, 'x');
         p.nodes[1].default_text = text;
       }},
      {"a reference to no table",
       [](Parts& p) { p.nodes[3].table = TableId(3); }},
      {"fields not in order", [](Parts& p) { p.tables[1].first_field = 6; }},
      {"lost fields", [](Parts& p) { p.tables[2].num_fields = 0xffffffff; }},
      {"a field of another table",
       [](Parts& p) { p.nodes[5].owner = TableId(0); }},
      {"a field in another row space",
       [](Parts& p) { p.nodes[5].space = SpaceId(0); }},
      {"a wrong number of flags",
       [](Parts& p) { p.tables[0].num_flagged = 5; }},
      {"a wrong child", [](Parts& p) { p.nodes[2].child = NodeId(9); }},
      {"a wrong row space of a child",
       [](Parts& p) { p.nodes[2].child_space = SpaceId(4); }},
      {"a child of another table",
       [](Parts& p) { p.nodes[8].owner = TableId(1); }},
      {"a child in another space",
       [](Parts& p) { p.nodes[8].space = SpaceId(4); }},
      {"a node with too many or too few inside",
       [](Parts& p) { p.nodes[6].kind = NodeKind::kText; }},
      {"a node that is inside of none",
       [](Parts& p) {
         p.nodes[10].kind = NodeKind::kList;
         p.nodes[10].num_children = 1;
         p.nodes[10].child = NodeId(10);
       }},
      {"a null outside of a union",
       [](Parts& p) { p.nodes[0].kind = NodeKind::kNull; }},
      {"a wrong number of row spaces", [](Parts& p) { ++p.layout.num_spaces; }},
      {"slots not in order", [](Parts& p) { p.nodes[3].slot = 0; }},
      {"slots not in order", [](Parts& p) { p.tables[1].first_slot = 0; }},
      {"a wrong number of slots", [](Parts& p) { ++p.tables[2].num_slots; }},
      {"a wrong number of slots",
       [](Parts& p) {
         ++p.layout.num_slots;
         p.defaults.push_back(DefaultIndex());
       }},
      {"tables not in order of appearance",
       [](Parts& p) { p.nodes[8].table = TableId(2); }},
      {"a table that the root does not reach",
       [](Parts& p) {
         p.nodes[3].table = TableId(1);
         p.nodes[10].table = TableId(1);
       }},
      {"sites not in order", [](Parts& p) { p.tables[1].first_site = 1; }},
      {"a wrong number of sites", [](Parts& p) { ++p.tables[2].num_sites; }},
      {"lost sites", [](Parts& p) { p.sites.pop_back(); }},
      {"wrong sites of a table",
       [](Parts& p) { std::swap(p.sites[1], p.sites[2]); }},
      {"sites of no table", [](Parts& p) { p.sites.push_back(NodeId(3)); }},
      {"a wrong order of tables",
       [](Parts& p) { std::swap(p.order[1], p.order[2]); }},
      {"a wrong order of tables",
       [](Parts& p) { p.order[2] = TableId(0xffffffff); }},
      {"a wrong number of texts", [](Parts& p) { ++p.layout.num_texts; }},
      {"a default column that differs from its node",
       [](Parts& p) { p.defaults[0].base = 2; }},
      {"a default column that differs from its node",
       [](Parts& p) { p.defaults[1].ranges.total = 3; }},
      {"a default column that differs from its node",
       [](Parts& p) { p.defaults[2].base = 1; }},
      {"a default column that differs from its node",
       [](Parts& p) { p.nodes[1].default_text = "same size"; }},
      {"a default column that differs from its node",
       [](Parts& p) { p.nodes[5].default_bits = 1; }},
      {"a default column that differs from its node",
       [](Parts& p) { p.defaults[5].table = p.defaults.data(); }},
  };
  for (const auto& [fault, change] : cases) {
    EXPECT_EQ(FaultAfter(change), fault);
  }
}

TEST_F(LayoutFaultTest, IsATableThatRefersToItself) {
  const std::string fault = FaultAfter([](Parts& p) {
    // Item.pair? becomes a reference to Item, whose only other site is a list.
    p.nodes[10].table = TableId(1);
    p.tables[1].num_sites = 2;
    p.tables[2] = {.first_field = 7,
                   .num_fields = 1,
                   .num_flagged = 1,
                   .first_slot = p.tables[2].first_slot,
                   .num_slots = 1,
                   .first_site = 2,
                   .num_sites = 1};
    p.sites = {NodeId(8), NodeId(10), NodeId(3)};
    p.defaults[p.layout.slot(p.nodes[10])].table =
        p.defaults.data() + p.tables[1].first_slot;
    p.order = {TableId(0), TableId(1), TableId(2)};
  });
  // The tables of a cycle say so.
  EXPECT_EQ(fault, "a wrong cycle of tables");
}

// Shapes of their own, which a test can change.
class ShapesFaultTest : public ::testing::Test {
 public:
  // Shapes: 0 bool, 1 u8 (3..9), 2 i32, 3 the struct of these, 4 an array of
  // it. Nodes: 0 Root.s, 1 Root.list, 2 Root.raw.
  ShapesFaultTest() {
    const DeclId root = b_.Record("Root");
    const DeclId pair = b_.Declare(DeclKind::kStruct, "S");
    b_.Add(pair, "flag", b_.Bool());
    b_.Add(pair, "level", b_.UnsignedRange(8, 3, 9));
    b_.Add(pair, "count", b_.Signed(32));
    Type array;
    array.kind = TypeKind::kArray;
    array.element = b_.Named(pair);
    array.size = 2;
    Type raw;
    raw.kind = TypeKind::kList;
    raw.raw = true;
    raw.align = 16;
    raw.element = b_.Of(array);
    b_.Add(root, "s", b_.Named(pair));
    b_.Add(root, "raw", b_.Of(raw));
    auto lowered = Lower(b_.schema, root);
    EXPECT_OK(lowered);
    lowered_ = *std::move(lowered);
    const Shapes& from = lowered_->layout().shapes;
    shapes_.assign(from.shapes.begin(), from.shapes.end());
    members_.assign(from.members.begin(), from.members.end());
  }

  std::string Fault(Parts& parts) {
    parts.layout.shapes = {shapes_, members_};
    return parts.Fault();
  }

  ModelBuilder b_;
  std::unique_ptr<LoweredLayout> lowered_;
  std::vector<Shape> shapes_;
  std::vector<ShapeMember> members_;
};

TEST_F(ShapesFaultTest, IsFoundWhereverARuleIsBroken) {
  using Change = std::function<void(ShapesFaultTest&, Parts&)>;
  static uint64_t other_default[2] = {};
  const std::pair<const char*, Change> cases[] = {
      {"", [](auto&, Parts&) {}},
      {"a node of no shape",
       [](auto&, Parts& p) { p.nodes[0].shape = ShapeId(5); }},
      {"a struct of another shape",
       [](auto&, Parts& p) { p.nodes[0].shape = ShapeId(2); }},
      {"a raw list of a wrong alignment",
       [](auto&, Parts& p) { p.nodes[1].align = 2; }},
      {"a raw list of a wrong alignment",
       [](auto&, Parts& p) { p.nodes[1].align = 24; }},
      {"a raw list of a wrong alignment",
       [](auto&, Parts& p) { p.nodes[1].align = 128; }},
      {"a wrong alignment", [](auto&, Parts& p) { p.layout.align = 8; }},
      {"a shape without bytes", [](auto& t, Parts&) { t.shapes_[2].size = 0; }},
      {"a number in place of other than 1, 2, 4 or 8 bytes",
       [](auto& t, Parts&) { t.shapes_[2].size = 3; }},
      {"a number in place of other than 1, 2, 4 or 8 bytes",
       [](auto& t, Parts&) { t.shapes_[2].size = 16; }},
      {"a bool in place of other than a byte",
       [](auto& t, Parts&) { t.shapes_[0].hi = 2; }},
      {"bounds beyond the bytes of a shape",
       [](auto& t, Parts&) { t.shapes_[1].hi = 256; }},
      {"bounds beyond the bytes of a shape",
       [](auto& t, Parts&) { t.shapes_[1].lo = 10; }},
      {"an unknown kind of shape",
       [](auto& t, Parts&) { t.shapes_[1].kind = static_cast<ShapeKind>(9); }},
      {"an array in place of no or too many elements",
       [](auto& t, Parts&) { t.shapes_[4].count = 0; }},
      {"a struct without members",
       [](auto& t, Parts&) { t.shapes_[3].num_members = 0; }},
      {"members of no struct",
       [](auto& t, Parts&) { t.shapes_[4].num_members = 1; }},
      {"a shape before one inside of it",
       [](auto& t, Parts&) { t.shapes_[4].element = ShapeId(4); }},
      {"a shape before one inside of it",
       [](auto& t, Parts&) { t.members_[2].shape = ShapeId(3); }},
      {"members not in order",
       [](auto& t, Parts&) { t.shapes_[3].first_member = 1; }},
      {"members not in order",
       [](auto& t, Parts&) { t.shapes_[3].num_members = 4; }},
      {"a member of no struct",
       [](auto& t, Parts&) {
         t.members_.push_back({8, ShapeId(0)});
       }},
      {"a member at a wrong offset",
       [](auto& t, Parts&) { t.members_[2].offset = 8; }},
      {"a shape that differs from what is inside",
       [](auto& t, Parts&) { t.shapes_[3].size = 12; }},
      {"a shape that differs from what is inside",
       [](auto& t, Parts&) { t.shapes_[3].align = 8; }},
      {"a shape that differs from what is inside",
       [](auto& t, Parts&) { t.shapes_[3].has_padding = false; }},
      {"a shape that differs from what is inside",
       [](auto& t, Parts&) { t.shapes_[1].holds_any = true; }},
      {"a shape that is too large",
       [](auto& t, Parts&) {
         t.shapes_[2] = t.shapes_[0];
         t.shapes_[2].kind = ShapeKind::kBytes;
         t.shapes_[2].size = kMaxShapeBytes + 1;
       }},
      {"a struct without its default",
       [](auto& t, Parts&) { t.shapes_[3].default_bytes = nullptr; }},
      {"the default of a struct is not aligned",
       [](auto& t, Parts&) { ++t.shapes_[3].default_bytes; }},
      {"a wrong default of a struct",
       [](auto& t, Parts&) {
         t.shapes_[3].default_bytes =
             reinterpret_cast<const uint8_t*>(other_default);
       }},
      {"a default of no struct",
       [](auto& t, Parts&) {
         t.shapes_[1].default_bytes = t.shapes_[3].default_bytes;
       }},
      {"shapes not in order of appearance",
       [](auto& t, Parts&) {
         std::swap(t.shapes_[0], t.shapes_[1]);
         std::swap(t.members_[0].shape, t.members_[1].shape);
       }},
      {"a shape of no node",
       [](auto& t, Parts&) { t.shapes_.push_back(t.shapes_[0]); }},
      {"a default column that differs from its node",
       [](auto&, Parts& p) {
         p.defaults[0].data = reinterpret_cast<const uint8_t*>(other_default);
       }},
  };
  for (const auto& [fault, change] : cases) {
    ShapesFaultTest& fresh = *this;
    const auto shapes = shapes_;
    const auto members = members_;
    Parts parts(lowered_->layout());
    change(fresh, parts);
    EXPECT_EQ(Fault(parts), fault);
    shapes_ = shapes;
    members_ = members;
  }
}

TEST(LayoutFault, FindsWhatIsWrongWithGroups) {
  ModelBuilder b;
  const DeclId root = b.Record("Root");
  const DeclId item = b.Record("Item");
  const DeclId later = b.Record("Later");
  const DeclId either = b.Declare(DeclKind::kUnion, "Either");
  // Nodes: 0 Root.item, 1 Root.either, 2 Root.a, 3 Root.b, 4 Root.later, 5
  // Item.n, 6 Either, 7 Later.x; groups: Root's 2 and 3, Either's 2, Later.
  b.Add(root, "item", b.Named(item));
  b.Add(root, "either", b.Named(either));
  b.Add(root, "a", b.Named(item)).since = 2;
  b.Add(root, "b", b.Unsigned(8)).since = 2;
  b.Add(root, "later", b.Named(later)).since = 3;
  b.Add(item, "n", b.Unsigned(8));
  b.Add(either, "n", b.Unsigned(8));
  b.Add(either, "s", b.String()).since = 2;
  b.Add(later, "x", b.Unsigned(8));
  ASSERT_OK_AND_ASSIGN(const auto lowered, Lower(b.schema, root));
  ASSERT_EQ(lowered->layout().groups.size(), 4u);
  ASSERT_EQ(Parts(lowered->layout()).Fault(), "");
  const std::pair<const char*, std::function<void(Parts&)>> changes[] = {
      {"no tables of the base",
       [](Parts& p) { p.layout.num_later_tables = 4; }},
      {"a table without a group",
       [](Parts& p) { p.layout.num_later_tables = 2; }},
      {"groups not in order", [](Parts& p) { p.groups[1].key.since = 2; }},
      {"groups not in order",
       [](Parts& p) { std::swap(p.groups[0], p.groups[1]); }},
      {"lost later fields", [](Parts& p) { p.tables[0].num_later_fields = 6; }},
      {"lost groups of a table", [](Parts& p) { p.tables[0].num_groups = 5; }},
      {"lost groups of a table",
       [](Parts& p) { p.tables[0].first_group = 0xffffffff; }},
      {"a group not of its table",
       [](Parts& p) { p.groups[0].table = TableId(1); }},
      {"a group not of its table",
       [](Parts& p) { p.groups[0].has_variants = true; }},
      {"a wrong key of a group", [](Parts& p) { p.groups[3].key.since = 2; }},
      {"a wrong key of a group", [](Parts& p) { p.groups[2].key.id = 0xffff; }},
      {"a group not behind the one before",
       [](Parts& p) { p.groups[1].first = 3; }},
      {"a group not behind the one before",
       [](Parts& p) { p.tables[0].num_later_fields = 2; }},
      {"a group of too many", [](Parts& p) { p.groups[1].count = 2; }},
      {"an empty group", [](Parts& p) { p.groups[0].count = 0; }},
      {"later fields of no group",
       [](Parts& p) { p.tables[0].num_groups = 1; }},
      {"a group not of its union",
       [](Parts& p) { p.groups[2].union_node = NodeId(5); }},
      {"a wrong slot of a group", [](Parts& p) { p.groups[2].slot = 1; }},
      {"variants of no union", [](Parts& p) { p.nodes[5].num_groups = 1; }},
      {"later variants of no group",
       [](Parts& p) { p.nodes[6].num_groups = 0; }},
      {"a union whose variants were all added later",
       [](Parts& p) { p.nodes[6].num_later_children = 2; }},
      {"a default variant that does not exist",
       [](Parts& p) { p.nodes[6].default_bits = 1; }},
      {"a node in a wrong group",
       [](Parts& p) { p.nodes[2].group = kNoGroup; }},
      {"a node in a wrong group", [](Parts& p) { p.nodes[5].group = 0; }},
      {"a wrong number of flags of a group",
       [](Parts& p) { p.groups[0].num_flagged = 2; }},
      {"a wrong number of flags of a group",
       [](Parts& p) { p.groups[2].num_flagged = 1; }},
      {"a wrong number of later sites",
       [](Parts& p) { p.tables[1].num_later_sites = 0; }},
      {"wrong sites of a table",
       [](Parts& p) { std::swap(p.sites[0], p.sites[1]); }},
      {"a wrong order of all references",
       [](Parts& p) { p.layout.all_order = {}; }},
      {"a wrong cycle of all references",
       [](Parts& p) { p.tables[1].all_cycle = 1; }},
  };
  for (const auto& [fault, change] : changes) {
    Parts parts(lowered->layout());
    change(parts);
    EXPECT_EQ(parts.Fault(), fault);
  }
}

}  // namespace
}  // namespace sinter::schema
