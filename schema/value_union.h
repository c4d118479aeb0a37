// `value`: any JSON value, as an untagged union that every schema may use
// without declaring it. In the model it is a declaration like others, so that
// what works for unions works for it.
#ifndef SINTER_SCHEMA_VALUE_UNION_H_
#define SINTER_SCHEMA_VALUE_UNION_H_

#include "schema/model.h"
#include "schema/type_table.h"

namespace sinter::schema {

// The declaration without its variants, so that types can name it.
Declaration NewValueUnion();

// Adds the variants to the declaration that stands at `self`.
void AddValueVariants(Schema& schema, TypeTable& types, DeclId self);

// Whether a declaration of the name `value`, in a schema that comes from
// elsewhere, is what the functions above make.
bool IsWholeValueUnion(const Schema& schema, const Declaration& decl);

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_VALUE_UNION_H_
