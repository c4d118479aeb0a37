#include "schema/parser.h"

#include <algorithm>
#include <cstring>

#include "schema/limits.h"
#include "schema/parser_internal.h"
#include "schema/text.h"

namespace sinter::schema {

FileNode* Parse(const SourceFile& source, uint32_t file,
                const TokenList& tokens, std::pmr::memory_resource* arena,
                DiagnosticSink& sink) {
  return Parser(source, file, tokens, arena, sink).ParseFile();
}

// The cursor. The last token is kEnd and is never passed.

const Token& Parser::Peek(size_t ahead) const {
  const size_t last = tokens_.tokens.size() - 1;
  return tokens_.tokens[std::min(position_ + ahead, last)];
}

std::string_view Parser::TextOf(const Token& token) const {
  return source_.text().substr(token.offset, token.length);
}

SourceSpan Parser::SpanOf(const Token& token) const {
  return {file_, token.offset, token.length};
}

bool Parser::AtWord(std::string_view word, size_t ahead) const {
  return At(TokenKind::kIdentifier, ahead) && TextOf(Peek(ahead)) == word;
}

SourceSpan Parser::PreviousEnd() const {
  if (position_ == 0) return SpanOf(Peek());
  const Token& previous = tokens_.tokens[position_ - 1];
  return {file_, previous.offset + previous.length, 0};
}

const Token& Parser::Take() {
  const Token& token = Peek();
  if (token.kind != TokenKind::kEnd) ++position_;
  return token;
}

bool Parser::TakeIf(TokenKind kind) {
  if (!At(kind)) return false;
  Take();
  return true;
}

Diagnostic& Parser::ErrorExpected(std::string_view expected) {
  const Token& token = Peek();
  std::string got = TokenKindText(token.kind);
  if (token.kind == TokenKind::kIdentifier ||
      token.kind == TokenKind::kInteger || token.kind == TokenKind::kFloat) {
    got = Cat("`", TextOf(token).substr(0, 40), "`");
  }
  return sink_.Error("SYNTAX", SpanOf(token),
                     Cat("expected ", expected, ", got ", got));
}

bool Parser::Expect(TokenKind kind, std::string_view where) {
  if (TakeIf(kind)) return true;
  ErrorExpected(Cat(TokenKindText(kind), " ", where));
  return false;
}

void Parser::ExpectSemicolon(std::string_view what) {
  if (TakeIf(TokenKind::kSemicolon)) return;
  const Token& next = Peek();
  if (next.starts_line || next.kind == TokenKind::kEnd ||
      next.kind == TokenKind::kRightBrace) {
    // Only the `;` is missing: what follows can be read.
    sink_.Error("SYNTAX", PreviousEnd(), Cat("expected `;` after ", what));
    return;
  }
  ErrorExpected(Cat("`;` after ", what));
  SkipStatement();
}

void Parser::SkipStatement() {
  while (!At(TokenKind::kEnd) && !At(TokenKind::kRightBrace)) {
    if (At(TokenKind::kLeftBrace)) {
      SkipBlock();
      // A block ends a statement unless it was a type: then `;` is near.
      if (Peek().starts_line || At(TokenKind::kRightBrace)) return;
    } else if (Take().kind == TokenKind::kSemicolon) {
      return;
    }
  }
}

void Parser::SkipBlock() {
  size_t open = 0;
  do {
    const TokenKind kind = Take().kind;
    if (kind == TokenKind::kLeftBrace) ++open;
    if (kind == TokenKind::kRightBrace) --open;
  } while (open > 0 && !At(TokenKind::kEnd));
}

std::string_view Parser::Store(std::string_view text) {
  if (text.empty()) return {};
  char* copy = static_cast<char*>(arena_->allocate(text.size(), 1));
  std::memcpy(copy, text.data(), text.size());
  return {copy, text.size()};
}

// The `///` lines before a token, without the slashes and one space.
std::string_view Parser::TakeDoc(size_t token) {
  scratch_.clear();
  for (const Comment& comment : tokens_.CommentsBefore(token)) {
    if (!comment.is_doc || !comment.starts_line) continue;
    std::string_view line =
        source_.text().substr(comment.offset + 3, comment.length - 3);
    if (line.starts_with(' ')) line.remove_prefix(1);
    if (!scratch_.empty()) scratch_ += '\n';
    scratch_ += line;
  }
  return Store(scratch_);
}

// The file.

FileNode* Parser::ParseFile() {
  FileNode* file = New<FileNode>();
  while (!At(TokenKind::kEnd)) {
    const size_t before = position_;
    ParseItem(*file);
    if (position_ == before) Take();  // never stand still
  }
  return file;
}

void Parser::ParseItem(FileNode& file) {
  if (At(TokenKind::kRightBrace)) {
    sink_.Error("SYNTAX", SpanOf(Take()), "`}` without `{`");
  } else if (At(TokenKind::kSemicolon)) {
    sink_.Error("SYNTAX", SpanOf(Take()), "`;` without a declaration")
        .Note("no `;` follows `}`");
  } else if (AtWord("package")) {
    ParsePackage(file);
  } else if (AtWord("import")) {
    ParseImport(file);
  } else if (AtWord("const")) {
    ParseConst(file);
  } else if (AtWord("root")) {
    ParseRoot(file);
  } else if (AtDeclaration()) {
    if (DeclNode* decl = ParseDeclaration()) file.declarations.Append(decl);
  } else if (!ReportReserved()) {
    Suggester suggester(TextOf(Peek()));
    for (const char* word :
         {"package", "import", "const", "id", "enum", "closed", "flags",
          "struct", "record", "union", "root"}) {
      if (At(TokenKind::kIdentifier)) suggester.Offer(word);
    }
    ErrorExpected("a declaration").Suggest(suggester.best());
    SkipStatement();
  }
}

bool Parser::ReportReserved() {
  for (const char* word : {"service", "rpc", "stream"}) {
    if (!AtWord(word)) continue;
    sink_.Error("RESERVED_WORD", SpanOf(Peek()),
                Cat("`", word, "` is reserved for a later version"));
    SkipStatement();
    return true;
  }
  return false;
}

bool Parser::ParseName(NameNode& name, std::string_view what) {
  if (!At(TokenKind::kIdentifier)) {
    ErrorExpected(what);
    return false;
  }
  const Token& token = Take();
  name = {TextOf(token), SpanOf(token)};
  return true;
}

bool Parser::ParsePath(NameNode& path, std::string_view what) {
  if (!ParseName(path, what)) return false;
  if (!At(TokenKind::kDot)) return true;
  scratch_ = path.text;
  while (TakeIf(TokenKind::kDot)) {
    NameNode part;
    if (!ParseName(part, "a name after `.`")) return false;
    scratch_ += '.';
    scratch_ += part.text;
    path.span = Join(path.span, part.span);
    if (scratch_.size() > kMaxQualifiedNameBytes) {
      sink_.Error("NAME_TOO_LONG", path.span,
                  Cat("a name of more than ", kMaxQualifiedNameBytes,
                      " bytes with its dots"));
      return false;
    }
  }
  path.text = Store(scratch_);
  return true;
}

void Parser::ParsePackage(FileNode& file) {
  const SourceSpan word = SpanOf(Take());
  NameNode path;
  if (!ParsePath(path, "the package's name")) return SkipStatement();
  if (!file.package.text.empty()) {
    sink_.Error("DUPLICATE_PACKAGE", word, "a file has one package")
        .Related("first declared here", file.package.span);
  } else {
    if (!file.imports.empty() || !file.declarations.empty() ||
        !file.constants.empty() || !file.roots.empty()) {
      sink_.Error("ORDER", word, "`package` stands at the start of the file");
    }
    file.package = path;
  }
  ExpectSemicolon("the package");
}

void Parser::ParseImport(FileNode& file) {
  const SourceSpan word = SpanOf(Take());
  if (!At(TokenKind::kString)) {
    ErrorExpected("the file's path as a string");
    return SkipStatement();
  }
  LiteralNode* path = ParseStringLiteral();
  if (path == nullptr) return SkipStatement();
  if (!file.declarations.empty() || !file.constants.empty() ||
      !file.roots.empty()) {
    sink_.Error("ORDER", word, "imports stand before declarations");
  }
  ImportNode* import = New<ImportNode>();
  import->path = path->text;
  import->span = path->span;
  file.imports.Append(import);
  ExpectSemicolon("the import");
}

void Parser::ParseConst(FileNode& file) {
  const std::string_view doc = TakeDoc(position_);
  Take();
  ConstNode* constant = New<ConstNode>();
  constant->doc = doc;
  if (!ParseName(constant->name, "the constant's name")) return SkipStatement();
  if (Expect(TokenKind::kEqual, "and a value")) {
    constant->value = ParseLiteral();
  }
  file.constants.Append(constant);  // even without a value: the name is known
  if (constant->value == nullptr) return SkipStatement();
  ExpectSemicolon("the constant");
}

void Parser::ParseRoot(FileNode& file) {
  Take();
  RootNode* root = New<RootNode>();
  if (!ParsePath(root->name, "the name of a record")) return SkipStatement();
  file.roots.Append(root);
  ExpectSemicolon("the root");
}

}  // namespace sinter::schema
