// Untagged unions, once all types are known.
#include "schema/limits.h"
#include "schema/resolver_internal.h"
#include "schema/text.h"
#include "schema/untagged.h"

namespace sinter::schema {
namespace {

SourceSpan SpanOf(const DeclNode& decl, const std::string& member) {
  for (const MemberNode& node : decl.members) {
    if (node.name.text == member) return node.name.span;
  }
  return decl.name.span;
}

}  // namespace

void Resolver::CheckUntaggedUnions() {
  const UntaggedUnions unions(schema_);
  for (uint32_t i = 0; i < decls_.size(); ++i) {
    const Declaration& decl = schema_.declarations[i];
    if (!decl.is_untagged()) continue;
    const DeclNode& node = *decls_[i].node;
    if (unions.IsTooDeep(DeclId(i))) {
      sink_.Error("TOO_DEEP", node.name.span,
                  Cat("more than ", kMaxTypeDepth,
                      " untagged unions that are variants of each other"));
    }
    for (const auto& conflict : unions.ConflictsOf(decl)) {
      const std::string& first = decl.fields[conflict.first].name;
      const std::string& second = decl.fields[conflict.second].name;
      sink_
          .Error("UNTAGGED", SpanOf(node, second),
                 Cat("`", first, "` and `", second,
                     "` cannot be told apart in JSON: each may be ",
                     JsonKindText(conflict.kind)))
          .Related(Cat("`", first, "` stands here"), SpanOf(node, first))
          .Note("without `untagged` the name of the variant tells");
    }
  }
}

}  // namespace sinter::schema
