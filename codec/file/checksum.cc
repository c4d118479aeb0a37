#include "codec/file/checksum.h"

#include <xxhash.h>

namespace sinter {

uint64_t Checksum(std::span<const uint8_t> bytes) {
  return XXH64(bytes.data(), bytes.size(), /*seed=*/0);
}

}  // namespace sinter
