// What is wrong with a schema, and where. Nothing here prints; render.h turns
// diagnostics into text.
#ifndef SINTER_SCHEMA_DIAGNOSTICS_H_
#define SINTER_SCHEMA_DIAGNOSTICS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/source.h"

namespace sinter::schema {

enum class Severity : uint8_t { kError, kWarning };

// A second place that explains a diagnostic: "first declared here".
struct RelatedPlace {
  std::string label;
  SourceSpan span;
};

struct Diagnostic {
  Severity severity = Severity::kError;
  std::string rule;     // stable identifier: UNKNOWN_TYPE
  std::string message;  // one line, without a full stop
  // Absent when no file is to blame (the root file cannot be read).
  std::optional<SourceSpan> span;
  std::vector<std::string> notes;  // what was expected, what may be meant
  std::optional<RelatedPlace> related;

  Diagnostic& Note(std::string note);
  // Adds "did you mean `suggestion`?" unless the suggestion is empty.
  Diagnostic& Suggest(std::string_view suggestion);
  Diagnostic& Related(std::string label, SourceSpan place);
};

// Collects diagnostics. It keeps a bounded number and counts the rest, so that
// hostile text cannot make it grow.
class DiagnosticSink {
 public:
  static constexpr size_t kMaxKept = 100;

  // The reference is valid until the next call.
  Diagnostic& Error(std::string_view rule, SourceSpan span,
                    std::string message);
  Diagnostic& Warning(std::string_view rule, SourceSpan span,
                      std::string message);
  // An error that no place in a file explains.
  Diagnostic& Error(std::string_view rule, std::string message);

  size_t num_errors() const { return num_errors_; }
  bool full() const { return kept_.size() >= kMaxKept; }
  // How many were counted but not kept.
  size_t num_dropped() const { return num_dropped_; }

  // The diagnostics by place: file, then offset.
  std::vector<Diagnostic> TakeSorted();

 private:
  Diagnostic& Add(Diagnostic diagnostic);

  std::vector<Diagnostic> kept_;
  Diagnostic overflow_;  // what callers decorate once the sink is full
  size_t num_errors_ = 0;
  size_t num_dropped_ = 0;
};

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_DIAGNOSTICS_H_
