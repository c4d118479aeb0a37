// The canonical layout of schema text.
#ifndef SINTER_SCHEMA_FORMAT_H_
#define SINTER_SCHEMA_FORMAT_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/diagnostics.h"
#include "schema/source.h"

namespace sinter::schema {

struct Formatted {
  std::optional<std::string> text;  // absent when the text has syntax errors
  std::vector<Diagnostic> diagnostics;
  size_t num_dropped = 0;
  SourceSet sources;

  // The rendered diagnostics; "" when there are none.
  std::string DiagnosticText() const;
};

// Lays out a schema: two spaces of indentation, one statement per line, at most
// one blank line between statements, every comment kept. The body of a record
// takes one line per field; another body stays on one line when it fits into
// 80 columns and holds no comment and no other body. Formatting twice changes
// nothing, and the result means what the text means. Imports are not read.
Formatted Format(std::string_view text,
                 const std::string& path = "schema.sinter");

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_FORMAT_H_
