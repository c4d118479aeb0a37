// The messages of an input, one after the other.
#ifndef SINTER_TOOLS_MESSAGE_LIST_H_
#define SINTER_TOOLS_MESSAGE_LIST_H_

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "tools/input.h"

namespace sinter::tools {

// A bare or tagged message is the only one of its input.
size_t NumMessages(const Input& input);

// Where message `i` is; an error, naming the file and the block, if its block
// is damaged.
absl::StatusOr<MessagePlace> FindMessage(const Input& input, size_t i);

// "FILE", or "FILE: block 3" where there are blocks.
std::string MessageName(const Input& input, size_t i);

// What is wrong with the container around its blocks: the index, bytes that
// were skipped, the number of rows of a file of one record.
absl::Status CheckContainer(const Input& input);

}  // namespace sinter::tools

#endif  // SINTER_TOOLS_MESSAGE_LIST_H_
