// What of builders has to do with absl::Status, which takes long to compile:
// include this where messages are finished with one.
#ifndef SINTER_CODEC_BUILD_FINISH_H_
#define SINTER_CODEC_BUILD_FINISH_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "codec/build/root.h"  // IWYU pragma: export

#endif  // SINTER_CODEC_BUILD_FINISH_H_
