#include "tests/support/sample_layouts.h"

#include <cstdlib>
#include <string>
#include <vector>

namespace sinter::testing {
namespace {

std::vector<TestField> ManyFields(int count) {
  std::vector<TestField> fields;
  for (int i = 0; i < count; ++i) {
    const TestType types[] = {Optional(Unsigned(16)), Bool(), Text(),
                              List(Signed(8)), Float(32)};
    fields.push_back({"f" + std::to_string(i), types[i % 5]});
  }
  return fields;
}

std::vector<TestTable> SampleTables(uint32_t index) {
  switch (index) {
    case 0:
      return {{"Integers",
               {{"a", Unsigned(8)},
                {"b", Signed(16)},
                {"c", Unsigned(32)},
                {"d", Signed(64, -9)},
                {"e", Unsigned(64, 7)},
                {"f", Range(-5, 60, 3)},
                {"g", Enum(8, 5, 1)}}}};
    case 1:
      return {{"Floats",
               {{"a", Float(32)},
                {"b", Float(64)},
                {"c", List(Float(64))},
                {"d", Float(64, 0x3ff8000000000000)}}}};
    case 2:
      return {{"Texts",
               {{"a", Text()},
                {"b", Bytes()},
                {"c", Text("default")},
                {"d", Optional(Text())}}}};
    case 3:
      return {{"Bits",
               {{"a", Bool()},
                {"b", Bool(true)},
                {"c", Optional(Bool())},
                {"d", Optional(Unsigned(32))}}}};
    case 4:
      return {{"Lists",
               {{"a", List(Unsigned(8))},
                {"b", List(Text())},
                {"c", List(Bool())},
                {"d", List(Range(0, 9, 0))}}}};
    case 5:
      return {{"Nested",
               {{"a", List(List(Unsigned(16)))},
                {"b", List(Optional(List(Text())))},
                {"c", Optional(List(List(List(Bool()))))}}}};
    case 6:
      return {{"Sites",
               {{"a", Record(1)},
                {"b", Record(1)},
                {"c", List(Record(1))},
                {"d", Optional(Record(1))},
                {"e", List(Optional(Record(1)))}}},
              {"Money", {{"amount", Signed(64)}, {"currency", Text()}}}};
    case 7:
      return {{"Chain", {{"a", List(Record(1))}, {"b", Record(2)}}},
              {"Middle",
               {{"a", Record(2)}, {"b", List(Record(2))}, {"n", Signed(32)}}},
              {"End", {{"x", Float(64)}, {"t", Text("end")}}}};
    case 8:
      return {{"Wide", ManyFields(40)}};
    case 9:
      return {{"VeryWide", ManyFields(600)}};
    case 10:
      return {{"Blocks", {{"rows", List(Record(1))}}},
              {"Row",
               {{"id", Unsigned(64)},
                {"at", Signed(64)},
                {"name", Text()},
                {"level", Enum(8, 3)},
                {"ok", Bool()},
                {"load", Float(64)},
                {"tags", List(Text())},
                {"note", Optional(Text())}}}};
    case 11:
      return {{"Empties",
               {{"a", List(Record(1))},
                {"b", Optional(Record(1))},
                {"c", Record(1)},
                {"d", List(List(Record(1)))}}},
              {"Nothing", {}}};
    case 12:
      return {{"Arrays",
               {{"id", FixedBytes(16)},
                {"a", Array(Unsigned(8), 3)},
                {"b", List(Array(FixedBytes(3), 2))},
                {"c", Array(List(Text()), 2)},
                {"d", Array(Record(1), 4)},
                {"e", Array(Array(Bool(), 3), 3)}}},
              {"Point", {{"x", Float(32)}, {"y", Signed(16, -1)}}}};
    case 13:
      return {{"Maps",
               {{"a", Map(Text(), Unsigned(32))},
                {"b", Map(Signed(64), Text())},
                {"c", Map(Range(-5, 60, 0), Map(Text(), Record(1)))},
                {"d", List(Map(FixedBytes(2), Bool()))},
                {"e", Map(Enum(8, 5), Optional(Text()))}}},
              {"Money", {{"amount", Signed(64)}, {"currency", Text()}}}};
    case 14:
      return {
          {"Unions",
           {{"a", Union({Text(), Unsigned(8), Record(1)}, 1)},
            {"b", List(Union({Bool(), Bool()}))},
            {"c", Optional(Union({List(Text())}))},
            {"d", Array(Union({Record(1), Record(2)}), 2)},
            {"e", Record(2)}}},
          {"Point", {{"x", Float(32)}, {"y", Float(32)}}},
          {"Named",
           {{"of", Union({Unsigned(16), Record(1), Optional(Text()), Bytes(),
                          Map(Unsigned(8), Record(1)), Float(64)})}}}};
    case 15:
      return {{"List", {{"head", Optional(Record(1))}, {"n", Unsigned(8)}}},
              {"Node", {{"value", Signed(32)}, {"next", Optional(Record(1))}}}};
    case 16:
      return {{"Tree",
               {{"name", Text()},
                {"left", Optional(Record(0))},
                {"right", Optional(Record(0))},
                {"leaf", Record(1)}}},
              {"Leaf", {{"bits", List(Bool())}}}};
    case 17:
      return {{"Json",
               {{"of", Union({Bool(), Float(64), Text(), List(Record(0)),
                              Map(Text(), Record(0))})}}}};
    case 18:
      return {{"Root",
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
              {"C", {{"of", Union({Unsigned(8), Record(2), Record(4)})}}},
              {"D", {{"x", Signed(16)}}}};
    case 19: {
      const TestType point = Struct({Float(32), Float(32), Float(32)});
      const TestType mixed =
          Struct({Bool(), Unsigned(64), Range(3, 9, 3), FixedBytes(5),
                  Array(Enum(8, 3), 3), point, Signed(16)});
      return {{"Structs",
               {{"a", point},
                {"b", mixed},
                {"c", List(point)},
                {"d", Optional(mixed)},
                {"e", Array(Struct({Unsigned(8)}), 3)},
                {"f", Map(Unsigned(8), point)},
                {"g", List(Union({point, Bool()}))},
                {"h", Record(1)}}},
              {"Inner", {{"n", Unsigned(16)}, {"s", List(mixed)}}}};
    }
    case 20: {
      const TestType padded = Struct({Bool(), Unsigned(16), Unsigned(8)});
      return {{"RawLists",
               {{"a", Raw(Float(32), 64)},
                {"b", Raw(Unsigned(8), 1)},
                {"c", List(Raw(Unsigned(16), 8))},
                {"d", Optional(Raw(padded, 4))},
                {"e", Raw(Range(-4, 4, 0), 4)},
                {"f", Array(Raw(FixedBytes(3), 4), 2)},
                {"g", Union({Raw(Bool(), 2), Text()})},
                {"h", List(Record(1))}}},
              {"Inner", {{"n", Unsigned(16)}, {"r", Raw(padded, 32)}}}};
    }
    case 21:
      return {{"Grown",
               {{"n", Unsigned(8)},
                {"a", Record(1)},
                {"b", List(Record(2))},
                {"t", Text(), 2},
                {"c", Record(1), 2},
                {"d", List(Record(3)), 3},
                {"e", Optional(Union({Text(), Record(1)})), 3}}},
              {"A",
               {{"x", Unsigned(16)},
                {"up", Optional(Record(0)), 2},
                {"s", Text("s"), 4}}},
              {"U",
               {{"of", LaterVariants(
                           LaterVariants(Union({Unsigned(8), Record(1)}), 2,
                                         {Text(), List(Record(2)), Record(3)}),
                           5, {Bool(), Map(Text(), Record(0))})}}},
              {"Later",
               {{"y", Signed(32)},
                {"in", LaterVariants(Union({Unsigned(8)}), 3,
                                     {Record(1), Optional(Text())})},
                {"self", Optional(Record(3)), 2}}}};
    case 22: {
      // The base of 21 and what its groups 2 add to it.
      std::vector<TestTable> tables = SampleTables(21);
      for (TestTable& table : tables) {
        std::erase_if(table.fields,
                      [](const TestField& field) { return field.since > 2; });
      }
      TestType& of = tables[2].fields[0].type;
      of.child.resize(5);
      of.since.resize(5);
      TestType& in = tables[3].fields[1].type;
      in.child.resize(1);
      in.since.clear();
      return tables;
    }
    case 23:  // as `root value;` is lowered, and a union of little else
      return {{"Value",
               {{"of",
                 Union({Null(), Bool(), Signed(64), Float(64), Text(),
                        List(Record(0)), Map(Text(), Record(0)), Record(1)})}}},
              {"Nulls",
               {{"a", Union({Null()})},
                {"b", List(Union({Unsigned(8), Null(), Null()}, 1))}}}};
    default:
      std::abort();
  }
}

}  // namespace

const TestLayout& SampleLayout(uint32_t index) {
  static const TestLayout* layouts[kNumSampleLayouts] = {};
  const TestLayout*& layout = layouts[index];
  if (layout == nullptr) layout = new TestLayout(SampleTables(index));
  return *layout;
}

}  // namespace sinter::testing
