// Cost against size: bench_scaling OUT writes lines
//   scale rows|columns COUNT OPERATION NS
// for messages of 10 to 10,000,000 rows of five columns, and of 1,000 rows of 5
// to 500 columns. Per message, by the engine without generated code.

#include <bit>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "bench/harness/run.h"
#include "bench/harness/timing.h"
#include "codec/message_builder.h"
#include "codec/message_reader.h"
#include "schema/compile.h"
#include "schema/lower.h"

namespace sinter::bench {
namespace {

// The columns are, in turn: a number, a clock, a decimal, a bool, a word.
constexpr const char* kTypes[] = {"u32", "i64", "f64", "bool", "string"};

std::string SchemaText(uint32_t columns) {
  std::string text = "record Row {\n";
  for (uint32_t i = 0; i < columns; ++i) {
    text += "f" + std::to_string(i) + ": " + kTypes[i % 5] + ";\n";
  }
  return text + "}\nrecord Rows { rows: [Row]; }\nroot Rows;\n";
}

// The values of every column, made before the clock runs.
struct Values {
  std::vector<uint64_t> numbers, clocks, decimals, bools;
  std::vector<std::string> words;

  explicit Values(uint32_t rows) {
    std::mt19937_64 random(rows);
    uint64_t clock = 1'700'000'000'000;
    for (uint32_t i = 0; i < 90; ++i)
      words.push_back("kind " + std::to_string(i));
    for (uint32_t i = 0; i < rows; ++i) {
      const uint64_t draw = random();
      numbers.push_back(draw & 0xfffff);
      clocks.push_back(clock += 900 + (draw >> 20 & 127));
      decimals.push_back(std::bit_cast<uint64_t>(
          static_cast<double>(draw >> 27 & 0xffff) / 100));
      bools.push_back(draw >> 50 & 1);
    }
  }
};

class Message {
 public:
  Message(uint32_t rows, uint32_t columns)
      : rows_(rows),
        columns_(columns),
        values_(rows),
        lowered_(Lowered(columns)),
        builder_(lowered_->layout()),
        reader_(lowered_->layout()) {}

  void Encode() {
    builder_.Clear();
    const Layout& layout = lowered_->layout();
    const NodeId list(0);
    builder_.Append(list, builder_.AddRoot(), rows_);
    const Node& row_node = layout.node(layout.node(list).child);
    for (uint32_t i = 0; i < rows_; ++i) {
      const uint32_t row = builder_.GetRecord(layout.node(list).child, i);
      for (uint32_t c = 0; c < columns_; ++c) {
        Set(layout.field_id(row_node.table, c), row, c % 5, i);
      }
    }
    out_.clear();
    if (!builder_.Finish(out_)) Die("bench_scaling: cannot encode");
  }
  void Open(bool verify) {
    const std::span bytes(reinterpret_cast<const uint8_t*>(out_.data()),
                          out_.size());
    if (!reader_.Open(bytes, {.verify = verify}))
      Die("bench_scaling: bad bytes");
  }
  // The first column, row by row.
  uint64_t ReadColumn() const {
    const Layout& layout = lowered_->layout();
    const TableId table = layout.node(layout.nodes[0].child).table;
    const Column& column = *reader_.column(layout.fields(table)[0]);
    uint64_t sum = 0;
    for (uint32_t i = 0; i < rows_; ++i) sum += GetInteger(column, i);
    return sum;
  }
  size_t size() const { return out_.size(); }

 private:
  static std::unique_ptr<schema::LoweredLayout> Lowered(uint32_t columns) {
    const schema::Compilation compiled =
        schema::CompileText(SchemaText(columns));
    if (!compiled.schema) Die(compiled.DiagnosticText());
    auto lowered = schema::Lower(*compiled.schema, compiled.schema->roots[0]);
    if (!lowered.ok()) Die(lowered.status().ToString());
    return std::move(*lowered);
  }

  void Set(NodeId node, uint32_t row, uint32_t kind, uint32_t i) {
    switch (kind) {
      case 0:
        return builder_.SetBits(node, row, values_.numbers[i]);
      case 1:
        return builder_.SetBits(node, row, values_.clocks[i]);
      case 2:
        return builder_.SetBits(node, row, values_.decimals[i]);
      case 3:
        return builder_.SetBits(node, row, values_.bools[i]);
      default:
        return builder_.SetTextReference(
            node, row,
            values_.words[values_.numbers[i] % values_.words.size()]);
    }
  }

  uint32_t rows_;
  uint32_t columns_;
  Values values_;
  std::unique_ptr<schema::LoweredLayout> lowered_;
  MessageBuilder builder_;
  MessageReader reader_;
  std::string out_;
};

volatile uint64_t sink;

void Measure(FILE* out, const char* axis, uint32_t count, uint32_t rows,
             uint32_t columns) {
  Message message(rows, columns);
  message.Encode();
  std::fprintf(out, "scale\t%s\t%u\tbytes\t%zu\n", axis, count, message.size());
  std::vector<Work> works;
  works.push_back({.peer = "encode", .run = [&] { message.Encode(); }});
  works.push_back({.peer = "open", .run = [&] { message.Open(false); }});
  works.push_back({.peer = "verify", .run = [&] { message.Open(true); }});
  works.push_back(
      {.peer = "read a column", .run = [&] { sink = message.ReadColumn(); }});
  TimeInTurns(works, 0.05);
  for (const Work& work : works) {
    std::fprintf(out, "scale\t%s\t%u\t%s\t%.1f\n", axis, count,
                 work.peer.c_str(), work.median_ns);
  }
}

}  // namespace
}  // namespace sinter::bench

int main(int argc, char** argv) {
  using sinter::bench::Measure;
  if (argc != 2) sinter::bench::Die("usage: bench_scaling OUT");
  FILE* out = std::fopen(argv[1], "w");
  if (out == nullptr) sinter::bench::Die("cannot write the results");
  for (uint32_t rows = 10; rows <= 10'000'000; rows *= 10) {
    Measure(out, "rows", rows, rows, 5);
  }
  for (const uint32_t columns : {5, 10, 20, 50, 100, 200, 500}) {
    Measure(out, "columns", columns, 1'000, columns);
  }
  return std::fclose(out) == 0 ? 0 : 1;
}
