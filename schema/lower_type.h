// Which type of the schema language becomes which kind of node.
#ifndef SINTER_SCHEMA_LOWER_TYPE_H_
#define SINTER_SCHEMA_LOWER_TYPE_H_

#include <vector>

#include "codec/layout.h"
#include "schema/model.h"

namespace sinter::schema {

// What one type expression becomes.
struct LoweredType {
  // Why it has no columns yet, as the start of "... are not supported yet";
  // then nothing else is set.
  const char* unsupported = nullptr;
  // Kind, widths, bounds and lone form, and the default of a value for which
  // none is declared.
  Node node;
  std::vector<TypeId> children;  // the types inside, one for each child
  DeclId record;                 // of kRecord: a record or a named union
  const Declaration* variants = nullptr;  // of kUnion
  TypeId type;                            // what was lowered
};

// Lowers one type, not what is inside. Ids become their underlying types. This
// is the only place that knows the kinds there are: a kind that gets columns is
// added here.
LoweredType LowerType(const Schema& schema, TypeId id);

// Lowers a field whose type is the declaration.
LoweredType LowerDeclaration(const Schema& schema, DeclId id);

// Lowers what a union consists of: the one column of its table, or, when it was
// written in place, of the field.
LoweredType LowerUnion(const Declaration& decl);

// `literal`, a declared default, in the form that `node` holds it. A string is
// not copied.
void SetDefault(const Literal& literal, Node& node);

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_LOWER_TYPE_H_
