// An output that a reader of the file sees whole or not at all.
#ifndef SINTER_CODEC_FILE_ATOMIC_OUTPUT_H_
#define SINTER_CODEC_FILE_ATOMIC_OUTPUT_H_

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "codec/file/byte_sink.h"
#include "codec/file/file_descriptor.h"

namespace sinter {

struct OutputOptions {
  // Have the bytes on the disk before the file gets its name.
  bool sync = false;
};

// Bytes go to a temporary file beside the one named, which Commit renames over
// it; without Commit, the file that was there before stays as it was. A file
// that is replaced leaves its mode and, where allowed, its owner to the new
// one; behind a symbolic link the file it names is replaced. Standard output
// ("-"), pipes and devices are written to directly. The first error is kept.
class OutputFile final : public ByteSink {
 public:
  static absl::StatusOr<std::unique_ptr<OutputFile>> Open(
      const std::string& path, const OutputOptions& options = {});
  ~OutputFile() override;

  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  absl::Status Append(std::span<const uint8_t> bytes) override;
  // Passes on what is buffered; for streams whose reader waits.
  absl::Status Flush();
  // Ends the output; nothing may follow.
  absl::Status Commit();

  // Whether bytes reach the output before Commit.
  bool is_stream() const { return temporary_.empty(); }
  // Whether a person would see the bytes.
  bool is_terminal() const;

 private:
  OutputFile(std::string path, const OutputOptions& options)
      : path_(std::move(path)), options_(options) {}

  absl::Status OpenStream();
  absl::Status OpenTemporary(const std::string& target);
  absl::Status Rename();

  const std::string path_;  // as given, for errors
  const OutputOptions options_;
  std::string target_;
  std::string temporary_;
  FileDescriptor fd_;
  std::vector<uint8_t> buffer_;
  absl::Status status_;
};

}  // namespace sinter

#endif  // SINTER_CODEC_FILE_ATOMIC_OUTPUT_H_
