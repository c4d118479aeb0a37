// What the shapes of a Layout must keep, and what follows from what was said of
// them.
#ifndef SINTER_CODEC_LAYOUT_SHAPES_H_
#define SINTER_CODEC_LAYOUT_SHAPES_H_

#include <span>

#include "codec/layout.h"

namespace sinter {

// Sets size, alignment and flags of a shape, and the offsets of its members,
// from its kind, its bounds and the shapes inside, which are complete. The size
// of a bool, integer, float or bytes is given. False if it would be too large.
[[nodiscard]] bool CompleteShape(std::span<const Shape> inner,
                                 std::span<ShapeMember> members, Shape& shape);

// The reason why the shapes break a rule or a limit, or null. Relies on the
// nodes' children, and on nothing else.
const char* FindShapesFault(const Layout& layout);

}  // namespace sinter

#endif  // SINTER_CODEC_LAYOUT_SHAPES_H_
