#include "tools/trace.h"

#include <algorithm>
#include <cstring>

namespace sinter::tools {

std::string TraceOwner::FormText(const char* none) const {
  if (forms.empty()) return none;
  std::string text;
  for (const char* form : forms) {
    if (!text.empty()) text += ", ";
    text += form;
  }
  return text;
}

std::vector<TracePiece> Trace::InOrder() const {
  std::vector<TracePiece> ordered = pieces;
  std::ranges::stable_sort(ordered, {}, &TracePiece::bit_offset);
  return ordered;
}

uint64_t Trace::num_bits() const {
  uint64_t end = 0;
  for (const TracePiece& piece : pieces) {
    end = std::max(end, piece.bit_offset + piece.num_bits);
  }
  return end;
}

uint64_t FindUncoveredBit(const std::vector<TracePiece>& ordered) {
  uint64_t end = 0;
  for (const TracePiece& piece : ordered) {
    if (piece.bit_offset != end) break;
    end += piece.num_bits;
  }
  return end;
}

void TraceRecorder::SetOwner(TraceOwner::Kind kind, uint32_t id,
                             const GroupKey& key, uint32_t rows) {
  const auto [known, is_new] = owners_.emplace(
      std::tuple(kind, id, key), static_cast<uint32_t>(trace_.owners.size()));
  owner_ = known->second;
  if (is_new) {
    TraceOwner owner;
    owner.kind = kind;
    owner.id = id;
    owner.key = key;
    trace_.owners.push_back(std::move(owner));
  }
  // Of a union the tags of all rows come before those of its groups.
  trace_.owners[owner_].rows = std::max(trace_.owners[owner_].rows, rows);
}

// Tables of a cycle come twice: with their rows, then with their columns.
void TraceRecorder::OnTable(TableId table, uint32_t rows) {
  SetOwner(TraceOwner::Kind::kTable, table.value(), {}, rows);
}

void TraceRecorder::OnNode(NodeId node, uint32_t rows) {
  SetOwner(TraceOwner::Kind::kNode, node.value(), {}, rows);
}

void TraceRecorder::OnGroup(const GroupKey& key, uint32_t rows) {
  SetOwner(TraceOwner::Kind::kGroup, 0, key, rows);
}

void TraceRecorder::OnForm(const char* form) {
  std::vector<const char*>& forms = trace_.owners[owner_].forms;
  if (std::ranges::none_of(forms, [&](const char* known) {
        return std::strcmp(known, form) == 0;
      })) {
    forms.push_back(form);
  }
}

void TraceRecorder::AddPiece(TracePiece piece) {
  piece.owner = owner_;
  trace_.owners[owner_].num_bits += piece.num_bits;
  trace_.pieces.push_back(piece);
}

void TraceRecorder::OnControl(uint64_t offset, unsigned bit, unsigned count,
                              uint64_t value, const char* what, bool first) {
  TracePiece piece;
  piece.kind = TracePiece::Kind::kControl;
  piece.first = first;
  piece.what = what;
  piece.bit_offset = offset * 8 + bit;
  piece.num_bits = count;
  if (first) {
    bits_of_value_ = 0;
    piece.value = value;
  } else {
    auto start = trace_.pieces.rbegin();
    while (!start->first) ++start;
    start->value |= value << bits_of_value_;
  }
  bits_of_value_ += count;
  AddPiece(piece);
}

void TraceRecorder::OnGroups(unsigned count, uint64_t value) {
  // Each group was reported as a value of its own; they are one.
  for (auto piece = trace_.pieces.rbegin(); count > 0; ++piece) {
    if (!piece->first) continue;
    --count;
    piece->first = count == 0;
    piece->value = count == 0 ? value : 0;
  }
}

void TraceRecorder::OnVarint(uint64_t offset, uint64_t size, uint64_t value,
                             const char* what) {
  TracePiece piece;
  piece.kind = TracePiece::Kind::kVarint;
  piece.what = what;
  piece.bit_offset = offset * 8;
  piece.num_bits = size * 8;
  piece.value = value;
  AddPiece(piece);
}

void TraceRecorder::OnSigned(int64_t value) {
  auto piece = trace_.pieces.rbegin();
  while (!piece->first) ++piece;
  piece->value = static_cast<uint64_t>(value);
  piece->is_signed = true;
}

void TraceRecorder::OnBytes(uint64_t offset, uint64_t size, unsigned width,
                            const char* what) {
  TracePiece piece;
  piece.kind = TracePiece::Kind::kBytes;
  piece.width = width;
  piece.what = what;
  piece.bit_offset = offset * 8;
  piece.num_bits = size * 8;
  AddPiece(piece);
}

}  // namespace sinter::tools
