#include "tests/support/random_layout.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sinter::testing {
namespace {

// What every row of a table holds at most by plain record fields.
constexpr uint32_t kMaxPlainRows = 200;

class TablesMaker {
 public:
  explicit TablesMaker(RandomSource& source) : source_(source) {}

  // What must be there, whatever the values, are records of later tables; so
  // tables are made from the last. What may be absent is of any table.
  std::vector<TestTable> Make() {
    num_tables_ = static_cast<uint32_t>(1 + source_.Below(5));
    is_recursive_ = source_.Chance(50);
    std::vector<TestTable> tables(num_tables_);
    plain_rows_.assign(num_tables_, 1);
    for (uint32_t i = num_tables_; i-- > 0;) tables[i] = MakeTable(i);
    return tables;
  }

 private:
  TestTable MakeTable(uint32_t index) {
    TestTable table{.name = "T" + std::to_string(index), .fields = {}};
    const bool is_wide = source_.Chance(8);
    const uint64_t num_fields =
        is_wide ? 33 + source_.Below(40) : source_.Below(8) + (index == 0);
    for (uint64_t i = 0; i < num_fields; ++i) {
      table.fields.push_back(
          {.name = "f" + std::to_string(i), .type = MakeField(index)});
    }
    // As unions with a name are lowered.
    if (index > 0 && source_.Chance(10)) {
      plain_rows_[index] = 1;
      table.fields.resize(1);
      table.fields[0].type = MakeUnion({index, 0, 1, false});
    }
    return table;
  }

  // Where a type stands.
  struct Place {
    uint32_t table;
    unsigned depth;
    uint32_t times;  // values that every row of the table has here
    bool may_end;    // or none at all
  };

  TestType MakeField(uint32_t table) {
    if (source_.Chance(25)) {
      std::optional<TestType> record = MakeRecord({table, 0, 1, false});
      if (record.has_value()) return *std::move(record);
    }
    return MakeType({table, 0, 1, false});
  }

  std::optional<TestType> MakeRecord(const Place& place) {
    if (place.may_end && source_.Chance(is_recursive_ ? 60 : 0)) {
      return Record(static_cast<uint32_t>(source_.Below(num_tables_)));
    }
    const uint32_t later = num_tables_ - place.table - 1;
    if (later == 0) return std::nullopt;
    const uint32_t target =
        place.table + 1 + static_cast<uint32_t>(source_.Below(later));
    if (!place.may_end) {
      const uint32_t rows = place.times * plain_rows_[target];
      if (plain_rows_[place.table] + rows > kMaxPlainRows) return std::nullopt;
      plain_rows_[place.table] += rows;
    }
    return Record(target);
  }

  TestType MakeType(const Place& place) {
    const bool is_inside = place.depth > 0;
    if (place.depth < 4 && source_.Chance(is_inside ? 30 : 45)) {
      return MakeAround(place);
    }
    if (is_inside && source_.Chance(40)) {
      std::optional<TestType> record = MakeRecord(place);
      if (record.has_value()) return *std::move(record);
    }
    if (source_.Chance(12)) return MakeStruct(0);
    if (source_.Chance(12)) {
      TestType element = MakeInPlace(0);
      const uint32_t least = AlignOf(element);
      uint32_t align = 1u << source_.Below(7);
      if (align < least) align = least;
      return Raw(std::move(element), static_cast<uint8_t>(align));
    }
    return MakeScalar(is_inside);
  }

  TestType MakeStruct(unsigned depth) {
    std::vector<TestType> members;
    for (uint64_t n = 1 + source_.Below(5); n > 0; --n) {
      members.push_back(MakeInPlace(depth + 1));
    }
    return Struct(std::move(members));
  }

  TestType MakeInPlace(unsigned depth) {
    if (depth < 3 && source_.Chance(15)) return MakeStruct(depth);
    if (depth < 3 && source_.Chance(15)) {
      const auto size = static_cast<uint32_t>(1 + source_.Below(4));
      return Array(MakeInPlace(depth + 1), size);
    }
    while (true) {
      TestType type = MakeScalar(/*is_inside=*/true);
      if (type.node.kind != NodeKind::kText || type.node.fixed_size > 0) {
        return type;
      }
    }
  }

  static uint32_t AlignOf(const TestType& type) {
    if (type.node.kind == NodeKind::kArray) return AlignOf(type.child[0]);
    if (type.node.kind == NodeKind::kText) return 1;
    uint32_t align = type.node.bits / 8u;
    for (const TestType& member : type.in_place) {
      align = std::max(align, AlignOf(member));
    }
    return std::max(align, 1u);
  }

  TestType MakeAround(const Place& place) {
    Place inside = place;
    ++inside.depth;
    switch (source_.Below(8)) {
      case 0:
      case 1:
        inside.may_end = true;
        return List(MakeType(inside));
      case 2:
      case 3: {
        inside.may_end = true;
        TestType child = MakeType(inside);
        if (child.node.kind == NodeKind::kOptional) return child;
        return Optional(std::move(child));
      }
      case 4: {
        const auto size = static_cast<uint32_t>(1 + source_.Below(5));
        inside.times *= size;
        return Array(MakeType(inside), size);
      }
      case 5:
      case 6: {
        inside.may_end = true;
        TestType key = MakeKey();
        return Map(std::move(key), MakeType(inside));
      }
      default:
        return MakeUnion(place);
    }
  }

  TestType MakeKey() {
    const auto bits = static_cast<uint8_t>(8u << source_.Below(4));
    switch (source_.Below(6)) {
      case 0:
        return Unsigned(bits);
      case 1:
        return Signed(bits);
      case 2:
        return Range(-20, 20, 0);
      case 3:
        return FixedBytes(static_cast<uint32_t>(1 + source_.Below(3)));
      case 4:
        return Bytes();
      default:
        return Text();
    }
  }

  // The default variant is one that ends.
  TestType MakeUnion(const Place& place) {
    const uint64_t count =
        source_.Chance(10) ? 1 + source_.Below(20) : 1 + source_.Below(4);
    const auto tag = static_cast<uint32_t>(source_.Below(count));
    std::vector<TestType> variants;
    for (uint32_t i = 0; i < count; ++i) {
      Place inside = place;
      ++inside.depth;
      inside.may_end = inside.may_end || i != tag;
      variants.push_back(source_.Chance(15) ? Null() : MakeType(inside));
    }
    return Union(std::move(variants), tag);
  }

  // Only fields have defaults of their own.
  TestType MakeScalar(bool is_inside) {
    const bool has_default = !is_inside && source_.Chance(30);
    const auto value = has_default ? source_.AnyMagnitude() : 0;
    const auto bits = static_cast<uint8_t>(8u << source_.Below(4));
    switch (source_.Below(9)) {
      case 0:
        return Bool((value & 1) != 0);
      case 1:
        return Unsigned(bits, value & LowMask(bits));
      case 2: {
        const auto shifted = static_cast<int64_t>(value << (64 - bits));
        return Signed(bits, shifted >> (64 - bits));
      }
      case 3: {
        const auto lo = static_cast<int64_t>(source_.Below(200)) - 100;
        const auto size = static_cast<int64_t>(source_.Below(300));
        const auto of_range = static_cast<int64_t>(value >> 8) % (size + 1);
        return Range(lo, lo + size, lo + of_range);
      }
      case 4: {
        const uint64_t hi = source_.Below(20);
        return Enum(bits, hi, value % (hi + 1));
      }
      case 5: {
        const uint8_t float_bits = source_.Chance(50) ? 32 : 64;
        return Float(float_bits, value & LowMask(float_bits));
      }
      case 6:
        return Text(has_default ? "default" : "");
      case 7:
        return FixedBytes(static_cast<uint32_t>(1 + source_.Below(20)));
      default:
        return Bytes();
    }
  }

  RandomSource& source_;
  uint32_t num_tables_ = 0;
  bool is_recursive_ = false;
  std::vector<uint32_t> plain_rows_;  // by table
};

}  // namespace

std::vector<TestTable> RandomTables(RandomSource& source) {
  return TablesMaker(source).Make();
}

}  // namespace sinter::testing
