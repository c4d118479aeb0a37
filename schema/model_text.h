// The resolved model as text: types for messages, and a dump for tests and
// for comparing two schemas.
#ifndef SINTER_SCHEMA_MODEL_TEXT_H_
#define SINTER_SCHEMA_MODEL_TEXT_H_

#include <string>
#include <vector>

#include "schema/model.h"

namespace sinter::schema {

// A type as the schema language writes it, names qualified: "[shop.User]?".
std::string TypeText(const Schema& schema, const Type& type);
std::string TypeText(const Schema& schema, TypeId type);

// A constant: 5, -2, 1.5, "text", active.
std::string LiteralText(const Literal& literal);

// Each attribute behind a space: ` deprecated json("n")`.
std::string AttributesText(const std::vector<Attribute>& attributes);

// Everything but places: equal texts mean equal schemas. One declaration after
// the other, members with their positions.
std::string ModelText(const Schema& schema);

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_MODEL_TEXT_H_
