// sinter encode: JSON to a container or to one message.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "codec/file/file_descriptor.h"
#include "codec/file/file_writer.h"
#include "codec/file/tagged.h"
#include "codec/message_builder.h"
#include "codec/status.h"
#include "codec/status_macros.h"
#include "codec/typed_bytes.h"
#include "schema/json/mapping.h"
#include "schema/json/reader.h"
#include "schema/schema_message.h"
#include "schema/text.h"
#include "tools/bound_schema.h"
#include "tools/command.h"
#include "tools/input.h"
#include "tools/output.h"
#include "tools/progress.h"

namespace sinter::tools {
namespace {

using schema::Cat;

// A block is full with so much memory, whatever its rows.
constexpr uint64_t kMaxBlockBytes = uint64_t{16} << 20;

class EncodeCommand final : public Command {
 public:
  void Declare(FlagSet& flags) override {
    flags.Argument("IN.json", &in_, "JSON text; standard input if missing");
    flags.Text("-o,--output", "OUT", &out_,
               "where to; standard output if missing");
    schema_.Declare(flags,
                    "the schema; without it any JSON is taken as it is, as\n"
                    "what `root value;` says");
    flags.Switch("--bare", &bare_, "write one message and nothing around it");
    flags.Switch("--tagged", &tagged_,
                 "write one message behind version and fingerprint");
    flags.Switch("--ndjson", &ndjson_, "IN holds one record per line");
    flags.Switch("--allow-unknown", &allow_unknown_,
                 "drop keys that the schema does not have");
    flags.Number("--block-rows", "N", &block_rows_, 1, kMaxBlockRows,
                 "rows of a block, 8192 if not given; blocks of large rows\n"
                 "end sooner");
    flags.Exclusive({"--bare", "--tagged"});
  }

  absl::StatusOr<ExitStatus> Run() override {
    RETURN_IF_ERROR(CheckNotTerminal(in_));
    ASSIGN_OR_RETURN(bound_, LoadBoundSchema(schema_));
    ASSIGN_OR_RETURN(mapping_,
                     json::Mapping::Make(*bound_->lowered, bound_->schema));
    ASSIGN_OR_RETURN(FileDescriptor in, OpenForReading(in_));
    FdSource source(std::move(in), in_);
    ASSIGN_OR_RETURN(const std::unique_ptr<OutputFile> output,
                     OpenBinaryOutput(out_));
    json::JsonRecords records(*mapping_, source,
                              {.file = in_,
                               .lines = ndjson_,
                               .one_record = bare_ || tagged_,
                               .allow_unknown = allow_unknown_});
    RETURN_IF_ERROR(bare_ || tagged_ ? WriteMessage(records, *output)
                                     : WriteContainer(records, *output));
    RETURN_IF_ERROR(output->Commit());
    return ExitStatus::kFine;
  }

 private:
  // The message of what the builder holds, which is forgotten.
  absl::Status Finish(MessageBuilder& builder, std::string& message) {
    if (!builder.Finish(message)) {
      return Annotate(ToStatus(builder.failure(), bound_->layout()), in_);
    }
    builder.Clear();
    return absl::OkStatus();
  }

  absl::Status WriteMessage(json::JsonRecords& records, OutputFile& output) {
    MessageBuilder builder(bound_->layout());
    const char* flag = bare_ ? "--bare" : "--tagged";
    ASSIGN_OR_RETURN(const bool found, records.Next(builder));
    if (records.is_array()) {
      return absl::InvalidArgumentError(
          Cat(in_, ": ", flag, " takes one record: expected an object, got ",
              "an array; a container holds arrays"));
    }
    if (!found) {
      return absl::InvalidArgumentError(
          Cat(in_, ": ", flag, " takes one record: expected one, got none"));
    }
    ASSIGN_OR_RETURN(const bool more, records.Next(builder));
    if (more) {
      return absl::InvalidArgumentError(
          Cat(in_, ": ", flag, " takes one record: expected one, got more; ",
              "a container holds any number"));
    }
    std::string message;
    if (tagged_) AppendTag(bound_->layout().fingerprint, message);
    RETURN_IF_ERROR(Finish(builder, message));
    return output.Append(AsBytes(message));
  }

  absl::Status WriteContainer(json::JsonRecords& records, OutputFile& output) {
    ASSIGN_OR_RETURN(const std::string schema,
                     schema::EncodeSchema(bound_->schema, bound_->root));
    MessageBuilder builder(bound_->layout());
    // Whether this is an array shows with the first record.
    ASSIGN_OR_RETURN(bool more, records.Next(builder));
    FileWriter writer({.root = bound_->root_name(),
                       .schema = AsBytes(schema),
                       .fingerprint = bound_->layout().fingerprint,
                       .one_record = !ndjson_ && !records.is_array()},
                      output);
    Progress progress("records");
    while (more) {
      if (builder.num_roots() >= block_rows_ ||
          builder.size_bytes() >= kMaxBlockBytes) {
        RETURN_IF_ERROR(WriteBlock(builder, writer));
        progress.Update(records.num_records(), 0);
      }
      ASSIGN_OR_RETURN(more, records.Next(builder));
    }
    if (builder.num_roots() > 0) RETURN_IF_ERROR(WriteBlock(builder, writer));
    return writer.Finish();
  }

  absl::Status WriteBlock(MessageBuilder& builder, FileWriter& writer) {
    const uint32_t rows = builder.num_roots();
    std::string message;
    RETURN_IF_ERROR(Finish(builder, message));
    return writer.AddBlock(AsBytes(message), rows);
  }

  std::string in_ = "-";
  std::string out_ = "-";
  SchemaFlags schema_;
  bool bare_ = false;
  bool tagged_ = false;
  bool ndjson_ = false;
  bool allow_unknown_ = false;
  uint64_t block_rows_ = 8192;
  std::unique_ptr<BoundSchema> bound_;
  std::unique_ptr<json::Mapping> mapping_;
};

}  // namespace

const CommandInfo kEncodeCommand = {
    .name = "encode",
    .summary = "Turn JSON into a file of messages",
    .usage = "[-s SCHEMA] [FLAGS] [IN.json] -o OUT",
    .examples =
        "  sinter encode -s shop.sinter orders.json -o orders.snt\n"
        "  sinter encode -s shop.sinter --ndjson log.ndjson -o log.snt\n"
        "  sinter encode -s shop.sinter -t Order --bare order.json -o "
        "order.bin\n"
        "  sinter encode package.json -o package.snt\n",
    .notes =
        "An array of records becomes one row per record, a single object a "
        "file "
        "of one\nrecord; decoding gives back the one or the other. A regular "
        "file appears whole\nor not at all.\n",
    .make = [] { return std::unique_ptr<Command>(new EncodeCommand); },
};

}  // namespace sinter::tools
