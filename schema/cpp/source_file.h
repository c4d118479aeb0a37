// What stands around generated code: head, guard, includes, namespaces.
#ifndef SINTER_SCHEMA_CPP_SOURCE_FILE_H_
#define SINTER_SCHEMA_CPP_SOURCE_FILE_H_

#include <set>
#include <string>
#include <string_view>

#include "schema/cpp/text_writer.h"
#include "schema/cpp/unit.h"

namespace sinter::schema::cpp {

// Who made the file from what, and the fingerprints of the roots.
void PutHead(const Unit& unit, std::string_view schema_path,
             std::string_view version, TextWriter& out);

// #include lines: those of the standard library in <>, the others in "".
void PutIncludes(const std::set<std::string>& standard,
                 const std::set<std::string>& others, TextWriter& out);

// The include guard of a header.
void OpenGuard(std::string_view path, TextWriter& out);
void CloseGuard(std::string_view path, TextWriter& out);

// Nothing for the global namespace.
void OpenNamespace(std::string_view name, TextWriter& out);
void CloseNamespace(std::string_view name, TextWriter& out);

// What follows may name things that are deprecated, until Allow... is undone.
void SilenceDeprecation(TextWriter& out);
void RestoreDeprecation(TextWriter& out);

}  // namespace sinter::schema::cpp

#endif  // SINTER_SCHEMA_CPP_SOURCE_FILE_H_
