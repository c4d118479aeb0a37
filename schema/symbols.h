// The names of all files of a compilation, and which file sees which.
#ifndef SINTER_SCHEMA_SYMBOLS_H_
#define SINTER_SCHEMA_SYMBOLS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schema/ast.h"
#include "schema/diagnostics.h"

namespace sinter::schema {

// "an enum", "a record", for messages.
const char* DeclKindText(DeclKind kind);

// What a qualified name stands for: a declaration or a constant.
struct Symbol {
  const DeclNode* decl = nullptr;
  const ConstNode* constant = nullptr;
  SourceSpan span;  // of the name where it is declared

  const char* KindText() const;
};

// Where a name is used: names are looked up from the innermost declaration
// outwards ("shop.User.Address", "shop.User", "shop"), then from the top.
struct Scope {
  uint32_t file = 0;
  std::string_view package;
  std::string_view name;  // the package or a qualified declaration in it
};

class Symbols {
 public:
  Symbols(size_t num_files, DiagnosticSink& sink);

  // A file sees itself and what it imports, not what those import.
  void MakeVisible(uint32_t from, uint32_t imported);

  // Reports a name that is taken. The views in `symbol` must outlive this.
  void Declare(const std::string& qualified_name, const Symbol& symbol);

  // Finds a name, or reports it as unknown: what was looked for is `what`
  // ("type", "record", "constant").
  const Symbol* Find(const NameNode& path, const Scope& scope,
                     std::string_view what);
  // The same, silent: nullptr when there is none.
  const Symbol* Lookup(std::string_view path, const Scope& scope) const;

 private:
  void ReportUnknown(const NameNode& path, const Scope& scope,
                     std::string_view what);
  std::string Suggestion(const NameNode& path, const Scope& scope,
                         std::string_view what) const;
  bool Sees(uint32_t from, const Symbol& symbol) const {
    return visible_[from][symbol.span.file];
  }
  // Calls `use` with each qualified name that `path` may mean, until it
  // returns true.
  template <typename Use>
  static void ForEachCandidate(std::string_view path, const Scope& scope,
                               Use use);

  std::unordered_map<std::string, Symbol> symbols_;
  std::vector<const std::string*> names_;  // in order of declaration
  std::vector<std::vector<bool>> visible_;
  DiagnosticSink& sink_;
};

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_SYMBOLS_H_
