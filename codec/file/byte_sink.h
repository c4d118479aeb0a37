// Where encoded bytes go.
#ifndef SINTER_CODEC_FILE_BYTE_SINK_H_
#define SINTER_CODEC_FILE_BYTE_SINK_H_

#include <cstdint>
#include <span>
#include <string>

#include "absl/status/status.h"
#include "codec/typed_bytes.h"

namespace sinter {

class ByteSink {
 public:
  virtual ~ByteSink() = default;
  // After an error what the sink holds is unspecified.
  virtual absl::Status Append(std::span<const uint8_t> bytes) = 0;
};

// Appends to a string, which must outlive the sink.
class StringSink final : public ByteSink {
 public:
  explicit StringSink(std::string& out) : out_(out) {}

  absl::Status Append(std::span<const uint8_t> bytes) override {
    out_.append(AsText(bytes));
    return absl::OkStatus();
  }

 private:
  std::string& out_;
};

}  // namespace sinter

#endif  // SINTER_CODEC_FILE_BYTE_SINK_H_
