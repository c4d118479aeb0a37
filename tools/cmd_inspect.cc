// sinter inspect: what a file consists of.
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "codec/file/file_reader.h"
#include "codec/limits.h"
#include "codec/status_macros.h"
#include "codec/typed_bytes.h"
#include "schema/compile.h"
#include "schema/text.h"
#include "tools/command.h"
#include "tools/file_parts.h"
#include "tools/input.h"
#include "tools/inspect.h"
#include "tools/message_list.h"
#include "tools/output.h"
#include "tools/schema_of_schemas.h"
#include "tools/value_text.h"

namespace sinter::tools {
namespace {

using schema::Cat;

class InspectCommand final : public Command {
 public:
  void Declare(FlagSet& flags) override {
    input_flags_.Declare(flags);
    flags.Switch("--hex", &hex_, "every byte and bit, with its meaning");
    flags.Switch("--json", &json_, "for programs; with --hex every bit too");
  }

  absl::StatusOr<ExitStatus> Run() override {
    absl::StatusOr<Input> input = OpenInput(input_flags_);
    ASSIGN_OR_RETURN(output_, OutputFile::Open("-"));
    if (!input.ok()) return InspectUnopened(input.status());
    status_ = CheckContainer(*input);
    const std::vector<FilePart> parts =
        input->container ? ListContainer(input->bytes(), &*input->container,
                                         std::string(status_.message()))
                         : ListMessage(*input);
    return Print(&*input, input->bytes(), parts);
  }

 private:
  // Of a container whose header or schema is damaged its parts can be shown.
  absl::StatusOr<ExitStatus> InspectUnopened(const absl::Status& status) {
    if (ExitStatusOf(status) != ExitStatus::kBadData || input_flags_.bare ||
        input_flags_.tagged) {
      return status;
    }
    ASSIGN_OR_RETURN(const MappedFile file,
                     MappedFile::Open(input_flags_.path));
    if (!LooksLikeContainer(file.bytes())) return status;
    status_ = status;
    const absl::StatusOr<FileReader> reader = FileReader::Open(file.bytes());
    return Print(nullptr, file.bytes(),
                 ListContainer(file.bytes(), reader.ok() ? &*reader : nullptr,
                               std::string(status.message())));
  }

  absl::StatusOr<ExitStatus> Print(const Input* input,
                                   std::span<const uint8_t> file,
                                   const std::vector<FilePart>& parts) {
    ASSIGN_OR_RETURN(const auto schema_of_schemas, BindSchemaOfSchemas());
    const char* kind =
        FileKindName(input == nullptr ? FileKind::kContainer : input->kind);
    if (json_) {
      out_.BeginObject();
      out_.Member("file", input_flags_.path);
      out_.Member("kind", kind);
      out_.Member("size", uint64_t{file.size()});
      out_.Key("parts");
      out_.BeginArray();
    } else {
      RETURN_IF_ERROR(
          Put(Cat(input_flags_.path, ": ", kind, ", ", Grouped(file.size()),
                  " bytes\n", hex_ ? HexHeading() : TreeHeading())));
    }
    for (const FilePart& part : parts) {
      RETURN_IF_ERROR(PrintPart(input, file, part, *schema_of_schemas));
    }
    return End(file);
  }

  absl::StatusOr<ExitStatus> End(std::span<const uint8_t> file) {
    if (json_) {
      out_.EndArray();
      out_.Member("bits_accounted", accounted_bits_);
      if (!status_.ok()) out_.Member("error", std::string(status_.message()));
      out_.EndObject();
      RETURN_IF_ERROR(Put(out_.Take()));
    } else if (hex_) {
      RETURN_IF_ERROR(
          Put(Cat(Grouped(accounted_bits_), " bits of ",
                  Grouped(file.size() * 8), " accounted for, each once\n")));
    }
    RETURN_IF_ERROR(output_->Commit());
    if (status_.ok()) return ExitStatus::kFine;
    return status_;
  }

  absl::Status PrintPart(const Input* input, std::span<const uint8_t> file,
                         const FilePart& part,
                         const BoundSchema& schema_of_schemas) {
    if (part.kind == FilePart::Kind::kSchema) {
      return PrintMessage(part, schema_of_schemas, file, 1);
    }
    if (part.kind == FilePart::Kind::kMessage && input != nullptr) {
      CheckBlock(*input, part);
      const uint32_t rows =
          input->container ? static_cast<uint32_t>(
                                 input->container->block_info(part.block).rows)
                           : 1;
      return PrintMessage(part, *input->bound, file, rows);
    }
    if (part.kind != FilePart::Kind::kUnreadable) {
      accounted_bits_ += part.size * 8;
    }
    if (json_) {
      PutPart(part, hex_, out_);
      return absl::OkStatus();
    }
    return Put(hex_ ? HexOfPart(part, file) : TreeText(part, file));
  }

  absl::Status PrintMessage(const FilePart& part, const BoundSchema& bound,
                            std::span<const uint8_t> file, uint32_t rows) {
    const TracedMessage message(bound, file.subspan(part.offset, part.size),
                                part.offset, rows);
    accounted_bits_ += FindUncoveredBit(message.trace().InOrder());
    Keep(Annotate(message.status(), input_flags_.path));
    if (json_) {
      PutMessage(part, message, hex_, out_);
      return absl::OkStatus();
    }
    return Put(hex_ ? HexOfMessage(part, message) : TreeText(part, message));
  }

  // A wrong checksum need not keep the message from opening.
  void CheckBlock(const Input& input, const FilePart& part) {
    if (!input.container) return;
    Keep(FindMessage(input, part.block).status());
  }

  void Keep(const absl::Status& status) {
    if (status_.ok()) status_ = status;
  }

  static absl::StatusOr<std::unique_ptr<BoundSchema>> BindSchemaOfSchemas() {
    schema::Compilation compilation = schema::CompileText(kSchemaOfSchemas);
    if (!compilation.schema) {
      return absl::InternalError(compilation.DiagnosticText());
    }
    const schema::DeclId root = compilation.schema->roots[0];
    return Bind(*std::move(compilation.schema), root);
  }

  absl::Status Put(const std::string& text) {
    return output_->Append(AsBytes(text));
  }

  InputFlags input_flags_;
  bool hex_ = false;
  bool json_ = false;
  std::unique_ptr<OutputFile> output_;
  JsonOut out_;
  absl::Status status_;  // the first thing that is wrong with the file
  uint64_t accounted_bits_ = 0;
};

}  // namespace

const CommandInfo kInspectCommand = {
    .name = "inspect",
    .summary = "Show what a file consists of: parts, tables, columns, bits",
    .usage = "[FLAGS] [FILE]",
    .examples =
        "  sinter inspect orders.snt\n"
        "  sinter inspect --hex orders.snt | less\n"
        "  sinter inspect --hex -s shop.sinter -t Order order.bin\n",
    .notes =
        "Goes as far as it can in a broken file, shows where it breaks and "
        "exits "
        "with 1.\n",
    .make = [] { return std::unique_ptr<Command>(new InspectCommand); },
};

}  // namespace sinter::tools
