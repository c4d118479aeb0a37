#include "tools/input.h"

#include <unistd.h>

#include <algorithm>
#include <utility>

#include "codec/file/tagged.h"
#include "codec/status_macros.h"
#include "codec/typed_bytes.h"
#include "schema/schema_message.h"
#include "schema/text.h"
#include "tools/exit_status.h"
#include "tools/value_text.h"

namespace sinter::tools {

using schema::Cat;

const char* FileKindName(FileKind kind) {
  switch (kind) {
    case FileKind::kContainer:
      return "container";
    case FileKind::kTagged:
      return "tagged message";
    case FileKind::kBare:
      return "bare message";
  }
  return "";
}

void InputFlags::Declare(FlagSet& flags) {
  flags.Argument("FILE", &path,
                 "a file of messages; standard input if missing");
  schema.Declare(flags,
                 "the schema of a bare or tagged message; a container has its\n"
                 "own");
  flags.Switch("--bare", &bare, "FILE is one message and nothing else");
  flags.Switch("--tagged", &tagged,
               "FILE is one message behind version and fingerprint");
  flags.Exclusive({"--bare", "--tagged"});
}

std::string GuessKind(std::span<const uint8_t> bytes) {
  std::string_view text =
      AsText(bytes.first(std::min<size_t>(bytes.size(), 4096)));
  if (text.empty()) return "an empty file";
  if (text.starts_with("\x1f\x8b")) return "gzip; decompress it first";
  if (text.starts_with("\x28\xb5\x2f\xfd")) return "zstd; decompress it first";
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  const size_t start = text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos) return "";
  text.remove_prefix(start);
  const char first = text.front();
  const size_t next = text.find_first_not_of(" \t\r\n", 1);
  const char second = next == std::string_view::npos ? '\0' : text[next];
  if ((first == '{' && (second == '"' || second == '}')) ||
      (first == '[' &&
       std::string_view("{[\"]").find(second) != std::string_view::npos)) {
    return "JSON text; did you mean 'sinter encode'?";
  }
  for (const std::string_view word :
       {"package ", "record ", "import ", "//", "enum ", "root "}) {
    if (text.starts_with(word)) return "a schema; did you mean -s?";
  }
  return "";
}

absl::Status CheckNotTerminal(const std::string& path) {
  if (path == "-" && ::isatty(STDIN_FILENO) == 1) {
    return UsageError("standard input is a terminal; name a file");
  }
  return absl::OkStatus();
}

namespace {

absl::Status NoContainer(const Input& input) {
  const std::string guess = GuessKind(input.bytes());
  return absl::InvalidArgumentError(
      Cat(input.path, ": expected a container, got ",
          !guess.empty() ? guess
                         : "something else; if it is a bare or tagged message, "
                           "name its schema with -s"));
}

absl::Status OpenContainer(const InputFlags& flags, Input& input) {
  ASSIGN_OR_RETURN(FileReader reader, FileReader::Open(input.bytes()));
  const FileInfo& info = reader.info();
  if (flags.schema.given() || flags.schema.names_value()) {
    ASSIGN_OR_RETURN(input.bound, LoadBoundSchema(flags.schema));
  } else {
    ASSIGN_OR_RETURN(schema::Schema schema,
                     schema::DecodeSchema(AsText(info.schema)));
    ASSIGN_OR_RETURN(const schema::DeclId root,
                     FindRoot(schema, info.root, "the schema inside"));
    ASSIGN_OR_RETURN(input.bound, Bind(std::move(schema), root));
  }
  const uint64_t fingerprint = input.bound->layout().fingerprint;
  if (fingerprint != info.fingerprint) {
    return absl::FailedPreconditionError(
        Cat("fingerprint of the schema: expected ", HexText(info.fingerprint),
            ", got ", HexText(fingerprint)));
  }
  input.container.emplace(std::move(reader));
  return absl::OkStatus();
}

FileKind KindOf(const InputFlags& flags, const Input& input) {
  if (flags.bare) return FileKind::kBare;
  if (flags.tagged) return FileKind::kTagged;
  const auto tagged = ParseTagged(input.bytes());
  const bool matches =
      tagged.ok() && tagged->fingerprint == input.bound->layout().fingerprint;
  return matches ? FileKind::kTagged : FileKind::kBare;
}

absl::Status OpenMessage(const InputFlags& flags, Input& input) {
  if (!flags.schema.given() && !flags.schema.names_value()) {
    return NoContainer(input);
  }
  ASSIGN_OR_RETURN(input.bound, LoadBoundSchema(flags.schema));
  input.kind = KindOf(flags, input);
  uint64_t tag = 0;
  if (input.kind == FileKind::kTagged) {
    RETURN_IF_ERROR(Annotate(
        ParseTagged(input.bytes(), input.bound->layout().fingerprint).status(),
        flags.path));
    tag = kTagBytes;
  }
  input.message = {.offset = tag, .size = input.bytes().size() - tag};
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Input> OpenInput(const InputFlags& flags) {
  RETURN_IF_ERROR(CheckSchemaFlags(flags.schema));
  RETURN_IF_ERROR(CheckNotTerminal(flags.path));
  ASSIGN_OR_RETURN(MappedFile file, MappedFile::Open(flags.path));
  Input input{.path = flags.path,
              .file = std::move(file),
              .container = std::nullopt,
              .bound = nullptr,
              .message = {}};
  if (!flags.bare && !flags.tagged && LooksLikeContainer(input.bytes())) {
    input.kind = FileKind::kContainer;
    const absl::Status status = OpenContainer(flags, input);
    if (!status.ok()) return Annotate(status, flags.path);
  } else {
    RETURN_IF_ERROR(OpenMessage(flags, input));
  }
  return input;
}

}  // namespace sinter::tools
