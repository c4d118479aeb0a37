#include "fuzz/support/row_checks.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <iterator>
#include <memory>

#include "codec/file/byte_sink.h"
#include "codec/map_keys.h"
#include "codec/message_builder.h"
#include "codec/unpack.h"
#include "fuzz/support/check.h"
#include "tests/support/coverage_tracer.h"
#include "tests/support/exact_bytes.h"

namespace sinter::testing {
namespace {

bool SameValue(const Layout& layout, NodeId id, const Value& a,
               const Value& b) {
  const Node& node = layout.node(id);
  if (a.items.size() != b.items.size()) return false;
  NodeId first = node.child;
  uint32_t step = node.num_children;
  switch (node.kind) {
    case NodeKind::kBool:
    case NodeKind::kInteger:
    case NodeKind::kFloat:
      return a.bits == b.bits;
    case NodeKind::kText:
    case NodeKind::kStruct:
    case NodeKind::kRaw:
      return a.text == b.text;
    case NodeKind::kNull:
      return true;
    case NodeKind::kOptional:
    case NodeKind::kList:
    case NodeKind::kArray:
    case NodeKind::kMap:
      break;
    case NodeKind::kUnion:
      if (a.bits != b.bits) return false;
      first = NodeId(node.child.value() + static_cast<uint32_t>(a.bits));
      step = 1;
      break;
    case NodeKind::kRecord:
      first = layout.field_id(node.table, 0);
      step = layout.table(node.table).num_fields;
      break;
  }
  for (size_t i = 0; i < a.items.size(); ++i) {
    const NodeId child(first.value() + static_cast<uint32_t>(i % step));
    if (!SameValue(layout, child, a.items[i], b.items[i])) return false;
  }
  return true;
}

constexpr uint32_t kMostRows = 300;  // unpacked together

// Rows [first, first + count) of a column.
struct Piece {
  const Column& column;
  uint32_t first;
  uint32_t count;
  bool must_equal;
};

void ExpectEqual(const Piece& piece, bool equal) {
  Check(equal || !piece.must_equal, "bulk reads give what rows give");
}

template <typename U>
void UnpackAs(const Piece& piece) {
  // Memory of the exact size, so that a write past it is seen.
  const auto out = std::make_unique_for_overwrite<U[]>(piece.count);
  UnpackIntegers(piece.column, piece.first, piece.count, sizeof(U), out.get());
  for (uint32_t i = 0; i < piece.count; ++i) {
    ExpectEqual(piece, out[i] == static_cast<U>(GetInteger(piece.column,
                                                           piece.first + i)));
  }
}

void UnpackBools(const Piece& piece) {
  const auto out = std::make_unique_for_overwrite<bool[]>(piece.count);
  UnpackBits(piece.column, piece.first, piece.count, out.get());
  for (uint32_t i = 0; i < piece.count; ++i) {
    ExpectEqual(piece, out[i] == GetBit(piece.column, piece.first + i));
  }
}

// Optionals: ranks count the ones before each row.
void CheckRanks(const Piece& piece) {
  if (piece.count == 0) return;
  UnpackBools(piece);
  uint64_t rank = Rank(piece.column, piece.first);
  for (uint32_t i = 0; i < piece.count; ++i) {
    const uint32_t row = piece.first + i;
    const bool bit = GetBit(piece.column, row);
    ExpectEqual(piece, ChildRow(piece.column, row) == (bit ? rank : kAbsent));
    rank += bit;
    ExpectEqual(piece, Rank(piece.column, row + 1) == rank);
  }
}

// Lists, maps: each range begins where the one before ends.
void CheckRanges(const Piece& piece) {
  if (piece.count == 0) return;
  uint64_t start = GetRange(piece.column, piece.first).start;
  for (uint32_t i = 0; i < piece.count; ++i) {
    const RowRange range = GetRange(piece.column, piece.first + i);
    ExpectEqual(piece, range.start == start);
    start = range.start + range.count;
  }
}

void UnpackFloating(const Piece& piece, unsigned bits) {
  if (bits == 64) {
    const auto out = std::make_unique_for_overwrite<double[]>(piece.count);
    UnpackDoubles(piece.column, piece.first, piece.count, out.get());
    for (uint32_t i = 0; i < piece.count; ++i) {
      ExpectEqual(piece, std::bit_cast<uint64_t>(out[i]) ==
                             GetFloatBits(piece.column, piece.first + i, 64));
    }
    return;
  }
  const auto out = std::make_unique_for_overwrite<float[]>(piece.count);
  UnpackFloats(piece.column, piece.first, piece.count, out.get());
  for (uint32_t i = 0; i < piece.count; ++i) {
    ExpectEqual(piece, std::bit_cast<uint32_t>(out[i]) ==
                           GetFloatBits(piece.column, piece.first + i, 32));
  }
}

void CheckPiece(const Node& node, const Piece& piece) {
  switch (node.kind) {
    case NodeKind::kBool:
      return UnpackBools(piece);
    case NodeKind::kInteger:
      UnpackAs<uint64_t>(piece);
      UnpackAs<uint32_t>(piece);
      UnpackAs<uint16_t>(piece);
      return UnpackAs<uint8_t>(piece);
    case NodeKind::kFloat:
      return UnpackFloating(piece, node.bits);
    case NodeKind::kOptional:
      return CheckRanks(piece);
    case NodeKind::kList:
    case NodeKind::kMap:
      return CheckRanges(piece);
    case NodeKind::kText:
    case NodeKind::kArray:
    case NodeKind::kUnion:
    case NodeKind::kNull:
    case NodeKind::kRecord:
    case NodeKind::kStruct:
    case NodeKind::kRaw:
      return;
  }
}

// Keys lead to their entries.
void FindKeys(const MessageReader& reader, const Node& map, bool must_equal) {
  constexpr uint32_t kMostKeys = 200;
  const Column& column = *reader.column(map);
  const Node& key = reader.layout().node(map.child);
  const Column* keys = reader.column(key);
  uint32_t left = kMostKeys;
  for (uint32_t row = 0; row < column.rows && left > 0; ++row) {
    const RowRange range = GetRange(column, row);
    const uint64_t count = std::min<uint64_t>(range.count, left);
    for (uint64_t i = 0; i < count; ++i, --left) {
      const auto entry = static_cast<uint32_t>(range.start + i);
      const uint64_t found =
          key.kind == NodeKind::kText
              ? FindTextKey(column, keys, row, GetText(keys, entry))
              : FindIntegerKey(column, *keys, key.is_signed, row,
                               GetInteger(*keys, entry));
      Check(!must_equal || found == entry, "keys lead to their entries");
    }
    if (count == 0) --left;
  }
}

// Values that must be there for one row of a table; tables that refer to
// themselves do so through what may be absent.
uint64_t LeastValues(const Layout& layout, NodeId id, uint64_t most) {
  const Node& node = layout.node(id);
  if (most == 0) return 0;
  switch (node.kind) {
    case NodeKind::kArray:
      return std::min(most,
                      node.array_size * LeastValues(layout, node.child, most));
    case NodeKind::kUnion: {
      const auto tag = static_cast<uint32_t>(node.default_bits);
      return 1 +
             LeastValues(layout, NodeId(node.child.value() + tag), most - 1);
    }
    case NodeKind::kRecord: {
      uint64_t sum = 1;
      for (uint32_t i = 0; i < layout.table(node.table).num_fields; ++i) {
        if (sum >= most) return most;
        sum += LeastValues(layout, layout.field_id(node.table, i), most - sum);
      }
      return sum;
    }
    default:
      return 1;
  }
}

}  // namespace

bool SameRows(const Layout& layout, const Rows& a, const Rows& b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (a[i].items.size() != b[i].items.size()) return false;
    for (uint32_t k = 0; k < a[i].items.size(); ++k) {
      const NodeId field = layout.field_id(TableId(0), k);
      if (!SameValue(layout, field, a[i].items[k], b[i].items[k])) return false;
    }
  }
  return true;
}

std::string EncodeRows(const Layout& layout, const Rows& rows,
                       RandomSource* source) {
  MessageBuilder builder(layout);
  Fill(rows, source, builder);
  std::string bytes;
  Check(builder.Finish(bytes), "values can be written");
  return bytes;
}

Rows DecodeRows(const Layout& layout, std::string_view message,
                uint32_t num_roots) {
  const ExactBytes exact(message);
  CoverageTracer tracer(message.size());
  MessageReader reader(layout);
  Check(reader.Open(exact.span(), {.root_rows = num_roots, .tracer = &tracer}),
        "what was written can be read");
  Check(tracer.IsComplete(), "the tracer is told of every bit once");
  CheckBulk(reader, Bulk::kEqualsRows);
  uint64_t left = ~uint64_t{0};
  bool complete;
  Rows rows = ReadRows(reader, left, complete);
  Check(complete, "what was written is in bounds");
  return rows;
}

void CheckBulk(const MessageReader& reader, Bulk bulk) {
  for (const Node& node : reader.layout().nodes) {
    if (SlotsOf(node) == 0 || node.kind == NodeKind::kText) continue;
    const Column& column = *reader.column(node);
    const uint32_t rows = column.rows;
    const uint32_t count = std::min(rows, kMostRows);
    const bool must_equal = bulk == Bulk::kEqualsRows;
    CheckPiece(node, {column, 0, count, must_equal});
    if (node.kind == NodeKind::kMap) FindKeys(reader, node, must_equal);
    if (count < 2) continue;
    CheckPiece(node, {column, rows - count + 1, count - 1, must_equal});
    CheckPiece(node, {column, count / 3, count / 2, must_equal});
  }
}

absl::Status WriteJson(const MessageReader& reader,
                       const json::Mapping& mapping,
                       const json::WriteOptions& options, std::string& out) {
  StringSink sink(out);
  json::JsonWriter writer(mapping, sink, options);
  absl::Status status = writer.StartMessage(reader);
  for (uint32_t row = 0; status.ok() && row < reader.num_roots(); ++row) {
    status = writer.WriteRow(row);
  }
  return status.ok() ? writer.Finish() : status;
}

uint64_t LeastValuesOfRoot(const Layout& layout) {
  constexpr uint64_t kMost = 1 << 16;
  uint64_t sum = 1;
  for (uint32_t i = 0; i < layout.table(TableId(0)).num_fields; ++i) {
    sum += LeastValues(layout, layout.field_id(TableId(0), i), kMost);
  }
  return sum;
}

}  // namespace sinter::testing
