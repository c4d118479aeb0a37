// The checksum of all container parts: XXH64 with seed 0.
#ifndef SINTER_CODEC_FILE_CHECKSUM_H_
#define SINTER_CODEC_FILE_CHECKSUM_H_

#include <cstdint>
#include <memory>
#include <span>

namespace sinter {

uint64_t Checksum(std::span<const uint8_t> bytes);

// The checksum of bytes that come in pieces.
class RunningChecksum {
 public:
  RunningChecksum();
  RunningChecksum(RunningChecksum&&) noexcept;
  RunningChecksum& operator=(RunningChecksum&&) noexcept;
  ~RunningChecksum();

  void Add(std::span<const uint8_t> bytes);
  // Of all bytes added so far.
  uint64_t value() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sinter

#endif  // SINTER_CODEC_FILE_CHECKSUM_H_
