// The syntax tree of one schema file. Nodes live in an arena and have trivial
// destructors; names and texts are views of the source or of the arena. The
// resolver turns the trees of all files into the model.
#ifndef SINTER_SCHEMA_AST_H_
#define SINTER_SCHEMA_AST_H_

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

#include "schema/model.h"
#include "schema/source.h"

namespace sinter::schema {

// A list of nodes linked through their `next` members.
template <typename Node>
class NodeList {
 public:
  class Iterator {
   public:
    explicit Iterator(Node* node) : node_(node) {}
    Node& operator*() const { return *node_; }
    Iterator& operator++() {
      node_ = node_->next;
      return *this;
    }
    friend bool operator==(Iterator, Iterator) = default;

   private:
    Node* node_;
  };

  void Append(Node* node) {
    (last_ == nullptr ? first_ : last_->next) = node;
    last_ = node;
    ++size_;
  }

  Iterator begin() const { return Iterator(first_); }
  Iterator end() const { return Iterator(nullptr); }
  Node* first() const { return first_; }
  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

 private:
  Node* first_ = nullptr;
  Node* last_ = nullptr;
  size_t size_ = 0;
};

struct DeclNode;

// A name or a dotted path, and where it stands.
struct NameNode {
  std::string_view text;
  SourceSpan span;
};

// [-] number, a string, or a name: true, a constant, an enum's member.
struct LiteralNode {
  enum class Kind : uint8_t { kInteger, kFloat, kString, kName };
  Kind kind = Kind::kName;
  bool negative = false;
  std::string_view text;  // the decoded string, else as written without the -
  SourceSpan span;
  LiteralNode* next = nullptr;
};

struct AttributeNode {
  NameNode name;
  LiteralNode* argument = nullptr;
  AttributeNode* next = nullptr;
};

struct TypeNode {
  enum class Kind : uint8_t {
    kNamed,  // path, arguments: u8(0..130), bytes(16), shop.User
    kOptional,
    kList,
    kArray,
    kMap,
    kInlineUnion,
  };
  Kind kind = Kind::kNamed;
  bool raw = false;
  bool has_arguments = false;
  bool is_range = false;
  SourceSpan span;
  NameNode path;
  LiteralNode* argument = nullptr;  // of a range the lower bound
  LiteralNode* upper = nullptr;     // of a range
  LiteralNode* align = nullptr;     // of a raw list
  LiteralNode* size = nullptr;      // of an array
  TypeNode* key = nullptr;          // of a map
  TypeNode* element = nullptr;
  DeclNode* inline_union = nullptr;
};

// A field, variant, enum member or flag.
struct MemberNode {
  bool retired = false;
  uint32_t since = 1;
  NameNode name;
  std::string_view doc;
  TypeNode* type = nullptr;             // null: of an enum or flags
  NodeList<LiteralNode> default_value;  // several: flags joined by |
  NodeList<AttributeNode> attributes;
  MemberNode* next = nullptr;
};

// since N { ... }; the members stand in the declaration.
struct GroupNode {
  uint32_t since = 0;
  SourceSpan span;
  size_t num_members = 0;
  GroupNode* next = nullptr;
};

struct DeclNode {
  DeclKind kind = DeclKind::kRecord;
  bool closed = false;
  bool inline_union = false;
  bool broken = false;  // a member could not be read
  NameNode name;        // of an inline union the name of its field
  std::string_view doc;
  NodeList<AttributeNode> attributes;
  NodeList<MemberNode> members;
  NodeList<GroupNode> groups;
  NodeList<DeclNode> nested;       // without inline unions
  TypeNode* underlying = nullptr;  // of an id
  SourceSpan closed_span;          // the word `closed`
  DeclId id;                       // set by the resolver
  DeclNode* next = nullptr;
};

struct ConstNode {
  NameNode name;
  std::string_view doc;
  LiteralNode* value = nullptr;
  ConstNode* next = nullptr;
};

struct ImportNode {
  std::string_view path;
  SourceSpan span;
  ImportNode* next = nullptr;
};

struct RootNode {
  NameNode name;
  RootNode* next = nullptr;
};

struct FileNode {
  NameNode package;  // empty text: none
  NodeList<ImportNode> imports;
  NodeList<ConstNode> constants;
  NodeList<DeclNode> declarations;
  NodeList<RootNode> roots;
};

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_AST_H_
