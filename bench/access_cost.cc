// Shows that reading a field and opening a message cost the same whatever the
// number of records: prints, for messages of 1,000, 100,000 and 1,000,000
// records whose columns take every form, the largest number of instructions
// that any of many random reads took, and those of opening without verifying.

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "bench/step_counter.h"
#include "codec/message_builder.h"
#include "codec/message_reader.h"
#include "schema/compile.h"
#include "schema/lower.h"

namespace sinter::bench {
namespace {

constexpr const char* kSchema = R"(
record Point { x: i32; y: i32; }
record Row {
  packed: u32;
  sequence: u64;
  clock: i64;
  mixed: u64;
  choice: u32;
  rare: u32;
  runs: u32;
  flag: bool;
  price: f64;
  noise: f64;
  unique: string;
  repeated: string;
  maybe: string?;
  tags: [u16];
  at: Point;
}
record Rows { rows: [Row]; }
root Rows;
)";

// What every row of every field is read by.
struct FieldReader {
  std::string name;
  const Node* node;
  const Column* column;
};

uint64_t Read(const FieldReader& field, const Layout& layout,
              const MessageReader& reader, uint32_t row) {
  const Node& node = *field.node;
  switch (node.kind) {
    case NodeKind::kBool:
      return GetBit(*field.column, row);
    case NodeKind::kInteger:
      return GetInteger(*field.column, row);
    case NodeKind::kFloat:
      return std::bit_cast<uint64_t>(GetDouble(*field.column, row));
    case NodeKind::kText:
      return GetText(field.column, row).size();
    case NodeKind::kOptional: {
      const uint64_t child = ChildRow(*field.column, row);
      if (child == kAbsent) return 0;
      const Column* column = reader.column(layout.node(node.child));
      return GetText(column, static_cast<uint32_t>(child)).size();
    }
    case NodeKind::kList: {
      const RowRange range = GetRange(*field.column, row);
      if (range.count == 0) return 0;
      const Column* column = reader.column(layout.node(node.child));
      return GetInteger(*column, static_cast<uint32_t>(range.start));
    }
    case NodeKind::kArray:
    case NodeKind::kMap:
    case NodeKind::kStruct:
    case NodeKind::kRaw:
    case NodeKind::kUnion:
    case NodeKind::kNull:
      return 0;  // the schema above has none
    case NodeKind::kRecord: {
      const TableRow at = GetReference(*field.column, row);
      return GetInteger(at.table[0], at.row);
    }
  }
  return 0;
}

class Rows {
 public:
  explicit Rows(const Layout& layout) : layout_(layout), builder_(layout) {}

  std::string Build(uint32_t num_rows) {
    builder_.Clear();
    std::mt19937_64 random(num_rows);
    const Node& list = layout_.nodes[0];
    builder_.Append(NodeId(0), builder_.AddRoot(), num_rows);
    uint64_t clock = 1'700'000'000'000;
    uint32_t run = 0;
    for (uint32_t i = 0; i < num_rows; ++i) {
      const uint32_t row = builder_.GetRecord(list.child, i);
      clock += 900 + random() % 200;
      if (random() % 40 == 0) run = static_cast<uint32_t>(random() % 100'000);
      const unsigned magnitude = 4 + (i / 4096 % 8) * 6;
      const uint64_t numbers[] = {random() % 5'000'000,
                                  17 + i * uint64_t{3},
                                  clock,
                                  random() >> (64 - magnitude),
                                  kChoices[random() % 12],
                                  random() % 50 == 0 ? random() % 9'000 : 0,
                                  run,
                                  random() % 2};
      for (uint32_t field = 0; field < 8; ++field) {
        builder_.SetBits(Field(field), row, numbers[field]);
      }
      const double price = static_cast<double>(random() % 100'000) / 100;
      builder_.SetBits(Field(8), row, std::bit_cast<uint64_t>(price));
      builder_.SetBits(Field(9), row, (random() >> 12) | 0x3ff0000000000000);
      builder_.SetText(Field(10), row, std::to_string(random()));
      builder_.SetText(Field(11), row, "kind " + std::to_string(random() % 90));
      if (random() % 3 == 0) {
        const NodeId maybe = Field(12);
        builder_.SetText(layout_.node(maybe).child,
                         builder_.SetPresent(maybe, row),
                         "note " + std::to_string(random() % 1'000'000));
      }
      for (uint64_t n = random() % 4; n > 0; --n) {
        builder_.SetBits(layout_.node(Field(13)).child,
                         builder_.Append(Field(13), row), random() % 60'000);
      }
      const uint32_t point = builder_.GetRecord(Field(14), row);
      const TableId points = layout_.node(Field(14)).table;
      builder_.SetBits(layout_.field_id(points, 0), point, random() % 1'000);
      builder_.SetBits(layout_.field_id(points, 1), point, random() % 1'000);
    }
    std::string message;
    if (!builder_.Finish(message)) message.clear();
    return message;
  }

  NodeId Field(uint32_t field) const {
    return layout_.field_id(layout_.node(layout_.nodes[0].child).table, field);
  }

 private:
  static constexpr uint32_t kChoices[] = {3,  80,  443,  8080, 22,  25,
                                          53, 110, 3306, 5432, 993, 65535};

  const Layout& layout_;
  MessageBuilder builder_;
};

uint64_t Largest(const std::vector<uint64_t>& counts) {
  uint64_t largest = 0;
  for (const uint64_t count : counts) largest = std::max(largest, count);
  return largest;
}

int Run() {
  const schema::Compilation compiled = schema::CompileText(kSchema);
  if (!compiled.schema) return 1;
  const auto lowered =
      schema::Lower(*compiled.schema, compiled.schema->roots[0]);
  if (!lowered.ok()) return 1;
  const Layout& layout = (*lowered)->layout();
  Rows rows(layout);
  constexpr uint32_t kSizes[] = {1'000, 100'000, 1'000'000};
  constexpr uint32_t kReads = 100;
  std::vector<std::vector<uint64_t>> table;
  std::vector<std::string> names;
  for (const uint32_t size : kSizes) {
    const std::string message = rows.Build(size);
    const std::span bytes(reinterpret_cast<const uint8_t*>(message.data()),
                          message.size());
    MessageReader reader(layout);
    std::vector<uint64_t> results;
    if (!reader.Open(bytes, {.verify = false})) return 1;
    names.assign(1, "open, unverified");
    results.push_back(Largest(CountSteps(3, [&](uint32_t) {
      if (!reader.Open(bytes, {.verify = false})) _Exit(1);
    })));
    for (uint32_t field = 0; field < 15; ++field) {
      const NodeId id = rows.Field(field);
      const FieldReader at{std::string(layout.names->nodes[id.value()]),
                           &layout.node(id), reader.column(layout.node(id))};
      std::vector<uint32_t> picks(kReads);
      std::mt19937 random(field);
      for (uint32_t& pick : picks)
        pick = static_cast<uint32_t>(random() % size);
      names.push_back(at.name);
      volatile uint64_t sink = 0;
      results.push_back(Largest(CountSteps(kReads, [&](uint32_t i) {
        sink = Read(at, layout, reader, picks[i]);
      })));
    }
    table.push_back(results);
  }
  std::printf("%-20s %12s %12s %12s\n", "instructions, most", "1,000",
              "100,000", "1,000,000");
  for (size_t i = 0; i < names.size(); ++i) {
    std::printf("%-20s %12lu %12lu %12lu\n", names[i].c_str(), table[0][i],
                table[1][i], table[2][i]);
  }
  return 0;
}

}  // namespace
}  // namespace sinter::bench

int main() { return sinter::bench::Run(); }
