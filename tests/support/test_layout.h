// Layouts made by hand in a few lines:
//
//   const TestLayout layout({{"User", {{"name", Text()},
//                                      {"tags", List(Text())},
//                                      {"home", Record(1)}}},
//                            {"Place", {{"x", Float(64)}}}});
//   builder.SetText(layout.node("User.tags[]"), row, "a");
#ifndef SINTER_TESTS_SUPPORT_TEST_LAYOUT_H_
#define SINTER_TESTS_SUPPORT_TEST_LAYOUT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "codec/column.h"
#include "codec/layout.h"
#include "codec/shape_table.h"
#include "codec/table_order.h"

namespace sinter::testing {

// A type of a field. `node` has what the type alone decides.
struct TestType {
  Node node;
  std::vector<TestType> child;  // those inside, in order
  uint32_t record = 0;          // of a record: index among the tables given
  std::string default_text;
  // The members of a struct, the element of a raw list: types of a fixed size.
  std::vector<TestType> in_place;
  std::vector<uint32_t> since;  // of the variants of a union; empty: all 1
};

TestType Bool(bool value = false);
TestType Unsigned(uint8_t bits, uint64_t value = 0);
TestType Signed(uint8_t bits, int64_t value = 0);
// An integer of lo..hi with codes, whose default is `value`.
TestType Range(int64_t lo, int64_t hi, int64_t value);
// An open enum of the members 0..hi in so many bits.
TestType Enum(uint8_t bits, uint64_t hi, uint64_t value = 0);
TestType Float(uint8_t bits, uint64_t value_bits = 0);
TestType Text(std::string_view value = {});
TestType Bytes();
// Bytes of one size each; unset ones are zeros.
TestType FixedBytes(uint32_t size);
TestType Optional(TestType type);
TestType List(TestType type);
TestType Array(TestType type, uint32_t size);
TestType Map(TestType key, TestType value);
// Unset ones have the variant `tag`.
TestType Union(std::vector<TestType> variants, uint32_t tag = 0);
// Variants that groups added later, in the order of their numbers.
TestType LaterVariants(TestType type, uint32_t since,
                       std::vector<TestType> variants);
TestType Null();  // only as a variant
TestType Record(uint32_t table);
TestType Struct(std::vector<TestType> members);
// Raw lists of bools, numbers, fixed bytes, structs or arrays of these.
TestType Raw(TestType element, uint8_t align);

struct TestField {
  std::string name;
  TestType type;
  uint32_t since = 1;
};
struct TestTable {
  std::string name;
  std::vector<TestField> fields;
};

// A Layout and what it points to. Aborts on what is no layout.
class TestLayout {
 public:
  // The first table is the root. Tables are numbered by first appearance,
  // whatever their order here; those that nothing refers to are left out.
  explicit TestLayout(std::vector<TestTable> tables);
  TestLayout(const TestLayout&) = delete;
  TestLayout& operator=(const TestLayout&) = delete;

  const Layout& layout() const { return layout_; }
  operator const Layout&() const { return layout_; }  // NOLINT: acts as one

  // "User.tags", "User.tags[]", "User.email?", "User.map{k}", "User.map{v}",
  // "User.array[*]", "User.either|0".
  NodeId node(std::string_view name) const;
  // A field, given what it is inside of: at(list) is the element.
  NodeId inside(NodeId id) const { return layout_.node(id).child; }

 private:
  void AddTables();
  void AddNode(const TestType& type, TableId owner, SpaceId space,
               std::string name);
  void AddInnerNodes();
  void MeetRecords(const TestType& type, References which);
  void NumberTables();
  void AddGroups();
  void PlaceSlots();
  void CollectSites();
  void AddShapes();
  ShapeId AddShape(const TestType& type);
  void PlaceTables();
  void Publish();

  std::vector<TestTable> given_;
  std::vector<uint32_t> number_of_;     // by index among those given
  std::vector<uint32_t> given_at_;      // by TableId
  std::vector<const TestType*> types_;  // by NodeId
  std::vector<std::string> names_of_nodes_;
  std::vector<std::string> names_of_tables_;
  std::vector<std::string_view> node_names_;
  std::vector<std::string_view> table_names_;

  Layout layout_;
  LayoutNames names_;
  std::vector<Table> tables_;
  std::vector<TableId> order_;
  std::vector<TableId> all_order_;
  std::vector<Node> nodes_;
  std::vector<NodeId> sites_;
  std::vector<Group> groups_;
  std::vector<Column> defaults_;
  ShapeTable shapes_;
};

}  // namespace sinter::testing

#endif  // SINTER_TESTS_SUPPORT_TEST_LAYOUT_H_
