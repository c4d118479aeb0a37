// The checksum of all container parts: XXH64 with seed 0.
#ifndef SINTER_CODEC_FILE_CHECKSUM_H_
#define SINTER_CODEC_FILE_CHECKSUM_H_

#include <cstdint>
#include <span>

namespace sinter {

uint64_t Checksum(std::span<const uint8_t> bytes);

}  // namespace sinter

#endif  // SINTER_CODEC_FILE_CHECKSUM_H_
