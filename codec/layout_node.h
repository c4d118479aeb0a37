// What may stand in one node of a Layout, apart from its place in the graph.
#ifndef SINTER_CODEC_LAYOUT_NODE_H_
#define SINTER_CODEC_LAYOUT_NODE_H_

#include "codec/layout.h"

namespace sinter {

// The reason why the kind, widths, bounds, default or table number of `node`
// cannot be, or null. Of `layout` only the number of tables matters.
const char* FindNodeFault(const Layout& layout, const Node& node);

// The reason why a node of its kind cannot have as many children, or null.
const char* FindChildrenFault(const Node& node);

}  // namespace sinter

#endif  // SINTER_CODEC_LAYOUT_NODE_H_
