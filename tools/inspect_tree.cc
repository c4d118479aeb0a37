// The tree of `inspect`.

#include "codec/layout_walk.h"
#include "codec/typed_bytes.h"
#include "schema/text.h"
#include "tools/inspect.h"
#include "tools/value_text.h"

namespace sinter::tools {
namespace {

using schema::Cat;

constexpr size_t kValuesWidth = 60;

std::string Padded(std::string text, size_t width) {
  const size_t characters = schema::CountCharacters(text);
  if (characters < width) text.append(width - characters, ' ');
  return text;
}

std::string Right(const std::string& text, size_t width) {
  return text.size() >= width ? text
                              : std::string(width - text.size(), ' ') + text;
}

// Where a bit is: "1234" or "1234.5".
std::string Place(uint64_t bit) {
  std::string place = std::to_string(bit / 8);
  if (bit % 8 != 0) place += Cat(".", bit % 8);
  return place;
}

// What takes no bits has no place.
std::string Line(uint64_t bit, uint64_t bits, const std::string& name,
                 const std::string& rows, const std::string& form,
                 const std::string& values) {
  std::string line = Cat(Right(bits == 0 ? "" : Place(bit), 10),
                         Right(Grouped(bits), 13), "  ", Padded(name, 30),
                         Right(rows, 9), "  ", Padded(form, 22), "  ", values);
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

std::string FieldValue(const FilePart& part, std::string_view name) {
  for (const PartField& field : part.fields) {
    if (name == field.name) return field.value;
  }
  return "";
}

std::string Description(const FilePart& part, std::span<const uint8_t> file) {
  switch (part.kind) {
    case FilePart::Kind::kHeader:
      return Cat("version ", FieldValue(part, "version"), ", fingerprint ",
                 FieldValue(part, "fingerprint"));
    case FilePart::Kind::kRootName:
      return schema::EscapeForTerminal(
          AsText(file.subspan(part.offset, part.size)));
    case FilePart::Kind::kBlockHeader:
      return Cat("block ", part.block, ", first row ",
                 FieldValue(part, "first row"));
    case FilePart::Kind::kIndex:
      return Cat("blocks: ", FieldValue(part, "blocks"),
                 ", rows: ", FieldValue(part, "rows"));
    case FilePart::Kind::kTag:
      return Cat("version ", FieldValue(part, "version"), ", fingerprint ",
                 FieldValue(part, "fingerprint"));
    case FilePart::Kind::kUnreadable:
      return part.note;
    case FilePart::Kind::kSchema:
    case FilePart::Kind::kMessage:
    case FilePart::Kind::kPadding:
      break;
  }
  return "";
}

class MessageTree {
 public:
  explicit MessageTree(const TracedMessage& message)
      : message_(message), layout_(message.bound().layout()) {}

  std::string Text() {
    AddOwner(message_.trace().owners[0], "  message", "");
    for (const TableId table : layout_.order) AddTable(table);
    for (const TraceOwner& owner : message_.trace().owners) {
      if (owner.kind != TraceOwner::Kind::kGroup) continue;
      AddOwner(owner, Cat("  ", message_.OwnerName(owner)), "");
    }
    const uint64_t read = message_.trace().num_bits();
    const uint64_t all = message_.bytes().size() * 8;
    if (read < all) {
      out_ += Line(message_.offset() * 8 + read, all - read, "  not read", "",
                   "", "");
    }
    if (!message_.status().ok()) {
      out_ += Cat("error: ", std::string(message_.status().message()), "\n");
    }
    return std::move(out_);
  }

 private:
  void AddOwner(const TraceOwner& owner, const std::string& name,
                const std::string& values) {
    const std::string none =
        owner.kind == TraceOwner::Kind::kNode ? "lone" : "";
    out_ += Line(
        message_.offset() * 8 + message_.FirstBit(owner), owner.num_bits, name,
        owner.kind == TraceOwner::Kind::kMessage ? "" : Grouped(owner.rows),
        owner.FormText(none.c_str()), values);
  }

  void AddTable(TableId table) {
    const TraceOwner* owner = message_.table_owner(table);
    if (owner == nullptr) return;
    AddOwner(*owner, Cat("  table ", message_.table_name(table)), "");
    VisitTable(layout_, table, [&](NodeId node) { AddNode(node, *owner); });
  }

  void AddNode(NodeId id, const TraceOwner& table) {
    const std::string name =
        Cat("    ", schema::EscapeForTerminal(message_.node_name(id)));
    const TraceOwner* owner = message_.node_owner(id);
    const Node& node = layout_.node(id);
    if (owner != nullptr) {
      AddOwner(*owner, name, Values(id));
    } else if (message_.is_open() && node.space.value() == table.id) {
      const char* form = "default";
      std::string text;
      if (node.kind == NodeKind::kRecord) {
        form = "reference";
        text = SiteText(node);
      } else if (node.kind == NodeKind::kArray) {
        form = "array";
        text = ValueText(message_.bound(), message_.reader(), id, 0);
      } else {
        text = DefaultText(message_.bound(), message_.reader(), id);
      }
      out_ += Line(message_.offset() * 8 + message_.FirstBit(table), 0, name,
                   Grouped(table.rows), form, text);
    }
  }

  std::string SiteText(const Node& node) {
    return Cat("rows of ", message_.table_name(node.table), " from ",
               message_.reader().column(node)->base);
  }

  std::string Values(NodeId id) {
    if (!message_.is_open()) return "";
    const std::string summary = ColumnSummary(message_.reader(), id);
    return summary.empty() ? ValuesText(message_.bound(), message_.reader(), id,
                                        kValuesWidth)
                           : summary;
  }

  const TracedMessage& message_;
  const Layout& layout_;
  std::string out_;
};

}  // namespace

std::string TreeHeading() {
  return Cat(Right("offset", 10), Right("bits", 13), "  ", Padded("what", 30),
             Right("rows", 9), "  ", Padded("form", 22), "  values\n");
}

std::string TreeText(const FilePart& part, std::span<const uint8_t> file) {
  return Line(part.offset * 8, part.size * 8, PartName(part.kind), "", "",
              Description(part, file));
}

std::string TreeText(const FilePart& part, const TracedMessage& message) {
  const std::string of = part.kind == FilePart::Kind::kSchema
                             ? "the schema inside"
                             : Cat("of ", message.bound().root_name());
  std::string text = Line(part.offset * 8, part.size * 8, PartName(part.kind),
                          Grouped(message.rows()), "", of);
  return text + MessageTree(message).Text();
}

}  // namespace sinter::tools
