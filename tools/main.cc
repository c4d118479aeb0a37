// sinter: the command line of the format. Finds the subcommand, parses its
// flags, runs it, and turns what comes of it into an exit status.

#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <new>
#include <span>
#include <string>
#include <vector>

#include "schema/text.h"
#include "tools/command.h"
#include "tools/output.h"

namespace sinter::tools {
namespace {

constexpr const CommandInfo* kCommands[] = {
    &kCompileCommand, &kEncodeCommand, &kDecodeCommand, &kInspectCommand,
    &kStatCommand,    &kVerifyCommand, &kSchemaCommand, &kFmtCommand,
};

const CommandInfo* FindCommand(std::string_view name) {
  for (const CommandInfo* command : kCommands) {
    if (name == command->name) return command;
  }
  return nullptr;
}

std::string Overview() {
  std::string text =
      "Usage: sinter COMMAND [FLAGS] FILE...\n\n"
      "Turns JSON into small binary files that are read in place, and back.\n\n"
      "Examples:\n"
      "  sinter encode -s shop.sinter orders.json -o orders.snt\n"
      "  sinter decode orders.snt\n"
      "  sinter stat orders.snt\n\n"
      "Commands:\n";
  for (const CommandInfo* command : kCommands) {
    std::string name = command->name;
    name.resize(10, ' ');
    text += schema::Cat("  ", name, command->summary, "\n");
  }
  return text +
         "  help      Tell how to use a command\n\n"
         "\"-\" stands for standard input or output. See 'sinter help COMMAND'."
         "\n";
}

std::string HelpOf(const CommandInfo& info) {
  FlagSet flags;
  const std::unique_ptr<Command> command = info.make();
  command->Declare(flags);
  std::string text =
      schema::Cat("Usage: sinter ", info.name, " ", info.usage, "\n\n",
                  info.summary, ".\n\nExamples:\n", info.examples,
                  "\nArguments and flags:\n", flags.Help());
  if (*info.notes != '\0') text += schema::Cat("\n", info.notes);
  return text;
}

ExitStatus Print(const std::string& text) {
  const absl::Status status = PrintToStandardOutput(text);
  if (!status.ok()) PrintError(status, "help");
  return ExitStatusOf(status);
}

ExitStatus Complain(const std::string& text) {
  std::fprintf(stderr, "sinter: %s\nTry 'sinter help'.\n", text.c_str());
  return ExitStatus::kBadUsage;
}

ExitStatus UnknownCommand(const std::string& name) {
  schema::Suggester suggester(name);
  for (const CommandInfo* command : kCommands) suggester.Offer(command->name);
  suggester.Offer("help");
  std::string text = "unknown command '" + name + "'";
  if (!suggester.best().empty()) {
    text += "; did you mean '" + suggester.best() + "'?";
  }
  return Complain(text);
}

ExitStatus Help(std::span<const std::string> arguments) {
  if (arguments.empty()) return Print(Overview());
  if (arguments.size() > 1) return Complain("help takes one command");
  const CommandInfo* command = FindCommand(arguments[0]);
  if (command == nullptr) return UnknownCommand(arguments[0]);
  return Print(HelpOf(*command));
}

bool AsksForHelp(std::span<const std::string> arguments) {
  for (const std::string& argument : arguments) {
    if (argument == "--") return false;
    if (argument == "--help" || argument == "-h") return true;
  }
  return false;
}

ExitStatus RunCommand(const CommandInfo& info,
                      const std::vector<std::string>& arguments) {
  if (AsksForHelp(arguments)) return Print(HelpOf(info));
  FlagSet flags;
  const std::unique_ptr<Command> command = info.make();
  command->Declare(flags);
  absl::Status status = flags.Parse(arguments);
  if (status.ok()) {
    const absl::StatusOr<ExitStatus> result = command->Run();
    if (result.ok()) return *result;
    status = result.status();
  }
  PrintError(status, info.name);
  return ExitStatusOf(status);
}

ExitStatus Run(const std::vector<std::string>& arguments) {
  if (arguments.empty()) return Complain("which command?");
  const std::string& name = arguments[0];
  const std::vector<std::string> rest(arguments.begin() + 1, arguments.end());
  if (name == "help" || name == "--help" || name == "-h") return Help(rest);
  if (name == "--version") return Print("sinter " SINTER_VERSION "\n");
  const CommandInfo* command = FindCommand(name);
  return command == nullptr ? UnknownCommand(name) : RunCommand(*command, rest);
}

// Memory may run out on files that claim much; that is no reason to crash.
[[noreturn]] void FailOutOfMemory() {
  constexpr char kText[] = "sinter: out of memory\n";
  static_cast<void>(!::write(STDERR_FILENO, kText, sizeof(kText) - 1));
  ::_exit(static_cast<int>(ExitStatus::kBadData));
}

}  // namespace
}  // namespace sinter::tools

int main(int argc, char** argv) {
  std::set_new_handler(sinter::tools::FailOutOfMemory);
  // A reader that goes away is an error like any other, not the end.
  std::signal(SIGPIPE, SIG_IGN);
  const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0),
                                           argv + argc);
  return static_cast<int>(sinter::tools::Run(arguments));
}
