// Collects the values of one message of a schema that is known at run time,
// column by column in their native width, and encodes them. JSON stands on it;
// generated builders set the same rows with the types known.
//
// Rows may be made and set in any order, and any number of times: rows carry
// the numbers they were made with, and Finish brings them into the order of the
// wire. What is not set has its default.
#ifndef SINTER_CODEC_MESSAGE_BUILDER_H_
#define SINTER_CODEC_MESSAGE_BUILDER_H_

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <span>
#include <string_view>

#include "codec/builder_rows.h"
#include "codec/byte_buffer.h"
#include "codec/failure.h"
#include "codec/layout.h"
#include "codec/limits.h"
#include "codec/memory_fwd.h"

namespace sinter {

class Encoder;

class MessageBuilder {
 public:
  // `layout` must outlive the builder. All memory comes from `memory`, or from
  // the default resource if that is null, and stays with the builder: a message
  // like those before it takes no more. A resource without memory ends the
  // program, as operator new does where there are no exceptions; it must not
  // return null. What it throws instead passes through all functions but this
  // one, and Clear makes the builder good again.
  explicit MessageBuilder(const Layout& layout,
                          std::pmr::memory_resource* memory = nullptr);
  ~MessageBuilder();
  MessageBuilder(const MessageBuilder&) = delete;
  MessageBuilder& operator=(const MessageBuilder&) = delete;

  // Forgets all rows and keeps the memory for the next message.
  void Clear() {
    rows_.Clear();
    failure_ = {};
  }

  // Makes a row of the root table.
  uint32_t AddRoot() { return rows_.AddRoot(); }
  uint32_t num_roots() const { return rows_.num_roots(); }

  // Sets a bool (0 or 1), integer (two's complement), enum or float (its bits)
  // of a row of the node's space. A value outside the range of the type is not
  // set and makes Finish fail.
  void SetBits(NodeId node, uint32_t row, uint64_t bits);
  // Sets a string, which Finish expects to be UTF-8, or bytes. The first
  // copies, the second refers to bytes that must live until Finish.
  void SetText(NodeId node, uint32_t row, std::string_view text) {
    rows_.SetCopy(rows_.cells(node), row, text);
  }
  void SetTextReference(NodeId node, uint32_t row, std::string_view text) {
    BuilderRows::Set(rows_.cells(node), row, text);
  }
  // Sets a struct to its bytes on the wire. Those between members are taken as
  // zero. A member outside the range of its type makes Finish fail, and so does
  // a wrong size.
  void SetStruct(NodeId node, uint32_t row, std::span<const uint8_t> bytes) {
    rows_.SetStruct(rows_.cells(node), row, bytes);
  }
  // Sets a raw list to the bytes of its elements, to which the same applies.
  void SetRaw(NodeId node, uint32_t row, std::span<const uint8_t> bytes) {
    rows_.SetRaw(rows_.cells(node), row, bytes);
  }
  // The row of an optional's value, made if the optional was absent. Where
  // there are too many rows, this and the functions below return kNoRow, and
  // what is set there is lost.
  uint32_t SetPresent(NodeId optional, uint32_t row) {
    return rows_.SetChild(rows_.cells(optional), row);
  }
  // Makes `count` consecutive elements at the end of a row's list and returns
  // the row of the first of them.
  uint32_t Append(NodeId list, uint32_t row, uint32_t count = 1) {
    return rows_.Append(rows_.cells(list), row, count);
  }
  // Makes an entry of a row's map and returns its row, in which the key and the
  // value are set. Entries may come in any order; two with one key make Finish
  // fail.
  uint32_t AppendEntry(NodeId map, uint32_t row) { return Append(map, row); }
  // The row of an array's element; index < array_size.
  uint32_t GetElement(NodeId array, uint32_t row, uint32_t index);
  // Chooses the variant of a row of a union and returns the row of its value.
  // Choosing another one later forgets the value of the first.
  uint32_t SetVariant(NodeId union_node, uint32_t row, uint32_t tag) {
    return rows_.SetVariant(rows_.cells(union_node), row, tag);
  }
  // The row, in the table referred to, of a record; made at the first call.
  uint32_t GetRecord(NodeId record, uint32_t row) {
    return rows_.SetChild(rows_.cells(record), row);
  }

  // Encodes the rows as one message, which stays in the builder until the next
  // call or Clear; nothing if that fails. What the builder holds stays.
  // Failures latched by the functions above (too many rows, values out of
  // range) are reported here, until Clear.
  std::optional<std::span<const uint8_t>> Encode(const Limits& limits = {});
  // The same, at the end of `out`, which on failure is as before.
  [[nodiscard]] bool Finish(std::string& out, const Limits& limits = {});
  // The same, at the start of `out`: the part of it that the message takes;
  // nothing also if it does not fit.
  std::optional<std::span<uint8_t>> Finish(std::span<uint8_t> out,
                                           const Limits& limits = {});

  // The first failure latched, or that of the last message that was not made.
  const Failure& failure() const {
    return rows_.failure().failed() ? rows_.failure() : failure_;
  }
  const Layout& layout() const { return rows_.layout(); }
  // Bytes of memory held by rows and texts, for deciding when a block is full.
  uint64_t size_bytes() const { return rows_.size_bytes(); }
  // The rows themselves, for generated code.
  BuilderRows& rows() { return rows_; }

 private:
  // All of encoding that comes before writing.
  bool Prepare(const Limits& limits);

  BuilderRows rows_;
  Encoder* encoder_;  // in memory of the rows' pool
  Failure failure_;   // of the last message
};

}  // namespace sinter

#endif  // SINTER_CODEC_MESSAGE_BUILDER_H_
