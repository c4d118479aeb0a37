#include "tests/support/random_rows.h"

#include <algorithm>
#include <bit>
#include <string>
#include <vector>

#include "codec/bits.h"

namespace sinter::testing {
namespace {

// How the values of one column are chosen: columns differ, and rows within one
// have something in common, which the forms live on.
enum class Habit : uint8_t {
  kAny,
  kSmall,
  kFew,
  kCounting,
  kMostlyDefault,
  kWandering,
  kSteps,
};

class RowsMaker {
 public:
  RowsMaker(const Layout& layout, uint64_t max_values, RandomSource& source)
      : layout_(layout), source_(source), left_(max_values) {
    for (size_t i = 0; i < layout.nodes.size(); ++i) {
      columns_.push_back({static_cast<Habit>(source.Below(7)),
                          source.AnyMagnitude(), source.Below(4), 0});
    }
  }

  Value MakeRecord(TableId table) {
    Value record;
    for (uint32_t i = 0; i < layout_.table(table).num_fields; ++i) {
      record.items.push_back(Make(layout_.field_id(table, i)));
    }
    return record;
  }

 private:
  struct Column {
    Habit habit;
    uint64_t base;
    uint64_t typical_size;  // of lists
    uint64_t count;         // values made
  };

  Value Make(NodeId id) {
    const Node& node = layout_.node(id);
    Column& column = columns_[id.value()];
    const bool is_rare = column.habit == Habit::kMostlyDefault;
    if (source_.Chance(is_rare ? 90 : 10)) return DefaultValue(layout_, id);
    if (left_ > 0) --left_;
    ++column.count;
    Value value;
    switch (node.kind) {
      case NodeKind::kBool:
        value.bits =
            column.habit == Habit::kFew ? column.base & 1 : source_.Below(2);
        break;
      case NodeKind::kInteger:
        value.bits = MakeInteger(node, column);
        break;
      case NodeKind::kFloat:
        value.bits = MakeFloat(node, column);
        break;
      case NodeKind::kText:
        value.text = MakeText(node, column);
        break;
      case NodeKind::kStruct:
        value.text = MakeInPlace(node.shape);
        break;
      case NodeKind::kRaw:
        if (!MayDescend()) break;
        for (uint64_t n = MakeSize(column); n > 0; --n) {
          value.text += MakeInPlace(node.shape);
        }
        break;
      case NodeKind::kOptional:
        if (column.habit == Habit::kFew && (column.base & 1) == 0) break;
        if (MayDescend()) value.items.push_back(Make(node.child));
        break;
      case NodeKind::kList:
        for (uint64_t n = MakeSize(column); n > 0 && MayDescend(); --n) {
          value.items.push_back(Make(node.child));
        }
        break;
      case NodeKind::kArray:
        for (uint32_t i = 0; i < node.array_size; ++i) {
          value.items.push_back(Make(node.child));
        }
        break;
      case NodeKind::kMap:
        MakeEntries(node, MakeSize(column), value);
        break;
      case NodeKind::kUnion: {
        if (!MayDescend()) return DefaultValue(layout_, id);
        value.bits = MakeTag(node, column);
        const NodeId variant(node.child.value() +
                             static_cast<uint32_t>(value.bits));
        value.items.push_back(Make(variant));
        break;
      }
      case NodeKind::kNull:
        break;
      case NodeKind::kRecord: {
        // Ends where nothing that may be absent is there.
        ++depth_;
        Value record = MakeRecord(node.table);
        --depth_;
        return record;
      }
    }
    return value;
  }

  bool MayDescend() const { return left_ > 0 && depth_ < kMaxDepth; }

  void MakeEntries(const Node& map, uint64_t count, Value& value) {
    const Node& key_node = layout_.node(map.child);
    std::vector<Value> keys;
    for (; count > 0 && MayDescend(); --count) keys.push_back(Make(map.child));
    const auto less = [&](const Value& a, const Value& b) {
      return IsKeyLess(key_node, a, b);
    };
    std::ranges::stable_sort(keys, less);
    for (size_t i = 0; i < keys.size(); ++i) {
      if (i > 0 && !less(keys[i - 1], keys[i])) continue;
      value.items.push_back(keys[i]);
      value.items.push_back(Make(NodeId(map.child.value() + 1)));
    }
  }

  uint64_t MakeTag(const Node& node, const Column& column) {
    if (column.habit == Habit::kFew) return column.base % node.num_children;
    return source_.Below(node.num_children);
  }

  uint64_t MakeSize(const Column& column) {
    if (source_.Chance(3)) return source_.Below(100);
    if (column.habit == Habit::kFew) return column.typical_size;
    return source_.Below(column.typical_size + 2);
  }

  uint64_t MakeInteger(const Node& node, Column& column) {
    const bool is_open = node.lone_form == LoneForm::kOpenCode;
    const uint64_t hi =
        is_open && source_.Chance(20) ? LowMask(node.bits) : node.hi;
    const uint64_t range = hi - node.lo;
    uint64_t above = 0;
    switch (column.habit) {
      case Habit::kAny:
      case Habit::kMostlyDefault:
        above = source_.AnyMagnitude();
        if (source_.Chance(20)) above = ~above;
        break;
      case Habit::kSmall:
        above = column.base + source_.Below(100);
        break;
      case Habit::kFew:
        above = column.base * source_.Below(5);
        break;
      case Habit::kCounting:
        above = column.base + column.count * 10 + source_.Below(3);
        break;
      case Habit::kSteps:
        above = column.base +
                source_.Below(column.count / 64 % 2 == 0 ? 4 : 100000);
        break;
      case Habit::kWandering:
        column.base += source_.Below(201) - 100;
        above = column.base;
        break;
    }
    return node.lo + (range == ~uint64_t{0} ? above : above % (range + 1));
  }

  uint64_t MakeFloat(const Node& node, const Column& column) {
    double number = static_cast<double>(source_.Below(100000)) / 100;
    if (column.habit == Habit::kAny) return source_.Bits(node.bits);
    if (column.habit == Habit::kFew)
      number = 1.0 / static_cast<double>(3 + source_.Below(4));
    if (node.bits == 64) return std::bit_cast<uint64_t>(number);
    return std::bit_cast<uint32_t>(static_cast<float>(number));
  }

  std::string MakeText(const Node& node, const Column& column) {
    if (node.fixed_size > 0) {
      std::string bytes(node.fixed_size, 'a');
      if (column.habit != Habit::kFew) {
        for (char& byte : bytes) byte = static_cast<char>(source_.Bits(8));
      } else {
        bytes.back() = static_cast<char>('a' + source_.Below(4));
      }
      return bytes;
    }
    if (column.habit == Habit::kFew) {
      return "choice " + std::to_string(source_.Below(4));
    }
    std::string text;
    for (uint64_t n = source_.Below(12); n > 0; --n) {
      if (!node.is_utf8) {
        text += static_cast<char>(source_.Bits(8));
      } else {
        text += source_.Chance(10) ? "\xe2\x82\xac" : "e";
      }
    }
    return text;
  }

  // The bytes of a value of a shape.
  std::string MakeInPlace(ShapeId id) {
    const Shape& shape = layout_.shapes[id];
    std::string bytes(shape.size, '\0');
    if (shape.is_plain()) {
      for (char& byte : bytes) byte = static_cast<char>(source_.Bits(8));
      return bytes;
    }
    auto* data = reinterpret_cast<uint8_t*>(bytes.data());
    switch (shape.kind) {
      case ShapeKind::kBool:
      case ShapeKind::kInteger: {
        const uint64_t range = shape.hi - shape.lo;
        const uint64_t above = source_.AnyMagnitude();
        StoreScalar(
            shape,
            shape.lo + (range == ~uint64_t{0} ? above : above % (range + 1)),
            data);
        break;
      }
      case ShapeKind::kArray:
        bytes.clear();
        for (uint32_t i = 0; i < shape.count; ++i) {
          bytes += MakeInPlace(shape.element);
        }
        break;
      case ShapeKind::kStruct:
        for (const ShapeMember& member : layout_.shapes.members_of(shape)) {
          const std::string of_member = MakeInPlace(member.shape);
          bytes.replace(member.offset, of_member.size(), of_member);
        }
        break;
      case ShapeKind::kFloat:
      case ShapeKind::kBytes:
        break;
    }
    return bytes;
  }

  const Layout& layout_;
  RandomSource& source_;
  static constexpr unsigned kMaxDepth = 200;

  uint64_t left_;
  unsigned depth_ = 0;           // of records within each other
  std::vector<Column> columns_;  // by NodeId
};

}  // namespace

Rows RandomRows(const Layout& layout, uint32_t num_roots, uint64_t max_values,
                RandomSource& source) {
  RowsMaker maker(layout, max_values, source);
  Rows rows;
  for (uint32_t i = 0; i < num_roots; ++i) {
    rows.push_back(maker.MakeRecord(TableId(0)));
  }
  return rows;
}

}  // namespace sinter::testing
