// Failures of the operating system as absl::Status, with codes of their own:
// NotFound, PermissionDenied, AlreadyExists and Unavailable mean input and
// output, whatever else went wrong is in the data.
#ifndef SINTER_CODEC_FILE_IO_STATUS_H_
#define SINTER_CODEC_FILE_IO_STATUS_H_

#include <string_view>

#include "absl/status/status.h"

namespace sinter {

// "PATH: cannot open: No such file or directory", from a value of errno.
absl::Status IoError(int error, std::string_view path, std::string_view action);

// Whether `status` is one that IoError makes.
bool IsIoError(const absl::Status& status);

}  // namespace sinter

#endif  // SINTER_CODEC_FILE_IO_STATUS_H_
