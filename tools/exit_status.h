// How commands end: the exit status, and errors that carry one.
#ifndef SINTER_TOOLS_EXIT_STATUS_H_
#define SINTER_TOOLS_EXIT_STATUS_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace sinter::tools {

enum class ExitStatus : int {
  kFine = 0,
  kBadData = 1,  // the data or the schema
  kBadUsage = 2,
  kIoFailed = 3,
  kFindings = 100,  // asked for differences, and there are some
};

// The command was called wrongly.
absl::Status UsageError(std::string message);
bool IsUsageError(const absl::Status& status);

// "CONTEXT: message", with everything else as it was. OK stays OK.
absl::Status Annotate(const absl::Status& status, std::string_view context);

// What a command that fails with `status` exits with.
ExitStatus ExitStatusOf(const absl::Status& status);

// Prints an error to standard error, usage errors with a line that tells where
// help is. Says nothing when standard output is a pipe that nobody reads any
// more: `sinter decode FILE | head` is no mistake.
void PrintError(const absl::Status& status, std::string_view command);

}  // namespace sinter::tools

#endif  // SINTER_TOOLS_EXIT_STATUS_H_
