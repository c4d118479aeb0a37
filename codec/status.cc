#include "codec/status.h"

#include <string>

#include "absl/strings/str_cat.h"

namespace sinter {
namespace {

absl::StatusCode CodeOf(FailureCode code) {
  switch (code) {
    case FailureCode::kNone:
      return absl::StatusCode::kOk;
    case FailureCode::kMalformed:
      return absl::StatusCode::kInvalidArgument;
    case FailureCode::kLimit:
      return absl::StatusCode::kResourceExhausted;
    case FailureCode::kUnsupported:
      return absl::StatusCode::kUnimplemented;
    case FailureCode::kMisaligned:
      return absl::StatusCode::kFailedPrecondition;
  }
  return absl::StatusCode::kInternal;
}

std::string PathOf(uint32_t node, const Layout& layout) {
  if (node == Failure::kNoNode) return "";
  if (layout.names == nullptr || node >= layout.names->nodes.size()) {
    return absl::StrCat(", column ", node);
  }
  return ", " + std::string(layout.names->nodes[node]);
}

}  // namespace

absl::Status ToStatus(const Failure& failure, const Layout& layout) {
  if (!failure.failed()) return absl::OkStatus();
  std::string text =
      absl::StrCat("offset ", failure.offset, PathOf(failure.node, layout),
                   ": ", failure.what);
  if (*failure.expected != '\0') {
    absl::StrAppend(&text, ": expected ", failure.expected, ", got ",
                    failure.found);
  }
  return absl::Status(CodeOf(failure.code), text);
}

}  // namespace sinter
