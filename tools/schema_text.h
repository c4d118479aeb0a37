// A resolved schema as text of the schema language.
#ifndef SINTER_TOOLS_SCHEMA_TEXT_H_
#define SINTER_TOOLS_SCHEMA_TEXT_H_

#include <string>

#include "schema/model.h"

namespace sinter::tools {

// Compiles to an equal schema when all of it is of one package. Otherwise one
// text per package, the others after the first introduced by a comment: each
// would be a file of its own.
std::string SchemaText(const schema::Schema& schema);

}  // namespace sinter::tools

#endif  // SINTER_TOOLS_SCHEMA_TEXT_H_
