#include "schema/diagnostics.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "schema/text.h"

namespace sinter::schema {

Diagnostic& Diagnostic::Note(std::string note) {
  notes.push_back(std::move(note));
  return *this;
}

Diagnostic& Diagnostic::Suggest(std::string_view suggestion) {
  if (suggestion.empty()) return *this;
  return Note(Cat("did you mean `", suggestion, "`?"));
}

Diagnostic& Diagnostic::Related(std::string label, SourceSpan place) {
  related = RelatedPlace{std::move(label), place};
  return *this;
}

Diagnostic& DiagnosticSink::Error(std::string_view rule, SourceSpan span,
                                  std::string message) {
  ++num_errors_;
  return Add(
      {Severity::kError, std::string(rule), std::move(message), span, {}, {}});
}

Diagnostic& DiagnosticSink::Error(std::string_view rule, std::string message) {
  ++num_errors_;
  return Add(
      {Severity::kError, std::string(rule), std::move(message), {}, {}, {}});
}

Diagnostic& DiagnosticSink::Warning(std::string_view rule, SourceSpan span,
                                    std::string message) {
  return Add({Severity::kWarning,
              std::string(rule),
              std::move(message),
              span,
              {},
              {}});
}

Diagnostic& DiagnosticSink::Add(Diagnostic diagnostic) {
  if (full()) {
    ++num_dropped_;
    overflow_ = std::move(diagnostic);
    return overflow_;
  }
  kept_.push_back(std::move(diagnostic));
  return kept_.back();
}

std::vector<Diagnostic> DiagnosticSink::TakeSorted() {
  auto key = [](const Diagnostic& d) {
    return d.span ? std::tuple(true, d.span->file, d.span->offset)
                  : std::tuple(false, 0u, 0u);
  };
  std::stable_sort(kept_.begin(), kept_.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) {
                     return key(a) < key(b);
                   });
  return std::exchange(kept_, {});
}

}  // namespace sinter::schema
