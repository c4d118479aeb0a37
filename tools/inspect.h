// What `inspect` prints of a file, part by part.
#ifndef SINTER_TOOLS_INSPECT_H_
#define SINTER_TOOLS_INSPECT_H_

#include <span>
#include <string>

#include "tools/file_parts.h"
#include "tools/json_out.h"
#include "tools/traced_message.h"

namespace sinter::tools {

// The tree: a line per part, and in messages a line per table and column.
std::string TreeHeading();
std::string TreeText(const FilePart& part, std::span<const uint8_t> file);
std::string TreeText(const FilePart& part, const TracedMessage& message);

// Every byte and bit, with its meaning.
std::string HexHeading();
std::string HexOfPart(const FilePart& part, std::span<const uint8_t> file);
std::string HexOfMessage(const FilePart& part, const TracedMessage& message);

// The tree as JSON; with `pieces`, every byte and bit too.
void PutPart(const FilePart& part, bool pieces, JsonOut& out);
void PutMessage(const FilePart& part, const TracedMessage& message, bool pieces,
                JsonOut& out);

// "record User: not default" and the like: what a piece is, with the column
// that a default flag stands for. Pieces must be named in their order.
class PieceNames {
 public:
  explicit PieceNames(const TracedMessage& message) : message_(message) {}
  std::string Next(const TracePiece& piece);

 private:
  const TracedMessage& message_;
  uint32_t next_field_ = 0;  // of the table whose default flags are read
  uint32_t flags_owner_ = 0;
};

// The value of a piece: "= 12"; "" where its bytes speak for themselves.
std::string PieceValue(const TracePiece& piece);

}  // namespace sinter::tools

#endif  // SINTER_TOOLS_INSPECT_H_
