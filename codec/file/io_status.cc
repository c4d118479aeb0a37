#include "codec/file/io_status.h"

#include <cerrno>
#include <string>
#include <system_error>

#include "absl/strings/str_cat.h"

namespace sinter {
namespace {

absl::StatusCode CodeOf(int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return absl::StatusCode::kNotFound;
    case EACCES:
    case EPERM:
    case EROFS:
      return absl::StatusCode::kPermissionDenied;
    case EEXIST:
      return absl::StatusCode::kAlreadyExists;
    default:
      return absl::StatusCode::kUnavailable;
  }
}

}  // namespace

absl::Status IoError(int error, std::string_view path,
                     std::string_view action) {
  return {CodeOf(error),
          absl::StrCat(absl::string_view(path.data(), path.size()), ": cannot ",
                       absl::string_view(action.data(), action.size()), ": ",
                       std::generic_category().message(error))};
}

bool IsIoError(const absl::Status& status) {
  return absl::IsNotFound(status) || absl::IsPermissionDenied(status) ||
         absl::IsAlreadyExists(status) || absl::IsUnavailable(status);
}

}  // namespace sinter
