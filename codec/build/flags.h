// Sets of flags in builders.
#ifndef SINTER_CODEC_BUILD_FLAGS_H_
#define SINTER_CODEC_BUILD_FLAGS_H_

#include "codec/build/traits.h"
#include "codec/view/flags.h"  // IWYU pragma: export

namespace sinter {

template <FlagSet T>
constexpr auto ToNative(T flags) {
  return ToNative(flags.bits());
}

}  // namespace sinter

#endif  // SINTER_CODEC_BUILD_FLAGS_H_
