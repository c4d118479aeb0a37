// Layouts as C++ source: the arrays a Layout points to, and the Layout itself.
#ifndef SINTER_SCHEMA_EMIT_LAYOUT_ARRAYS_H_
#define SINTER_SCHEMA_EMIT_LAYOUT_ARRAYS_H_

#include <string>
#include <string_view>

#include "codec/layout.h"

namespace sinter::schema {

// Definitions of the arrays, for a namespace inside namespace sinter. The
// layout must have names.
std::string EmitLayoutArrays(const Layout& layout);

// The definition of the Layout, to follow them.
std::string EmitLayoutVariable(const Layout& layout, std::string_view variable);

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_EMIT_LAYOUT_ARRAYS_H_
