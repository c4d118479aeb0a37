// The recursive descent parser behind parser.h. One rule of GRAMMAR.md is one
// method; a method that returns nullptr or false has reported why, and its
// caller only resynchronises.
#ifndef SINTER_SCHEMA_PARSER_INTERNAL_H_
#define SINTER_SCHEMA_PARSER_INTERNAL_H_

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <new>
#include <string>
#include <string_view>

#include "schema/ast.h"
#include "schema/diagnostics.h"
#include "schema/token.h"

namespace sinter::schema {

class Parser {
 public:
  Parser(const SourceFile& source, uint32_t file, const TokenList& tokens,
         std::pmr::memory_resource* arena, DiagnosticSink& sink)
      : source_(source),
        file_(file),
        tokens_(tokens),
        arena_(arena),
        sink_(sink) {}

  // file = [ package ] { import } { declaration | const | root } ;
  FileNode* ParseFile();

 private:
  // parser_cursor.cc
  const Token& Peek(size_t ahead = 0) const;
  bool At(TokenKind kind, size_t ahead = 0) const {
    return Peek(ahead).kind == kind;
  }
  bool AtWord(std::string_view word, size_t ahead = 0) const;
  std::string_view TextOf(const Token& token) const;
  SourceSpan SpanOf(const Token& token) const;
  SourceSpan PreviousEnd() const;  // the byte after the last token taken
  const Token& Take();
  bool TakeIf(TokenKind kind);
  bool Expect(TokenKind kind, std::string_view where);
  Diagnostic& ErrorExpected(std::string_view expected);
  // Takes the `;` after `what`; when it is missing, says so and finds the end.
  void ExpectSemicolon(std::string_view what);
  // Skips past the next `;` or block, or up to the `}` of this block.
  void SkipStatement();
  void SkipBlock();  // at `{`
  void SkipToBrace();
  std::string_view Store(std::string_view text);
  std::string_view TakeDoc(size_t token);

  template <typename Node>
  Node* New() {
    return new (arena_->allocate(sizeof(Node), alignof(Node))) Node();
  }

  // parser.cc
  void ParseItem(FileNode& file);
  void ParsePackage(FileNode& file);
  void ParseImport(FileNode& file);
  void ParseConst(FileNode& file);
  void ParseRoot(FileNode& file);
  bool ReportReserved();
  bool ParseName(NameNode& name, std::string_view what);
  bool ParsePath(NameNode& path, std::string_view what);

  // parser_decl.cc
  bool AtDeclaration() const;
  DeclNode* ParseDeclaration();
  bool ParseDeclarationHead(DeclNode& decl);
  void ParseId(DeclNode& decl);
  void ParseFieldBody(DeclNode& decl);  // at `{`
  void ParseFieldItem(DeclNode& decl, uint32_t since);
  void ParseNested(DeclNode& decl, uint32_t since);
  bool ParseField(MemberNode& field);
  void ParseMemberBody(DeclNode& decl);  // at `{`
  void ParseMemberItem(DeclNode& decl, uint32_t since);
  bool ParseMember(DeclNode& decl, uint32_t since);
  bool AtGroup() const;
  void ParseGroup(DeclNode& decl, bool nested);
  bool ParseGroupHead(GroupNode& group);
  void CheckMemberCount(const DeclNode& decl, SourceSpan span);

  // parser_type.cc
  TypeNode* ParseType();
  TypeNode* ParseBaseType();
  TypeNode* ParseNamedType();
  TypeNode* ParseBracketType();
  TypeNode* ParseMapType();
  bool AtInlineUnion() const;
  TypeNode* ParseInlineUnion();
  bool ParseRawSuffix(TypeNode& list);
  bool ParseTypeArguments(TypeNode& type);
  LiteralNode* ParseLiteral();
  LiteralNode* ParseStringLiteral();
  bool ParseDefault(MemberNode& field);
  bool ParseAttributes(NodeList<AttributeNode>& attributes);
  bool AtAttribute() const;
  bool EnterNesting();

  const SourceFile& source_;
  uint32_t file_;
  const TokenList& tokens_;
  std::pmr::memory_resource* arena_;
  DiagnosticSink& sink_;
  size_t position_ = 0;
  size_t depth_ = 0;      // of bodies and types in each other
  size_t open_maps_ = 0;  // `{` of maps in the statement being read
  std::string scratch_;
};

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_PARSER_INTERNAL_H_
