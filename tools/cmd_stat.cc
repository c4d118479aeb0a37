// sinter stat: where the bytes of a file go.
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "codec/status_macros.h"
#include "schema/text.h"
#include "tools/command.h"
#include "tools/file_parts.h"
#include "tools/input.h"
#include "tools/json_out.h"
#include "tools/message_list.h"
#include "tools/output.h"
#include "tools/size_report.h"
#include "tools/text_table.h"
#include "tools/value_text.h"

namespace sinter::tools {
namespace {

using schema::Cat;

std::string Joined(const std::vector<std::string>& forms) {
  std::string text;
  for (const std::string& form : forms) {
    if (!text.empty()) text += " or ";
    text += form;
  }
  return text;
}

class StatCommand final : public Command {
 public:
  void Declare(FlagSet& flags) override {
    input_flags_.Declare(flags);
    flags.Switch("--json", &json_, "for programs");
  }

  absl::StatusOr<ExitStatus> Run() override {
    ASSIGN_OR_RETURN(const Input input, OpenInput(input_flags_));
    status_ = CheckContainer(input);
    const std::vector<FilePart> parts =
        input.container ? ListContainer(input.bytes(), &*input.container, "")
                        : ListMessage(input);
    for (const FilePart& part : parts) Add(input, part);
    RETURN_IF_ERROR(PrintToStandardOutput(json_ ? Json(input) : Text(input)));
    if (!status_.ok()) return status_;
    return ExitStatus::kFine;
  }

 private:
  void Add(const Input& input, const FilePart& part) {
    if (part.kind != FilePart::Kind::kMessage) return report_.AddPart(part);
    MessagePlace place = input.message;
    if (input.container) {
      const BlockInfo& info = input.container->block_info(part.block);
      place = {.offset = part.offset,
               .size = part.size,
               .rows = static_cast<uint32_t>(info.rows)};
      Keep(FindMessage(input, part.block).status());
    }
    const TracedMessage message(*input.bound, input.bytes(place), place.offset,
                                place.rows);
    Keep(Annotate(message.status(), MessageName(input, part.block)));
    report_.AddMessage(message);
    num_rows_ += place.rows;
  }

  void Keep(const absl::Status& status) {
    if (status_.ok()) status_ = status;
  }

  std::string Text(const Input& input) const {
    const uint64_t total = report_.total_bits();
    TextTable table("lrlr.r");
    table.Add({"field", "rows", "form", "bits/row", "bytes", "share"});
    for (const SizeLine& line : report_.Lines()) {
      table.Add({schema::EscapeForTerminal(line.name),
                 line.rows == 0 ? "" : Grouped(line.rows), Joined(line.forms),
                 PerRow(line), BytesText(line.bits),
                 ShareText(line.bits, total)});
    }
    table.Add({"total", "", "", "", BytesText(total), ShareText(total, total)});
    return Cat(input.path, ": ", FileKindName(input.kind), ", ",
               Counted(num_rows_, "row"), ", ",
               Counted(input.bytes().size(), "byte"), "\n", table.Text());
  }

  static std::string PerRow(const SizeLine& line) {
    if (!line.is_field || line.rows == 0) return "";
    char text[32];
    std::snprintf(
        text, sizeof(text), "%.2f",
        static_cast<double>(line.bits) / static_cast<double>(line.rows));
    return text;
  }

  std::string Json(const Input& input) const {
    JsonOut out;
    out.BeginObject();
    out.Member("file", input.path);
    out.Member("kind", FileKindName(input.kind));
    out.Member("size", uint64_t{input.bytes().size()});
    out.Member("rows", num_rows_);
    out.Key("lines");
    out.BeginArray();
    for (const SizeLine& line : report_.Lines()) {
      out.BeginObject();
      out.Member("name", line.name);
      out.Member("is_field", line.is_field);
      out.Member("rows", line.rows);
      out.Member("bits", line.bits);
      out.Key("forms");
      out.BeginArray();
      for (const std::string& form : line.forms) out.String(form);
      out.EndArray();
      out.EndObject();
    }
    out.EndArray();
    out.Member("total_bits", report_.total_bits());
    out.EndObject();
    return out.Take();
  }

  InputFlags input_flags_;
  bool json_ = false;
  SizeReport report_;
  uint64_t num_rows_ = 0;
  absl::Status status_;  // the first thing that is wrong with the file
};

}  // namespace

const CommandInfo kStatCommand = {
    .name = "stat",
    .summary = "Show where the bytes of a file go, field by field",
    .usage = "[FLAGS] [FILE]",
    .examples =
        "  sinter stat orders.snt\n"
        "  sinter stat --json orders.snt\n"
        "  sinter stat -s shop.sinter -t Order order.bin\n",
    .notes = "Every bit is counted once, so the lines add up to the file.\n",
    .make = [] { return std::unique_ptr<Command>(new StatCommand); },
};

}  // namespace sinter::tools
