// C++ code for the declarations of one schema file.
//
// Where things are in this directory, so that emitters can be added side by
// side. All of them append to a TextWriter and take names from CppNames:
//
//   identifiers    names that are no keywords or macros, one scope each
//   cpp_names      what declarations, fields and enumerators are called
//   cpp_types      schema types as C++ types, slots of fields
//   text_writer    lines, indentation, documentation comments
//   unit           the declarations of one file, in an order that compiles
//   emit_values    enums, flags, ids
//   emit_structs   structs
//   emit_views     views of records and unions
//   emit_roots     Layouts of the roots, and what Reader<T> needs of them
//   source_file    head, guard, includes, namespaces around all of it
//   generate       which files there are, and which emitter writes what:
//                    NAME.sinter.h, .cc   views (emit_values, emit_structs,
//                                         emit_views, emit_roots)
//                    NAME.builder.h       builders (builder_types,
//                                         emit_builders)
//                    NAME.native.h, .cc   plain structs (plain_types,
//                                         emit_native)
#ifndef SINTER_SCHEMA_CPP_GENERATE_H_
#define SINTER_SCHEMA_CPP_GENERATE_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "schema/model.h"

namespace sinter::schema::cpp {

struct GenerateOptions {
  // The path, without an extension, of what is generated from a file of the
  // schema (an index into Schema::files), as other files include it: "geo/shop"
  // for "geo/shop.sinter.h".
  std::function<std::string(uint32_t file)> base_name;
  std::string version;  // of the generator: "0.1.0"
};

struct GeneratedFile {
  std::string path;  // "geo/shop.sinter.h"
  std::string text;
};

// Code for what the root file of `schema` declares; imported files have code of
// their own. A root with types that have no columns yet is Unimplemented.
absl::StatusOr<std::vector<GeneratedFile>> Generate(
    const Schema& schema, const GenerateOptions& options);

}  // namespace sinter::schema::cpp

#endif  // SINTER_SCHEMA_CPP_GENERATE_H_
