// Copies the values of a message into a builder: what `verify --canonical`
// encodes again.
#ifndef SINTER_TOOLS_RECODE_H_
#define SINTER_TOOLS_RECODE_H_

#include "codec/message_builder.h"
#include "codec/message_reader.h"

namespace sinter::tools {

// Adds the rows of `message`, verified and of the same layout, to the empty
// `builder`. Texts are not copied: the message must stay until Finish.
void CopyMessage(const MessageReader& message, MessageBuilder& builder);

}  // namespace sinter::tools

#endif  // SINTER_TOOLS_RECODE_H_
