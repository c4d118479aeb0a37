// What each emitter writes; generate.cc puts it together.
#ifndef SINTER_SCHEMA_CPP_EMITTERS_H_
#define SINTER_SCHEMA_CPP_EMITTERS_H_

#include <set>
#include <string>

#include "schema/cpp/text_writer.h"
#include "schema/cpp/unit.h"

namespace sinter::schema::cpp {

// Enums, flags and ids, inside the namespace of the file.
void EmitValues(const Unit& unit, TextWriter& out);
void AddValueHeaders(const Unit& unit, std::set<std::string>& headers);

// Structs, inside the namespace, and what marks them, inside namespace sinter.
void EmitStructs(const Unit& unit, TextWriter& out);
void EmitStructTraits(const Unit& unit, TextWriter& out);
void AddStructHeaders(const Unit& unit, std::set<std::string>& standard,
                      std::set<std::string>& headers);

// Views of records and unions, inside the namespace.
void EmitViews(const Unit& unit, TextWriter& out);
void AddViewHeaders(const Unit& unit, std::set<std::string>& headers);
// The slots of their accessors, inside namespace sinter.
void EmitSlots(const Unit& unit, TextWriter& out);

// Builders of records and unions, inside the namespace.
void EmitBuilders(const Unit& unit, TextWriter& out);
void AddBuilderHeaders(const Unit& unit, std::set<std::string>& headers);
// What builders of roots need of them, inside namespace sinter.
void EmitBuilderTraits(const Unit& unit, TextWriter& out);

// Plain structs, inside the namespace, and what converts them: of a header, of
// a source file.
void EmitPlain(const Unit& unit, TextWriter& out);
void EmitPlainTraits(const Unit& unit, TextWriter& out);  // inside sinter
void EmitPlainSource(const Unit& unit, TextWriter& out);
void AddPlainHeaders(const Unit& unit, std::set<std::string>& standard,
                     std::set<std::string>& headers);

// What readers need of the roots: declared inside namespace sinter, defined in
// a source file, at its top level.
void EmitRootTraits(const Unit& unit, TextWriter& out);
void EmitRootLayouts(const Unit& unit, TextWriter& out);

}  // namespace sinter::schema::cpp

#endif  // SINTER_SCHEMA_CPP_EMITTERS_H_
