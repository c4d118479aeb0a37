// Literals of the model out of literals of the tree, where no type matters.
#ifndef SINTER_SCHEMA_LITERAL_VALUES_H_
#define SINTER_SCHEMA_LITERAL_VALUES_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "schema/ast.h"
#include "schema/model.h"

namespace sinter::schema {

bool IsTrueOrFalse(std::string_view text);

Literal BoolLiteral(bool value);
// `bits` is the two's complement form.
Literal IntegerLiteral(bool negative, uint64_t bits);
Literal FloatLiteral(double value);

// A number, `inf` or `nan` as a double; nothing when it is none of these.
std::optional<double> ToDouble(const LiteralNode& node);

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_LITERAL_VALUES_H_
