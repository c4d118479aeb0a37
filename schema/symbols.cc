#include "schema/symbols.h"

#include <algorithm>

#include "schema/text.h"
#include "schema/type_table.h"

namespace sinter::schema {
namespace {

// Suggestions are looked for among this many names: an edit distance to each
// of all names for each error would be slow on hostile schemas.
constexpr size_t kMaxSuggestionCandidates = 2000;

}  // namespace

const char* DeclKindText(DeclKind kind) {
  switch (kind) {
    case DeclKind::kEnum:
      return "an enum";
    case DeclKind::kFlags:
      return "a flags type";
    case DeclKind::kId:
      return "an id";
    case DeclKind::kStruct:
      return "a struct";
    case DeclKind::kRecord:
      return "a record";
    case DeclKind::kUnion:
      return "a union";
  }
  return "";
}

const char* Symbol::KindText() const {
  return decl == nullptr ? "a constant" : DeclKindText(decl->kind);
}

Symbols::Symbols(size_t num_files, DiagnosticSink& sink)
    : visible_(num_files, std::vector<bool>(num_files)), sink_(sink) {
  for (size_t i = 0; i < num_files; ++i) visible_[i][i] = true;
}

void Symbols::MakeVisible(uint32_t from, uint32_t imported) {
  visible_[from][imported] = true;
}

void Symbols::Declare(const std::string& qualified_name, const Symbol& symbol) {
  const auto [entry, is_new] = symbols_.emplace(qualified_name, symbol);
  if (is_new) {
    names_.push_back(&entry->first);
    return;
  }
  sink_
      .Error("DUPLICATE_NAME", symbol.span,
             Cat("`", qualified_name, "` is declared twice"))
      .Related("first declared here", entry->second.span);
}

template <typename Use>
void Symbols::ForEachCandidate(std::string_view path, const Scope& scope,
                               Use use) {
  std::string_view prefix = scope.name;
  while (!prefix.empty()) {
    if (use(Cat(prefix, ".", path))) return;
    if (prefix.size() <= scope.package.size()) break;
    const size_t dot = prefix.rfind('.');
    prefix = dot == std::string_view::npos ? std::string_view()
                                           : prefix.substr(0, dot);
  }
  use(std::string(path));
}

const Symbol* Symbols::Lookup(std::string_view path, const Scope& scope) const {
  const Symbol* found = nullptr;
  ForEachCandidate(path, scope, [&](const std::string& name) {
    const auto entry = symbols_.find(name);
    if (entry == symbols_.end() || !Sees(scope.file, entry->second)) {
      return false;
    }
    const DeclNode* decl = entry->second.decl;
    if (decl != nullptr && decl->inline_union) return false;
    found = &entry->second;
    return true;
  });
  return found;
}

const Symbol* Symbols::Find(const NameNode& path, const Scope& scope,
                            std::string_view what) {
  const Symbol* symbol = Lookup(path.text, scope);
  if (symbol == nullptr) ReportUnknown(path, scope, what);
  return symbol;
}

void Symbols::ReportUnknown(const NameNode& path, const Scope& scope,
                            std::string_view what) {
  const bool is_type = what == "type";
  Diagnostic& error =
      sink_.Error(is_type ? "UNKNOWN_TYPE" : "UNKNOWN_NAME", path.span,
                  Cat("no ", what, " is named `", path.text, "`"));
  const Symbol* hidden = nullptr;
  ForEachCandidate(path.text, scope, [&](const std::string& name) {
    const auto entry = symbols_.find(name);
    if (entry != symbols_.end() && !Sees(scope.file, entry->second)) {
      hidden = &entry->second;
    }
    return hidden != nullptr;
  });
  if (hidden != nullptr) {
    error.Note("this file does not import the file that declares it")
        .Related("declared here", hidden->span);
  } else if (!sink_.full()) {
    error.Suggest(Suggestion(path, scope, what));
  }
}

std::string Symbols::Suggestion(const NameNode& path, const Scope& scope,
                                std::string_view what) const {
  Suggester suggester(path.text);
  if (what == "type") {
    for (const BuiltinType& builtin : BuiltinTypes()) {
      suggester.Offer(builtin.name);
    }
  }
  const size_t count = std::min(names_.size(), kMaxSuggestionCandidates);
  for (size_t i = 0; i < count; ++i) {
    const std::string_view name = *names_[i];
    if (!Sees(scope.file, symbols_.find(*names_[i])->second)) continue;
    suggester.Offer(name);
    const size_t dot = name.rfind('.');
    if (dot == std::string_view::npos) continue;
    // Without its qualification, where that suffices.
    const std::string_view last = name.substr(dot + 1);
    if (suggester.IsNearer(last) && Lookup(last, scope) != nullptr) {
      suggester.Offer(last);
    }
  }
  return suggester.best();
}

}  // namespace sinter::schema
