#include "tests/support/random_history.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <utility>

namespace sinter::testing {
namespace {

// A type as it stands in the text of a version.
using Printer = std::function<std::string(uint32_t version)>;

struct Field {
  std::string name;
  uint32_t since = 1;
  uint32_t retired = 100;  // from this version on
  Printer type;
  std::string default_text;  // " = 5"
};

std::string PrintField(const Field& field, uint32_t version) {
  const char* retired = version >= field.retired ? "retired " : "";
  return retired + field.name + ": " + field.type(version) +
         field.default_text + "; ";
}

// The braces of a record or union, with the groups that a version has.
std::string PrintFields(const std::vector<Field>& fields, uint32_t version,
                        uint32_t born) {
  std::string out = "{ ";
  for (const Field& field : fields) {
    if (field.since <= born) out += PrintField(field, version);
  }
  for (uint32_t since = born + 1; since <= version; ++since) {
    std::string group;
    for (const Field& field : fields) {
      if (field.since == since) group += PrintField(field, version);
    }
    if (group.empty()) continue;
    out += "since " + std::to_string(since) + " { " + group + "} ";
  }
  return out + "}";
}

// What every row of a record holds at most by plain fields.
constexpr uint32_t kMaxPlainRows = 60;

// What must be there, whatever the values, are later declarations; so they are
// made from the last. What may be absent is any.
class HistoryMaker {
 public:
  explicit HistoryMaker(RandomSource& source) : source_(source) {}

  std::vector<std::string> Make() {
    num_versions_ = static_cast<uint32_t>(2 + source_.Below(3));
    num_named_ = static_cast<uint32_t>(1 + source_.Below(7));
    is_recursive_ = source_.Chance(60);
    plain_rows_.assign(num_named_, 1);
    std::vector<Printer> declarations(num_named_);
    for (uint32_t i = num_named_; i-- > 0;) {
      const bool is_union = i > 0 && source_.Chance(25);
      declarations[i] = is_union ? MakeUnion(i) : MakeRecord(i);
    }
    std::vector<std::string> versions;
    for (uint32_t version = 1; version <= num_versions_; ++version) {
      std::string text = Enums(version);
      for (const Printer& declaration : declarations) {
        text += declaration(version) + "\n";
      }
      versions.push_back(text + "root N0;\n");
    }
    return versions;
  }

 private:
  // Where a type stands.
  struct Place {
    uint32_t named;  // declaration
    uint32_t born;   // version in which it came
    unsigned depth = 0;
    uint32_t times = 1;    // values that every row has here
    bool may_end = false;  // or none at all
  };

  std::string Enums(uint32_t version) const {
    const auto later = [&](const char* name) {
      std::string out;
      for (uint32_t i = 2; i <= version; ++i) {
        out += " since " + std::to_string(i) + " { " + name +
               std::to_string(i) + " }";
      }
      return out;
    };
    return "enum Open { a, b, c" + later("d") + " }\nflags Set { r, w, x" +
           later("y") +
           " }\nclosed enum Closed { p, q, s }\nid Key = u32;\nstruct Point { "
           "x: u8; y: i32; of: Set; }\n";
  }

  uint32_t SomeVersion(uint32_t born) {
    if (source_.Chance(45)) return born;
    return born +
           static_cast<uint32_t>(source_.Below(num_versions_ - born + 1));
  }

  Printer MakeRecord(uint32_t index) {
    std::vector<Field> fields;
    const bool is_wide = source_.Chance(4);
    const uint64_t count =
        is_wide ? 36 + source_.Below(80) : source_.Below(7) + (index == 0);
    for (uint64_t i = 0; i < count; ++i) {
      Field field;
      field.name = "f" + std::to_string(i);
      field.since = is_wide && source_.Chance(80) ? 2 : SomeVersion(1);
      if (source_.Chance(5)) {
        field.retired = field.since + static_cast<uint32_t>(source_.Below(3));
      }
      field.type = MakeField({index, field.since});
      if (source_.Chance(12)) {
        field.type = [](uint32_t) { return std::string("i32"); };
        field.default_text = " = -7";
      } else if (source_.Chance(5)) {
        field.type = [](uint32_t) { return std::string("string"); };
        field.default_text = " = \"default\"";
      }
      fields.push_back(std::move(field));
    }
    SortBySince(fields);
    const std::string name = "N" + std::to_string(index);
    return [=](uint32_t version) {
      return "record " + name + " " + PrintFields(fields, version, 1);
    };
  }

  static void SortBySince(std::vector<Field>& fields) {
    std::ranges::stable_sort(fields, {}, &Field::since);
  }

  Printer MakeUnion(uint32_t index) {
    std::vector<Field> variants = MakeVariants({index, 1});
    const std::string name = "N" + std::to_string(index);
    return [=, variants = std::move(variants)](uint32_t version) {
      return "union " + name + " " + PrintFields(variants, version, 1);
    };
  }

  // The first variant ends.
  std::vector<Field> MakeVariants(const Place& place) {
    const uint64_t count =
        source_.Chance(10) ? 1 + source_.Below(12) : 1 + source_.Below(5);
    std::vector<Field> variants;
    for (uint64_t i = 0; i < count; ++i) {
      Field variant;
      variant.name = "v" + std::to_string(i);
      variant.since = i == 0 ? place.born : SomeVersion(place.born);
      Place inside = place;
      inside.born = variant.since;
      ++inside.depth;
      inside.may_end = inside.may_end || i > 0;
      variant.type = MakeType(inside);
      variants.push_back(std::move(variant));
    }
    SortBySince(variants);
    return variants;
  }

  Printer MakeField(const Place& place) {
    if (source_.Chance(30)) {
      if (Printer named = MakeReference(place)) return named;
    }
    return MakeType(place);
  }

  // A record or named union, or nothing.
  Printer MakeReference(const Place& place) {
    uint32_t target = 0;
    if (place.may_end && is_recursive_ && source_.Chance(60)) {
      target = static_cast<uint32_t>(source_.Below(num_named_));
    } else {
      const uint32_t later = num_named_ - place.named - 1;
      if (later == 0) return nullptr;
      target = place.named + 1 + static_cast<uint32_t>(source_.Below(later));
      if (!place.may_end) {
        const uint32_t rows = place.times * plain_rows_[target];
        if (plain_rows_[place.named] + rows > kMaxPlainRows) return nullptr;
        plain_rows_[place.named] += rows;
      }
    }
    return [=](uint32_t) { return "N" + std::to_string(target); };
  }

  Printer MakeType(const Place& place) {
    if (place.depth < 4 && source_.Chance(place.depth > 0 ? 30 : 50)) {
      return MakeAround(place);
    }
    if (place.depth > 0 && source_.Chance(45)) {
      if (Printer named = MakeReference(place)) return named;
    }
    return MakeScalar();
  }

  Printer MakeAround(const Place& place) {
    Place inside = place;
    ++inside.depth;
    switch (source_.Below(8)) {
      case 0:
      case 1: {
        inside.may_end = true;
        const Printer child = MakeType(inside);
        return [=](uint32_t version) { return "[" + child(version) + "]"; };
      }
      case 2:
      case 3: {
        inside.may_end = true;
        const Printer child = MakeType(inside);
        if (child(num_versions_).back() == '?') return child;
        return [=](uint32_t version) { return child(version) + "?"; };
      }
      case 4: {
        const auto size = static_cast<uint32_t>(1 + source_.Below(4));
        inside.times *= size;
        const Printer child = MakeType(inside);
        return [=](uint32_t version) {
          return "[" + child(version) + "; " + std::to_string(size) + "]";
        };
      }
      case 5: {
        inside.may_end = true;
        const Printer child = MakeType(inside);
        static constexpr const char* kKeys[] = {"string", "u8", "i64", "Open",
                                                "Key"};
        const std::string key = kKeys[source_.Below(5)];
        return [=](uint32_t version) {
          return "{" + key + ": " + child(version) + "}";
        };
      }
      default: {
        std::vector<Field> variants = MakeVariants(place);
        const uint32_t born = place.born;
        return [=, variants = std::move(variants)](uint32_t version) {
          // Not there yet: who asks looks at nothing but the end.
          return "union " + PrintInline(variants, version, born);
        };
      }
    }
  }

  // The numbers of groups are those of the versions.
  static std::string PrintInline(const std::vector<Field>& variants,
                                 uint32_t version, uint32_t born) {
    return PrintFields(variants, std::max(version, born), born);
  }

  Printer MakeScalar() {
    static constexpr const char* kScalars[] = {
        "bool",     "u8",           "u16",           "u32",
        "u64",      "i8",           "i16",           "i64",
        "u8(0..9)", "i16(-5..300)", "f32",           "f64",
        "string",   "string",       "bytes",         "bytes(5)",
        "uuid",     "date",         "timestamp(ms)", "duration(s)",
        "Open",     "Closed",       "decimal(2)",    "Set",
        "Key",      "Point",        "[u16] raw",     "[Point] raw align(16)"};
    const std::string name = kScalars[source_.Below(std::size(kScalars))];
    return [=](uint32_t) { return name; };
  }

  RandomSource& source_;
  uint32_t num_versions_ = 0;
  uint32_t num_named_ = 0;
  bool is_recursive_ = false;
  std::vector<uint32_t> plain_rows_;  // by declaration
};

class Projection {
 public:
  Projection(const Layout& from, const Layout& to) : from_(from), to_(to) {}

  Value Record(TableId from, const Value& record, TableId to) const {
    Value out;
    out.is_set = record.is_set;
    for (uint32_t i = 0; i < to_.table(to).num_fields; ++i) {
      const NodeId field = to_.field_id(to, i);
      out.items.push_back(
          i < record.items.size()
              ? Node(from_.field_id(from, i), record.items[i], field)
              : DefaultValue(to_, field));
    }
    return out;
  }

 private:
  Value Node(NodeId from_id, const Value& value, NodeId to_id) const {
    const sinter::Node& from = from_.node(from_id);
    const sinter::Node& to = to_.node(to_id);
    if (from.kind == NodeKind::kRecord) {
      return Record(from.table, value, to.table);
    }
    Value out{.bits = value.bits,
              .text = value.text,
              .items = {},
              .is_set = value.is_set};
    if (from.kind == NodeKind::kUnion && value.bits >= to.num_children) {
      out.bits = to.num_children;
      return out;
    }
    for (size_t i = 0; i < value.items.size(); ++i) {
      const uint64_t child =
          from.kind == NodeKind::kUnion ? value.bits : i % from.num_children;
      out.items.push_back(
          Node(Child(from, child), value.items[i], Child(to, child)));
    }
    return out;
  }

  static NodeId Child(const sinter::Node& node, uint64_t child) {
    return NodeId(node.child.value() + static_cast<uint32_t>(child));
  }

  const Layout& from_;
  const Layout& to_;
};

}  // namespace

std::vector<std::string> RandomHistory(RandomSource& source) {
  return HistoryMaker(source).Make();
}

Rows Project(const Layout& from, const Rows& rows, const Layout& to) {
  const Projection projection(from, to);
  Rows out;
  for (const Value& record : rows) {
    out.push_back(projection.Record(TableId(0), record, TableId(0)));
  }
  return out;
}

}  // namespace sinter::testing
