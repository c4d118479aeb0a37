// The state of a running checksum is a value member here, not the library's
// opaque heap object.
#define XXH_STATIC_LINKING_ONLY
#include "codec/file/checksum.h"

#include <xxhash.h>

namespace sinter {

uint64_t Checksum(std::span<const uint8_t> bytes) {
  return XXH64(bytes.data(), bytes.size(), /*seed=*/0);
}

struct RunningChecksum::State {
  XXH64_state_t xxh64;
};

RunningChecksum::RunningChecksum() : state_(std::make_unique<State>()) {
  XXH64_reset(&state_->xxh64, /*seed=*/0);
}
RunningChecksum::RunningChecksum(RunningChecksum&&) noexcept = default;
RunningChecksum& RunningChecksum::operator=(RunningChecksum&&) noexcept =
    default;
RunningChecksum::~RunningChecksum() = default;

void RunningChecksum::Add(std::span<const uint8_t> bytes) {
  if (bytes.empty()) return;
  XXH64_update(&state_->xxh64, bytes.data(), bytes.size());
}

uint64_t RunningChecksum::value() const { return XXH64_digest(&state_->xxh64); }

}  // namespace sinter
