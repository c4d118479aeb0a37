// Layouts as C++ source: constants that need no initialization at run time, and
// names for their nodes.
#ifndef SINTER_SCHEMA_EMIT_LAYOUT_H_
#define SINTER_SCHEMA_EMIT_LAYOUT_H_

#include <string>
#include <string_view>

#include "codec/layout.h"

namespace sinter::schema {

struct EmitLayoutOptions {
  std::string origin;         // what it was made from: "schema/schema.sinter"
  std::string header;         // path of the header: "schema/schema_layout.h"
  std::string cpp_namespace;  // "sinter::schema"
  std::string variable;       // "kSchemaLayout"
};

// A header that declares the Layout and, in a namespace of its own, a NodeId
// for each node: kOrderTags for "Order.tags", kOrderTagsItem for its elements,
// kOrderNoteValue for the value of an optional. The layout must have names.
std::string EmitLayoutHeader(const Layout& layout,
                             const EmitLayoutOptions& options);

// The source that defines it.
std::string EmitLayoutSource(const Layout& layout,
                             const EmitLayoutOptions& options);

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_EMIT_LAYOUT_H_
