// Schema text to tokens.
#ifndef SINTER_SCHEMA_LEXER_H_
#define SINTER_SCHEMA_LEXER_H_

#include <cstdint>

#include "schema/diagnostics.h"
#include "schema/source.h"
#include "schema/token.h"

namespace sinter::schema {

// Splits a file into tokens. What is no token is reported and left out, so the
// result always ends in kEnd and can be parsed. Numbers are checked here;
// strings where they are decoded.
TokenList Lex(const SourceFile& source, uint32_t file, DiagnosticSink& sink);

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_LEXER_H_
