#include "codec/file/root_info.h"

#include "absl/strings/str_cat.h"

namespace sinter {

absl::Status CheckRootName(const FileInfo& info, std::string_view name) {
  if (info.root == name) return absl::OkStatus();
  const auto text = [](std::string_view s) {
    return absl::string_view(s.data(), s.size());
  };
  return absl::FailedPreconditionError(absl::StrCat(
      "file header: expected root ", text(name), ", got ", text(info.root)));
}

}  // namespace sinter
