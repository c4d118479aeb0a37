// The first thing that was wrong with some bytes. Primitives return false and
// leave one of these behind; status.h turns it into an absl::Status where an
// API ends.
#ifndef SINTER_CODEC_FAILURE_H_
#define SINTER_CODEC_FAILURE_H_

#include <cstdint>

namespace sinter {

enum class FailureCode : uint8_t {
  kNone,
  kMalformed,    // no encoder writes such bytes
  kLimit,        // well-formed, but larger than the limits allow
  kUnsupported,  // reserved, or from a newer version of the format
  kMisaligned,   // the buffer's address does not suit the schema
};

// `what` and `expected` are string literals.
struct Failure {
  FailureCode code = FailureCode::kNone;
  const char* what = "";      // "bit width"
  const char* expected = "";  // "at most 56 or exactly 64"
  uint64_t found = 0;
  uint64_t offset = 0;      // bytes from the start of the message
  uint32_t node = kNoNode;  // the column being read

  static constexpr uint32_t kNoNode = 0xffffffff;

  bool failed() const { return code != FailureCode::kNone; }
};

}  // namespace sinter

#endif  // SINTER_CODEC_FAILURE_H_
