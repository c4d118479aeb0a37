// A bare message behind a version byte and its schema's fingerprint (SPEC.md,
// "Tagged messages"): nine bytes that catch a reader with another schema.
#ifndef SINTER_CODEC_FILE_TAGGED_H_
#define SINTER_CODEC_FILE_TAGGED_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "absl/status/statusor.h"

namespace sinter {

inline constexpr uint8_t kTaggedVersion = 1;
inline constexpr size_t kTagBytes = 9;

// Appends the tag alone: the message follows it.
void AppendTag(uint64_t fingerprint, std::string& out);

struct TaggedMessage {
  uint64_t fingerprint = 0;
  std::span<const uint8_t> message;  // the rest of the bytes
};

absl::StatusOr<TaggedMessage> ParseTagged(std::span<const uint8_t> bytes);

// The message, if its schema's fingerprint is the one given.
absl::StatusOr<std::span<const uint8_t>> ParseTagged(
    std::span<const uint8_t> bytes, uint64_t fingerprint);

}  // namespace sinter

#endif  // SINTER_CODEC_FILE_TAGGED_H_
