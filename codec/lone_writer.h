// A WireWriter for a few values that stand alone, none of them large: room is
// made for the most that they can take, so that nothing is asked before each of
// them, and all that changes stays in registers. Internal to the encoder.
#ifndef SINTER_CODEC_LONE_WRITER_H_
#define SINTER_CODEC_LONE_WRITER_H_

#include <cstdint>
#include <cstring>
#include <string_view>

#include "codec/bits.h"
#include "codec/varint.h"
#include "codec/wire_writer.h"

namespace sinter {

class LoneWriter {
 public:
  // Bytes that a number takes at most, control bits included: 64 bits in
  // groups; and what a text takes beside its bytes.
  static constexpr uint64_t kMostBytes = 24;

  // Goes on where `writer`, which is not counting, is, and writes no more than
  // `most` bytes. Nothing may be put into `writer` until Finish.
  [[gnu::always_inline]] LoneWriter(WireWriter& writer, uint64_t most)
      : writer_(writer),
        at_(writer.out_->Room(most + kSlack)),
        used_(8 - writer.control_left_) {
    const bool has_control = used_ < 8;
    control_ = has_control ? writer.out_->data() + writer.control_at_
                           : &writer.no_control_;
    bits_ = has_control ? *control_ : 0;
  }
  LoneWriter(const LoneWriter&) = delete;
  LoneWriter& operator=(const LoneWriter&) = delete;

  // Leaves the rest to the writer that this one came from.
  [[gnu::always_inline]] void Finish() {
    ByteBuffer& out = *writer_.out_;
    const auto size = static_cast<uint64_t>(at_ - (out.data() + out.size()));
    const unsigned left = 8 - used_;
    writer_.bits_ += 8 * size + writer_.control_left_ - left;
    writer_.control_left_ = left;
    if (control_ != &writer_.no_control_) {
      writer_.control_at_ = static_cast<size_t>(control_ - out.data());
    }
    out.Advance(size);
  }

  // As those of WireWriter.

  // `value` < 2^count, `count` at most 56.
  [[gnu::always_inline]] void PutBits(uint64_t value, unsigned count) {
    bits_ |= value << used_;
    used_ += count;
    *control_ = static_cast<uint8_t>(bits_);
    if (used_ <= 8) return;
    const unsigned added = (used_ - 1) / 8;
    StoreLittleEndian64(bits_ >> 8, at_);
    at_ += added;
    control_ = at_ - 1;
    bits_ >>= 8 * added;
    used_ -= 8 * added;
  }
  [[gnu::always_inline]] void PutGroups(uint64_t value) {
    if (value < 8) return PutBits(value, 4);
    if (value < 64) return PutBits((value & 7) | 8 | value >> 3 << 4, 8);
    constexpr unsigned kMostBits = 48;
    uint64_t code = 0;
    unsigned count = 0;
    for (; value > 7; value >>= 3) {
      if (count == kMostBits) {
        PutBits(code, count);
        code = 0;
        count = 0;
      }
      code |= ((value & 7) | 8) << count;
      count += 4;
    }
    PutBits(code | value << count, count + 4);
  }
  [[gnu::always_inline]] void PutVarint(uint64_t value) {
    if (value < 0x80) {
      *at_++ = static_cast<uint8_t>(value);
    } else if (value < uint64_t{1} << 56) {
      at_ += PutShortVarint(value, at_);
    } else {
      at_ += sinter::PutVarint(value, at_);
    }
  }
  [[gnu::always_inline]] void PutNumber(bool is_signed, uint64_t value) {
    PutVarint(is_signed ? ZigzagEncode(value) : value);
  }
  // Of 32 or 64 bits.
  [[gnu::always_inline]] void PutFixed(uint64_t value, unsigned bits) {
    StoreLittleEndian64(value, at_);
    at_ += bits / 8;
  }
  [[gnu::always_inline]] void PutBytes(std::string_view bytes) {
    CopyText(bytes, at_);
    at_ += bytes.size();
  }

 private:
  // Words are stored whole.
  static constexpr uint64_t kSlack = 16;

  WireWriter& writer_;
  uint8_t* at_;
  uint8_t* control_;  // the control byte in use
  uint64_t bits_;     // what it holds
  unsigned used_;     // bits of it
};

}  // namespace sinter

#endif  // SINTER_CODEC_LONE_WRITER_H_
