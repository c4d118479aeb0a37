#include "codec/native/convert.h"

namespace sinter {

absl::Status PlainLimitError(const PlainBudget& budget) {
  return absl::ResourceExhaustedError(
      budget.is_out_of_bytes()
          ? "a plain copy takes more memory than PlainLimits::max_bytes"
          : "records stand inside records deeper than PlainLimits::max_depth");
}

}  // namespace sinter
