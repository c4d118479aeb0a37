// sinter schema: the schema that a container holds.
#include <memory>
#include <string>

#include "codec/status_macros.h"
#include "tools/command.h"
#include "tools/input.h"
#include "tools/output.h"
#include "tools/schema_text.h"

namespace sinter::tools {
namespace {

class SchemaCommand final : public Command {
 public:
  void Declare(FlagSet& flags) override {
    flags.Argument("FILE", &input_.path,
                   "a container; standard input if missing");
  }

  absl::StatusOr<ExitStatus> Run() override {
    ASSIGN_OR_RETURN(const Input input, OpenInput(input_));
    RETURN_IF_ERROR(PrintToStandardOutput(SchemaText(input.bound->schema)));
    return ExitStatus::kFine;
  }

 private:
  InputFlags input_;
};

}  // namespace

const CommandInfo kSchemaCommand = {
    .name = "schema",
    .summary = "Print the schema that a container holds",
    .usage = "[FILE]",
    .examples = "  sinter schema orders.snt > shop.sinter\n",
    .notes = "",
    .make = [] { return std::unique_ptr<Command>(new SchemaCommand); },
};

}  // namespace sinter::tools
