// The parts of ValidateModel, each of which relies on those before it. They
// return what is wrong, or "" when nothing is.
#ifndef SINTER_SCHEMA_VALIDATE_PARTS_H_
#define SINTER_SCHEMA_VALIDATE_PARTS_H_

#include <string>

#include "schema/model.h"

namespace sinter::schema {

// Types: kinds, what belongs to them, indexes, depth.
std::string FindTypeFault(const Schema& schema);

// Names, kinds, attributes, fields and members of declarations, defaults apart.
std::string FindDeclarationFault(const Schema& schema);

// Defaults of fields. The default of a struct's or union's field is a fault.
std::string FindDefaultFault(const Schema& schema);

// Types that do not end, structs and raw lists of what has no fixed size.
std::string FindStructureFault(const Schema& schema);

// "declaration shop.User", "field name of shop.User", safe to print.
std::string DeclarationText(const Declaration& decl);
std::string MemberText(const Declaration& decl, const std::string& member);

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_VALIDATE_PARTS_H_
