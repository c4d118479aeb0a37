// Opens a file of messages, whatever kind it is.
#ifndef SINTER_TOOLS_INPUT_H_
#define SINTER_TOOLS_INPUT_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "absl/status/statusor.h"
#include "codec/file/file_reader.h"
#include "codec/file/mapped_file.h"
#include "tools/bound_schema.h"
#include "tools/flags.h"

namespace sinter::tools {

enum class FileKind : uint8_t { kContainer, kTagged, kBare };

const char* FileKindName(FileKind kind);

// What commands that read messages take: the file, -s, -I, -t, --bare and
// --tagged.
struct InputFlags {
  std::string path = "-";
  SchemaFlags schema;
  bool bare = false;
  bool tagged = false;

  void Declare(FlagSet& flags);
};

// One message of a file.
struct MessagePlace {
  uint64_t offset = 0;  // from the start of the file
  uint64_t size = 0;
  uint32_t rows = 1;
};

struct Input {
  std::string path;
  MappedFile file;
  FileKind kind = FileKind::kBare;
  std::optional<FileReader> container;  // of a container whose header is whole
  std::unique_ptr<BoundSchema> bound;
  MessagePlace message;  // of a bare or tagged message

  std::span<const uint8_t> bytes() const { return file.bytes(); }
  std::span<const uint8_t> bytes(const MessagePlace& place) const {
    return bytes().subspan(place.offset, place.size);
  }
};

// Opens the file and finds its schema: a container's own, else that of -s.
// Tells kinds apart by their first bytes; errors say what the file looks like
// instead.
absl::StatusOr<Input> OpenInput(const InputFlags& flags);

// What bytes that are no message look like: "JSON text", or "".
std::string GuessKind(std::span<const uint8_t> bytes);

// Reads standard input only when it is not a person's terminal.
absl::Status CheckNotTerminal(const std::string& path);

}  // namespace sinter::tools

#endif  // SINTER_TOOLS_INPUT_H_
