#include "codec/build/finish.h"

#include "codec/status.h"

namespace sinter {

absl::StatusOr<std::string> RootBuilderBase::Finish(const Limits& limits) {
  std::string bytes;
  if (!builder_.Finish(bytes, limits)) return status();
  return bytes;
}

absl::Status RootBuilderBase::status() const {
  return ToStatus(builder_.failure(), builder_.layout());
}

}  // namespace sinter
