// Checks a schema that did not come from text. What the resolver makes of text
// passes; everything that works on a schema may rely on it.
#ifndef SINTER_SCHEMA_VALIDATE_MODEL_H_
#define SINTER_SCHEMA_VALIDATE_MODEL_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "schema/model.h"

namespace sinter::schema {

// OK, or what is wrong with the first thing that is. Indexes are in range, a
// type stands after those inside of it, names are names and unique, defaults
// and ranges fit their types, every type ends; only places, files and constants
// are not looked at. InvalidArgument, or ResourceExhausted beyond a limit.
absl::Status ValidateModel(const Schema& schema);

// The text of a default that is a member of the enum or flags type `decl`: its
// name, or of flags the names of the bits joined by " | ". Empty when there is
// no such member.
std::string MemberDefaultText(const Declaration& decl, uint64_t bits);

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_VALIDATE_MODEL_H_
