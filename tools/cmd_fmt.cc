// sinter fmt: the one layout of schema text.
#include <algorithm>
#include <cerrno>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "codec/file/atomic_output.h"
#include "codec/file/io_status.h"
#include "codec/status_macros.h"
#include "codec/typed_bytes.h"
#include "schema/file_loader.h"
#include "schema/format.h"
#include "schema/limits.h"
#include "schema/text.h"
#include "tools/command.h"
#include "tools/output.h"

namespace sinter::tools {
namespace {

using schema::Cat;

class FmtCommand final : public Command {
 public:
  void Declare(FlagSet& flags) override {
    flags.Arguments("SCHEMA", &paths_,
                    "schema files, rewritten only if they change; \"-\" is "
                    "standard\ninput, printed to standard output");
    flags.Switch("--check", &check_,
                 "change nothing, name the files that would change; exit "
                 "status 100\nif there are any");
  }

  absl::StatusOr<ExitStatus> Run() override {
    if (paths_.empty()) return UsageError("which schemas?");
    // A bad file does not keep the others from being formatted.
    ExitStatus worst = ExitStatus::kFine;
    for (const std::string& path : paths_) {
      const absl::Status status = FormatFile(path);
      if (status.ok()) continue;
      PrintError(status, "fmt");
      worst = std::max(worst, ExitStatusOf(status));
    }
    if (findings_.empty()) return worst;
    RETURN_IF_ERROR(PrintToStandardOutput(findings_));
    return worst == ExitStatus::kFine ? ExitStatus::kFindings : worst;
  }

 private:
  static absl::Status ReadFile(const std::string& path, std::string& text) {
    schema::DiskLoader disk;
    const std::string real = path == "-" ? "/dev/stdin" : path;
    switch (disk.Load(real, schema::kMaxSchemaFileBytes, text)) {
      case schema::LoadResult::kLoaded:
        return absl::OkStatus();
      case schema::LoadResult::kNotFound:
        return IoError(ENOENT, path, "open");
      case schema::LoadResult::kTooLarge:
        return absl::InvalidArgumentError(Cat(path, ": expected at most ",
                                              schema::kMaxSchemaFileBytes,
                                              " bytes, got more"));
      case schema::LoadResult::kFailed:
        break;
    }
    return absl::UnavailableError(Cat(path, ": ", text));
  }

  absl::Status FormatFile(const std::string& path) {
    std::string text;
    RETURN_IF_ERROR(ReadFile(path, text));
    const schema::Formatted formatted = schema::Format(text, path);
    if (!formatted.text) {
      return absl::InvalidArgumentError(formatted.DiagnosticText());
    }
    const bool changed = *formatted.text != text;
    if (check_) {
      if (changed) findings_ += path + "\n";
      return absl::OkStatus();
    }
    if (path == "-") return PrintToStandardOutput(*formatted.text);
    if (!changed) return absl::OkStatus();
    ASSIGN_OR_RETURN(const std::unique_ptr<OutputFile> output,
                     OutputFile::Open(path));
    RETURN_IF_ERROR(output->Append(AsBytes(*formatted.text)));
    return output->Commit();
  }

  std::vector<std::string> paths_;
  bool check_ = false;
  std::string findings_;
};

}  // namespace

const CommandInfo kFmtCommand = {
    .name = "fmt",
    .summary = "Lay out schema files",
    .usage = "[--check] SCHEMA...",
    .examples =
        "  sinter fmt shop.sinter\n"
        "  sinter fmt --check *.sinter\n"
        "  sinter fmt - < shop.sinter\n",
    .notes = "",
    .make = [] { return std::unique_ptr<Command>(new FmtCommand); },
};

}  // namespace sinter::tools
