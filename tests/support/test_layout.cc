#include "tests/support/test_layout.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "codec/bits.h"
#include "codec/default_columns.h"
#include "codec/layout_groups.h"
#include "codec/layout_walk.h"
#include "codec/table_order.h"

namespace sinter::testing {
namespace {

constexpr uint32_t kUnnumbered = 0xffffffff;

TestType Number(uint8_t bits, bool is_signed, uint64_t value) {
  TestType type;
  type.node.kind = NodeKind::kInteger;
  type.node.bits = bits;
  type.node.is_signed = is_signed;
  type.node.hi = LowMask(is_signed ? bits - 1u : bits);
  type.node.lo = is_signed ? ~type.node.hi : 0;
  type.node.default_bits = value;
  return type;
}

TestType Around(NodeKind kind, TestType child) {
  TestType type;
  type.node.kind = kind;
  type.child.push_back(std::move(child));
  return type;
}

std::string ChildSuffix(const Node& node, uint32_t child) {
  switch (node.kind) {
    case NodeKind::kOptional:
      return "?";
    case NodeKind::kList:
      return "[]";
    case NodeKind::kArray:
      return "[*]";
    case NodeKind::kMap:
      return child == 0 ? "{k}" : "{v}";
    case NodeKind::kUnion:
      return "|" + std::to_string(child);
    case NodeKind::kBool:
    case NodeKind::kInteger:
    case NodeKind::kFloat:
    case NodeKind::kText:
    case NodeKind::kNull:
    case NodeKind::kRecord:
    case NodeKind::kStruct:
    case NodeKind::kRaw:
      break;
  }
  return "";
}

}  // namespace

TestType Bool(bool value) {
  TestType type;
  type.node.kind = NodeKind::kBool;
  type.node.bits = 8;
  type.node.default_bits = value;
  return type;
}

TestType Unsigned(uint8_t bits, uint64_t value) {
  return Number(bits, false, value);
}

TestType Signed(uint8_t bits, int64_t value) {
  return Number(bits, true, static_cast<uint64_t>(value));
}

TestType Range(int64_t lo, int64_t hi, int64_t value) {
  TestType type = Number(32, lo < 0, static_cast<uint64_t>(value));
  type.node.lone_form = LoneForm::kCode;
  type.node.lo = static_cast<uint64_t>(lo);
  type.node.hi = static_cast<uint64_t>(hi);
  return type;
}

TestType Enum(uint8_t bits, uint64_t hi, uint64_t value) {
  TestType type = Number(bits, false, value);
  type.node.lone_form = LoneForm::kOpenCode;
  type.node.hi = hi;
  return type;
}

TestType Float(uint8_t bits, uint64_t value_bits) {
  TestType type;
  type.node.kind = NodeKind::kFloat;
  type.node.bits = bits;
  type.node.default_bits = value_bits;
  return type;
}

TestType Text(std::string_view value) {
  TestType type = Bytes();
  type.node.is_utf8 = true;
  type.default_text = value;
  return type;
}

TestType Bytes() {
  TestType type;
  type.node.kind = NodeKind::kText;
  return type;
}

TestType FixedBytes(uint32_t size) {
  TestType type = Bytes();
  type.node.fixed_size = size;
  type.default_text.assign(size, '\0');
  return type;
}

TestType Optional(TestType type) {
  return Around(NodeKind::kOptional, std::move(type));
}

TestType List(TestType type) {
  return Around(NodeKind::kList, std::move(type));
}

TestType Array(TestType type, uint32_t size) {
  TestType array = Around(NodeKind::kArray, std::move(type));
  array.node.array_size = size;
  return array;
}

TestType Map(TestType key, TestType value) {
  TestType map = Around(NodeKind::kMap, std::move(key));
  map.child.push_back(std::move(value));
  return map;
}

TestType Union(std::vector<TestType> variants, uint32_t tag) {
  TestType type;
  type.node.kind = NodeKind::kUnion;
  type.node.default_bits = tag;
  type.child = std::move(variants);
  return type;
}

TestType LaterVariants(TestType type, uint32_t since,
                       std::vector<TestType> variants) {
  type.since.resize(type.child.size(), 1);
  for (TestType& variant : variants) {
    type.child.push_back(std::move(variant));
    type.since.push_back(since);
  }
  return type;
}

TestType Null() {
  TestType type;
  type.node.kind = NodeKind::kNull;
  return type;
}

TestType Record(uint32_t table) {
  TestType type;
  type.node.kind = NodeKind::kRecord;
  type.record = table;
  return type;
}

TestType Struct(std::vector<TestType> members) {
  TestType type;
  type.node.kind = NodeKind::kStruct;
  type.in_place = std::move(members);
  return type;
}

TestType Raw(TestType element, uint8_t align) {
  TestType type;
  type.node.kind = NodeKind::kRaw;
  type.node.align = align;
  type.in_place.push_back(std::move(element));
  return type;
}

TestLayout::TestLayout(std::vector<TestTable> tables)
    : given_(std::move(tables)) {
  AddTables();
  AddInnerNodes();
  layout_.tables = tables_;
  layout_.nodes = nodes_;
  AddGroups();
  AddShapes();
  PlaceSlots();
  CollectSites();
  PlaceTables();
  Publish();
  if (const char* fault = FindLayoutFault(layout_)) {
    std::fprintf(stderr, "TestLayout: %s\n", fault);
    std::abort();
  }
}

NodeId TestLayout::node(std::string_view name) const {
  for (uint32_t i = 0; i < node_names_.size(); ++i) {
    if (node_names_[i] == name) return NodeId(i);
  }
  std::fprintf(stderr, "TestLayout: no node %s\n", std::string(name).c_str());
  std::abort();
}

void TestLayout::NumberTables() {
  number_of_.assign(given_.size(), kUnnumbered);
  number_of_[0] = 0;
  given_at_ = {0};
  size_t num_base = 0;
  for (const References which : {References::kBase, References::kAll}) {
    for (size_t i = 0; i < given_at_.size(); ++i) {
      for (const TestField& field : given_[given_at_[i]].fields) {
        if (which == References::kBase && field.since > 1) continue;
        MeetRecords(field.type, which);
      }
    }
    if (which == References::kBase) num_base = given_at_.size();
  }
  layout_.num_later_tables = static_cast<uint32_t>(given_at_.size() - num_base);
}

void TestLayout::AddTables() {
  NumberTables();
  for (uint32_t i = 0; i < given_at_.size(); ++i) {
    const TestTable& given = given_[given_at_[i]];
    Table table;
    table.first_field = static_cast<uint32_t>(nodes_.size());
    table.num_fields = static_cast<uint32_t>(given.fields.size());
    names_of_tables_.push_back(given.name);
    for (const TestField& field : given.fields) {
      table.num_later_fields += field.since > 1;
      AddNode(field.type, TableId(i), SpaceId(i),
              given.name + "." + field.name);
    }
    tables_.push_back(table);
  }
}

// Gives the tables inside a type their numbers.
void TestLayout::MeetRecords(const TestType& type, References which) {
  if (type.node.kind == NodeKind::kRecord &&
      number_of_[type.record] == kUnnumbered) {
    number_of_[type.record] = static_cast<uint32_t>(given_at_.size());
    given_at_.push_back(type.record);
  }
  for (size_t i = 0; i < type.child.size(); ++i) {
    const bool is_later = !type.since.empty() && type.since[i] > 1;
    if (which == References::kAll || !is_later) {
      MeetRecords(type.child[i], which);
    }
  }
}

namespace {

uint32_t HashOfName(std::string_view name) {
  uint32_t hash = 2166136261;  // FNV-1a
  for (const char c : name) {
    hash = (hash ^ static_cast<uint8_t>(c)) * 16777619;
  }
  return hash;
}

// Calls `visit(since, first, count)` for each run of one number above 1.
template <typename Visit>
void VisitRuns(const std::vector<uint32_t>& since, const Visit& visit) {
  for (uint32_t first = 0, end; first < since.size(); first = end) {
    end = first;
    while (end < since.size() && since[end] == since[first]) ++end;
    if (since[first] > 1) visit(since[first], first, end - first);
  }
}

}  // namespace

void TestLayout::AddGroups() {
  const uint32_t num_base = layout_.num_base_tables();
  for (uint32_t i = 0; i < tables_.size(); ++i) {
    std::vector<uint32_t> since;
    for (const TestField& field : given_[given_at_[i]].fields) {
      since.push_back(field.since);
    }
    Group group;
    group.table = TableId(i);
    group.key = {i >= num_base, i, 1};
    if (i >= num_base) {
      group.key.id = HashOfName(names_of_tables_[i]);
      group.count = tables_[i].num_fields - tables_[i].num_later_fields;
      groups_.push_back(group);
    }
    VisitRuns(since, [&](uint32_t number, uint32_t first, uint32_t count) {
      group.key.since = number;
      group.first = first;
      group.count = count;
      groups_.push_back(group);
    });
  }
  for (uint32_t i = 0; i < nodes_.size(); ++i) {
    if (types_[i]->since.empty()) continue;
    const Table& table = tables_[nodes_[i].owner.value()];
    const bool is_table = table.num_fields == 1 && table.first_field == i &&
                          nodes_[i].owner.value() < num_base;
    Group group;
    group.table = nodes_[i].owner;
    group.key = {!is_table, nodes_[i].owner.value(), 1};
    if (!is_table) group.key.id = HashOfName(names_of_nodes_[i]);
    group.has_variants = true;
    group.union_node = NodeId(i);
    VisitRuns(types_[i]->since,
              [&](uint32_t number, uint32_t first, uint32_t count) {
                group.key.since = number;
                group.first = first;
                group.count = count;
                group.slot = group.slot == 0 ? 1 + first : group.slot;
                nodes_[i].num_later_children += count;
                groups_.push_back(group);
                group.slot += 1 + count;
              });
  }
  std::ranges::sort(groups_, {}, &Group::key);
  for (uint32_t i = 0; i < groups_.size(); ++i) {
    const Group& group = groups_[i];
    Node& node = nodes_[group.union_node.value()];
    Table& table = tables_[group.table.value()];
    uint32_t& first = group.has_variants ? node.first_group : table.first_group;
    uint32_t& count = group.has_variants ? node.num_groups : table.num_groups;
    if (count++ == 0) first = i;
  }
  layout_.groups = groups_;
  const std::vector<uint32_t> group_of = GroupsOfNodes(layout_);
  for (uint32_t i = 0; i < nodes_.size(); ++i) nodes_[i].group = group_of[i];
}

void TestLayout::AddNode(const TestType& type, TableId owner, SpaceId space,
                         std::string name) {
  Node node = type.node;
  node.default_text = type.default_text;
  node.owner = owner;
  node.space = space;
  if (node.kind == NodeKind::kRecord) {
    node.table = TableId(number_of_[type.record]);
  }
  nodes_.push_back(node);
  types_.push_back(&type);
  names_of_nodes_.push_back(std::move(name));
}

void TestLayout::AddInnerNodes() {
  auto num_spaces = static_cast<uint32_t>(tables_.size());
  for (uint32_t i = 0; i < nodes_.size(); ++i) {
    const auto& children = types_[i]->child;
    if (children.empty()) continue;
    nodes_[i].child = NodeId(static_cast<uint32_t>(nodes_.size()));
    nodes_[i].num_children = static_cast<uint32_t>(children.size());
    nodes_[i].child_space = SpaceId(num_spaces);
    const Node node = nodes_[i];
    const std::string name = names_of_nodes_[i];
    const bool is_union = node.kind == NodeKind::kUnion;
    for (uint32_t j = 0; j < children.size(); ++j) {
      AddNode(children[j], node.owner, SpaceId(num_spaces + (is_union ? j : 0)),
              name + ChildSuffix(node, j));
    }
    num_spaces += ChildSpacesOf(node);
  }
  layout_.num_spaces = num_spaces;
}

void TestLayout::AddShapes() {
  VisitBaseFirst(layout_, [&](NodeId id) {
    Node& node = nodes_[id.value()];
    const TestType& type = *types_[id.value()];
    if (node.kind == NodeKind::kStruct) node.shape = AddShape(type);
    if (node.kind == NodeKind::kRaw) node.shape = AddShape(type.in_place[0]);
  });
  layout_.shapes = shapes_.shapes();
  for (const Node& node : nodes_) {
    layout_.align = std::max(layout_.align, AlignmentOf(layout_, node));
  }
  const std::vector<uint8_t> alignments = AlignmentsOfGroups(layout_);
  for (size_t i = 0; i < alignments.size(); ++i) {
    groups_[i].align_log2 = alignments[i];
  }
}

ShapeId TestLayout::AddShape(const TestType& type) {
  const Node& node = type.node;
  const uint32_t size = node.bits / 8u;
  switch (node.kind) {
    case NodeKind::kBool:
      return *shapes_.AddBool();
    case NodeKind::kInteger: {
      const bool is_open = node.lone_form == LoneForm::kOpenCode;
      return *shapes_.AddInteger(size, node.is_signed, node.lo,
                                 is_open ? LowMask(node.bits) : node.hi);
    }
    case NodeKind::kFloat:
      return *shapes_.AddFloat(size);
    case NodeKind::kText:
      return *shapes_.AddBytes(node.fixed_size);
    case NodeKind::kArray:
      return *shapes_.AddArray(AddShape(type.child[0]), node.array_size);
    case NodeKind::kStruct: {
      std::vector<ShapeId> members;
      for (const TestType& member : type.in_place) {
        members.push_back(AddShape(member));
      }
      return *shapes_.AddStruct(members);
    }
    case NodeKind::kNull:
    case NodeKind::kOptional:
    case NodeKind::kList:
    case NodeKind::kMap:
    case NodeKind::kUnion:
    case NodeKind::kRecord:
    case NodeKind::kRaw:
      break;
  }
  std::fprintf(stderr, "TestLayout: a type that is not of a fixed size\n");
  std::abort();
}

void TestLayout::PlaceSlots() {
  const auto count_flags = [&](const FieldRange& fields) {
    return static_cast<uint32_t>(std::ranges::count_if(
        layout_.nodes.subspan(fields.first, fields.count),
        [&](const Node& n) { return IsFlagged(layout_, n); }));
  };
  for (Group& group : groups_) {
    if (!group.has_variants) {
      group.num_flagged = count_flags(layout_.fields(group));
    }
  }
  for (uint32_t i = 0; i < tables_.size(); ++i) {
    tables_[i].num_flagged = count_flags(layout_.base_fields(TableId(i)));
    tables_[i].first_slot = layout_.num_slots;
    VisitTable(layout_, TableId(i), [&](NodeId id) {
      Node& node = nodes_[id.value()];
      node.slot = tables_[i].num_slots;
      tables_[i].num_slots += SlotsOf(node);
      layout_.num_texts += node.kind == NodeKind::kText;
    });
    layout_.num_slots += tables_[i].num_slots;
  }
}

void TestLayout::CollectSites() {
  const std::vector<std::vector<NodeId>> sites = SitesOfTables(layout_);
  for (uint32_t i = 0; i < tables_.size(); ++i) {
    tables_[i].first_site = static_cast<uint32_t>(sites_.size());
    tables_[i].num_sites = static_cast<uint32_t>(sites[i].size());
    for (const NodeId site : sites[i]) {
      tables_[i].num_later_sites += layout_.node(site).group != kNoGroup;
      sites_.push_back(site);
    }
  }
  layout_.sites = sites_;
}

void TestLayout::PlaceTables() {
  TableOrder order = OrderTables(layout_, References::kBase);
  order_ = std::move(order.order);
  for (uint32_t i = 0; i < tables_.size(); ++i) {
    tables_[i].cycle = order.cycles[i];
  }
  layout_.order = order_;
  if (groups_.empty()) return;
  TableOrder all = OrderTables(layout_, References::kAll);
  all_order_ = std::move(all.order);
  for (uint32_t i = 0; i < tables_.size(); ++i) {
    tables_[i].all_cycle = all.cycles[i];
  }
  layout_.all_order = all_order_;
}

void TestLayout::Publish() {
  for (const std::string& name : names_of_nodes_) node_names_.push_back(name);
  for (const std::string& name : names_of_tables_) table_names_.push_back(name);
  names_ = {.tables = table_names_, .nodes = node_names_};
  layout_.names = &names_;
  defaults_.resize(layout_.num_slots);
  FillDefaults(layout_, defaults_.data(), defaults_);
  layout_.defaults = defaults_.data();
}

}  // namespace sinter::testing
