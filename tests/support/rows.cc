#include "tests/support/rows.h"

#include <algorithm>
#include <bit>

#include "codec/bits.h"
#include "codec/columns/integers.h"
#include "codec/layout_walk.h"
#include "codec/typed_bytes.h"
#include "codec/unpack.h"

namespace sinter::testing {
namespace {

NodeId Variant(const Node& node, uint64_t tag) {
  return NodeId(node.child.value() + static_cast<uint32_t>(tag));
}

void DumpValue(const Layout& layout, NodeId id, const Value& value,
               const std::string& indent, std::string& out) {
  const Node& node = layout.node(id);
  const std::string deeper = indent + "  ";
  out += indent;
  out += layout.names == nullptr ? std::to_string(id.value())
                                 : std::string(layout.names->nodes[id.value()]);
  switch (node.kind) {
    case NodeKind::kBool:
    case NodeKind::kInteger:
    case NodeKind::kFloat:
      out += " = " + std::to_string(value.bits) + "\n";
      return;
    case NodeKind::kText:
    case NodeKind::kStruct:
    case NodeKind::kRaw:
      out += " = '" + value.text + "'\n";
      return;
    case NodeKind::kOptional:
    case NodeKind::kList:
    case NodeKind::kArray:
    case NodeKind::kMap:
      out += " has " + std::to_string(value.items.size()) + "\n";
      for (size_t i = 0; i < value.items.size(); ++i) {
        const NodeId child(node.child.value() +
                           static_cast<uint32_t>(i % node.num_children));
        DumpValue(layout, child, value.items[i], deeper, out);
      }
      return;
    case NodeKind::kNull:
      out += "\n";
      return;
    case NodeKind::kUnion:
      out += " is " + std::to_string(value.bits) + "\n";
      for (const Value& item : value.items) {
        DumpValue(layout, Variant(node, value.bits), item, deeper, out);
      }
      return;
    case NodeKind::kRecord:
      out += "\n";
      for (uint32_t i = 0; i < value.items.size(); ++i) {
        DumpValue(layout, layout.field_id(node.table, i), value.items[i],
                  deeper, out);
      }
      return;
  }
}

// Something still to be told to the builder.
struct Task {
  NodeId node;
  uint32_t row;
  const Value* value;
  size_t done = 0;  // elements of a list already appended
};

// Carries out tasks, each of which may lead to others.
class Filler {
 public:
  Filler(RandomSource* source, MessageBuilder& builder)
      : source_(source), builder_(builder), layout_(builder.layout()) {}

  void AddRecord(TableId table, uint32_t row, const Value& record) {
    // Depth first the last task is taken next.
    for (uint32_t i = static_cast<uint32_t>(record.items.size()); i-- > 0;) {
      Add({layout_.field_id(table, i), row, &record.items[i]});
    }
  }

  void Run() {
    while (!tasks_.empty()) {
      if (source_ != nullptr) {
        std::swap(tasks_[source_->Below(tasks_.size())], tasks_.back());
      }
      const Task task = tasks_.back();
      tasks_.pop_back();
      Do(task);
    }
  }

 private:
  void Add(Task task) {
    if (task.value->is_set) tasks_.push_back(task);
  }

  void Do(const Task& task) {
    const Node& node = layout_.node(task.node);
    const Value& value = *task.value;
    switch (node.kind) {
      case NodeKind::kBool:
      case NodeKind::kInteger:
      case NodeKind::kFloat:
        return builder_.SetBits(task.node, task.row, value.bits);
      case NodeKind::kText:
        return builder_.SetText(task.node, task.row, value.text);
      case NodeKind::kStruct:
        return builder_.SetStruct(task.node, task.row, AsBytes(value.text));
      case NodeKind::kRaw:
        return builder_.SetRaw(task.node, task.row, AsBytes(value.text));
      case NodeKind::kOptional:
        if (value.items.empty()) return;
        return Add({node.child, builder_.SetPresent(task.node, task.row),
                    &value.items[0]});
      case NodeKind::kList:
        return AppendSome(task);
      case NodeKind::kArray:
        for (uint32_t i = node.array_size; i-- > 0;) {
          if (!value.items[i].is_set) continue;
          Add({node.child, builder_.GetElement(task.node, task.row, i),
               &value.items[i]});
        }
        return;
      case NodeKind::kMap:
        return AppendEntries(task);
      case NodeKind::kUnion:
        return SetVariant(task);
      case NodeKind::kNull:
        return;
      case NodeKind::kRecord:
        return AddRecord(node.table, builder_.GetRecord(task.node, task.row),
                         value);
    }
  }

  void AppendSome(Task task) {
    const std::vector<Value>& items = task.value->items;
    const size_t left = items.size() - task.done;
    if (left == 0) return;
    size_t count = left;
    if (source_ != nullptr && source_->Chance(50)) {
      count = 1 + source_->Below(left);
    }
    const uint32_t first =
        builder_.Append(task.node, task.row, static_cast<uint32_t>(count));
    const size_t begin = task.done;
    task.done += count;
    Add(task);
    for (size_t i = count; i-- > 0;) {
      Add({layout_.node(task.node).child, first + static_cast<uint32_t>(i),
           &items[begin + i]});
    }
  }

  // With a source, some entries now and others later, from either end.
  void AppendEntries(Task task) {
    const Node& node = layout_.node(task.node);
    const std::vector<Value>& items = task.value->items;
    while (2 * task.done < items.size()) {
      const size_t at = 2 * Permuted(task.done++, items.size() / 2);
      const uint32_t entry = builder_.AppendEntry(task.node, task.row);
      Add({NodeId(node.child.value() + 1), entry, &items[at + 1]});
      Add({node.child, entry, &items[at]});
      if (source_ != nullptr && source_->Chance(30)) return Add(task);
    }
  }

  size_t Permuted(size_t i, size_t count) const {
    if (source_ == nullptr) return i;
    return i % 2 == 0 ? count - 1 - i / 2 : i / 2;
  }

  void SetVariant(const Task& task) {
    const Node& node = layout_.node(task.node);
    // What was chosen before leaves no trace.
    if (source_ != nullptr && source_->Chance(20)) {
      const auto other =
          static_cast<uint32_t>(source_->Below(node.num_children));
      const uint32_t row = builder_.SetVariant(task.node, task.row, other);
      if (other != task.value->bits && source_->Chance(50)) {
        const NodeId variant = Variant(node, other);
        if (layout_.node(variant).kind == NodeKind::kText &&
            layout_.node(variant).fixed_size == 0) {
          builder_.SetText(variant, row, "forgotten");
        }
      }
    }
    const auto tag = static_cast<uint32_t>(task.value->bits);
    const uint32_t row = builder_.SetVariant(task.node, task.row, tag);
    for (const Value& item : task.value->items) {
      Add({Variant(node, tag), row, &item});
    }
  }

  RandomSource* source_;
  MessageBuilder& builder_;
  const Layout& layout_;
  std::vector<Task> tasks_;
};

std::string StructText(const Layout& layout, const Node& node,
                       const Column& column, uint32_t row) {
  const uint8_t* bytes = GetStruct(column, row);
  const Shape& shape = layout.shapes[node.shape];
  if (reinterpret_cast<uintptr_t>(bytes) % shape.align != 0) return "unaligned";
  return {reinterpret_cast<const char*>(bytes), shape.size};
}

std::string RawText(const Layout& layout, const Node& node,
                    const Column* columns, uint32_t row) {
  const RawRange raw = GetRaw(columns, RawUnitOf(layout, node), row);
  if (reinterpret_cast<uintptr_t>(raw.data) % node.align != 0) {
    return "unaligned";
  }
  return {reinterpret_cast<const char*>(raw.data),
          static_cast<size_t>(raw.count * layout.shapes[node.shape].size)};
}

// Reads values by the descriptors alone, as generated accessors do.
class Walk {
 public:
  Walk(const MessageReader& reader, uint64_t max_values)
      : layout_(reader.layout()),
        has_skipped_(reader.num_skipped() > 0),
        left_(max_values) {}

  bool complete() const { return complete_; }
  uint64_t left() const { return left_; }

  // Charges one value, if there is one left.
  bool Take() {
    if (left_ == 0) return complete_ = false;
    --left_;
    return true;
  }

  Value ReadRecord(const Column* table, TableId id, uint32_t row) {
    Value record;
    for (uint32_t i = 0; i < layout_.table(id).num_fields; ++i) {
      record.items.push_back(Read(table, layout_.field_id(id, i), row));
    }
    return record;
  }

 private:
  Value Read(const Column* table, NodeId id, uint32_t row) {
    Value value;
    if (!Take()) return value;
    const Node& node = layout_.node(id);
    const Column* column = table + node.slot;
    switch (node.kind) {
      case NodeKind::kBool:
        value.bits = GetBit(*column, row);
        break;
      case NodeKind::kInteger:
        value.bits = GetInteger(*column, row);
        complete_ = complete_ && InBounds(node, value.bits);
        break;
      case NodeKind::kFloat:
        value.bits = GetFloatBits(*column, row, node.bits);
        break;
      case NodeKind::kText:
        value.text = GetText(column, row);
        // A long string may stand in very many rows.
        left_ -= std::min<uint64_t>(left_, value.text.size() / 16);
        break;
      case NodeKind::kStruct:
        value.text = StructText(layout_, node, *column, row);
        left_ -= std::min<uint64_t>(left_, value.text.size() / 16);
        break;
      case NodeKind::kRaw:
        value.text = RawText(layout_, node, column, row);
        left_ -= std::min<uint64_t>(left_, value.text.size() / 16);
        break;
      case NodeKind::kOptional: {
        const uint64_t child = ChildRow(*column, row);
        if (child == kAbsent) break;
        value.items.push_back(
            Read(table, node.child, static_cast<uint32_t>(child)));
        break;
      }
      case NodeKind::kList: {
        const RowRange range = GetRange(*column, row);
        for (uint64_t i = 0; i < range.count && Take(); ++i) {
          value.items.push_back(
              Read(table, node.child, static_cast<uint32_t>(range.start + i)));
        }
        break;
      }
      case NodeKind::kMap: {
        const RowRange range = GetRange(*column, row);
        for (uint64_t i = 0; i < range.count && Take(); ++i) {
          const auto entry = static_cast<uint32_t>(range.start + i);
          value.items.push_back(Read(table, node.child, entry));
          value.items.push_back(
              Read(table, NodeId(node.child.value() + 1), entry));
        }
        break;
      }
      case NodeKind::kArray:
        for (uint32_t i = 0; i < node.array_size && Take(); ++i) {
          value.items.push_back(
              Read(table, node.child, row * node.array_size + i));
        }
        break;
      case NodeKind::kUnion: {
        const uint32_t tag = GetTag(*column, row);
        value.bits = tag;
        // A variant of a later version has no value to read.
        if (tag == node.num_children && has_skipped_) break;
        const uint64_t child =
            tag < node.num_children ? GetVariantRow(column, tag, row) : kAbsent;
        if (child == kAbsent) {
          complete_ = false;
          break;
        }
        value.items.push_back(
            Read(table, Variant(node, tag), static_cast<uint32_t>(child)));
        break;
      }
      case NodeKind::kNull:
        break;
      case NodeKind::kRecord: {
        if (depth_ == kMaxDepth) {  // enough was read
          left_ = 0;
          complete_ = false;
          break;
        }
        ++depth_;
        const TableRow to = GetReference(*column, row);
        Value record = ReadRecord(to.table, node.table, to.row);
        --depth_;
        return record;
      }
    }
    return value;
  }

  static bool InBounds(const Node& node, uint64_t value) {
    const bool is_open = node.lone_form == LoneForm::kOpenCode;
    const uint64_t hi = is_open ? LowMask(node.bits) : node.hi;
    return IntegerBounds{node.is_signed, node.lo, hi}.Contains(value);
  }

  static constexpr unsigned kMaxDepth = 500;  // of records within each other

  const Layout& layout_;
  const bool has_skipped_;
  uint64_t left_;
  unsigned depth_ = 0;
  bool complete_ = true;
};

uint64_t SumOf(std::string_view text) {
  uint64_t sum = text.size();
  const size_t step = 1 + text.size() / 1000;
  for (size_t i = 0; i < text.size(); i += step) {
    sum += static_cast<uint8_t>(text[i]);
  }
  if (!text.empty()) sum += static_cast<uint8_t>(text.back());
  return sum;
}

uint64_t TouchRow(const Layout& layout, const Node& node, const Column* column,
                  uint32_t row) {
  uint64_t sum = 0;
  switch (node.kind) {
    case NodeKind::kStruct:
      return SumOf(StructText(layout, node, *column, row));
    case NodeKind::kRaw:
      return SumOf(RawText(layout, node, column, row));
    case NodeKind::kBool:
      return GetBit(*column, row);
    case NodeKind::kInteger:
      return GetInteger(*column, row);
    case NodeKind::kFloat:
      return GetFloatBits(*column, row, node.bits);
    case NodeKind::kText:
      return SumOf(GetText(column, row));
    case NodeKind::kOptional:
      return GetBit(*column, row) + Rank(*column, row) +
             Rank(*column, column->rows) + ChildRow(*column, row) +
             CountOnes(*column);
    case NodeKind::kList:
    case NodeKind::kMap: {
      const RowRange range = GetRange(*column, row);
      return range.start + range.count;
    }
    case NodeKind::kUnion: {
      const uint32_t tag = GetTag(*column, row);
      for (uint32_t i = 0; i < node.num_children; ++i) {
        sum += GetVariantRow(column, i, row);
      }
      return sum + tag;
    }
    case NodeKind::kArray:
    case NodeKind::kNull:
      return 0;
    case NodeKind::kRecord:
      return GetReference(*column, row).row;
  }
  return sum;
}

}  // namespace

bool IsKeyLess(const Node& key, const Value& a, const Value& b) {
  if (key.kind == NodeKind::kText) return a.text < b.text;
  if (!key.is_signed) return a.bits < b.bits;
  return static_cast<int64_t>(a.bits) < static_cast<int64_t>(b.bits);
}

Value DefaultValue(const Layout& layout, NodeId id) {
  const Node& node = layout.node(id);
  Value value{.bits = node.default_bits,
              .text = std::string(node.default_text),
              .items = {},
              .is_set = false};
  if (node.kind == NodeKind::kStruct) {
    const Shape& shape = layout.shapes[node.shape];
    value.text.assign(shape.default_bytes, shape.default_bytes + shape.size);
  }
  if (node.kind == NodeKind::kRecord) {
    for (uint32_t i = 0; i < layout.table(node.table).num_fields; ++i) {
      value.items.push_back(
          DefaultValue(layout, layout.field_id(node.table, i)));
    }
  }
  if (node.kind == NodeKind::kArray) {
    value.items.assign(node.array_size, DefaultValue(layout, node.child));
  }
  if (node.kind == NodeKind::kUnion) {
    value.items.push_back(DefaultValue(layout, Variant(node, value.bits)));
  }
  return value;
}

std::string Dump(const Layout& layout, const Rows& rows) {
  std::string out;
  for (const Value& record : rows) {
    out += "row\n";
    for (uint32_t i = 0; i < record.items.size(); ++i) {
      DumpValue(layout, layout.field_id(TableId(0), i), record.items[i], "  ",
                out);
    }
  }
  return out;
}

void Fill(const Rows& rows, RandomSource* source, MessageBuilder& builder) {
  Filler filler(source, builder);
  for (const Value& record : rows) {
    filler.AddRecord(TableId(0), builder.AddRoot(), record);
  }
  filler.Run();
}

Rows ReadRows(const MessageReader& reader, uint64_t& values_left,
              bool& complete) {
  Walk walk(reader, values_left);
  Rows rows;
  const Column* table = reader.table(TableId(0));
  const uint32_t num_roots = reader.num_roots();
  while (rows.size() < num_roots && walk.Take()) {
    const auto row = static_cast<uint32_t>(rows.size());
    rows.push_back(walk.ReadRecord(table, TableId(0), row));
  }
  values_left = walk.left();
  complete = walk.complete();
  return rows;
}

Rows ReadRows(const MessageReader& reader) {
  uint64_t values_left = ~uint64_t{0};
  bool complete;
  return ReadRows(reader, values_left, complete);
}

namespace {

// Reads up to 600 rows from `first` on together.
uint64_t TouchRows(const Node& node, const Column& column, uint32_t first,
                   uint32_t rows) {
  constexpr uint32_t kMost = 600;
  const uint32_t count = std::min(kMost, rows - first);
  uint64_t numbers[kMost] = {};
  bool bits[kMost] = {};
  double doubles[kMost] = {};
  float floats[kMost] = {};
  if (node.kind == NodeKind::kInteger) {
    UnpackIntegers(column, first, count, 8, numbers);
  } else if (node.kind == NodeKind::kBool) {
    UnpackBits(column, first, count, bits);
  } else if (node.kind == NodeKind::kFloat && node.bits == 64) {
    UnpackDoubles(column, first, count, doubles);
  } else if (node.kind == NodeKind::kFloat) {
    UnpackFloats(column, first, count, floats);
  }
  return numbers[count / 2] + bits[count / 2] +
         std::bit_cast<uint64_t>(doubles[count / 2]) +
         std::bit_cast<uint32_t>(floats[count / 2]);
}

}  // namespace

uint64_t TouchAll(const MessageReader& reader, uint32_t ends,
                  const std::function<void()>& between) {
  const Layout& layout = reader.layout();
  uint64_t sum = 0;
  for (const Node& node : layout.nodes) {
    if (SlotsOf(node) == 0) continue;
    const Column* column = reader.column(node);
    const bool is_text = node.kind == NodeKind::kText;
    uint32_t rows = is_text ? column[1].rows : column[0].rows;
    // Defaults answer any row.
    if (rows == 0) rows = std::min(reader.rows(node.owner), 3u);
    if (rows > 0) {
      sum += TouchRows(node, *column, 0, rows);
      sum +=
          TouchRows(node, *column, rows > ends ? rows - ends : rows / 2, rows);
    }
    for (uint32_t row = 0; row < rows; ++row) {
      if (row == ends && rows > 2 * ends) row = rows - ends;
      if (between) between();
      sum += TouchRow(layout, node, column, row);
    }
  }
  return sum;
}

}  // namespace sinter::testing
