// The fingerprint of a schema: 64 bits that differ when the
// same bytes could mean different things under two schemas (SPEC.md,
// "Fingerprint").
//
// It is XXH64 with seed 0 of the bytes below. They hold what matters on the
// wire and nothing else: no names, documentation or attributes. Groups that
// were added later have no part in it, so that old and new readers know each
// other's messages.
//
//   layout   = varint(tables), table for each in the order of their numbers
//   table    = varint(fields), type for each in the order of the schema
//   type     = kind, what the kind adds
//     bool     00  default: one byte
//     integer  01  bits, signed (0 or 1), lone form: one byte each; lo, hi,
//                  default: zigzag varints when signed, else varints
//     float    02  bits: one byte; default: the bits as 8 bytes, little-endian
//     text     03  UTF-8 (0 or 1): one byte; default: varint(size), bytes
//     optional 04  the type inside
//     list     05  the type inside
//     record   06  varint(number of the table)
//     array    07  varint(elements), the type inside
//     map      08  the type of the keys, that of the values
//     union    09  varint(variants), varint(default variant), their types
//     fixed    10  bytes of a fixed size; default: varint(size), bytes
//
// Lone forms: 0 varint, 1 code, 2 open code.
#ifndef SINTER_SCHEMA_FINGERPRINT_H_
#define SINTER_SCHEMA_FINGERPRINT_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "codec/layout.h"

namespace sinter::schema {

// The bytes that are hashed. The layout must have no fault; its `fingerprint`
// is not looked at.
std::string FingerprintBytes(const Layout& layout);

uint64_t Fingerprint(const Layout& layout);

// By which messages know a type that has no number: the low half of XXH64, seed
// 0, of its qualified name (SPEC.md, "Extensions").
uint32_t NameHash(std::string_view qualified_name);

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_FINGERPRINT_H_
