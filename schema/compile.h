// The schema compiler's front door: from a path or a text to a resolved schema
// or a list of diagnostics. Nothing here prints.
//
//   DiskLoader disk;
//   Compilation compilation = CompileFile("shop.sinter", disk, {{"include"}});
//   if (!compilation.schema) std::cerr << compilation.DiagnosticText();
#ifndef SINTER_SCHEMA_COMPILE_H_
#define SINTER_SCHEMA_COMPILE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/diagnostics.h"
#include "schema/file_loader.h"
#include "schema/model.h"
#include "schema/source.h"

namespace sinter::schema {

// A schema whose root is any JSON value.
inline constexpr std::string_view kValueSchema = "root value;\n";

struct CompileOptions {
  // Directories that imports are looked up in, after that of the importing
  // file, in order.
  std::vector<std::string> search_paths;
};

struct Compilation {
  // Present when there is no error; warnings do not prevent it.
  std::optional<Schema> schema;
  std::vector<Diagnostic> diagnostics;  // by file, then place
  size_t num_dropped = 0;               // diagnostics beyond the limit
  SourceSet sources;                    // every file read, the root file first
  bool io_failed = false;               // the root file could not be read

  // The rendered diagnostics; "" when there are none.
  std::string DiagnosticText() const;
};

// Compiles a file and its imports.
Compilation CompileFile(const std::string& path, FileLoader& loader,
                        const CompileOptions& options = {});

// Compiles a text that imports nothing; `path` stands in diagnostics.
Compilation CompileText(std::string_view text,
                        const std::string& path = "schema.sinter");

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_COMPILE_H_
