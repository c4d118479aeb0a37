// `inspect --json`.

#include "codec/layout_walk.h"
#include "tools/inspect.h"
#include "tools/value_text.h"

namespace sinter::tools {
namespace {

void PutPiece(const TracedMessage& message, const TracePiece& piece,
              const std::string& name, JsonOut& out) {
  out.BeginObject();
  out.Member("bit_offset", message.offset() * 8 + piece.bit_offset);
  out.Member("bits", piece.num_bits);
  out.Member("what", name);
  if (piece.kind == TracePiece::Kind::kBytes) {
    if (piece.width > 0) out.Member("width", uint64_t{piece.width});
  } else if (piece.first && piece.is_signed) {
    out.Member("value", static_cast<int64_t>(piece.value));
  } else if (piece.first) {
    out.Member("value", piece.value);
  }
  out.EndObject();
}

void PutOwner(const TracedMessage& message, const TraceOwner& owner,
              JsonOut& out) {
  out.BeginObject();
  out.Member("name", message.OwnerName(owner));
  if (owner.kind != TraceOwner::Kind::kMessage) {
    out.Member("rows", uint64_t{owner.rows});
  }
  out.Member("bit_offset", message.offset() * 8 + message.FirstBit(owner));
  out.Member("bits", owner.num_bits);
  if (owner.kind == TraceOwner::Kind::kNode) {
    out.Key("forms");
    out.BeginArray();
    for (const char* form : owner.forms) out.String(form);
    out.EndArray();
    if (message.is_open()) {
      out.Member("values", ValuesText(message.bound(), message.reader(),
                                      NodeId(owner.id), 60));
    }
  }
  out.EndObject();
}

void PutHead(const FilePart& part, JsonOut& out) {
  out.Member("part", PartName(part.kind));
  out.Member("offset", part.offset);
  out.Member("size", part.size);
  if (!part.note.empty()) out.Member("note", part.note);
  if (part.kind == FilePart::Kind::kBlockHeader ||
      part.kind == FilePart::Kind::kMessage) {
    out.Member("block", part.block);
  }
}

}  // namespace

void PutPart(const FilePart& part, bool pieces, JsonOut& out) {
  out.BeginObject();
  PutHead(part, out);
  if (pieces && !part.fields.empty()) {
    out.Key("fields");
    out.BeginArray();
    for (const PartField& field : part.fields) {
      out.BeginObject();
      out.Member("offset", field.offset);
      out.Member("size", field.size);
      out.Member("name", field.name);
      out.Member("value", field.value);
      out.EndObject();
    }
    out.EndArray();
  }
  out.EndObject();
}

void PutMessage(const FilePart& part, const TracedMessage& message, bool pieces,
                JsonOut& out) {
  out.BeginObject();
  PutHead(part, out);
  out.Member("rows", uint64_t{message.rows()});
  if (!message.status().ok()) {
    out.Member("error", std::string(message.status().message()));
  }
  out.Member("bits_read", message.trace().num_bits());
  out.Key("columns");
  out.BeginArray();
  for (const TraceOwner& owner : message.trace().owners) {
    PutOwner(message, owner, out);
  }
  out.EndArray();
  if (pieces) {
    out.Key("pieces");
    out.BeginArray();
    PieceNames names(message);
    for (const TracePiece& piece : message.trace().InOrder()) {
      PutPiece(message, piece, names.Next(piece), out);
    }
    out.EndArray();
  }
  out.EndObject();
}

}  // namespace sinter::tools
