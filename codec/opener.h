// Reads a message into the descriptors of a MessageReader: one pass over its
// headers, none over its values (SPEC.md, "Messages"). The mirror of
// encoder.cc: the same walk over the same Layout. Internal to the engine.
#ifndef SINTER_CODEC_OPENER_H_
#define SINTER_CODEC_OPENER_H_

#include <cstdint>
#include <span>
#include <string_view>

#include "codec/message_reader.h"
#include "codec/wire_reader.h"

namespace sinter {

class MessageOpener {
 public:
  explicit MessageOpener(MessageReader& reader);

  [[nodiscard]] bool Open();

 private:
  bool OpenTable(TableId table, uint32_t rows);
  // The tables of a cycle: their row counts, then each.
  bool OpenCycle(std::span<const TableId> tables);
  bool OpenFlagged(TableId table, uint32_t rows);
  bool OpenFlagColumn(TableId table, uint32_t rows);
  // The values of a node with `rows` rows, at least one; `is_field` when a
  // default flag came before.
  bool OpenNode(NodeId id, uint32_t rows, bool is_field);
  bool OpenBools(const Node& node, uint32_t rows, bool is_field);
  bool OpenInteger(const Node& node, uint32_t rows);
  bool OpenLoneInteger(const Node& node, Column& column);
  bool OpenFloat(const Node& node, uint32_t rows);
  bool OpenText(const Node& node, uint32_t rows);
  bool OpenLoneText(const Node& node);
  bool OpenOptional(const Node& node, uint32_t rows, bool is_field);
  bool OpenList(const Node& node, uint32_t rows);
  bool OpenArray(const Node& node, uint32_t rows);
  bool OpenUnion(const Node& node, uint32_t rows);
  // The nodes inside a node, which share a space of so many rows.
  bool OpenChildren(const Node& node, uint64_t rows);
  void OpenSite(NodeId id, const Node& node, uint32_t rows);

  // Rows of a table from the root and the sites that are open. The sites get
  // their bases.
  uint64_t CountRows(TableId table);
  bool ChargeRows(uint64_t rows);
  uint64_t rows_left() const;
  Column& ColumnOf(const Node& node);
  void Touch(NodeId id);

  MessageReader& reader_;
  const Layout& layout_;
  WireReader wire_;
  uint64_t rows_used_ = 0;
  uint32_t num_lone_texts_ = 0;
};

}  // namespace sinter

#endif  // SINTER_CODEC_OPENER_H_
