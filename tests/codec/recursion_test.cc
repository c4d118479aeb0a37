// Tables that refer to themselves, directly or through others.
#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "codec/bits.h"
#include "codec/columns/bits_column.h"
#include "codec/message_builder.h"
#include "codec/message_reader.h"
#include "codec/wire_writer.h"
#include "gtest/gtest.h"
#include "tests/support/exact_bytes.h"
#include "tests/support/expect_encodes.h"
#include "tests/support/random_layout.h"
#include "tests/support/random_rows.h"
#include "tests/support/random_source.h"
#include "tests/support/rows.h"
#include "tests/support/test_layout.h"

namespace sinter::testing {
namespace {

std::vector<TestTable> ListTables() {
  return {{"R", {{"head", Optional(Record(1))}}},
          {"Node", {{"next", Optional(Record(1))}}}};
}

TEST(Recursion, OfAMillionNodesNeedsNoStack) {
  constexpr uint32_t kCount = 1000000;
  const TestLayout layout(
      {{"R", {{"head", Optional(Record(1))}}},
       {"Node", {{"value", Unsigned(32)}, {"next", Optional(Record(1))}}}});
  MessageBuilder builder(layout);
  uint32_t row = builder.GetRecord(
      layout.node("R.head?"),
      builder.SetPresent(layout.node("R.head"), builder.AddRoot()));
  for (uint32_t i = 0; i < kCount; ++i) {
    builder.SetBits(layout.node("Node.value"), row, i * 3);
    if (i + 1 == kCount) break;
    row = builder.GetRecord(layout.node("Node.next?"),
                            builder.SetPresent(layout.node("Node.next"), row));
  }
  const std::string bytes = Encoded(builder);
  // The values are a line and the presence bits all ones but the last.
  EXPECT_LT(bytes.size(), 100u);
  const ExactBytes exact(bytes);
  MessageReader reader(layout);
  ASSERT_TRUE(reader.Open(exact.span()));
  EXPECT_EQ(reader.rows(TableId(1)), kCount);
  const Layout& l = layout;
  const Node& next = l.node(layout.node("Node.next"));
  const Node& to = l.node(layout.node("Node.next?"));
  const Node& value = l.node(layout.node("Node.value"));
  const Column* head = reader.column(l.node(layout.node("R.head?")));
  uint32_t count = 0;
  TableRow at = GetReference(*head, 0);
  while (true) {
    ASSERT_EQ(GetInteger(at.table[value.slot], at.row), count * 3);
    ++count;
    const uint64_t child = ChildRow(at.table[next.slot], at.row);
    if (child == kAbsent) break;
    at = GetReference(at.table[to.slot], static_cast<uint32_t>(child));
  }
  EXPECT_EQ(count, kCount);
}

// A record of a value, as the rule for numbers of rows sees it.
struct Instance {
  TableId table;
  uint32_t site;          // index into Layout::sites plus 1, 0: a root
  const Instance* owner;  // null of a root
  uint32_t place;         // as a depth first walk meets them
};

// The rule, as simply as can be: by site, then by the owner's number, then by
// place.
bool ComesBefore(const Instance* a, const Instance* b) {
  while (a != b) {
    if (a->site != b->site) return a->site < b->site;
    // Of one owner, or roots: as they stand there.
    if (a->owner == b->owner) return a->place < b->place;
    a = a->owner;
    b = b->owner;
  }
  return false;
}

class NumberCheck {
 public:
  explicit NumberCheck(const Layout& layout) : layout_(layout) {
    for (uint32_t i = 0; i < layout.sites.size(); ++i) {
      site_of_[layout.sites[i].value()] = i + 1;
    }
  }

  void Add(const Rows& rows) {
    for (const Value& row : rows) AddRecord(TableId(0), 0, nullptr, row);
    by_table_.resize(layout_.tables.size());
    for (const auto& instance : instances_) {
      by_table_[instance->table.value()].push_back(instance.get());
    }
    for (auto& list : by_table_) {
      std::ranges::sort(list, ComesBefore);
      for (uint32_t i = 0; i < list.size(); ++i) numbers_[list[i]] = i;
    }
  }

  void ExpectNumbers(const MessageReader& reader, const Rows& rows) {
    for (uint32_t i = 0; i < layout_.tables.size(); ++i) {
      ASSERT_EQ(reader.rows(TableId(i)), by_table_[i].size());
    }
    for (uint32_t i = 0; i < rows.size(); ++i) {
      Compare(TableId(0), reader.table(TableId(0)), i, rows[i]);
    }
  }

 private:
  void AddRecord(TableId table, uint32_t site, const Instance* owner,
                 const Value& record) {
    const auto place = static_cast<uint32_t>(instances_.size());
    instances_.push_back(
        std::make_unique<Instance>(Instance{table, site, owner, place}));
    const Instance* self = instances_.back().get();
    for (uint32_t i = 0; i < record.items.size(); ++i) {
      AddValue(layout_.field_id(table, i), self, record.items[i]);
    }
  }

  NodeId ChildOf(const Node& node, const Value& value, size_t i) const {
    const auto child = node.kind == NodeKind::kUnion
                           ? static_cast<uint32_t>(value.bits)
                           : static_cast<uint32_t>(i % node.num_children);
    return NodeId(node.child.value() + child);
  }

  void AddValue(NodeId id, const Instance* owner, const Value& value) {
    const Node& node = layout_.node(id);
    if (node.kind == NodeKind::kRecord) {
      return AddRecord(node.table, site_of_[id.value()], owner, value);
    }
    for (size_t i = 0; i < value.items.size(); ++i) {
      AddValue(ChildOf(node, value, i), owner, value.items[i]);
    }
  }

  void Compare(TableId table, const Column* columns, uint32_t row,
               const Value& record) {
    ASSERT_EQ(numbers_[instances_[next_++].get()], row);
    for (uint32_t i = 0; i < record.items.size(); ++i) {
      CompareValue(layout_.field_id(table, i), columns, row, record.items[i]);
    }
  }

  void CompareValue(NodeId id, const Column* table, uint32_t row,
                    const Value& value) {
    const Node& node = layout_.node(id);
    const Column* column = table + node.slot;
    uint64_t first = 0;
    switch (node.kind) {
      case NodeKind::kRecord: {
        const TableRow to = GetReference(*column, row);
        return Compare(node.table, to.table, to.row, value);
      }
      case NodeKind::kOptional:
        first = ChildRow(*column, row);
        break;
      case NodeKind::kList:
      case NodeKind::kMap:
        first = GetRange(*column, row).start;
        break;
      case NodeKind::kArray:
        first = uint64_t{row} * node.array_size;
        break;
      case NodeKind::kUnion:
        ASSERT_EQ(GetTag(*column, row), value.bits);
        first = GetVariantRow(column, static_cast<uint32_t>(value.bits), row);
        break;
      default:
        return;
    }
    const uint32_t step = node.kind == NodeKind::kMap ? 2 : 1;
    for (size_t i = 0; i < value.items.size(); ++i) {
      CompareValue(ChildOf(node, value, i), table,
                   static_cast<uint32_t>(first + i / step), value.items[i]);
    }
  }

  const Layout& layout_;
  std::map<uint32_t, uint32_t> site_of_;
  std::vector<std::unique_ptr<Instance>> instances_;
  std::vector<std::vector<const Instance*>> by_table_;
  std::map<const Instance*, uint32_t> numbers_;
  size_t next_ = 0;
};

void ExpectNumbersByTheRule(const Layout& layout, const Rows& rows,
                            RandomSource* source) {
  MessageBuilder builder(layout);
  Fill(rows, source, builder);
  const std::string bytes = Encoded(builder);
  const ExactBytes exact(bytes);
  MessageReader reader(layout);
  ASSERT_TRUE(reader.Open(exact.span(),
                          {.root_rows = static_cast<uint32_t>(rows.size())}))
      << reader.failure().what;
  NumberCheck check(layout);
  check.Add(rows);
  check.ExpectNumbers(reader, rows);
}

bool IsRecursive(const Layout& layout) {
  return std::ranges::any_of(
      layout.tables, [](const Table& t) { return t.cycle != kNoCycle; });
}

TEST(Recursion, NumbersRowsBySiteAndOwner) {
  uint32_t recursive = 0;
  for (uint64_t seed = 0; seed < 1500; ++seed) {
    SCOPED_TRACE(::testing::Message() << "seed " << seed);
    RandomSource source(seed + 5000);
    const TestLayout layout(RandomTables(source));
    if (!IsRecursive(layout)) continue;
    ++recursive;
    const Rows rows =
        RandomRows(layout, static_cast<uint32_t>(source.Below(4)), 200, source);
    ExpectNumbersByTheRule(layout, rows, &source);
    if (HasFailure()) return;
  }
  EXPECT_GT(recursive, 200u);
}

TEST(Recursion, OfTreesLeavesNoTraceOfTheOrder) {
  const TestLayout layout({{"R", {{"tree", Optional(Record(1))}}},
                           {"Tree",
                            {{"left", Optional(Record(1))},
                             {"value", Signed(16)},
                             {"right", Optional(Record(1))}}}});
  for (uint64_t seed = 0; seed < 30; ++seed) {
    RandomSource source(seed);
    const Rows rows = RandomRows(layout, 20, 2000, source);
    MessageBuilder plain(layout);
    Fill(rows, nullptr, plain);
    const std::string bytes = Encoded(plain);
    MessageBuilder shuffled(layout);
    Fill(rows, &source, shuffled);
    EXPECT_EQ(Encoded(shuffled), bytes);
    EXPECT_EQ(Dump(layout, Decoded(layout, bytes, 20)), Dump(layout, rows));
    ExpectNumbersByTheRule(layout, rows, &source);
    if (HasFailure()) return;
  }
}

TEST(Recursion, GoesThroughSeveralTablesAndAllKinds) {
  const TestLayout layout(
      {{"Root",
        {{"a", List(Record(1))},
         {"b", Optional(Record(2))},
         {"self", List(Record(0))}}},
       {"A",
        {{"n", Unsigned(8)},
         {"map", Map(Text(), Record(2))},
         {"both", Optional(Array(Record(3), 2))}}},
       {"B",
        {{"either", Union({Text(), Record(1), List(Record(3))})},
         {"root", Optional(Record(0))}}},
       {"C", {{"of", Union({Unsigned(8), Record(2)})}}}});
  for (uint32_t i = 0; i < 4; ++i) {
    EXPECT_EQ(layout.layout().tables[i].cycle, 0u);
  }
  for (uint64_t seed = 0; seed < 200; ++seed) {
    SCOPED_TRACE(::testing::Message() << "seed " << seed);
    RandomSource source(seed);
    const auto num_roots = static_cast<uint32_t>(source.Below(5));
    const Rows rows = RandomRows(layout, num_roots, 300, source);
    ExpectNumbersByTheRule(layout, rows, &source);
    if (HasFailure()) return;
  }
}

TEST(Recursion, EndsWhereNothingIsSet) {
  const TestLayout layout(
      {{"Expression",
        {{"of", Union({Record(1), Unsigned(16), Array(Record(0), 2)}, 1)}}},
       {"Pair", {{"a", Record(0)}, {"b", Record(0)}}}});
  MessageBuilder builder(layout);
  const uint32_t root = builder.AddRoot();
  const uint32_t pair = builder.GetRecord(
      layout.node("Expression.of|0"),
      builder.SetVariant(layout.node("Expression.of"), root, 0));
  // Only b is looked at, and nothing set in it.
  builder.GetRecord(layout.node("Pair.b"), pair);
  const Rows rows = Decoded(layout, Encoded(builder), 1);
  ASSERT_EQ(rows.size(), 1u);
  const Value& read = rows[0].items[0].items[0];
  ASSERT_EQ(read.items.size(), 2u);
  EXPECT_EQ(read.items[0].items[0].bits, 1u);
  EXPECT_EQ(read.items[1].items[0].bits, 1u);
}

// A message of ListTables: `head` is there, the table states `rows` rows, of
// which those with a bit have a next one.
std::string ListOf(uint64_t stated, const std::vector<bool>& has_next) {
  std::string bytes;
  WireWriter writer(bytes);
  writer.PutBits(0, 1);  // no extensions
  writer.PutBits(1, 1);  // head is present
  writer.PutGroups(stated);
  if (has_next.size() == 1) {
    writer.PutBits(has_next[0], 1);
    return bytes;
  }
  uint64_t word = 0;
  for (size_t i = 0; i < has_next.size(); ++i) {
    word |= uint64_t{has_next[i]} << i;
  }
  writer.PutBits(word != 0, 1);  // next is not default
  if (word == 0) return bytes;
  const uint64_t words[] = {word};
  Scratch scratch(std::pmr::get_default_resource());
  PutBitColumn({words, static_cast<uint32_t>(has_next.size())},
               BitsUse::kRanked, scratch, writer);
  return bytes;
}

const char* FailureOf(const Layout& layout, const std::string& bytes) {
  EXPECT_FALSE(ReadHostile(layout, bytes, 1));
  const ExactBytes exact(bytes);
  MessageReader reader(layout);
  EXPECT_FALSE(reader.Open(exact.span()));
  return reader.failure().what;
}

TEST(Recursion, RefusesRowsThatDoNotAddUp) {
  const TestLayout layout(ListTables());
  EXPECT_EQ(Decoded(layout, ListOf(1, {false}), 1).size(), 1u);
  EXPECT_EQ(Decoded(layout, ListOf(3, {true, true, false}), 1).size(), 1u);
  EXPECT_STREQ(FailureOf(layout, ListOf(0, {false})), "rows");
  EXPECT_STREQ(FailureOf(layout, ListOf(1, {true})), "rows of a table");
  EXPECT_STREQ(FailureOf(layout, ListOf(3, {true, true, true})),
               "rows of a table");
  EXPECT_STREQ(FailureOf(layout, ListOf(3, {true, false, false})),
               "rows of a table");
  EXPECT_STREQ(FailureOf(layout, ListOf(3, {false, false, false})),
               "rows of a table");
  FailureOf(layout, ListOf(2, {true, true, false}));
  FailureOf(layout, ListOf(4, {true, true, false}));
  for (const unsigned shift : {20u, 28u, 32u, 40u, 62u}) {
    FailureOf(layout, ListOf(uint64_t{1} << shift, {true, true, false}));
  }
}

// Rows that refer to themselves, and that nothing else refers to, add up all
// the same. Every row has one parent, so that no way from the root leads there
// and every walk from it ends.
TEST(Recursion, NeverMeetsRowsThatTheRootDoesNotReach) {
  const TestLayout layout(ListTables());
  const std::string lone = Dump(layout, Decoded(layout, ListOf(1, {false}), 1));
  const std::string two =
      Dump(layout, Decoded(layout, ListOf(2, {true, false}), 1));
  EXPECT_EQ(Dump(layout, Decoded(layout, ListOf(2, {false, true}), 1)), lone);
  EXPECT_EQ(Dump(layout, Decoded(layout, ListOf(3, {false, true, true}), 1)),
            lone);
  EXPECT_EQ(Dump(layout, Decoded(layout, ListOf(3, {true, false, true}), 1)),
            two);
}

TEST(Recursion, HoldsNoMoreRowsThanTheLimits) {
  const TestLayout layout(ListTables());
  std::string bytes;
  // A root, its optional, 101 nodes and 100 optionals of theirs.
  const auto finish = [&](uint64_t most) {
    MessageBuilder builder(layout);
    uint32_t row = builder.GetRecord(
        layout.node("R.head?"),
        builder.SetPresent(layout.node("R.head"), builder.AddRoot()));
    for (int i = 0; i < 100; ++i) {
      row =
          builder.GetRecord(layout.node("Node.next?"),
                            builder.SetPresent(layout.node("Node.next"), row));
    }
    const bool ok = builder.Finish(bytes, {.max_rows = most});
    EXPECT_TRUE(ok || builder.failure().code == FailureCode::kLimit);
    return ok;
  };
  for (uint64_t most = 0; most < 203; ++most) EXPECT_FALSE(finish(most));
  EXPECT_EQ(bytes, "");
  EXPECT_TRUE(finish(203));
  MessageReader reader(layout);
  const ExactBytes exact(bytes);
  EXPECT_TRUE(reader.Open(exact.span(), {.limits = {.max_rows = 203}}));
  EXPECT_FALSE(reader.Open(exact.span(), {.limits = {.max_rows = 202}}));
  EXPECT_EQ(reader.failure().code, FailureCode::kLimit);
}

}  // namespace
}  // namespace sinter::testing
