// `inspect --hex`: every byte and bit of a file, in its order.

#include <algorithm>
#include <cstdio>

#include "codec/typed_bytes.h"
#include "schema/text.h"
#include "tools/inspect.h"
#include "tools/value_text.h"

namespace sinter::tools {
namespace {

using schema::Cat;

constexpr size_t kBytesPerLine = 16;
constexpr size_t kBytesWidth = kBytesPerLine * 3;

std::string Line(uint64_t offset, std::string bytes, const std::string& text) {
  char place[16];
  std::snprintf(place, sizeof(place), "%10llu  ",
                static_cast<unsigned long long>(offset));
  bytes.resize(std::max(bytes.size(), kBytesWidth), ' ');
  std::string line = Cat(place, bytes, " ", text);
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

std::string Hex(std::span<const uint8_t> bytes) {
  std::string text;
  for (const uint8_t byte : bytes) {
    char digits[4];
    std::snprintf(digits, sizeof(digits), "%02x ", unsigned{byte});
    text += digits;
  }
  return text;
}

std::string Ascii(std::span<const uint8_t> bytes) {
  std::string text;
  for (const uint8_t byte : bytes) {
    text += byte >= 0x20 && byte < 0x7f ? static_cast<char>(byte) : '.';
  }
  return text;
}

// `bytes`, the first line with `text`, the others with their characters.
std::string Dump(std::span<const uint8_t> bytes, uint64_t offset,
                 const std::string& text, bool is_text) {
  std::string out;
  for (size_t at = 0; at < bytes.size(); at += kBytesPerLine) {
    const auto line =
        bytes.subspan(at, std::min(kBytesPerLine, bytes.size() - at));
    std::string right = at == 0 ? text : "";
    if (is_text) right += Cat(at == 0 ? "  " : "  ", "|", Ascii(line), "|");
    out += Line(offset + at, Hex(line), right);
  }
  return out;
}

// The bits of a byte, the most significant first, dots for those of others.
std::string Bits(uint8_t byte, unsigned first, uint64_t count) {
  std::string text = "........";
  for (unsigned bit = first; bit < first + count; ++bit) {
    text[7 - bit] = ((byte >> bit) & 1) != 0 ? '1' : '0';
  }
  return text;
}

std::string PieceText(const TracedMessage& message, const TracePiece& piece,
                      const std::string& name) {
  const uint64_t byte = piece.bit_offset / 8;
  const uint64_t offset = message.offset() + byte;
  if (piece.kind == TracePiece::Kind::kControl) {
    const std::string bits =
        Bits(message.bytes()[byte], static_cast<unsigned>(piece.bit_offset % 8),
             piece.num_bits);
    return Line(offset, bits,
                piece.first ? name + PieceValue(piece) : name + " (goes on)");
  }
  const auto bytes = message.bytes().subspan(byte, piece.num_bits / 8);
  return Dump(bytes, offset, name + PieceValue(piece),
              piece.kind == TracePiece::Kind::kBytes && piece.width == 0);
}

// Those that the default flags of a table or group are about.
FieldRange FieldsOf(const Layout& layout, const TraceOwner& owner) {
  if (owner.kind == TraceOwner::Kind::kTable) {
    return layout.base_fields(TableId(owner.id));
  }
  for (const Group& group : layout.groups) {
    if (group.key == owner.key) return layout.fields(group);
  }
  return {};
}

}  // namespace

std::string PieceNames::Next(const TracePiece& piece) {
  const TraceOwner& owner = message_.trace().owners[piece.owner];
  const std::string name = schema::EscapeForTerminal(message_.OwnerName(owner));
  if (std::string_view(piece.what) != "not default") {
    return Cat(name, ", ", piece.what);
  }
  if (flags_owner_ != piece.owner) next_field_ = 0;
  flags_owner_ = piece.owner;
  // The fields that have default flags, as the opener asks for them.
  const Layout& layout = message_.bound().layout();
  const FieldRange range = FieldsOf(layout, owner);
  const auto fields = layout.nodes.subspan(range.first, range.count);
  const auto has_flag = [&](const Node& node) {
    return owner.rows > 1 ? IsFlagged(layout, node) : HasLoneFlag(node);
  };
  while (next_field_ < fields.size() && !has_flag(fields[next_field_])) {
    ++next_field_;
  }
  if (next_field_ == fields.size()) return Cat(name, ", ", piece.what);
  const NodeId field(range.first + next_field_++);
  return Cat(message_.node_name(field), " is not default");
}

std::string PieceValue(const TracePiece& piece) {
  if (piece.kind == TracePiece::Kind::kBytes) {
    return piece.width == 0 ? ": " + Counted(piece.num_bits / 8, "byte")
                            : Cat(": ", piece.width, " bits each");
  }
  return piece.is_signed ? Cat(": ", static_cast<int64_t>(piece.value))
                         : Cat(": ", piece.value);
}

std::string HexHeading() {
  return "    offset  bytes, or the bits of one byte                    "
         "meaning\n";
}

std::string HexOfPart(const FilePart& part, std::span<const uint8_t> file) {
  std::string out = Cat("-- ", PartName(part.kind), "\n");
  if (part.fields.empty()) {
    const bool is_text = part.kind != FilePart::Kind::kPadding;
    const std::string what =
        part.note.empty() ? PartName(part.kind) : part.note;
    return out + Dump(file.subspan(part.offset, part.size), part.offset, what,
                      is_text);
  }
  for (const PartField& field : part.fields) {
    out += Dump(
        file.subspan(field.offset, field.size), field.offset,
        field.value.empty() ? field.name : Cat(field.name, ": ", field.value),
        false);
  }
  return out;
}

std::string HexOfMessage(const FilePart& part, const TracedMessage& message) {
  std::string out = Cat("-- ", PartName(part.kind), ", ",
                        Counted(message.rows(), "row"), "\n");
  PieceNames names(message);
  for (const TracePiece& piece : message.trace().InOrder()) {
    out += PieceText(message, piece, names.Next(piece));
  }
  const uint64_t read = message.trace().num_bits();
  uint64_t at = read / 8;
  if (read % 8 != 0) {
    out += Line(message.offset() + at,
                Bits(message.bytes()[at], static_cast<unsigned>(read % 8),
                     8 - read % 8),
                "not read");
    ++at;
  }
  out += Dump(message.bytes().subspan(at), message.offset() + at, "not read",
              true);
  if (!message.status().ok()) {
    out += Cat("error: ", std::string(message.status().message()), "\n");
  }
  return out;
}

}  // namespace sinter::tools
