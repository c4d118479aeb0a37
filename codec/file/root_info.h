// Containers of records of a generated type.
//
//   auto file = sinter::OutputFile::Open("users.snt");
//   sinter::FileWriter writer(sinter::FileInfoOf<shop::User>(), **file);
//   sinter::RootListBuilder<shop::User> users;
//   ...
//   writer.AddBlock(message, users.size());
#ifndef SINTER_CODEC_FILE_ROOT_INFO_H_
#define SINTER_CODEC_FILE_ROOT_INFO_H_

#include <string_view>

#include "absl/status/status.h"
#include "codec/file/file_writer.h"
#include "codec/layout.h"
#include "codec/view/record.h"

namespace sinter {

// What the header of a container says whose records are of the type `T` of a
// `root` in a schema. Refers to constants of the program. With `one_record` the
// file stands for the one record in it instead of for a list.
template <typename T>
FileInfo FileInfoOf(bool one_record = false) {
  return {.root = RootTraits<T>::kName,
          .schema = RootTraits<T>::schema(),
          .fingerprint = RootTraits<T>::layout().fingerprint,
          .one_record = one_record};
}

// FailedPrecondition unless `info` is of the root type that is called `name`.
absl::Status CheckRootName(const FileInfo& info, std::string_view name);

// Whether the blocks of a container with this header may be opened as messages
// of `T`, of any version of its schema; FailedPrecondition if not.
template <typename T>
absl::Status CheckRoot(const FileInfo& info) {
  return CheckRootName(info, RootTraits<T>::kName);
}

}  // namespace sinter

#endif  // SINTER_CODEC_FILE_ROOT_INFO_H_
