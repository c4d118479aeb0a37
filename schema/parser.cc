#include "schema/parser.h"

#include "schema/limits.h"
#include "schema/parser_internal.h"
#include "schema/text.h"

namespace sinter::schema {

FileNode* Parse(const SourceFile& source, uint32_t file,
                const TokenList& tokens, std::pmr::memory_resource* arena,
                DiagnosticSink& sink) {
  return Parser(source, file, tokens, arena, sink).ParseFile();
}

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
