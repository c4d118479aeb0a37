// Tokens to syntax tree. GRAMMAR.md is the grammar.
#ifndef SINTER_SCHEMA_PARSER_H_
#define SINTER_SCHEMA_PARSER_H_

#include <cstdint>
#include <memory_resource>

#include "schema/ast.h"
#include "schema/diagnostics.h"
#include "schema/source.h"
#include "schema/token.h"

namespace sinter::schema {

// Parses one file. Reports every mistake and goes on after it, so the tree
// holds what could be understood. The tree lives in `arena` and views the text
// of `source`.
FileNode* Parse(const SourceFile& source, uint32_t file,
                const TokenList& tokens, std::pmr::memory_resource* arena,
                DiagnosticSink& sink);

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_PARSER_H_
