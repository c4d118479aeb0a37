// Which kinds of nodes and forms of columns the messages reach that the fuzzers
// start from, and the random ones. Prints both sets; what is missed fails.
// SINTER_WRITE_CORPUS=1 writes seeds for what the corpus lacks.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>

#include "codec/layout_walk.h"
#include "codec/message_builder.h"
#include "codec/message_reader.h"
#include "codec/tracer.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/exact_bytes.h"
#include "tests/support/random_layout.h"
#include "tests/support/random_rows.h"
#include "tests/support/random_source.h"
#include "tests/support/rows.h"
#include "tests/support/sample_layouts.h"
#include "tests/support/test_layout.h"

namespace sinter::testing {
namespace {

namespace fs = std::filesystem;

constexpr char kCorpus[] = "fuzz/corpus/verified";

constexpr NodeKind kKinds[] = {
    NodeKind::kBool,     NodeKind::kInteger, NodeKind::kFloat,  NodeKind::kText,
    NodeKind::kOptional, NodeKind::kList,    NodeKind::kArray,  NodeKind::kMap,
    NodeKind::kUnion,    NodeKind::kNull,    NodeKind::kStruct, NodeKind::kRaw,
    NodeKind::kRecord};

std::string NameOf(NodeKind kind) {
  switch (kind) {
    case NodeKind::kBool:
      return "bool";
    case NodeKind::kInteger:
      return "integer";
    case NodeKind::kFloat:
      return "float";
    case NodeKind::kText:
      return "text";
    case NodeKind::kOptional:
      return "optional";
    case NodeKind::kList:
      return "list";
    case NodeKind::kArray:
      return "array";
    case NodeKind::kMap:
      return "map";
    case NodeKind::kUnion:
      return "union";
    case NodeKind::kNull:
      return "null";
    case NodeKind::kStruct:
      return "struct";
    case NodeKind::kRaw:
      return "raw list";
    case NodeKind::kRecord:
      return "record";
  }
  return "?";
}

// Every kind alone and in columns, and the forms that columns have.
std::set<std::string> All() {
  std::set<std::string> all;
  for (const NodeKind kind : kKinds) {
    for (const char* rows : {": one row", ": rows"}) {
      all.insert(NameOf(kind) + rows);
    }
  }
  const std::pair<const char*, std::vector<const char*>> forms[] = {
      {"bool", {"all zero", "all one", "bitmap", "positions"}},
      {"optional", {"all zero", "all one", "bitmap", "positions"}},
      {"integer",
       {"immediate", "packed", "frame", "blocks", "dictionary", "sparse",
        "runs"}},
      {"float", {"raw", "decimal", "rotated"}},
      {"text", {"plain", "dictionary", "lengths", "equal lengths"}},
      {"list", {"lengths", "equal lengths"}},
      {"map", {"lengths", "equal lengths"}},
      {"union", {"planes", "one variant"}},
  };
  for (const auto& [kind, names] : forms) {
    for (const char* form : names) {
      all.insert(std::string(kind) + ": " + form);
    }
  }
  return all;
}

class Reached final : public Tracer {
 public:
  const std::set<std::string>& set() const { return set_; }

  // Opens a message, which may be damaged.
  void Look(const Layout& layout, std::string_view bytes, uint32_t num_roots) {
    const ExactBytes exact(bytes);
    MessageReader reader(layout);
    layout_ = &layout;
    if (!reader.Open(exact.span(), {.root_rows = num_roots, .tracer = this})) {
      return;
    }
    // What has no columns of its own is not reported.
    for (const Node& node : layout.nodes) AddChildren(reader, node);
  }

  void OnTable(TableId, uint32_t) override {}
  void OnNode(NodeId node, uint32_t rows) override {
    kind_ = layout_->node(node).kind;
    Add(kind_, rows);
  }
  void OnForm(const char* form) override {
    set_.insert(NameOf(kind_) + ": " + form);
  }
  void OnControl(uint64_t, unsigned, unsigned, uint64_t, const char*,
                 bool) override {}
  void OnVarint(uint64_t, uint64_t, uint64_t, const char*) override {}
  void OnBytes(uint64_t, uint64_t, unsigned, const char*) override {}

 private:
  void Add(NodeKind kind, uint32_t rows) {
    if (rows == 0) return;
    set_.insert(NameOf(kind) + (rows == 1 ? ": one row" : ": rows"));
  }

  static uint32_t RowsOf(const MessageReader& reader, const Node& node) {
    if (node.kind == NodeKind::kArray) {
      const Node& child = reader.layout().node(node.child);
      return RowsOf(reader, child) / node.array_size;
    }
    return SlotsOf(node) == 0 ? 0 : reader.column(node)->rows;
  }

  void AddChildren(const MessageReader& reader, const Node& node) {
    if (node.kind == NodeKind::kRecord || node.kind == NodeKind::kArray) {
      Add(node.kind, RowsOf(reader, node));
    }
    if (node.kind != NodeKind::kUnion) return;
    for (uint32_t i = 0; i < node.num_children; ++i) {
      const Node& variant = layout_->node(NodeId(node.child.value() + i));
      if (variant.kind != NodeKind::kNull) continue;
      Add(variant.kind, reader.column(node)[1 + i].rows);
    }
  }

  const Layout* layout_ = nullptr;
  NodeKind kind_ = NodeKind::kBool;
  std::set<std::string> set_;
};

std::string EncodedRows(const Layout& layout, const Rows& rows) {
  MessageBuilder builder(layout);
  Fill(rows, nullptr, builder);
  std::string bytes;
  EXPECT_TRUE(builder.Finish(bytes));
  return bytes;
}

void ExpectAll(const char* what, const std::set<std::string>& reached) {
  std::string text;
  std::string missed;
  for (const std::string& one : All()) {
    (reached.contains(one) ? text : missed) += "  " + one + "\n";
  }
  std::printf("%s reach\n%s", what, text.c_str());
  EXPECT_EQ(missed, "") << "missed by " << what;
}

// As the fuzzer reads it in the second byte of its input.
uint32_t RootsOf(uint8_t code) {
  return code < 128 ? code : (code - 127u) * 40;
}

void WriteSeed(uint32_t layout, uint8_t code, uint64_t seed, bool must_add,
               Reached& reached) {
  RandomSource source(seed);
  const uint32_t roots = RootsOf(code);
  const Layout& shape = SampleLayout(layout).layout();
  const Rows rows = RandomRows(shape, roots, 100 + roots * 10, source);
  const std::string bytes = EncodedRows(shape, rows);
  const size_t before = reached.set().size();
  reached.Look(shape, bytes, roots);
  if (must_add && reached.set().size() == before) return;
  char name[48];
  std::snprintf(name, sizeof(name), "layout%02u_roots%u_seed%u", layout, roots,
                static_cast<unsigned>(seed));
  std::ofstream out(fs::path(kCorpus) / name, std::ios::binary);
  out.put(static_cast<char>(layout));
  out.put(static_cast<char>(code));
  out << bytes;
}

// Some for each layout that has none, then those that reach something new.
void WriteSeeds(const std::set<uint32_t>& layouts, Reached& reached) {
  static constexpr uint8_t kCodes[] = {1, 2, 16, 40, 130, 142};
  for (uint64_t seed = 0; seed < 60; ++seed) {
    for (uint32_t layout = 0; layout < kNumSampleLayouts; ++layout) {
      const uint8_t code = kCodes[seed % std::size(kCodes)];
      const bool is_first = seed < std::size(kCodes);
      const bool must_add = !is_first || layouts.contains(layout);
      WriteSeed(layout, code, seed, must_add, reached);
    }
  }
}

TEST(Coverage, OfTheFuzzCorpus) {
  Reached reached;
  std::set<uint32_t> layouts;
  for (const fs::directory_entry& entry : fs::directory_iterator(kCorpus)) {
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string input{std::istreambuf_iterator<char>(in), {}};
    if (input.size() < 2) continue;
    const auto layout = static_cast<uint8_t>(input[0]);
    if (layout >= kNumSampleLayouts) continue;
    layouts.insert(layout);
    reached.Look(SampleLayout(layout), std::string_view(input).substr(2),
                 RootsOf(static_cast<uint8_t>(input[1])));
  }
  if (std::getenv("SINTER_WRITE_CORPUS") != nullptr) {
    WriteSeeds(layouts, reached);
    return;
  }
  EXPECT_EQ(layouts.size(), kNumSampleLayouts) << "layouts without seeds";
  ExpectAll("seeds of the fuzzer of verified messages", reached.set());
}

TEST(Coverage, OfRandomMessages) {
  Reached reached;
  for (uint64_t seed = 0; seed < 300; ++seed) {
    RandomSource source(seed);
    const TestLayout layout(RandomTables(source));
    const auto num_roots = static_cast<uint32_t>(1 + seed % 3 * seed);
    const Rows rows = RandomRows(layout, num_roots, 3000, source);
    reached.Look(layout, EncodedRows(layout, rows), num_roots);
  }
  ExpectAll("random messages", reached.set());
}

}  // namespace
}  // namespace sinter::testing
