#include "fuzz/support/made_schema.h"

#include <utility>

#include "fuzz/support/check.h"
#include "schema/compile.h"

namespace sinter::testing {

MadeSchema::MadeSchema(const std::string& text) {
  schema::Compilation compiled = schema::CompileText(text);
  Check(compiled.schema.has_value(), "schemas compile",
        compiled.DiagnosticText());
  schema_ = *std::move(compiled.schema);
  auto lowered = schema::Lower(schema_, schema_.roots[0]);
  Check(lowered.ok(), "schemas lower", lowered.status().ToString());
  lowered_ = *std::move(lowered);
  Check(FindLayoutFault(layout()) == nullptr, "layouts have no fault", text);
  auto mapping = json::Mapping::Make(*lowered_, schema_);
  Check(mapping.ok(), "schemas have JSON", mapping.status().ToString());
  mapping_ = *std::move(mapping);
}

std::unique_ptr<MadeSchema> MakeSchema(const std::vector<std::string>& versions,
                                       size_t version) {
  return std::make_unique<MadeSchema>(versions[version % versions.size()]);
}

}  // namespace sinter::testing
