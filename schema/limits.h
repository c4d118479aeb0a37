// Every limit on schema text. Schemas come from files, so they may be hostile;
// what is beyond a limit is an error with a place, never a crash.
#ifndef SINTER_SCHEMA_LIMITS_H_
#define SINTER_SCHEMA_LIMITS_H_

#include <cstddef>
#include <cstdint>

#include "codec/limits.h"

namespace sinter::schema {

inline constexpr size_t kMaxSchemaFileBytes = size_t{16} << 20;
inline constexpr size_t kMaxSchemaTotalBytes = size_t{64} << 20;  // all files
inline constexpr size_t kMaxSchemaFiles = 1000;
inline constexpr size_t kMaxImportPathBytes = 4096;
inline constexpr size_t kMaxTokens = size_t{1} << 21;  // of one file
inline constexpr size_t kMaxIdentifierBytes = 255;
inline constexpr size_t kMaxQualifiedNameBytes = 511;  // package included
inline constexpr size_t kMaxDeclarations = 65536;      // of all files
inline constexpr size_t kMaxMembers = 65536;           // of a declaration
inline constexpr size_t kMaxTypeDepth = 64;  // types and bodies in each other
inline constexpr size_t kMaxFlags = 64;
using sinter::kMaxSince;
inline constexpr uint32_t kMaxArraySize = 65535;  // [T; N], bytes(N)
inline constexpr uint32_t kMaxDecimalScale = 18;
inline constexpr uint32_t kMaxAlign = 64;
inline constexpr uint64_t kMaxStructBytes = uint64_t{1} << 20;

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_LIMITS_H_
