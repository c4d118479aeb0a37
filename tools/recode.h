// Copies the values of a message into a builder: what `verify --canonical`
// encodes again.
#ifndef SINTER_TOOLS_RECODE_H_
#define SINTER_TOOLS_RECODE_H_

#include <cstddef>
#include <cstdint>

#include "codec/limits.h"
#include "codec/message_builder.h"
#include "codec/message_reader.h"

namespace sinter::tools {

// How many values a message of so many bytes may expand to here, those of all
// columns together: each takes memory, so that a small message gets fewer than
// the limits allow, which printing goes by.
uint64_t MaxCopiedValues(size_t message_bytes, const Limits& limits = {});

// Adds the rows of `message`, verified and of the same layout, to the empty
// `builder`. Texts are not copied: the message must stay until Finish. False if
// there are more than `max_values`.
[[nodiscard]] bool CopyMessage(const MessageReader& message,
                               uint64_t max_values, MessageBuilder& builder);

}  // namespace sinter::tools

#endif  // SINTER_TOOLS_RECODE_H_
