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
