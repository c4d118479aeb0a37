// Diagnostics as text for people and as JSON for programs.
#ifndef SINTER_SCHEMA_RENDER_H_
#define SINTER_SCHEMA_RENDER_H_

#include <span>
#include <string>

#include "schema/diagnostics.h"
#include "schema/source.h"

namespace sinter::schema {

// The form of a modern compiler, always ending in a line break:
//   a.sinter:7:9: error[UNKNOWN_TYPE]: no type is named `strng`
//     7 |   name: strng;
//       |         ^~~~~
//       = did you mean `string`?
//       = first declared here: b.sinter:3:1
// Characters of the source that could disturb a terminal are escaped; of a
// long line only the part around the place is shown.
std::string RenderText(const Diagnostic& diagnostic, const SourceSet& sources);

// All of them, and a last line that counts those dropped.
std::string RenderText(std::span<const Diagnostic> diagnostics,
                       size_t num_dropped, const SourceSet& sources);

// One JSON object on one line, without a line break: severity, rule, message,
// file, line, column, length, notes, related {label, file, line, column}.
std::string RenderJson(const Diagnostic& diagnostic, const SourceSet& sources);

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_RENDER_H_
