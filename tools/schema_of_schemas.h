// The text of schema/schema.sinter: what the schemas inside files are messages
// of.
#ifndef SINTER_TOOLS_SCHEMA_OF_SCHEMAS_H_
#define SINTER_TOOLS_SCHEMA_OF_SCHEMAS_H_

namespace sinter::tools {

extern const char kSchemaOfSchemas[];

}  // namespace sinter::tools

#endif  // SINTER_TOOLS_SCHEMA_OF_SCHEMAS_H_
