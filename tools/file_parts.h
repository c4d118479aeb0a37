// The parts of a file around its messages, so that every byte of it has a name.
#ifndef SINTER_TOOLS_FILE_PARTS_H_
#define SINTER_TOOLS_FILE_PARTS_H_

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "codec/file/file_reader.h"
#include "tools/input.h"

namespace sinter::tools {

struct PartField {
  uint64_t offset = 0;
  uint64_t size = 0;
  const char* name = "";
  std::string value;  // "" where the bytes speak for themselves
};

struct FilePart {
  enum class Kind : uint8_t {
    kHeader,
    kRootName,
    kSchema,  // a message of the schema of schemas
    kPadding,
    kBlockHeader,
    kMessage,
    kIndex,
    kTag,
    kUnreadable,
  };
  Kind kind = Kind::kUnreadable;
  uint64_t offset = 0;
  uint64_t size = 0;
  uint64_t block = 0;             // of a block's header and message
  std::string note;               // of what is damaged: why
  std::vector<PartField> fields;  // all of its bytes, or none
};

const char* PartName(FilePart::Kind kind);

// Consecutive parts from the first byte to the last. `reader` is null when the
// header is damaged; `why` then says how.
std::vector<FilePart> ListContainer(std::span<const uint8_t> bytes,
                                    const FileReader* reader, std::string why);

// The same for a bare or tagged message.
std::vector<FilePart> ListMessage(const Input& input);

}  // namespace sinter::tools

#endif  // SINTER_TOOLS_FILE_PARTS_H_
