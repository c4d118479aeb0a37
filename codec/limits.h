// Every limit of the engine, in one place (SPEC.md, "Limits").
#ifndef SINTER_CODEC_LIMITS_H_
#define SINTER_CODEC_LIMITS_H_

#include <cstdint>

namespace sinter {

// Rows of one table, positions of one column: views hold rows in 32 bits, so
// that products of rows and widths fit 64.
inline constexpr uint64_t kMaxTableRows = 0xffffffff;

// What encoder and decoder agree on, so that the default encoder never writes
// what the default decoder refuses.
struct Limits {
  // Rows of a whole message: those of all tables, list elements, present
  // optionals. What expands a message visits at most so many values a column.
  uint64_t max_rows = uint64_t{1} << 28;
  // Bytes of all strings of a message once each stands for itself, and so what
  // a plain copy of them needs.
  uint64_t max_text_bytes = uint64_t{1} << 32;
};

// Limits of a Layout. Schemas inside files are as untrusted as the data.
inline constexpr uint32_t kMaxTables = 1u << 14;
inline constexpr uint32_t kMaxNodes = 1u << 18;
inline constexpr uint32_t kMaxSlots = 1u << 18;
inline constexpr uint32_t kMaxArraySize = 65535;  // of [T; N]
inline constexpr uint32_t kMaxVariants = 254;     // of a union
inline constexpr uint32_t kMaxTypeDepth = 32;     // lists of lists of ...
inline constexpr uint32_t kMaxValueDepth = 100;  // what expanding code descends
inline constexpr uint64_t kMaxCode = 0xffff;  // hi - lo of integers with codes
inline constexpr uint32_t kMaxShapes = 1u << 16;  // of structs, raw elements
inline constexpr uint32_t kMaxShapeBytes = 1u << 20;   // of one
inline constexpr uint32_t kMaxStructBytes = 1u << 24;  // of all, each once
inline constexpr uint32_t kMaxAlign = 64;              // of raw lists
inline constexpr uint64_t kMaxDefaultText = 0xffff;    // bytes of one default

inline constexpr uint32_t kMaxSince = 1000000;  // number of a `since` group

// Tables with more columns than this name those that are not default in a bit
// column (SPEC.md, "Tables").
inline constexpr uint32_t kMaxFlaggedColumns = 32;

}  // namespace sinter

#endif  // SINTER_CODEC_LIMITS_H_
