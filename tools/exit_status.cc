#include "tools/exit_status.h"

#include <poll.h>
#include <unistd.h>

#include <cstdio>

#include "absl/strings/cord.h"
#include "codec/file/io_status.h"
#include "schema/text.h"

namespace sinter::tools {
namespace {

constexpr char kUsagePayload[] = "sinter/usage";

bool NobodyReadsOutput() {
  pollfd output{.fd = STDOUT_FILENO, .events = POLLOUT, .revents = 0};
  return ::poll(&output, 1, 0) == 1 && (output.revents & POLLERR) != 0;
}

std::string Text(const absl::Status& status) {
  return std::string(status.message());
}

}  // namespace

absl::Status UsageError(std::string message) {
  absl::Status status = absl::InvalidArgumentError(message);
  status.SetPayload(kUsagePayload, absl::Cord());
  return status;
}

bool IsUsageError(const absl::Status& status) {
  return status.GetPayload(kUsagePayload).has_value();
}

absl::Status Annotate(const absl::Status& status, std::string_view context) {
  if (status.ok()) return status;
  absl::Status annotated(status.code(),
                         schema::Cat(context, ": ", Text(status)));
  status.ForEachPayload([&](absl::string_view type, const absl::Cord& payload) {
    annotated.SetPayload(type, payload);
  });
  return annotated;
}

ExitStatus ExitStatusOf(const absl::Status& status) {
  if (status.ok()) return ExitStatus::kFine;
  if (IsUsageError(status)) return ExitStatus::kBadUsage;
  return IsIoError(status) ? ExitStatus::kIoFailed : ExitStatus::kBadData;
}

void PrintError(const absl::Status& status, std::string_view command) {
  if (IsIoError(status) && NobodyReadsOutput()) return;
  std::string text = Text(status);
  if (IsUsageError(status)) {
    text = schema::Cat("sinter ", command, ": ", text, "\nTry 'sinter help ",
                       command, "'.");
  }
  if (text.empty() || text.back() != '\n') text += '\n';
  std::fwrite(text.data(), 1, text.size(), stderr);
}

}  // namespace sinter::tools
