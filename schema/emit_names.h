// Names of the constants of codec/layout.h, for C++ source.
#ifndef SINTER_SCHEMA_EMIT_NAMES_H_
#define SINTER_SCHEMA_EMIT_NAMES_H_

#include "codec/layout.h"

namespace sinter::schema {

// "kInteger" for NodeKind::kInteger, and so on.
const char* KindName(NodeKind kind);
const char* KindName(ShapeKind kind);
const char* LoneFormName(LoneForm form);

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_EMIT_NAMES_H_
