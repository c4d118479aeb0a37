// Schemas made while fuzzing, with all that stands on them.
#ifndef SINTER_FUZZ_SUPPORT_MADE_SCHEMA_H_
#define SINTER_FUZZ_SUPPORT_MADE_SCHEMA_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "codec/layout.h"
#include "schema/json/mapping.h"
#include "schema/lower.h"
#include "schema/model.h"
#include "tests/support/random_history.h"

namespace sinter::testing {

class MadeSchema {
 public:
  // A text with one root, which must compile.
  explicit MadeSchema(const std::string& text);

  const schema::Schema& schema() const { return schema_; }
  const Layout& layout() const { return lowered_->layout(); }
  const json::Mapping& mapping() const { return *mapping_; }

 private:
  schema::Schema schema_;
  std::unique_ptr<schema::LoweredLayout> lowered_;
  std::unique_ptr<json::Mapping> mapping_;
};

// One version of a history.
std::unique_ptr<MadeSchema> MakeSchema(const std::vector<std::string>& versions,
                                       size_t version);

}  // namespace sinter::testing

#endif  // SINTER_FUZZ_SUPPORT_MADE_SCHEMA_H_
