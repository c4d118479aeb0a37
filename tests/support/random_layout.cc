#include "tests/support/random_layout.h"

#include <cstdint>
#include <string>
#include <utility>

namespace sinter::testing {
namespace {

// What every row of a table holds at most by plain record fields.
constexpr uint32_t kMaxPlainRows = 200;

class TablesMaker {
 public:
  explicit TablesMaker(RandomSource& source) : source_(source) {}

  // Tables refer to later ones, and so are made from the last.
  std::vector<TestTable> Make() {
    num_tables_ = static_cast<uint32_t>(1 + source_.Below(5));
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
    return table;
  }

  TestType MakeField(uint32_t table) {
    if (table + 1 < num_tables_ && source_.Chance(25)) {
      const uint32_t target = AnyLater(table);
      if (plain_rows_[table] + plain_rows_[target] <= kMaxPlainRows) {
        plain_rows_[table] += plain_rows_[target];
        return Record(target);
      }
    }
    return MakeType(table, 0);
  }

  uint32_t AnyLater(uint32_t table) {
    return table + 1 +
           static_cast<uint32_t>(source_.Below(num_tables_ - table - 1));
  }

  TestType MakeType(uint32_t table, unsigned depth) {
    const bool is_inside = depth > 0;
    if (depth < 4 && source_.Chance(is_inside ? 25 : 40)) {
      if (source_.Chance(50)) return List(MakeType(table, depth + 1));
      TestType child = MakeType(table, depth + 1);
      if (child.node.kind == NodeKind::kOptional) return child;
      return Optional(std::move(child));
    }
    if (is_inside && table + 1 < num_tables_ && source_.Chance(40)) {
      return Record(AnyLater(table));
    }
    return MakeScalar(is_inside);
  }

  // Only fields have defaults of their own.
  TestType MakeScalar(bool is_inside) {
    const bool has_default = !is_inside && source_.Chance(30);
    const auto value = has_default ? source_.AnyMagnitude() : 0;
    const auto bits = static_cast<uint8_t>(8u << source_.Below(4));
    switch (source_.Below(8)) {
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
      default:
        return Bytes();
    }
  }

  RandomSource& source_;
  uint32_t num_tables_ = 0;
  std::vector<uint32_t> plain_rows_;  // by table
};

}  // namespace

std::vector<TestTable> RandomTables(RandomSource& source) {
  return TablesMaker(source).Make();
}

}  // namespace sinter::testing
