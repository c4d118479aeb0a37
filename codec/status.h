// Failures as absl::Status. The only header of the engine that includes Status.
#ifndef SINTER_CODEC_STATUS_H_
#define SINTER_CODEC_STATUS_H_

#include "absl/status/status.h"
#include "codec/failure.h"
#include "codec/layout.h"

namespace sinter {

// "offset 37, Order.price: bit width: expected at most 56 or exactly 64, got
// 65", with the path where the layout has names. OK if nothing failed.
absl::Status ToStatus(const Failure& failure, const Layout& layout);

}  // namespace sinter

#endif  // SINTER_CODEC_STATUS_H_
