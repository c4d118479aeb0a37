#include "tools/traced_message.h"

#include "codec/status.h"
#include "schema/fingerprint.h"
#include "schema/text.h"

namespace sinter::tools {

std::string GroupName(const BoundSchema& bound, const GroupKey& key) {
  std::string of;
  if (key.is_named) {
    of = schema::Cat("a later type with the hash ", key.id);
    for (const schema::Declaration& decl : bound.schema.declarations) {
      const std::string name = decl.QualifiedName();
      if (schema::NameHash(name) == key.id) of = name;
    }
  } else {
    of = bound.layout().names->tables[key.id];
  }
  return key.since == 1 ? of : schema::Cat("since ", key.since, " of ", of);
}

absl::Status StatusInFile(const Failure& failure, const Layout& layout,
                          uint64_t offset) {
  Failure in_file = failure;
  in_file.offset += offset;
  return ToStatus(in_file, layout);
}

TracedMessage::TracedMessage(const BoundSchema& bound,
                             std::span<const uint8_t> bytes, uint64_t offset,
                             uint32_t rows)
    : bound_(bound),
      bytes_(bytes),
      offset_(offset),
      rows_(rows),
      reader_(bound.layout()),
      tables_(bound.layout().tables.size()),
      nodes_(bound.layout().nodes.size()) {
  OpenOptions options;
  options.root_rows = rows;
  options.alignment = Alignment::kCopy;
  options.verify = false;
  options.tracer = &recorder_;
  is_open_ = reader_.Open(bytes, options);
  // A message that opens has values to show even if some of them are wrong.
  if (!is_open_ || !reader_.Verify()) {
    status_ = StatusInFile(reader_.failure(), bound.layout(), offset);
  }
  for (const TraceOwner& owner : trace().owners) {
    if (owner.kind == TraceOwner::Kind::kTable) tables_[owner.id] = &owner;
    if (owner.kind == TraceOwner::Kind::kNode) nodes_[owner.id] = &owner;
  }
  first_bits_.assign(trace().owners.size(), trace().num_bits());
  for (const TracePiece& piece : trace().pieces) {
    uint64_t& first = first_bits_[piece.owner];
    first = std::min(first, piece.bit_offset);
  }
}

uint64_t TracedMessage::FirstBit(const TraceOwner& owner) const {
  return first_bits_[static_cast<size_t>(&owner - trace().owners.data())];
}

std::string_view TracedMessage::table_name(TableId table) const {
  return bound_.layout().names->tables[table.value()];
}

std::string_view TracedMessage::node_name(NodeId node) const {
  return bound_.layout().names->nodes[node.value()];
}

std::string TracedMessage::OwnerName(const TraceOwner& owner) const {
  switch (owner.kind) {
    case TraceOwner::Kind::kMessage:
      return "message";
    case TraceOwner::Kind::kTable:
      return schema::Cat("table ", table_name(TableId(owner.id)));
    case TraceOwner::Kind::kNode:
      return std::string(node_name(NodeId(owner.id)));
    case TraceOwner::Kind::kGroup:
      return GroupName(bound_, owner.key);
  }
  return "";
}

}  // namespace sinter::tools
