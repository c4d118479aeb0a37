// Bytes of messages that no encoder would write, piece by piece.
#ifndef SINTER_TESTS_LIMITS_ATTACK_BYTES_H_
#define SINTER_TESTS_LIMITS_ATTACK_BYTES_H_

#include <cstdint>
#include <functional>
#include <string>

#include "codec/wire_writer.h"

namespace sinter::testing {

inline constexpr uint64_t kMany = uint64_t{1}
                                  << 26;  // of 2^28 rows of a message

using Put = std::function<void(WireWriter&)>;

// What stands in a stream of its own: a group, or a message without its first
// bit.
inline std::string Stream(const Put& put) {
  std::string out;
  WireWriter writer(out);
  put(writer);
  return out;
}

// A message without extensions.
inline std::string Message(const Put& put) {
  std::string out;
  WireWriter writer(out);
  writer.PutBits(0, 1);
  put(writer);
  return out;
}

inline void Flags(WireWriter& writer, uint64_t flags, unsigned count) {
  writer.PutBits(flags, count);
}

// Lengths of two rows or more, all the same (SPEC.md, section 7.2).
inline void EqualLengths(WireWriter& writer, uint64_t length) {
  writer.PutGroups(length);
  writer.PutBits(0, 6);
}

// A packed column without bits (section 7.1).
inline void Line(WireWriter& writer, uint64_t base, uint64_t stride) {
  writer.PutBits(0, 6);
  writer.PutBits(base != 0, 1);
  writer.PutBits(stride != 0, 1);
  if (base != 0) writer.PutNumber(stride != 0, base);
  if (stride != 0) writer.PutNumber(true, stride);
}

// An integer column of more than 16 rows in packed form.
inline void PackedLine(WireWriter& writer, uint64_t base, uint64_t stride) {
  writer.PutBits(0, 3);
  Line(writer, base, stride);
}

inline void AllBits(WireWriter& writer, bool value) {
  writer.PutBits(value, 2);
}

inline std::string ListOf(const std::string& type) {
  return "record R { l: [" + type + "]; } root R;";
}

}  // namespace sinter::testing

#endif  // SINTER_TESTS_LIMITS_ATTACK_BYTES_H_
