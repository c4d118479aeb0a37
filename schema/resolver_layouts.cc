// Checks that need the whole schema: types that end, structs, raw lists.
#include <algorithm>

#include "schema/fixed_layout.h"
#include "schema/limits.h"
#include "schema/model_text.h"
#include "schema/resolver_internal.h"
#include "schema/termination.h"
#include "schema/text.h"

namespace sinter::schema {
namespace {

// "Node.next -> Node", at most a few steps of a long cycle.
std::string CycleText(const Schema& schema,
                      const std::vector<Termination::Step>& cycle) {
  constexpr size_t kMaxShown = 6;
  std::string out;
  for (size_t i = 0; i < std::min(cycle.size(), kMaxShown); ++i) {
    const Declaration& decl = schema.declaration(cycle[i].decl);
    out += Cat(decl.name, ".", decl.fields[cycle[i].field].name, " -> ");
  }
  if (cycle.size() > kMaxShown) out += "... -> ";
  return out + schema.declaration(cycle[0].decl).name;
}

}  // namespace

void Resolver::CheckStructsAndRawLists() {
  const Termination termination = FindTermination(schema_);
  for (const auto& cycle : termination.cycles) {
    const Declaration& decl = schema_.declaration(cycle[0].decl);
    const Field& field = decl.fields[cycle[0].field];
    // The fields keep their places only; the node has the span.
    SourceSpan span = decls_[cycle[0].decl.value()].node->name.span;
    for (const MemberNode& node : decls_[cycle[0].decl.value()].node->members) {
      if (node.name.text == field.name && node.type) span = node.type->span;
    }
    sink_
        .Error("ENDLESS", span,
               Cat("a `", decl.name, "` always holds another one"))
        .Note(CycleText(schema_, cycle))
        .Note("make a field on the way optional (`T?`) or a list (`[T]`)");
  }

  FixedLayouts layouts(schema_);
  for (DeclId id : termination.order) {
    if (schema_.declaration(id).kind != DeclKind::kStruct) continue;
    layouts.AddStruct(id);
  }
  for (const FieldContext& context : fields_) {
    const DeclNode& decl = *decls_[context.decl.value()].node;
    if (decl.kind != DeclKind::kStruct) continue;
    const TypeId type =
        schema_.declaration(context.decl).fields[context.field].type;
    if (!HasFixedLayout(schema_, type)) {
      sink_
          .Error("STRUCT_FIELD", context.node->type->span,
                 Cat("`", TypeText(schema_, type),
                     "` has no fixed size; a struct holds none such"))
          .Note("a `record` holds any type");
    } else if (layouts.Of(type).size_bytes > kMaxStructBytes) {
      sink_.Error("TOO_LARGE", context.node->type->span,
                  Cat("a struct takes at most ", kMaxStructBytes, " bytes"));
    }
  }
  for (const RawList& list : raw_lists_) {
    const Type& type = schema_.type(list.type);
    if (!HasFixedLayout(schema_, type.element)) {
      sink_.Error("NOT_RAW", list.node->element->span,
                  Cat("`", TypeText(schema_, type.element),
                      "` has no fixed size; a raw list holds none such"));
      continue;
    }
    const uint32_t natural = layouts.Of(type.element).align;
    if (type.align == 0 || type.align >= natural) continue;
    sink_.Error("ALIGN", list.node->align->span,
                Cat("`", TypeText(schema_, type.element),
                    "` needs an alignment of at least ", natural));
  }
}

}  // namespace sinter::schema
