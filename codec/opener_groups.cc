// The groups of a message, and what else differs where there are any (SPEC.md,
// "Extensions"). The mirror of encoder_groups.cc.
#include "codec/columns/tags.h"
#include "codec/opener.h"

namespace sinter {

bool MessageOpener::ReadLaterRows(uint64_t& rows) {
  uint64_t has_later;
  if (!wire_.ReadBits(1, "rows of groups", has_later)) return false;
  if (has_later == 0) return true;
  uint64_t later;
  if (!wire_.ReadGroups("rows of groups", later)) return false;
  if (later >= kMaxTableRows) {
    return wire_.Fail(FailureCode::kLimit, "rows of groups",
                      "no more than 2^32 - 1", later);
  }
  rows += later + 1;
  return true;
}

bool MessageOpener::OpenGroups() {
  GroupKey last;
  uint32_t next = 0;
  for (uint64_t more = 1; more != 0;) {
    wire_.EnterMessage();
    GroupKey key;
    if (!ReadKey(key)) return false;
    if (key <= last) {
      return wire_.Malformed("key of a group", "one behind those before it",
                             key.id);
    }
    last = key;
    if (!OpenGroup(key, FindGroup(key, next))) return false;
    wire_.EnterMessage();
    if (!wire_.ReadBits(1, "another group", more)) return false;
  }
  return CheckVariants() && CheckSites();
}

bool MessageOpener::ReadKey(GroupKey& key) {
  uint64_t is_named;
  uint64_t id;
  uint64_t since;
  if (!wire_.ReadBits(1, "name", is_named)) return false;
  if (is_named != 0 ? !wire_.ReadBits(32, "hash of the name", id)
                    : !wire_.ReadGroups("table", id)) {
    return false;
  }
  if (is_named == 0 && id >= layout_.num_base_tables()) {
    return wire_.Malformed("table", "one of the base", id);
  }
  if (!wire_.ReadGroups("since", since)) return false;
  if (since >= kMaxSince || (is_named == 0 && since == 0)) {
    return wire_.Malformed("since", "a number in range", since);
  }
  key = {.is_named = is_named != 0,
         .id = static_cast<uint32_t>(id),
         .since = static_cast<uint32_t>(since) + 1};
  return true;
}

const Group* MessageOpener::FindGroup(const GroupKey& key,
                                      uint32_t& next) const {
  while (next < layout_.groups.size() && layout_.groups[next].key < key) ++next;
  const bool is_known =
      next < layout_.groups.size() && layout_.groups[next].key == key;
  return is_known ? &layout_.groups[next] : nullptr;
}

bool MessageOpener::OpenGroup(const GroupKey& key, const Group* group) {
  uint64_t size;
  uint64_t log2;
  if (!wire_.ReadGroups("size", size) ||
      !wire_.ReadBits(3, "alignment", log2)) {
    return false;
  }
  if (size == 0) return wire_.Malformed("size", "at least one byte", 0);
  if (uint64_t{1} << log2 > kMaxAlign ||
      (group != nullptr && log2 != group->align_log2)) {
    return wire_.Malformed("alignment", "that of the columns", log2);
  }
  const uint8_t* stream;
  if (!wire_.ReadAligned(0, uint32_t{1} << log2, "", stream)) return false;
  if (group == nullptr) return SkipGroup(key, size);
  WireReader::Outer outer;
  if (!wire_.EnterPart(size, outer)) return false;
  uint32_t rows = 0;
  EnterGroup(*group, rows);
  if (!ReadGroupRows(*group, rows)) return false;
  EnterGroup(*group, rows);
  first_lone_text_ = num_lone_texts_;
  const bool ok = group->has_variants
                      ? OpenLaterVariants(*group, rows)
                      : OpenFields(layout_.fields(*group), rows);
  return ok && wire_.LeavePart(outer);
}

bool MessageOpener::OpenLaterVariants(const Group& group, uint32_t rows) {
  const Node& node = layout_.node(group.union_node);
  Column* const first = &ColumnOf(node);
  // Whoever sets a column sees to it that it is reset, but once is enough.
  bool is_touched = false;
  for (const Column* tags = first; tags != nullptr; tags = NextTags(tags)) {
    is_touched = is_touched || tags->rows > 0;
  }
  if (!is_touched) {
    Touch(node);
    VerifyLater(group.union_node);
  }
  wire_.EnterNode(group.union_node, rows);
  Column* const tags = first + group.slot;
  tags->rows = rows;
  return OpenVariants(node, group.first, group.count, tags);
}

void MessageOpener::EnterGroup(const Group& group, uint32_t rows) {
  if (group.key.since == 1) {
    wire_.EnterTable(group.table, rows);
  } else {
    wire_.EnterGroup(group.key, rows);
  }
}

// A table that no other part tells the rows of states them.
bool MessageOpener::ReadGroupRows(const Group& group, uint32_t& rows) {
  uint64_t stated = 0;
  if (group.key.is_named) {
    if (!wire_.ReadGroups("rows", stated)) return false;
    if (stated > reader_.options_.limits.max_rows || stated > kMaxTableRows) {
      return wire_.Fail(FailureCode::kLimit, "rows of a group",
                        "no more than the limits allow", stated);
    }
  }
  uint32_t& of_table = reader_.rows_[group.table.value()];
  rows = static_cast<uint32_t>(stated);
  if (group.key.since == 1) {
    if (!ChargeRows(rows)) return false;
    of_table = rows;
  } else if (!group.has_variants) {
    if (group.key.is_named && rows != of_table) {
      return wire_.Malformed("rows of a group", "those of the table", rows);
    }
    rows = of_table;
  } else if (!group.key.is_named) {
    const Node& node = layout_.node(group.union_node);
    const Column* tags = &ColumnOf(node);
    while (NextTags(tags) != &ColumnOf(node) + group.slot) {
      tags = NextTags(tags);
    }
    rows = EscapeRows(*tags);
  }
  return rows > 0 || wire_.Malformed("rows of a group", "at least one", 0);
}

bool MessageOpener::SkipGroup(const GroupKey& key, uint64_t size) {
  wire_.EnterGroup(key, 0);
  const uint8_t* bytes;
  if (!wire_.ReadBytes(size, 0, "skipped", bytes)) return false;
  ++reader_.num_skipped_;
  if (reader_.skipped_.size() < MessageReader::kMaxSkippedListed) {
    reader_.skipped_.push_back({key, size});
  }
  return true;
}

// Rows with variants that were added later have them in the group that added
// them. The last group that the layout has may be followed by others.
bool MessageOpener::CheckVariants() {
  for (uint32_t i = 0; i < reader_.num_unverified_; ++i) {
    const NodeId id(reader_.unverified_[i]);
    if (layout_.node(id).kind != NodeKind::kUnion) continue;
    const Column* tags = &ColumnOf(layout_.node(id));
    while (const Column* next = NextTags(tags)) {
      if (EscapeRows(*tags) != next->rows) return RefuseEscape(id, *tags);
      tags = next;
    }
    if (EscapeRows(*tags) > 0 && reader_.num_skipped_ == 0) {
      return RefuseEscape(id, *tags);
    }
  }
  return true;
}

bool MessageOpener::RefuseEscape(NodeId id, const Column& tags) {
  wire_.EnterNode(id, tags.rows);
  return wire_.Malformed("rows of later variants", "those of a group",
                         EscapeRows(tags));
}

bool MessageOpener::CheckSites() {
  for (uint32_t i = 0; i < layout_.tables.size(); ++i) {
    if (!CheckSites(TableId(i))) return false;
  }
  return true;
}

// Each row has one parent: the rows of the sites in groups follow those of the
// base without a gap, but for rows of groups that were skipped.
bool MessageOpener::CheckSites(TableId table) {
  const Table& shape = layout_.table(table);
  const uint64_t rows = reader_.rows_[table.value()];
  const uint32_t num_base = shape.num_sites - shape.num_later_sites;
  uint64_t next = CountRows(table);
  for (const NodeId site : layout_.sites.subspan(shape.first_site + num_base,
                                                 shape.num_later_sites)) {
    const Column& column = ColumnOf(layout_.node(site));
    if (column.rows == 0) continue;
    const bool fits =
        reader_.num_skipped_ == 0 ? column.base == next : column.base >= next;
    if (!fits || column.base > rows || column.rows > rows - column.base) {
      wire_.EnterNode(site, column.rows);
      return wire_.Malformed("first row", "rows that no other site has",
                             column.base);
    }
    next = column.base + column.rows;
  }
  if (reader_.num_skipped_ == 0 ? next == rows : next <= rows) return true;
  wire_.EnterTable(table, static_cast<uint32_t>(rows));
  return wire_.Malformed("rows of a table", "those that refer to it", next);
}

}  // namespace sinter
