// A Layout as text, for people and for golden tests.
#ifndef SINTER_CODEC_LAYOUT_TEXT_H_
#define SINTER_CODEC_LAYOUT_TEXT_H_

#include <string>

#include "codec/layout.h"

namespace sinter {

// One line per table and per node, with names where the layout has them. Shows
// all there is but the default columns, which follow from the nodes. The layout
// must have no fault.
std::string LayoutText(const Layout& layout);

}  // namespace sinter

#endif  // SINTER_CODEC_LAYOUT_TEXT_H_
