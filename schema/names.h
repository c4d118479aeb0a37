// What a name is, for those who do not start from text.
#ifndef SINTER_SCHEMA_NAMES_H_
#define SINTER_SCHEMA_NAMES_H_

#include <string_view>

namespace sinter::schema {

// A letter or underscore, then letters, digits and underscores; at most
// kMaxIdentifierBytes.
bool IsIdentifier(std::string_view name);

// Identifiers with dots between them: a package, a nested declaration.
bool IsDottedName(std::string_view name);

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_NAMES_H_
