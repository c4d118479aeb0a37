// Syntax trees to the resolved model.
#ifndef SINTER_SCHEMA_RESOLVER_H_
#define SINTER_SCHEMA_RESOLVER_H_

#include <cstdint>
#include <span>
#include <vector>

#include "schema/ast.h"
#include "schema/diagnostics.h"
#include "schema/model.h"
#include "schema/source.h"

namespace sinter::schema {

// A file and the files it imports, as indexes into the SourceSet.
struct ParsedFile {
  FileNode* node = nullptr;
  std::vector<uint32_t> imports;
};

// Resolves all names, folds all constants and checks every rule of the
// language. `files[i]` is file i of `sources`, the root file first. Mistakes go
// to `sink`; the schema is complete only when there are none, syntax errors
// included.
Schema Resolve(std::span<const ParsedFile> files, const SourceSet& sources,
               DiagnosticSink& sink);

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_RESOLVER_H_
