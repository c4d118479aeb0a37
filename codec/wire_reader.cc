#include "codec/wire_reader.h"

#include <algorithm>

#include "codec/bits.h"
#include "codec/varint.h"

namespace sinter {

bool WireReader::Fail(FailureCode code, const char* what, const char* expected,
                      uint64_t found) {
  if (!failure_.failed()) {
    failure_ = {.code = code,
                .what = what,
                .expected = expected,
                .found = found,
                .offset = static_cast<uint64_t>(position_ - begin_),
                .node = node_};
  }
  // Whoever goes on in spite of the failure finds nothing more.
  position_ = end_;
  control_ = 0;
  control_left_ = 0;
  return false;
}

bool WireReader::ReadMoreBits(unsigned count, const char* what,
                              uint64_t& value) {
  if (tracer_ == nullptr && count <= control_left_ + 8u && position_ != end_)
      [[likely]] {
    control_offset_ = static_cast<uint64_t>(position_ - begin_);
    const unsigned both = control_ | unsigned{*position_++} << control_left_;
    value = both & ((1u << count) - 1);
    control_ = static_cast<uint8_t>(both >> count);
    control_left_ = static_cast<uint8_t>(control_left_ + 8 - count);
    return true;
  }
  if (tracer_ == nullptr && count <= 56 && remaining() >= 8) {
    return ReadWord(count, value);
  }
  value = 0;
  for (unsigned done = 0; done < count;) {
    if (control_left_ == 0) {
      if (position_ == end_) {
        return Malformed(what, "another control byte", 0);
      }
      control_offset_ = static_cast<uint64_t>(position_ - begin_);
      control_ = *position_++;
      control_left_ = 8;
    }
    const unsigned taken = std::min<unsigned>(count - done, control_left_);
    const uint64_t piece = control_ & LowMask(taken);
    if (tracer_ != nullptr) [[unlikely]] {
      tracer_->OnControl(control_offset_, 8u - control_left_, taken, piece,
                         what, done == 0);
    }
    value |= piece << done;
    control_ = static_cast<uint8_t>(control_ >> taken);
    control_left_ = static_cast<uint8_t>(control_left_ - taken);
    done += taken;
  }
  return true;
}

bool WireReader::ReadFlags(unsigned count, const char* what, uint64_t& flags) {
  if (tracer_ == nullptr) [[likely]]
    return ReadBits(count, what, flags);
  flags = 0;
  for (unsigned i = 0; i < count; ++i) {
    uint64_t flag;
    if (!ReadBits(1, what, flag)) return false;
    flags |= flag << i;
  }
  return true;
}

// Bits of several control bytes, more than are left of the last one.
bool WireReader::ReadWord(unsigned count, uint64_t& value) {
  const uint64_t both = control_ | LoadLittleEndian64(position_)
                                       << control_left_;
  const unsigned bytes = (count - control_left_ + 7) / 8;
  position_ += bytes;
  value = both & LowMask(count);
  control_left_ = static_cast<uint8_t>(control_left_ + 8 * bytes - count);
  control_ = static_cast<uint8_t>((both >> count) & LowMask(control_left_));
  return true;
}

bool WireReader::ReadLongGroups(const char* what, uint64_t& value) {
  value = 0;
  for (unsigned shift = 0;; shift += 3) {
    uint64_t group;
    if (!ReadBits(4, what, group)) return false;
    const uint64_t digits = group & 7;
    if (shift == 63 && digits > 1) {
      return Malformed(what, "at most 64 bits", digits);
    }
    value |= digits << shift;
    if ((group & 8) == 0) {
      if (digits == 0 && shift > 0) {
        return Malformed(what, "the shortest form", value);
      }
      if (tracer_ != nullptr) [[unlikely]]
        tracer_->OnGroups(shift / 3 + 1, value);
      return true;
    }
    if (shift == 63) return Malformed(what, "at most 64 bits", value);
  }
}

bool WireReader::ReadLongVarint(const char* what, uint64_t& value) {
  if (remaining() >= 8 && tracer_ == nullptr) {
    const unsigned length = GetShortVarint(position_, value);
    position_ += length;
    if (length > 0) return true;
  }
  unsigned length = 0;
  switch (GetVarint(position_, static_cast<size_t>(end_ - position_), value,
                    length)) {
    case VarintResult::kOk:
      break;
    case VarintResult::kTruncated:
      return Malformed(what, "a whole varint, got the end after bytes",
                       remaining());
    case VarintResult::kOverlong:
      return Malformed(what, "the shortest varint, got an overlong one", 0);
    case VarintResult::kTooLarge:
      return Malformed(what, "a varint of at most 64 bits, got more than", 64);
  }
  if (tracer_ != nullptr) [[unlikely]] {
    tracer_->OnVarint(static_cast<uint64_t>(position_ - begin_), length, value,
                      what);
  }
  position_ += length;
  return true;
}

bool WireReader::ReadOtherBytes(uint64_t size, unsigned width, const char* what,
                                const uint8_t*& data) {
  if (size > remaining()) {
    return Malformed(what, "no more bytes than remain", size);
  }
  data = position_;
  if (tracer_ != nullptr && size > 0) [[unlikely]] {
    tracer_->OnBytes(static_cast<uint64_t>(position_ - begin_), size, width,
                     what);
  }
  position_ += size;
  return true;
}

bool WireReader::ReadAligned(uint64_t size, uint32_t align, const char* what,
                             const uint8_t*& data) {
  const auto offset = static_cast<uint64_t>(position_ - begin_);
  const uint64_t padding = (align - offset % align) % align;
  const uint8_t* zeros;
  if (!ReadBytes(padding, 0, "padding", zeros)) return false;
  if (std::any_of(zeros, zeros + padding,
                  [](uint8_t byte) { return byte != 0; })) {
    return Malformed("padding before aligned bytes is not zero", "", 0);
  }
  return ReadBytes(size, 0, what, data);
}

bool WireReader::ReadPacked(uint32_t count, unsigned width, const char* what,
                            uint64_t* word, const uint8_t*& data) {
  const uint64_t bits = uint64_t{count} * width;
  if (word != nullptr && bits <= 64) {
    uint64_t value;
    if (!ReadBits(static_cast<unsigned>(bits), what, value)) return false;
    StoreLittleEndian64(value, reinterpret_cast<uint8_t*>(word));
    data = reinterpret_cast<const uint8_t*>(word);
    return true;
  }
  return ReadBytes(PackedBytes(count, width), width, what, data);
}

bool WireReader::EnterPart(uint64_t size, Outer& outer) {
  if (size > remaining()) {
    return Malformed("size", "no more bytes than remain", size);
  }
  outer = {.end = end_,
           .control_offset = control_offset_,
           .control = control_,
           .control_left = control_left_};
  end_ = position_ + size;
  control_ = 0;
  control_left_ = 0;
  return true;
}

bool WireReader::LeavePart(const Outer& outer) {
  if (!ReadRest()) return false;
  end_ = outer.end;
  control_offset_ = outer.control_offset;
  control_ = outer.control;
  control_left_ = outer.control_left;
  return true;
}

bool WireReader::ReadEnd() {
  EnterMessage();
  return ReadRest();
}

bool WireReader::ReadRest() {
  if (control_left_ > 0) {
    const unsigned count = control_left_;
    uint64_t unused;
    if (!ReadBits(count, "unused control bits", unused)) return false;
    if (unused != 0) {
      return Malformed("unused control bits", "zero", unused);
    }
  }
  if (position_ != end_) {
    return Malformed("end of the message", "no further bytes", remaining());
  }
  return true;
}

}  // namespace sinter
