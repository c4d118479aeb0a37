#include "tools/output.h"

#include "codec/status_macros.h"
#include "codec/typed_bytes.h"
#include "tools/exit_status.h"

namespace sinter::tools {

absl::Status PrintToStandardOutput(std::string_view text) {
  ASSIGN_OR_RETURN(const std::unique_ptr<OutputFile> output,
                   OutputFile::Open("-"));
  RETURN_IF_ERROR(output->Append(AsBytes(text)));
  return output->Commit();
}

absl::StatusOr<std::unique_ptr<OutputFile>> OpenBinaryOutput(
    const std::string& path) {
  ASSIGN_OR_RETURN(std::unique_ptr<OutputFile> output, OutputFile::Open(path));
  if (output->is_terminal()) {
    return UsageError(
        "the output is binary and would go to a terminal; name a file with -o");
  }
  return output;
}

}  // namespace sinter::tools
