// What every subcommand is made of. Each stands in a file of its own,
// cmd_NAME.cc, that declares its flags, calls libraries and prints.
#ifndef SINTER_TOOLS_COMMAND_H_
#define SINTER_TOOLS_COMMAND_H_

#include <memory>

#include "absl/status/statusor.h"
#include "tools/exit_status.h"
#include "tools/flags.h"

namespace sinter::tools {

class Command {
 public:
  virtual ~Command() = default;
  virtual void Declare(FlagSet& flags) = 0;
  // After the flags were parsed. An error is printed by the caller.
  virtual absl::StatusOr<ExitStatus> Run() = 0;
};

struct CommandInfo {
  const char* name;
  const char* summary;   // one line
  const char* usage;     // what follows "sinter NAME"
  const char* examples;  // lines, indented by two
  const char* notes;     // paragraphs after the flags, or ""
  std::unique_ptr<Command> (*make)();
};

extern const CommandInfo kCompileCommand;
extern const CommandInfo kDecodeCommand;
extern const CommandInfo kEncodeCommand;
extern const CommandInfo kFmtCommand;
extern const CommandInfo kInspectCommand;
extern const CommandInfo kSchemaCommand;
extern const CommandInfo kStatCommand;
extern const CommandInfo kVerifyCommand;

}  // namespace sinter::tools

#endif  // SINTER_TOOLS_COMMAND_H_
