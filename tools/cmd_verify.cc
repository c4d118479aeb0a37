// sinter verify: whether a file is what an encoder writes.
#include <algorithm>
#include <bit>
#include <memory>
#include <string>

#include "codec/message_builder.h"
#include "codec/message_reader.h"
#include "codec/status.h"
#include "codec/status_macros.h"
#include "codec/typed_bytes.h"
#include "schema/text.h"
#include "tools/command.h"
#include "tools/input.h"
#include "tools/message_list.h"
#include "tools/output.h"
#include "tools/progress.h"
#include "tools/recode.h"
#include "tools/traced_message.h"
#include "tools/value_text.h"

namespace sinter::tools {
namespace {

using schema::Cat;

// The column that a bit of a message belongs to, and what of it.
std::string NameOfBit(const TracedMessage& message, uint64_t bit) {
  for (const TracePiece& piece : message.trace().InOrder()) {
    if (piece.bit_offset + piece.num_bits <= bit) continue;
    const TraceOwner& owner = message.trace().owners[piece.owner];
    return Cat(message.OwnerName(owner), ", ", piece.what);
  }
  return "end of the message";
}

class VerifyCommand final : public Command {
 public:
  void Declare(FlagSet& flags) override {
    input_flags_.Declare(flags);
    flags.Switch("--canonical", &canonical_,
                 "encode the values again and compare the bytes");
  }

  absl::StatusOr<ExitStatus> Run() override {
    ASSIGN_OR_RETURN(const Input input, OpenInput(input_flags_));
    Note(CheckContainer(input));
    uint64_t rows = 0;
    Progress progress("rows");
    for (size_t i = 0; i < NumMessages(input); ++i) {
      const absl::StatusOr<uint32_t> checked = CheckMessage(input, i);
      Note(checked.status());
      rows += checked.value_or(0);
      progress.Update(rows, input.container ? input.container->num_rows() : 1);
    }
    if (num_errors_ > 0) return ExitStatus::kBadData;
    RETURN_IF_ERROR(PrintToStandardOutput(Summary(input, rows)));
    return ExitStatus::kFine;
  }

 private:
  std::string Summary(const Input& input, uint64_t rows) const {
    std::string text = Cat(input.path, ": fine: ", FileKindName(input.kind));
    if (input.container) {
      text += ", " + Counted(input.container->num_blocks(), "block");
    }
    return text + Cat(", ", Counted(rows, "row"), ", ",
                      Counted(input.bytes().size(), "byte"),
                      canonical_ ? ", canonical" : "", "\n");
  }

  // All errors of a file are told, up to a number that a person may read.
  void Note(const absl::Status& status) {
    constexpr uint64_t kMaxPrinted = 20;
    if (!status.ok() && num_errors_++ < kMaxPrinted) {
      PrintError(status, "verify");
    }
  }

  // The rows of the message.
  absl::StatusOr<uint32_t> CheckMessage(const Input& input, size_t i) {
    ASSIGN_OR_RETURN(const MessagePlace place, FindMessage(input, i));
    MessageReader reader(input.bound->layout());
    OpenOptions options;
    options.root_rows = place.rows;
    options.alignment = Alignment::kCopy;
    if (!reader.Open(input.bytes(place), options)) {
      return Annotate(
          StatusInFile(reader.failure(), input.bound->layout(), place.offset),
          MessageName(input, i));
    }
    if (canonical_) {
      RETURN_IF_ERROR(Annotate(CheckCanonical(input, place, reader),
                               MessageName(input, i)));
    }
    return place.rows;
  }

  static absl::Status CheckCanonical(const Input& input,
                                     const MessagePlace& place,
                                     const MessageReader& reader) {
    if (reader.num_skipped() > 0) {
      return absl::FailedPreconditionError(
          Cat("offset ", place.offset,
              ": expected no more than the schema has, got ",
              GroupName(*input.bound, reader.skipped()[0].key),
              "; whether it is canonical only its schema tells"));
    }
    MessageBuilder builder(input.bound->layout());
    const uint64_t max_values = MaxCopiedValues(place.size);
    if (!CopyMessage(reader, max_values, builder)) {
      return absl::ResourceExhaustedError(
          Cat("expected a message of at most ", max_values,
              " values to encode again, got more"));
    }
    std::string again;
    if (!builder.Finish(again)) {
      return ToStatus(builder.failure(), input.bound->layout());
    }
    const std::string_view bytes = AsText(input.bytes(place));
    if (bytes == again) return absl::OkStatus();
    const auto different = std::ranges::mismatch(bytes, again);
    const auto at = static_cast<uint64_t>(different.in1 - bytes.begin());
    const TracedMessage message(*input.bound, input.bytes(place), place.offset,
                                place.rows);
    return absl::InvalidArgumentError(
        Cat("offset ", place.offset + at, ", ",
            NameOfBit(message, FirstDifference(bytes, again, at)),
            ": not canonical: expected ", ByteText(again, at), ", got ",
            ByteText(bytes, at), " (", again.size(), " bytes in all, got ",
            bytes.size(), ")"));
  }

  // The first bit that differs, in the byte that does.
  static uint64_t FirstDifference(std::string_view bytes,
                                  std::string_view again, uint64_t at) {
    if (at >= bytes.size() || at >= again.size()) return at * 8;
    const auto bits = static_cast<uint8_t>(bytes[at] ^ again[at]);
    return at * 8 + static_cast<uint64_t>(std::countr_zero(bits));
  }

  static std::string ByteText(std::string_view bytes, uint64_t at) {
    if (at >= bytes.size()) return "the end";
    return Cat("byte ", unsigned{static_cast<uint8_t>(bytes[at])});
  }

  InputFlags input_flags_;
  bool canonical_ = false;
  uint64_t num_errors_ = 0;
};

}  // namespace

const CommandInfo kVerifyCommand = {
    .name = "verify",
    .summary = "Check all of a file",
    .usage = "[FLAGS] [FILE]",
    .examples =
        "  sinter verify orders.snt\n"
        "  sinter verify --canonical orders.snt\n"
        "  sinter verify -s shop.sinter -t Order order.bin\n",
    .notes =
        "Checksums, sizes, the schema inside, every value of every message. "
        "All "
        "errors\nare told, not only the first.\n",
    .make = [] { return std::unique_ptr<Command>(new VerifyCommand); },
};

}  // namespace sinter::tools
