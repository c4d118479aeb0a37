// Text on its way to standard output or a file.
#ifndef SINTER_TOOLS_OUTPUT_H_
#define SINTER_TOOLS_OUTPUT_H_

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "codec/file/atomic_output.h"

namespace sinter::tools {

// All of `text`, written before this returns.
absl::Status PrintToStandardOutput(std::string_view text);

// Opens an output for binary data. A terminal is a usage error.
absl::StatusOr<std::unique_ptr<OutputFile>> OpenBinaryOutput(
    const std::string& path);

}  // namespace sinter::tools

#endif  // SINTER_TOOLS_OUTPUT_H_
