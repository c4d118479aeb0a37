// Reads the parts of a message in their order: control bits, groups, varints
// and runs of bytes (SPEC.md, "The stream"). The only code that takes bytes
// from input. The first failure is latched with its offset; after it every
// read fails.
#ifndef SINTER_CODEC_WIRE_READER_H_
#define SINTER_CODEC_WIRE_READER_H_

#include <cstdint>
#include <span>

#include "codec/failure.h"
#include "codec/tracer.h"
#include "codec/varint.h"

namespace sinter {

class WireReader {
 public:
  // `failure` receives the first failure; `tracer` may be null.
  WireReader(std::span<const uint8_t> bytes, Failure& failure, Tracer* tracer)
      : begin_(bytes.data()),
        position_(bytes.data()),
        end_(bytes.data() + bytes.size()),
        failure_(failure),
        tracer_(tracer) {}

  // `what` is a literal that names the value in errors and traces.

  // `count` control bits, at most 64, the first the least significant.
  [[nodiscard]] bool ReadBits(unsigned count, const char* what,
                              uint64_t& value) {
    if (count <= control_left_ && tracer_ == nullptr) [[likely]] {
      value = control_ & ((1u << count) - 1);
      control_ = static_cast<uint8_t>(control_ >> count);
      control_left_ = static_cast<uint8_t>(control_left_ - count);
      return true;
    }
    return ReadMoreBits(count, what, value);
  }
  // `count` values of one bit, at most 64.
  [[nodiscard]] bool ReadFlags(unsigned count, const char* what,
                               uint64_t& flags);
  // Groups of three bits and a continuation bit among the control bits.
  [[nodiscard]] bool ReadGroups(const char* what, uint64_t& value) {
    if (ReadShortGroups(value)) [[likely]]
      return true;
    return ReadLongGroups(what, value);
  }
  [[nodiscard]] bool ReadVarint(const char* what, uint64_t& value) {
    if (position_ != end_ && *position_ < 0x80 && tracer_ == nullptr)
        [[likely]] {
      value = *position_++;
      return true;
    }
    return ReadLongVarint(what, value);
  }
  // A varint that is zigzag coded when `is_signed`.
  [[nodiscard]] bool ReadNumber(bool is_signed, const char* what,
                                uint64_t& value) {
    if (!ReadVarint(what, value)) return false;
    if (is_signed) {
      value = ZigzagDecode(value);
      TraceSigned(value);
    }
    return true;
  }
  // `size` bytes; `width` in bits of the values in them, 0 for plain bytes.
  [[nodiscard]] bool ReadBytes(uint64_t size, unsigned width, const char* what,
                               const uint8_t*& data) {
    if (size <= remaining() && tracer_ == nullptr) [[likely]] {
      data = position_;
      position_ += size;
      return true;
    }
    return ReadOtherBytes(size, width, what, data);
  }
  // `size` bytes behind zeros up to a multiple of `align`, counted from the
  // start of the stream.
  [[nodiscard]] bool ReadAligned(uint64_t size, uint32_t align,
                                 const char* what, const uint8_t*& data);
  // `count` packed values of `width` bits: bytes, or control bits put into
  // `word` when they are at most 64 and `word` is not null.
  [[nodiscard]] bool ReadPacked(uint32_t count, unsigned width,
                                const char* what, uint64_t* word,
                                const uint8_t*& data);
  // The end of the message: no byte is left and unused control bits are zero.
  [[nodiscard]] bool ReadEnd();

  // A part of the message that is a stream of its own.
  struct Outer {
    const uint8_t* end;
    uint64_t control_offset;
    uint8_t control;
    uint8_t control_left;
  };
  // Starts with the next `size` bytes.
  [[nodiscard]] bool EnterPart(uint64_t size, Outer& outer);
  // Ends with them, and goes on behind.
  [[nodiscard]] bool LeavePart(const Outer& outer);

  // Latches a failure at the current position. Always false.
  bool Fail(FailureCode code, const char* what, const char* expected,
            uint64_t found);
  bool Malformed(const char* what, const char* expected, uint64_t found) {
    return Fail(FailureCode::kMalformed, what, expected, found);
  }

  // Errors and traces from here on concern the message as a whole.
  void EnterMessage() {
    node_ = Failure::kNoNode;
    if (tracer_ != nullptr) [[unlikely]]
      tracer_->OnMessage();
  }
  void EnterGroup(const GroupKey& key, uint32_t rows) {
    node_ = Failure::kNoNode;
    if (tracer_ != nullptr) [[unlikely]]
      tracer_->OnGroup(key, rows);
  }
  // Errors and traces from here on concern this column.
  void EnterNode(NodeId node, uint32_t rows) {
    node_ = node.value();
    if (tracer_ != nullptr) [[unlikely]]
      tracer_->OnNode(node, rows);
  }
  void EnterTable(TableId table, uint32_t rows) {
    node_ = Failure::kNoNode;
    if (tracer_ != nullptr) [[unlikely]]
      tracer_->OnTable(table, rows);
  }
  void TraceForm(const char* form) {
    if (tracer_ != nullptr) [[unlikely]]
      tracer_->OnForm(form);
  }
  void TraceSigned(uint64_t value) {
    if (tracer_ != nullptr) [[unlikely]]
      tracer_->OnSigned(static_cast<int64_t>(value));
  }

  uint64_t remaining() const { return static_cast<uint64_t>(end_ - position_); }
  // See Column::has_whole_loads, of a column that is read until here.
  bool has_whole_loads() const { return remaining() >= 16; }
  // Bytes from `data`, which lies in the message, to its end.
  uint64_t remaining_from(const uint8_t* data) const {
    return static_cast<uint64_t>(end_ - data);
  }

 private:
  // ReadBits, from more than one control byte or for a tracer.
  bool ReadMoreBits(unsigned count, const char* what, uint64_t& value);
  bool ReadWord(unsigned count, uint64_t& value);
  // One or two groups from what is left of the control byte and one more. False
  // if there is anything else to say about them; nothing is taken then.
  bool ReadShortGroups(uint64_t& value) {
    unsigned bits = control_;
    unsigned left = control_left_;
    unsigned taken = 0;
    if (left < 4 || (bits & 8) != 0) {
      if (position_ == end_) return false;
      bits |= unsigned{*position_} << left;
      left += 8;
      taken = 1;
    }
    const unsigned last = (bits >> 4) & 15;
    const bool is_one = (bits & 8) == 0;
    if (tracer_ != nullptr || (!is_one && (last == 0 || last > 7))) {
      return false;
    }
    value = is_one ? bits & 7 : (bits & 7) | last << 3;
    const unsigned count = is_one ? 4 : 8;
    control_ = static_cast<uint8_t>(bits >> count);
    control_left_ = static_cast<uint8_t>(left - count);
    position_ += taken;
    return true;
  }
  // What the functions above do where it is not short, or for a tracer.
  bool ReadLongGroups(const char* what, uint64_t& value);
  bool ReadLongVarint(const char* what, uint64_t& value);
  bool ReadOtherBytes(uint64_t size, unsigned width, const char* what,
                      const uint8_t*& data);
  // The end of the message or a part of it.
  bool ReadRest();

  const uint8_t* begin_;
  const uint8_t* position_;
  const uint8_t* end_;
  Failure& failure_;
  Tracer* tracer_;
  uint32_t node_ = Failure::kNoNode;
  uint64_t control_offset_ = 0;  // of the control byte in use
  uint8_t control_ = 0;          // its bits not yet read, and no others
  uint8_t control_left_ = 0;
};

}  // namespace sinter

#endif  // SINTER_CODEC_WIRE_READER_H_
