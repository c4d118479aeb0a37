// Collects the values of one message, column by column in their native width,
// and encodes them. Generated builders and JSON stand on it.
//
// Rows may be made and set in any order, and any number of times: rows carry
// the numbers they were made with, and Finish brings them into the order of the
// wire. What is not set has its default.
#ifndef SINTER_CODEC_MESSAGE_BUILDER_H_
#define SINTER_CODEC_MESSAGE_BUILDER_H_

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "codec/failure.h"
#include "codec/layout.h"
#include "codec/limits.h"

namespace sinter {

class MessageBuilder {
 public:
  // `layout` must outlive the builder. All memory comes from `memory`.
  explicit MessageBuilder(
      const Layout& layout,
      std::pmr::memory_resource* memory = std::pmr::get_default_resource());
  ~MessageBuilder();
  MessageBuilder(const MessageBuilder&) = delete;
  MessageBuilder& operator=(const MessageBuilder&) = delete;

  // Forgets all rows and keeps the memory for the next message.
  void Clear();

  // Makes a row of the root table.
  uint32_t AddRoot();
  uint32_t num_roots() const;

  // Sets a bool (0 or 1), integer (two's complement), enum or float (its bits)
  // of a row of the node's space. A value outside the range of the type is not
  // set and makes Finish fail.
  void SetBits(NodeId node, uint32_t row, uint64_t bits);
  // Sets a string, which Finish expects to be UTF-8, or bytes. The first
  // copies, the second refers to bytes that must live until Finish.
  void SetText(NodeId node, uint32_t row, std::string_view text);
  void SetTextReference(NodeId node, uint32_t row, std::string_view text);
  // The row of an optional's value, made if the optional was absent.
  uint32_t SetPresent(NodeId optional, uint32_t row);
  // Makes `count` consecutive elements at the end of a row's list and returns
  // the row of the first of them.
  uint32_t Append(NodeId list, uint32_t row, uint32_t count = 1);
  // Makes an entry of a row's map and returns its row, in which the key and the
  // value are set. Entries may come in any order; two with one key make Finish
  // fail.
  uint32_t AppendEntry(NodeId map, uint32_t row) { return Append(map, row); }
  // The row of an array's element; index < array_size.
  uint32_t GetElement(NodeId array, uint32_t row, uint32_t index);
  // Chooses the variant of a row of a union and returns the row of its value.
  // Choosing another one later forgets the value of the first.
  uint32_t SetVariant(NodeId union_node, uint32_t row, uint32_t tag);
  // The row, in the table referred to, of a record; made at the first call.
  uint32_t GetRecord(NodeId record, uint32_t row);

  // Encodes the rows as one message at the end of `out`. What the builder holds
  // stays. On failure `out` is as before. Failures latched by the functions
  // above (too many rows, values out of range) are reported here, until Clear.
  [[nodiscard]] bool Finish(std::string& out, const Limits& limits = {});

  const Failure& failure() const;
  const Layout& layout() const;
  // Bytes of memory held by rows and texts, for deciding when a block is full.
  uint64_t size_bytes() const;

 private:
  class Rows;
  std::unique_ptr<Rows> rows_;
};

}  // namespace sinter

#endif  // SINTER_CODEC_MESSAGE_BUILDER_H_
