// Every limit of containers and streams, in one place. Writers and readers
// share them, so that a default writer never writes what a default reader
// refuses.
#ifndef SINTER_CODEC_FILE_FILE_LIMITS_H_
#define SINTER_CODEC_FILE_FILE_LIMITS_H_

#include <cstdint>

namespace sinter {

// Frozen in the format.
inline constexpr uint64_t kMaxRootNameBytes = 1024;
inline constexpr uint64_t kMaxBlockRows = 0xffffffff;
// Offsets of files are signed 64-bit numbers everywhere.
inline constexpr uint64_t kMaxFileBytes = 0x7fffffffffffffff;

struct FileLimits {
  uint64_t max_schema_bytes = uint64_t{1} << 24;
  // Of one message: what a reader of a pipe holds at a time.
  uint64_t max_message_bytes = uint64_t{1} << 30;
};

}  // namespace sinter

#endif  // SINTER_CODEC_FILE_FILE_LIMITS_H_
