// sinter decode: messages to JSON.
#include <cstdio>
#include <map>
#include <memory>
#include <string>

#include "codec/message_reader.h"
#include "codec/status_macros.h"
#include "schema/json/mapping.h"
#include "schema/json/writer.h"
#include "schema/text.h"
#include "tools/command.h"
#include "tools/input.h"
#include "tools/message_list.h"
#include "tools/output.h"
#include "tools/progress.h"
#include "tools/traced_message.h"
#include "tools/value_text.h"

namespace sinter::tools {
namespace {

using schema::Cat;

// What later versions of the schema added, and the text does not have.
class Dropped {
 public:
  void Add(const MessageReader& reader) {
    for (const SkippedGroup& group : reader.skipped()) {
      Total& total = totals_[group.key];
      ++total.messages;
      total.bytes += group.size_bytes;
      if (!group.key.is_named) total.rows += reader.rows(TableId(group.key.id));
    }
    unlisted_ += reader.num_skipped() - reader.skipped().size();
  }

  void Print(const Input& input) const {
    std::string text;
    for (const auto& [key, total] : totals_) {
      text += Cat("sinter: decode: ", input.path, ": dropped ",
                  GroupName(*input.bound, key), ": ");
      if (total.rows > 0) text += Counted(total.rows, "row") + ", ";
      text += Cat(Counted(total.bytes, "byte"), " in ",
                  Counted(total.messages, "message"), "\n");
    }
    if (unlisted_ > 0) {
      text += Cat("sinter: decode: ", input.path, ": dropped ", unlisted_,
                  " more groups\n");
    }
    std::fwrite(text.data(), 1, text.size(), stderr);
  }

 private:
  struct Total {
    uint64_t messages = 0;
    uint64_t bytes = 0;
    uint64_t rows = 0;  // of the table, where it is known
  };

  std::map<GroupKey, Total> totals_;
  uint64_t unlisted_ = 0;
};

class DecodeCommand final : public Command {
 public:
  void Declare(FlagSet& flags) override {
    input_.Declare(flags);
    flags.Text("-o,--output", "OUT.json", &out_,
               "where to; standard output if missing");
    flags.Switch("--ndjson", &ndjson_, "one record per line, no array");
    flags.Switch("--indent", &indent_, "indent the records of an array too");
    flags.Switch("--compact", &compact_, "do not indent a single record");
    flags.Choice("--int64", {"number", "string"}, &int64_,
                 "how to write i64 and u64; number if not given");
    flags.Switch("--salvage", &salvage_,
                 "write what is whole of a damaged container; the exit status\n"
                 "stays 1");
    flags.Exclusive({"--ndjson", "--indent", "--compact"});
  }

  absl::StatusOr<ExitStatus> Run() override {
    ASSIGN_OR_RETURN(const Input input, OpenInput(input_));
    RETURN_IF_ERROR(Skip(CheckContainer(input)));
    ASSIGN_OR_RETURN(
        const std::unique_ptr<json::Mapping> mapping,
        json::Mapping::Make(*input.bound->lowered, input.bound->schema));
    ASSIGN_OR_RETURN(const std::unique_ptr<OutputFile> output,
                     OutputFile::Open(out_));
    json::JsonWriter writer(*mapping, *output, Options(input));
    RETURN_IF_ERROR(WriteMessages(input, writer));
    RETURN_IF_ERROR(Annotate(writer.Finish(), input.path));
    RETURN_IF_ERROR(output->Commit());
    dropped_.Print(input);
    return damaged_ ? ExitStatus::kBadData : ExitStatus::kFine;
  }

 private:
  json::WriteOptions Options(const Input& input) const {
    const bool one_record =
        !input.container || input.container->info().one_record;
    json::WriteOptions options;
    options.framing = ndjson_      ? json::Framing::kLines
                      : one_record ? json::Framing::kRecord
                                   : json::Framing::kArray;
    options.indent = one_record ? !compact_ : indent_;
    options.int64_as_strings = int64_ == "string";
    return options;
  }

  // An error, or OK if the user wants what is whole in spite of it.
  absl::Status Skip(const absl::Status& status) {
    if (status.ok() || !salvage_) return status;
    PrintError(status, "decode");
    damaged_ = true;
    return absl::OkStatus();
  }

  absl::Status WriteMessages(const Input& input, json::JsonWriter& writer) {
    MessageReader reader(input.bound->layout());
    Progress progress("records");
    for (size_t i = 0; i < NumMessages(input); ++i) {
      const absl::Status opened = Open(input, i, reader);
      RETURN_IF_ERROR(Skip(opened));
      if (!opened.ok()) continue;
      dropped_.Add(reader);
      RETURN_IF_ERROR(Annotate(writer.StartMessage(reader), input.path));
      for (uint32_t row = 0; row < reader.num_roots(); ++row) {
        const absl::Status status = writer.WriteRow(row);
        if (!status.ok()) return WriteError(status, input, i);
      }
      progress.Update(writer.num_records(),
                      input.container ? input.container->num_rows() : 1);
    }
    return absl::OkStatus();
  }

  absl::Status Open(const Input& input, size_t i, MessageReader& reader) {
    ASSIGN_OR_RETURN(const MessagePlace place, FindMessage(input, i));
    OpenOptions options;
    options.root_rows = place.rows;
    options.alignment = Alignment::kCopy;
    if (reader.Open(input.bytes(place), options)) return absl::OkStatus();
    return Annotate(
        StatusInFile(reader.failure(), input.bound->layout(), place.offset),
        MessageName(input, i));
  }

  // Of the output, or of the values.
  static absl::Status WriteError(const absl::Status& status, const Input& input,
                                 size_t i) {
    return ExitStatusOf(status) == ExitStatus::kIoFailed
               ? status
               : Annotate(status, MessageName(input, i));
  }

  InputFlags input_;
  std::string out_ = "-";
  bool ndjson_ = false;
  bool indent_ = false;
  bool compact_ = false;
  std::string int64_ = "number";
  bool salvage_ = false;
  bool damaged_ = false;
  Dropped dropped_;
};

}  // namespace

const CommandInfo kDecodeCommand = {
    .name = "decode",
    .summary = "Turn a file of messages into JSON",
    .usage = "[FLAGS] [FILE] [-o OUT.json]",
    .examples =
        "  sinter decode orders.snt\n"
        "  sinter decode --ndjson orders.snt | head\n"
        "  sinter decode -s shop.sinter -t Order order.bin -o order.json\n",
    .notes =
        "A file of one record is printed as an indented object, any other as "
        "an "
        "array\nwith one record per line. Each message is checked before any "
        "of "
        "it is printed.\nFields and variants that an older schema does not "
        "have "
        "are dropped, which is\ntold; a union of such a variant is printed as "
        "{}.\n",
    .make = [] { return std::unique_ptr<Command>(new DecodeCommand); },
};

}  // namespace sinter::tools
