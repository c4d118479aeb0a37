// A message opened for looking at: its trace, and its values as far as it is
// whole.
#ifndef SINTER_TOOLS_TRACED_MESSAGE_H_
#define SINTER_TOOLS_TRACED_MESSAGE_H_

#include <cstdint>
#include <span>
#include <string>

#include "absl/status/status.h"
#include "codec/message_reader.h"
#include "tools/bound_schema.h"
#include "tools/trace.h"

namespace sinter::tools {

class TracedMessage {
 public:
  // Opens `bytes`, which stand at `offset` of the file and must live as long as
  // this and `bound`.
  TracedMessage(const BoundSchema& bound, std::span<const uint8_t> bytes,
                uint64_t offset, uint32_t rows);

  // Whether values can be read. They may be nonsense if status() is an error.
  bool is_open() const { return is_open_; }
  // What is wrong; offsets count from the start of the file.
  const absl::Status& status() const { return status_; }
  const Trace& trace() const { return recorder_.trace(); }
  const MessageReader& reader() const { return reader_; }
  const BoundSchema& bound() const { return bound_; }
  std::span<const uint8_t> bytes() const { return bytes_; }
  uint64_t offset() const { return offset_; }
  uint32_t rows() const { return rows_; }

  // The owner of a table's or node's bits, or null if it has none.
  const TraceOwner* table_owner(TableId table) const {
    return tables_[table.value()];
  }
  const TraceOwner* node_owner(NodeId node) const {
    return nodes_[node.value()];
  }
  // Where the first bit of an owner stands, from the start of the message.
  uint64_t FirstBit(const TraceOwner& owner) const;

  // "Entry.name", "table Entry", "message".
  std::string OwnerName(const TraceOwner& owner) const;
  // The name of table or node in the schema.
  std::string_view table_name(TableId table) const;
  std::string_view node_name(NodeId node) const;

 private:
  const BoundSchema& bound_;
  const std::span<const uint8_t> bytes_;
  const uint64_t offset_;
  const uint32_t rows_;
  TraceRecorder recorder_;
  MessageReader reader_;
  bool is_open_ = false;
  absl::Status status_;
  std::vector<const TraceOwner*> tables_;
  std::vector<const TraceOwner*> nodes_;
  std::vector<uint64_t> first_bits_;  // by owner
};

// "since 2 of shop.Order". Of a type that the schema does not have only the
// hash of its name is known.
std::string GroupName(const BoundSchema& bound, const GroupKey& key);

// A failure in a message that stands at `offset` of a file.
absl::Status StatusInFile(const Failure& failure, const Layout& layout,
                          uint64_t offset);

}  // namespace sinter::tools

#endif  // SINTER_TOOLS_TRACED_MESSAGE_H_
